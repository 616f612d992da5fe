"""Quiet hours, where the recipient is: midnight, daylight saving, several zones at once."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.leads.quiet_hours import CLOSES, OPENS, next_allowed

NEW_YORK, CHICAGO, PACIFIC = "America/New_York", "America/Chicago", "America/Los_Angeles"


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


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
    assert next_allowed(local(at, NEW_YORK), [NEW_YORK]) == local(then, NEW_YORK)


def test_one_instant_is_day_in_one_zone_and_night_in_another() -> None:
    """Nine in the evening in New York is six in Los Angeles."""
    instant = local("2026-11-23T21:00", NEW_YORK)
    assert next_allowed(instant, [PACIFIC]) == instant
    assert next_allowed(instant, [NEW_YORK]) == local("2026-11-24T09:00", NEW_YORK)


def test_where_a_postcode_may_lie_in_two_zones_it_must_be_day_in_both() -> None:
    """Nine in New York is eight in Chicago: not yet. Half past seven in Chicago: not any more."""
    zones = [CHICAGO, NEW_YORK]
    assert next_allowed(local("2026-11-23T09:00", NEW_YORK), zones) == local(
        "2026-11-23T09:00", CHICAGO
    )
    assert next_allowed(local("2026-11-23T19:30", CHICAGO), zones) == local(
        "2026-11-24T09:00", CHICAGO
    )


def test_without_a_zone_a_text_goes_at_once() -> None:
    """There is no clock to look at."""
    instant = local("2026-11-23T03:00", NEW_YORK)
    assert next_allowed(instant, []) == instant


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(timezone.utc)),
    st.sampled_from([NEW_YORK, PACIFIC, "Europe/London", "Asia/Kolkata", "Pacific/Honolulu"]),
)
def test_it_is_never_night_never_before_and_never_a_day_late(instant: datetime, zone: str) -> None:
    """Whatever the instant."""
    then = next_allowed(instant, [zone])
    assert OPENS <= then.astimezone(ZoneInfo(zone)).time() < CLOSES
    assert timedelta(0) <= then - instant <= timedelta(hours=14)
