"""A campaign as JSON, in the shape of its file, and back.

The JSON is what the store keeps as an immutable definition; its hash goes on every lead.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from bot.leads.campaign import (
    STANDARD_QUESTIONS,
    Answer,
    AtLeast,
    Business,
    Campaign,
    Criterion,
    Duplicates,
    FollowUp,
    Is,
    OneOf,
    Price,
    PriceBasis,
    Question,
    QuestionType,
    Rule,
    StartsWith,
    WithinDays,
)
from bot.leads.means import usual_means
from bot.values import money
from bot.values.budget import Means, Period
from bot.values.money import Money

# What prospects may be told of a business; a definition from before there were these has none.
PUBLIC = ("phone", "email", "site")
OPTIONAL = (
    "wording", "privacy", "cost", "answers", "messaging_service", "follow_up", "duplicates",
    "countries",
)  # fmt: skip


def canonical_json(data: Mapping[str, Any]) -> str:
    """`data` on one line without spaces. Keys keep their order: choices are shown in it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def definition_sha256(data: Mapping[str, Any]) -> str:
    """The hash, in hexadecimal, of the canonical JSON in UTF-8."""
    return hashlib.sha256(canonical_json(data).encode()).hexdigest()


def campaign_from_json(data: Mapping[str, Any]) -> Campaign:
    """The campaign in `data`, which must have passed `read_campaign`'s checks once."""
    criteria = tuple(Criterion(name, _rule(rule)) for name, rule in data["qualified_when"].items())
    return Campaign(
        id=data["id"],
        vertical=data["vertical"],
        business=Business(**data["business"]),
        number=data["number"],
        locale=data["locale"],
        currency=data["currency"],
        greeting=data["greeting"],
        questions=tuple(_questions(data)),
        qualified_when=criteria,
        # Without weights every criterion counts the same.
        score=dict(data.get("score") or {c.name: 1 for c in criteria}),
        consent=data["consent"]["text"],
        price=_price(data["price"], data["currency"]),
        wording=dict(data.get("wording") or {}),
        privacy=data.get("privacy"),
        cost=data.get("cost"),
        answers={
            name: Answer(tuple(answer["heard"]), answer["say"])
            for name, answer in (data.get("answers") or {}).items()
        },
        messaging_service=data.get("messaging_service"),
        follow_up=FollowUp(**data.get("follow_up") or {}),
        duplicates=Duplicates(**data.get("duplicates") or {}),
        countries=tuple(data.get("countries") or ()),
    )


def campaign_to_json(campaign: Campaign) -> dict[str, Any]:
    """The campaign file as plain JSON values, defaults spelled out, keys in the file's order."""
    business = campaign.business
    price = campaign.price
    data: dict[str, Any] = {
        "id": campaign.id,
        "vertical": campaign.vertical,
        "business": {
            "name": business.name,
            "time_zone": business.time_zone,
            "sms": business.sms,
            "backup_sms": business.backup_sms,
            **{key: getattr(business, key) for key in PUBLIC if getattr(business, key)},
        },
        "number": campaign.number,
        "locale": campaign.locale,
        "currency": campaign.currency,
        "greeting": campaign.greeting,
        "questions": _questions_json(campaign.questions),
        "qualified_when": {c.name: _rule_json(c.rule) for c in campaign.qualified_when},
        "score": dict(campaign.score),
        "consent": {"text": campaign.consent},
        "price": {
            price.basis.value: str(money.to_decimal(price.amount.minor, price.amount.currency))
        },
        "wording": dict(campaign.wording),
        "privacy": campaign.privacy,
        "cost": campaign.cost,
        "answers": {
            name: {"heard": list(answer.heard), "say": answer.say}
            for name, answer in campaign.answers.items()
        },
        "messaging_service": campaign.messaging_service,
        "follow_up": asdict(campaign.follow_up) if campaign.follow_up != FollowUp() else None,
        "duplicates": asdict(campaign.duplicates) if campaign.duplicates != Duplicates() else None,
        "countries": list(campaign.countries),
    }
    return {k: v for k, v in data.items() if v or k not in OPTIONAL}


def _questions(campaign: Mapping[str, Any]) -> Iterator[Question]:
    data = campaign["questions"]
    for id, type in STANDARD_QUESTIONS.items():
        if type is QuestionType.BUDGET and id in data:
            facts = _amount(data[id], campaign["vertical"], campaign["currency"])
            yield replace(_question(id, type, data[id]), **facts)
        elif id in data:
            yield _question(id, type, data[id])
    for own in data.get("details") or ():
        inferred = QuestionType.CHOICE if "choices" in own else QuestionType.TEXT
        yield _question(own["id"], QuestionType(own.get("type", inferred)), own)


def _question(id: str, type: QuestionType, data: Mapping[str, Any]) -> Question:
    # Definitions from before phrases had this name have synonyms.
    phrases = data.get("phrases") or data.get("synonyms") or {}
    return Question(
        id=id,
        ask=data["ask"],
        type=type,
        choices=dict(data.get("choices") or {}),
        phrases={value: tuple(words) for value, words in phrases.items()},
        why=data.get("why"),
        optional=data.get("optional", False),
    )


def _amount(data: Mapping[str, Any], vertical: str, currency: str) -> dict[str, Any]:
    """What a budget question says of the amount."""
    period = Period(data.get("period", Period.ONCE))
    means = Means(data["means"]) if data.get("means") else usual_means(vertical, period)
    scale: Sequence[int | str] = data.get("plausible") or ()
    amounts = [Money(money.to_minor(each, currency), currency) for each in scale]
    return {"period": period, "means": means, "plausible": tuple(amounts) or None}


def _questions_json(questions: tuple[Question, ...]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    details: list[dict[str, Any]] = []
    for question in questions:
        if question.id in STANDARD_QUESTIONS:
            data[question.id] = _question_json(question)
        else:
            own = {"id": question.id, "type": question.type.value}
            details.append(own | _question_json(question))
    return data | ({"details": details} if details else {})


def _question_json(question: Question) -> dict[str, Any]:
    data: dict[str, Any] = {"ask": question.ask}
    if question.type is QuestionType.BUDGET:
        data["period"] = question.period.value
        data["means"] = question.means.value
    if question.plausible:
        ends = (money.to_decimal(each.minor, each.currency) for each in question.plausible)
        data["plausible"] = [_plain(end) for end in ends]
    if question.choices:
        data["choices"] = dict(question.choices)
    if question.phrases:
        data["phrases"] = {value: list(words) for value, words in question.phrases.items()}
    if question.why:
        data["why"] = question.why
    if question.optional:
        data["optional"] = True
    return data


def _rule(data: Mapping[str, Any]) -> Rule:
    ((kind, value),) = data.items()
    if kind == "one_of":
        return OneOf(tuple(value))
    if kind == "is":
        return Is(value)
    if kind == "at_least":
        return AtLeast(Decimal(value))
    if kind == "within_days":
        return WithinDays(value)
    return StartsWith(tuple(value))


def _rule_json(rule: Rule) -> dict[str, Any]:
    if isinstance(rule, OneOf):
        return {"one_of": list(rule.values)}
    if isinstance(rule, Is):
        return {"is": rule.value}
    if isinstance(rule, AtLeast):
        return {"at_least": _plain(rule.amount)}
    if isinstance(rule, WithinDays):
        return {"within_days": rule.days}
    return {"starts_with": list(rule.prefixes)}


def _plain(amount: Decimal) -> int | str:
    """Whole amounts stay numbers as in the file; cents are text, never a float."""
    whole = amount == amount.to_integral_value()
    return int(amount) if whole else str(amount)


def _price(data: Mapping[str, Any], currency: str) -> Price:
    ((basis, amount),) = data.items()
    return Price(Money(money.to_minor(amount, currency), currency), PriceBasis(basis))
