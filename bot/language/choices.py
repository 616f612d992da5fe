"""Which of a campaign's choices a sentence means, told by word vectors.

Each choice has prototypes: its label, the question with it, its phrases. A sentence is as near to
a choice as to its prototypes, compared with how near it is to small talk. Two logistic models turn
how near it is to the first, second and third choice into probabilities: that the first is right,
and that the right one is among the first two. They know nothing of any one campaign.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.language.choice_names import are_named, forms_of, names_of
from bot.language.judges import Judge, Outcome, judge_from_json
from bot.language.vectors import FOLDER, Vector, Vectors, cosines, load_vectors
from bot.language.word_pieces import words_of

MOST_PHRASES = 24  # of one choice, the first ones: more tell little more, and each costs
FEW = 3  # phrases from which a choice is known by them, and not by its label alone
MANY = 10  # phrases from which nearly all is known that is said for a choice
_USUAL_WORDS = 3  # a shorter text tells less
_LONG = 15  # words from which a text is a story
_MUCH_TOLD = 8  # words that tell something
_USUAL_BACKGROUND = 0.12  # a cosine: how near an answer is to small talk


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
        {kind: judge_from_json(data) for kind, data in model["judges"].items()},
        model["too_close"],
    )


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
        self.names = [
            names_of(each.label, each.phrases[:MOST_PHRASES], language.little, language.joining)
            for each in choices
        ]

    def decide(self, text: str) -> Decision | None:
        """What `text` means; None where it has no known word or there is nothing to choose."""
        features, first, second = self.weigh(text)
        if not features:
            return None
        judge = self.language.judges[self.kind]
        one, two = judge.one.probability(features), judge.two.probability(features)
        values = [choice.value for choice in self.choices]
        outcome = judge.outcome(one, two)
        if features["several_named"] and outcome in (Outcome.FIRM, Outcome.READ_BACK):
            outcome = Outcome.OFFERED  # "gutters, no, a repair": a sum of words has no order
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
        forms = frozenset(form for word in said for form in forms_of(word))
        named = [n for n, names in enumerate(self.names) if are_named(names, said, forms)]
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
