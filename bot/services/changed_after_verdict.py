"""A verdict can't be fished for: what failed before and does not now goes to a person.

Looked at are this conversation's own verdicts, and those of the campaign's other conversations with
the same phone, e-mail address or browser within its window for duplicates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from bot.leads.signal import Signal, SignalResult
from bot.leads.verdict import Result, Verdict
from bot.services.contact_keys import keys_of
from bot.services.in_words import in_words
from bot.services.turn import Turn
from bot.store import contact_keys, leads, verdicts
from bot.store.verdicts import SavedVerdict

NAME = "changed_after_verdict"
_SHARED = {"phone": "same phone", "email": "same e-mail", "browser": "same browser"}


def changed_after_verdict(
    turn: Turn, answers: Mapping[str, Any], verdict: Verdict
) -> Iterator[Signal]:
    """A signal for each criterion that failed with another answer before and fails no more."""
    stand = {c.name for c in verdict.criteria if c.result is not Result.FAIL}
    seen: set[str] = set()
    for before, whence in _verdicts_before(turn, answers):
        for criterion in before.criteria:
            name = criterion["name"]
            failed = criterion["result"] == Result.FAIL.value
            if not failed or name not in stand - seen or not _differs(answers, before, name):
                continue
            seen.add(name)
            yield Signal(NAME, SignalResult.REVIEW, _because(turn, answers, before, name, whence))


def _verdicts_before(
    turn: Turn, answers: Mapping[str, Any]
) -> Iterator[tuple[SavedVerdict, str | None]]:
    """Verdicts with what they share with this conversation, or None for its own; newest first."""
    own = leads.get_lead_of(turn.connection, turn.conversation.id)
    if own:
        yield from ((each, None) for each in verdicts.list_verdicts(turn.connection, [own.id]))
    days = turn.campaign.duplicates.window_days
    keys = keys_of(turn, answers)
    shared = contact_keys.list_leads_with(turn.connection, turn.campaign.id, keys)
    others = [id for id in shared if not own or id != own.id]
    if not days or not others:
        return
    since = turn.now - timedelta(days=days)
    for each in verdicts.list_verdicts(turn.connection, others, since):
        yield each, f"lead {each.lead_id}, {_SHARED[shared[each.lead_id]]}"


def _differs(answers: Mapping[str, Any], before: SavedVerdict, name: str) -> bool:
    """Whether another answer made the difference, and not the day or a new definition."""
    return (answers.get(name) or {}).get("value") != (before.answers.get(name) or {}).get("value")


def _because(
    turn: Turn, answers: Mapping[str, Any], before: SavedVerdict, name: str, whence: str | None
) -> str:
    was, now = (
        in_words(turn.campaign, name, each[name]) if each.get(name) else "not known"
        for each in (before.answers, answers)
    )
    where = f" ({whence})" if whence else ""
    return f"{name.replace('_', ' ')}: was {was}, now {now}; it failed before{where}"
