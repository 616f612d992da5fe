"""Tunes the word vectors so that what people say lies near the choice that they mean.

The distilled vectors know that "burst pipe" is near to "plumbing"; that "brown water comes up the
shower" means a sewage backup, they learn from the made-up campaigns of data/choices. A sentence
should be nearer to its own choice's label than to those beside it, and sentences of one choice
near to each other. `tools/train_choices.py` runs it.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.language.vectors import Vectors
from bot.language.word_pieces import words_of
from tools.distil_vectors import Floats, table_of

ROUNDS, TOGETHER = 6, 4  # over all campaigns, so many at once
STEP = 0.02  # how far a piece moves, vectors being of length 1 on average
WARMTH = 0.3  # of the softmax over cosines
PHRASES, ALIKE = 0.2, 0.3  # weights: phrases beside sentences; sentences of a choice to each other

Pieces = list[int]


@dataclass(frozen=True)
class Said:
    """A campaign as pieces: its choices' labels, and texts with the choice of each, by number."""

    labels: list[Pieces]
    owner: NDArray[np.int64]
    says: list[Pieces]
    means: NDArray[np.int64]
    phrases: list[Pieces]
    of_phrases: NDArray[np.int64]

    @property
    def choices(self) -> range:
        return range(int(self.owner.max()) + 1)


def tuned(distilled: Vectors, campaigns: Sequence[Mapping[str, Any]]) -> Vectors:
    """The vectors after ROUNDS over the campaigns; the same ones for the same campaigns."""
    pieces = (distilled.numbers * distilled.scales[:, None]).astype(np.float32)
    pieces /= np.linalg.norm(pieces, axis=1).mean()
    said = [_said(distilled, each) for each in campaigns]
    chance = random.Random(0)
    for _ in range(ROUNDS):
        chance.shuffle(said)
        for first in range(0, len(said), TOGETHER):
            _step(pieces, said[first : first + TOGETHER])
    return Vectors(distilled.vocabulary, table_of(pieces))


def _said(vectors: Vectors, campaign: Mapping[str, Any]) -> Said:
    labels, owner = _texts(vectors, campaign, _labels)
    says, means = _texts(vectors, campaign, lambda _, __, choice: choice["says"])
    phrases, of_phrases = _texts(vectors, campaign, lambda _, __, choice: choice["phrases"])
    return Said(labels, owner, says, means, phrases, of_phrases)


def _labels(ask: str, value: str, choice: Mapping[str, Any]) -> list[str]:
    """As `bot.language.choices` knows a choice that has no phrases."""
    return [choice["label"], f"{ask} {choice['label']}", value.replace("_", " ")]


def _texts(vectors: Vectors, campaign: Mapping[str, Any], texts: Any) -> Any:
    found = [
        (vectors.pieces_of(words_of(text)), number)
        for number, (value, choice) in enumerate(campaign["choices"].items())
        for text in texts(campaign["ask"], value, choice)
    ]
    known = [each for each in found if each[0]]
    return [pieces for pieces, _ in known], np.array([number for _, number in known])


def _step(pieces: Floats, campaigns: Sequence[Said]) -> None:
    """Every piece of these campaigns one step downhill."""
    slopes = np.zeros_like(pieces)
    for each in campaigns:
        _to_labels(pieces, slopes, each, each.says, each.means, 1.0)
        _to_labels(pieces, slopes, each, each.phrases, each.of_phrases, PHRASES)
        both = np.concatenate([each.means, each.of_phrases])
        _to_each_other(pieces, slopes, [*each.says, *each.phrases], both)
    moved = np.flatnonzero(np.abs(slopes).sum(axis=1))
    steep = slopes[moved]
    pieces[moved] -= STEP * steep / np.linalg.norm(steep, axis=1).mean()


def _to_labels(
    pieces: Floats,
    slopes: Floats,
    campaign: Said,
    texts: Sequence[Pieces],
    means: NDArray[np.int64],
    weight: float,
) -> None:
    """The slope of the cross-entropy of each text's choice, known by its nearest label."""
    text, label = _directions(pieces, texts), _directions(pieces, campaign.labels)
    cosines = text[0] @ label[0].T
    nearest = np.stack([_nearest(cosines, campaign.owner, n) for n in campaign.choices], axis=1)
    chances = _softmax(np.take_along_axis(cosines, nearest, axis=1))
    chances[np.arange(len(means)), means] -= 1
    slope = np.zeros_like(cosines)
    np.put_along_axis(slope, nearest, (chances * weight / WARMTH).astype(np.float32), axis=1)
    _add(slopes, texts, slope @ label[0], *text)
    _add(slopes, campaign.labels, slope.T @ text[0], *label)


def _nearest(cosines: Floats, owner: NDArray[np.int64], choice: int) -> NDArray[np.int64]:
    own = np.flatnonzero(owner == choice)
    nearest: NDArray[np.int64] = own[cosines[:, own].argmax(axis=1)]
    return nearest


def _to_each_other(
    pieces: Floats, slopes: Floats, texts: Sequence[Pieces], means: NDArray[np.int64]
) -> None:
    """The slope of the cross-entropy between who is near to a text and who means the same."""
    direction, length = _directions(pieces, texts)
    cosines = direction @ direction.T
    np.fill_diagonal(cosines, -np.inf)
    same = (means[:, None] == means) & ~np.eye(len(means), dtype=bool)
    wanted = same / np.maximum(same.sum(axis=1, keepdims=True), 1)
    slope = ((_softmax(cosines) - wanted) * ALIKE / WARMTH).astype(np.float32)
    _add(slopes, texts, (slope + slope.T) @ direction, direction, length)


def _softmax(cosines: Floats) -> Floats:
    warm = np.exp((cosines - cosines.max(axis=1, keepdims=True)) / WARMTH)
    chances: Floats = warm / warm.sum(axis=1, keepdims=True)
    return chances


def _directions(pieces: Floats, texts: Sequence[Pieces]) -> tuple[Floats, Floats]:
    """Each text's vector, of length 1, and the length that it had."""
    summed = np.stack([pieces[each].sum(axis=0) for each in texts])
    length = np.linalg.norm(summed, axis=1, keepdims=True) + 1e-9
    return summed / length, length


def _add(
    slopes: Floats, texts: Sequence[Pieces], slope: Floats, direction: Floats, length: Floats
) -> None:
    """To each piece of the texts; only what turns a vector counts, not what makes it longer."""
    turns = (slope - (slope * direction).sum(axis=1, keepdims=True) * direction) / length
    for each, one in zip(texts, turns, strict=True):
        np.add.at(slopes, each, one)
