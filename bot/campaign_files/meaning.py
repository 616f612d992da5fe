"""A campaign file by its meaning: what a schema can't tell.

Each check takes the file, to note problems in, and its data as `check_shape` returned it:
every value has the schema's type, and any may be missing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.numbers import list_currencies

from bot.campaign_files.answers import check_answers
from bot.campaign_files.budget import check_budget
from bot.campaign_files.questions import check_questions
from bot.campaign_files.rules import check_rules
from bot.campaign_files.words import instead, quoted
from bot.campaign_files.yaml_lines import Where, YamlFile
from bot.errors import ValueInvalid
from bot.values import email, phone, phone_origin
from bot.values.money import MINOR_DIGITS


def check_meaning(
    file: YamlFile, data: dict[str, Any], sentences: Collection[str] | None = None
) -> None:
    """Note in `file` everything that has the right shape and can't work.

    `sentences` are the keys that `wording` may replace; None leaves it unchecked.
    """
    _check_places(file, data)
    _check_countries(file, data)
    _check_phones(file, data)
    _check_contact(file, data)
    _check_price(file, data)
    check_questions(file, data.get("questions", {}))
    check_budget(file, data)
    check_answers(file, data)
    check_rules(file, data)
    if sentences is not None:
        _check_wording(file, data, sentences)


def _check_places(file: YamlFile, data: dict[str, Any]) -> None:
    zone = data.get("business", {}).get("time_zone")
    if zone is not None and zone not in _zones():
        mend = f"write IANA's name, such as America/New_York; {instead(zone, _zones())}"
        file.add(("business", "time_zone"), f"no time zone is called {quoted(zone)}; {mend}")
    locale = data.get("locale")
    if locale is not None and not _is_locale(locale):
        file.add(("locale",), f"no locale is called {quoted(locale)}; write one such as en_US")
    currency = data.get("currency")
    if currency is not None and currency not in list_currencies():
        file.add(("currency",), f"no currency is called {quoted(currency)}; write one such as USD")


def _check_countries(file: YamlFile, data: dict[str, Any]) -> None:
    """A country that no number has would leave every text unanswered."""
    named: list[tuple[Where, str]] = [
        (("countries", n), country) for n, country in enumerate(data.get("countries") or ())
    ]
    locale = data.get("locale")
    if locale is not None and _is_locale(locale) and not named:
        named = [(("locale",), locale.partition("_")[2])]
    for where, country in named:
        if country and not phone_origin.is_country(country):
            mend = "did you mean GB?" if country == "UK" else "write its ISO 3166 code, such as US"
            file.add(where, f"no country is called {country}; {mend}")


def _check_phones(file: YamlFile, data: dict[str, Any]) -> None:
    """A number used twice would text the business's leads to itself or to the prospects' line."""
    country = data.get("locale", "en_US").partition("_")[2]
    seen: dict[str, Where] = {}
    for where, text in _phones(data):
        try:
            number = phone.parse(text, country)
        except ValueInvalid as error:
            file.add(where, f"{text} is no phone number: {error.reason}")
            continue
        if number in seen:
            other = ".".join(map(str, seen[number]))
            file.add(where, f"{text} is already `{other}`; each needs a number of its own")
        seen.setdefault(number, where)


def _phones(data: dict[str, Any]) -> Iterator[tuple[Where, str]]:
    business = data.get("business", {})
    for key in ("sms", "backup_sms"):
        if key in business:
            yield ("business", key), business[key]
    if "number" in data:
        yield ("number",), data["number"]


def _check_contact(file: YamlFile, data: dict[str, Any]) -> None:
    """What prospects are told must be right; it may be a number that stands elsewhere, too."""
    country = data.get("locale", "en_US").partition("_")[2]
    business = data.get("business", {})
    try:
        if "phone" in business:
            phone.parse(business["phone"], country)
    except ValueInvalid as error:
        reason = f"{business['phone']} is no phone number: {error.reason}"
        file.add(("business", "phone"), reason)
    try:
        if "email" in business:
            email.parse(business["email"])
    except ValueInvalid as error:
        file.add(("business", "email"), f"{quoted(business['email'])}: {error.reason}")


def _check_price(file: YamlFile, data: dict[str, Any]) -> None:
    digits = MINOR_DIGITS.get(data.get("currency", ""), 2)
    for basis, amount in data.get("price", {}).items():
        if len(amount.partition(".")[2]) > digits:
            file.add(("price", basis), f"{amount} has more than {digits} decimals; round it")


def _check_wording(file: YamlFile, data: dict[str, Any], sentences: Collection[str]) -> None:
    for key in data.get("wording", {}):
        if key not in sentences:
            mend = instead(key, sentences)
            file.add(("wording", key), f"the bot has no sentence called {quoted(key)}; {mend}")


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _is_locale(text: str) -> bool:
    try:
        Locale.parse(text)
    except (UnknownLocaleError, ValueError):
        return False
    return True
