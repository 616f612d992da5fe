"""Days that are told by pointing at others, and bounds side by side, read on 23 November 2026."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from bot.reading.heard import Context
from bot.reading.timeframe import read_timeframe

NOW = datetime(2026, 11, 23, tzinfo=timezone.utc)


def told(text: str) -> str:
    heard = read_timeframe(text, Context(NOW, "timeframe"))
    if heard is None:
        return "-"
    first, last = heard.value.earliest, heard.value.latest
    return f"{first}" if first == last else f"{first or ''}..{last or ''}"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("the policy runs out on the 9th so the day after that", "2026-12-10"),
        ("party on the 12th. it has to be done the day before that", "2026-12-11"),
        ("the guys come on the 10th of December. The day after that is perfect", "2026-12-11"),
        ("we close Dec 18 and would want this one about two weeks later", "2027-01-01"),
        ("I marry on March 6 and want it finished a month before that", "2027-02-06"),
        ("I get the keys on December 5 but start two days earlier", "2026-12-03"),
        ("my car arrives on the 3rd, start it the day before", "2026-12-02"),
        ("he's in hospital until the 9th. A week after that, the 16th", "2026-12-16"),
        ("renewal's on 12/20, cover from that day", "2026-12-20"),
        ("not this january but the next one", "2028-01-01..2028-01-31"),
        ("our lease is up feb 28 so any time before that", "2026-11-23..2027-02-27"),
        ("we're out Jan 15, have to be in something by then", "2026-11-23..2027-01-15"),
        ("the baby comes jan 15, not before that", "2027-01-15.."),
        ("kids are out of school June 9th. Any day after that", "2027-06-10.."),
        ("my cover kicks in 1/1 so any day from then on", "2027-01-01.."),
        ("Wednesday. Not this one, the one after", "2026-12-02"),
        ("not this friday but the one after", "2026-12-04"),
        ("not this january, the one after", "2028-01-01..2028-01-31"),
        ("not this month, the one after", "2026-12-01..2026-12-31"),
        ("not this january, the january after", "2028-01-01..2028-01-31"),
        ("the first week of December", "2026-12-01..2026-12-07"),
        ("my wedding is on jan 16 so a week after that, the 23rd", "2027-01-23"),
        ("my leave starts the 19th of december. the monday after that", "2026-12-21"),
        ("not this week, the one after", "2026-11-30..2026-12-06"),
        ("not the first quarter, the second", "2027-04-01..2027-06-30"),
        ("Not before the first of March, and not after the twelfth", "2027-03-01..2027-03-12"),
        ("they move out January 10th, start three days after that", "2027-01-13"),
        ("I don't want to wait longer than three weeks", "2026-11-23..2026-12-14"),
        ("April, over spring break", "2027-04-01..2027-04-30"),
        ("on Thursday, next week", "2026-12-03"),
        ("Not February, the month after.", "2027-03-01..2027-03-31"),
        ("they let me go 3/14, so the month after", "2027-04-01..2027-04-30"),
        ("not this coming Tuesday, the Tuesday after that", "2026-12-01"),
        ("This Friday is taken, the Friday after", "2026-12-04"),
        ("away till Dec 10, the week after that", "2026-12-14..2026-12-20"),
        ("not the spring of 2027, the one after that", "2028-03-01..2028-05-31"),
        ("Not the May intake, the one in the fall", "2027-09-01..2027-11-30"),
        ("I leave Wednesday and return January 9. Any time from then on", "2027-01-09.."),
        ("out Jan 31 but can stretch it to March 31, so before then", "2026-11-23..2027-03-30"),
        ("not this coming winter, the one after", "2027-12-01..2028-02-29"),
        ("not this month, not next, the one after", "2027-01-01..2027-01-31"),
        ("not this week, not next week, the one after", "2026-12-07..2026-12-13"),
        ("my visa begins March 1, so in the week before that", "2027-02-22..2027-02-28"),
        ("the lease ends June 30th, the month before that", "2027-05-01..2027-05-31"),
        ("first opening in February", "2027-02-01..2027-02-28"),
        ("whenever your next slot is next week", "2026-11-30..2026-12-06"),
        ("this coming November", "2027-11-01..2027-11-30"),
        ("I'd say April, my wife says wait a year", "2027-04-01..2027-04-30"),
        ("next month or the month after", "2026-12-01..2027-01-31"),
        ("the wedding is May 8, done by then, so begin in February", "2027-02-01..2027-02-28"),
        ("my birthday is March 2nd; I'd start in February, before that", "2027-02-01..2027-02-28"),
    ],
)  # fmt: skip
def test_what_points_at_days_tells_others(text: str, days: str) -> None:
    assert told(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("can't start until may", "2027-05-01.."),
        ("we won't be ready to move until march 3", "2027-03-03.."),
        ("I can apply by december 15 but wouldn't start classes till may", "2027-05-01.."),
        ("until may at the latest", "2026-11-23..2027-05-31"),
        ("we're away through December 14, can't start until we're back", "2026-12-14.."),
    ],
)
def test_who_can_not_until_then_begins_then(text: str, days: str) -> None:
    assert told(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("anytime after dec 1 before dec 20", "2026-12-02..2026-12-19"),
        ("after the 1st but before the 20th", "2026-12-02..2026-12-19"),
        ("not before jan 5 and no later than jan 20", "2027-01-05..2027-01-20"),
        ("not before the 8th but it has to be done by the 20th", "2026-12-08..2026-12-20"),
    ],
)
def test_two_bounds_side_by_side_are_one_expression(text: str, days: str) -> None:
    assert told(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("the tenant is away January 11 to 22, so begin on the 11th", "2027-01-11"),
        ("the bonus comes jan 15 so after that, the 20th", "2027-01-20"),
        ("may, early, the 3rd", "2027-05-03"),
        ("done by her mother's visit on the 19th of december", "2026-11-23..2026-12-19"),
    ],
)
def test_a_number_is_a_day_of_the_month_told_before(text: str, days: str) -> None:
    assert told(text) == days


def test_a_day_to_start_stands_before_one_to_end() -> None:
    assert (
        told("Vote was November 9. Start on January 11, done by the end of February")
        == "2027-01-11"
    )


@pytest.mark.parametrize(
    ("today", "days"),
    [(23, "2026-11-30..2026-12-06"), (28, "2026-11-30..2026-12-06")],
    ids=["before it", "two days after it"],
)
def test_the_week_after_a_feast_may_be_of_one_just_over(today: int, days: str) -> None:
    now = datetime(2026, 11, today, tzinfo=timezone.utc)
    heard = read_timeframe("the week after Thanksgiving", Context(now, "timeframe"))
    assert heard is not None
    assert f"{heard.value.earliest}..{heard.value.latest}" == days
