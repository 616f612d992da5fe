"""A ZIP code's state: the middle and the edges of the areas, and the places across a border."""

from __future__ import annotations

import pytest

from bot.leads.quiet_hours import table
from bot.values.states import of_zip_code
from bot.values.time_zones import of_postcode


@pytest.mark.parametrize(
    ("zip_code", "states"),
    [
        ("94110", {"CA"}),
        ("00501", {"NY"}),
        ("00601", {"PR"}),
        ("00801", {"VI"}),
        ("02108", {"MA"}),
        ("02903", {"RI"}),
        ("05501", {"MA"}),
        ("05602", {"VT"}),
        ("06390", {"CT", "NY"}),
        ("20001", {"DC"}),
        ("20101", {"VA"}),
        ("32801", {"FL"}),
        ("35203", {"AL"}),
        ("39201", {"MS"}),
        ("39813", {"GA"}),
        ("40202", {"KY"}),
        ("42223", {"KY", "TN"}),
        ("70112", {"LA"}),
        ("73102", {"OK"}),
        ("73301", {"TX"}),
        ("75201", {"TX"}),
        ("79901", {"TX"}),
        ("84101", {"UT"}),
        ("88510", {"TX"}),
        ("96799", {"AS", "HI"}),
        ("96813", {"HI"}),
        ("96910", {"GU", "MP"}),
        ("99501", {"AK"}),
        ("99950", {"AK"}),
        ("09012", set()),
        ("34002", set()),
        ("96201", set()),
        ("94110-1234", {"CA"}),
        ("SW1A 1AA", set()),
        ("", set()),
    ],
)
def test_a_zip_code_lies_in_its_state(zip_code: str, states: set[str]) -> None:
    """Both where the border runs through its area; none for the military's."""
    assert set(of_zip_code(zip_code)) == states


def test_every_zip_code_with_a_zone_has_a_state_and_the_other_way_round() -> None:
    """What one table knows, the other knows, too; zones that are no state's apart."""
    for area in range(1000):
        zip_code = f"{area:03}01"
        assert bool(of_zip_code(zip_code)) == bool(of_postcode(zip_code)), zip_code


def test_every_state_has_a_zip_code() -> None:
    found = {state for area in range(1000) for state in of_zip_code(f"{area:03}01")}
    assert found == set(table()) - {"unknown", "elsewhere"}
