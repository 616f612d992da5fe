"""What a reading is in the prospect's life: whose money, which event's day, whose phone.

A grammar finds the candidates; annotated examples decide. Multinomial logistic regression over
the words around a candidate: scikit-learn fits it, telling takes sums of whole numbers, so the
same model gives the same answer on every machine.

    model = train(examples)                      # Example(doc, candidates, frame, roles)
    for chances in model.judge(doc, candidates, frame):
        role, margin = likeliest(chances)
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from math import exp

import numpy as np
from numpy.typing import NDArray

from bot.language.doc import Doc
from bot.language.role_features import Candidate, features

__all__ = ["Candidate", "Chances", "Example", "Roles", "likeliest", "train"]

Chances = Mapping[str, float]
"""role → its probability; they sum to 1."""

FEWEST = 2  # examples that must show a feature: what was seen once tells nothing
REGULARIZATION = 0.5  # scikit-learn's C, chosen by cross-validation (benchmarks/roles.py)
ITERATIONS = 60
_LARGEST = 127  # of an int8


@dataclass(frozen=True, slots=True)
class Example:
    """A message with its candidates and the role of each. `frame`: what was asked and is meant."""

    doc: Doc
    candidates: tuple[Candidate, ...]
    frame: tuple[str, ...]
    roles: tuple[str, ...]


class Roles:
    """`weights[feature, role]` and `bias[role]`, in units of `unit`."""

    def __init__(
        self,
        roles: Sequence[str],
        names: Sequence[str],
        weights: NDArray[np.int8],
        bias: NDArray[np.int32],
        unit: float,
    ) -> None:
        if weights.shape != (len(names), len(roles)) or bias.shape != (len(roles),):
            raise ValueError("the weights of the roles don't match their names")
        self.roles = tuple(roles)
        self._names = tuple(names)
        self._counted = {name: row for row, name in enumerate(names, 1)}  # none is row 0
        self._weights = np.ascontiguousarray(weights)
        self._bias = bias
        self._unit = unit

    def judge(
        self, doc: Doc, candidates: Sequence[Candidate], frame: Sequence[str] = ()
    ) -> list[Chances]:
        """The chances of every role for each of `candidates`, which stand in order in `doc`."""
        known = self._counted.get
        shown = [
            list(filter(None, map(known, found))) for found in features(doc, candidates, frame)
        ]
        ends = [0, *accumulate(map(len, shown))]
        rows = np.fromiter(chain.from_iterable(shown), np.intp) - 1
        summed = np.zeros((len(rows) + 1, len(self.roles)), np.int32)
        self._weights.take(rows, axis=0).cumsum(axis=0, out=summed[1:])
        sums = summed[ends[1:]] - summed[ends[:-1]] + self._bias
        return [self._chances(each) for each in sums.tolist()]

    def _chances(self, sums: Sequence[int]) -> Chances:
        most = max(sums)
        scores = [exp(self._unit * (each - most)) for each in sums]
        total = sum(scores)
        return {role: score / total for role, score in zip(self.roles, scores, strict=True)}

    def dump(self) -> bytes:
        """The model as bytes; the inverse of `load`."""
        head = {"roles": self.roles, "bias": self._bias.tolist(), "unit": self._unit}
        named = "\n".join([json.dumps(head), *self._names])
        return named.encode() + b"\0" + self._weights.tobytes()

    @classmethod
    def load(cls, data: bytes) -> Roles:
        """The inverse of `dump`. Raises ValueError where `data` is none of it."""
        named, _, numbers = data.partition(b"\0")
        first, *names = named.decode().split("\n")
        head = json.loads(first)
        weights = np.frombuffer(numbers, np.int8).reshape(len(names), len(head["roles"]))
        return cls(head["roles"], names, weights, np.array(head["bias"], np.int32), head["unit"])


def likeliest(chances: Chances) -> tuple[str, float]:
    """The likeliest role and its probability."""
    role = max(chances, key=chances.__getitem__)
    return role, chances[role]


def train(examples: Iterable[Example]) -> Roles:
    """A model of these examples; the same ones give the same model, in a few seconds."""
    rows: list[list[str]] = []
    answers: list[str] = []
    for example in examples:
        rows += features(example.doc, example.candidates, example.frame)
        answers += example.roles
    names, roles = _shown(rows), sorted(set(answers))
    if len(roles) < 2 or not names:
        raise ValueError("roles are learnt from examples of two roles at least")
    coefficients, intercept = _fit(rows, answers, {name: at for at, name in enumerate(names)})
    unit = float(max(abs(coefficients).max(), 1e-6)) / _LARGEST
    weights = np.rint(coefficients / unit).astype(np.int8)
    told = np.flatnonzero(weights.any(axis=1))
    bias = np.rint(intercept / unit).astype(np.int32)
    return Roles(roles, [names[row] for row in told], weights[told], bias, unit)


def _shown(rows: Iterable[Iterable[str]]) -> list[str]:
    seen = Counter(name for row in rows for name in set(row))
    return sorted(name for name, times in seen.items() if times >= FEWEST)


def _fit(
    rows: Sequence[Sequence[str]], answers: Sequence[str], columns: Mapping[str, int]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Coefficients (feature × role) and intercepts (role), roles in alphabetical order."""
    import warnings

    from scipy.sparse import csr_matrix
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    places = [sorted({columns[name] for name in row if name in columns}) for row in rows]
    ends = np.cumsum([0, *(len(each) for each in places)])
    flat = np.array([column for each in places for column in each], np.int32)
    matrix = csr_matrix((np.ones(len(flat)), flat, ends), (len(rows), len(columns)))
    model = LogisticRegression(C=REGULARIZATION, max_iter=ITERATIONS, tol=1e-3)
    with warnings.catch_warnings():
        # Stopping early is meant: the last iterations fit the examples' accidents.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(matrix, answers)
    if len(model.classes_) > 2:
        return model.coef_.T, model.intercept_
    # For two roles scikit-learn keeps the second's weights alone.
    coef, intercept = model.coef_[0], model.intercept_[0]
    return np.stack([np.zeros_like(coef), coef], axis=1), np.array([0.0, intercept])
