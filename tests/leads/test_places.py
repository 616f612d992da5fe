"""Where a phone's holder may be: the postcode and the area code; each must allow a text."""

from __future__ import annotations

import pytest

from bot.leads.places import places_of
from bot.leads.quiet_hours import ELSEWHERE, UNKNOWN, Place

NEW_YORK, CHICAGO, PACIFIC = "America/New_York", "America/Chicago", "America/Los_Angeles"


@pytest.mark.parametrize(
    ("number", "postcode", "places"),
    [
        ("+14155550123", None, {(PACIFIC, "CA")}),
        ("+14155550123", "94110", {(PACIFIC, "CA")}),
        ("+14155550123", "10001", {(PACIFIC, "CA"), (NEW_YORK, "NY")}),
        ("+18085550123", None, {("Pacific/Honolulu", "HI")}),
        ("+18085550123", "96813", {("Pacific/Honolulu", "HI")}),
        ("+18505550123", None, {(NEW_YORK, "FL"), (CHICAGO, "FL")}),
        ("+12125550123", "06390", {(NEW_YORK, "NY"), (NEW_YORK, "CT")}),
        ("+18005550123", "40202", {(NEW_YORK, "KY")}),
        ("+14165550123", "94110", {(PACIFIC, "CA"), ("America/Toronto", ELSEWHERE)}),
        ("+442079460018", None, {("Europe/London", ELSEWHERE)}),
        ("+17875550123", None, {("America/Puerto_Rico", "PR")}),
    ],
)
def test_both_the_postcode_and_the_area_code_count(
    number: str, postcode: str | None, places: set[tuple[str, str]]
) -> None:
    """For a campaign in California."""
    found = places_of(number, postcode, "US", PACIFIC)
    assert {(place.zone, place.state) for place in found} == places


@pytest.mark.parametrize("number", ["+18005550123", "+14575550123", "+15005550123"])
@pytest.mark.parametrize("postcode", [None, "", "09012", "96201"])
def test_where_nothing_tells_it_is_the_campaign_s_zone_and_the_safest_hours(
    number: str, postcode: str | None
) -> None:
    """Toll-free and new area codes; the military's ZIP codes, which may be anywhere."""
    assert places_of(number, postcode, "US", CHICAGO) == (Place(CHICAGO, UNKNOWN),)


@pytest.mark.parametrize("postcode", [None, "M1 1AE"])
def test_a_british_campaign_keeps_its_own_hours(postcode: str | None) -> None:
    """A number kept for fiction tells no place."""
    found = places_of("+447700900188", postcode, "GB", "Europe/London")
    assert found == (Place("Europe/London", ELSEWHERE),)
