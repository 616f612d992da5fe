"""Words for "at once" and for "any time", which name no day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.nlu.days import calendar
from bot.nlu.days.calendar import Grain, Span
from bot.nlu.days.mention import Mention
from bot.nlu.patterns import FAR, head_of, phrases

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher

ASAP_DAYS = 7

_ASAP = """asap | a.s.a.p. | a.s.a.p | as soon as | right away | straight away
    | straightaway | immediately | immediate | urgent | urgently | it's urgent | emergency
    | right now | at once | the sooner the better | sooner the better | sooner rather than later
    | first available | earliest available | earliest possible | without delay | pronto
    | need it now | start now | need this now | needed now | by yesterday | need it yesterday
    | like yesterday | ready when you are | ready to go | ready to start | ready now
    | ready to move forward
    | very soon | really soon | super soon | quite soon | pretty soon | soonest | in a hurry
    | in a rush | any day now | effective immediately | this instant | this second | this minute
    | next available | next opening | first opening
    | earliest opening | earliest availability | first availability | next availability
    | your earliest | soonest available | earliest slot | first slot | next slot | next open slot"""
_FLEXIBLE = """no rush | not in a rush | not in any rush | no hurry | when ever | not in a hurry
    | not in any hurry | whenever | any time | anytime | any day | not urgent | isn't urgent
    | no deadline | no particular time | no specific time | no particular date | no specific date
    | no set date | no fixed date | no set time | no timeline | no timeframe | no time frame
    | no set timeline | no set timeframe | flexible | i'm flexible | we're flexible | timing is open
    | open on timing | doesn't matter when | doesn't matter | does not matter | don't care when
    | just looking | just browsing | just researching | just curious | only looking | only browsing
    | just exploring | just shopping around | shopping around | just window shopping
    | browsing | looking around | researching | exploring options | exploring my options
    | kicking the tires | gathering information | gathering info | just checking prices
    | take your time | some day | someday | eventually | at some point | one of these days
    | down the road | down the line | no plans yet | not anytime soon | not any time soon
    | not soon | any date | no preference | up to you | in no rush | in no hurry | zero rush
    | no urgency
    | not pressing | no big rush | no real rush | no great rush | no time pressure | no pressure
    | time is not an issue
    | timing isn't important | timing is not important | date isn't important
    | when you have an opening | when you have time | when you get a chance | when you get to it
    | when you have openings
    | at your convenience | when you can | when it suits you | can wait | it can wait"""
_SOON = """soon | shortly | before too long | before long | in the near future | fairly soon
    | done quick | done quickly | done fast | fixed quick | fixed quickly | fixed fast"""

_who = phrases("you | u | ya | y'all | yall | ye | they | someone | somebody | anyone | anybody")
_quick = phrases("soon | quick(?:ly)? | fast | early | promptly | speedily")
_possible = phrases(
    """(?:(?:it's|its|it is|is|was|reasonably|humanly|physically|at all) )*possible | poss | able
    | can be"""
)
# "As soon as i can sell my house" waits for the house.
_no_more = phrases("please | pls | plz | thx | thanks | thank you | but | and | so | because | if")
_AS_SOON = re.compile(
    rf"""(?<![a-z])(?:as[ ])?{_quick}[ ]as[ ](?:{_possible}
      | {_who}(?:[ ](?:guys|folks|all|people))?(?:'re|[ ]are|[ ]is|[ ]r|'s|[ ]can|[ ]could|[ ]'ll)
        (?:[ ](?:possibly|be))*(?:[ ](?:available|free|able|ready|open))?
      | (?:ur|your|you're|youre)[ ](?:available|free|able|ready|open)
      | (?:i|we|it)(?:'m|[ ]am|'re|[ ]are)?[ ](?:possibly[ ])?(?:can|could|able(?:[ ]to)?)
        (?:[ ]be(?:[ ]done)?)?(?=[ ]*(?:$|[.,!?;:)/-]|{_no_more}(?![a-z])))
    )(?![a-z])""",
    re.VERBOSE,
)
# In "my premium went up, so i'm shopping around" they say why they write, not when it is to be.
_WHY_THEY_WRITE = re.compile(
    "(?:looking|shopping) around|browsing|researching|exploring .*|kicking the tires|gathering .*"
)
_WORD = re.compile(r"[^\s,;:!?()/\"]+")
# As the answer to when, "yesterday" is no day gone by.
_ASAP_NOW = re.compile(
    r"\s*(?:(?:right |as of |like |pretty much )?now|(?:(?:like|ideally|preferably) )?yesterday)"
    r"(?: (?:lol|haha\w*|please))?[.!: ()]*$"
)
# "I have another insurer right now" says how things are, not when.
_HOW_THINGS_ARE = re.compile(
    r"(?<![a-z])(?:looking|browsing|shopping|comparing|researching|exploring|pay|paying|have|has|with|using"
    r"|insured|own|rent|renting|living|busy|working|(?:i|we)'ve got)(?![a-z])(?: [^ .,;!?]+){0,4} $"
)
_NOW_I = re.compile(
    r" (?:i|we|my|our)(?:'m|'re)? (?:have|pay|am|are|rent|own|live|use|paying|using)(?![a-z])"
)
# "Just looking for a roofer" looks for something; "flexible" may speak of the money.
_GOES_ON = re.compile(
    r" +(?:for|to|at|into|after|forward|like)(?![a-z])(?! (?:now|the moment|ideas?|quotes?))"
)
_OF_MONEY = re.compile(r"(?:budget|price|money|cost|spend|location|area|payment)[a-z' ]{0,20}$")
_OF_MONEY_AFTER = re.compile(
    r" (?:on|about|with) (?:the |my |our )?(?:budget|price|cost|money|location|area)"
)
_NOT = re.compile(
    r"(?<![a-z])(?:not|[a-z]+n't|no|nothing|never)(?: (?:an|really|that|too|need it|be|very))?[ ]$"
)
_ends_open = phrases(
    """after | before | from | between | in | during | next | this | within | by | on | of
    | the day | until | around | through | or"""
)
_ENDS_OPEN = re.compile(rf" {_ends_open}(?![a-z])")
_HOW = re.compile(r"(?<![a-z])(?:how|too) $")
_SOON_AS = re.compile(r"[ ](?:as|after|before|enough)(?![a-z])")


def find_vague(text: str, today: date, answering: bool) -> Iterator[Mention]:
    """ "asap" as today and the next seven days; "no rush" as no days at all.

    `answering` when the message answers the question when: then a bare "now" counts.
    """
    soon = Span(today, calendar.add_days(today, ASAP_DAYS), Grain.PART)
    if answering and _ASAP_NOW.fullmatch(text):
        joke = text.strip(" .!:()") == "yesterday"
        yield Mention(0, len(text.rstrip()), soon, firm=True, vague=True, doubtful=joke)
        return
    for match in _AS_SOON.finditer(text):
        if not _NOT.search(head_of(text, match.start())):
            yield Mention(match.start(), match.end(), soon, firm=True, vague=True)
    if _telling_words().isdisjoint(word.strip(".'-") for word in _WORD.findall(text)):
        return
    nlp, matcher = _phrases()
    doc = nlp.make_doc(_WORD.sub(_unless_known, text))
    for label, first, last in matcher(doc):
        start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
        kind = nlp.vocab.strings[label]
        head = head_of(text, start)
        negated = bool(_NOT.search(head))
        if text[start:end] == "right now" and (
            _HOW_THINGS_ARE.search(head) or _NOW_I.match(text, end)
        ):
            continue
        if kind == "asap" and not negated and not (text[start:end].endswith("as soon as")):
            yield Mention(start, end, soon, firm=True, vague=True)
        elif kind == "soon" and not (negated or _HOW.search(head) or _SOON_AS.match(text, end)):
            yield Mention(start, end, soon, firm=True, doubtful=True, vague=True)
        elif kind == "flexible" and not answering and _WHY_THEY_WRITE.fullmatch(text[start:end]):
            continue
        elif kind == "flexible" and not negated and _is_flexible(text, start, end):
            yield Mention(start, end, Span(None, None), firm=True, flexible=True)
        elif kind == "asap" and negated and text[start:end] == "right now" and not answering:
            continue  # a no to whatever was asked
        elif kind == "asap" and negated:
            at = _NOT.search(text, max(0, start - FAR), start)
            begin = at.start() if at else start
            yield Mention(begin, end, Span(None, None), firm=True, flexible=True)


def _is_flexible(text: str, start: int, end: int) -> bool:
    said = text[start:end]
    if _OF_MONEY.search(head_of(text, start)) or _OF_MONEY_AFTER.match(text, end):
        return False
    if said.startswith(("any", "whenever", "some", "at some")) and _ENDS_OPEN.match(text, end):
        return False
    return not (
        said.endswith(("looking", "around", "browsing", "exploring", "curious"))
        and _GOES_ON.match(text, end)
    )


def _unless_known(word: re.Match[str]) -> str:
    """spaCy keeps every word that it ever saw, so it is shown only those of the phrases."""
    return word[0] if word[0].strip(".'-") in _known_words() else "x" * len(word[0])


@lru_cache(maxsize=1)
def _known_words() -> frozenset[str]:
    listed = f"{_ASAP} {_FLEXIBLE} {_SOON}".replace("|", " ").split()
    return frozenset(word.strip(".") for word in listed)


@lru_cache(maxsize=1)
def _telling_words() -> frozenset[str]:
    """The longest word of each phrase: without any of them no phrase is there to look for."""
    phrases = f"{_ASAP} | {_FLEXIBLE} | {_SOON}".split("|")
    return frozenset(max(phrase.split(), key=len).strip(".'-") for phrase in phrases)


@lru_cache(maxsize=1)
def _phrases() -> tuple[Language, PhraseMatcher]:
    """spaCy costs a second to import, so only the first message pays for it."""
    import spacy
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("en")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for label, listing in (("asap", _ASAP), ("flexible", _FLEXIBLE), ("soon", _SOON)):
        matcher.add(label, [nlp.make_doc(phrase.strip()) for phrase in listing.split("|")])
    return nlp, matcher
