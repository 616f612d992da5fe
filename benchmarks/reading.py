"""How well people are understood: python -m benchmarks.reading [FOLDER] [--misses].

FOLDER (benchmarks/rows when none is named) holds JSON lines that were written by people who had not
seen the code: sentences.jsonl (a sentence, the question, the campaign, what should be heard),
people.jsonl (whole conversations and the lead they should end in), needs.jsonl (needs of campaigns
that ship nowhere, whose files stand beside it). A row may say when it was written (`now`). A file
that is missing is left out. Rows that have been tuned on measure nothing any more: bring new ones.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from bot.campaign_files import read_campaign
from bot.commands.understand import answer
from bot.leads.campaign import Campaign
from bot.nlu.trained_intents import load_intents
from bot.settings import ROOT, load_settings

ROWS = Path(__file__).with_name("rows")
NOW = "2026-11-23T10:00:00-08:00"
PLAIN = frozenset(
    "plain budget need own_question name intent timeframe postcode phone email".split()
)  # the other kinds aim at faults
EMPTY = ("min", "max", "earliest", "latest", "flexible")

Row = dict[str, Any]


def main() -> None:
    """Print a table for each file that is there."""
    named = [Path(each) for each in sys.argv[1:] if not each.startswith("-")]
    folder = named[0] if named else ROWS
    intents = load_intents(load_settings().models)
    reader = Reader(folder, intents, "--misses" in sys.argv)
    sentences = list(rows(folder / "sentences.jsonl"))
    if sentences:
        reader.sentences(sentences)
    reader.needs(list(rows(folder / "needs.jsonl")))
    if sentences:
        reader.times([row for row in sentences if row.get("campaign")])
    if people := list(rows(folder / "people.jsonl")):
        from benchmarks.people import hold_all

        hold_all(people, reader.misses)


def rows(file: Path) -> Iterator[Row]:
    if file.is_file():
        yield from (json.loads(line) for line in file.read_text().splitlines() if line.strip())


class Reader:
    """Reads rows as `leadbell understand` does."""

    def __init__(self, folder: Path, intents: Any, misses: bool) -> None:
        self._folder = folder
        self._intents = intents
        self._campaigns: dict[str | None, Campaign | None] = {None: None}
        self.misses = misses

    def read(self, row: Row, campaign: str | None) -> Row:
        line = {"text": row["text"], "now": row.get("now", NOW), "asks": row.get("asks")}
        return answer(line, self._campaign(campaign), self._intents)

    def _campaign(self, name: str | None) -> Campaign | None:
        if name not in self._campaigns:
            places = (self._folder / f"{name}.yml", ROOT / "campaigns" / f"{name}.yml")
            self._campaigns[name] = read_campaign(next(each for each in places if each.is_file()))
        return self._campaigns[name]

    def sentences(self, sentences: list[Row]) -> None:
        """By kind: exact or safely read back, missed or doubted, silently wrong."""
        kinds: dict[str, Counter[str]] = defaultdict(Counter)
        clear, back = 0, 0
        for row in sentences:
            found = self.read(row, row.get("campaign"))
            verdict = judge(row["want"], found)
            kinds[row["kind"]][verdict] += 1
            doubts = doubtful(found, row["want"])
            if verdict == "right" and any(want is not None for want in row["want"].values()):
                clear += 1
                back += doubts
            if verdict != "right" and self.misses:
                heard = {field: value(found, field) for field in row["want"]}
                print("  ", verdict, "|", row["text"], "|", row.get("asks"), heard)
        for kind, counts in sorted(kinds.items()):
            print(f"  {kind:24} {shown(counts)}")
        groups = {"plain": PLAIN, "aimed at faults": frozenset(kinds) - PLAIN}
        for name, members in groups.items():
            print(f"{name:26} {shown(sum((kinds[each] for each in members), Counter()))}")
        print(f"{'sentences':26} {shown(sum(kinds.values(), Counter()))}")
        print(f"right values that are read back: {back / max(1, clear):.1%}")

    def needs(self, needs: list[Row]) -> None:
        """Needs of campaigns that ship nowhere, by labels alone and by five phrases a choice."""
        for variant in ("", ".phrases") if needs else ():
            counts: Counter[str] = Counter()
            for row in needs:
                found = self.read(row, row["campaign"] + variant)
                verdict = of_need(row["want"]["need"], found)
                counts[verdict] += 1
                if verdict in ("silently wrong", "read back wrong") and self.misses:
                    print("  ", verdict, "|", row["text"], found["need"], row["want"]["need"])
            named = sum(row["want"]["need"] is not None for row in needs)
            told = " · ".join(f"{kind} {count}" for kind, count in counts.most_common())
            name = "needs, five phrases" if variant else "needs, labels alone"
            print(f"{name:26} of {named} and {len(needs) - named} that name none: {told}")

    def times(self, sentences: Iterable[Row]) -> None:
        """CPU for a sentence, the intent model's part included."""
        took = []
        for row in sentences:
            began = time.process_time()
            self.read(row, row["campaign"])
            took.append(time.process_time() - began)
        print(f"CPU: median {statistics.median(took) * 1e3:.2f} ms, worst {max(took) * 1e3:.1f} ms")


def shown(counts: Mapping[str, int]) -> str:
    total = sum(counts.values())
    shares = " ".join(f"{kind} {n}" for kind, n in sorted(counts.items()) if kind != "right")
    return (
        f"{counts.get('right', 0):4} of {total:4} {counts.get('right', 0) / total:6.1%}  {shares}"
    )


def value(found: Row, field: str) -> Any:
    if field.startswith("details."):
        return found["details"].get(field.removeprefix("details."))
    return found[field]


def is_doubted(found: Row, field: str) -> bool:
    return field.removeprefix("details.") in found["doubtful"]


def doubtful(found: Row, want: Row) -> bool:
    return any(is_doubted(found, field) for field in want)


def judge(want: Row, found: Row) -> str:
    """`right` also where nothing should be heard, and what was is read back."""
    bad = []
    for field, wanted in want.items():
        heard = value(found, field)
        ways = wanted["any"] if isinstance(wanted, dict) and "any" in wanted else [wanted]
        if not any(same(heard, way) or (way is None and is_doubted(found, field)) for way in ways):
            bad.append(field)
    if not bad:
        return "right"
    silent = any(not empty(value(found, f)) and not is_doubted(found, f) for f in bad)
    return "silently wrong" if silent else "missed or doubted"


def empty(heard: Any) -> bool:
    return heard is None or (isinstance(heard, dict) and not any(heard.get(k) for k in EMPTY))


def same(heard: Any, wanted: Any) -> bool:
    if wanted is None or empty(heard):
        return wanted is None and empty(heard)
    if isinstance(wanted, dict):
        return all(_plain(heard.get(key)) == _plain(each) for key, each in wanted.items())
    return str(heard).casefold() == str(wanted).casefold()


def _plain(each: Any) -> Any:
    try:
        return f"{float(each):.2f}"
    except (TypeError, ValueError):
        return each


def of_need(wanted: str | None, found: Row) -> str:
    heard, offered = found["need"], found["offered"].get("need")
    doubted = "need" in found["doubtful"]
    if offered:
        return "offered right" if wanted in offered else "offered wrong"
    if heard is None:
        return "asked again" if wanted else "rightly nothing"
    way = "read back" if doubted else "firm"
    if heard == wanted:
        return f"{way} right"
    return "read back wrong" if doubted else "silently wrong"


if __name__ == "__main__":
    main()
