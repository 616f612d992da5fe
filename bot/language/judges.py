"""When a reading counts: probabilities from features, and the least for each outcome."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any


class Outcome(Enum):
    """What becomes of a reading: it counts; it is said back first; two are offered; it is asked."""

    FIRM = "firm"
    READ_BACK = "read back"
    OFFERED = "offered"
    ASKED = "asked"


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


def judge_from_json(data: Mapping[str, Any]) -> Judge:
    """What `tools/train_choices.py` wrote."""
    one, two = (Logistic(data[name]["bias"], data[name]["weights"]) for name in ("one", "two"))
    return Judge(one, two, **data["least"])
