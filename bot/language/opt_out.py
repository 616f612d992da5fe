"""Words that leave no doubt that they want no more messages, and words that only sound so."""

from __future__ import annotations

from enum import Enum

from bot.language.contact_wishes import prefers_another, read_wishes
from bot.language.phrasing import Found, Phrasing

PHRASES = Phrasing("opt_out")


def opts_out(text: str, refuses: bool = False) -> bool:
    """Whether `text` says to write no more. `refuses`: "don't text me" merely refused consent.

    >>> opts_out("take me off your list"), opts_out("take me off my mom's policy")
    (True, False)
    >>> opts_out("don't text me"), opts_out("don't text me", refuses=True)
    (True, False)
    """
    said = PHRASES.said(text, "opts_out")
    if not refuses:
        said += PHRASES.said(text, "refuses")
    elsewhere = _elsewhere(text) if said else ()
    return any(not _overlaps(each, elsewhere) for each in said)


def means_something_else(text: str) -> bool:
    """Whether `text` sounds like an opt-out, but is about others, or how best to be reached.

    >>> means_something_else("my insurer won't stop calling")
    True
    """
    return bool(_elsewhere(text))


class Withdrawal(Enum):
    """How sure it is that they take back what they asked for."""

    SURE = "sure"
    LIKELY = "likely"


def withdraws(text: str) -> Withdrawal | None:
    """Whether `text`, said once a business has their request, takes it back.

    >>> withdraws("please don't call"), withdraws("actually no"), withdraws("don't call before 9")
    (<Withdrawal.SURE: 'sure'>, <Withdrawal.LIKELY: 'likely'>, None)
    """
    if text.rstrip().endswith("?") or means_something_else(text):
        return None
    if read_wishes(text).allowed or prefers_another(text):
        return None
    if PHRASES.tells(text, "withdraws"):
        return Withdrawal.SURE
    return Withdrawal.LIKELY if PHRASES.tells(text, "may_withdraw") else None


def _elsewhere(text: str) -> tuple[Found, ...]:
    of_ours = PHRASES.said(text, "of_ours")
    found = PHRASES.said(text, "elsewhere")
    return tuple(each for each in found if not _overlaps(each, of_ours))


def _overlaps(found: Found, others: tuple[Found, ...]) -> bool:
    return any(found.first < other.last and other.first < found.last for other in others)
