"""Timeframes as JSON and as a reader sees them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.values import timeframe as timeframes
from bot.values.timeframe import Timeframe

days = st.none() | st.dates()


@pytest.mark.parametrize(
    ("earliest", "latest", "british", "american"),
    [
        ("2026-12-01", "2026-12-31", "1 to 31 December 2026", "December 1 to 31, 2026"),
        ("2026-12-06", "2026-12-06", "6 December 2026", "December 6, 2026"),
        (
            "2026-11-22",
            "2026-12-15",
            "22 November to 15 December 2026",
            "November 22 to December 15, 2026",
        ),
        (
            "2026-11-22",
            "2027-03-31",
            "22 November 2026 to 31 March 2027",
            "November 22, 2026 to March 31, 2027",
        ),
        ("2027-06-01", None, "from 1 June 2027 on", "from June 1, 2027 on"),
        (None, "2027-06-01", "by 1 June 2027", "by June 1, 2027"),
    ],
)
def test_format_says_the_days_in_the_reader_s_order(
    earliest: str | None, latest: str | None, british: str, american: str
) -> None:
    first = date.fromisoformat(earliest) if earliest else None
    last = date.fromisoformat(latest) if latest else None
    assert timeframes.format(Timeframe(first, last), "en_GB") == british
    assert timeframes.format(Timeframe(first, last), "en_US") == american


def test_flexible_is_any_time() -> None:
    assert timeframes.format(Timeframe(None, None, flexible=True), "en_US") == "any time"


@given(days, days, st.booleans())
def test_json_gives_the_same_timeframe_back(
    earliest: date | None, latest: date | None, flexible: bool
) -> None:
    timeframe = Timeframe(earliest, latest, flexible)
    assert timeframes.from_json(timeframes.to_json(timeframe)) == timeframe
