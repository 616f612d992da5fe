"""Tunes the word vectors for choices, and learns when a choice that they hear is sure enough.

    .venv/bin/python -m tools.train_choices DISTILLED            # figures, then the files
    .venv/bin/python -m tools.train_choices DISTILLED --check    # the figures alone

DISTILLED is the folder that tools/distil_vectors.py wrote. What comes of it in bot/language/en is
vectors.npy, vocabulary.txt, choices.json and background.txt. It learns from made-up campaigns in
data/choices, none of which ships. Every figure is of campaigns that were kept apart: neither the
vectors nor the judges that a sentence meets have learnt from its campaign. It takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from ruamel.yaml import YAML
from sklearn.linear_model import LogisticRegression

from bot.language.choices import Choice, Language, Meanings, read_language
from bot.language.judges import Judge, Logistic, Outcome
from bot.language.vectors import FOLDER, Vectors, read_vectors
from tools.tune_vectors import tuned

ROOT = Path(__file__).parents[1]
FOLDS = 13
STRENGTH = 1.0  # of the regression's penalty, inverse
# To be offered a second one costs no more than to be asked whether the first is right, so what is
# read back has to be likelier than just likely.
LEAST = {
    "labels": {"firm": 0.95, "agreed": 0.93, "named": 0.7, "read_back": 0.85, "offered": 0.4},
    "phrases": {"firm": 0.96, "agreed": 0.7, "named": 0.7, "read_back": 0.85, "offered": 0.45},
}
# What many phrases don't tell is seldom meant.
LEAST["many"] = LEAST["phrases"] | {"firm": 0.99, "read_back": 0.9, "offered": 0.8}
# Who just names a choice is as common as who describes it. Learnt from, but in no figure.
NAMING = ("we need {}", "hi, {} please", "I'm looking for {} in my area", "it's about {}, thanks")
TOO_CLOSE = 0.8  # as "Carpet cleaning" and "Rug cleaning" are; what ships stays below
NONE = 0.25  # of the sentences that answer a choice name none
SMALL_TALK_EACH = 12  # sentences that name none, beside each campaign's own
SMALL_TALK = ("small_talk", "elsewhere", "steering", "questions")
BACKGROUND = 250
PARTS = 5  # of the campaigns, each heard by vectors that the others have tuned

Campaign = tuple[dict[str, Any], list[str]]
"""A made-up campaign as its file has it, and sentences that name none of its choices."""


@dataclass(frozen=True)
class Example:
    """One sentence of a campaign, weighed: `means` is None where it names no choice."""

    campaign: str
    text: str
    means: str | None
    features: dict[str, float]
    first: str
    second: str
    counts: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("distilled", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parsed = parser.parse_args()
    if not parsed.check:
        (FOLDER / "en" / "background.txt").write_text("".join(small_talk()), "utf-8")
    distilled = read_vectors(parsed.distilled)
    learnt = list(campaigns())
    apart = list(kept_apart(distilled, learnt))
    judges = {}
    for kind in ("labels", "phrases"):
        examples = [one for language, each in apart for one in weighed(language, each, kind)]
        report(kind, cross_validated(examples, kind))
        judges[kind] = fit(examples, kind)
    judges["many"] = replace(judges["phrases"], **LEAST["many"])
    if not parsed.check:
        model = {
            "too_close": TOO_CLOSE,
            "judges": {kind: to_json(judge) for kind, judge in judges.items()},
        }
        text = json.dumps(model, indent=1)
        (FOLDER / "en" / "choices.json").write_text(text + "\n", "utf-8")
        vectors = tuned(distilled, [campaign for campaign, _ in learnt])
        np.save(FOLDER / "en" / "vectors.npy", vectors.table)
        shutil.copy(parsed.distilled / "vocabulary.txt", FOLDER / "en")


def kept_apart(
    distilled: Vectors, learnt: Sequence[Campaign]
) -> Iterator[tuple[Language, list[Campaign]]]:
    """The campaigns in parts, each with a language without judges that has learnt from the others
    alone.
    """
    language = read_language("en", {"judges": {}, "too_close": TOO_CLOSE})
    background = list(small_talk())
    shuffled = random.Random(2).sample(learnt, len(learnt))
    for part in range(PARTS):
        apart = shuffled[part::PARTS]
        ids = {campaign["id"] for campaign, _ in apart}
        others = [campaign for campaign, _ in learnt if campaign["id"] not in ids]
        vectors = tuned(distilled, others)
        yield replace(language, vectors=vectors, background=vectors.of_all(background)), apart


def small_talk() -> Iterator[str]:
    """Lines of what answers no choice, as many of each kind, from the examples of data/nlu."""
    chance = random.Random(0)
    files = [ROOT / "data/nlu" / f"{name}.yml" for name in SMALL_TALK]
    kinds = [kind for file in files for kind in YAML(typ="safe").load(file)["nlu"]]
    for kind in kinds:
        lines = [line[2:] for line in kind["examples"].splitlines() if line.startswith("- ")]
        yield from (f"{line}\n" for line in chance.sample(lines, BACKGROUND // len(kinds)))


def campaigns() -> Iterator[Campaign]:
    """Each made-up campaign with sentences that name none of its choices."""
    read = [YAML(typ="safe").load(file) for file in sorted((ROOT / "data/choices").glob("*.yml"))]
    everywhere = next(each for each in read if isinstance(each[0], str))
    chance = random.Random(1)
    for each in read:
        for campaign in each if each is not everywhere else ():
            yield campaign, [*campaign["none"], *chance.sample(everywhere, SMALL_TALK_EACH)]


def weighed(language: Language, learnt: Sequence[Campaign], kind: str) -> Iterator[Example]:
    """Every sentence of these campaigns, with labels alone or with phrases."""
    for campaign, none in learnt:
        choices = [
            Choice(value, each["label"], tuple(each["phrases"]) if kind == "phrases" else ())
            for value, each in campaign["choices"].items()
        ]
        meanings = Meanings(campaign["ask"], choices, language)
        says = [(t, value) for value, each in campaign["choices"].items() for t in each["says"]]
        names = [
            (NAMING[place % len(NAMING)].format(choice.label.lower()), choice.value)
            for place, choice in enumerate(choices)
        ]
        for text, means in [*says, *((text, None) for text in none), *names]:
            features, first, second = meanings.weigh(text)
            if features:
                values = choices[first].value, choices[second].value
                counts = (text, means) not in names
                yield Example(campaign["id"], text, means, features, *values, counts)


def fit(examples: Sequence[Example], kind: str) -> Judge:
    """Two regressions: is the first the one, is one of the two."""
    one = _logistic(examples, [each.means == each.first for each in examples])
    two = _logistic(examples, [each.means in (each.first, each.second) for each in examples])
    return Judge(one, two, **LEAST[kind])


def _logistic(examples: Sequence[Example], right: Sequence[bool]) -> Logistic:
    names = list(examples[0].features)
    table = np.array([[each.features[name] for name in names] for each in examples])
    none = np.array([each.means is None for each in examples])
    share = NONE / (1 - NONE) * (~none).sum() / none.sum()
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit(table, right, sample_weight=np.where(none, share, 1.0))
    weights = {name: round(float(w), 4) for name, w in zip(names, model.coef_[0], strict=True)}
    return Logistic(round(float(model.intercept_[0]), 4), weights)


def cross_validated(
    examples: Sequence[Example], kind: str
) -> Iterator[tuple[Example, Outcome, float, float]]:
    """Each example judged by what was learnt from other campaigns."""
    ids = sorted({each.campaign for each in examples})
    random.Random(2).shuffle(ids)
    for fold in range(FOLDS):
        apart = set(ids[fold::FOLDS])
        judge = fit([each for each in examples if each.campaign not in apart], kind)
        for each in examples:
            if each.campaign in apart and each.counts:
                one, two = (
                    judge.one.probability(each.features),
                    judge.two.probability(each.features),
                )
                yield each, judge.outcome(one, two), one, two


def report(kind: str, judged: Iterable[tuple[Example, Outcome, float, float]]) -> None:
    """Print how often each outcome was right, of needs and of sentences that name none."""
    counts: Counter[tuple[str, Outcome, bool]] = Counter()
    for each, outcome, *_ in judged:
        meant = {each.first, each.second} if outcome is Outcome.OFFERED else {each.first}
        counts["none" if each.means is None else "need", outcome, each.means in meant] += 1
    needs, none = (sum(n for key, n in counts.items() if key[0] == who) for who in ("need", "none"))
    print(f"{kind}: {needs} needs, {none} that name none")
    for outcome in Outcome:
        right, wrong = counts["need", outcome, True], counts["need", outcome, False]
        of_none = counts["none", outcome, False]
        print(f"  {outcome.value:10} right {right:4}  wrong {wrong:4}  of none {of_none:4}")
    asked = sum(counts["need", Outcome.ASKED, right] for right in (True, False))
    right = sum(n for (who, _, right), n in counts.items() if who == "need" and right)
    right -= counts["need", Outcome.ASKED, True]
    silent = counts["need", Outcome.FIRM, False] + counts["none", Outcome.FIRM, False]
    print(f"  answered {right / needs:.1%}, asked {asked / needs:.1%}, silently {silent} wrong")


def to_json(judge: Judge) -> dict[str, Any]:
    least = {name: getattr(judge, name) for name in LEAST["many"]}
    models = {"one": judge.one, "two": judge.two}
    return {"least": least} | {
        name: {"bias": model.bias, "weights": dict(model.weights)} for name, model in models.items()
    }


if __name__ == "__main__":
    main()
