"""How well the learnt roles tell a budget: cross-validated on data/roles/amounts.yml.

Each fifth of the sentences is judged by a model of the other four; sentences that differ in their
figures alone stay together, so none is judged by its twin. The decoder's answer with the roles as
annotated is what is right. A message is
  right        the same budget, or rightly none; firm, or read back before it counts
  read back    another budget than the right one, but it would be read back
  asked again  no budget, where there is one
  wrong        another budget, or one where there is none, without a doubt: silently wrong

Run: .venv/bin/python -m benchmarks.roles [--misses]
"""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.language.amount import Amount
from bot.language.amount_roles import ENTITY, WANTED, as_candidates, frame
from bot.language.decode_budget import Told, decode
from bot.language.doc import Doc, read
from bot.language.examples import Annotated, read_annotated, roles_of
from bot.language.money_scene import MoneyScene
from bot.language.roles import Chances, Example, Roles, likeliest, train
from bot.reading.budget import cues_of
from bot.reading.money_found import find_money
from bot.reading.role_examples import read_scenes, scene_of

FOLDER = Path(__file__).parent.parent / "data" / "roles"
FOLDS = 5
OUTCOMES = ("right", "read back", "asked again", "wrong")


class Case:
    """A sentence with its amounts, and what is right for it."""

    def __init__(self, annotated: Annotated, scenes: Mapping[str, MoneyScene]) -> None:
        self.annotated = annotated
        self.scene: MoneyScene = scene_of(annotated.metadata, scenes)
        self.doc: Doc = read(annotated.text)
        self.amounts: Sequence[Amount] = find_money(self.doc, self.scene.currency)
        self.candidates = tuple(as_candidates(self.amounts, self.scene))
        self.roles = roles_of(self.doc, self.candidates, annotated.annotations, ENTITY)
        self.right = self.decode([{role: 1.0} for role in self.roles])
        self.fold = zlib.crc32(re.sub(r"\d+", "0", annotated.text).encode()) % FOLDS

    def decode(self, chances: Sequence[Chances]) -> Told | None:
        return decode(self.doc, self.amounts, chances, self.scene, cues_of(self.doc))

    def example(self) -> Example:
        return Example(self.doc, self.candidates, frame(self.scene), self.roles)

    def heard(self, model: Roles) -> tuple[str, Told | None, list[Chances]]:
        chances = model.judge(self.doc, self.candidates, frame(self.scene))
        told = self.decode(chances)
        return outcome(told, self.right), told, chances


def outcome(told: Told | None, right: Told | None) -> str:
    if _value(told) == _value(right):
        return "right"
    if told is None:
        return "asked again"
    return "read back" if told.doubtful else "wrong"


def _value(told: Told | None) -> tuple[object, ...] | None:
    return (told.low, told.high, told.currency, told.period) if told else None


def main() -> None:
    scenes = read_scenes(FOLDER)
    cases = [Case(each, scenes) for each in read_annotated(FOLDER / "amounts.yml")]
    found: dict[str, Counter[str]] = defaultdict(Counter)
    roles: Counter[str] = Counter()
    for fold in range(FOLDS):
        model = train(case.example() for case in cases if case.fold != fold and case.candidates)
        for case in cases:
            if case.fold == fold:
                heard, told, chances = case.heard(model)
                asked = "asked" if case.scene.asked else "unasked"
                found[f"{asked}, {case.scene.means}"][heard] += 1
                roles["candidates"] += len(chances)
                for each, role in zip(chances, case.roles, strict=True):
                    roles["role"] += likeliest(each)[0] == role
                    wanted = sum(each.get(one, 0.0) for one in WANTED) >= 0.5
                    roles["wanted"] += wanted == (role in WANTED)
                if "--misses" in sys.argv and heard != "right":
                    _show(case, heard, told, chances)
    print(f"{len(cases)} sentences, {roles['candidates']} candidates")
    for kind in ("role", "wanted"):
        print(f"{kind:8} {100 * roles[kind] / roles['candidates']:5.1f} %")
    for name, counts in [*sorted(found.items()), ("all", sum(found.values(), Counter()))]:
        total = sum(counts.values())
        shares = "  ".join(f"{each} {100 * counts[each] / total:5.1f} %" for each in OUTCOMES)
        print(f"{name:18} {total:5}  {shares}")


def _show(case: Case, heard: str, told: Told | None, chances: Sequence[Chances]) -> None:
    judged = ", ".join(
        f"{role}→{likeliest(each)[0]} {likeliest(each)[1]:.2f}"
        for role, each in zip(case.roles, chances, strict=True)
    )
    print(f"{heard:11} {case.annotated.text} | {_value(told)} | {judged} | {case.scene.means}")


if __name__ == "__main__":
    main()
