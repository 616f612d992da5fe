"""Whether a message lets the business call or text, and on what condition.

Consent is sold, so nothing is guessed: a hedge ("i guess"), a yes beside a no, a condition that is
not about how or when to be reached is no answer, and it is asked once more. Who says "just call
me" or "text only please" has answered.
"""

from __future__ import annotations

from dataclasses import replace

from bot.language.contact_wishes import (
    CALL,
    LONGEST,
    PHRASES,
    TEXT,
    Wishes,
    is_only_when,
    read_wishes,
)
from bot.language.phrasing import framed
from bot.language.yes_no import Answer, Part, head_of, is_said, parts_of

_SENTENCE_ENDS = frozenset(".!?\n")
_ASKING_US_TO = frozenset(["can", "could", "may", "please"])


def read_consent(text: str) -> Answer | None:
    """ "yes", with the condition if they set one, or "no"; None where it is not clear.

    >>> read_consent("Sure, but text only").condition
    'text only'
    >>> read_consent("yes i guess"), read_consent("yes, oops I meant no").value
    (None, 'no')
    """
    if len(text) > LONGEST:
        return None
    said_more = False
    for part in parts_of(text):
        clear = None if part.is_void else _after_hedges(part)
        if clear is None:
            return None
        wishes = read_wishes(clear.text)
        value = _decide(clear, wishes)
        if value == "yes" and said_more:
            return None  # "yes. Actually, let me ask my wife"
        if value:
            return _answer(text, clear, value, wishes)
        if clear.contradicts or wishes.allowed or wishes.refused:
            return None
        said_more = said_more or any(map(str.isalnum, part.text))
    return None


def _after_hedges(part: Part) -> Part | None:
    """What follows the last hedge's sentence, or its last word where that is a yes; the part itself
    without a hedge, None if nothing follows.
    """
    hedges = PHRASES.said(part.text, "hedge")
    if not hedges:
        return part
    if PHRASES.tells(part.text, "yes_at_last"):
        end = hedges[-1].end
        return replace(part, text=part.text[end:], start=part.start + end)
    after = framed(part.text)[0].tokens[hedges[-1].last :]
    end = next((token.start for token in after if token.low in _SENTENCE_ENDS), len(part.text))
    if not any(map(str.isalnum, part.text[end:])):
        return None
    return replace(part, text=part.text[end:], start=part.start + end)


def _decide(part: Part, wishes: Wishes) -> str | None:
    text = part.text
    plain = _plain(part, wishes)
    by_mail = PHRASES.tells(text, "by_mail") and not wishes.allowed
    if by_mail or PHRASES.tells(text, "asked_about"):
        return "no" if plain == "no" else None
    if _is_of_something_else(text):
        return None
    if plain:
        return _beside_wishes(text, plain, wishes)
    return _by_wishes(text, wishes)


def _beside_wishes(text: str, plain: str, wishes: Wishes) -> str | None:
    if plain == "no":
        return None if wishes.allowed else "no"
    aside = _asks(text) or PHRASES.tells(text, "leaves")
    unclear = _refuses_all(wishes) or (aside and not _is_yes_indeed(text))
    return None if unclear else "yes"


def _by_wishes(text: str, wishes: Wishes) -> str | None:
    """ "Call me", "don't call me"; "after 5pm" alone lets them."""
    if wishes.allowed:
        return None if _asks(text) else "yes"
    if wishes.forbids or _refuses_all(wishes):
        return "no"
    return "yes" if not wishes.refused and is_only_when(text) else None


def _refuses_all(wishes: Wishes) -> bool:
    return wishes.refused >= {CALL, TEXT}


def _is_of_something_else(text: str) -> bool:
    """Whether it holds on a condition that is not about how or when to reach them."""
    conditions = PHRASES.said(text, "condition")
    if not conditions:
        return False
    wishes = read_wishes(text[conditions[0].end :])
    return not (wishes.limits or wishes.allowed)


def _plain(part: Part, wishes: Wishes) -> str | None:
    """The yes or no that stands beside the wishes; None for both or neither."""
    answer = replace(part, text=wishes.rest).read(slips=False)
    said = answer.value if answer and not answer.doubtful else None
    if PHRASES.tells(wishes.rest, "declines"):
        return None if said == "yes" else "no"
    if PHRASES.tells(wishes.rest, "agrees"):
        return None if said == "no" else "yes"
    return said


def _asks(text: str) -> bool:
    words = [token.low for token in framed(text)[0].tokens[1:-1]]
    first = next((word for word in words if is_said(word)), "")
    at_its_end = text.rstrip().endswith("?") and first not in _ASKING_US_TO
    return at_its_end or words[1:2] == ["?"] or PHRASES.tells(text, "asks")


def _is_yes_indeed(text: str) -> bool:
    tokens = framed(text)[0].tokens
    found = PHRASES.said(text, "yes_indeed")
    return bool(found) and tokens[found[0].last].low != "?"


def _answer(text: str, part: Part, value: str, wishes: Wishes) -> Answer:
    """All the words are the evidence; the condition is what follows the yes."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if value == "no" or not (wishes.limits or "instead" in text.lower()):
        return Answer(value, start, end)
    head = head_of(part.text, PHRASES.said(part.text, "before_condition"))
    begins = part.start + framed(part.text)[0].tokens[head].start
    said = text[begins:end].strip(" \t\n.,;!-")
    return Answer(value, start, end, condition=said or None)
