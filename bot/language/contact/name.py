"""A person's name in a message: announced ("this is Dana"), or alone when it was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.language.contact.candidate import Candidate
from bot.language.contact.name_words import (
    Named,
    NameWords,
    is_name_word,
    ordinary_words,
    parse,
    words_of,
)
from bot.language.contact.standing import Corrections
from bot.language.contact.words import phrases, words

LONGEST = 300  # characters: names come in short messages; of a longer one "my name is" tells it

_CUE_GAP = re.compile(r"\s*[:=]?\s*[\"“']?")
_PAUSE_GAP = re.compile(r"[\s,:\"“'-]*")
_BREAK = re.compile(r"^\.\s|[,;\n(/|\d@]|\s[-–—]\s")
_SIGNED = re.compile(r"[.!?)\n]*\s*[-–—~]+\s*|.*\n.*|.*[,.!-]+\s*", re.DOTALL)
_DASHED = re.compile(r"[.!?)\n]\s*[-–—~]+\s*|.*\n.*", re.DOTALL)
_AND = re.compile(r"\s*[&+]\s*")
_AGAIN = re.compile(r"\s*[,.]?\s*")


@dataclass(frozen=True, slots=True)
class Scene:
    """Whether a name was asked for, the labels of the campaign's choices, and its business."""

    asked: bool = False
    labels: tuple[str, ...] = ()
    business: str = ""


def read(message: str, scene: Scene, corrections: Corrections) -> Candidate | None:
    """The prospect's name in `message`, tidied, or None.

    A name alone counts only where it was asked for; "yes", "skip", "roof repair", a question or
    the words of the campaign's own choices never do.
    """
    ordinary = ordinary_words(scene.labels)
    if len(message) > LONGEST:
        part = _part(message, ordinary)
        return next((_placed(part, *one) for one in _announced(part, "mine", True, ("my",))), None)
    told = message.replace("*", " ") if corrections.turns(message) else message
    heard = corrections.read_last(
        told,
        lambda part: _in(_part(part, ordinary), scene.asked),
        lambda part: _in(_part(part, ordinary), True),
    )
    if heard is None or _is_business(heard.value, scene.business):
        return None
    rest = _part(told[heard.end :], ordinary)
    if phrases("name_lead.subject").at(rest.lows(), 0) and rest.gap(0).isspace():
        return None  # "premium should have been 180": what they put right
    if heard.role == "another" and not scene.asked:
        heard = replace(heard, doubtful=True)
    return _in_full(told, _put_right(told, heard, ordinary, corrections), ordinary)


def _part(text: str, ordinary: frozenset[str]) -> NameWords:
    return NameWords(text, words_of(text), ordinary)


def _in(part: NameWords, asked: bool) -> Candidate | None:
    """The name in a part of a message; theirs before another's."""
    for readings in (
        _in_parts(part),
        _announced(part, "mine", asked),
        _announced(part, "weak", asked),
        _signed(part),
        _inverted(part) if asked else (),
        _alone(part) if asked else (),
        _announced(part, "another", asked),
        _announced(part, "relation", asked) if asked else (),
    ):
        for found, rule in readings:
            return _placed(part, found, rule)
    return None


_Readings = Iterator[tuple[Named, str]]


def _in_parts(part: NameWords) -> _Readings:
    """ "First name Carla, last name Diaz", "Carla. Last name Diaz."."""
    lows = part.lows()
    first = _told_as(lows, "first")
    last = _told_as(lows, "last")
    if last is None or lows[last] in part.ordinary:
        return
    if first is None:
        cue = next(at for at in range(len(lows)) if phrases("name_part.last").at(lows, at))
        while cue > 1 and lows[cue - 1] in words("name_part", "joint"):
            cue -= 1
        first = 0
        if cue != 1:
            return
    name = parse(f"{part.words[first].typed} {part.words[last].typed}")
    if name and lows[first] not in words("not_name", "function"):
        yield Named(name, min(first, last), max(first, last) + 1), "name.parts"


def _told_as(lows: list[str], which: str) -> int | None:
    """The word behind "first name is", "last name"."""
    told = (phrases(f"name_part.{which}").at(lows, at) for at in range(len(lows)))
    return next((cue[1] for cue in told if cue and cue[1] < len(lows)), None)


def _announced(part: NameWords, kind: str, asked: bool, first: tuple[str, ...] = ()) -> _Readings:
    """What a cue of this kind stands before; `first` is what the cue must begin with."""
    lows = part.lows()
    at = 0
    while at < len(lows):
        cue = phrases("name_cue").at(lows, at)
        if cue is None:
            at += 1
            continue
        told = _role(lows, at, cue[0])
        found = _after_cue(part, at, cue[1], kind, asked) if told == kind else None
        if found and (not first or lows[at] in first):
            yield found, f"name.{kind}"
        at = cue[1] if found else at + 1


def _role(lows: list[str], at: int, kind: str) -> str:
    """ "My wife's name is" tells another's."""
    before = lows[at - 1] if at else ""
    possessed = before.endswith("'s") or before in words("whose", "another")
    return "another" if kind == "mine" and possessed and lows[at].startswith("name") else kind


def _after_cue(part: NameWords, at: int, end: int, kind: str, asked: bool) -> Named | None:
    gap = part.gap(end) if end < len(part.words) else "."
    pause = asked and kind in ("relation", "weak")
    if not (_PAUSE_GAP if pause else _CUE_GAP).fullmatch(gap):
        return None
    cue = [word.low for word in part.words[at:end]]
    if cue[-1] == "name" and not re.search("[:=]", gap):
        return None
    if cue == ["i", "meant"] and not asked:
        return None
    following = part.words[end]
    if cue[0] == "call" and following.low in words("name_word", "when_to_call") | words(
        "name_word", "when"
    ):
        return None
    # "Call me Skip": with its capital amid small letters even an ordinary word is a name.
    skip = kind == "mine" and following.typed.istitle() and part.words[end - 1].typed.islower()
    if kind != "mine" and part.describes(end):
        return None
    found = _joint(part, end, frozenset() if skip else None)
    if found and kind == "weak" and not asked and not _stands_out(part, found, at):
        return None
    return found


def _stands_out(part: NameWords, found: Named, cue: int) -> bool:
    """Whether it is a name though none was asked for: "I'm Dying" is none."""
    typed = part.words[found.first].typed
    lowered = replace(part.words[found.first], typed=typed.lower())
    if found.last - found.first == 1 and replace(part, words=(lowered,)).describes(0):
        return False
    if phrases("name_lead.aside").at(part.lows(), found.last):
        return True
    if typed[0].isupper() and not part.text.isupper():
        return True
    # "Hey, this is lorna, our roof leaks"
    lead = phrases("name_lead.greeting").skip(part.lows(), 0)
    opens = lead == cue and phrases("name_lead.opening").at(part.lows(), cue)
    gap = part.gap(found.last).strip()
    paused = gap[:1] in tuple(",;.!-") and found.last < len(part.words)
    return bool(opens) and (paused or bool(phrases("name_lead.pause").at(part.lows(), found.last)))


def _signed(part: NameWords) -> _Readings:
    """A name at the end as under a letter, or one that opens: "Dana here, our roof leaks"."""
    lows = part.lows()
    for first in range(max(1, len(lows) - 3), len(lows)):
        signing = phrases("name_lead.signing").before(lows, first)
        shape = _SIGNED if signing else _DASHED
        found = part.run(first) if shape.fullmatch(part.words[first].gap) else None
        if found and found.last == len(lows) and part.words[first].typed[0].isupper():
            yield found, "name.signed"
    first = phrases("name_lead.greeting").skip(lows, 0)
    found = _joint(part, first) if first < len(lows) else None
    if found and found.last < len(lows) and lows[found.last] == "here":
        ends = part.gap(found.last + 1).strip()[:1] in ("", *",.!;:-")
        more = found.last + 1 < len(lows) and not part.gap(found.last + 1).strip()
        if ends and not more and part.words[found.first].typed[0].isupper():
            yield found, "name.opening"


def _inverted(part: NameWords) -> _Readings:
    """ "Whitfield, Dana", as in a list."""
    commas = [at for at, word in enumerate(part.words) if word.gap.strip() == ","]
    others = [word.gap for word in part.words[1:] if word.gap.strip() not in ("", ",")]
    if len(commas) != 1 or others or part.gap(len(part.words)).strip(" .!"):
        return
    comma = commas[0]
    last, first = part.words[:comma], part.words[comma:]
    if not 0 < len(last) <= 3 or len(first) > 2 or (len(first) == 2 and len(first[1].low) > 1):
        return
    if not all(is_name_word(each, True, part.ordinary) for each in (last[-1], first[0])):
        return
    if not all(
        is_name_word(each, False, part.ordinary) and len(each.low) < 4 for each in last[:-1]
    ):
        return
    name = parse(" ".join(word.typed for word in (*first, *last)))
    if name:
        yield Named(name, 0, len(part.words)), "name.inverted"


def _alone(part: NameWords) -> _Readings:
    """The whole message, but for a greeting before it and other contact details after it."""
    first = _behind_denied(part, phrases("name_lead.in").skip(part.lows(), 0))
    end = first + 1
    while end < len(part.words) and not (
        _BREAK.search(part.words[end].gap) or part.gap(end + 1)[:1].isdigit()
    ):
        end += 1
    asks = "?" in "".join(part.gap(at) for at in range(first + 1, end)) + part.gap(end)[:1]
    if first >= len(part.words) or asks or part.words[0].gap.strip()[:1].isdigit():
        return
    until = part.words[end].start if end < len(part.words) else len(part.text)
    clause = replace(part, words=part.words[:end], text=part.text[:until])
    found = _two_words(clause, first) or _joint(clause, first)
    if found is None or (found.value.isascii() and len(found.value) == 1):
        return  # "n/a"
    behind = phrases("name_lead.out").skip(clause.lows(), found.last)
    goes_on = phrases("name_lead.more").at(clause.lows(), behind)
    if behind == end or goes_on or _AND.fullmatch(clause.words[behind].gap):
        yield found, "name.alone"


def _behind_denied(part: NameWords, first: int) -> int:
    """Where "not Tom but" or "it's not Tom," ends."""
    denied = phrases("name_lead.denied").at(part.lows(), first)
    for at in range(denied[1] + 1, len(part.words)) if denied else ():
        but = part.words[at].low == "but"
        if but or part.words[at].gap.strip() == ",":
            return at + but
    return first


def _two_words(part: NameWords, first: int) -> Named | None:
    """ "penny price": a surname that is a word, and nothing else."""
    found = part.run(first)
    last = first + 2
    if found is None or found.last != first + 1 or last != len(part.words):
        return None
    name = parse(f"{part.words[first].typed} {part.words[first + 1].typed}")
    surname = part.words[first + 1].low in words("name_word", "surname")
    return Named(name, first, last) if name and surname else None


def _joint(part: NameWords, first: int, ordinary: frozenset[str] | None = None) -> Named | None:
    """The name that begins with a word; of a couple ("Tom & Lisa Novak"), both.

    After "and" ordinary speech may go on, so a second name has the first one's capital.
    """
    first = _behind_title(part, first)
    one = part.run(first, ordinary)
    if one is None or one.last >= len(part.words):
        return one
    sign = part.words[one.last]
    joint = "&" if _AND.fullmatch(sign.gap) else "and" if sign.low == "and" else ""
    at = one.last + (joint == "and")
    other = part.run(at) if joint and at < len(part.words) else None
    if other is None or part.describes(at):  # "it's tom and driving now"
        return one
    alike = part.words[at].typed[0].isupper() == part.words[first].typed[0].isupper()
    both = parse(f"{one.value} {joint} {other.value}") if alike else None
    return Named(both, first, other.last) if both else one


def _behind_title(part: NameWords, first: int) -> int:
    title = phrases("name_lead.title").at(part.lows(), first)
    return title[1] if title and title[1] < len(part.words) else first


def _placed(part: NameWords, found: Named, rule: str) -> Candidate:
    start, end = part.words[found.first].start, part.words[found.last - 1].end
    role = "another" if rule in ("name.another", "name.relation") else "theirs"
    return Candidate(found.value, start, end, rule, role=role)


def _put_right(
    text: str, heard: Candidate, ordinary: frozenset[str], corrections: Corrections
) -> Candidate:
    """ "Tom Reed, no, Tim Reed", "Tom Reed, Tim Reed sorry": the second name."""
    rest = _part(text[heard.end :], ordinary)
    lead = phrases("name_lead.correcting").skip(rest.lows(), 0)
    start = heard.end + (rest.words[lead].start if lead < len(rest.words) else 0)
    other = next(
        (_placed(part, *one) for part in [_part(text[start:], ordinary)] for one in _alone(part)),
        None,
    )
    if other is None:
        return heard
    other = replace(other, start=other.start + start, end=other.end + start)
    return other if corrections.turned(text, heard.end, other.start, other.end) else heard


def _in_full(text: str, heard: Candidate, ordinary: frozenset[str]) -> Candidate:
    """ "Mike, Mike Delgado": the name again, whole."""
    rest = _part(text[heard.end :], ordinary)
    first = int(bool(rest.words) and rest.words[0].low == "just")
    whole = rest.run(first) if _AGAIN.fullmatch(rest.gap(0)) and rest.gap(0).strip() else None
    if whole is None or heard.value not in (whole.value.split()[0], whole.value.split()[-1]):
        return heard
    again = _placed(rest, whole, heard.rule)
    return replace(again, start=again.start + heard.end, end=again.end + heard.end)


def _is_business(name: str, business: str) -> bool:
    """ "Bay Ridge" is no prospect of Bay Ridge Roofing."""
    return " " in name and f" {name.lower()} " in f" {business.lower()} "
