"""Yes and no, and consent, as `bot.language` hears them, for `understand`."""

from __future__ import annotations

from dataclasses import replace

from bot.language import consent, consent_condition, yes_no
from bot.language.contact_wishes import LONGEST
from bot.language.yes_no import Answer
from bot.nlu.reading import Heard


def read_yes_no(text: str) -> Heard[str] | None:
    """ "yes" or "no" where `text` says so, in doubt where it may mean the other."""
    return _heard(yes_no.read_yes_no(text))


def read_consent(text: str) -> Heard[str] | None:
    """ "yes", with their condition, or "no"; None where it is not clear."""
    return _heard(consent.read_consent(text))


def read_condition(text: str) -> Heard[str | None] | None:
    """The words of a condition, to be read back with the question; "yes" where a yes stands beside
    them, though not a clear one.
    """
    found = consent_condition.read_condition(text)
    if found is None:
        return None
    value, words = "yes" if found.agrees else None, text[found.start : found.end]
    return Heard(value, found.start, found.end, doubtful=True, condition=words)


def read_long_condition(text: str) -> Heard[str | None] | None:
    """The same of a message too long to be read whole: what follows belongs to its beginning."""
    found = read_condition(text[:LONGEST])
    if found is None:
        return None
    end = len(text.rstrip())
    return replace(found, end=end, condition=text[found.start : end], rule="consent")


def _heard(answer: Answer | None) -> Heard[str] | None:
    if answer is None:
        return None
    return Heard(
        answer.value, answer.start, answer.end, answer.doubtful, condition=answer.condition
    )
