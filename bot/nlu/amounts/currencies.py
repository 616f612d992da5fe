"""Currencies as people name them: signs, codes, words and coins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

# Codes that are no English words
CODES = """
    usd eur gbp cad aud nzd chf jpy cny hkd sgd inr mxn brl sek nok
    dkk pln czk huf ils aed sar qar kwd bhd omr jod egp lbp zar ngn
    kes ghs thb idr myr php vnd krw twd pkr lkr bdt npr rub uah bgn
    isk clp ars uyu crc jmd ttd mnt btc dop gtq hnl pyg tnd dzd iqd
    etb ugx tzs zmw bbd kyd kzt azn rsd hrk byn
""".split()

_SIGNS = {
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₪": "ILS",
    "₫": "VND", "₱": "PHP", "₺": "TRY", "₴": "UAH", "₦": "NGN", "₿": "BTC", "₡": "CRC",
    "฿": "THB", "₵": "GHS", "₸": "KZT", "₮": "MNT", "₾": "GEL", "cn¥": "CNY", "jp¥": "JPY",
}  # fmt: skip

_DOLLARS = {
    "us": "USD", "u.s.": "USD", "u.s": "USD", "usd": "USD", "c": "CAD", "ca": "CAD",
    "cad": "CAD", "cdn": "CAD", "a": "AUD", "au": "AUD", "aud": "AUD", "nz": "NZD",
    "nzd": "NZD", "hk": "HKD", "hkd": "HKD", "s": "SGD", "sg": "SGD", "sgd": "SGD",
    "mex": "MXN", "mx": "MXN", "mxn": "MXN", "nt": "TWD", "r": "BRL",
}  # fmt: skip

# Words whose country goes without saying are read in the campaign's own currency where that
# is one of the family; else in the first.
_FAMILIES = {
    "dollar": "USD CAD AUD NZD SGD HKD JMD TTD TWD",
    "buck": "USD CAD AUD NZD SGD HKD",
    "pound": "GBP EGP LBP",
    "quid": "GBP",
    "sterling": "GBP",
    "euro": "EUR",
    "rupee": "INR PKR LKR NPR",
    "rs": "INR PKR LKR NPR",
    "peso": "MXN PHP CLP ARS UYU",
    "yen": "JPY",
    "yuan": "CNY",
    "rmb": "CNY",
    "renminbi": "CNY",
    "kuai": "CNY",
    "franc": "CHF",
    "krona": "SEK ISK",
    "krone": "NOK DKK",
    "kr": "SEK NOK DKK ISK",
    "ruble": "RUB",
    "rouble": "RUB",
    "won": "KRW",
    "baht": "THB",
    "dong": "VND",
    "lira": "TRY",
    "shekel": "ILS",
    "dirham": "AED MAD",
    "dinar": "KWD BHD JOD",
    "riyal": "SAR QAR OMR",
    "rial": "OMR SAR",
    "ringgit": "MYR",
    "rm": "MYR",
    "rand": "ZAR",
    "real": "BRL",
    "reais": "BRL",
    "zloty": "PLN",
    "forint": "HUF",
    "naira": "NGN",
    "guilder": "ANG",
    "geneh": "EGP",
    "tugrik": "MNT",
    "lari": "GEL",
    "bitcoin": "BTC",
    "canadian": "CAD",
    "australian": "AUD",
    "aussie": "AUD",
}

_COUNTRIES = {
    "us": "USD", "u.s.": "USD", "american": "USD", "united states": "USD", "canadian": "CAD",
    "australian": "AUD", "aussie": "AUD", "new zealand": "NZD", "singapore": "SGD",
    "hong kong": "HKD", "british": "GBP", "egyptian": "EGP", "lebanese": "LBP",
    "indian": "INR", "pakistani": "PKR", "mexican": "MXN", "philippine": "PHP",
    "chilean": "CLP", "argentine": "ARS", "swiss": "CHF", "swedish": "SEK",
    "norwegian": "NOK", "danish": "DKK", "turkish": "TRY", "kuwaiti": "KWD",
    "jordanian": "JOD", "bahraini": "BHD", "saudi": "SAR", "qatari": "QAR", "omani": "OMR",
    "malaysian": "MYR", "malaysia": "MYR", "south african": "ZAR", "israeli": "ILS",
    "dutch": "ANG", "moroccan": "MAD", "emirati": "AED", "uae": "AED",
}  # fmt: skip

_COINS = {
    "cent": ("0.01", "USD EUR CAD AUD NZD SGD HKD ZAR"), "¢": ("0.01", "USD CAD AUD"),
    "c": ("0.01", "USD EUR CAD AUD NZD"), "sen": ("0.01", "MYR"), "penny": ("0.01", "USD GBP"),
    "pennie": ("0.01", "USD GBP"), "pence": ("0.01", "GBP"), "p": ("0.01", "GBP"),
    "paisa": ("0.01", "INR PKR"), "nickel": ("0.05", "USD CAD"), "dime": ("0.1", "USD CAD"),
    "quarter": ("0.25", "USD CAD"),
}  # fmt: skip


def _any(words: object) -> str:
    ordered = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(word) for word in ordered)


# "a $5,000 budget" is in no Australian dollars
_letter = "|".join(prefix for prefix in _DOLLARS if len(prefix) == 1)
_dollar_sign = (
    rf"(?:(?:(?<![a-z])(?:(?:{_letter})(?=\$)|(?:{_any(set(_DOLLARS) - {*_letter})})[ ]?))?\$)"
)
_named = rf"(?:(?:{_any(_COUNTRIES)})[ ]?)?(?:{_any(_FAMILIES)})s?"
_BEFORE = re.compile(
    rf"(?P<dollar>{_dollar_sign})[ ]*$|(?P<sign>{_any(_SIGNS)})[ ]*$"
    rf"|(?<![a-z])(?P<million>m)?(?P<code>{_any(CODES)})[ ]?[$]?[ ]?$"
    rf"|(?<![a-z])(?P<name>(?:{_any(['rs', 'rm', 'kr'])})\.?|{_named})[ ]*$"
)
# The last letters of all that may stand before: to look at these first is five times as fast.
_ENDINGS = (
    "$",
    *_SIGNS,
    *CODES,
    *_FAMILIES,
    *(f"{name}s" for name in _FAMILIES),
    "rs.",
    "rm.",
    "kr.",
)
_AFTER = re.compile(
    rf"[ ]*(?P<dollar>(?:us|u\.s\.?|c|ca|a|au|nz|hk|s)?\$)(?:(?![ ]?\d)|(?=[ ]\d\d?[ ]?cents?))"
    rf"|[ ]*(?P<sign>{_any(_SIGNS)})(?![ ]?\d)"
    rf"|[ -]*(?P<million>m)?(?P<code>{_any(CODES)})(?![a-z\d])"
    rf"|(?:-?ish(?=[ ]))?[ -]*(?:(?:an?|in)[ ])?(?P<name>{_named})(?![a-z])"
    rf"|[ ]*(?P<pounds>l\.?e\.?)(?![a-z])"
    rf"|[ -]*(?P<coin>{_any(_COINS)})s?(?![a-z0-9'/]|\.[a-z])"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A currency's name at `text[start:end]`. One of it is `worth` of `currency`."""

    start: int
    end: int
    currency: str
    worth: Decimal = Decimal(1)


def before(text: str, number: int, own: str) -> Mark | None:
    """The currency named right before the number that starts at `number`."""
    offset = max(0, number - 24)
    head = text[offset:number]
    match = _BEFORE.search(head) if head.rstrip(" ").endswith(_ENDINGS) else None
    return _mark(match, offset, own) if match else None


def after(text: str, number: int, own: str) -> Mark | None:
    """The currency named right after the number that ends at `number`."""
    match = _AFTER.match(text[number : number + 32])
    return _mark(match, number, own) if match else None


def _mark(match: re.Match[str], offset: int, own: str) -> Mark:
    found = match.groupdict()
    lead = len(match.group()) - len(match.group().lstrip())
    start, end = offset + match.start() + lead, offset + match.end()
    if found["dollar"] is not None:
        prefix = found["dollar"].rstrip("$").strip()
        return Mark(start, end, _DOLLARS.get(prefix) or _of_family("dollar", own))
    if found["sign"]:
        return Mark(start, end, _SIGNS[found["sign"]])
    if found["code"]:
        million = Decimal(1_000_000 if found["million"] else 1)
        return Mark(start, end, found["code"].upper(), million)
    if found.get("pounds"):
        return Mark(start, end, "EGP")
    if found.get("coin"):
        worth, family = _COINS[found["coin"]]
        return Mark(start, end, _first(family, own), Decimal(worth))
    return Mark(start, end, _named_currency(found["name"], own))


def _named_currency(name: str, own: str) -> str:
    words = name.rstrip(".")
    for country, code in _COUNTRIES.items():
        if words.startswith(country) and words != country:
            return code
    singular = words if words in _FAMILIES else words.removesuffix("s")
    return _of_family(singular, own)


def _of_family(word: str, own: str) -> str:
    return _first(_FAMILIES.get(word, "USD"), own)


def _first(family: str, own: str) -> str:
    codes = family.split()
    return own if own in codes else codes[0]
