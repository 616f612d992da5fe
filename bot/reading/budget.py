"""Reading a budget out of one English message."""

from __future__ import annotations

from decimal import Decimal

from bot.language.amount import Amount
from bot.language.amount_roles import as_candidates, frame
from bot.language.contact import place
from bot.language.decode_budget import Cues, Told, decode
from bot.language.doc import Doc, read
from bot.language.en.number_words import MULTIPLIERS
from bot.language.money_scene import MoneyScene
from bot.language.no_limit import no_limit
from bot.language.roles import Chances
from bot.leads.campaign import AtLeast, Campaign, Question
from bot.reading.corrections import taken_back, turned, unsettled
from bot.reading.heard import Context, Heard
from bot.reading.money_found import find_money
from bot.reading.trained_roles import roles_of
from bot.values.budget import Budget
from bot.values.money import to_decimal, to_minor


def read_budget(text: str, context: Context) -> Heard[Budget] | Heard[None] | None:
    """The budget that `text` tells, None when it tells none.

    `Heard[None]` is a prospect who says that there is no figure to tell ("money is no
    object"). Amounts are never guessed: a doubtful one is marked so.
    """
    doc = read(text)
    scene = scene_of(context)
    told = _told(doc, amounts_told(doc, context), scene)
    if told is None:
        found = no_limit(doc)
        # "No cap" may mean "no lie".
        meant = context.asks in (None, "need", "budget")
        return Heard(None, *doc.span(*found), rule="budget.open") if found and meant else None
    start, end = doc.span(told.first, told.last)
    return Heard(
        _budget(told, scene.currency),
        start,
        end,
        told.doubtful or unsettled(text, end) or _is_scale_alone(doc, told),
        rule=f"budget.{_kind(told)}",
        role=told.role,
        margin=told.margin,
    )


def _is_scale_alone(doc: Doc, told: Told) -> bool:
    """ "6 to 7... hundred thousand I mean": of another number."""
    alone = all(token.low in MULTIPLIERS for token in doc.tokens[told.first : told.last])
    return alone and any(token.low[0].isdecimal() for token in doc.tokens[: told.first])


def amounts_told(doc: Doc, context: Context) -> list[tuple[Amount, Chances]]:
    """The amounts in `doc`, whosever they are, each with the chances of its roles."""
    scene = scene_of(context)
    amounts = _without_postcode(find_money(doc, scene.currency), doc, context)
    if not amounts:
        return []
    chances = roles_of("amounts").judge(doc, as_candidates(amounts, scene), frame(scene))
    return list(zip(amounts, chances, strict=True))


def _without_postcode(amounts: list[Amount], doc: Doc, context: Context) -> list[Amount]:
    """What looks like a postcode is one: beside a sum, where no budget was asked, and where a
    place is told with it ("we're in Oakland, 94607").
    """
    alike = [one for one in amounts if _is_like_postcode(doc, one)]
    if alike and context.asks == "budget" and not any(one.money for one in amounts):
        places = place.every(doc, place.Scene(context.country, context.asks))
        told = {each.start for each in places if each.role == "announced" and each.start}
        alike = [one for one in alike if doc.tokens[one.first].start in told]
    return [one for one in amounts if one not in alike]


def _is_like_postcode(doc: Doc, amount: Amount) -> bool:
    """Five digits in one, which nobody pays to the dollar."""
    token = doc.tokens[amount.first].low
    alone = amount.last - amount.first == 1 and not (amount.money or amount.period or amount.bound)
    return alone and len(token) == 5 and token.isdecimal() and int(token) % 50 != 0


def scene_of(context: Context) -> MoneyScene:
    """What amounts are read against, from the question and the campaign."""
    campaign = context.campaign
    question = campaign.question("budget") if campaign else None
    if campaign is None or question is None:
        return MoneyScene(context.currency, context.asks, known=campaign is not None)
    return MoneyScene(
        context.currency,
        context.asks,
        question.means.value,
        question.period,
        _floor(campaign),
        _plausible(question),
        again=context.again,
    )


def _plausible(question: Question) -> tuple[Decimal, Decimal] | None:
    if question.plausible is None:
        return None
    least, most = (to_decimal(each.minor, each.currency) for each in question.plausible)
    return least, most


def _floor(campaign: Campaign) -> Decimal | None:
    for criterion in campaign.qualified_when:
        if criterion.name == "budget" and isinstance(criterion.rule, AtLeast):
            return criterion.rule.amount
    return None


def _told(doc: Doc, judged: list[tuple[Amount, Chances]], scene: MoneyScene) -> Told | None:
    amounts, chances = [amount for amount, _ in judged], [each for _, each in judged]
    return decode(doc, amounts, chances, scene, cues_of(doc)) if judged else None


def cues_of(doc: Doc) -> Cues:
    """What the words of `doc` take back: "8k, no, 9k", "9k, not 8k"."""

    def turns(first: Amount, second: Amount) -> bool:
        end = doc.span(first.first, first.last)[1]
        start, until = doc.span(second.first, second.last)
        between = doc.message[end:start]
        return "*" in between or "->" in between or turned(doc.message, end, start, until)

    def is_old(amount: Amount) -> bool:
        return taken_back(doc.message, *doc.span(amount.first, amount.last))

    return Cues(turns, is_old)


def _kind(told: Told) -> str:
    if told.low is None or told.high is None:
        return "at_most" if told.low is None else "at_least"
    return "amount" if told.low == told.high else "range"


def _budget(told: Told, currency: str) -> Budget:
    currency = told.currency or currency

    def minor(value: Decimal | None) -> int | None:
        return None if value is None else to_minor(value, currency)

    return Budget(minor(told.low), minor(told.high), currency, told.period)
