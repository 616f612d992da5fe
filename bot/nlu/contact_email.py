"""Where an e-mail address stands in a sentence, typed or spoken."""

from __future__ import annotations

import re

from bot.errors import ValueInvalid
from bot.nlu.contact_phone import LONGEST_TEXT
from bot.nlu.reading import Context, Heard
from bot.nlu.words import one_edit
from bot.values import email

_ADDRESS = re.compile(
    r"[A-Za-z0-9_.%+'\-]+@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]+(?![\w@])"
)
_SPOKEN = re.compile(
    r"(?P<local>[A-Za-z0-9_.%+\-]+(?:\s+dot\s+[A-Za-z0-9_%+\-]+)*)"
    r"(?P<at>\s*[\[(]\s*at\s*[\])]\s*|\s+at\s+|\s+@\s*|\s*@\s+)"
    r"[A-Za-z0-9\-]+(?:(?:\s*[\[(]\s*dot\s*[\])]\s*|\s+dot\s+|\.)[A-Za-z0-9\-]+)+(?![\w@])",
    re.IGNORECASE,
)
_MAIL_CUE = re.compile(r"(?:\be-?mail|\baddress|\bis|\bit's|\bits|:|^)\W*$", re.IGNORECASE)
# One letter wrong in these is far likelier than a private domain of that name.
_COMMON_HOSTS = ("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com")
_ALSO_REAL = frozenset({"mail.com", "ymail.com", "email.com", "gmx.com"})


def read_email(text: str, context: Context) -> Heard[str] | None:
    """The first e-mail address in `text`, in lower case, or None.

    Typed or spoken ("dana at example dot com"). One a slip away from a well-known host
    ("gmial.com") is `doubtful`.
    """
    if len(text) > LONGEST_TEXT:
        return None
    for match in _ADDRESS.finditer(text):
        address = _parse_email(match[0])
        if address:
            return _heard(address, match)
    for match in _SPOKEN.finditer(text):
        # "I looked at zillow.com" is no address: something must announce it.
        announced = context.asks == "email" or _MAIL_CUE.search(text[: match.start()])
        address = _parse_email(match[0]) if announced or "[" in match["at"] else None
        if address:
            return _heard(address, match)
    return None


def _parse_email(words: str) -> str | None:
    try:
        return email.parse(re.sub(r"\s*@\s*", "@", words))
    except ValueInvalid:
        return None


def _heard(address: str, match: re.Match[str]) -> Heard[str]:
    host = address.rpartition("@")[2]
    known = host in _COMMON_HOSTS or host in _ALSO_REAL
    slip = not known and any(one_edit(host, common) for common in _COMMON_HOSTS)
    return Heard(address, match.start(), match.end(), doubtful=slip)
