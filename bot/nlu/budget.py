"""Reading a budget out of one English message."""

from __future__ import annotations

import re
from decimal import Decimal

from bot.leads.campaign import AtLeast
from bot.nlu.amounts.bounds import FILLER, Rate
from bot.nlu.amounts.find import find_amounts, find_figures, find_foreign
from bot.nlu.amounts.other import NAMES_A_COUNT
from bot.nlu.amounts.statement import Statement, merged, state, states, stretches
from bot.nlu.clean import clean
from bot.nlu.patterns import phrases
from bot.nlu.reading import Context, Heard
from bot.values.budget import Budget, Period
from bot.values.money import to_minor


def read_budget(text: str, context: Context) -> Heard[Budget] | Heard[None] | None:
    """The budget that `text` tells, None when it tells none.

    `Heard[None]` is a prospect who says that there is no figure to tell ("money is no
    object"). A bare number counts only as the answer to the budget question, or beside a
    word such as "budget". Amounts are never guessed: a doubtful one is marked so.
    """
    plain = clean(text)
    said = _best(plain.text, _statements(plain.text, context))
    if said is None:
        open_end = _OPEN.search(plain.text)
        return Heard(None, *plain.span(*open_end.span())) if open_end else None
    start, end = plain.span(said.start, said.end)
    doubtful = _doubtful(said, context) or _is_aside(plain.text, said)
    return Heard(_budget(said, context), start, end, doubtful)


_budget_words = phrases(
    r"""budget(?:ed|ing)? | spend | spending | afford | price range | willing to pay | able to pay
    | looking to pay | prepared to pay | invest | loan | borrow | financ\w* | set aside | saved
    | (?:can|could) (?:pay|do|put)"""
)
_BUDGET_BEFORE = re.compile(rf"(?<![a-z]){_budget_words}(?![a-z])")
_BUDGET_AFTER = re.compile(r" *(?:is |as )?(?:my |our |the |a )?(?:total |max )?budget")
_BUDGET_RIGHT_BEFORE = re.compile(
    rf"(?:(?:budget(?:ed)?|spend|afford|price range|pay){FILLER}|[£$€] ?)$"
)
# Money that is theirs or due already, never what they would spend
_other_money = phrases(
    """income | salary | earn(?:ing|s)? | (?:i|we) make | (?:i'm|we're) making | owe | owing
    | worth | valued at | deductible | score"""
)
_OTHER_MONEY = re.compile(rf"(?<![a-z]){_other_money}(?![a-z])[^.;!?,\d]{{0,30}}$")
# Somebody's price, not the prospect's budget
_aside = phrases(
    """quoted | quote (?:was|of|for) | currently pay(?:ing)? | pay(?:ing)? now | right now i pay
    | rent is | neighbou?r"""
)
_ASIDE = re.compile(rf"(?<![a-z]){_aside}(?![a-z])[^.;!?\d]{{0,30}}$")
_PAYING = re.compile(r"(?<![a-z])pay(?:ing)?(?![a-z])[^.;!?,\d]{0,20}$")
_NOW = re.compile(r" *(?:right now|now|currently|today|at the moment)(?![a-z])")
_PAID = re.compile(r"(?<![a-z])(?:paid|charged|bought|deposit)(?![a-z])[^.;!?\d]{0,30}$")
_CORRECTION = re.compile(
    r"(?<![a-z])(?:actually|no wait|wait|sorry|i mean|i meant|rather|make (?:that|it)"
    r"|correction|scratch that|instead|no,)(?![a-z])"
)
_NEGATED = re.compile(r"(?<![a-z])not *$")
_named = phrases(
    r"""zip | postcode | zipcode | code | apt | unit | suite | since | age | aged | year | in the
    | score | number | no\. | nr | phone | call | text | cell | address | built | at the | top
    | level | option | question | chapter | step | st | ref | order | size | class | room | grade
    | version | v | first | second | third | last | this | that | which | no
    | (?:day|week|month|year)s? or"""
)
_NAMED_BEFORE = re.compile(rf"(?:(?<![a-z]){_named}[ :]*(?:is )?|[#@_&])$")
# "I live in 10463": a ZIP code, which nobody pays to the dollar
_PLACED_BEFORE = re.compile(
    r"(?<![a-z])(?:in|near|(?:live|living|based|located|house|home|property|place|moving)"
    r"(?: is)? (?:at|to|by|around)) +$"
)
_ZIP = re.compile(r"\d{3}(?:[1-9]\d|0[1-9])(?!\d)")
_OPEN = re.compile(
    phrases(
        """money(?:'s| is)? (?:is )?(?:no|not an?) (?:object|issue|problem) | no object
        | sky(?:'s| is) the limit | no (?:budget )?(?:limit|cap)(?![a-z]) | unlimited
        | whatever it (?:takes|costs)
        | (?:no|don't have an?) (?:set|fixed|specific|particular) (?:budget|amount|number|limit)
        | budget(?:'s| is) (?:open|flexible|wide open) | open budget
        | (?:price|cost|budget|money) (?:doesn't|does not) matter
        | (?:price|cost|budget|money) (?:isn't|is not) (?:important|an? issue)"""
    )
)
_SMALLEST_BOUND = 100
_WEEKS = {Period.MONTH: Decimal(52) / 12, Period.YEAR: Decimal(52)}
_YEARS = range(2020, 2040)


def _statements(text: str, context: Context) -> list[Statement]:
    said: list[Statement] = []
    for one in states(text, find_amounts(text, context.currency)):
        stretched = bool(said) and stretches(text, said[-1], one)
        if one.money or stretched or _may_be_bare(text, one, context):
            said.append(one)
    if context.asks != "budget":
        said = [one for one in said if not _OTHER_MONEY.search(text[: one.start])]
    if said:
        return merged(text, said)
    if context.asks not in ("budget", None):
        return []
    figures = find_figures(text)
    foreign = [] if figures else find_foreign(text, context.now, context.country)
    return [state(text, *ends) for ends in [*figures, *((one, one) for one in foreign)]]


def _may_be_bare(text: str, said: Statement, context: Context) -> bool:
    """Whether a number that nothing marks as money is one all the same."""
    head = text[: said.start]
    counted = bool(NAMES_A_COUNT.match(text, said.end))
    if _NAMED_BEFORE.search(head) or (counted and not said.bound):
        return False
    if _PLACED_BEFORE.search(head) and _ZIP.match(text, said.start):
        return False
    if said.period or _BUDGET_RIGHT_BEFORE.search(head):
        return True
    if counted:
        return False
    if context.asks is None:
        # "Can't go over 7500" says what it is about; "over 60" may be an age.
        return said.bound and max(said.low or 0, said.high or 0) >= _SMALLEST_BOUND
    return context.asks == "budget"


def _best(text: str, said: list[Statement]) -> Statement | None:
    """The statement that is the budget; of equals the first, or the one after a correction."""
    best: Statement | None = None
    best_weight = -1
    for statement in said:
        weight = _weight(text, statement, alone=len(said) == 1)
        corrected = best is not None and _CORRECTION.search(text[best.end : statement.start])
        if weight > best_weight or (corrected and weight >= best_weight - 2):
            best, best_weight = statement, weight
    return best


def _is_aside(text: str, said: Statement) -> bool:
    """What somebody asked for or gets now: no budget until the prospect says so."""
    head = text[: said.start]
    return bool(_ASIDE.search(head) or (_PAYING.search(head) and _NOW.match(text, said.end)))


def _weight(text: str, said: Statement, alone: bool) -> int:
    head = text[: said.start]
    clause = re.split(r"[.;!?]\s", head[-60:])[-1]
    weight = 4 if said.money else 0
    if _BUDGET_BEFORE.search(clause) or _BUDGET_AFTER.match(text, said.end):
        weight += 4
    weight += 2 if said.currency else 0
    weight += 1 if said.money or said.bound else 0
    if not alone:
        aside = any(pattern.search(clause) for pattern in (_ASIDE, _OTHER_MONEY, _PAID))
        weight -= 5 if aside else 0
        weight -= 4 if _NEGATED.search(head) else 0
    return max(weight, 0)


def _budget(said: Statement, context: Context) -> Budget:
    currency = said.currency or context.currency
    period = said.period or _usual_period(context)
    # A weekly rate, where months or years are asked for, is told in those (and read back).
    weeks = _WEEKS.get(period, Decimal(1)) if said.rate is Rate.WEEK else Decimal(1)

    def minor(value: Decimal | None) -> int | None:
        return None if value is None else to_minor(value * weeks, currency)

    return Budget(minor(said.low), minor(said.high), currency, period)


def _usual_period(context: Context) -> Period:
    question = context.campaign.question("budget") if context.campaign else None
    return question.period if question else Period.ONCE


def _doubtful(said: Statement, context: Context) -> bool:
    largest = said.high if said.high is not None else said.low
    if not said.sure or not largest:
        return True
    if said.rate and (_usual_period(context) is not Period.ONCE or not said.currency):
        return True
    if said.money or said.period:
        return False
    if largest == said.low and (largest in _YEARS or (10**4 < largest < 10**5 and largest % 50)):
        return True  # a year or a ZIP code, as likely
    if largest * 10 % 1:
        return False  # nobody counts thousands in cents
    return largest < _suspect(context)


def _suspect(context: Context) -> Decimal:
    """Below this a bare number is far from what the campaign deals in: 8 for a roof."""
    floor = Decimal(100) if _usual_period(context) is Period.ONCE else Decimal(5)
    rules = context.campaign.qualified_when if context.campaign else ()
    wanted = (r.rule.amount for r in rules if r.name == "budget" and isinstance(r.rule, AtLeast))
    return max(floor, next(wanted, floor) / 20)
