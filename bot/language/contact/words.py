"""The words that contact details are told with, and phrases of them found among tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from bot.language import word_files
from bot.language.vocabulary import expand

Lows = Sequence[str]


class Phrases:
    """Phrases of lower-case words, each with its value; of two that fit the longer counts."""

    def __init__(self, values: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for pattern, value in values:
            for phrase in expand(pattern):
                words = tuple(phrase.split())
                self._by_first.setdefault(words[0], []).append((words, value))
        for same in self._by_first.values():
            same.sort(key=lambda entry: -len(entry[0]))
        self.first = frozenset(self._by_first)
        """The words that the phrases begin with."""

    def at(self, lows: Lows, index: int) -> tuple[str, int] | None:
        """The value of the phrase that begins at `lows[index]`, and its end; or None."""
        for words, value in self._by_first.get(lows[index], ()) if index < len(lows) else ():
            if tuple(lows[index : index + len(words)]) == words:
                return value, index + len(words)
        return None

    def each(self, lows: Lows) -> Iterator[tuple[int, str, int]]:
        """The phrases that stand in `lows`: where each begins, its value, and its end."""
        for index, low in enumerate(lows):
            found = self.at(lows, index) if low in self.first else None
            if found:
                yield index, *found

    def skip(self, lows: Lows, index: int) -> int:
        """Behind all the phrases that stand from `lows[index]` on."""
        found = self.at(lows, index)
        while found:
            index = found[1]
            found = self.at(lows, index)
        return index

    def before(self, lows: Lows, end: int) -> str | None:
        """The value of the longest phrase that ends right before `lows[end]`; or None."""
        for start in range(max(0, end - _LONGEST), end):
            found = self.at(lows, start) if lows[start] in self.first else None
            if found and found[1] == end:
                return found[0]
        return None


_LONGEST = 6  # words of a phrase


@cache
def phrases(kind: str, language: str = "en") -> Phrases:
    """All phrases of a kind; of one of its values alone where it is "kind.value"."""
    kind, _, only = kind.partition(".")
    listed = word_files.load(language, "contact")[kind]
    return Phrases(
        (phrase, str(value))
        for value, same in listed.items()
        if only in ("", value)
        for phrase in same
    )


@cache
def words(kind: str, value: str, language: str = "en") -> frozenset[str]:
    """The single words of one kind and value."""
    return frozenset(map(str, word_files.load(language, "contact")[kind][value]))
