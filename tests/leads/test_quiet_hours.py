"""Quiet hours, by state and zone: every state and hour, midnight, daylight saving, holidays."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.leads.quiet_hours import (
    ELSEWHERE,
    UNKNOWN,
    Place,
    is_allowed,
    most_in_a_day,
    next_allowed,
    table,
)

STATES = """AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV
NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY PR VI GU AS MP""".split()
NEW_YORK, CHICAGO, PACIFIC = "America/New_York", "America/Chicago", "America/Los_Angeles"
SOUTH = ZoneInfo("America/Chicago")
NY, CA = Place(NEW_YORK, "NY"), Place(PACIFIC, "CA")
# A week without a holiday, Monday first, and days on which federal offices are closed.
WEEK = [date(2026, 8, 3) + timedelta(days=n) for n in range(7)]
HOLIDAYS = [
    date(2026, 1, 1),
    date(2026, 1, 19),
    date(2026, 2, 16),
    date(2026, 5, 25),
    date(2026, 6, 19),
    date(2026, 7, 3),  # the fourth is a Saturday
    date(2026, 7, 4),
    date(2026, 9, 7),
    date(2026, 10, 12),
    date(2026, 11, 11),
    date(2026, 11, 26),
    date(2026, 12, 25),
    date(2021, 12, 31),  # the first of 2022 is a Saturday
    date(2023, 1, 2),  # the first is a Sunday
]


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def by_the_rules(state: str, there: datetime, holiday: bool) -> bool:
    """What a text that we start may do, state by state, as the rules were collected."""
    day, hour = there.weekday(), there.hour + there.minute / 60
    opens, closes = 9.0, 20.0
    if state == "KY":
        opens = 10
    if state == "RI" and day < 5:
        closes = 18
    if state == "RI" and day >= 5:
        opens, closes = 10, 17
    if state == "TX" and day == 6:
        opens = 12
    if state in ("AL", "LA", "MS", "RI", "UT") and (day == 6 or holiday):
        return False
    if state == UNKNOWN:
        opens, closes = 10, 17 if day == 5 else 18
        if day == 6 or holiday:
            return False
    return opens <= hour < closes


@pytest.mark.parametrize("state", [*STATES, UNKNOWN, ELSEWHERE])
def test_every_quarter_of_an_hour_of_a_week_is_as_the_state_s_rule_says(state: str) -> None:
    """The table against the rules, written down twice."""
    place = Place("America/Chicago", state)
    for day in WEEK:
        for quarter in range(96):
            there = datetime(day.year, day.month, day.day, tzinfo=SOUTH) + timedelta(
                minutes=15 * quarter
            )
            assert is_allowed(there, place) is by_the_rules(state, there, False), there


@pytest.mark.parametrize("state", [*STATES, UNKNOWN, ELSEWHERE])
@pytest.mark.parametrize("day", HOLIDAYS, ids=str)
def test_holidays_are_kept_where_the_law_keeps_them(state: str, day: date) -> None:
    """On the day itself, and on the weekday for which it stands."""
    for hour in range(24):
        there = datetime(day.year, day.month, day.day, hour, tzinfo=SOUTH)
        assert is_allowed(there, Place("America/Chicago", state)) is by_the_rules(
            state, there, True
        )


def test_the_table_has_every_state_and_no_other() -> None:
    """Whoever replaces it must leave none out."""
    assert set(table()) == {*STATES, UNKNOWN, ELSEWHERE}


def test_a_state_that_the_table_lacks_has_the_safest_hours() -> None:
    """Better late than unlawful."""
    sunday = local("2026-11-22T12:00", NEW_YORK)
    assert not is_allowed(sunday, Place(NEW_YORK, "XX"))


@pytest.mark.parametrize(
    ("states", "most"), [(["FL"], 3), (["OK", "TX"], 3), (["TX"], None), ([UNKNOWN], 3), ([], None)]
)
def test_florida_and_oklahoma_allow_three_texts_a_day(states: list[str], most: int | None) -> None:
    """On one subject; and where nobody knows the state it may be one of them."""
    assert most_in_a_day(Place(CHICAGO, state) for state in states) == most


@pytest.mark.parametrize(
    ("at", "then"),
    [
        ("2026-11-23T12:00", "2026-11-23T12:00"),  # midday: at once
        ("2026-11-23T09:00", "2026-11-23T09:00"),  # the first minute
        ("2026-11-23T08:59:59", "2026-11-23T09:00"),
        ("2026-11-23T19:59:59", "2026-11-23T19:59:59"),
        ("2026-11-23T20:00", "2026-11-24T09:00"),  # the evening: tomorrow
        ("2026-11-23T23:59:59", "2026-11-24T09:00"),
        ("2026-11-24T00:00", "2026-11-24T09:00"),
        ("2026-12-31T22:00", "2027-01-01T09:00"),
        ("2027-03-13T21:00", "2027-03-14T09:00"),  # the night the clocks go forward
        ("2026-10-31T21:00", "2026-11-01T09:00"),  # and the night they go back
    ],
)
def test_a_text_waits_for_the_morning_of_its_recipient(at: str, then: str) -> None:
    """Counted on the recipient's own clock, whatever the clocks do that night."""
    assert next_allowed(local(at, NEW_YORK), [NY]) == local(then, NEW_YORK)


@pytest.mark.parametrize(
    ("state", "at", "then"),
    [
        ("AL", "2026-07-02T20:00", "2026-07-06T09:00"),  # Friday and Saturday closed, then Sunday
        ("RI", "2026-11-25T18:00", "2026-11-27T09:00"),  # over Thanksgiving
        ("RI", "2026-11-28T17:00", "2026-11-30T09:00"),  # Saturday afternoon to Monday
        ("TX", "2026-11-21T20:00", "2026-11-22T12:00"),  # Sunday at noon
        ("KY", "2026-11-23T08:00", "2026-11-23T10:00"),
        (UNKNOWN, "2026-12-31T18:00", "2027-01-02T10:00"),
    ],
)
def test_it_waits_over_weekends_and_holidays(state: str, at: str, then: str) -> None:
    """However long that is."""
    found = next_allowed(local(at, CHICAGO), [Place(CHICAGO, state)])
    assert found == local(then, CHICAGO)


def test_one_instant_is_day_in_one_zone_and_night_in_another() -> None:
    """Nine in the evening in New York is six in Los Angeles."""
    instant = local("2026-11-23T21:00", NEW_YORK)
    assert next_allowed(instant, [CA]) == instant
    assert next_allowed(instant, [NY]) == local("2026-11-24T09:00", NEW_YORK)


def test_every_place_where_they_may_be_must_allow_it() -> None:
    """Nine in New York is eight in Chicago: not yet. Half past seven in Chicago: not any more."""
    places = [Place(CHICAGO, "TN"), Place(NEW_YORK, "TN")]
    assert next_allowed(local("2026-11-23T09:00", NEW_YORK), places) == local(
        "2026-11-23T09:00", CHICAGO
    )
    assert next_allowed(local("2026-11-23T19:30", CHICAGO), places) == local(
        "2026-11-24T09:00", CHICAGO
    )


def test_without_a_place_a_text_goes_at_once() -> None:
    """There is no clock to look at."""
    instant = local("2026-11-23T03:00", NEW_YORK)
    assert next_allowed(instant, []) == instant


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(timezone.utc)),
    st.lists(
        st.builds(
            Place,
            st.sampled_from([NEW_YORK, CHICAGO, PACIFIC, "Pacific/Honolulu"]),
            st.sampled_from([*STATES, UNKNOWN, ELSEWHERE]),
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_it_is_the_first_moment_that_all_places_allow(
    instant: datetime, places: list[Place]
) -> None:
    """Whatever the instant: never before, never at night, and never later than it must be."""
    then = next_allowed(instant, places)
    assert then >= instant
    assert all(is_allowed(then, place) for place in places)
    if then > instant:
        before = then - timedelta(seconds=1)
        assert not all(is_allowed(before, place) for place in places)
        assert not all(is_allowed(instant, place) for place in places)
