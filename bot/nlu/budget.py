"""Reading a budget out of one English message."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from bot.language.clean import clean
from bot.leads.campaign import AtLeast
from bot.nlu.amounts import roles
from bot.nlu.amounts.bounds import FILLER, Rate
from bot.nlu.amounts.find import find_amounts, find_figures
from bot.nlu.amounts.other import NAMES_A_COUNT
from bot.nlu.amounts.statement import Statement, merged, state, states, stretches
from bot.nlu.corrections import current, follows_turn, turn_follows, turned, unsettled
from bot.nlu.excerpt import excerpt
from bot.nlu.patterns import head_of, phrases
from bot.nlu.reading import Context, Heard
from bot.values.budget import Budget, Period
from bot.values.money import to_minor


def read_budget(text: str, context: Context) -> Heard[Budget] | Heard[None] | None:
    """The budget that `text` tells, None when it tells none.

    `Heard[None]` is a prospect who says that there is no figure to tell ("money is no
    object"). A bare number counts only as the answer to the budget question, or beside a
    word such as "budget". Amounts are never guessed: a doubtful one is marked so.
    """
    plain = excerpt(clean(text), _TELLING, _PERHAPS)
    statements = _statements(plain.text, context)
    said, rivalled = _best(plain.text, statements)
    if said is None:
        open_end = _OPEN.search(plain.text)
        return Heard(None, *plain.span(*open_end.span()), rule="budget.open") if open_end else None
    said = _in_their_period(plain.text, said, statements)
    start, end = plain.span(said.start, said.end)
    doubtful = rivalled or _doubtful(said, context) or unsettled(plain.text, said.end)
    doubtful = doubtful or roles.is_aside(plain.text, said) or roles.is_vague(plain.text, said)
    return Heard(_budget(said, context), start, end, doubtful, rule=f"budget.{_kind(said)}")


def _kind(said: Statement) -> str:
    if said.low is None or said.high is None:
        return "at_most" if said.low is None else "at_least"
    return "amount" if said.low == said.high else "range"


_budget_words = phrases(
    r"""budget(?:ed|ing)? | spend | spending | afford | price range | willing to pay | able to pay
    | looking to pay | prepared to pay | invest | loan | borrow | financ\w* | set aside | saved
    | (?:can|could) (?:pay|do|put|go)
    | hop(?:e|ing) (?:for|to) | looking (?:for|at) | thinking | aiming | (?:i|we) want
    | would like | i'd like | we'd like | prefer"""
)
_BUDGET_BEFORE = re.compile(rf"(?<![a-z]){_budget_words}(?![a-z])")
_BUDGET_AFTER = re.compile(
    r" *(?:(?:is |as )?(?:my |our |the |a )?(?:total |max )?budget"
    r"|to (?:spend|work with|play with|invest|borrow|put)|set aside|saved|budgeted"
    r"|(?:mortgage|loan)(?= *(?:$|[.,;!?)]|(?:over|at|and|for|with|on|by) )))(?![a-z])"
)
_should_be = (
    r"(?:'?s)?(?: (?:really|actually|now|should|shouldn't|'?ve|of|have|been|be|supposed to be)"
    r"| should'?ve| shoulda| needs to be| ought to be)*"
)
_BUDGET_RIGHT_BEFORE = re.compile(
    rf"(?:(?:budget(?:ed|ing)?|spend|afford|price range|pay|loan|borrow){_should_be}{FILLER}"
    r"|[£$€] ?)$"
)
_HAVE = re.compile(rf"(?<![a-z])(?:i|we)(?:'ve)? (?:only )?(?:have|got){FILLER}$")
_named = phrases(
    r"""zip | postcode | zipcode | code | case | claim | policy | ticket | account | apt | unit
    | suite | since | age | aged | year | in the
    | score | number | no\. | nr | phone | call | text | cell | address | built | at the | top
    | level | option | question | chapter | step | st | ref | order | size | class(?: of)? | room
    | grade | version | v | first | second | third | last | (?:this|that|which)(?! is)
    | (?:day|week|month|year)s? or"""
)
_NAMED_BEFORE = re.compile(rf"(?:(?<![a-z]){_named}[ :]*(?:is )?|[#@_&])$")
# Ages and hours
_AGED_BEFORE = re.compile(r"(?<![a-z])(?:i'm|i am|im|turning|turned|after|before|until|till|by) *$")
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
# Of a long message, the sentences to look for a budget in
_TELLING = re.compile(
    r"[$£€¥]|\d ?(?:k|m|grand|thousand|hundred|million)(?![a-z])|hundred|thousand|grand|million"
    r"|lakh|dollar|buck|pound|euro|budget|spend|afford|invest|loan|borrow|willing to pay|limit"
    r"|a (?:month|year)|monthly|/mo|figures|money|whatever it"
)
_PERHAPS = re.compile(
    r"\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|een|ty|half)(?![a-z])"
)
_HUGE = 10**11
_SMALLEST_BOUND = 100
_A_YEAR = {Rate.WEEK: 52, Rate.TWO_WEEKS: 26, Rate.QUARTER: 4, Rate.HALF_YEAR: 2}
_PERIODS_A_YEAR = {Period.MONTH: 12, Period.YEAR: 1}
_YEARS = range(2020, 2040)


def _statements(text: str, context: Context) -> list[Statement]:
    said: list[Statement] = []
    for one in states(text, find_amounts(text, context.currency)):
        stretched = bool(said) and stretches(text, said[-1], one)
        if one.money or stretched or _may_be_bare(text, one, context):
            said.append(one)
    told = bool(said)
    said = [one for one in said if not roles.is_income(text, one)]
    if context.asks != "budget":
        said = [one for one in said if not roles.is_of_others(text, one)]
    said = [one for one in said if one is said[0] or not roles.is_margin(text, one)]
    said = [one for one in said if not (roles.is_refused(text, one) or roles.is_denied(text, one))]
    if said:
        return merged(text, said, roles.is_aside)
    if told or context.asks not in ("budget", None):
        return []
    return [state(text, *ends) for ends in find_figures(text)]


def _may_be_bare(text: str, said: Statement, context: Context) -> bool:
    """Whether a number that nothing marks as money is one all the same."""
    head = head_of(text, said.start)
    if text[said.start : said.end] == "one":
        return False  # "we haven't set one"
    counted = not (said.period or said.rate) and bool(NAMES_A_COUNT.match(text, said.end))
    counted = counted and not turn_follows(text, said.end)
    saved = _BUDGET_AFTER.match(text, said.end)
    if not said.bound and _AGED_BEFORE.search(head):
        return False
    named = _NAMED_BEFORE.search(head) and not follows_turn(text, said.start)
    if named or (counted and not said.bound and not saved):
        return False
    if _PLACED_BEFORE.search(head) and _ZIP.match(text, said.start):
        return False
    if said.period or said.rate or saved or _BUDGET_RIGHT_BEFORE.search(head):
        return True
    if counted:
        return False
    if context.asks is None:
        # "Can't go over 7500" says what it is about; "over 60" may be an age.
        return said.bound and max(said.low or 0, said.high or 0) >= _SMALLEST_BOUND
    return context.asks == "budget"


def _best(text: str, said: list[Statement]) -> tuple[Statement | None, bool]:
    """The statement that is the budget, and whether another may be it as well.

    Of equals it is the first, or the one after a correction or an aside.
    """
    best: Statement | None = None
    best_weight = -100
    rivalled = False
    for statement in current(text, said):
        weight = _weight(text, statement, alone=len(said) == 1)
        corrected = best is not None and turned(text, best.end, statement.start, statement.end)
        aside = roles.is_aside(text, statement)
        after_aside = weight == best_weight and best and roles.is_aside(text, best) and not aside
        if weight > best_weight or after_aside or (corrected and not aside):
            best, best_weight, rivalled = statement, weight, False
        elif best and weight == best_weight:
            apart = statement.start >= best.end and _ends(statement) != _ends(best)
            rivalled |= statement.money and apart and not aside
    return best, rivalled


def _in_their_period(text: str, said: Statement, all_said: list[Statement]) -> Statement:
    """ "I pay 210 a month now, would like 150": a month, too."""
    if said.period or said.rate:
        return said
    now = next((one for one in all_said if one.period and roles.is_aside(text, one)), None)
    return replace(said, period=now.period) if now else said


def _ends(said: Statement) -> tuple[Decimal | None, Decimal | None]:
    return said.low, said.high


def _weight(text: str, said: Statement, alone: bool) -> int:
    head = head_of(text, said.start)
    clause = re.split(r"[.;!?]\s", head[-60:])[-1]
    weight = 4 if said.money else 0
    if any(words.search(clause) for words in (_BUDGET_BEFORE, _HAVE)) or (
        _BUDGET_AFTER.match(text, said.end)
    ):
        weight += 4
    weight += 1 if _BUDGET_RIGHT_BEFORE.search(head) else 0
    weight += 2 if said.currency else 0
    weight += 1 if said.money or said.bound else 0
    if not alone:
        weight -= 5 if roles.is_aside(text, said) or roles.is_owned(text, said) else 0
        weight -= 4 if roles.is_replaced(text, said) else 0
        weight -= 1 if roles.is_vague(text, said) else 0
        weight -= 1 if not said.money and _ZIP.match(text, said.start) else 0
    return weight


def _budget(said: Statement, context: Context) -> Budget:
    currency = said.currency or context.currency
    period = said.period or _usual_period(context)
    # A weekly rate, where months or years are asked for, is told in those (and read back).
    times = Decimal(1)
    if said.rate in _A_YEAR and period in _PERIODS_A_YEAR:
        times = Decimal(_A_YEAR[said.rate]) / _PERIODS_A_YEAR[period]

    def minor(value: Decimal | None) -> int | None:
        return None if value is None else to_minor(value * times, currency)

    return Budget(minor(said.low), minor(said.high), currency, period)


def _usual_period(context: Context) -> Period:
    question = context.campaign.question("budget") if context.campaign else None
    return question.period if question else Period.ONCE


def _doubtful(said: Statement, context: Context) -> bool:
    largest = said.high if said.high is not None else said.low
    if not said.sure or not largest or largest > _HUGE:
        return True
    if said.rate:
        return True
    if said.money or said.period:
        return False
    if largest in _YEARS and (said.low is None or said.low in _YEARS):
        return True
    if largest == said.low and (10**4 < largest < 10**5 and largest % 50):
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
