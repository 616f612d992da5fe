"""What a date phrase costs Duckling at most: every order of words that it is shown is tried.

Each order in `ORDERS` is made of words that stand for all of their kind, with every small word
between, up to COUNT phrases (then a sample by seed). Prints the slowest of each order; exits with 1
if one takes longer than `MOST_MS`. Run: python -m benchmarks.date_phrases [COUNT]
"""

from __future__ import annotations

import itertools
import random
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timezone

from bot.nlu import duckling
from bot.nlu.days.date_phrases import MOST_MS, ORDERS, is_date_phrase

COUNT = 3000
SEED = 1
NOW = int(datetime(2026, 11, 23, 10, tzinfo=timezone.utc).timestamp())
WORDS = {
    kind: tuple(words.split(" | "))
    for kind, words in {
        "F": "3/4 | 12/25/2027 | 2027-03-04 | 10 - 12 | 01/2027",
        "W": "christmas | new year's eve | memorial day | easter monday | diwali | "
        "ramadan | lent | hanukkah | thanksgiving | super tuesday | bank holiday | king's day | "
        "chinese new year",
        "T": "tomorrow | day after tomorrow | tonight | this evening | yesterday",
        "D": "friday | sun | mon.",
        "M": "may | march | december | sep",
        "Y": "2027 | 1999",
        "O": "3rd | 31st | second | first | thirteenth",
        "C": "12 | 31 | a | two",
        "L": "two weeks | a year | 12 months | 3 days | couple quarters",
        "U": "day | weeks | month | quarter | years",
        "E": "weekend",
        "S": "season",
        "R": "next | last | this | upcoming | past",
        "A": "after | before | from",
        "H": "from now",
        "N": "closest | nearest",
        "K": "to",
    }.items()
}
SMALL = ("", "of", "in the", "on", "at", ",")


def phrases(order: str) -> Iterator[str]:
    """The phrases of this order that a reader would show."""
    for chosen in itertools.product(*(WORDS[kind] for kind in order)):
        for between in itertools.product(SMALL, repeat=len(order) - 1):
            pieces = itertools.chain(*zip(chosen, [*between, ""], strict=True))
            phrase = " ".join(piece for piece in pieces if piece).replace(" ,", ",")
            if is_date_phrase(phrase):
                yield phrase


def sample(order: str, count: int) -> list[str]:
    found = list(itertools.islice(phrases(order), 40 * count))
    chance = random.Random(f"{SEED}:{order}")
    return found if len(found) <= count else chance.sample(found, count)


def ms(phrase: str, times: int) -> float:
    """CPU time, the best of so many."""
    engine, best = duckling._engine(), float("inf")
    for _ in range(times):
        begun = time.process_time()
        engine.parse(phrase, NOW, "EN_US")
        best = min(best, (time.process_time() - begun) * 1000)
    return best


def slowest(found: list[str]) -> tuple[float, str]:
    worst = (0.0, "")
    for phrase in found:
        if ms(phrase, 1) > worst[0]:  # what is slow once is tried again: others use the machine
            worst = max(worst, (ms(phrase, 20), phrase))
    return worst


def main(count: int) -> int:
    ms("friday", 3)
    every: list[tuple[float, str]] = []
    for order in sorted(ORDERS, key=lambda each: (len(each), each)):
        found = sample(order, count)
        every.append(slowest(found))
        print(
            f"{order:6} {len(found):6} phrases  {every[-1][0]:5.2f} ms  {every[-1][1]}", flush=True
        )
    worst = max(every)
    print(f"{len(ORDERS)} orders: the slowest phrase takes {worst[0]:.2f} ms: {worst[1]}")
    return 1 if worst[0] > MOST_MS else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else COUNT))
