"""A whole name beside a short one: "I'm Robert Haines but everybody calls me Bo"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.language.contact.candidate import Candidate
from bot.language.contact.name_alone import alone
from bot.language.contact.name_announced import announced
from bot.language.contact.name_run import Readings
from bot.language.contact.name_words import Named, NameWords, part_of
from bot.language.contact.words import phrases, words

_AGAIN = re.compile(r"\s*[,.]{0,3}…?\s*")
_PAUSES = frozenset(",.")
_ALIKE = 2  # letters in a row


def whole_in(part: NameWords) -> Iterator[tuple[Named, str]]:
    """ "I'm Robert Haines but everybody calls me Bo": what may well be more than a short name."""
    yield from alone(part)
    for kind in ("mine", "weak"):
        yield from (one for one in announced(part, kind, True) if " " in one[0].value)
    in_truth = _in_truth(part)
    if in_truth:
        yield in_truth, "name.mine"


def in_capitals(part: NameWords) -> Readings:
    """ "oh right this is a chat. Yolanda Priest", "PO2 Andre Fontaine": two words and more in
    capitals, the last such, which may be a name.
    """
    asked = part.text.rfind("?")  # "Is that necessary? Fine. Ruth Hale"
    told = (at for at, word in enumerate(part.words) if word.start > asked)
    starts = (at for at in reversed(list(told)) if part.words[at].titled)
    runs = (run for run in map(part.run, starts) if run and run.last - run.first > 1)
    found = next((run for run in runs if _all_titled(part, run)), None)
    if found:
        yield found, "name.in_capitals"


def _all_titled(part: NameWords, run: Named) -> bool:
    told = part.words[run.first : run.last]
    names = [word for word in told if len(word.low) > 1]  # "E I L E E N"
    return len(names) > 1 and all(
        word.titled and word.low not in words("name_word", "when") for word in told
    )


def placed(part: NameWords, found: Named, rule: str) -> Candidate:
    start, end = part.words[found.first].start, part.words[found.last - 1].end
    role = "another" if rule in ("name.another", "name.relation") else "theirs"
    doubtful = rule == "name.in_capitals"
    return Candidate(found.value, start, end, rule, role=role, doubtful=doubtful)


def in_full(text: str, heard: Candidate, ordinary: frozenset[str]) -> Candidate:
    """ "Mike, Mike Delgado", "Mike from next door, Mike Delgado", "Billy, William Reed on paper":
    the name again, whole.
    """
    rest = part_of(text[heard.end :], ordinary)
    last = _at_the_end(rest) if heard.role == "another" or " " not in heard.value else None
    if last and heard.role == "another":
        own = placed(rest, last, "name.signed")
        return replace(own, start=own.start + heard.end, end=own.end + heard.end, doubtful=True)
    whole = _in_truth(rest) or _again(rest, heard.value) or last
    if whole is None:
        return _told_whole(part_of(text[: heard.start], ordinary), heard)
    full = placed(rest, whole, heard.rule)
    return replace(full, start=full.start + heard.end, end=full.end + heard.end)


def _at_the_end(rest: NameWords) -> Named | None:
    """ "(For my father, Boris Hale.) I handle it, Yana Hale", "(They call me Bo) but Robert Hale":
    a whole name behind a pause.
    """
    for at in range(1, max(1, len(rest.words) - 1)):
        apart = not _PAUSES.isdisjoint(rest.gap(at)) or rest.words[at - 1].low in words(
            "name_link", "but"
        )
        found = rest.run(at) if apart and rest.words[at].typed[0].isupper() else None
        if found and found.last == len(rest.words) and " " in found.value:
            return found
    return None


def _told_whole(before: NameWords, heard: Candidate) -> Candidate:
    """ "Kyle and Renata Olsen, I'm Renata": the whole name that stands before it."""
    if " " in heard.value:
        return heard
    same = (at for at, word in enumerate(before.words) if word.typed.lower() == heard.value.lower())
    whole = next((each for each in map(before.run, same) if each and " " in each.value), None)
    return placed(before, whole, heard.rule) if whole else heard


def _again(rest: NameWords, value: str) -> Named | None:
    first = phrases("name_lead.again").skip(rest.lows(), 0)
    whole = rest.run(first) if _AGAIN.fullmatch(rest.gap(0)) and rest.gap(0).strip() else None
    again = (
        rest.run(at) for at, word in enumerate(rest.words) if word.typed.lower() == value.lower()
    )
    whole = whole or next((each for each in again if each and " " in each.value), None)
    if whole is None:
        return None
    formal = " " in whole.value and phrases("name_lead.formal").at(rest.lows(), whole.last)
    return whole if formal or _is_of(value, whole.value.split()) else None


def _in_truth(rest: NameWords) -> Named | None:
    """ "(They call me Pudge,) but it's Deandre Simms": the whole name that a cue stands before."""
    cues = phrases("name_lead.in_truth").each(rest.lows())
    runs = (rest.run(end) for _, _, end in cues if end < len(rest.words))
    return next((each for each in runs if each and " " in each.value), None)


def _is_of(name: str, whole: list[str]) -> bool:
    """Whether a single name is the first or the last of a whole one, or short for the first."""
    short, first = name.lower()[:_ALIKE], whole[0].lower()
    nickname = len(whole) > 1 and " " not in name and short in first
    return name in (whole[0], whole[-1]) or nickname
