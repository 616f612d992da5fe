"""Where a postcode's clocks are."""

from __future__ import annotations

from zoneinfo import available_timezones

import pytest

from bot.values.time_zones import of_postcode


@pytest.mark.parametrize(
    ("postcode", "zones"),
    [
        ("94110", {"America/Los_Angeles"}),  # San Francisco
        ("10001", {"America/New_York"}),
        ("60601", {"America/Chicago"}),
        ("80202", {"America/Denver"}),
        ("85001", {"America/Phoenix"}),  # no daylight saving
        ("00501", {"America/New_York"}),  # the lowest in use
        ("00901", {"America/Puerto_Rico"}),
        ("33101", {"America/New_York"}),  # Miami
        ("32501", {"America/Chicago"}),  # Pensacola
        ("37402", {"America/New_York", "America/Chicago"}),  # around Chattanooga
        ("79901", {"America/Denver", "America/Chicago"}),  # El Paso
        ("83501", {"America/Los_Angeles", "America/Denver"}),  # northern Idaho
        ("96813", {"Pacific/Honolulu"}),
        ("99501", {"America/Anchorage", "America/Adak"}),
        ("09012", set()),  # a soldier's, anywhere
    ],
)
def test_a_zip_code_lies_in_its_zone(postcode: str, zones: set[str]) -> None:
    """And in two where its area is cut by a border of zones."""
    assert set(of_postcode(postcode)) == zones


@pytest.mark.parametrize(
    ("postcode", "country", "zones"),
    [
        ("SW1A 1AA", "GB", ("Europe/London",)),
        ("1012 AB", "NL", ()),
        ("", "US", ()),
        ("9", "US", ()),
    ],
)
def test_other_countries_are_known_or_left_open(
    postcode: str, country: str, zones: tuple[str, ...]
) -> None:
    """Who asks falls back on the campaign's own zone."""
    assert of_postcode(postcode, country) == zones


def test_every_area_names_zones_that_exist() -> None:
    """All thousand of them."""
    named = {zone for area in range(1000) for zone in of_postcode(f"{area:03}01")}
    assert named <= available_timezones()
    assert len(named) > 10
