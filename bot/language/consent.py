"""Whether a message lets the business call or text, and on what condition.

Consent is sold, so nothing is guessed: a hedge ("i guess"), a yes beside a no, a condition that is
not about how or when to be reached is no answer, and it is asked once more. Who says "just call
me" or "text only please" has answered.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from bot.language.contact_wishes import (
    CALL,
    LONGEST,
    TEXT,
    TIMES,
    WISHES,
    Wishes,
    is_only_when,
    prefers_another,
    read_wishes,
)
from bot.language.phrasing import Found, Phrasing, framed, without
from bot.language.questions import asked_in
from bot.language.yes_no import Answer, Part, head_of, is_said, parts_of

YES = Phrasing("consent_yes", WISHES)
NO = Phrasing("consent_no", WISHES)
CONDITIONS = Phrasing("consent_condition", WISHES)
_NUMBER_OR_ADDRESS = re.compile(r"(?:\d\D{0,3}){7}|\S@\S")
_YES_AND_ASKS = re.compile(r"([^.!?\n]{1,40}[.!\n])\s*([^.!\n]+\?)\s*")
_SENTENCE_ENDS = frozenset(".!?\n")


def read_consent(text: str) -> Answer | None:
    """ "yes", with the condition if they set one, or "no"; None where it is not clear.

    >>> read_consent("Sure, but text only").condition
    'text only'
    >>> read_consent("yes i guess"), read_consent("yes, oops I meant no").value
    (None, 'no')
    """
    if len(text) > LONGEST or YES.tells(text, "waits"):
        return None
    said_more = False
    for part in parts_of(_without_another_question(text)):
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


def is_hedged_yes(text: str) -> bool:
    """Whether a yes stands beside a mere "I guess": said once more, it is meant.

    >>> is_hedged_yes("i guess yes"), is_hedged_yes("maybe yes"), is_hedged_yes("i guess not")
    (True, False, False)
    """
    return YES.tells(text, "hedged_yes") and not read_wishes(text).refused


def _without_another_question(text: str) -> str:
    """The yes of "Yes. Also, do you take cards?", which asks about the work alone; else `text`."""
    asked = _YES_AND_ASKS.fullmatch(text)
    about = asked_in(asked[2]) if asked and says_yes(asked[1]) else ()
    if asked is None or not about or not all(each.names_matter for each in about):
        return text
    return text if _is_of_calls(asked[2]) or YES.tells(asked[2], "of_consent") else asked[1]


def _is_of_calls(text: str) -> bool:
    """Whether it speaks of calls, texts, or what becomes of their number."""
    return WISHES.tells(text, "call", "text", "either") or YES.tells(text, "of_data")


def _puts_right(text: str) -> bool:
    """ "No wait, my number is 415 632 9914", "no, I meant January"."""
    return bool(_NUMBER_OR_ADDRESS.search(text)) or NO.tells(text, "puts_right")


def _after_hedges(part: Part) -> Part | None:
    """What follows the last hedge's sentence, or its last word where that is a yes; the part itself
    without a hedge, None if nothing follows.
    """
    hedges = YES.said(part.text, "hedge")
    if not hedges:
        return part
    if YES.tells(part.text, "yes_at_last"):
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
    if plain == "no" and NO.tells(text, "otherwise_yes"):
        return None
    by_mail = WISHES.tells(text, "by_mail") and not wishes.allowed
    if by_mail or YES.tells(text, "asked_about"):
        return "no" if plain == "no" else None
    if NO.tells(text, "no_at_last") and not (wishes.allowed or "?" in text):
        return "no"
    if is_of_something_else(text):
        return None
    if plain == "no" and not wishes.refused and _is_no_to_something_else(text):
        return None
    value = _beside_wishes(text, plain, wishes) if plain else _by_wishes(text, wishes)
    return None if value == "yes" and _says_more(text, wishes) else value


def _is_no_to_something_else(text: str) -> bool:
    """ "Not 8000", "no gutters", "no, my number is 415 ...": nobody is refused a call by that."""
    if any(map(str.isdecimal, text)) or "@" in text or NO.tells(text, "puts_right"):
        return True
    lows = [token.low for token in framed(text)[0].tokens]
    at = next((at for at, low in enumerate(lows) if low in NO.lists["negation"]), None)
    if at is None or not is_said(lows[at + 1]) or NO.tells(text, "declines"):
        return False
    alone = NO.said(text, "stands_alone")
    return not any(each.first <= at < each.last for each in alone)


def _says_more(text: str, wishes: Wishes) -> bool:
    """Whether a yes stands beside words that may take it back or ask: "sure is cold today"."""
    if YES.tells(text, "takes_back", "threatens") or _ends_in_a_no(text) or _is_busy(text, wishes):
        return True
    limits = _limits(text) if wishes.limits else ()
    known = _harmless() | (TIMES.lists["beside_when"] if limits else frozenset())
    said = [*limits, *NO.said(text, "courtesies"), *TIMES.said(text, "busy")]
    said += YES.said(text, "agrees")
    aside = {at for each in said for at in range(each.first, each.last)}
    return any(
        is_said(token.low) and token.low not in known and at not in aside
        for at, token in enumerate(framed(text)[0].tokens)
        if not (limits and token.low.isdecimal())
    )


def _is_busy(text: str, wishes: Wishes) -> bool:
    """ "Yes i'm driving" may mean any question; "i'm at work till 4" tells when."""
    clock = any(each.rule == "clock" for each in TIMES.said(text, "when"))
    told = wishes.allowed or clock or TIMES.tells(text, "not_then")
    return TIMES.tells(text, "busy") and not told


def _ends_in_a_no(text: str) -> bool:
    """ "Ok no", "yes to the work, no to the calls"."""
    said = " ".join(token.low for token in framed(text)[0].tokens if is_said(token.low))
    refused = read_wishes(text).refused
    return NO.tells(said, "no_to_that") or (NO.tells(said, "ends_in_no") and not refused)


def _limits(text: str) -> tuple[Found, ...]:
    """How, when and when not to reach them, and on what condition."""
    return (
        *TIMES.said(text, "when", "their_time", "not_then"),
        *WISHES.said(text, "limit", "spared", "refuses", "allows"),
        *CONDITIONS.said(text, "condition"),
    )


@cache
def _harmless() -> frozenset[str]:
    """What may stand beside a yes, calls, texts and who may make them included."""
    kinds = "way done me mine leading_on they fine is or".split()
    return YES.lists["harmless"] | {
        word for kind in kinds for way in WISHES.lists[kind] for word in way.split()
    }


def _beside_wishes(text: str, plain: str, wishes: Wishes) -> str | None:
    if plain == "no":
        return None if wishes.allowed else "no"
    aside = _asks(text) or YES.tells(text, "leaves")
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
    if wishes.refused or NO.tells(text, "puts_right"):
        return None
    told = is_only_when(text) and "?" not in text and not _is_of_theirs(text)
    return "yes" if told else None


def _is_of_theirs(text: str) -> bool:
    """Whether it tells their day, and not when to call: "I work till 6", "on my lunch break"."""
    rest = framed(without(text, TIMES.said(text, "not_then", "their_time")))[0]
    return any(token.low in TIMES.lists["first_person"] for token in rest.tokens)


def refuses_all(wishes: Wishes) -> bool:
    """Whether neither a call nor a text is wished for."""
    return wishes.refused >= {CALL, TEXT}


def is_of_something_else(text: str) -> bool:
    """Whether it holds on a condition that is not about how or when to reach them."""
    conditions = CONDITIONS.said(text, "condition")
    if not conditions:
        return False
    wishes = read_wishes(text[conditions[0].end :])
    return not (wishes.limits or wishes.allowed)


def _plain(part: Part, wishes: Wishes) -> str | None:
    """The yes or no that stands beside the wishes; None for both or neither."""
    answer = replace(part, text=wishes.rest).read(slips=False)
    said = answer.value if answer and not answer.doubtful else None
    if NO.tells(wishes.rest, "declines"):
        return None if said == "yes" else "no"
    if YES.tells(wishes.rest, "agrees"):
        return None if said == "no" else "yes"
    return said


def _asks(text: str) -> bool:
    words = [token.low for token in framed(text)[0].tokens[1:-1]]
    first = next((word for word in words if is_said(word)), "")
    at_its_end = text.rstrip().endswith("?") and first not in YES.lists["asking_us_to"]
    return at_its_end or words[1:2] == ["?"] or YES.tells(text, "asks")


def says_yes(text: str) -> bool:
    """Whether a yes is said that is more than an "ok"."""
    return any(token.low in YES.lists["surely_yes"] for token in framed(text)[0].tokens)


def ends_in_yes(text: str) -> bool:
    """Whether it begins or ends with such a yes: "if it's a person, yes"; "yes once my wife agrees"
    is none yet.
    """
    return YES.tells(text, "yes_at_an_end") and not YES.tells(text, "not_yet")


def is_question(text: str) -> bool:
    """Whether it asks something, "when" aside where a time may follow: "sure, when I get home"."""
    return "?" in text or YES.tells(text, "questions")


def _is_yes_indeed(text: str) -> bool:
    tokens = framed(text)[0].tokens
    found = YES.said(text, "yes_indeed")
    return bool(found) and "?" not in [token.low for token in tokens[found[0].last :][:1]]


def _answer(text: str, part: Part, value: str, wishes: Wishes) -> Answer:
    """All the words are the evidence; the condition is what follows the yes."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if value == "no" or not (wishes.limits or WISHES.tells(text, "instead")):
        return Answer(value, start, end)
    head = head_of(part.text, YES.said(part.text, "before_condition"))
    begins = part.start + framed(part.text)[0].tokens[head].start
    said = text[begins:end].strip(" \t\n.,;!-")
    return Answer(value, start, end, condition=said or None)
