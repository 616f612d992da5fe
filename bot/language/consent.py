"""Whether a message lets the business call or text, and on what condition.

Consent is sold, so nothing is guessed: a hedge ("i guess"), a yes beside a no, a condition that is
not about how or when to be reached is no answer, and it is asked once more. Who says "just call
me" or "text only please" has answered.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

from bot.language.contact_wishes import (
    CALL,
    LONGEST,
    PHRASES,
    TEXT,
    Wishes,
    is_only_when,
    prefers_another,
    read_wishes,
)
from bot.language.phrasing import framed, without
from bot.language.yes_no import Answer, Part, head_of, is_said, parts_of

_NUMBER_OR_ADDRESS = re.compile(r"(?:\d\D{0,3}){7}|\S@\S")
_SENTENCE_ENDS = frozenset(".!?\n")
_ASKING_US_TO = frozenset(["can", "could", "may", "please"])


def read_consent(text: str) -> Answer | None:
    """ "yes", with the condition if they set one, or "no"; None where it is not clear.

    >>> read_consent("Sure, but text only").condition
    'text only'
    >>> read_consent("yes i guess"), read_consent("yes, oops I meant no").value
    (None, 'no')
    """
    if len(text) > LONGEST or PHRASES.tells(text, "waits"):
        return None
    said_more = False
    for part in parts_of(text):
        clear = None if part.is_void else _after_hedges(part)
        if clear is None:
            return None
        wishes = read_wishes(clear.text)
        value = _decide(clear, wishes)
        if value == "no" and not wishes.forbids and _puts_right(text):
            return None
        if value == "yes" and said_more:
            return None  # "yes. Actually, let me ask my wife"
        if value:
            return _answer(text, clear, value, wishes)
        if clear.contradicts or wishes.allowed or wishes.refused:
            return None
        said_more = said_more or any(map(str.isalnum, part.text))
    return None


def _puts_right(text: str) -> bool:
    """ "No wait, my number is 415 632 9914", "no, I meant January"."""
    return bool(_NUMBER_OR_ADDRESS.search(text)) or PHRASES.tells(text, "puts_right")


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
    if plain == "no" and PHRASES.tells(text, "otherwise_yes"):
        return None
    by_mail = PHRASES.tells(text, "by_mail") and not wishes.allowed
    if by_mail or PHRASES.tells(text, "asked_about"):
        return "no" if plain == "no" else None
    if PHRASES.tells(text, "no_at_last") and not (wishes.allowed or "?" in text):
        return "no"
    if is_of_something_else(text):
        return None
    if plain == "no" and not wishes.refused and _is_no_to_something_else(text):
        return None
    value = _beside_wishes(text, plain, wishes) if plain else _by_wishes(text, wishes)
    return None if value == "yes" and _says_more(text, wishes) else value


def _is_no_to_something_else(text: str) -> bool:
    """ "Not 8000", "no gutters", "no, my number is 415 ...": nobody is refused a call by that."""
    if any(map(str.isdecimal, text)) or "@" in text or PHRASES.tells(text, "puts_right"):
        return True
    lows = [token.low for token in framed(text)[0].tokens]
    at = next((at for at, low in enumerate(lows) if low in _NEGATIONS), None)
    if at is None or not is_said(lows[at + 1]) or PHRASES.tells(text, "declines"):
        return False
    alone = PHRASES.said(text, "stands_alone")
    return not any(each.first <= at < each.last for each in alone)


_NEGATIONS = frozenset(["no", "nope", "nah", "not", "never", "don't", "dont", "do"])


def _says_more(text: str, wishes: Wishes) -> bool:
    """Whether a yes stands beside words that may take it back or ask: "sure is cold today"."""
    if any(PHRASES.tells(text, kind) for kind in ("takes_back", "threatens")):
        return True
    if _ends_in_a_no(text) or _is_busy(text, wishes):
        return True
    limits = [each for kind in _LIMITS for each in PHRASES.said(text, kind) if wishes.limits]
    known = listed("harmless") | _contact()
    if limits:
        known |= listed("beside_when")
    known_ways = ("courtesies", "busy", "agrees")
    said = [*limits, *(each for kind in known_ways for each in PHRASES.said(text, kind))]
    aside = {at for each in said for at in range(each.first, each.last)}
    return any(
        is_said(token.low) and token.low not in known and at not in aside
        for at, token in enumerate(framed(text)[0].tokens)
        if not (limits and token.low.isdecimal())
    )


def _is_busy(text: str, wishes: Wishes) -> bool:
    """ "Yes i'm driving" may mean any question; "i'm at work till 4" tells when."""
    clock = any(each.rule == "clock" for each in PHRASES.said(text, "when"))
    told = wishes.allowed or clock or PHRASES.tells(text, "not_then")
    return PHRASES.tells(text, "busy") and not told


def _ends_in_a_no(text: str) -> bool:
    """ "Ok no", "yes to the work, no to the calls"."""
    said = [token.low for token in framed(text)[0].tokens if is_said(token.low)]
    if ("no", "to") in pairwise(said):
        return True
    refused = read_wishes(text).refused
    at_last = said[-1] in _NEGATIONS - {"do"} if said else False
    return at_last and not refused and said[-2:] != ["why", "not"]


_LIMITS = ("when", "their_time", "limit", "not_then", "spared", "refuses", "allows", "condition")


@cache
def _contact() -> frozenset[str]:
    """Every word of the lists by which calls, texts and who may make them are told."""
    lists = "way done me mine leading_on they fine is or".split()
    return frozenset(word for each in lists for way in listed(each) for word in way.split())


@cache
def listed(words: str) -> frozenset[str]:
    """The words that consent.yml lists under `words`."""
    flat: list[str] = []
    for way in PHRASES.file["words"][words]:
        flat += [way] if isinstance(way, str) else way
    return frozenset(flat)


def _beside_wishes(text: str, plain: str, wishes: Wishes) -> str | None:
    if plain == "no":
        return None if wishes.allowed else "no"
    aside = _asks(text) or PHRASES.tells(text, "leaves")
    unclear = refuses_all(wishes) or (aside and not _is_yes_indeed(text))
    return None if unclear else "yes"


def _by_wishes(text: str, wishes: Wishes) -> str | None:
    """ "Call me", "don't call me"; "after 5pm" alone lets them, "I work till 5" does not."""
    if wishes.allowed:
        return None if _asks(text) else "yes"
    if prefers_another(text):
        return None
    if wishes.forbids or refuses_all(wishes):
        return "no"
    if wishes.refused or PHRASES.tells(text, "puts_right"):
        return None
    told = is_only_when(text) and "?" not in text and not _is_of_theirs(text)
    return "yes" if told else None


def _is_of_theirs(text: str) -> bool:
    """Whether it tells their day, and not when to call: "I work till 6", "on my lunch break"."""
    aside = [each for kind in ("not_then", "their_time") for each in PHRASES.said(text, kind)]
    rest = framed(without(text, aside))[0]
    return any(token.low in listed("first_person") for token in rest.tokens)


def refuses_all(wishes: Wishes) -> bool:
    """Whether neither a call nor a text is wished for."""
    return wishes.refused >= {CALL, TEXT}


def is_of_something_else(text: str) -> bool:
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


def says_yes(text: str) -> bool:
    """Whether a yes is said that is more than an "ok"."""
    return any(token.low in listed("surely_yes") for token in framed(text)[0].tokens)


def is_question(text: str) -> bool:
    """Whether it asks something, "when" aside where a time may follow: "sure, when I get home"."""
    return "?" in text or PHRASES.tells(text, "questions")


def _is_yes_indeed(text: str) -> bool:
    tokens = framed(text)[0].tokens
    found = PHRASES.said(text, "yes_indeed")
    return bool(found) and "?" not in [token.low for token in tokens[found[0].last :][:1]]


def _answer(text: str, part: Part, value: str, wishes: Wishes) -> Answer:
    """All the words are the evidence; the condition is what follows the yes."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if value == "no" or not (wishes.limits or "instead" in text.lower()):
        return Answer(value, start, end)
    head = head_of(part.text, PHRASES.said(part.text, "before_condition"))
    begins = part.start + framed(part.text)[0].tokens[head].start
    said = text[begins:end].strip(" \t\n.,;!-")
    return Answer(value, start, end, condition=said or None)
