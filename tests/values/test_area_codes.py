"""Area codes, held against the library that they were taken from."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from phonenumbers import timezone

from bot.leads.quiet_hours import table
from bot.values.area_codes import _PLACES, state_and_zones

MONTHS = [datetime(2026, month, 15, 12) for month in range(1, 13)]
# Where the library errs: 689 is Orlando's, and nobody with a 907 lives on Hawaii's clock.
KNOWN_BETTER = {"689", "907"}


def clock(zone: str) -> tuple[object, ...]:
    return tuple(day.replace(tzinfo=ZoneInfo(zone)).utcoffset() for day in MONTHS)


def known_clocks(code: str) -> set[tuple[object, ...]]:
    found: set[str] = set()
    for exchange in range(200, 1000, 7):
        number = phonenumbers.parse(f"+1{code}{exchange}0123")
        found.update(timezone.time_zones_for_number(number))
    return {clock(zone) for zone in found - {"Etc/Unknown"}}


@pytest.mark.parametrize("code", sorted(_PLACES.keys() - KNOWN_BETTER - {"684"}))
def test_every_zone_that_the_library_knows_is_kept_to(code: str) -> None:
    """Ours may be stricter: an area code laid over another serves the same towns."""
    _, zones = _PLACES[code]
    assert known_clocks(code) <= {clock(zone) for zone in zones}


def test_every_american_area_code_has_a_state() -> None:
    """All that the library knows, toll-free and premium ones apart."""
    missing = []
    for code in range(200, 1000):
        number = phonenumbers.parse(f"+1{code}5550123")
        if phonenumbers.region_code_for_number(number) != "US":
            continue
        of_a_place = phonenumbers.number_type(number) in (0, 1, 2)
        if of_a_place is not (state_and_zones(f"+1{code}5550123") is not None):
            missing.append(code)
    assert missing == []


def test_the_states_are_those_of_the_hours() -> None:
    """And every one of them has an area code."""
    assert {state for state, _ in _PLACES.values()} == set(table()) - {"unknown", "elsewhere"}


@pytest.mark.parametrize(
    ("number", "state"),
    [
        ("+12025550123", "DC"),
        ("+16465550123", "NY"),
        ("+18015550123", "UT"),
        ("+16715550123", "GU"),
    ],
)
def test_a_number_tells_its_state(number: str, state: str) -> None:
    found = state_and_zones(number)
    assert found is not None
    assert found[0] == state


@pytest.mark.parametrize("text", ["+14165550123", "+442079460018", "4155550123", "+1415555012", ""])
def test_what_is_no_american_number_has_none(text: str) -> None:
    assert state_and_zones(text) is None
