"""The words that take back what was just said, and where in a text they stand.

Readers ask `corrections`; this is its list. A cue is told by its words alone, without apostrophes
and with its commonest slips mended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.language.en.words import Word, words_of

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
i meant to say, i ment to say, i meant to put, i meant to type, i meant to write, what i meant,
let me say that again, let me start again, let me change, lets try again
"""
# These only where the new value follows.
_ANNOUNCING = """
i meant, we meant, i ment, we ment, imeant, i meen, i meent, i mean, we mean, imean,
meant to say, ment to say, mean to say, meant to put, ment to put, meant to type, ment to type,
meant to write, ment to write, i should say, i should have said, shouldve said,
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
    were weve what which who will wont would wouldnt you youre""".split()
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
# "*Tim Reed", "Tim* Reed"; neither "**bold**" nor "*yes*"
_STAR = re.compile(
    r"(?<![\w*])\*(?=\w)(?![^*\n]{0,60}\*)|(?<![\w*])(?=[\w@.$'’-]{1,60}\*(?![\w*]))"
)
_ARROW = re.compile(r"[-=]+>|→|⇒")
# These turn wherever they stand between two values: "8k, I put that wrong, 9k"
_WRONG = frozenset(
    "wrong typo typos mistake error incorrect meant ment mistyped misspelled misspelt".split()
)
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


MOST_CUES = 8


@lru_cache(maxsize=64)
def cues_in(text: str) -> tuple[tuple[Turn, bool], ...]:
    """The cues in `text`, the last MOST_CUES of them, and whether each turns by itself."""
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
    return tuple(sorted([*found, *stars, *arrows], key=lambda cue: cue[0].start)[-MOST_CUES:])


def turns_between(between: str) -> bool:
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
    """ "Sorry for", "wait until", "instead of"; a "hmm no" with nothing before it."""
    if at == 0 and count > 1 and plain[count - 1] in _NO:
        return True
    if at > 0 and plain[at - 1] == "please" and plain[at] in ("hold", "hang", "wait"):
        return True  # an agent's, who will be with us shortly
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
