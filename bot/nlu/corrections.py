"""Words that take back what was just said ("oops", "scratch that"), and what counts after them.

The one list of them: every reader asks here. What stands after a turn counts: "yes, actually no"
is a no. In mid-sentence the same words may be mere talk ("we actually own it", "I can wait till
May"): there they turn only between two values of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from bot.nlu.reading import Heard
from bot.nlu.words import Word, words_of

T = TypeVar("T")

# These take back by themselves, whatever follows. Apostrophes are left out.
_TAKING_BACK = """
oops, oopsie, oopsies, oopsy, ooops, opps, whoops, whoopsie, whops, woops, whups, doh,
scratch that, scratch it, scratch all that, scrap that, strike that, strike it, ignore that,
ignore the last, ignore what i said, ignore my last, disregard, delete that, undo that,
erase that, cancel that, forget that, forget i said, forget what i said,
never mind, nevermind, nvm, nvmd, take that back, take it back, i take back, taking that back,
my bad, my mistake, my error, my fault, my apologies, typo, typos,
misspoke, misspoken, mistyped, miss typed, mis typed, miswrote, mis spoke, miss spoke, misread,
fat fingered, fat fingers, fat finger, autocorrect, auto correct, autocorrected, damn phone,
stupid phone, correction, corrections, errata, i stand corrected, i lied, kidding, jk, sike,
i messed up, messed that up, i screwed up, screwed that up, i goofed, i made a mistake,
that was a mistake, thats a mistake, by mistake, i was wrong, got that wrong, got it wrong,
that was wrong, thats wrong, that is wrong, thats not right, that isnt right, that is not right,
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
should of said, or rather, or better, make that, no make it, change that to, change it to,
change to, change that, change it, shouldve been, should have been, should of been, shoulda been,
supposed to be, suppose to be, was meant to be, was ment to be, ought to be, oughta be,
sorry, sry, srry, soz, apologies, pardon, pardon me, excuse me, beg your pardon,
actually, in fact, in actual fact, wait, waitt, wiat, hold on, hold up, hang on, hold it,
wait a minute, wait a sec, wait a second, wait a moment, one sec, come to think of it,
thinking about it, now that i think about it, now that i think of it, now i think about it,
thinking again, on reflection, to be exact, to be precise, more precisely, better yet,
rather, instead
"""
# And these only between two values of one kind, right before the second or a pause.
_BETWEEN = """
no, nope, nah, er, erm, hmm, hm, well, but now, now, no longer, argh, ugh, dang, darn, damn, crap,
shoot, shit, moved to, changed to, use this, try this, should be, make it
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
_BEGINNING = frozenset("no nope nah yes yeah yep yup i we its make lets not sorry wait".split())
_WEIGHED = frozenset("actually rather instead".split())
_MERE_TALK = {
    "sorry": frozenset("for about if to that".split()),
    "wait": frozenset("until till til for to on time times list period a".split()),
    "rather": frozenset("than not".split()),
    "instead": frozenset(["of"]),
}
_WISHES = frozenset(["rather", "wait"])  # "I'd rather ...", "I can wait ..."
# "Instead of a repair, a new roof", "not May but June"
_CONTRASTS = re.compile(r"\b(?:instead of|rather than|not \S{1,30},? (?:but|it['’]?s))\b", re.I)
# "*Tim Reed", "Tim* Reed"; neither "**bold**" nor "*yes*"
_STAR = re.compile(
    r"(?<![\w*])\*(?=\w)(?![^*\n]{0,60}\*)|(?<![\w*])(?=[\w@.$'’-]{1,60}\*(?![\w*]))"
)
_ARROW = re.compile(r"[-=]+>|→|⇒")
# What may stand between "no" and the value: "8k, no make it 9k"
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
    return tuple(turn for turn, stands in _cues(text) if stands)


def last_turn(text: str) -> Turn | None:
    """The last turn in `text`: what stands after its `end` counts, where it says anything."""
    return next(reversed(turns(text)), None)


def turned(text: str, start: int, end: int) -> bool:
    """Whether what stands in `text[start:end]`, between two values of one kind, takes back the
    first: "8k, no, 9k", "May -> June".

    >>> turned("8k, er, 9k", 2, 8), turned("8k or 9k", 2, 6)
    (True, False)
    """
    between = text[start:end]
    return bool(_cues(between) or _leads_on(between) or _ARROW.search(between))


def read_last(text: str, read: Callable[[str], Heard[T] | None]) -> Heard[T] | None:
    """What `read` hears in the last part of `text` that tells it anything.

    In doubt where it was taken back afterwards and nothing that it could read took its place.
    """
    made = turns(text)
    starts, ends = [0, *(turn.end for turn in made)], [*(turn.start for turn in made), len(text)]
    taken_back = False
    for at in range(len(made), -1, -1):
        heard = read(text[starts[at] : ends[at]]) if starts[at] < ends[at] else None
        if heard is not None:
            return replace(
                heard,
                start=heard.start + starts[at],
                end=heard.end + starts[at],
                doubtful=heard.doubtful or taken_back,
            )
        taken_back |= at > 0 and made[at - 1].takes_back
    return None


def corrects(text: str) -> bool:
    """Whether `text` says that it puts something right, wherever in it: "sorry, I meant May"."""
    said = any(
        stands or text[turn.start : turn.end].lower() not in _WISHES for turn, stands in _cues(text)
    )
    return said or bool(_CONTRASTS.search(text))


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


@lru_cache(maxsize=32)
def _cues(text: str) -> tuple[tuple[Turn, bool], ...]:
    """Every cue in `text`, and whether it turns by itself."""
    words = words_of(text)
    plain = [_plain(word) for word in words]
    found = [
        (_turn(words, at, count, takes_back), _stands(words, plain, at, count))
        for at, count, takes_back in _places(plain, _CUES)
    ]
    stars = [
        (Turn(*star.span(), takes_back=True), True) for star in _STAR.finditer(text) if "*" in text
    ]
    return tuple(sorted([*found, *stars], key=lambda cue: cue[0].start))


def _leads_on(between: str) -> bool:
    """Whether a word that turns only between values stands right before the second or a pause."""
    words = words_of(between)
    plain = [_plain(word) for word in words]
    for at, count, _ in _places(plain, _CUES_BETWEEN):
        after = at + count
        paused = after < len(words) and words[after].clause != words[at].clause
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


def _turn(words: Sequence[Word], at: int, count: int, takes_back: bool) -> Turn:
    return Turn(words[at].start, words[at + count - 1].end, takes_back)


def _stands(words: Sequence[Word], plain: Sequence[str], at: int, count: int) -> bool:
    """Whether the cue turns by itself, and is not mid-sentence talk."""
    after = at + count
    follows = plain[after] if after < len(plain) else ""
    joined = after < len(plain) and words[after].clause == words[at].clause
    if count == 1 and joined and follows in _MERE_TALK.get(plain[at], ()):
        return False
    goes_on = at > 0 and words[at - 1].clause == words[at].clause and plain[at - 1] in _GOING_ON
    if plain[at] == "wait":
        return not goes_on
    return not (plain[at] in _WEIGHED and goes_on and follows not in _BEGINNING)
