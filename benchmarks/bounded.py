"""The bound on reading: no text of 1,000 characters may cost more than 20 ms of CPU time.

Thousands of hostile texts (`hostile.py`) are read against every sample campaign, each with another
question asked; the slowest are then read with every question of every campaign. Nothing that was
kept of an earlier reading of the text helps: the readers' memories of messages are emptied before
each. The time of a text is the best of three; one over the limit is read nine times more at the
very end: others use the machine, too, some for minutes.

The reading is done in a process of its own; one that doesn't come back within ten seconds is ended
and reported, and so is an exception. Exits with 1 if any text is over the limit.

Run: .venv/bin/python -m benchmarks.bounded [COUNT] [SEED]
"""

from __future__ import annotations

import functools
import gc
import json
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.hostile import SEED, texts
from bot.campaign_files import read_campaign
from bot.leads.campaign import CONTACT_QUESTIONS, Campaign

LIMIT = 20.0  # ms of CPU time
PATIENCE = 10.0  # seconds for one text
COUNT = 2000
AGAIN = 40  # of the slowest are read with every question
SHOWN = 10
NOW = "2026-11-23T10:00:00"
CAMPAIGNS = sorted((Path(__file__).parent.parent / "campaigns").glob("*.yml"))
# What belongs to a message; words and campaigns were met before.
OF_A_MESSAGE = frozenset(
    "clean read low _words_of words_of cues_in read_wishes _plain _compose _items _find framed "
    "asked_in _runs _every find_money _judged _own_words turns _words_in".split()
)


@dataclass(frozen=True)
class Reading:
    """What reading `text` cost: `ms` of CPU time, or what went wrong instead."""

    text: str
    campaign: str
    asks: str | None
    ms: float
    fault: str | None = None


class Reader:
    """A child process that reads one text after the other."""

    def __init__(self) -> None:
        self._start()

    def read(self, text: str, campaign: str, asks: str | None, times: int = 1) -> Reading:
        line = json.dumps({"text": text, "campaign": campaign, "asks": asks, "times": times})
        self._input.write(line + "\n")
        self._input.flush()
        ready, _, _ = select.select([self._output], [], [], PATIENCE)
        answer = self._output.readline() if ready else ""
        if not answer:
            self.end()
            self._start()
            return Reading(text, campaign, asks, PATIENCE * 1000, "did not come back")
        found = json.loads(answer)
        return Reading(text, campaign, asks, found["ms"], found["fault"])

    def time(self, text: str, campaign: str, asks: str | None) -> Reading:
        """The best of several readings."""
        return self.read(text, campaign, asks, times=3)

    def time_again(self, found: Reading) -> Reading:
        """Once more where it was over the limit; the better counts."""
        if found.ms <= LIMIT or found.fault:
            return found
        again = self.read(found.text, found.campaign, found.asks, times=9)
        return again if again.fault else replace(found, ms=min(found.ms, again.ms))

    def end(self) -> None:
        self._process.kill()
        self._process.wait()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.bounded", "--child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdin and self._process.stdout
        self._input, self._output = self._process.stdin, self._process.stdout
        assert self._output.readline() == "ready\n"


def child() -> None:
    """Read what comes, a JSON line each, and tell the time that it took."""
    from bot.commands.understand import answer
    from bot.nlu.trained_intents import load_intents
    from bot.settings import load_settings

    intents = load_intents(load_settings().models)
    campaigns = {path.stem: read_campaign(path) for path in CAMPAIGNS}
    for campaign in campaigns.values():  # libraries load, campaigns' words are prepared
        for asks in asked_of(campaign):
            text = "a roof friday next week, 8k, asap, a@example.com 415 555 0123"
            answer({"text": text, "asks": asks, "now": NOW}, campaign, intents)
    memories = _memories()
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    for line in map(json.loads, sys.stdin):
        campaign = campaigns[line["campaign"]]
        ms, fault = PATIENCE * 1000, None
        for _ in range(line["times"]):
            for memory in memories:
                memory.cache_clear()
            begun = time.process_time()
            try:
                answer({**line, "now": NOW}, campaign, intents)
            except Exception as error:
                fault = repr(error)
            ms = min(ms, (time.process_time() - begun) * 1000)
        print(json.dumps({"ms": ms, "fault": fault}), flush=True)


def _memories() -> list[Any]:
    found = [
        each
        for each in gc.get_objects()
        if isinstance(each, functools._lru_cache_wrapper) and each.__module__.startswith("bot.")
    ]
    named = [each for each in found if each.__name__ in OF_A_MESSAGE]
    assert {each.__name__ for each in named} == OF_A_MESSAGE
    return named


def asked_of(campaign: Campaign) -> list[str | None]:
    return [None, *(question.id for question in campaign.questions), *CONTACT_QUESTIONS]


def readings(reader: Reader, count: int, seed: int) -> Iterator[Reading]:
    """Each text with every campaign, the questions in turn; where slow, the best of three."""
    campaigns = [read_campaign(path) for path in CAMPAIGNS]
    for number, text in enumerate(texts(count, campaigns, seed)):
        for at, campaign in enumerate(campaigns):
            asked = asked_of(campaign)
            found = reader.read(text, campaign.id, asked[(number + at) % len(asked)])
            slow = found.ms > LIMIT / 2 and not found.fault
            yield reader.time(text, campaign.id, found.asks) if slow else found


def everywhere(reader: Reader, slowest: Sequence[Reading]) -> Iterator[Reading]:
    """The slowest texts with every question of every campaign."""
    campaigns = [read_campaign(path) for path in CAMPAIGNS]
    for text in dict.fromkeys(each.text for each in slowest):
        for campaign in campaigns:
            for asks in asked_of(campaign):
                yield reader.time(text, campaign.id, asks)


def main(count: int, seed: int) -> int:
    reader = Reader()
    found = list(readings(reader, count, seed))
    found.sort(key=lambda each: -each.ms)
    more = list(everywhere(reader, found[:AGAIN]))
    over = sum(each.ms > LIMIT for each in [*found, *more])
    found, more = [list(map(reader.time_again, each)) for each in (found, more)]
    reader.end()
    print(f"{over} readings were over {LIMIT:g} ms at first")
    print(_summary(f"{count} texts, seed {seed}, each with {len(CAMPAIGNS)} campaigns", found))
    print(_summary("the slowest, with every question", more))
    worst = sorted([*found, *more], key=lambda each: -each.ms)[:SHOWN]
    faults = [each for each in found + more if each.fault]
    for each in [*worst, *faults[:SHOWN]]:
        about = f"{each.campaign}, asks {each.asks}: {each.fault or ''}"
        print(f"{each.ms:8.1f}  {about} {each.text!r:.160}")
    return 1 if faults or worst[0].ms > LIMIT else 0


def _summary(title: str, found: Sequence[Reading]) -> str:
    times = sorted(each.ms for each in found)
    at = {share: times[min(len(times) - 1, int(share * len(times)))] for share in (0.5, 0.99)}
    return (
        f"{title}: worst {times[-1]:.1f} ms, p99 {at[0.99]:.1f} ms, median {at[0.5]:.1f} ms, "
        f"{sum(each.fault is not None for each in found)} faults"
    )


if __name__ == "__main__":
    if sys.argv[1:] == ["--child"]:
        child()
    else:
        arguments = [int(each) for each in sys.argv[1:]]
        sys.exit(main(*(arguments + [COUNT, SEED][len(arguments) :])))
