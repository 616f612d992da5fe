"""Which of a campaign's choices a sentence means, told by word vectors.

Each choice has prototypes: its label, the question with it, its phrases. A sentence is as near to
a choice as to its prototypes, compared with how near it is to small talk. Two logistic models turn
how near it is to the first, second and third choice into probabilities: that the first is right,
and that the right one is among the first two. They know nothing of any one campaign.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.language.vectors import FOLDER, Vector, Vectors, cosines, load_vectors
from bot.language.word_pieces import words_of

MOST_PHRASES = 24  # of one choice, the first ones: more tell little more, and each costs
FEW = 3  # phrases from which a choice is known by them, and not by its label alone
MANY = 10  # phrases from which nearly all is known that is said for a choice
_USUAL_WORDS = 3  # a shorter text tells less
_LONG = 15  # words from which a text is a story
_MUCH_TOLD = 8  # words that tell something
_USUAL_BACKGROUND = 0.12  # a cosine: how near an answer is to small talk


class Outcome(Enum):
    """What becomes of a reading: it counts; it is said back first; two are offered; it is asked."""

    FIRM = "firm"
    READ_BACK = "read back"
    OFFERED = "offered"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a question: what is stored, what people see, what they say instead."""

    value: str
    label: str
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The likeliest choice and the one after it, by value. `one` is the probability that the first
    is meant, `two` that one of the two is. `agreed`: sure enough where the first was heard by its
    words already.
    """

    outcome: Outcome
    agreed: bool
    first: str
    second: str
    one: float
    two: float

    @property
    def pair(self) -> tuple[str, str]:
        return self.first, self.second


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: a probability from features by name."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        """To four places: the last ones differ between machines."""
        total = self.bias + sum(self.weights[name] * features[name] for name in self.weights)
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), 4)


@dataclass(frozen=True, slots=True)
class Judge:
    """When a choice counts: two models, and the least probability for each outcome; `agreed` is
    the least at which one telling word and the meaning agree, `named` a whole name and the meaning.
    """

    one: Logistic
    two: Logistic
    firm: float
    agreed: float
    named: float
    read_back: float
    offered: float

    def outcome(self, one: float, two: float) -> Outcome:
        if one >= self.firm:
            return Outcome.FIRM
        if one >= self.read_back:
            return Outcome.READ_BACK
        return Outcome.OFFERED if two >= self.offered else Outcome.ASKED


@dataclass(frozen=True, slots=True)
class Language:
    """What a language brings: its vectors, sentences of small talk in rows, words that tell
    nothing and those that join the parts of a label, the judges of choices with `labels` alone,
    `phrases` and `many` phrases, and the cosine from which two choices are too close.
    """

    vectors: Vectors
    background: Vector
    little: frozenset[str]
    joining: frozenset[str]
    judges: Mapping[str, Judge]
    too_close: float


@cache
def load_language(language: str) -> Language:
    """A language that has vectors: "en"."""
    model = (FOLDER / language / "choices.json").read_text("utf-8")
    return read_language(language, json.loads(model))


def read_language(language: str, model: Mapping[str, Any]) -> Language:
    """A language with this model of its choices."""
    vectors = load_vectors(language)
    background, little, joining = (
        (FOLDER / language / f"{name}.txt").read_text("utf-8").splitlines()
        for name in ("background", "little_words", "joining_words")
    )
    return Language(
        vectors,
        vectors.of_all(background),
        frozenset(little),
        frozenset(joining),
        {kind: _judge(data) for kind, data in model["judges"].items()},
        model["too_close"],
    )


def _judge(data: Mapping[str, Any]) -> Judge:
    one, two = (Logistic(data[name]["bias"], data[name]["weights"]) for name in ("one", "two"))
    return Judge(one, two, **data["least"])


def kind_of(choices: Sequence[Choice]) -> str:
    """By which judge these choices are heard: "labels", "phrases" or "many"."""
    counts = [len(choice.phrases) for choice in choices]
    if all(count >= MANY for count in counts):
        return "many"
    return "phrases" if 2 * sum(count >= FEW for count in counts) >= len(counts) else "labels"


class Meanings:
    """A question's choices as vectors: made once, asked for every sentence."""

    def __init__(self, ask: str, choices: Sequence[Choice], language: Language) -> None:
        self.language = language
        self.choices = tuple(choices)
        self.kind = kind_of(choices)
        texts = [_prototypes(ask, choice) for choice in choices]
        self.prototypes = language.vectors.of_all([text for each in texts for text in each])
        self.ends = list(np.cumsum([len(each) for each in texts]))
        self.names = [_names(choice, language) for choice in choices]

    def decide(self, text: str) -> Decision | None:
        """What `text` means; None where it has no known word or there is nothing to choose."""
        features, first, second = self.weigh(text)
        if not features:
            return None
        judge = self.language.judges[self.kind]
        one, two = judge.one.probability(features), judge.two.probability(features)
        values = [choice.value for choice in self.choices]
        outcome = judge.outcome(one, two)
        agreed = one >= (judge.named if features["named"] else judge.agreed)
        return Decision(outcome, agreed, values[first], values[second], one, two)

    def weigh(self, text: str) -> tuple[dict[str, float], int, int]:
        """The features of `text`, and the places of the two choices that it is nearest to."""
        words = words_of(text)
        sentence = self.language.vectors.of_words(words)
        if len(self.choices) < 2 or not sentence.any():
            return {}, 0, 0
        small_talk = cosines(sentence, self.language.background)
        scores = self._scores(sentence) - float(small_talk.mean())
        order = np.argsort(-scores, kind="stable")
        said = frozenset(words)
        forms = frozenset(form for word in said for form in _forms(word))
        named = [n for n, names in enumerate(self.names) if _are_named(names, said, forms)]
        told = sum(word not in self.language.little for word in words)
        features = _features(scores[order], small_talk) | _lengths(len(words), told)
        features["named"] = float(named == [order[0]])
        features["several_named"] = float(len(named) > 1)
        return features, int(order[0]), int(order[1])

    def _scores(self, sentence: Vector) -> NDArray[np.float64]:
        """How near the sentence is to each choice."""
        alike = np.split(cosines(sentence, self.prototypes), self.ends[:-1])
        if self.kind == "labels":
            return np.array([each.max() for each in alike])
        best = [np.sort(each)[::-1][:3] for each in alike]
        return np.array([(each[0] + each.mean()) / 2 for each in best])


def closeness(choices: Sequence[Choice], language: Language) -> dict[tuple[str, str], float]:
    """How alike each two choices are by label and phrases: a cosine by their values, in order."""
    vectors = language.vectors
    middles = [
        vectors.of_words(words_of(" ".join((each.label, *each.phrases[:MOST_PHRASES]))))
        for each in choices
    ]
    return {
        (a.value, b.value): float(cosines(one, other[None])[0])
        for (a, one), (b, other) in combinations(zip(choices, middles, strict=True), 2)
    }


def _features(scores: NDArray[np.float64], small_talk: NDArray[np.float64]) -> dict[str, float]:
    """How the cosines lie: `scores` of the choices from the best down, and those to small talk."""
    third = scores[2] if len(scores) > 2 else scores[1] - 0.1
    near = float(np.sort(small_talk)[-3:].mean())
    return {
        "first": 5 * float(scores[0]),
        "lead": 5 * float(scores[0] - scores[1]),
        "lead_of_two": 5 * float(scores[1] - third),
        "over_mean": 5 * float(scores[0] - scores.mean()),
        "small_talk": 5 * (near - _USUAL_BACKGROUND),
    }


def _lengths(words: int, told: int) -> dict[str, float]:
    """How much was said: `told` of the `words` tell something."""
    return {
        "few_words": float(words <= _USUAL_WORDS),
        "words": min(words, _LONG) / 10,
        "told": min(told, _MUCH_TOLD) / 4,
    }


def _prototypes(ask: str, choice: Choice) -> list[str]:
    """The label alone and with the question, the value's own words, the phrases."""
    own = choice.value.replace("_", " ")
    return [choice.label, f"{ask} {choice.label}", own, *choice.phrases[:MOST_PHRASES]]


Name = tuple[frozenset[str], ...]
"""The words of a label or phrase that tell something, each in its forms."""


def _names(choice: Choice, language: Language) -> tuple[Name, ...]:
    """The names of a choice: each part of its label ("Rats and mice" has two), each phrase."""
    names = [words_of(phrase) for phrase in choice.phrases[:MOST_PHRASES]]
    for part in _BETWEEN_PARTS.split(choice.label):
        words = words_of(part)
        ends = [n for n, word in enumerate(words) if word in language.joining]
        names += [words[a:b] for a, b in _between(ends, len(words))]
    told = ([word for word in words if word not in language.little] for words in names)
    return tuple(tuple(_forms(word) for word in words) for words in told if words)


def _between(ends: Sequence[int], length: int) -> list[tuple[int, int]]:
    """From where to where the parts between `ends` go."""
    starts = [0, *(end + 1 for end in ends)]
    return list(zip(starts, [*ends, length], strict=True))


def _are_named(names: Sequence[Name], said: frozenset[str], forms: frozenset[str]) -> bool:
    """Whether all words of one of the names are among those `said`, whatever their endings."""
    return any(all(said & word or max(word, key=len) in forms for word in name) for name in names)


_BETWEEN_PARTS = re.compile(r"[,;/&+()]")
_SHORTEST_ROOT, _LONGEST_ENDING = 3, 3  # letters


def _forms(word: str) -> frozenset[str]:
    """The word, and what is left of it without an ending: "leaking", "leaki", "leak"."""
    ends = range(max(len(word) - _LONGEST_ENDING, _SHORTEST_ROOT), len(word))
    return frozenset({word, *(word[:end] for end in ends)})
