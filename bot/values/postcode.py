"""A postcode in its country's own writing: "94110" in the United States, "SW1A 1AA" in Britain."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.errors import ValueInvalid

KIND = "postcode"

# The shape of a British postcode, outward and inward part, by Royal Mail's rule (BS 7666).
# Spelt apart or with a hyphen, it is still one.
BRITISH = r"(?:GIR|[A-Z]{1,2}[0-9][A-Z0-9]?)[\s-]*[0-9][ABD-HJLNP-UW-Z]{2}"
_BRITISH_AREAS = frozenset(
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN "
    "DT DY E EC EH EN EX FK FY G GIR GL GU GX GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW "
    "KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S "
    "SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS "
    "WV YO ZE".split()
)
CANADIAN = r"[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z][\s-]*[0-9][ABCEGHJ-NPRSTV-Z][0-9]"
# The lowest ZIP code in use is 00501 (Holtsville, New York), the highest 99950 (Ketchikan,
# Alaska): USPS Publication 65.
LOWEST_ZIP, HIGHEST_ZIP = 501, 99950

_DIGITS = {"AU": 4, "AT": 4, "BE": 4, "CH": 4, "DK": 4, "NO": 4, "NZ": 4, "ZA": 4}
_DIGITS |= {"DE": 5, "ES": 5, "FR": 5, "IT": 5, "MX": 5, "FI": 5, "TR": 5, "IN": 6, "SG": 6}


def parse(text: str, country: str = "US") -> str:
    """The postcode that `text` is, as `country` (ISO 3166) writes it.

    ZIP+4 gives its five digits: campaigns sell areas no finer than that.
    Raises `ValueInvalid` with a reason that ends in the mend.

    >>> parse("94110-1234"), parse("sw1a1aa", "GB")
    ('94110', 'SW1A 1AA')
    """
    compact = re.sub(r"[\s.]+", " ", text).strip().upper()
    value = _READERS.get(country, _anywhere)(compact, country)
    if value is None:
        raise ValueInvalid(KIND, text, _MENDS.get(country, _MEND))
    return value


def format(postcode: str, country: str = "US") -> str:
    """The postcode for a reader: as it is stored."""
    return postcode


def _united_states(text: str, country: str) -> str | None:
    match = re.fullmatch(r"([0-9]{5})(?:[\s-]*[0-9]{4})?", text)
    return match[1] if match and LOWEST_ZIP <= int(match[1]) <= HIGHEST_ZIP else None


def _britain(text: str, country: str) -> str | None:
    letters = re.sub(r"[\s-]", "", text)
    if letters[-3:-2] == "O":  # always a digit there
        letters = f"{letters[:-3]}0{letters[-2:]}"
    area = re.match(r"[A-Z]+", letters)
    if not re.fullmatch(BRITISH, letters) or not area or area[0] not in _BRITISH_AREAS:
        return None
    return f"{letters[:-3]} {letters[-3:]}"


def _canada(text: str, country: str) -> str | None:
    if not re.fullmatch(CANADIAN, text):
        return None
    letters = re.sub(r"[\s-]", "", text)
    return f"{letters[:3]} {letters[3:]}"


def _netherlands(text: str, country: str) -> str | None:
    match = re.fullmatch(r"([1-9][0-9]{3})\s?([A-Z]{2})", text)
    return f"{match[1]} {match[2]}" if match else None


def _ireland(text: str, country: str) -> str | None:
    match = re.fullmatch(r"([AC-FHKNPRTV-Y][0-9][0-9W])\s?([0-9AC-FHKNPRTV-Y]{4})", text)
    return f"{match[1]} {match[2]}" if match else None


def _anywhere(text: str, country: str) -> str | None:
    """Digits of the country's length, or any short code with a digit where we know no rule."""
    length = _DIGITS.get(country)
    if length is not None:
        digits = text.replace(" ", "")
        return digits if re.fullmatch(rf"[0-9]{{{length}}}", digits) else None
    return text if re.fullmatch(r"(?=.*[0-9])[A-Z0-9][A-Z0-9 -]{1,8}[A-Z0-9]", text) else None


_READERS: dict[str, Callable[[str, str], str | None]] = {
    "US": _united_states,
    "GB": _britain,
    "CA": _canada,
    "NL": _netherlands,
    "IE": _ireland,
}
_MEND = "that isn't a postcode; send it as on an envelope"
_MENDS = {
    "US": "that isn't a ZIP code; send its five digits, like 94110",
    "GB": "that isn't a full postcode; send it like SW1A 1AA",
    "CA": "that isn't a postal code; send it like K1A 0B1",
}
