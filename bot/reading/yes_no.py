"""Yes and no, and consent, as `bot.language` hears them, for `understand`."""

from __future__ import annotations

from bot.language import consent, yes_no
from bot.language.intents import STEERING
from bot.language.yes_no import Answer
from bot.reading.heard import Heard


def read_yes_no(text: str) -> Heard[str] | None:
    """ "yes" or "no" where `text` says so, in doubt where it may mean the other."""
    return _heard(yes_no.read_yes_no(text))


def read_consent(text: str, again: bool = False) -> Heard[str] | None:
    """ "yes", with their condition, or "no"; None where it is not clear. `again`: they were asked
    for a plain answer already.
    """
    heard = _heard(consent.read_consent(text))
    if heard is None and again and consent.is_hedged_yes(text):
        return Heard("yes", 0, len(text))
    return heard


def affirms_anew(text: str) -> bool:
    """Whether `text` says yes to a question itself, and not to what was read back: "I do", "yes I
    have one".

    >>> affirms_anew("yes I have one"), affirms_anew("yes, that's right")
    (True, False)
    """
    said = yes_no.read_yes_no(text)
    if said is None:
        return False
    they_do = any(each.rule == "they_do" for each in yes_no.PHRASES.said(text, "yes"))
    return they_do or STEERING.tells(text[said.end :], "yet_yes")


def denies_anew(text: str) -> bool:
    """Whether `text` says no to a question itself, and not to what was read back: "no I don't".

    >>> denies_anew("no I don't"), denies_anew("no, that's wrong")
    (True, False)
    """
    said = read_yes_no(text)
    told = yes_no.PHRASES.said(text, "denial", "clause_no")
    they_do_not = any(each.rule in ("we_do_not", "we_have_not") for each in told)
    return said is not None and said.value == "no" and they_do_not


def _heard(answer: Answer | None) -> Heard[str] | None:
    if answer is None:
        return None
    return Heard(
        answer.value, answer.start, answer.end, answer.doubtful, condition=answer.condition
    )
