"""Of a very long message its gist: the words around those that tell something.

Nearly all that people write is read whole. Of more, what tells least is left out: so the cost of a
message is bounded whatever it holds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, pairwise

from bot.language import word_files
from bot.language.en.number_words import BEGIN
from bot.language.en.words import low, stem
from bot.language.vocabulary import load

MOST = 60
"""Words and signs of a message that are read; what costs more to read counts for more."""
_FIGURE = 3
_TURN = 3
_NUMBER = 2  # in words
_LETTERS = 12  # of a longer word every twelve count as one
_LETTER = r"[^\W\d_½¼¾]"
_TOKEN = re.compile(
    rf"\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,24}}|{_LETTER}{{1,24}}(?:['’]{_LETTER}{{1,24}}){{0,2}}|\S|\n"
)
_BEFORE, _BEHIND = 4, 4  # words around one that tells something
_DAYS = ("month", "weekday", "weekdays", "season", "unit", "units", "festive")
_LEFT_OUT = " . "
_SENTENCE_ENDS = frozenset(".!?\n")
# A word that may opt out comes first, whatever else is left out.
_LEAVING, _FACT, _TOPIC, _TELLING, _TELLS_NOTHING = range(1, 6)


@dataclass(frozen=True, slots=True)
class Gist:
    """`text` is what is read; from `starts[i]` on, the message has it `moved[i]` further on."""

    text: str
    starts: tuple[int, ...] = (0,)
    moved: tuple[int, ...] = (0,)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the message `text[start:end]` stands."""
        return self._place(start), max(self._place(end - 1) + 1, self._place(start))

    def _place(self, at: int) -> int:
        return at + self.moved[max(bisect_right(self.starts, at) - 1, 0)]


def gist(message: str, topics: Collection[str] = ()) -> Gist:
    """What of `message` is read; `topics` are the stems of what the campaign asks about.

    >>> gist("My roof leaks.").text
    'My roof leaks.'
    >>> story = "The weather was nice and we all had a good day out there. " * 20
    >>> read = gist(f"{story} Our budget is 9k. {story} Stop texting me. {story}").text
    >>> "Our budget is 9k." in read, "Stop texting me." in read, len(read) < 600
    (True, True, True)
    """
    tokens = list(_TOKEN.finditer(low(message))) if len(message) > MOST else []
    words = [token[0].replace("’", "'") for token in tokens]
    weights = [_weight(word) for word in words]
    if sum(weights) <= MOST:
        return Gist(message)
    kept: set[int] = set()
    room = MOST
    for near in _windows(words, topics):
        room -= sum(weights[each] for each in near if each not in kept)
        if room < 0:
            break
        kept.update(near)
    return _joined(message, {at: tokens[at].span() for at in sorted(kept)})


def _weight(word: str) -> int:
    if word[0].isnumeric():
        return _FIGURE
    if word in BEGIN:
        return _NUMBER
    return _TURN if word in _TURNING else 1 + (len(word) - 1) // _LETTERS


def _joined(message: str, kept: Mapping[int, tuple[int, int]]) -> Gist:
    """The kept words, by their number; where some between them are left out, a stop."""
    text, starts, moved = "", [0], [next(iter(kept.values()))[0]]
    for at, (start, end) in kept.items():
        if text and at - 1 not in kept:
            text += _LEFT_OUT
            starts.append(len(text))
            moved.append(start - len(text))
        text += message[len(text) + moved[-1] : end]
    return Gist(text, tuple(starts), tuple(moved))


def _windows(words: Sequence[str], topics: Collection[str]) -> Iterator[range]:
    """The words around each one, those first that tell most; windows end with a sentence."""
    known = _known()
    ranks: list[float] = [
        _FACT if word[0].isnumeric() else _by_topic(word, known.get(word, _TELLS_NOTHING), topics)
        for word in words
    ]
    begins, ends = _sentences(words)
    topical = [0, *accumulate(rank == _TOPIC for rank in ranks)]

    def around(at: int) -> range:
        return range(max(begins[at], at - _BEFORE), min(ends[at], at + _BEHIND))

    for at, rank in enumerate(ranks):
        if rank == _TOPIC:  # first where most of them stand
            near = around(at)
            ranks[at] = _TOPIC - (topical[near.stop] - topical[near.start]) / 100
    return map(around, sorted(range(len(words)), key=ranks.__getitem__))


def _sentences(words: Sequence[str]) -> tuple[list[int], list[int]]:
    """Where the sentence of each word begins, and where it ends; its stop is the last of it."""
    stops = [
        at
        for at, (word, following) in enumerate(pairwise(words), 1)
        if word in _SENTENCE_ENDS and not following[0].isdigit()
    ]
    begins: list[int] = []
    ends: list[int] = []
    for first, last in pairwise([0, *stops, len(words)]):
        begins += [first] * (last - first)
        ends += [last] * (last - first)
    return begins, ends


def _by_topic(word: str, known: int, topics: Collection[str]) -> int:
    """The rank of a word, if it is `known` for this one."""
    return _TOPIC if known > _TOPIC and stem(word) in topics else known


@cache
def _known() -> Mapping[str, int]:
    """The rank of the words that tell something of themselves."""
    days = load("en", "days")
    named = [way for each in _DAYS for ways in days[each].values() for way in ways]
    named += [way for each in load("en", "feasts").values() for way in each["names"]]
    first_words = {way.split()[0] for way in named} - _FUNCTION
    telling = word_files.word_set("telling", "telling") | _TURNING
    telling |= (BEGIN - _FUNCTION) | first_words
    return {
        **dict.fromkeys(telling, _TELLING),
        **dict.fromkeys([*word_files.word_set("telling", "facts"), "@"], _FACT),
        **dict.fromkeys(word_files.word_set("telling", "leaving"), _LEAVING),
    }


_FUNCTION = frozenset(map(str, word_files.load("en", "contact")["not_name"]["function"]))
_TURNING = word_files.word_set("telling", "turning")
