"""Reading a budget out of one English message."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.leads.campaign import AtLeast
from bot.nlu.amounts.find import Amount, find_amounts, find_figures, find_foreign
from bot.nlu.clean import clean
from bot.nlu.reading import Context, Heard
from bot.values.budget import Budget, Period
from bot.values.money import to_minor


@dataclass(frozen=True, slots=True)
class _Said:
    """One amount or range with its bounds, in major units; what `Budget` is made from."""

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    currency: str | None
    period: Period | None
    weekly: bool
    money: bool
    bound: bool
    sure: bool


_FILLER = (
    r"(?:[ ,:]*(?:is|are|it's|its|it|be|of|at|to|for|around|about|like|roughly|approximately|"
    r"approx|circa|maybe|probably|say|the|an?|my|our|budget|price|amount|would|will|spend|"
    r"spending|pay|paying|total|only|just|really|say|figure|something|somewhere|approx\.?|~|=))*"
    r"[ :]*"
)
_NOT = (
    r"(?:no|not|never|nothing|can't|cannot|can not|couldn't|won't|wouldn't|don't|do not|"
    r"shouldn't|without|unable to)"
)
_NO_LESS_BEFORE = re.compile(
    rf"(?<![a-z]){_NOT}(?:[ ][a-z']+){{0,2}}?[ ](?:less than|lower than|under|below){_FILLER}$"
)
_UPPER_BEFORE = re.compile(
    rf"""(?<![a-z])(?:
      up[ ]to | max(?:imum|ed[ ]out|ing[ ]out)?(?![a-z]) | at[ ](?:the[ ])?(?:very[ ])?most | <=? | ≤
    | under | below | beneath | within | south[ ]of | cheaper[ ]than | capped | cap | limit(?:ed)?
    | ceiling | (?:less|lower|fewer|smaller)[ ]than | as[ ](?:much|high)[ ]as
    | tops?(?:[ ]out)? | {_NOT}(?:[ ](?!under|below)[a-z']+){{0,3}}?[ ](?:over|above|exceed(?:ing)?|past|beyond|more[ ]than|higher[ ]than|greater[ ]than|bigger[ ]than)
    | (?:stay|keep)(?:ing)?[ ](?:it[ ])?(?:under|below)
    ){_FILLER}$""",
    re.VERBOSE,
)
_LOWER_BEFORE = re.compile(
    rf"""(?<![a-z])(?:
      at[ ](?:the[ ])?(?:very[ ])?least | min(?:imum)?(?![a-z]) | >=? | ≥ | more[ ]than | over | above
    | up(?:wards?)?[ ]of | upwards?[ ]from | north[ ]of | start(?:s|ing)?(?:[ ](?:at|from))? | from
    | exceed(?:s|ing)? | excess[ ]of | (?:greater|higher|bigger|better)[ ]than
    ){_FILLER}$""",
    re.VERBOSE,
)
_UPPER_AFTER = re.compile(
    r"""[ ]*,?[ ]*(?:-[ ]*)?(?:(?:as|is|are|be|would[ ]be|'s|for)[ ])?(?:(?:an?|the|my|our)[ ])?(?:absolute[ ])?(?:
      tops? | max(?:imum)? | at[ ](?:the[ ])?(?:very[ ])?most | or[ ](?:less|under|below|lower|cheaper)
    | and[ ](?:under|below) | limit | cap | ceiling | all[ ](?:i|we)[ ](?:have|got|can)
    | (?:the[ ])?most(?=[ ](?:i|we)[ ]) )(?![a-z])""",
    re.VERBOSE,
)
_LOWER_AFTER = re.compile(
    r"""[ ]*(?:\+(?![ ]?[a-z\d]) | ,?[ ]?plus[ ]*(?=$|[.!?,;])
    | ,?[ ]?(?:or|and)[ ](?:more|over|above|up(?:wards?)?|higher|better|beyond)(?![a-z])
    | ,?[ ]?(?:is[ ])?(?:the[ ]|my[ ]|an?[ ])?(?:min(?:imum)?|at[ ](?:the[ ])?(?:very[ ])?least|minimally)(?![a-z]) )""",
    re.VERBOSE,
)
_PERIOD_AFTER = re.compile(
    r"""[ ]*,?[ ]?(?:(?:/|p/|per|each|every|an?)[ ]?(?:(?P<month>months?|mo|mth|m)|(?P<year>year|yr|y|annum)
      |(?P<rate>week|wk|w|day|hour|hr|h|night|sq|square|foot|share|unit|person|head|visit|tooth))(?![a-z])
    | (?P<monthly>monthly|pcm|pm|p\.m\.|p/m|mo)(?![a-z]) | (?P<yearly>yearly|annually|annual|pa|p\.a\.?)(?![a-z])
    | (?P<weekly>weekly|daily|hourly|apiece|each)(?![a-z])
    | (?P<once>(?:in[ ])?total|all[ ]in|altogether|overall|one[ -]?(?:time|off)|up[ -]?front|once|flat)(?![a-z])
    )(?![ ](?:from[ ]now|ago|later|or[ ]two[ ]from))""",
    re.VERBOSE,
)
_PERIOD_BEFORE = re.compile(
    r"(?<![a-z])(?:(?P<month>monthly|per month|each month|every month)|(?P<year>yearly|annual(?:ly)?|per year|per annum|each year)"
    r")(?:[ :'-]+[a-z']+){0,5}[ :=~]*$"
)
_ABOUT = re.compile(r"(?:[ ]*(?:ish|or so|give or take|approx(?:imately)?|roughly|-ish))(?![a-z])")
_LINK = re.compile(
    r"[ ]*(?P<link>-+|to|till?|until|through|thru|or|and|/|~|\.\.+|,?[ ]?(?:maybe|perhaps|possibly))"
    r"(?:[ ](?:maybe|perhaps|possibly|about|around|like|even|up to|roughly|say))*[ ]*(?P<approx>~)?$"
)
_STRETCH = re.compile(
    r"(?:,|[ ]but|[ ]and|[ ]-)?[ ]*(?:[a-z']+[ ]){0,3}(?:could|can|may|might|would|will|willing to|able to|up)"
    r"(?:[ ][a-z']+){0,2}?[ ](?:go|stretch|push|do|up|max)(?:[ ](?:it|up|as high as|as far as))*[ ](?:to[ ])?$"
)
_BETWEEN = re.compile(r"(?<![a-z])between(?:[ ](?:about|around|like|roughly|say))*[ ]*$")
_FROM = re.compile(r"(?<![a-z])(?:from|ranges?|range of)[ ]*$")
_BUDGET_WORD = re.compile(
    r"(?<![a-z])(?:budget(?:ed|ing)?|spend|spending|afford|price range|willing to pay|able to pay|"
    r"looking to pay|prepared to pay|invest|loan|borrow|financ\w*|set aside|saved|"
    r"(?:can|could) (?:pay|do|put))(?![a-z])"
)
_BUDGET_AFTER = re.compile(r"[ ]*(?:is |as )?(?:my |our |the |a )?(?:total |max )?budget")
# What is theirs or due already, never what they would spend
_OTHER_MONEY = re.compile(
    r"(?<![a-z])(?:income|salary|earn(?:ing|s)?|(?:i|we) make|(?:i'm|we're) making|owe|owing|"
    r"worth|valued at|deductible|score)(?![a-z])[^.;!?,\d]{0,30}$"
)
_NOT_BUDGET = re.compile(
    r"(?<![a-z])(?:quoted|quote (?:was|of|for)|paid|charged|bought|currently pay(?:ing)?|pay(?:ing)? now|"
    r"right now i pay|rent is|neighbou?r|pay(?:ing)?(?= [^.;!?,]{0,20}(?:now|currently)))(?![a-z])[^.;!?\d]{0,30}$"
)
_BARE_BEFORE = re.compile(rf"(?:(?:budget(?:ed)?|spend|afford|price range|pay){_FILLER}|[£$€] ?)$")
_CORRECTION = re.compile(
    r"(?<![a-z])(?:actually|no wait|wait|sorry|i mean|i meant|rather|make (?:that|it)|correction|"
    r"scratch that|instead|no,)(?![a-z])"
)
_NEGATED = re.compile(r"(?<![a-z])not[ ]*$")
_COUNTED = re.compile(
    r"[ ]+(?!(?:a|an|per|each|every|max|maximum|min|minimum|tops?|total|budget|or|to|and|but|for|"
    r"if|is|was|would|could|can|i|i'm|i'd|we|we're|all|in|at|on|with|including|include|plus|maybe|"
    r"ish|please|pls|plz|right|give|so|just|from|as|up|down|should|will|perhaps|probably|"
    r"now|today|approx\w*|around|about|roughly|thanks|thank|thx|is|it|that|though|tho|monthly|yearly|"
    r"annually|the|my|our|hopefully|depending|altogether|overall|once|upfront|pm|pcm|pa|range|"
    r"ideally|not|no|because|since|when|until|by|next|asap|then|say|give|i|zip|also|of)(?![a-z]))"
    r"[a-z]"
)
_BARE_PREFIX = re.compile(
    r"(?:(?<![a-z])(?:zip|postcode|zipcode|code|apt|unit|suite|since|age|aged|year|in the|score|number|no\.|"
    r"nr|phone|call|text|cell|address|built|at the|top|level|option|question|chapter|step|st|"
    r"ref|order|size|class|room|grade|version|v|first|second|third|last|this|that|which|no|"
    r"(?:day|week|month|year)s? or)[ :]*(?:is[ ])?|[#@_&])$"
)
_OPEN = re.compile(
    r"money(?:'s| is)? (?:is )?(?:no|not an?) (?:object|issue|problem)|no object|"
    r"sky(?:'s| is) the limit|no (?:budget )?(?:limit|cap)(?![a-z])|unlimited|"
    r"whatever it (?:takes|costs)|(?:no|don't have an?) (?:set|fixed|specific|particular|real) "
    r"(?:budget|amount|number|price|limit)|budget(?:'s| is) (?:open|flexible|wide open)|open budget|"
    r"(?:price|cost|budget|money) (?:doesn't|does not|isn't|is not) (?:matter|important|an? issue)"
)
_WEEKS = {Period.MONTH: Decimal(52) / 12, Period.YEAR: Decimal(52)}
_YEARS = range(2020, 2040)


def read_budget(text: str, context: Context) -> Heard[Budget] | Heard[None] | None:
    """The budget that `text` tells, None when it tells none.

    `Heard[None]` is a prospect who says that there is no figure to tell ("money is no
    object"). A bare number counts only as the answer to the budget question, or beside a
    word such as "budget". Amounts are never guessed: a doubtful one is marked so.
    """
    plain = clean(text)
    said = _best(plain.text, _statements(plain.text, context))
    if said is None:
        said = _best(plain.text, _figures(plain.text) or _foreign(plain.text, context))
    if said is None:
        open_end = _OPEN.search(plain.text)
        return Heard(None, *plain.span(*open_end.span())) if open_end else None
    budget = _budget(said, context)
    start, end = plain.span(said.start, said.end)
    aside = bool(_NOT_BUDGET.search(plain.text[: said.start]))
    return Heard(budget, start, end, aside or _doubtful(said, context))


def _statements(text: str, context: Context) -> list[_Said]:
    amounts = find_amounts(text, context.currency)
    said: list[_Said] = []
    index = 0
    while index < len(amounts):
        first = amounts[index]
        second = amounts[index + 1] if index + 1 < len(amounts) else None
        ranged = _ranged(text, first, second) if second else None
        index += 2 if ranged else 1
        statement = _bounded(text, *(ranged or (first, first)))
        if context.asks != "budget" and _OTHER_MONEY.search(text[: statement.start]):
            continue
        if statement.money or _may_be_bare(text, statement, context):
            said.append(statement)
    return _merged(text, said)


def _foreign(text: str, context: Context) -> list[_Said]:
    if context.asks not in ("budget", None):
        return []
    amounts = find_foreign(text, context.now, context.country)
    return [_bounded(text, amount, amount) for amount in amounts]


def _figures(text: str) -> list[_Said]:
    return [_bounded(text, low, high) for low, high in find_figures(text)]


def _ranged(text: str, low: Amount, high: Amount) -> tuple[Amount, Amount] | None:
    """The two ends of "8 to 10k", each with what was said only once."""
    between = text[low.end : high.start]
    link = _LINK.match(between)
    if link is None:
        return None
    if "and" in link["link"] and not _BETWEEN.search(text[: low.start]):
        return None
    if low.currency and high.currency and low.currency != high.currency:
        return None
    if not low.money and not high.money and link["link"] == "/":
        return None
    low, high = _spread(low, high)
    if low.value > high.value and (low.money == high.money):
        if "-" not in link["link"] and "or" not in link["link"] and "to" not in link["link"]:
            return None
    return low, high


def _spread(low: Amount, high: Amount) -> tuple[Amount, Amount]:
    currency = low.currency or high.currency
    money = low.money or high.money
    if low.scale == 1 and high.scale > 1 and low.value * high.scale <= high.value:
        # 5-7k: the multiplier was said once, for both
        low = replace(low, value=low.value * high.scale, scale=high.scale)
    elif low.scale == 1 and high.scale >= 1_000_000 and 100 <= low.value < 1000:
        # 800 to 1.2 million
        low = replace(low, value=low.value * 1000, scale=1000, sure=False)
    elif (
        high.scale == 1
        and low.scale > 1
        and high.value < 1000
        and low.value < high.value * low.scale
    ):
        # 5k to 7
        high = replace(high, value=high.value * low.scale, scale=low.scale)
    return (
        replace(low, currency=currency, money=money),
        replace(high, currency=currency, money=money),
    )


def _bounded(text: str, low: Amount, high: Amount) -> _Said:
    """The amount or range with "up to", "at least", "a month" around it."""
    start, end = low.start, high.end
    around = _ABOUT.match(text, end)
    end = around.end() if around else end
    period, rate, end = _period(text, start, end)
    upper = _UPPER_AFTER.match(text, end)
    lower = None if upper else _LOWER_AFTER.match(text, end)
    if upper or lower:
        end = (upper or lower).end()  # type: ignore[union-attr]
        if period is None:
            period, rate, end = _period(text, start, end)
    head = text[max(0, start - 80) : start]
    between = _BETWEEN.search(head) or (_FROM.search(head) if low is not high else None)
    if between:
        start -= len(head) - between.start()
        head = head[: between.start()]
    no_less = _NO_LESS_BEFORE.search(head)
    before = None if no_less else _UPPER_BEFORE.search(head)
    if before:
        upper = upper or before
    else:
        before = None if upper else no_less or _LOWER_BEFORE.search(head)
        lower = lower or before
    if before:
        start -= len(head) - before.start()
    values = sorted((low.value, high.value))
    lowest: Decimal | None = values[0]
    highest: Decimal | None = values[1]
    if low is high:
        lowest = None if upper else lowest
        highest = None if lower and not upper else highest
    elif lower:
        highest = values[1]
    return _Said(
        start, end, lowest, highest, low.currency, period, rate == "week", low.money,
        bool(upper or lower), low.sure and high.sure and not rate,
    )  # fmt: skip


def _period(text: str, start: int, end: int) -> tuple[Period | None, str | None, int]:
    """The period said beside an amount, another rate ("week", "hour", …), and where it ends."""
    after = _PERIOD_AFTER.match(text, end)
    if after:
        if after["month"] or after["monthly"]:
            return Period.MONTH, None, after.end()
        if after["year"] or after["yearly"]:
            return Period.YEAR, None, after.end()
        if after["once"]:
            return Period.ONCE, None, after.end()
        weekly = after["rate"] in ("week", "wk", "w") or after["weekly"] == "weekly"
        return None, "week" if weekly else "other", after.end()
    before = _PERIOD_BEFORE.search(text[max(0, start - 60) : start])
    if before:
        return (Period.MONTH if before["month"] else Period.YEAR), None, end
    return None, None, end


def _may_be_bare(text: str, said: _Said, context: Context) -> bool:
    """Whether a number that nothing marks as money is one all the same."""
    head = text[: said.start]
    if _BARE_PREFIX.search(head) or (_COUNTED.match(text, said.end) and not said.bound):
        return False
    if _BARE_BEFORE.search(head) or (said.period):
        return True
    if _COUNTED.match(text, said.end):
        return False
    if context.asks is None:
        # "Can't go over 7500" says what it is about; "over 60" may be an age.
        return said.bound and max(said.low or 0, said.high or 0) >= 100
    return context.asks == "budget"


def _merged(text: str, said: list[_Said]) -> list[_Said]:
    """One statement of "at least 8k, but no more than 10k" and "8k, could go to 10k"."""
    merged: list[_Said] = []
    for statement in said:
        last = merged[-1] if merged else None
        both = _together(text, last, statement) if last else None
        if both:
            merged[-1] = both
        else:
            merged.append(statement)
    return merged


def _together(text: str, first: _Said, second: _Said) -> _Said | None:
    between = text[first.end : second.start]
    if len(between) > 40 or re.search(r"[.;!?]\s", between):
        return None
    if first.currency and second.currency and first.currency != second.currency:
        return None
    low, high = first.low, second.high
    if first.high is None and second.low is None:
        pass
    elif first.low is None and second.high is None:
        low, high = second.low, first.high
    elif (
        first.low == first.high
        and second.high is not None
        and (
            (second.low is None and re.fullmatch(r"[ ,-]*(?:and|but|with)?[ ,a-z']*", between))
            or _STRETCH.fullmatch(between)
        )
    ):
        pass
    else:
        return None
    if low is None or high is None or low > high:
        return None
    return replace(
        first, end=second.end, low=low, high=high,
        currency=first.currency or second.currency, period=first.period or second.period,
        money=True, bound=True, sure=first.sure and second.sure,
    )  # fmt: skip


def _best(text: str, said: list[_Said]) -> _Said | None:
    """The statement that is the budget; of equals the first, or the one after a correction."""
    best: _Said | None = None
    best_weight = -1
    for statement in said:
        weight = _weight(text, statement, alone=len(said) == 1)
        corrected = best is not None and _CORRECTION.search(text[best.end : statement.start])
        if weight > best_weight or (corrected and weight >= best_weight - 2):
            best, best_weight = statement, max(weight, 0)
    return best


def _weight(text: str, said: _Said, alone: bool) -> int:
    clause = re.split(r"[.;!?]\s", text[max(0, said.start - 60) : said.start])[-1]
    weight = 4 if said.money else 0
    named = _BUDGET_WORD.search(clause) or _BUDGET_AFTER.match(text, said.end)
    weight += 4 if named else 0
    weight += 2 if said.currency else 0
    weight += 1 if said.money or said.bound else 0
    aside = _NOT_BUDGET.search(clause) or _OTHER_MONEY.search(clause)
    weight -= 5 if aside and not alone else 0
    weight -= 4 if _NEGATED.search(text[: said.start]) and not alone else 0
    return max(weight, 0)


def _budget(said: _Said, context: Context) -> Budget:
    currency = said.currency or context.currency
    period = said.period or _usual_period(context)
    # A weekly rate, where months or years are asked for, is told in those (and read back).
    weeks = _WEEKS.get(period, Decimal(1)) if said.weekly else Decimal(1)

    def minor(value: Decimal | None) -> int | None:
        return None if value is None else to_minor(value * weeks, currency)

    return Budget(minor(said.low), minor(said.high), currency, period)


def _usual_period(context: Context) -> Period:
    question = context.campaign.question("budget") if context.campaign else None
    return question.period if question else Period.ONCE


def _doubtful(said: _Said, context: Context) -> bool:
    """A small bare number may be thousands: 8 for a roof."""
    largest = said.high if said.high is not None else said.low
    if not said.sure or not largest:
        return True
    if said.money or said.period:
        return False
    if largest == said.low and (largest in _YEARS or (10**4 < largest < 10**5 and largest % 50)):
        return True  # a year or a ZIP code, as likely
    return largest < _small(context)


def _small(context: Context) -> Decimal:
    """Below this a bare number is suspect: far from what the campaign deals in."""
    floor = Decimal(100) if _usual_period(context) is Period.ONCE else Decimal(5)
    rules = context.campaign.qualified_when if context.campaign else ()
    wanted = (r.rule.amount for r in rules if r.name == "budget" and isinstance(r.rule, AtLeast))
    return max(floor, next(wanted, floor) / 20)
