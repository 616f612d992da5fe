"""A question's choices, made ready to be found in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from bot.language.en.number_words import IN_WORDS
from bot.language.en.sounds import sound
from bot.language.en.words import Word, one_edit, stem, tense, words_of
from bot.language.vectors import load_vectors
from bot.language.word_files import word_set
from bot.leads.campaign import Question, QuestionType
from bot.reading.choice.ranges import ranges_of

SHORTEST_TOPIC = 3  # letters that no stem of a topic is as short as
FEWEST_SOUNDS = 2  # consonants that must sound alike
TYPO_LENGTH = 5  # letters: shorter words a letter apart are too often words of their own
CHANGED_LENGTH = 8  # and these where one letter stands for another: "leaking" and "leasing"
ENOUGH_OF_KIN = 10  # a tenth of the phrases
_LONGEST_WORD = 24  # letters: longer ones are no slip of a choice's

SKIPPED = word_set("choice_words", "skipped")
_ARTICLES = word_set("choice_words", "article")
_EVERYDAY = word_set("choice_words", "everyday")
_MEASURE = word_set("choice_words", "measure")
AND = word_set("choice_words", "and")
KIN = frozenset(map(stem, word_set("choice_words", "kin")))


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to say a choice: the stems of its telling words; `named` by its value or label.

    A `hint` ("my kids?") does not tell the choice by itself.

    The stem "2+" stands for any number from 2 up. `tenses` are those of its words, where they
    count.
    """

    value: str
    stems: tuple[str, ...]
    tenses: tuple[str, ...]
    named: bool
    joined: bool  # "top and bottom": it goes on behind an "and"
    hint: bool


class Choices:
    """A question's choices, ready to match: whole texts, phrases, and stems that tell one apart."""

    def __init__(self, question: Question) -> None:
        self.exact: dict[str, str] = {}
        self.phrases: dict[str, list[Phrase]] = {}  # by their first stem
        self.counts: dict[str, int] = {}  # "2+": 2
        self.spelling: dict[str, str] = {}
        self.ranges = ranges_of(question.choices)
        self.yes_no = question.type is QuestionType.YES_NO
        self.topic = {
            w.stem for sign in (" ", "") for w in words_of(question.id.replace("_", sign))
        }
        if self.ranges:
            self.topic |= {stem(word) for word in _MEASURE}
        self.values = tuple(question.choices) or tuple(question.phrases)
        owners: dict[str, set[str]] = {}
        named: set[str] = set()
        of_kin: Counter[str] = Counter()
        for value in self.values:
            names = (value.replace("_", " "), question.choices.get(value, value))
            for way in names:
                named |= self._learn(value, way, True, owners)
            for way in question.phrases.get(value, ()):
                told = self._learn(value, way, way in names, owners)
                of_kin[value] += not KIN.isdisjoint(told)
            self.exact.setdefault(value.casefold(), value)
        ways = {value: len(question.phrases.get(value, ())) for value in self.values}
        # The choices that are about relations: "add my son".
        self.of_kin = {value for value, n in of_kin.items() if n * ENOUGH_OF_KIN >= ways[value]}
        # One word of a label tells its choice if no other choice has it; one of a synonym
        # ("look at my roof") is too common for that.
        self.telling = {one: next(iter(owners[one])) for one in named if len(owners[one]) == 1}
        self.known = frozenset(owners)
        asked = {word.stem for word in words_of(question.ask)}
        self.topics = frozenset(each for each in self.known | asked if len(each) > SHORTEST_TOPIC)
        self._alike()
        self.stem_of = lru_cache(maxsize=4096)(self._stem_of)
        self.sounded = lru_cache(maxsize=4096)(self._sounded)
        self.slips_to = lru_cache(maxsize=4096)(self._slips_to)

    def _alike(self) -> None:
        """What words are found by that are a slip or a sound apart: those one slip apart are alike
        once a letter is left out of either.
        """
        self.shortened: dict[str, list[str]] = {}
        for known in self.spelling:
            for short in _shortened(known):
                self.shortened.setdefault(short, []).append(known)
        self.sounds: dict[str, set[str]] = {}
        for known in self.known:
            self.sounds.setdefault(sound(known), set()).add(known)

    def _learn(self, value: str, way: str, named: bool, owners: dict[str, set[str]]) -> set[str]:
        """One way to say `value`; gives the stems of its words that are no counts."""
        hint = is_hint(way) and not named
        if not hint:
            self.exact.setdefault(way.casefold(), value)
        words = _telling(words_of(way))
        stems = tuple(w.stem + "+" * way.startswith("+", w.end) for w in words)
        if words:
            # "Finishing my degree" is no "finished my degree".
            tenses = tuple(tense(w.text) for w in words) if self.yes_no else ()
            joined = any(f" {word} " in way for word in AND)
            phrase = Phrase(value, stems, tenses, named, joined, hint)
            self.phrases.setdefault(stems[0], []).append(phrase)
        told = set()
        for word, known in zip(words, stems, strict=True):
            if known.endswith("+") and word.text.isdecimal():
                self.counts[known] = int(word.text)
                continue
            owners.setdefault(known, set()).add(value)
            self.spelling[word.text] = known
            told.add(known)
        return told

    def _stem_of(self, word: str) -> str:
        """The word's stem, or the choices' stem that it is one slip away from."""
        if word in _EVERYDAY and word not in self.spelling:
            return ""
        for plain in (stem(word), stem(IN_WORDS.get(word, word))):  # "1 implant"
            if plain in self.known:
                return plain
        return self._slip(word) or self.sounded(word) or plain

    def _slip(self, word: str) -> str:
        """The choices' stem that a longer `word` is one slip away from; "" for none or several."""
        if len(word) < TYPO_LENGTH:
            return ""
        close = {
            self.spelling[known]
            for known in self.slips_to(word)
            if len(known) >= TYPO_LENGTH and known[0] == word[0]
        }
        return close.pop() if len(close) == 1 else ""

    def _sounded(self, word: str) -> str:
        """The choices' stem that a `word`, which is none, sounds like; "" for none or several."""
        plain = stem(word)
        said = sound(plain)
        there = self.sounds.get(said, set()) if len(said) >= FEWEST_SOUNDS else set()
        alike = [known for known in there if known[0] == plain[0]]
        if not alike or plain in self.known or self._slip(word) or load_vectors("en").is_word(word):
            return ""
        ranked = sorted((SequenceMatcher(None, plain, known).ratio(), known) for known in alike)
        return "" if len(ranked) > 1 and ranked[-1][0] == ranked[-2][0] else ranked[-1][1]

    def _slips_to(self, word: str) -> frozenset[str]:
        """The words of the choices that `word` is one slip away from."""
        shortened = _shortened(word) if len(word) <= _LONGEST_WORD else ()
        alike = {known for short in shortened for known in self.shortened.get(short, ())}
        return frozenset(known for known in alike if _is_slip(word, known))

    def reached(self, number: int) -> list[str]:
        """The counts that `number` is enough for: "2+", not "10+", for 4."""
        return [count for count, least in self.counts.items() if number >= least]


def is_hint(phrase: str) -> bool:
    """Whether a campaign's phrase is what they often say for a choice, but others say as well."""
    return phrase.endswith("?")


def told_by(phrases: Iterable[str]) -> tuple[str, ...]:
    """Those of a choice's phrases that are no hints."""
    return tuple(phrase for phrase in phrases if not is_hint(phrase))


def _is_slip(word: str, known: str) -> bool:
    if not one_edit(word, known):
        return False
    changed = len(word) == len(known) and sorted(word) != sorted(known)
    return not changed or len(word) >= CHANGED_LENGTH


def _shortened(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _telling(words: Sequence[Word]) -> list[Word]:
    """The words that make a phrase: "get for my house" is not any "house", "my rate" no "rate"."""
    heavy = [word for word in words if word.text not in SKIPPED]
    if len({word.stem for word in heavy}) > 1:
        return heavy
    return [word for word in words if word.text not in _ARTICLES]
