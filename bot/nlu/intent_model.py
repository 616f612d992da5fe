"""What a message wants: logistic regression over n-grams, kept as plain arrays.

scikit-learn fits it; telling takes only numpy, so serving never loads scikit-learn.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.language.intents import FALLBACK, Guess
from bot.nlu.intent_features import features

__all__ = ["FALLBACK", "Example", "Guess", "IntentModel"]

THRESHOLD = 0.3  # below it we have not understood; chosen on benchmarks/intents.py

# An n-gram seen in one or two examples says little; single words still hold a place.
FEWEST_EXAMPLES = 3
REGULARIZATION = 20.0  # scikit-learn's C
BALANCE = 0.25  # 0: intents weigh by their number of examples; 1: all alike
EPOCHS = 20  # of SAGA, which learns from sparse rows three times faster than L-BFGS

_ARRAYS = "intents.npz"
_WORDS = "intents.json"


class Example(NamedTuple):
    """A sentence with its intent; `asks` is the question it answers, where it depends on that."""

    text: str
    intent: str
    asks: str | None = None


class IntentModel:
    """Weights for every n-gram and intent: `weights[n-gram, intent]`, `bias[intent]`."""

    def __init__(
        self,
        intents: list[str],
        vocabulary: dict[str, int],
        weights: NDArray[np.float32],
        bias: NDArray[np.float32],
    ) -> None:
        self.intents = intents
        self._vocabulary = vocabulary
        self._counted = {gram: row + 1 for gram, row in vocabulary.items()}  # none is row 0
        self._weights = np.ascontiguousarray(weights)  # a row at a time is read
        self._bias = bias

    @classmethod
    def train(cls, examples: Iterable[Example | tuple[str, str]]) -> IntentModel:
        """From examples; the same ones give the same model, in a few seconds."""
        told = [Example(*each) for each in examples]
        pairs = [(features(each.text, each.asks), each.intent) for each in told]
        intents = sorted({intent for _, intent in pairs})
        vocabulary = _vocabulary(found for found, _ in pairs)
        shape = (len(vocabulary), len(intents))
        if len(intents) < 2 or not vocabulary:
            return cls(intents, vocabulary, np.zeros(shape, np.float32), np.zeros(shape[1:], "f4"))
        weights, bias = _fit(pairs, vocabulary, intents)
        return cls(intents, vocabulary, weights, bias)

    def rank(self, text: str, asks: str | None = None) -> list[Guess]:
        """Every intent with its probability, likeliest first; none for a text without words.

        `asks` is the id of the question that `text` follows, if one was put.
        """
        found = features(text, asks)
        if not found or not self.intents:
            return []
        scores = self._bias
        for grams, weight in found:
            known = np.fromiter(filter(None, map(self._counted.get, grams)), np.intp) - 1
            scores = scores + np.float32(weight) * np.add.reduce(self._weights.take(known, axis=0))
        likelihoods = np.exp(scores - scores.max())
        likelihoods /= likelihoods.sum()
        order = np.argsort(-likelihoods, kind="stable").tolist()
        sure = likelihoods.tolist()
        return [Guess(self.intents[i], sure[i]) for i in order]

    def predict(
        self, text: str, threshold: float = THRESHOLD, asks: str | None = None
    ) -> list[Guess]:
        """`rank`, with the fallback first where the likeliest stays under `threshold`."""
        ranking = self.rank(text, asks)
        if not ranking:
            return [Guess(FALLBACK, 1.0)]
        if ranking[0].confidence >= threshold:
            return ranking
        doubt = Guess(FALLBACK, 1.0 - ranking[0].confidence)
        return [doubt, *(guess for guess in ranking if guess.intent != FALLBACK)]

    def save(self, folder: Path) -> None:
        """Writes two files into `folder`, which must exist."""
        np.savez_compressed(folder / _ARRAYS, weights=self._weights, bias=self._bias)
        words = {"intents": self.intents, "vocabulary": list(self._vocabulary)}
        (folder / _WORDS).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """The inverse of `save`; OSError or ValueError when the files are missing or broken."""
        words = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            weights, bias = arrays["weights"], arrays["bias"]
        vocabulary = {gram: row for row, gram in enumerate(words["vocabulary"])}
        if weights.shape != (len(vocabulary), len(words["intents"])):
            raise ValueError(f"{folder}: the intent model's arrays and words don't match")
        return cls(words["intents"], vocabulary, weights, bias)


Features = list[tuple[list[str], float]]


def _vocabulary(examples: Iterable[Features]) -> dict[str, int]:
    seen = Counter(gram for found in examples for grams, _ in found for gram in grams)
    kept = sorted(g for g, times in seen.items() if times >= FEWEST_EXAMPLES or g[:2] == "w ")
    return {gram: row for row, gram in enumerate(kept)}


def _fit(
    pairs: list[tuple[Features, str]], vocabulary: dict[str, int], intents: list[str]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    import warnings

    from scipy.sparse import csr_matrix
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    cells = [
        (weight, i, vocabulary[gram])
        for i, (found, _) in enumerate(pairs)
        for grams, weight in found
        for gram in grams
        if gram in vocabulary
    ]
    values, rows, columns = zip(*cells, strict=True)
    matrix = csr_matrix((values, (rows, columns)), (len(pairs), len(vocabulary)), np.float32)
    answers = [intent for _, intent in pairs]
    count = Counter(answers)
    mean = len(answers) / len(count)
    weight = [(mean / count[answer]) ** BALANCE for answer in answers]
    model = LogisticRegression(
        C=REGULARIZATION, solver="saga", max_iter=EPOCHS, tol=1e-4, random_state=0
    )
    with warnings.catch_warnings():
        # Stopping early is meant: the last iterations fit the examples' accidents.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(matrix, answers, sample_weight=weight)
    if len(intents) > 2:
        return model.coef_.T.astype(np.float32), model.intercept_.astype(np.float32)
    # For two intents scikit-learn keeps the second's weights alone.
    coef, intercept = model.coef_[0], model.intercept_[0]
    return (
        np.stack([np.zeros_like(coef), coef], axis=1).astype(np.float32),
        np.asarray([0.0, intercept], np.float32),
    )
