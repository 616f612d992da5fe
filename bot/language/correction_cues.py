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
from bot.language.word_files import load, word_set

# "*Tim Reed", "Tim* Reed"; neither "**bold**" nor "*yes*"
_STAR = re.compile(
    r"(?<![\w*])\*(?=\w)(?![^*\n]{0,60}\*)|(?<![\w*])(?=[\w@.$'’-]{1,60}\*(?![\w*]))"
)
_ARROW = re.compile(r"[-=]+>|→|⇒")


@dataclass(frozen=True, slots=True)
class Turn:
    """`text[start:end]` turns from what was said before it to what follows.

    `takes_back`: what was said is void even if nothing follows ("8k, scratch that").
    """

    start: int
    end: int
    takes_back: bool


_WORDS = load("en", "corrections")
_NO, _YES, _GOING_ON, _BEGINNING, _WEIGHED, _WRONG, _LEADING_ON, _UNPAUSED = (
    word_set("corrections", kind)
    for kind in "no yes going_on beginning weighed wrong leading_on unpaused".split()
)
_MERE_TALK, _MERE_TALK_BEHIND, _TALK_BEHIND = (
    {word: frozenset(beside) for word, beside in _WORDS[kind].items()}
    for kind in ("mere_talk", "mere_talk_behind", "talk_behind")
)

_Cues = dict[str, list[tuple[tuple[str, ...], bool]]]


def _listed(*listings: tuple[Sequence[str], bool]) -> _Cues:
    """The cues by their first word, the longest first."""
    found: _Cues = {}
    for listing, takes_back in listings:
        for cue in listing:
            words = tuple(cue.split())
            found.setdefault(words[0], []).append((words, takes_back))
    for cues in found.values():
        cues.sort(key=lambda cue: -len(cue[0]))
    return found


_CUES = _listed((_WORDS["taking_back"], True), (_WORDS["announcing"], False))
_CUES_BETWEEN = _listed((_WORDS["between"], False))


def _slips(word: str) -> Iterator[str]:
    for i in range(1, len(word)):
        yield word[:i] + word[i + 1 :]
        yield word[:i] + word[i - 1] + word[i:]
        yield word[: i - 1] + word[i] + word[i - 1] + word[i + 1 :]


_USUAL: dict[str, str] = {slip: word for word in _WORDS["often_misspelt"] for slip in _slips(word)}


MOST_CUES = 8
_HEADS = frozenset(_CUES) | frozenset(_CUES_BETWEEN) | _WRONG
_TELLING = _HEADS | {slip for slip, word in _USUAL.items() if word in _HEADS}
_BARE_WORD = re.compile(r"[^\W_]+")


def may_turn(between: str) -> bool:
    """Whether any cue may stand in `between`, in small letters: to look closely costs more."""
    bare = between.replace("'", "").replace("’", "")
    signs = "*" in bare or _ARROW.search(bare) is not None
    return signs or not _TELLING.isdisjoint(_BARE_WORD.findall(bare))


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
        paused = paused and plain[at] not in _UNPAUSED
        talk = at > 0 and plain[at] in _MERE_TALK_BEHIND.get(plain[at - 1], ())
        if not talk and (paused or _LEADING_ON.issuperset(plain[after:])):
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
    if at > 0 and plain[at] in _MERE_TALK_BEHIND.get(plain[at - 1], ()):
        return True
    after = at + count
    joined = after < len(plain) and words[after].clause == words[at].clause
    return count == 1 and joined and plain[after] in _MERE_TALK.get(plain[at], ())


def _stands(words: Sequence[Word], plain: Sequence[str], at: int, count: int) -> bool:
    """Whether the cue turns by itself: at the head of a clause, or where they begin anew."""
    joined = at > 0 and words[at - 1].clause == words[at].clause
    before = plain[at - 1] if joined else ""
    if plain[at] not in _WEIGHED:
        return before not in _TALK_BEHIND.get(plain[at], ())
    after = at + count
    follows = plain[after] if after < len(plain) else ""
    return before not in _GOING_ON or follows in _BEGINNING
