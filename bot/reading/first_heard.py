"""What the readers hear in a message, and which of two values its words belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.language.doc import blanked
from bot.language.intents import SURE, Guess
from bot.language.stories import stories_in
from bot.reading.denied import corrects, rejected
from bot.reading.heard import Context, Heard, Values
from bot.reading.own_question import read_own
from bot.reading.put_right import put_right, rejects_another
from bot.reading.readers import READERS
from bot.reading.timeframe import read_timeframe
from bot.reading.told_condition import told_condition
from bot.reading.yes_no import read_consent

# What these mention, but do not answer: "we sell leads to roofers".
MENTIONED = {"job": "need", "sales": "need"}
# What may be told beside a condition of consent; what else is heard there belongs to it.
_BESIDE_CONSENT = ("consent", "postcode", "phone", "email")


def first_heard(text: str, context: Context, guess: Guess) -> Values:
    """What the readers hear, or what is put right where they hear nothing."""
    values = dict(_read(text, context))
    if context.asks == "consent" and "consent" not in values:
        condition = told_condition(text, values, guess)
        values |= {"consent": condition} if condition else {}
    if not values and (corrects(text) or rejected(text)):
        values = dict(put_right(text, context))
        if not corrects(text) and not rejects_another(text, context, values):
            values = {}
    if guess.confidence >= SURE:
        values.pop(MENTIONED.get(guess.intent, ""), None)
    values = _apart(text, context, _of_their_own(text, context, values))
    return _consistent(_without_mere_ease(values, context.asks), context.asks)


def _read(text: str, context: Context) -> Iterator[tuple[str, Heard[Any]]]:
    for name, read in READERS.items():
        heard = read(text, context)
        if heard is not None:  # with a value of None: they say that there is no limit
            yield name, replace(heard, rule=heard.rule or name)
    for question in context.campaign.questions if context.campaign else ():
        own = None if question.id in READERS else read_own(text, question, context)
        if own is not None:
            yield question.id, replace(own, rule=own.rule or question.type.value)
    consent = read_consent(text, context.again) if context.asks == "consent" else None
    if consent is not None:
        yield "consent", replace(consent, rule="consent")


def _of_their_own(text: str, context: Context, values: Values) -> Values:
    """Without the sum of another's story that they open with: "my brother paid 9k for his"."""
    budget = values.get("budget")
    if context.asks or budget is None:
        return values
    told = any(start <= budget.start < end for start, end in stories_in(text))
    return {name: heard for name, heard in values.items() if not (told and name == "budget")}


def _without_mere_ease(values: Values, asks: str | None) -> Values:
    """Without the "no rush" that is all they say, to another question: "no rush to call back"."""
    eased = values.get("timeframe")
    alone = asks != "timeframe" and len(values) == 1
    is_easy = eased is not None and eased.value is not None and eased.value.flexible
    return {} if alone and is_easy else values


def _apart(text: str, context: Context, values: Values) -> Values:
    """Days beside the words of money: "110 a month from May 3" begins on May 3."""
    budget, timeframe = values.get("budget"), values.get("timeframe")
    if budget is None or (timeframe is None and context.asks != "timeframe"):
        return values
    if timeframe and not budget.start <= timeframe.start < budget.end < timeframe.end:
        return values
    rest = blanked(text, [(budget.start, budget.end)])
    other = {name: heard for name, heard in values.items() if name != "timeframe"}
    days = read_timeframe(rest, context)
    return {**other, "timeframe": days} if days else other


def _consistent(values: Values, asks: str | None) -> Values:
    """Without values of words that another value claims."""
    budget, timeframe = values.get("budget"), values.get("timeframe")
    answer = values.get(asks or "")
    own = asks not in ("budget", "timeframe")  # "150 a month" is money to either
    if budget and answer and own and budget.start < answer.end <= budget.end:
        del values["budget"]  # "wait, checked, 744" is a score where one was asked
    if budget and timeframe and budget.start <= timeframe.start and timeframe.end <= budget.end:
        del values["timeframe"]  # "150 a month" is money, however much a month is a time
    name = values.get("name")
    if name:  # June is no date, and Penny no sum, in a name
        values = {
            each: heard
            for each, heard in values.items()
            if each in ("name", "consent") or heard.end <= name.start or name.end <= heard.start
        }
    consent = values.get("consent")
    if asks == "consent" and timeframe and timeframe.value.flexible:
        values.pop("timeframe", None)  # "no problem, call whenever"
    if consent and consent.condition:  # "call me tomorrow after 5" is no new time for the work
        values = {n: values[n] for n in _BESIDE_CONSENT if n in values}
    return values
