"""Whether a campaign is open with its prospects: that it is a machine, and whom to turn to.

What carriers and laws ask for at the start of a chat (docs/compliance.md). A file that lacks it
works all the same, so these are remarks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.campaign_files.yaml_lines import Where, YamlFile
from bot.errors import Severity
from bot.leads.campaign_json import PUBLIC

_MACHINE = re.compile(
    r"\b(?:automat(?:ed|ic(?:ally)?)|(?:chat|ro)?bots?|machines?|computers?|AI|A\.I\.|"
    r"artificial intelligence|(?:virtual|digital) (?:\w+ )?(?:assistants?|agents?))(?!\w)",
    re.IGNORECASE,
)
# "I'm not a bot", "no machines here" say the contrary, as far as their clause goes.
_DENIED = re.compile(r"\b(?:not|no|never|isn['’]?t|aren['’]?t|without|unlike)\b[^,.;:!?]*", re.I)


# The digits of a number that a text is known by: no country code, whatever stands between them.
_TELLING = 9
_NUMBERS = ("business", "number", "messaging_service")


def check_openness(file: YamlFile, data: dict[str, Any]) -> None:
    """Remark on a greeting that may pass for a person's, and on a business without a contact, or
    whose private number is told.
    """
    business = data["business"]
    if not says_automated(data["greeting"], business["name"]):
        file.remark(
            ("greeting",),
            "it doesn't say that the bot is a machine; write something like "
            f'"Hi! I\'m the automated assistant of {business["name"]}."',
            Severity.WARNING,
        )
    if not any(business.get(key) for key in PUBLIC):
        file.remark(
            ("business",),
            "HELP must name a contact, and `sms` is never told to prospects; "
            "add a public `phone`, `email` or `site` to `business`",
            Severity.DUE,
        )
    private = {business["sms"], business.get("backup_sms")} - {business.get("phone"), None}
    for where, text in _texts({key: data[key] for key in data if key not in _NUMBERS}, ()):
        digits = re.sub(r"\D", "", text)
        if any(number[-_TELLING:] in digits for number in private):
            reason = "it tells prospects a number that gets leads; tell a public one"
            file.remark(where, reason, Severity.WARNING)


def _texts(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    """Every text in the file with its place."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(each, (*where, key))


def says_automated(greeting: str, business: str) -> bool:
    """Whether a greeting tells that no person speaks; the business's own name tells nothing.

    >>> says_automated("Hi! I'm the automated assistant of Bay Roofing.", "Bay Roofing")
    True
    >>> says_automated("Hi! I'm the assistant of AI Roofing, and no bot!", "AI Roofing")
    False
    """
    return bool(_MACHINE.search(_DENIED.sub("", greeting.replace(business, ""))))
