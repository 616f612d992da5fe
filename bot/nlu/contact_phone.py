"""Where a phone number stands in a sentence, and where a long number is something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from bot.errors import ValueInvalid
from bot.nlu.contact_digits import plain_digits
from bot.nlu.contact_turn import standing
from bot.nlu.patterns import MOST, head_of
from bot.nlu.reading import LONGEST, Context, Heard
from bot.values import phone

FEWEST_DIGITS = 7
NORTH_AMERICA = frozenset({"US", "CA", "PR", "DO", "JM", "BS", "TT"})

_GAP = r"[\s.\-/]{0,3}"
_EXTENSION = r"(?:\s*[,;]?\s*(?:ext(?:ension|n)?\.?:?=?|x|#)\s*\d{1,6})?"
_EXTENSION_AFTER = re.compile(
    r"\W{0,3}(?:ext(?:ension|n)?|x|#)[\s.:=#]*(?:(?:number|no|is)\b[\s.:]*)?(\d{1,6})\b",
    re.IGNORECASE,
)
_ALONE = r"(?![\w%*=@€£+]|[-.:]\d|,\d{3}(?!\d)|/\d{1,2}(?!\d)|\s?[*=+]|-[^\W\d]{2,}-)"
_AFRESH = r"(?<![\w$€£¥%*=#&/.+)])(?<![\w)]-)(?<![$€£¥=*+]\s)"
_PLUS_ONE = rf"(?:\(?\+?1\)?{_GAP}|(?<!\d))"

_NORTH_AMERICAN = re.compile(
    rf"(?:{_AFRESH}|(?<=[^\W\d]-)|(?<=[^\W\d]-\s)){_PLUS_ONE}"
    rf"\(?\d{{3}}\)?{_GAP}\d{{3}}{_GAP}\d{{4}}{_EXTENSION}{_ALONE}",
    re.IGNORECASE,
)
# As it may be told where nothing else is expected: "415, 555, 0123", "415 and then 555 0123".
_BETWEEN = r"(?:[\s.,\-/:()]{0,4}(?:(?:area\s+code|and|then)\b[\s,:]{0,2}){0,2})"
# To look for as many digits, however written, costs less than for each way to write them.
_LONG_NUMBER = re.compile(rf"\d(?:{_BETWEEN}\d){{{FEWEST_DIGITS - 1}}}", re.IGNORECASE)
_NORTH_AMERICAN_LOOSE = re.compile(
    rf"{_AFRESH}{_PLUS_ONE}\(?\d{{3}}{_BETWEEN}\d{{3}}[\s.,\-/]{{0,4}}\d{{4}}{_EXTENSION}{_ALONE}",
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
# "5 10, 867, 53 09" counts only where a number was asked for: elsewhere these are several.
_NATIONAL_LOOSE = re.compile(rf"{_AFRESH}\(?\d(?:[\s().,\-/]{{0,3}}\d){{9,10}}{_ALONE}")

_PHONE_WORD = r"(?:phone|cell|mobile|call|text|tel|ring|reach|whatsapp)"
_ANNOUNCED = re.compile(rf"\b{_PHONE_WORD}\b[^.;!?\d]{{0,25}}$", re.IGNORECASE)
# Words before a long number that say it is something else.
_OTHER_NUMBER = re.compile(
    r"\b(?:card|visa|mastercard|amex|american express|discover|ssn|social(?: security)?|account|"
    r"acct|routing|iban|order|invoice|policy|claim|case|ticket|reference|ref|serial|model|"
    r"tracking|confirmation|licen[sc]e|permit|vin|isbn|omb|zip|id|ip|budget|loan|version|tax|ein|pin|lot|parcel)"
    rf"\b(?![^.,;!?\d]{{0,25}}\b{_PHONE_WORD}\b)[^.,;!?\d]{{0,25}}$",
    re.IGNORECASE,
)
_OTHER_SHAPE = re.compile(
    r"\d{3}-\d{2}-\d{4}"  # social security
    r"|(?:\d{1,2}[-./]\d{1,2}[-./](?:\d{4}|\d{2})|\d{4}[-./]\d{1,2}[-./]\d{1,2})(?:\D.*)?"  # date
    r"|(?:\d{4}[\s-]){3}\d{1,7}"  # card
    r"|\d{4,7}\s?[-–]\s?\d{4,7}"  # a range of amounts
    r"|\d{1,3}(?:\.\d{3})+"  # an amount as most of Europe writes it
    r"|\d+\.\d+"  # a decimal
)
_GROUPED = re.compile(r"\d{3}\.\d{7}|\d{6}\.\d{4}|\d{3}\.\d{3}\.\d{4}")
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IP_ADDRESS = re.compile(rf"{_OCTET}(?:\.{_OCTET}){{3}}")
_AN_AMOUNT = re.compile(
    r"\s*(?:dollars?|bucks|usd|eur|gbp|euros?|pounds|grand|sq)\b", re.IGNORECASE
)


def read_phone(text: str, context: Context) -> Heard[str] | None:
    """The phone number in `text`, typed or spoken, as E.164, or None.

    Of several it is the first that the prospect doesn't take back, and that isn't known to be the
    business's or the campaign's. Numbers of the campaign's country may come bare; others need their
    country code. One that lacks its plus, or that its country is not known to use, is `doubtful`.
    """
    if len(text) > LONGEST:
        return None
    plain = plain_digits(text)
    if not _LONG_NUMBER.search(plain.text):
        return None
    # "#415 555 0123" is a number only as the whole answer: elsewhere # marks an order.
    digits = re.sub(r"^(\s*)#", r"\1 ", plain.text) if context.asks == "phone" else plain.text
    found = _numbers(digits, context.country, context.asks == "phone")
    heard = standing(digits, [each for each in found if not _is_ours(each, context)] or found)
    return (
        Heard(heard.value, *plain.span(heard.start, heard.end), heard.doubtful) if heard else None
    )


def read_extension(text: str, heard: Heard[str]) -> str | None:
    """The extension that was told with a number, or right after it; or None."""
    within = phone.extension(plain_digits(text[heard.start : heard.end]).text)
    after = _EXTENSION_AFTER.match(plain_digits(text[heard.end :]).text)
    return within or (after[1] if after else None)


def _is_ours(heard: Heard[str], context: Context) -> bool:
    """ "I called you at 415 555 0101": a number that everybody may know, and no prospect has."""
    ours = context.campaign
    return ours is not None and heard.value in (ours.number, ours.business.phone)


@lru_cache(maxsize=16)  # who looks for a ZIP code asks, too
def _numbers(text: str, country: str, asked: bool) -> tuple[Heard[str], ...]:
    """Every number, the surest way to write one first; none within another."""
    patterns = [_WITH_CODE, _NATIONAL]
    if country in NORTH_AMERICA:
        patterns[1:1] = [_NORTH_AMERICAN, _NORTH_AMERICAN_LOOSE]
        patterns += [_NATIONAL_LOOSE] if asked else []
    found: list[Heard[str]] = []
    for pattern in patterns:
        for heard in _of_shape(pattern, text, country, asked):
            if all(heard.end <= other.start or other.end <= heard.start for other in found):
                found.append(heard)
    return tuple(found)


def _of_shape(
    pattern: re.Pattern[str], text: str, country: str, asked: bool
) -> Iterator[Heard[str]]:
    for match in islice(pattern.finditer(text), MOST):
        before = head_of(text, match.start())
        if _OTHER_NUMBER.search(before) or _AN_AMOUNT.match(text, match.end()):
            continue
        expected = asked or bool(_ANNOUNCED.search(before))
        heard = _judge(match, country, expected)
        if heard:
            yield heard


def _judge(match: re.Match[str], country: str, expected: bool) -> Heard[str] | None:
    """The number that the words of `match` are; `expected` where a phone number was asked for."""
    if match.re is _WITH_CODE:
        number = _parse(match[0], country)
        if number:
            return _heard(number, match)
        possible = _parse(match[0], country, in_use=False)
        return Heard(possible, *match.span(), doubtful=True) if possible else None
    if _is_other(match[0], expected) or (match.re is _NORTH_AMERICAN_LOOSE and not expected):
        return None
    if match.re in (_NATIONAL, _NATIONAL_LOOSE) and country in NORTH_AMERICA:
        return _regrouped(match, country) if expected else None
    words = (
        re.sub(r"[^\W\d]{3,}|,", " ", match[0]) if match.re is _NORTH_AMERICAN_LOOSE else match[0]
    )
    return _heard(_parse(words, country), match)


def _heard(number: str | None, match: re.Match[str]) -> Heard[str] | None:
    return Heard(number, *match.span(), doubtful=phone.is_unlikely(number)) if number else None


def _is_other(words: str, expected: bool) -> bool:
    if _IP_ADDRESS.fullmatch(words):
        return True
    if not _OTHER_SHAPE.fullmatch(words) or _GROUPED.fullmatch(words):
        return False
    # Where a number is expected, two groups are one however they are cut ("41555-50123").
    return not expected or "." in words


def _regrouped(match: re.Match[str], country: str) -> Heard[str] | None:
    """Ten digits in any groups, or a foreign number without its plus ("971 4 123 4567").

    The latter's first group must be its country's code: "415-555-01234" is one digit too many.
    """
    number = re.sub(rf"{_EXTENSION}$", "", match[0], flags=re.IGNORECASE)
    bare = re.sub(r"\D", "", number)
    if len(bare) == 10 or (len(bare) == 11 and bare[0] == "1"):
        home = _parse(bare, country)
        return _heard(home, match)
    if len(bare) < 11 or bare[0] in "01":
        return None
    foreign = _parse("+" + bare, country)
    if foreign != "+" + bare:  # it needed mending: too doubtful even to read back
        return None
    groups = re.findall(r"\d+", number)
    whole = len(groups) == 1 and len(bare) > 11
    named = len(groups) > 1 and phone.country_code(foreign) == groups[0]
    return Heard(foreign, *match.span(), doubtful=True) if whole or named else None


def _parse(words: str, country: str, *, in_use: bool = True) -> str | None:
    try:
        return phone.parse(words, country, in_use=in_use)
    except ValueInvalid:
        return None
