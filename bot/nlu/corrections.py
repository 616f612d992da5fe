"""Words that take back what was just said ("oops", "scratch that"), and what counts after them.

The one list of them: every reader asks here. What stands after a turn counts: "yes, actually no"
is a no. In mid-sentence the same words may be mere talk ("we actually own it", "I can wait till
May"): there they turn only between two values of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol, TypeVar

from bot.nlu.patterns import FAR
from bot.nlu.reading import Heard
from bot.nlu.words import Word, low, words_of

T = TypeVar("T")


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=_Placed)

# These take back by themselves, whatever follows. Apostrophes are left out.
_TAKING_BACK = """
oops, oopsie, oopsies, oopsy, ooops, opps, whoops, whoopsie, whops, woops, whups, doh,
scratch that, scratch it, scratch all that, scrap that, strike that, strike it, ignore that,
ignore the last, ignore what i said, ignore my last, disregard that, disregard, delete that,
undo that, erase that, cancel that, forget that, forget i said, forget what i said,
never mind, nevermind, nvm, nvmd, take that back, take it back, i take back, taking that back,
my bad, my mistake, my error, my fault, my apologies, typo, typos,
misspoke, misspoken, mistyped, miss typed, mis typed, miswrote, mis spoke, miss spoke, misread,
fat fingered, fat fingers, fat finger, autocorrect, auto correct, autocorrected, damn phone,
stupid phone, correction, corrections, errata, i stand corrected, i lied, kidding, jk, sike,
i messed up, messed that up, i screwed up, screwed that up, i goofed, i made a mistake,
that was a mistake, thats a mistake, by mistake, i was wrong, got that wrong, got it wrong,
put that wrong, said that wrong, wrote that wrong, typed that wrong, that was wrong,
thats wrong, that is wrong, thats not right, that isnt right, that is not right,
thats incorrect, that is incorrect, wrong one, wrong word, wrong button, wrong answer,
wrong number, wrong zip, wrong date, wrong day, wrong month, wrong name, wrong email,
wrong e mail, wrong budget, wrong address, wrong figure, wrong amount, incorrect number,
incorrect zip, incorrect date, incorrect name, incorrect email, incorrect one, incorrect budget,
changed my mind, changing my mind, change my mind, change of plans, change of plan,
change of mind, on second thought, on second thoughts, second thought, second thoughts,
let me rephrase, rephrase, let me correct, let me fix, let me restate, let me reword,
let me revise, let me amend, let me redo, let me try again, let me try that again,
let me say that again, let me start again, let me change, lets try again
"""
# These only where the new value follows.
_ANNOUNCING = """
i meant to say, i ment to say, i meant to put, i meant to type, i meant to write,
i meant, we meant, i ment, we ment, imeant, i meen, i meent, i mean, we mean, imean,
meant to say, ment to say, mean to say, meant to put, ment to put, meant to type, ment to type,
meant to write, ment to write, what i meant, i should say, i should have said, shouldve said,
should of said, or rather, or better, make that, make it, no make it, change that to, change it to,
change to, change that, change it, shouldve been, should have been, should of been, shoulda been,
supposed to be, suppose to be, was meant to be, was ment to be, ought to be, oughta be,
sorry, sry, srry, soz, apologies, pardon, pardon me, excuse me, beg your pardon,
actually, in fact, in actual fact, wait, waitt, wiat, hold on, hold up, hang on, hold it,
wait a minute, wait a sec, wait a second, wait a moment, one sec, come to think of it,
thinking about it, now that i think about it, now that i think of it, now i think about it,
um no, umm no, uh no, uhh no, er no, erm no, oh no, ah no, hm no, hmm no, no no, haha no, lol no,
thinking again, on reflection, to be exact, to be precise, more precisely, better yet,
rather, instead
"""
# And these only between two values of one kind, right before the second or a pause.
_BETWEEN = """
no, nope, nah, er, erm, hmm, hm, well, but now, now, no longer, argh, ugh, dang, darn, damn, crap,
shoot, shit, moved to, changed to, use this, try this, should be
"""
# One letter of these left out, doubled or swapped with the next makes no other word.
_OFTEN_MISSPELT = (
    "actually apologies autocorrect correction disregard instead mistake mistyped misspoke "
    "rephrase scratch sorry whoops"
).split()

# "We actually own it", "I would rather": mid-sentence, and no turn unless they begin anew.
_GOING_ON = frozenset(
    """a an and am are arent be been can cant cannot could couldnt did didnt do does doesnt dont
    even had has have havent he i id if ill im is isnt it its ive just lets long may might must my
    never not of our really she should shouldnt than that the there they this to was wasnt we wed
    well were weve what which who will wont would wouldnt you youre""".split()
)
_NO = frozenset("no nope nah".split())
_YES = frozenset("yes yeah yep yup y".split())
_BEGINNING = frozenset("no nope nah yes yeah yep yup i we its make lets not sorry wait".split())
_WEIGHED = frozenset("actually rather instead make".split())
_WAITING = frozenset(
    """can cant cannot could couldnt didnt dont i id ill just long may might must never not really
    should the to we well will wont would wouldnt you""".split()
)
_MERE_TALK = {
    "sorry": frozenset("for about if to that".split()),
    "wait": frozenset("until till til for to on time times list period".split()),
    "rather": frozenset("than not".split()),
    "instead": frozenset(["of"]),
}
_WISHES = frozenset(["rather", "wait"])  # "I'd rather ...", "I can wait ..."
# "Change my budget", "instead of a repair", "not May but June", "94112 not 94110"
_CONTRASTS = re.compile(
    r"\b(?:(?:make|change) (?:my|the)|instead of|rather than|not \S{1,30},? (?:but|it['’]?s))\b"
    r"|\d\S{0,12}\W{1,3}not (?:(?:the|in|on|at|my|a) ){0,2}\S{0,5}\d",
    re.IGNORECASE,
)
_NOT_FIRST = re.compile(r"\W*not\s+([^,;.!?]{1,60}?)(?:,|;| but\b| it['’]?s\b)", re.IGNORECASE)
_REJECTS = re.compile(
    r"\w.{0,80}?\b(?:not|instead of|rather than)\s+(?!(?:sure|yet)\b)", re.I | re.S
)
# "*Tim Reed", "Tim* Reed"; neither "**bold**" nor "*yes*"
_STAR = re.compile(
    r"(?<![\w*])\*(?=\w)(?![^*\n]{0,60}\*)|(?<![\w*])(?=[\w@.$'’-]{1,60}\*(?![\w*]))"
)
_FIGURES = re.compile(
    r"\W{0,3}(?:(?:it['’]?s|its|is|the|at|about|ends?|in|with|no|make)\W+){0,3}[$£€@.]?\d"
)
# What stands right before and after a value that isn't meant (any longer)
_OLD_BEFORE = re.compile(
    r"\b(?:not|isn['’]?t|wasn['’]?t|ain['’]?t|no longer|instead of|rather than|used to be|"
    r"(?<!like )(?<!as )(?:i|we)(?: ha[vd]e?|['’](?:ve|d))? "
    r"(?:said|put|wrote|typed|entered|gave|told)"
    r"(?: (?:you|u|y['’]?all|down|in|it was|that|before|earlier|first))*)"
    r"(?:\s+(?:me|at|on|in|for|is|was|my|the|old|number|one|about|around|up|to))*[\s:\"'“]*$",
    re.IGNORECASE,
)
_OLD_AFTER = re.compile(
    r"[\"'”]?\W{0,2}(?:by (?:mistake|accident)|(?:is|was|['’]s) (?:the |a |my )?"
    r"(?:wrong|old|typo|mistake|incorrect|no longer|not right|not correct)|(?:is|was)n['’]?t right|"
    r"(?:before|earlier|previously)(?=\W*(?:$|but|and|sorry))|in error|\(?(?:wrong|old|typo)\b)",
    re.IGNORECASE,
)
_REACH = 60
_MOST_CUES, _MOST_READ_APART = 8, 3
"""In one text: of more, the last ones count."""
_SIGNS = re.compile(r"[^\w*]{0,3}")
_LEADING_NO = re.compile(r"\W*(?:no(?:pe)?|make (?:it|that))\b", re.IGNORECASE)
_NOTHING = re.compile(r"\W*(?:no\W+)?", re.IGNORECASE)
_ARROW = re.compile(r"[-=]+>|→|⇒")
# What may stand between "no" and the value: "8k, no make it 9k"
_WRONG = frozenset(
    "wrong typo typos mistake error incorrect meant ment mistyped misspelled misspelt".split()
)
_LEADING_ON = frozenset(
    """a about an and around at be by for go i id ill im in is it its lets like make mean more my of
    on really say that thats the then to want we were with would""".split()
)


@dataclass(frozen=True, slots=True)
class Turn:
    """`text[start:end]` turns from what was said before it to what follows.

    `takes_back`: what was said is void even if nothing follows ("8k, scratch that").
    """

    start: int
    end: int
    takes_back: bool


def turns(text: str) -> tuple[Turn, ...]:
    """The turns in `text`, in order.

    >>> [(turn.start, turn.takes_back) for turn in turns("Tom Reed, oops I meant Tim Reed")]
    [(10, True), (15, False)]
    >>> turns("We actually own it and can't wait till May")
    ()
    """
    return tuple(turn for turn, stands in _cues(low(text)) if stands)


def last_turn(text: str) -> Turn | None:
    """The last turn in `text`: what stands after its `end` counts, where it says anything."""
    return next(reversed(turns(text)), None)


def turned(text: str, start: int, end: int, until: int | None = None) -> bool:
    """Whether what stands in `text[start:end]`, between two values of one kind, takes back the
    first: "8k, no, 9k", "May -> June", or what stands after `until`, the second's end: "8k, 9k
    sorry". Of "12k, sorry, not 10k" the second is the old one.

    >>> turned("8k, er, 9k", 2, 8), turned("8k or 9k", 2, 6)
    (True, False)
    """
    between = text[max(start, end - FAR) : end]
    if _OLD_BEFORE.search(between):
        return False
    marked = any(start <= turn.start <= end and turn.end <= (until or end) for turn in turns(text))
    marked = marked or (until is not None and turn_follows(text, until))
    return marked or bool(_cues(low(between)) or _leads_on(between))


def without_turns(text: str) -> str:
    """`text` with its turns blotted out, place for place: no word of "hold on Monday" but the day
    is of the day.
    """
    for turn in turns(text):
        blot = ";".ljust(turn.end - turn.start) if turn.end > turn.start else ""
        text = text[: turn.start] + blot + text[turn.end :]
    return text


def follows_turn(text: str, at: int) -> bool:
    """Whether nothing but "no" stands between a turn and `text[at:]`: "scratch that 9500"."""
    return any(_NOTHING.fullmatch(text, turn.end, at) for turn in turns(text) if turn.end <= at)


def turn_follows(text: str, at: int) -> bool:
    """Whether a turn stands right behind `text[:at]`."""
    return any(turn.start >= at and _SIGNS.fullmatch(text, at, turn.start) for turn in turns(text))


def taken_back(text: str, start: int, end: int) -> bool:
    """Whether `text` calls the value in `text[start:end]` the old or the wrong one, so that
    another counts: "I said 8k but it's 9k", "9k, I wrote 8k by mistake".
    """
    before = text[max(0, start - _REACH) : start]
    return bool(_OLD_BEFORE.search(before) or _OLD_AFTER.match(text, end))


def current(text: str, found: Iterable[S]) -> list[S]:
    """Those of the values `found` in `text` that aren't taken back; all, where every one is."""
    found = list(found)
    return [one for one in found if not taken_back(text, one.start, one.end)] or found


def read_last(
    text: str,
    read: Callable[[str], Heard[T] | None],
    again: Callable[[str], Heard[T] | None] | None = None,
) -> Heard[T] | None:
    """What `read` hears in the last part of `text` that tells it anything.

    Once a part has told it something, the later ones are read with `again`, without the "no" that
    they may begin with: to it less may say as much. In doubt where it was taken back afterwards
    and nothing took its place.
    """
    parts = _parts(text)
    told = ((at, read(text[slice(*part)])) for at, part in enumerate(parts))
    at, first = next((each for each in told if each[1]), (0, None))
    if first is None:
        return None
    for start, end in reversed(parts[at + 1 :]):
        said = text[start:end]
        heard = again(_LEADING_NO.sub(_blank, said)) if again else read(said)
        if heard is not None:
            return _placed(text, heard, start)
    return _placed(text, first, parts[at][0])


def unsettled(text: str, end: int) -> bool:
    """Whether `text` takes back what it says before `end`, and may not have replaced it: "8k,
    scratch that", "415 555 0123, sorry 0124".
    """
    return any(
        turn.takes_back or _FIGURES.match(text, turn.end)
        for turn in turns(text)
        if turn.start >= end
    )


def corrects(text: str) -> bool:
    """Whether `text` says that it puts something right, wherever in it: "sorry, I meant May"."""
    said = any(
        stands or text[turn.start : turn.end].lower() not in _WISHES for turn, stands in _cues(low(text))
    )
    return said or bool(_CONTRASTS.search(text))


def rejected(text: str) -> str | None:
    """What stands behind the "not" of "a new roof, not just a repair" or "not a repair, a new
    roof"; None without one.
    """
    first = _NOT_FIRST.match(text)
    if first:
        return first[1]
    found = _REJECTS.match(text)
    return text[found.end() : found.end() + FAR] if found else None


def _parts(text: str) -> list[tuple[int, int]]:
    """What stands before, between and behind the last turns, where anything does."""
    made = turns(text)[-_MOST_READ_APART:]
    starts, ends = [0, *(turn.end for turn in made)], [*(turn.start for turn in made), len(text)]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _placed(text: str, heard: Heard[T], start: int) -> Heard[T]:
    """What was heard in the part of `text` that begins at `start`."""
    end = heard.end + start
    taken_back = any(turn.takes_back for turn in turns(text) if turn.start >= end)
    doubtful = heard.doubtful or taken_back
    return replace(heard, start=heard.start + start, end=end, doubtful=doubtful)


_Cues = dict[str, list[tuple[tuple[str, ...], bool]]]


def _listed(*listings: tuple[str, bool]) -> _Cues:
    """The cues by their first word, the longest first."""
    found: _Cues = {}
    for listing, takes_back in listings:
        for cue in listing.split(","):
            words = tuple(cue.split())
            found.setdefault(words[0], []).append((words, takes_back))
    for cues in found.values():
        cues.sort(key=lambda cue: -len(cue[0]))
    return found


_CUES = _listed((_TAKING_BACK, True), (_ANNOUNCING, False))
_CUES_BETWEEN = _listed((_BETWEEN, False))


def _slips(word: str) -> Iterator[str]:
    for i in range(1, len(word)):
        yield word[:i] + word[i + 1 :]
        yield word[:i] + word[i - 1] + word[i:]
        yield word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]


_USUAL = {slip: word for word in _OFTEN_MISSPELT for slip in _slips(word)}


@lru_cache(maxsize=64)
def _cues(text: str) -> tuple[tuple[Turn, bool], ...]:
    """Every cue in `text`, and whether it turns by itself."""
    words = words_of(text)
    plain = [_plain(word) for word in words]
    found = [
        (_turn(words, plain, at, count, takes_back), _stands(words, plain, at, count))
        for at, count, takes_back in _places(plain, _CUES)
        if not _is_mere_talk(words, plain, at, count)
    ]
    starred = _STAR.finditer(text) if "*" in text else ()
    stars = [(Turn(*star.span(), takes_back=True), True) for star in starred]
    arrows = [(Turn(*arrow.span(), takes_back=False), True) for arrow in _ARROW.finditer(text)]
    return tuple(sorted([*found, *stars, *arrows], key=lambda cue: cue[0].start)[-_MOST_CUES:])


def _leads_on(between: str) -> bool:
    """Whether a word that turns only between values stands right before the second or a pause."""
    words = words_of(between)
    plain = [_plain(word) for word in words]
    if not _WRONG.isdisjoint(plain):
        return True
    for at, count, _ in _places(plain, _CUES_BETWEEN):
        after = at + count
        paused = after < len(words) and words[after].clause != words[at].clause
        paused = paused and plain[at] != "now"
        as_well = plain[at] == "well" and at > 0 and plain[at - 1] == "as"
        if not as_well and (paused or _LEADING_ON.issuperset(plain[after:])):
            return True
    return False


def _plain(word: Word) -> str:
    bare = word.text.replace("'", "")
    return _USUAL.get(bare, bare)


def _places(plain: Sequence[str], cues: _Cues) -> Iterator[tuple[int, int, bool]]:
    """Where cues begin, how many words they have and whether they take back."""
    at = 0
    while at < len(plain):
        for words, takes_back in cues.get(plain[at], ()):
            if tuple(plain[at : at + len(words)]) == words:
                yield at, len(words), takes_back
                at += len(words) - 1
                break
        at += 1


def _turn(
    words: Sequence[Word], plain: Sequence[str], at: int, count: int, takes_back: bool
) -> Turn:
    """The cue, and with it the "no" of "wait no, yes", which is no answer; another may be one."""
    last = at + count - 1 - (count > 1 and plain[at + count - 1] in _NO)
    if plain[last + 1 : last + 2] and plain[last + 1] in _NO:
        last += not (_NO | _YES).isdisjoint(plain[last + 2 : last + 5])
    return Turn(words[at].start, words[last].end, takes_back)


def _is_mere_talk(words: Sequence[Word], plain: Sequence[str], at: int, count: int) -> bool:
    """ "Sorry for", "wait until", "instead of"."""
    after = at + count
    joined = after < len(plain) and words[after].clause == words[at].clause
    return count == 1 and joined and plain[after] in _MERE_TALK.get(plain[at], ())


def _stands(words: Sequence[Word], plain: Sequence[str], at: int, count: int) -> bool:
    """Whether the cue turns by itself: at the head of a clause, or where they begin anew."""
    goes_on = at > 0 and words[at - 1].clause == words[at].clause and plain[at - 1] in _GOING_ON
    if plain[at] == "wait":
        return not (goes_on and plain[at - 1] in _WAITING)
    if not goes_on:
        return True
    after = at + count
    follows = plain[after] if after < len(plain) else ""
    return plain[at] not in _WEIGHED or follows in _BEGINNING
