"""The statements of this finder as `bot.language.amount.Amount`."""

from __future__ import annotations

from bot.language.amount import Amount as Said
from bot.language.amount import Bound as SaidBound
from bot.language.amount import Rate as SaidRate
from bot.language.amount import Sum
from bot.language.clean import Clean
from bot.language.doc import Doc
from bot.nlu.amounts import roles
from bot.nlu.amounts import statement as st
from bot.nlu.amounts.bounds import around
from bot.nlu.amounts.find import Amount, find_amounts, find_figures
from bot.nlu.amounts.other import NAMES_A_COUNT


def said_in(doc: Doc, plain: Clean, currency: str) -> list[Said]:
    text = plain.text
    amounts = st._scaled(text, find_amounts(text, currency))
    found, index = [], 0
    while index < len(amounts):
        low = high = amounts[index]
        pair = st._ranged(text, low, amounts[index + 1]) if index + 1 < len(amounts) else None
        if pair:
            low, high = pair
        index += 2 if pair else 1
        found.append(_said(doc, plain, low, high))
    if not found:
        found = [_said(doc, plain, *ends) for ends in find_figures(text)]
    return found


def _said(doc: Doc, plain: Clean, low: Amount, high: Amount) -> Said:
    text = plain.text
    one = st.state(text, low, high)
    first, last = _tokens(doc, plain, one.start, one.end)
    bound = around(text, low.start, high.end, low is not high).bound
    ends = [_sum(doc, plain, low)] + ([_sum(doc, plain, high)] if low is not high else [])
    return Said(
        one.low,
        one.high,
        min(first, ends[0].first),
        max(last, ends[-1].last),
        tuple(ends),
        one.currency,
        one.period,
        SaidRate(one.rate.value) if one.rate else None,
        SaidBound(bound.value) if bound else None,
        money=one.money,
        sure=one.sure and not (roles._VAGUE.search(text[max(0, one.start - 80) : one.start])),
        counted=bool(NAMES_A_COUNT.match(text, one.end)),
        link=text[low.end : high.start].strip() if low is not high else None,
        rule="range" if low is not high else "amount",
    )


def _sum(doc: Doc, plain: Clean, amount: Amount) -> Sum:
    first, last = _tokens(doc, plain, amount.start, amount.end)
    return Sum(amount.value, first, last, amount.scale, amount.currency, amount.money, amount.sure)


def _tokens(doc: Doc, plain: Clean, start: int, end: int) -> tuple[int, int]:
    a, b = plain.span(start, end)
    over = [i for i, token in enumerate(doc.tokens) if token.start < b and a < token.end]
    return over[0], over[-1] + 1
