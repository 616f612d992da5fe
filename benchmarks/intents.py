"""How well messages are understood: `python -m benchmarks.intents [corpora folder]`.

Prints the accuracy by intent, through the door of `leadbell understand`, and the time that the
model alone takes for a message. The sentences are read from a folder
beside the project, and never trained on.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.commands.understand import answer
from bot.nlu.intent_examples import read_examples
from bot.nlu.intent_features import tokens
from bot.nlu.intent_model import FALLBACK, IntentModel

ROOT = Path(__file__).parent.parent
NOW = "2026-11-22T09:00:00"


def main() -> None:
    corpora = Path(sys.argv[1]) if sys.argv[1:] else ROOT.parent / "shared" / "corpora"
    if not corpora.is_dir():
        sys.exit(f"{corpora}: no such folder; name the one that holds intent.jsonl")
    examples = read_examples(ROOT / "data" / "nlu")
    began = time.perf_counter()
    model = IntentModel.train(examples)
    print(f"trained on {len(examples)} examples in {time.perf_counter() - began:.1f} s")
    known = {tuple(tokens(example.text)) for example in examples}
    intents(model, list(rows(corpora / "intent.jsonl")), known)


def intents(model: IntentModel, sentences: list[dict[str, Any]], known: set[Any]) -> None:
    heard: dict[str, Counter[str]] = defaultdict(Counter)
    unseen: dict[str, list[bool]] = defaultdict(list)
    times = []
    for row in sentences:
        _, seconds = timed(lambda text=row["text"]: model.predict(text))
        times.append(seconds)
        guess = answer({"text": row["text"], "now": NOW}, None, model)["intent"]
        heard[row["gold"]][guess] += 1
        if tuple(tokens(row["text"])) not in known:
            unseen[row["gold"]].append(guess == row["gold"])
    shares = {intent: counts[intent] / counts.total() for intent, counts in heard.items()}
    for intent, share in sorted(shares.items()):
        others = {k: v for k, v in heard[intent].most_common(4) if k != intent}
        fresh = statistics.mean(unseen[intent])
        print(f"{intent:14} {share:6.1%}  not among the examples {fresh:6.1%}  else {others}")
    ours = [share for intent, share in shares.items() if intent != FALLBACK]
    print(f"intents on average {statistics.mean(ours):.1%}, lowest {min(ours):.1%}")
    print(f"median {statistics.median(times) * 1e6:.0f} µs a message")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def timed(work: Callable[[], str]) -> tuple[str, float]:
    began = time.perf_counter()
    answer = work()
    return answer, time.perf_counter() - began


if __name__ == "__main__":
    main()
