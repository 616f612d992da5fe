"""Where a phone's holder may be: by the postcode they gave and by their area code."""

from __future__ import annotations

from itertools import product

from bot.leads.quiet_hours import ELSEWHERE, UNKNOWN, Place
from bot.values import area_codes, phone_origin, states, time_zones


def places_of(
    number: str, postcode: str | None, country: str, campaign_zone: str
) -> tuple[Place, ...]:
    """Every place where the holder of `number` (E.164) may be; never none.

    The postcode (of `country`) and the area code both count, for a phone travels and a postcode
    may be a rented house's. Where neither tells anything, it is the campaign's zone, and in the
    United States hours that are safe in every state.
    """
    found = (*_by_number(number), *_by_postcode(postcode or "", country))
    american = country == "US" or phone_origin.country(number) == "US"
    fallback = Place(campaign_zone, UNKNOWN if american else ELSEWHERE)
    return tuple(dict.fromkeys(found)) or (fallback,)


def _by_postcode(postcode: str, country: str) -> list[Place]:
    zones = time_zones.of_postcode(postcode, country)
    in_states = (states.of_zip_code(postcode) or (UNKNOWN,)) if country == "US" else (ELSEWHERE,)
    return [Place(zone, state) for zone, state in product(zones, in_states)]


def _by_number(number: str) -> list[Place]:
    american = area_codes.state_and_zones(number)
    if american:
        state, zones = american
        return [Place(zone, state) for zone in zones]
    return [Place(zone, ELSEWHERE) for zone in phone_origin.time_zones(number)]
