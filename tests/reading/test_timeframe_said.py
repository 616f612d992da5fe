"""The messages of timeframes.txt and timeframes_learnt.txt, and what holds for any on any day."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.reading.heard import Context
from bot.reading.timeframe import read_timeframe
from tests.reading.test_budget import BRITISH, ROOFING

CAMPAIGNS = {"en_US": ROOFING, "en_GB": BRITISH}


RIGHT = 0.98
"""Of the messages, those that are heard as they should be, firm or read back."""
FIRM = 0.96
"""Of the messages that tell days plainly, those that are heard without a doubt."""


def said(file: str) -> Iterator[tuple[str, Context, str]]:
    """Each message of the file, what it is read against, and the days that it tells."""
    _, *blocks = Path(__file__).with_name(file).read_text("utf-8").split("\n# ")
    for block in blocks:
        heading, *lines = block.strip().splitlines()
        now, asks, locale = heading.split()
        context = Context(
            datetime.fromisoformat(now), None if asks == "nothing" else asks, CAMPAIGNS[locale]
        )
        for line in lines:
            text, _, expected = line.rpartition("|")
            yield text.strip(), context, expected.strip()


def words(text: str, context: Context) -> str:
    """What is heard, as the file writes it."""
    heard = read_timeframe(text, context)
    if heard is None:
        return "-"
    value, mark = heard.value, "?" if heard.doubtful else ""
    if value.flexible:
        return "~" + mark
    if value.earliest == value.latest:
        return f"{value.earliest}{mark}"
    return f"{value.earliest or ''}..{value.latest or ''}{mark}"


UNSEEN, LEARNT = list(said("timeframes.txt")), list(said("timeframes_learnt.txt"))


@pytest.mark.parametrize("messages", [UNSEEN, LEARNT], ids=["unseen", "learnt"])
def test_nearly_all_messages_tell_the_days_beside_them_or_are_read_back(
    messages: list[tuple[str, Context, str]],
) -> None:
    """Roles are learnt: a line or two may flip with any new example, and no more."""
    found = [(text, words(text, context), expected) for text, context, expected in messages]
    missed = [each for each in found if each[1] not in (each[2], f"{each[2]}?")]
    assert len(missed) <= (1 - RIGHT) * len(found), missed


@pytest.mark.parametrize("messages", [UNSEEN, LEARNT], ids=["unseen", "learnt"])
def test_other_days_than_those_told_are_never_taken_without_a_doubt(
    messages: list[tuple[str, Context, str]],
) -> None:
    found = [(text, words(text, context), expected) for text, context, expected in messages]
    assert not [
        (text, heard, expected)
        for text, heard, expected in found
        if heard not in (expected, "-") and not heard.endswith("?")
    ]


@pytest.mark.parametrize("messages", [UNSEEN, LEARNT], ids=["unseen", "learnt"])
def test_most_plain_messages_are_heard_without_a_doubt(
    messages: list[tuple[str, Context, str]],
) -> None:
    plain = [each for each in messages if not each[2].endswith("?") and each[2] != "-"]
    firm = sum(words(text, context) == expected for text, context, expected in plain)
    assert firm >= FIRM * len(plain)


@pytest.mark.parametrize(
    ("now", "zone", "expected"),
    [
        # Daylight saving begins and ends in these nights.
        ("2027-03-13T23:30", "America/New_York", "2027-03-14"),
        ("2027-11-06T23:59", "America/New_York", "2027-11-07"),
        ("2027-03-28T00:10", "Europe/London", "2027-03-29"),
        # It is a day later there than in London.
        ("2026-12-31T23:00", "Pacific/Auckland", "2027-01-01"),
    ],
)
def test_tomorrow_is_the_next_day_where_the_business_is(now: str, zone: str, expected: str) -> None:
    there = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))
    assert words("tomorrow", Context(there, "timeframe")) == expected


PIECES = (
    "in by before after next this last until not from between and or to early mid late end of the"
    " start week weekend month year quarter spring winter march may friday tuesday mon 15th 3rd 2"
    " 6 10-12 3/4 12.05.26 2027 q1 h2 days weeks months fortnight hours tomorrow today christmas"
    " easter thanksgiving week holidays asap no rush yesterday now soon eoy a couple few half first"
    " second two ago since for lease ends bank holiday , . - ? but wait no actually"
).split()
messages = st.lists(st.sampled_from(PIECES), max_size=10).map(" ".join) | st.text(max_size=60)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2040, 12, 31))


@settings(max_examples=400, deadline=None)
@given(
    messages, moments, st.sampled_from(["timeframe", "need", None]), st.sampled_from([*CAMPAIGNS])
)
def test_days_are_in_order_and_none_has_gone_by(
    text: str, now: datetime, asks: str | None, locale: str
) -> None:
    heard = read_timeframe(text, Context(now, asks, CAMPAIGNS[locale]))
    if heard is None:
        return
    earliest, latest = heard.value.earliest, heard.value.latest
    assert 0 <= heard.start < heard.end <= len(text)
    assert heard.value.flexible == (earliest is None and latest is None)
    assert all(day is None or day >= now.date() for day in (earliest, latest))
    assert earliest is None or latest is None or earliest <= latest


@settings(max_examples=200, deadline=None)
@given(st.text("bcfghjklpqxyz BCFGHJKLPQXYZ!?.,:;()'\"@#&*+-/_~", max_size=200))
def test_no_day_is_invented_where_no_word_or_number_tells_one(text: str) -> None:
    assert read_timeframe(text, Context(datetime(2026, 11, 22), "timeframe")) is None


@pytest.mark.parametrize("seed", range(6))
def test_ten_thousand_characters_are_read_in_time(seed: int) -> None:
    chance = random.Random(seed)
    text = " ".join(chance.choices(PIECES, k=3000))[:10_000]
    read_timeframe("tomorrow", Context(datetime(2026, 11, 22), None))  # loads what it needs
    start = time.process_time()
    read_timeframe(text, Context(datetime(2026, 11, 22), "timeframe"))
    assert time.process_time() - start < 2
