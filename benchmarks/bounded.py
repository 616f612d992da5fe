"""`python -m benchmarks.bounded [COUNT]`: what the hardest messages cost to read, in CPU time.

Reads generated texts of 1,000 characters (benchmarks/hostile.py) as `leadbell understand` does,
against each sample campaign and each question in turn. A text that seems slow is read three times
and its best counts, for the machine may be busy; one that takes five seconds is given up. Exits
with 1 when a text costs more than MOST_MS.
"""

from __future__ import annotations

import itertools
import signal
import sys
import time
from datetime import datetime
from types import FrameType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from benchmarks.hostile import texts
from bot.leads.campaign import Campaign
from bot.nlu.intent_model import IntentModel
from bot.nlu.reading import Context
from bot.nlu.sentences import questions
from bot.nlu.trained_intents import load_intents
from bot.nlu.understand import understand
from bot.services.campaign_file import read_campaign
from bot.settings import ROOT, load_settings

MOST_MS = 20.0
GIVEN_UP_AFTER = 5  # seconds
COUNT = 4000
ASKED = (None, "need", "budget", "timeframe", "postcode", "name", "phone", "email", "consent")
SHOWN = 10


class Cost(NamedTuple):
    """Milliseconds of CPU for a text, the campaign and the question that it was read against."""

    ms: float
    campaign: str
    asks: str | None
    text: str


class _TooLong(Exception):
    """The alarm rang."""


def main() -> int:
    signal.signal(signal.SIGALRM, _ring)
    campaigns = [read_campaign(path) for path in sorted((ROOT / "campaigns").glob("*.yml"))]
    intents = load_intents(load_settings().models)
    for campaign in campaigns:  # what loads with the first sentence
        _read("a roof next month, about 8k", campaign, None, intents)
    count = int(sys.argv[1]) if sys.argv[1:] else COUNT
    settings = itertools.cycle(itertools.product(campaigns, ASKED))
    costs = sorted(
        (
            Cost(_cost(text, campaign, asks, intents), campaign.id, asks, text)
            for text, (campaign, asks) in zip(texts(count, campaigns), settings, strict=False)
        ),
        reverse=True,
        key=lambda cost: cost.ms,
    )
    slow = sum(cost.ms > MOST_MS for cost in costs)
    print(
        f"{count} texts: worst {costs[0].ms:.1f} ms, p99 {costs[count // 100].ms:.1f} ms, "
        f"median {costs[count // 2].ms:.1f} ms; {slow} over {MOST_MS:.0f} ms"
    )
    for cost in costs[:SHOWN]:
        print(f"{cost.ms:8.1f} ms  {cost.campaign:<16} {cost.asks or '-':<10} {cost.text[:80]!r}")
    return 1 if slow else 0


def _cost(text: str, campaign: Campaign, asks: str | None, intents: IntentModel) -> float:
    best = float("inf")
    for _ in range(3):
        signal.alarm(GIVEN_UP_AFTER)
        begun = time.process_time()
        try:
            _read(text, campaign, asks, intents)
        except _TooLong:
            return GIVEN_UP_AFTER * 1000.0
        finally:
            signal.alarm(0)
        best = min(best, (time.process_time() - begun) * 1000)
        if best <= MOST_MS:
            break
    return best


def _read(text: str, campaign: Campaign, asks: str | None, intents: IntentModel) -> None:
    zone = ZoneInfo(campaign.business.time_zone)
    context = Context(datetime(2026, 11, 23, 10, tzinfo=zone), asks, campaign)
    asked = [intents.predict(question)[0] for question in questions(text)]
    understand(text, context, intents.predict(text)[0], asked)


def _ring(_signal: int, _frame: FrameType | None) -> None:
    raise _TooLong


if __name__ == "__main__":
    sys.exit(main())
