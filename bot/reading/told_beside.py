"""What is told beside other values: a wish beside a number, a bare ZIP code, that it can't wait."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.language.contact_wishes import beside_number
from bot.language.intents import urgent_words
from bot.language.word_files import load
from bot.leads.campaign import CONTACT_QUESTIONS
from bot.reading.contact import read_zip_beside
from bot.reading.denied import corrects
from bot.reading.heard import Context, Values
from bot.reading.timeframe import read_timeframe

# Where a bare number is no ZIP code: it may be the answer, or nobody knows what it is.
ASKS_A_FIGURE = frozenset({None, "budget", "phone", "phone_code"})
_FIVE_DIGITS = re.compile(r"\W*(\d{5})\W*")
_ROUND = 25  # nobody names a price of 94,607


def with_contact_wish(text: str, values: Values) -> Values:
    """What stands beside a number told, "after 6 only", is kept with it; it is no time of work."""
    phone = None if "consent" in values else values.get("phone")
    places = beside_number(text, phone.start, phone.end) if phone and phone.value else []
    if phone is None or not places:
        return values
    others = {
        name: heard
        for name, heard in values.items()
        if name != "timeframe" or not any(a <= heard.start and heard.end <= b for a, b in places)
    }
    wish = "; ".join(text[slice(*place)] for place in places)
    return {**others, "phone": replace(phone, condition=wish)}


def with_zip(text: str, values: Values, context: Context) -> Values:
    """Five bare digits are a ZIP code beside an answer, alone, or as a correction; no sum, where
    they are not round.
    """
    digits = _FIVE_DIGITS.fullmatch(text)
    odd = digits is not None and "$" not in text and bool(int(digits[1]) % _ROUND)
    no_sum = context.asks == "budget" and odd
    if no_sum:
        values = {name: heard for name, heard in values.items() if name != "budget"}
    alone = digits is not None and (no_sum or context.asks not in ASKS_A_FIGURE)
    answers = (context.asks or "need") in values
    if "postcode" in values or not (answers or alone or corrects(text)):
        return values
    beside = read_zip_beside(text, context, list(values.values()))
    return {**values, "postcode": beside} if beside else values


def with_urgency(text: str, values: Values, context: Context) -> Values:
    """ "There's water pouring in" asks for help as soon as possible."""
    words = None if "timeframe" in values else urgent_words(text)
    if words is None or context.asks in CONTACT_QUESTIONS:
        return values
    at_once = load("en", "vague")["asap"][0]
    asap = read_timeframe(at_once, replace(context, asks="timeframe"))
    if asap is None:
        return values
    return {**values, "timeframe": replace(asap, start=words[0], end=words[1])}
