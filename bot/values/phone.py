"""A phone number as E.164 text ("+14155550123"), the form that carriers and Twilio take."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import Enum

import phonenumbers
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
)

from bot.errors import ValueInvalid

KIND = "phone"
LONGEST_TEXT = 60


class Kind(str, Enum):
    """Whose line a number is: somebody's own at home, or one that a person should look at first."""

    ORDINARY = "ordinary"
    TOLL_FREE = "toll_free"
    PREMIUM = "premium"
    SHARED_COST = "shared_cost"
    PERSONAL = "personal"
    SATELLITE = "satellite"
    FOREIGN = "foreign"


# North American numbers by their rule (NANPA: NXX-NXX-XXXX, no N11 area code) rather than by a
# list of the area codes in use: new ones open every year, and 555-01xx is kept for examples.
_NORTH_AMERICAN = re.compile(r"(?!.11)[2-9]\d\d[2-9]\d{6}")
# Area codes held back (N9X, 37X, 96X) or never given (555), and N11 exchanges, which only
# toll-free numbers have: possible by the rule, but a slip is far likelier.
_UNLIKELY = re.compile(r"\+1(?:.9|37|96|555|(?!8(?:00|33|44|55|66|77|88))\d{3}.11)\d+")
_ONE_DIGIT = re.compile(r"(\d)\1{9}")
# Ofcom keeps these for drama, so no list of numbers in use has them.
_BRITISH_FICTION = re.compile(r"(?:7700900|1632960|3069990|8081570)\d{3}")
# "011" dials abroad from North America alone: in Britain it begins Leeds, 0113.
_FOREIGN_EXIT = re.compile(r"^\s*\(?\s*00(?=[\s\-.)]*[1-9])")
_AMERICAN_EXIT = re.compile(r"^\s*\(?\s*(?:00|011)(?=[\s\-.)]*[1-9])")
_EXTENSION = re.compile(r"[,;]?\s*(?:ext(?:ension|n)?|x|#)\.?:?=?\s*(\d+)\s*$", re.IGNORECASE)
# What isn't a person's own line, by the plans' rules, which outlast lists of numbers in use.
# Sources: NANPA (8XX toll-free, 900 and exchange 976 premium, 5XX and 700 personal), Ofcom's
# National Telephone Numbering Plan, and ITU-T E.164's list of assigned codes for what has no
# country.
_BY_RULE = {
    Kind.TOLL_FREE: re.compile(
        r"\+1(?:800|822|833|844|855|866|877|88\d)\d+|\+44(?:80|500)\d+|\+800\d+"
    ),
    Kind.PREMIUM: re.compile(r"\+1(?:900|\d{3}976)\d+|\+449\d+|\+979\d+"),
    Kind.SHARED_COST: re.compile(r"\+448[47]\d+|\+808\d+"),
    Kind.PERSONAL: re.compile(r"\+1(?:5(?:00|2\d|33|44|66|77|88)|700)\d+|\+4470\d+|\+878\d+"),
    Kind.SATELLITE: re.compile(r"\+(?:870|88[123])\d+"),
}
_BY_TYPE = {
    PhoneNumberType.TOLL_FREE: Kind.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE: Kind.PREMIUM,
    PhoneNumberType.SHARED_COST: Kind.SHARED_COST,
    PhoneNumberType.PERSONAL_NUMBER: Kind.PERSONAL,
}
# Countries whose numbers belong to another's network: a call there is no call abroad.
_TERRITORY_OF = dict.fromkeys(("AS", "GU", "MP", "PR", "VI"), "US")
_FOR_SHOW = {"US": "+14155550123", "GB": "+447700900123"}


def parse(text: str, country: str = "US", *, in_use: bool = True) -> str:
    """The number in `text` as E.164; an extension is left out, since a text can't reach it.

    `country` (ISO 3166) is where a number without a country code is dialled from. With
    `in_use=False` a number outside North America need only have a possible length: numbering
    plans grow faster than the library that knows them.
    Raises `ValueInvalid` with a reason that ends in the mend.

    >>> parse("(415) 555-0123")
    '+14155550123'
    >>> parse("00 44 20 7946 0018")
    '+442079460018'
    """
    number = _number(text, country)
    if number.country_code == 1:
        national = phonenumbers.national_significant_number(number)
        if not _NORTH_AMERICAN.fullmatch(national) or _ONE_DIGIT.fullmatch(national):
            raise _invalid(text, _why_not_north_american(national))
    elif not (_is_in_use if in_use else phonenumbers.is_possible_number)(number):
        raise _invalid(text, "no such number is in use; check it for a missing or extra digit")
    return str(phonenumbers.format_number(number, PhoneNumberFormat.E164))


def format(e164: str, country: str = "US") -> str:
    """`e164` as a reader in `country` writes it: national at home, international elsewhere.

    >>> format("+14155550123", "US"), format("+442079460018", "US")
    ('(415) 555-0123', '+44 20 7946 0018')
    """
    number = phonenumbers.parse(e164, None)
    home = number.country_code == phonenumbers.country_code_for_region(country)
    style = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return str(phonenumbers.format_number(number, style))


def is_unlikely(e164: str) -> bool:
    """Whether `e164` keeps its country's rule, but is like no number that is given out.

    >>> is_unlikely("+19995550123"), is_unlikely("+14155550123")
    (True, False)
    """
    return bool(_UNLIKELY.fullmatch(e164))


def extension(text: str) -> str | None:
    """The extension that ends `text`, or None.

    >>> extension("(415) 555-0123 ext. 12"), extension("415-555-0123")
    ('12', None)
    """
    found = _EXTENSION.search(text)
    return found[1] if found else None


def kind(e164: str, countries: Collection[str]) -> Kind:
    """Whose line `e164` is, for who expects calls from `countries` (ISO 3166).

    A premium number abroad is premium. A country's territories count as that country; what the
    library does not know is taken to be at home where its country code is.

    >>> kind("+14155550123", ["US"]).value, kind("+18765550123", ["US"]).value
    ('ordinary', 'foreign')
    >>> kind("+19005550123", ["US"]).value, kind("+881612345678", ["US"]).value
    ('premium', 'satellite')
    """
    by_rule = next((kind for kind, rule in _BY_RULE.items() if rule.fullmatch(e164)), None)
    number = phonenumbers.parse(e164, None)
    special = by_rule or _BY_TYPE.get(phonenumbers.number_type(number))
    if special:
        return special
    return Kind.ORDINARY if _is_of(number, countries) else Kind.FOREIGN


def country_of(e164: str) -> str | None:
    """The country (ISO 3166) that `e164` is a number of, or None where that isn't known.

    >>> country_of("+18765550123"), country_of("+442079460018"), country_of("+17875550123")
    ('JM', 'GB', 'US')
    """
    region = phonenumbers.region_code_for_number(phonenumbers.parse(e164, None))
    if region is None or region == phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY:
        return None
    return _mainland(region)


def country_code(e164: str) -> str:
    """The digits that `e164` begins with: its country's code.

    >>> country_code("+442079460018")
    '44'
    """
    return str(phonenumbers.parse(e164, None).country_code)


def example(country: str) -> str:
    """A number for show as a reader in `country` writes it, from those kept for fiction if any.

    >>> example("US"), example("GB")
    ('(415) 555-0123', '07700 900123')
    """
    number = _FOR_SHOW.get(country)
    if number is None:
        sample = phonenumbers.example_number_for_type(country, PhoneNumberType.MOBILE)
        number = phonenumbers.format_number(sample, PhoneNumberFormat.E164) if sample else ""
    return format(number, country) if number else ""


def _number(text: str, country: str) -> PhoneNumber:
    if len(text) > LONGEST_TEXT:
        raise _invalid(text, "that is too long for a phone number; send the number alone")
    words = _EXTENSION.sub("", text)
    if re.search(r"[^\W\d_]", words):
        raise _invalid(text, "a phone number has no letters; send its digits alone")
    try:
        exit_code = (
            _AMERICAN_EXIT if phonenumbers.country_code_for_region(country) == 1 else _FOREIGN_EXIT
        )
        return phonenumbers.parse(exit_code.sub("+", words), country)
    except NumberParseException as error:
        raise _invalid(text, _UNREAD.get(error.error_type, _UNREADABLE)) from error


def _is_in_use(number: PhoneNumber) -> bool:
    if number.country_code == 44 and _BRITISH_FICTION.fullmatch(str(number.national_number)):
        return True
    return bool(phonenumbers.is_valid_number(number))


def _is_of(number: PhoneNumber, countries: Collection[str]) -> bool:
    region = phonenumbers.region_code_for_number(number)
    if region is None:
        codes = map(phonenumbers.country_code_for_region, countries)
        return any(code == number.country_code for code in codes)
    return _mainland(region) in map(_mainland, countries)


def _mainland(region: str) -> str:
    return _TERRITORY_OF.get(region, region)


def _why_not_north_american(national: str) -> str:
    if len(national) == 7:
        return "the area code is missing; send all ten digits"
    if len(national) != 10:
        return f"it has {len(national)} digits; send all ten, area code first"
    if _ONE_DIGIT.fullmatch(national):
        return "nobody's number is one digit ten times; check it"
    if not re.match(r"(?!.11)[2-9]", national):
        return f"no area code is {national[:3]}; check the first three digits"
    return f"no exchange is {national[3:6]}; check the three digits after the area code"


def _invalid(text: str, reason: str) -> ValueInvalid:
    return ValueInvalid(KIND, text, reason)


_UNREADABLE = "that doesn't read as a phone number; send its digits, area code first"
_UNREAD = {
    NumberParseException.INVALID_COUNTRY_CODE: (
        "no country has this code; check the digits after the plus"
    ),
    NumberParseException.TOO_SHORT_NSN: "it is too short; send all its digits, area code first",
    NumberParseException.TOO_SHORT_AFTER_IDD: "it is too short; send all its digits",
    NumberParseException.TOO_LONG: "it is too long; check it for an extra digit",
}
