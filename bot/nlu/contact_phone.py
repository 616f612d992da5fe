"""Where a phone number stands in a sentence, and where a long number is something else."""

from __future__ import annotations

import re

from bot.errors import ValueInvalid
from bot.nlu.reading import Context, Heard
from bot.values import phone

LONGEST_TEXT = 1600  # characters: the longest text Twilio delivers
FEWEST_DIGITS = 7
NORTH_AMERICA = frozenset({"US", "CA", "PR", "DO", "JM", "BS", "TT"})

_GAP = r"[\s.\-/\u2010-\u2015]{0,3}"
_EXTENSION = r"(?:\s*,?\s*(?:ext(?:ension|n)?\.?|x|#)\s*\d{1,6})?"
_ALONE = r"(?![\w%*=@€£+]|[-.,/:]\d|\s?[*=+]|-[^\W\d]{2,}-)"
_AFRESH = r"(?<![\w$€£¥%*=#&/.+)])(?<![\w)]-)(?<![$€£¥=*+]\s)"

_NORTH_AMERICAN = re.compile(
    rf"(?:{_AFRESH}|(?<=[^\W\d]-)|(?<=[^\W\d]-\s))(?:\(?\+?1\)?{_GAP}|(?<!\d))"
    rf"\(?\d{{3}}\)?{_GAP}\d{{3}}{_GAP}\d{{4}}{_EXTENSION}{_ALONE}",
    re.IGNORECASE,
)
_WITH_CODE = re.compile(
    rf"(?<![\w$€£¥%*=#&/.+)]\()(?<![\d$€£¥%*=#&/.+)])\(?(?:\+|00|011)[\s\-]?[1-9]"
    rf"(?:[\s().\-/]{{0,3}}\d){{6,15}}{_EXTENSION}{_ALONE}",
    re.IGNORECASE,
)
_NATIONAL = re.compile(
    rf"{_AFRESH}\(?\d(?:[\s().\-/]{{0,3}}\d){{5,14}}{_EXTENSION}{_ALONE}", re.IGNORECASE
)

# Words before a long number that say it is something else.
_OTHER_NUMBER = re.compile(
    r"\b(?:card|visa|mastercard|amex|american express|discover|ssn|social(?: security)?|account|"
    r"acct|routing|iban|order|invoice|policy|claim|case|ticket|reference|ref|serial|model|"
    r"tracking|confirmation|licen[sc]e|permit|vin|isbn|omb|zip|id)\b[^.;!?\d]{0,25}$",
    re.IGNORECASE,
)
_OTHER_SHAPE = re.compile(
    r"\d{3}-\d{2}-\d{4}"  # social security
    r"|(?:\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})|\d{4}[-./]\d{1,2}[-./]\d{1,2})(?:\D.*)?"  # date
    r"|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}"  # IP address
    r"|(?:\d{4}[\s-]){3}\d{1,7}"  # card
    r"|\d{4,7}\s?[-–]\s?\d{4,7}"  # a range of amounts
    r"|\d{1,3}(?:\.\d{3})+"  # an amount as most of Europe writes it
    r"|\d+\.\d+"  # a decimal
)
_AN_AMOUNT = re.compile(
    r"\s*(?:dollars?|bucks|usd|eur|gbp|euros?|pounds|grand|sq)\b", re.IGNORECASE
)


def read_phone(text: str, context: Context) -> Heard[str] | None:
    """The first phone number in `text`, as E.164, or None.

    Numbers of the campaign's country may come bare; others need their country code. One that
    lacks its plus, or that its country is not known to use, is `doubtful`.
    """
    if len(text) > LONGEST_TEXT or sum(c.isdigit() for c in text) < FEWEST_DIGITS:
        return None
    at_home_in_america = context.country in NORTH_AMERICA
    patterns = (_WITH_CODE, _NORTH_AMERICAN) if at_home_in_america else (_WITH_CODE,)
    for pattern in (*patterns, _NATIONAL):
        for match in pattern.finditer(text):
            heard = _judge(text, match, context)
            if heard:
                return heard
    return None


def _judge(text: str, match: re.Match[str], context: Context) -> Heard[str] | None:
    words = match[0]
    if _OTHER_NUMBER.search(text[: match.start()]) or _AN_AMOUNT.match(text, match.end()):
        return None
    has_code = match.re is _WITH_CODE
    if not has_code and _OTHER_SHAPE.fullmatch(words) and context.asks != "phone":
        return None
    if match.re is _NATIONAL and context.country in NORTH_AMERICA:
        return _without_plus(match, context)
    number = _parse(words, context.country)
    if number:
        return Heard(number, match.start(), match.end())
    possible = _parse(words, context.country, in_use=False) if has_code else None
    return Heard(possible, match.start(), match.end(), doubtful=True) if possible else None


def _without_plus(match: re.Match[str], context: Context) -> Heard[str] | None:
    """Where bare numbers have ten digits: any grouping of ten if asked, or "971 4 123 4567"."""
    bare = re.sub(r"\D", "", match[0])
    if context.asks == "phone" and len(bare) in (10, 11):
        number = _parse(bare, context.country)
        if number:
            return Heard(number, match.start(), match.end())
    if len(bare) > 10 and not bare.startswith("0"):
        number = _parse("+" + bare, context.country)
        if number:
            return Heard(number, match.start(), match.end(), doubtful=True)
    return None


def _parse(words: str, country: str, *, in_use: bool = True) -> str | None:
    try:
        return phone.parse(words, country, in_use=in_use)
    except ValueInvalid:
        return None
