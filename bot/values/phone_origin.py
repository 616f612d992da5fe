"""What a phone number tells of itself: its country, its time zones, whether texting it is dear."""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberType, timezone

# Whoever calls or texts one of these pays more than for a call, or pays in another's place.
_COSTLY = frozenset(
    [
        PhoneNumberType.PREMIUM_RATE,
        PhoneNumberType.SHARED_COST,
        PhoneNumberType.PERSONAL_NUMBER,
        PhoneNumberType.UAN,
    ]
)
# The library knows 900 numbers; 976 is the same as an exchange, and never was an area code.
_PAY_PER_CALL = re.compile(r"\+1(?:900|976|\d{3}976)\d+")
# A number of no place (toll-free) is said to be in every zone of its country's code.
_MOST_ZONES = 10


def country(sender: str) -> str | None:
    """ISO 3166 code of a number (E.164); None for what is no phone number of any country.

    Numbering plans grow faster than the library that knows them, so a number of an area that it
    lacks counts as the largest country's of its code: an American's of +1, a Briton's of +44.

    >>> country("+14155550123"), country("+18765550123"), country("72345"), country("BANK")
    ('US', 'JM', None, None)
    """
    number = _parse(sender)
    if number is None:
        return None
    region = phonenumbers.region_code_for_number(number)
    region = region or phonenumbers.region_code_for_country_code(number.country_code or 0)
    return str(region) if region and region.isalpha() and region != "ZZ" else None


def is_country(code: str) -> bool:
    """Whether phone numbers can be of this country (ISO 3166).

    >>> is_country("GB"), is_country("UK")
    (True, False)
    """
    return code in phonenumbers.SUPPORTED_REGIONS


def is_costly(e164: str) -> bool:
    """Whether a text to this number may cost more than a text.

    >>> is_costly("+19005550123"), is_costly("+14159760123"), is_costly("+14155550123")
    (True, True, False)
    """
    number = _parse(e164)
    if number is None or _PAY_PER_CALL.fullmatch(e164):
        return True
    return phonenumbers.number_type(number) in _COSTLY


def time_zones(e164: str) -> tuple[str, ...]:
    """IANA's names of the zones that the number may lie in; none where it doesn't tell.

    >>> time_zones("+442079460018"), time_zones("+18005550123")
    (('Europe/London',), ())
    """
    number = _parse(e164)
    found = timezone.time_zones_for_number(number) if number else ()
    known = tuple(str(zone) for zone in found if zone != "Etc/Unknown")
    return known if len(known) <= _MOST_ZONES else ()


def _parse(text: str) -> PhoneNumber | None:
    """The number, its length possible in its country; nothing is guessed about one without +."""
    if not re.fullmatch(r"\+[1-9]\d{6,14}", text):
        return None
    try:
        number = phonenumbers.parse(text, None)
    except NumberParseException:
        return None
    return number if phonenumbers.is_possible_number(number) else None
