"""Budgets in what people type, and the numbers there that are none."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.leads.campaign import (
    AtLeast,
    Business,
    Campaign,
    Criterion,
    Question,
    QuestionType,
)
from bot.reading.budget import read_budget
from bot.reading.heard import Context
from bot.values import budget as budgets
from bot.values.budget import Budget, Means, Period
from bot.values.money import Money

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("America/Los_Angeles"))


def campaign(
    period: Period = Period.ONCE,
    at_least: int = 3000,
    currency: str = "USD",
    locale: str = "en_US",
    means: Means = Means.PRICE,
) -> Campaign:
    return Campaign(
        id="any",
        vertical="any",
        business=Business("Any", "America/Los_Angeles", "+14155550100"),
        number="+14155550199",
        locale=locale,
        currency=currency,
        greeting="Hi",
        questions=(
            Question("budget", "How much?", QuestionType.BUDGET, period=period, means=means),
        ),
        qualified_when=(Criterion("budget", AtLeast(Decimal(at_least))),),
        score={},
        consent="",
        price=Money(100, "USD"),
    )


ROOFING = campaign()
INSURANCE = campaign(Period.MONTH, 60, means=Means.PREMIUM)
BRITISH = campaign(currency="GBP", locale="en_GB")


def words(text: str, asks: str | None, about: Campaign = ROOFING) -> str:
    """What was heard, as a reader is told it: `-` for nothing, `?` behind a doubtful value."""
    heard = read_budget(text, Context(NOW, asks, about))
    if heard is None:
        return "-"
    if heard.value is None:
        return "open"
    return budgets.format(heard.value, about.locale) + ("?" if heard.doubtful else "")


def agree(heard: str, expected: str) -> bool:
    """The same figures, firm or read back; in doubt at least where that is `expected`.

    How many are firm is one figure for all (test_budget_sentences): a margin moves with every
    example that is learnt.
    """
    return heard in (expected, f"{expected}?") and not (expected == "-" != heard)


def table(lines: str) -> list[tuple[str, str]]:
    return [
        (text.strip(), expected.strip())
        for text, _, expected in (line.rpartition("|") for line in lines.strip().splitlines())
    ]


ANSWERS = """
about 8k                                     | $8,000
8000                                         | $8,000
8k                                           | $8,000
12                                           | $12,000?
8                                            | $8,000?
up to 8k                                     | up to $8,000
can't go over 7500                           | up to $7,500
10-15k tops                                  | $10,000 to $15,000
at least 8k                                  | at least $8,000
5-7k                                         | $5,000 to $7,000
10 to 15 grand                               | $10,000 to $15,000
half a million                               | $500,000
1.5 mil                                      | $1,500,000
140 a month                                  | $140 a month
2 bathrooms                                  | -
for 4 people                                 | -
415-555-0123                                 | -
4155550123                                   | -
94110                                        | -
zip 94110                                    | -
12/15/2026                                   | -
6 months                                     | -
abot 5k                                      | $5,000
need a roof repair next month, about 8k, zip 94110 | $8,000
eight thousand                               | $8,000
between 8 and 10 thousand                    | $8,000 to $10,000
$8,000 to $10,000                            | $8,000 to $10,000
8 or 9 thousand                              | $8,000 to $9,000
8k, maybe 10k                                | $8,000 to $10,000
around 8k but could go up to 10k             | $8,000 to $10,000
8k, 10k max                                  | $8,000 to $10,000
max 10k                                      | up to $10,000
no more than 10k                             | up to $10,000
not more than 10k                            | up to $10,000
less than 10k                                | up to $10,000
under 10k                                    | up to $10,000
10k or less                                  | up to $10,000
8k+                                          | at least $8,000
8k or more                                   | at least $8,000
over 8k                                      | at least $8,000
more than 8k                                 | at least $8,000
8k minimum                                   | at least $8,000
8k ish                                       | $8,000
8kish                                        | $8,000
8,000ish                                     | $8,000
low five figures                             | $10,000 to $99,999?
six figures                                  | $100,000 to $999,999
a few thousand                               | $3,000?
couple grand                                 | $2,000
couple thousand dollars                      | $2,000
fifteen hundred                              | $1,500
fifteen hundred bucks                        | $1,500
1,500.50                                     | $1,500.50
$1.5k                                        | $1,500
€5.000                                       | €5,000
8.000                                        | $8,000?
10,000-15,000                                | $10,000 to $15,000
10000-15000                                  | $10,000 to $15,000
10 - 15k                                     | $10,000 to $15,000
$10-15k                                      | $10,000 to $15,000
10k-15k                                      | $10,000 to $15,000
10 000                                       | $10,000
800k to 1.2 million                          | $800,000 to $1,200,000
500-2k                                       | $500 to $2,000
5k to 7                                      | $5,000 to $7,000
140/mo                                       | $140 a month
$140/month                                   | $140 a month
140 per month                                | $140 a month
$140 monthly                                 | $140 a month
monthly 140                                  | $140 a month
my monthly budget is 140                     | $140 a month
1200 a year                                  | $1,200 a year
$1,200/yr                                    | $1,200 a year
100 pm                                       | $100 a month
£100 pcm                                     | £100 a month
50 a week                                    | $50?
$50 a week                                   | $50?
money is no object                           | open
no limit                                     | open
not sure                                     | -
don't know                                   | -
no budget in mind                            | -
depends                                      | -
20 percent                                   | -
20%                                          | -
80 a month max                               | up to $80 a month
not 8k, 10k                                  | $10,000
8k no wait 10k                               | $10,000
actually 9k                                  | $9,000
my budget is 8000                            | $8,000
budget: 8000                                 | $8,000
budget 5-7                                   | $5,000 to $7,000?
I make 90k a year but can spend 20k          | $20,000
I was quoted 12k but my budget is 10k        | $10,000
owner since 2015                             | -
built in 1990                                | -
2,000 sq ft                                  | -
over 2000 sq ft                              | -
3 bed 2 bath 450k                            | $450,000
450k 3 bed                                   | $450,000
I have 3 kids and 20k                        | $20,000
5th                                          | -
5pm                                          | -
at least 3 bedrooms                          | -
401k                                         | -
5 stars                                      | -
24/7                                         | -
in 3 months                                  | -
3-6 months                                   | -
q1                                           | -
123 Main St                                  | -
apt 4                                        | -
1 roof                                       | -
two                                          | $2,000?
ten thousand                                 | $10,000
a hundred k                                  | $100,000
100 thousand                                 | $100,000
one hundred and fifty thousand               | $150,000
150                                          | $150
300                                          | $300
300k                                         | $300,000
1m                                           | $1,000,000
2 mil                                        | $2,000,000
1.2M                                         | $1,200,000
$2M+                                         | at least $2,000,000
upwards of 20k                               | at least $20,000
north of 20k                                 | at least $20,000
starting at 5k                               | at least $5,000
as much as 12k                               | up to $12,000
somewhere between 5k and 8k                  | $5,000 to $8,000
from 5k to 8k                                | $5,000 to $8,000
from 5k                                      | at least $5,000
5k plus                                      | at least $5,000
tops 5k                                      | up to $5,000
5k tops                                      | up to $5,000
5k at most                                   | up to $5,000
5k at the most                               | up to $5,000
no less than 5k                              | at least $5,000
won't go above 5k                            | up to $5,000
I don't want to spend more than 5k           | up to $5,000
we can spend up to about 5k                  | up to $5,000
I could do 5k                                | $5,000
maybe 5k                                     | $5,000
probably around 5k                           | $5,000
5 thousand dollars or so                     | $5,000
cap is 5k                                    | up to $5,000
limit of 5k                                  | up to $5,000
5k is my max                                 | up to $5,000
5k is the most i can do                      | up to $5,000
my max is 5k                                 | up to $5,000
max budget 5k                                | up to $5,000
ideally under 5k                             | up to $5,000
£5k                                          | £5,000
5k pounds                                    | £5,000
5000 quid                                    | £5,000
5000 euros                                   | €5,000
C$5000                                       | CA$5,000
5 grand                                      | $5,000
5 g's                                        | $5,000
5gs                                          | $5,000
10-12 thousand                               | $10,000 to $12,000
0                                            | $0?
$0                                           | $0?
$5                                           | $5
99999999999999999999                         | -
$ 8 000                                      | $8,000
8000$                                        | $8,000
usd 8000                                     | $8,000
8000 usd                                     | $8,000
8k usd                                       | $8,000
8 K                                          | $8,000
8 k dollars                                  | $8,000
8-10                                         | $8,000 to $10,000?
8 to 10                                      | $8,000 to $10,000?
3/4                                          | -
5-10k next month                             | $5,000 to $10,000
by march 15 5k                               | $5,000
in 2027                                      | -
2027                                         | $2,027?
2000                                         | $2,000
1500                                         | $1,500
2 to 3 weeks                                 | -
whatever it takes                            | open
30k total                                    | $30,000
30k for the whole program                    | $30,000
15k per year                                 | $15,000 a year
twenty k                                     | $20,000
20 K max per year                            | up to $20,000 a year
150-200 a month                              | $150 to $200 a month
not over 150/mo                              | up to $150 a month
"""
IN_PASSING = """
Hi! need a roof repair next month, about 8k, zip 94110 | $8,000
Looking for car insurance, paying 140 a month now, want to switch by the end of the month | -
we want to buy a 3 bed 2 bath house for 450-500k in the next 6 months, 94110 | $450,000 to $500,000
My roof was built in 1998 and leaks, need it fixed asap, budget 5 to 7 grand | $5,000 to $7,000
I'm 45 years old and need 2 implants, could spend up to 6k, maybe in the spring | up to $6,000
I own the house since 2015. no rush. 10k tops | up to $10,000
want to start in september 2027, around 40k total | $40,000
refinance 350k loan within 3 months, credit score 720 | $350,000
my number is 415-555-0123 and I can talk after 5pm | -
call me tomorrow at 3                        | -
call me at (415) 555-0100, budget is 8,000 dollars | $8,000
email joe2024@gmail.com, starting jan 5      | -
We have 3 kids, 2 dogs and a 1500 sq ft house | -
roof is 20 years old                         | -
it's 2400 square feet, 2 stories, asphalt    | -
my house is worth 800k, want to borrow 200k  | $200,000
I have 50k saved and can start in january    | $50,000
down payment of 20k                          | -
Not until after the holidays, I can pay 300/month | $300 a month
My deductible is 1000 and i pay 120 monthly  | -
within the next two weeks would be great, can spend between $3,000 and $4,500 | $3,000 to $4,500
The quote was $12,500 last year but we have only 9k now | $9,000
I was thinking 5 maybe 6 thousand            | $5,000 to $6,000
prob 5-6k sometime in q1                     | $5,000 to $6,000
idk maybe 200k?                              | $200,000
I can do 15 thousand, thx                    | $15,000
Hoping to close by Feb 15, 2027. Budget $650,000 - $700,000. | $650,000 to $700,000
$650,000-700,000 by 2/15/27                  | $650,000 to $700,000
Budget around $1.2m; timeline 3-6 months     | $1,200,000
budget: $8000, timeframe: 2 weeks, zip: 94110 | $8,000
8000 / next month / 94110                    | $8,000
8000, 94110, june                            | $8,000
12k and we're flexible on timing             | $12,000
can you do it for less than 5k?              | up to $5,000
what does 24/7 mean                          | -
I work 9-5                                   | -
age 35, no accidents in 5 years              | -
licensed since March 2010                    | -
accident free for 3 years                    | -
license for 6 months                         | -
I finished my degree in 2019                 | -
next to the church on 5th street             | -
123 Main St, Apt 4, 94110                    | -
94110                                        | -
SW1A 1AA                                     | -
my zip is 94110-1234                         | -
2                                            | -
option 2                                     | -
early 2027                                   | -
end of 2027                                  | -
late 2027                                    | -
mid 2027                                     | -
by 2028                                      | -
beginning of january 2027                    | -
I'll be ready in 6 to 8 weeks                | -
in 2 hours                                   | -
my lease expires 6/30                        | -
my lease ends 6/30/2027                      | -
the 1st                                      | -
by the 1st                                   | -
on the 1st of next month                     | -
1st                                          | -
Jan 2027                                     | -
01/2027                                      | -
1/2027                                       | -
2027-03                                      | -
2027-03-15                                   | -
15.3.2027                                    | -
15/3/2027                                    | -
3-15-27                                      | -
15 march                                     | -
mar 15                                       | -
march 15th 2027                              | -
in 1-2 years                                 | -
6 months to a year                           | -
3 months to 6 months                         | -
between 3 and 6 months                       | -
3 or 4 months                                | -
2-3 mths                                     | -
2/3 weeks                                    | -
4 to 6 wks                                   | -
in abt 2 wks                                 | -
w/in 30 days                                 | -
within 30-60 days                            | -
under 2 weeks                                | -
longer than 6 months                         | -
after march 15                               | -
after the 15th                               | -
before the 15th                              | -
ASAP but no later than december 10           | -
"""


@pytest.mark.parametrize(("text", "expected"), table(ANSWERS))
def test_answer_to_the_budget_question(text: str, expected: str) -> None:
    assert agree(words(text, "budget"), expected)


@pytest.mark.parametrize(("text", "expected"), table(IN_PASSING))
def test_budget_is_found_among_other_facts_and_nothing_else_is_taken_for_it(
    text: str, expected: str
) -> None:
    assert agree(words(text, None), expected)


STRETCHED = """
1.2m, could stretch to 1.4                   | $1,200,000 to $1,400,000
1.2 million, can go up to 1.4                | $1,200,000 to $1,400,000
800k, could stretch to 1.1                   | $800,000 to $1,100,000?
8k, maybe stretching to 10                   | $8,000 to $10,000
8k but could go to 10                        | $8,000 to $10,000
8k (could stretch to 10)                     | $8,000 to $10,000
300k loan, could go up to 350                | $300,000 to $350,000
8k, 10 max                                   | $8,000 to $10,000
8k, max 10                                   | $8,000 to $10,000
8k, 10 at a stretch                          | $8,000 to $10,000
8k, up to 10                                 | $8,000 to $10,000
8-10k, could stretch to 12                   | $8,000 to $12,000
8k, could go to 10-12k                       | $8,000 to $12,000
up to 8k, could stretch to 10                | up to $10,000
$80 a month, could go to 100                 | $80 to $100 a month
8k, could start in 10 days                   | $8,000
8k, can do 10 weeks                          | $8,000
8k, stretching to 2 bathrooms                | $8,000
8k, under 60                                 | $8,000
8k, call me at 10                            | $8,000
not more than 80 extra per month             | up to $80 a month
no more than 80 more a month                 | up to $80 a month
80 more a month                              | $80 a month
80 extra a month                             | $80 a month
maybe 80 more monthly                        | $80 a month
$80 more a month                             | $80 a month
80 a month more                              | $80 a month
80 or more a month                           | at least $80 a month
2 more months                                | -
80 more people a month                       | -
2 more windows                               | -
i live in 10463                              | -
my house is in 94110                         | -
budget is 9k, i live in 10463                | $9,000
"""


@pytest.mark.parametrize("asks", [None, "budget"])
@pytest.mark.parametrize(("text", "expected"), table(STRETCHED))
def test_extra_and_stretched_amounts_are_heard_whatever_was_asked(
    text: str, expected: str, asks: str | None
) -> None:
    assert agree(words(text, asks), expected)


@pytest.mark.parametrize("asks", ["phone", "postcode", "name", "timeframe", "phone_code"])
@pytest.mark.parametrize("text", ["8000", "94110", "4155550123", "5-7", "two", "up to 90"])
def test_bare_number_is_no_budget_when_something_else_was_asked(text: str, asks: str) -> None:
    assert words(text, asks) == "-"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("140", "$140 a month"),
        ("60 to 80", "$60 to $80 a month"),
        ("up to 80", "up to $80 a month"),
        ("1200 a year", "$1,200 a year"),
        ("1500 total", "$1,500"),
        ("50 a week", "$216.67 a month?"),
        ("3", "$3 a month?"),
    ],
)
def test_amount_is_monthly_where_the_campaign_asks_for_months(text: str, expected: str) -> None:
    assert words(text, "budget", INSURANCE) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8k", "£8,000"),
        ("5 grand", "£5,000"),
        ("500 quid", "£500"),
        ("about 2,500 pounds", "£2,500"),
        ("£300 pcm", "£300 a month"),
        ("50p", "£0.50"),
        ("$500", "US$500"),
        ("500 euros", "€500"),
        ("6000 rupees", "INR 6,000"),
        ("200 zloty", "PLN 200"),
        ("100 RM", "MYR 100"),
        ("HK$ 900", "HK$900"),
        ("5m yen", "JP¥5,000,000"),
        ("30 MUSD", "US$30,000,000"),
        ("2 lakh rupees", "INR 200,000"),
    ],
)
def test_currency_is_the_one_named_else_the_campaign_s(text: str, expected: str) -> None:
    assert words(text, "budget", BRITISH) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nineteen dollars twenty", "19.2 USD"),
        ("six bucks and three dimes", "6.3 USD"),
        ("12 $ 40 cents", "12.4 USD"),
        ("4 swissfrancs", "4 CHF"),
        ("EUR70", "70 EUR"),
    ],
)
def test_a_lone_sum_is_the_budget_that_was_asked_for_without_a_campaign(
    text: str, expected: str
) -> None:
    """For sure: nothing around it says that it is anything else."""
    heard = read_budget(text, Context(NOW, "budget"))
    assert heard is not None
    assert heard.value is not None
    value, currency = expected.split()
    assert heard.value.min == heard.value.max == int(Decimal(value) * 100)
    assert (heard.value.currency, heard.doubtful) == (currency, False)


def test_heard_words_are_where_they_stand_in_the_message() -> None:
    message = "Hi 👋 — I’d say “up to £8k” max"
    heard = read_budget(message, Context(NOW, "budget", BRITISH))
    assert heard is not None
    assert message[heard.start : heard.end] == "up to £8k"


def test_misspelt_words_are_heard_where_they_stand() -> None:
    message = "atleast 5 thosand plz"
    heard = read_budget(message, Context(NOW, None, ROOFING))
    assert heard is not None
    assert heard.value == Budget(500000, None, "USD")
    assert message[heard.start : heard.end] == "atleast 5 thosand"


ALPHABET = st.sampled_from(
    "8 k $ 10 - to 15 , . up about max grand million half a month £ next 94110 not 5 or".split()
)


@settings(max_examples=200, deadline=None)
@given(st.lists(ALPHABET, max_size=8).map(" ".join))
def test_ends_are_in_order_and_never_negative(text: str) -> None:
    heard = read_budget(text, Context(NOW, "budget", ROOFING))
    if heard is not None and isinstance(heard.value, Budget):
        low, high = heard.value.min, heard.value.max
        assert low is not None or high is not None
        assert (low or 0) >= 0
        assert low is None or high is None or low <= high


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 10**9))
def test_no_digit_is_invented(amount: int) -> None:
    heard = read_budget(f"about ${amount:,} please", Context(NOW, None, ROOFING))
    assert heard is not None
    assert heard.value == Budget(amount * 100, amount * 100, "USD")
    assert read_budget(f"${amount}", Context(NOW, "budget", ROOFING)) is not None
