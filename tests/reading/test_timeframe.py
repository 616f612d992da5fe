"""Timeframes in what people type, read on Sunday, 22 November 2026."""

# ruff: noqa: E501 - messages are as long as people type them

from __future__ import annotations

import time
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.reading.heard import Context
from bot.reading.timeframe import read_timeframe
from bot.values import timeframe as timeframes
from bot.values.timeframe import Timeframe

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("America/Los_Angeles"))
TODAY = NOW.date()


def words(text: str, asks: str | None, now: datetime = NOW) -> str:
    """The days heard as `first..last`, one day alone, `any time`; `-` for nothing.

    A `?` stands behind a doubtful value.
    """
    heard = read_timeframe(text, Context(now, asks))
    if heard is None:
        return "-"
    value, mark = heard.value, "?" if heard.doubtful else ""
    if value.flexible:
        return "any time" + mark
    if value.earliest == value.latest:
        return f"{value.earliest}{mark}"
    return f"{value.earliest or ''}..{value.latest or ''}{mark}"


def agree(heard: str, expected: str) -> bool:
    """The same days, firm or read back; in doubt at least where that is `expected`.

    How many are firm is one figure for all (test_timeframe_said): a margin moves with every
    example that is learnt.
    """
    return heard in (expected, f"{expected}?") and not (expected == "-" != heard)


def table(lines: str) -> list[tuple[str, str]]:
    return [
        (text.strip(), expected.strip())
        for text, _, expected in (line.rpartition("|") for line in lines.strip().splitlines())
    ]


ANSWERS = """
lease is over march 31 but i'd go april 20   | 2027-04-20
the divorce is done in may. july is good     | 2027-07-01..2027-07-31
gone until december 10. the 12th             | 2026-12-12
not december, they're here the whole month. january 8 | 2027-01-08
as soon as you have an opening               | 2026-11-22..2026-11-29
ready to start in february                   | 2027-02-01..2027-02-28
we're ready to go after december 10          | 2026-12-11..
friday the 20th                              | -
tuesday the 12th                             | 2027-01-12
next month                                   | 2026-12-01..2026-12-31
in 2 weeks                                   | 2026-12-06
by end of Q1                                 | 2026-11-22..2027-03-31
asap                                         | 2026-11-22..2026-11-29
no rush                                      | any time
whenever                                     | any time
spring                                       | 2027-03-01..2027-05-31
this summer                                  | 2027-06-01..2027-08-31
not before summer                            | 2027-06-01..
within 3 months                              | 2026-11-22..2027-02-22
3-6 months                                   | 2027-02-22..2027-05-22
this week                                    | 2026-11-22
end of the month                             | 2026-11-22..2026-11-30
early next year                              | 2027-01-01..2027-03-31
my lease ends in March                       | 2027-03-01..2027-03-31
Q1                                           | 2027-01-01..2027-03-31
q3 2027                                      | 2027-07-01..2027-09-30
first half of next year                      | 2027-01-01..2027-06-30
second half of the year                      | 2026-11-22..2026-12-31
H1                                           | 2027-01-01..2027-06-30
after the holidays                           | 2027-01-02..
before christmas                             | 2026-11-22..2026-12-24
around christmas                             | 2026-12-25
next friday                                  | 2026-11-27
this weekend                                 | 2026-11-22
next weekend                                 | 2026-11-28..2026-11-29
just looking                                 | any time
just browsing                                | any time
just looking for a new roof                  | -
tomorrow                                     | 2026-11-23
next week                                    | 2026-11-23..2026-11-29
in a couple of weeks                         | 2026-12-06
in a few months                              | 2027-01-22..2027-02-22
a month or two                               | 2026-12-22..2027-01-22
6-8 weeks                                    | 2027-01-03..2027-01-17
3/4                                          | 2027-03-04
12/15                                        | 2026-12-15
12/15/2026                                   | 2026-12-15
2027                                         | 2027-01-01..2027-12-31
in 2027                                      | 2027-01-01..2027-12-31
next spring                                  | 2027-03-01..2027-05-31
this winter                                  | 2026-12-01..2027-02-28
winter                                       | 2026-12-01..2027-02-28
late january                                 | 2027-01-21..2027-01-31
mid december                                 | 2026-12-11..2026-12-20
by march                                     | 2026-11-22..2027-03-31
until friday                                 | 2026-11-22..2026-11-27
not until april                              | 2027-04-01..
before the end of the year                   | 2026-11-22..2026-12-31
end of year                                  | 2026-11-22..2026-12-31
eoy                                          | 2026-11-22..2026-12-31
eom                                          | 2026-11-22..2026-11-30
in about a month                             | 2026-12-22
2 months                                     | 2027-01-22
six months from now                          | 2027-05-22
sometime next year                           | 2027-01-01..2027-12-31
within the next 30 days                      | 2026-11-22..2026-12-22
in the next couple of weeks                  | 2026-11-22..2026-12-06
over the next few months                     | 2026-11-22..2027-02-22
in 10 days                                   | 2026-12-02
december                                     | 2026-12-01..2026-12-31
december or january                          | 2026-12-01..2027-01-31
between january and march                    | 2027-01-01..2027-03-31
jan-mar                                      | 2027-01-01..2027-03-31
from february                                | 2027-02-01..
starting in february                         | 2027-02-01..2027-02-28
march onwards                                | 2027-03-01..
as soon as possible                          | 2026-11-22..2026-11-29
immediately                                  | 2026-11-22..2026-11-29
right away                                   | 2026-11-22..2026-11-29
now                                          | 2026-11-22..2026-11-29
today                                        | 2026-11-22
nxt week                                     | 2026-11-23..2026-11-29
nxt month                                    | 2026-12-01..2026-12-31
decmber                                      | 2026-12-01..2026-12-31
soon                                         | 2026-11-22..2026-11-29?
i can wait until spring                      | 2027-03-01..
no hurry, maybe in the spring                | 2027-03-01..2027-05-31
owner since 2015                             | -
since 2015                                   | -
2 years ago                                  | -
last month                                   | -
5 years                                      | 2031-11-22
in 5 years                                   | 2031-11-22
may                                          | 2027-05-01..2027-05-31
in may                                       | 2027-05-01..2027-05-31
i may need it in june                        | 2027-06-01..2027-06-30
fall                                         | 2027-09-01..2027-11-30?
in the fall                                  | 2027-09-01..2027-11-30?
fall of 2027                                 | 2027-09-01..2027-11-30
the 15th                                     | 2026-12-15
dec 1st                                      | 2026-12-01
1st of december                              | 2026-12-01
march 3rd                                    | 2027-03-03
3rd march 2027                               | 2027-03-03
monday                                       | 2026-11-23
on thursday                                  | 2026-11-26
the week of december 7                       | 2026-12-07..2026-12-13
new year                                     | 2027-01-01
after new year                               | 2027-01-02..
in the new year                              | 2027-01-01..2027-03-31
next year                                    | 2027-01-01..2027-12-31
this year                                    | 2026-11-22..2026-12-31
this month                                   | 2026-11-22..2026-11-30
later this month                             | 2026-11-22..2026-11-30
rest of the year                             | 2026-11-22..2026-12-31
thanksgiving                                 | 2026-11-26
after thanksgiving                           | 2026-11-27..
by thanksgiving                              | 2026-11-22..2026-11-26
easter                                       | 2027-03-28
4th of july                                  | 2027-07-04
18 months                                    | 2028-05-22
a year                                       | 2027-11-22
half a year                                  | 2027-05-22
1.5 years                                    | 2028-05-22
year and a half                              | -
within a year                                | 2026-11-22..2027-11-22
less than 3 months                           | 2026-11-22..2027-02-22
more than 6 months                           | 2027-05-22..
at least 6 months                            | 2027-05-22..
6+ months                                    | 2027-05-22..
not for another 6 months                     | 2027-05-22..
no later than june 15                        | 2026-11-22..2027-06-15
june 15 at the latest                        | 2026-11-22..2027-06-15
before june                                  | 2026-11-22..2027-05-31
after june                                   | 2027-07-01..
in 90 days                                   | 2027-02-20
30-60 days                                   | 2026-12-22..2027-01-21
30 to 60 days                                | 2026-12-22..2027-01-21
0-3 months                                   | 2026-11-22..2027-02-22
1-3 months                                   | 2026-12-22..2027-02-22
next 3 months                                | 2026-11-22..2027-02-22
the next 2 weeks                             | 2026-11-22..2026-12-06
in under a month                             | 2026-11-22..2026-12-22
maybe 2 or 3 months                          | 2027-01-22..2027-02-22
somewhere around june                        | 2027-06-01..2027-06-30
summer 2027                                  | 2027-06-01..2027-08-31
next summer                                  | 2027-06-01..2027-08-31
this fall                                    | 2026-11-22..2026-11-30
next winter                                  | 2026-12-01..2027-02-28
beginning of next month                      | 2026-12-01..2026-12-10
start of the year                            | 2027-01-01..2027-03-31
middle of february                           | 2027-02-11..2027-02-20
end of next week                             | 2026-11-27..2026-11-29
by the end of the week                       | 2026-11-22
by end of day                                | 2026-11-22
tonight                                      | 2026-11-22
this afternoon                               | 2026-11-22
24/7                                         | -
call me at 5pm                               | -
yesterday                                    | 2026-11-22..2026-11-29?
we need it done by yesterday                 | 2026-11-22..2026-11-29
flexible                                     | any time
my budget is flexible                        | -
i'm flexible on timing                       | any time
anytime                                      | any time
anytime after march                          | 2027-04-01..
any time in december                         | 2026-12-01..2026-12-31
not sure                                     | -
don't know                                   | -
next quarter                                 | 2027-01-01..2027-03-31
this quarter                                 | 2026-11-22..2026-12-31
end of q2                                    | 2027-06-01..2027-06-30
by q2                                        | 2026-11-22..2027-06-30
q1 or q2                                     | 2027-01-01..2027-06-30
2nd quarter                                  | 2027-04-01..2027-06-30
within 2 weeks of closing                    | 2026-11-22..2026-12-06
two weeks                                    | 2026-12-06
two weeks from tomorrow                      | 2026-12-07
a week from monday                           | 2026-11-30
the day after tomorrow                       | 2026-11-24
early december                               | 2026-12-01..2026-12-10
early in december                            | 2026-12-01..2026-12-10
first of the year                            | 2027-01-01
after the first of the year                  | 2027-01-02..
in the coming weeks                          | 2026-11-22..2026-12-13?
coming months                                | 2026-11-22..2027-02-22?
next few weeks                               | 2026-11-22..2026-12-13
in a few days                                | 2026-11-24..2026-11-25
in a month                                   | 2026-12-22
in a week                                    | 2026-11-29
1 month                                      | 2026-12-22
1 week                                       | 2026-11-29
2wks                                         | 2026-12-06
3 mos                                        | 2027-02-22
in 3 mo                                      | 2027-02-22
2 yrs                                        | 2028-11-22
this spring                                  | 2027-03-01..2027-05-31
in springtime                                | 2027-03-01..2027-05-31
when the lease is up in june                 | 2027-06-01..2027-06-30
my lease is up june 30                       | 2027-06-30
i want it done before my wedding on june 5th | 2026-11-22..2027-06-04
fall 2027                                    | 2027-09-01..2027-11-30
spring 2027                                  | 2027-03-01..2027-05-31
start in september                           | 2027-09-01..2027-09-30
ready when you are                           | 2026-11-22..2026-11-29
ready to start                               | 2026-11-22..2026-11-29
not urgent                                   | any time
it's urgent                                  | 2026-11-22..2026-11-29
no urgency                                   | any time
emergency                                    | 2026-11-22..2026-11-29
roof is leaking right now                    | 2026-11-22..2026-11-29
8000                                         | -
94110                                        | -
4155550123                                   | -
"""
IN_PASSING = """
Hi! need a roof repair next month, about 8k, zip 94110 | 2026-12-01..2026-12-31
Looking for car insurance, paying 140 a month now, want to switch by the end of the month | 2026-11-22..2026-11-30
we want to buy a 3 bed 2 bath house for 450-500k in the next 6 months, 94110 | 2026-11-22..2027-05-22
My roof was built in 1998 and leaks, need it fixed asap, budget 5 to 7 grand | 2026-11-22..2026-11-29
I'm 45 years old and need 2 implants, could spend up to 6k, maybe in the spring | 2027-03-01..2027-05-31
I own the house since 2015. no rush. 10k tops | any time
want to start in september 2027, around 40k total | 2027-09-01..2027-09-30
refinance 350k loan within 3 months, credit score 720 | 2026-11-22..2027-02-22
my number is 415-555-0123 and I can talk after 5pm | -
call me tomorrow at 3                        | -
call me at (415) 555-0100, budget is 8,000 dollars | -
email joe2024@gmail.com, starting jan 5      | 2027-01-05
We have 3 kids, 2 dogs and a 1500 sq ft house | -
roof is 20 years old                         | -
it's 2400 square feet, 2 stories, asphalt    | -
my house is worth 800k, want to borrow 200k  | -
I have 50k saved and can start in january    | 2027-01-01..2027-01-31
down payment of 20k                          | -
Not until after the holidays, I can pay 300/month | 2027-01-02..
My deductible is 1000 and i pay 120 monthly  | -
I'd like it done sooner rather than later    | 2026-11-22..2026-11-29
within the next two weeks would be great, can spend between $3,000 and $4,500 | 2026-11-22..2026-12-06
The quote was $12,500 last year but we have only 9k now | -
I was thinking 5 maybe 6 thousand            | -
prob 5-6k sometime in q1                     | 2027-01-01..2027-03-31
idk maybe 200k?                              | -
I can do 15 thousand, thx                    | -
Hoping to close by Feb 15, 2027. Budget $650,000 - $700,000. | 2026-11-22..2027-02-15
$650,000-700,000 by 2/15/27                  | 2026-11-22..2027-02-15
Budget around $1.2m; timeline 3-6 months     | 2027-02-22..2027-05-22
budget: $8000, timeframe: 2 weeks, zip: 94110 | 2026-12-06
8000 / next month / 94110                    | 2026-12-01..2026-12-31
8000, 94110, june                            | 2027-06-01..2027-06-30
12k and we're flexible on timing             | any time
can you do it for less than 5k?              | -
how much does it cost?                       | -
do you work on weekends?                     | -
are you open on Saturday?                    | -
How soon can you start?                      | -
when can you come?                           | -
what does 24/7 mean                          | -
I work 9-5                                   | -
I have two cars and one driver               | -
age 35, no accidents in 5 years              | -
licensed since March 2010                    | -
accident free for 3 years                    | -
license for 6 months                         | -
I finished my degree in 2019                 | -
one implant, upper left                      | -
I lost a tooth two weeks ago                 | -
next to the church on 5th street             | -
123 Main St, Apt 4, 94110                    | -
94110                                        | -
SW1A 1AA                                     | -
my zip is 94110-1234                         | -
May I ask why?                               | -
I may need a new roof                        | -
april is my name                             | -
My name is April May                         | -
I'm June, nice to meet you                   | -
call me august                               | -
thanks, bye                                  | -
Maybe                                        | -
one                                          | -
the first one                                | -
second option                                | -
2                                            | -
option 2                                     | -
yes in december                              | 2026-12-01..2026-12-31
early 2027                                   | 2027-01-01..2027-03-31
end of 2027                                  | 2027-09-01..2027-12-31
late 2027                                    | 2027-09-01..2027-12-31
mid 2027                                     | 2027-05-01..2027-08-31
by 2028                                      | 2026-11-22..2028-12-31
beginning of january 2027                    | 2027-01-01..2027-01-10
I'll be ready in 6 to 8 weeks                | 2027-01-03..2027-01-17
give me a couple of weeks                    | -
give me a second                             | -
just a minute                                | -
in a minute                                  | -
in an hour                                   | -
in 2 hours                                   | -
tomorrow morning                             | 2026-11-23
Monday or Tuesday                            | 2026-11-23..2026-11-24
mon-fri                                      | 2026-11-23..2026-11-27
right after new years                        | 2027-01-02..
this coming spring                           | 2027-03-01..2027-05-31
spring time                                  | -
next fall                                    | 2027-09-01..2027-11-30
before school starts                         | -
my lease expires 6/30                        | 2027-06-30
my lease ends 6/30/2027                      | 2027-06-30
the 1st                                      | 2026-12-01
by the 1st                                   | 2026-11-22..2026-12-01
on the 1st of next month                     | 2026-12-01
1st                                          | 2026-12-01
in jan                                       | 2027-01-01..2027-01-31
jan                                          | 2027-01-01..2027-01-31
Jan 2027                                     | 2027-01-01..2027-01-31
01/2027                                      | 2027-01-01..2027-01-31
1/2027                                       | 2027-01-01..2027-01-31
2027-03                                      | 2027-03-01..2027-03-31
2027-03-15                                   | 2027-03-15
15.3.2027                                    | 2027-03-15
15/3/2027                                    | 2027-03-15
3-15-27                                      | 2027-03-15
15 march                                     | 2027-03-15
mar 15                                       | 2027-03-15
march 15th 2027                              | 2027-03-15
around the middle of next month              | 2026-12-11..2026-12-20
sometime in the next year or so              | 2026-11-22..2027-11-22
within a year or two                         | 2026-11-22..2028-11-22
a year or two                                | 2027-11-22..2028-11-22
in 1-2 years                                 | 2027-11-22..2028-11-22
6 months to a year                           | 2027-05-22..2027-11-22
3 months to 6 months                         | 2027-02-22..2027-05-22
between 3 and 6 months                       | 2027-02-22..2027-05-22
3 or 4 months                                | 2027-02-22..2027-03-22
two to three months                          | 2027-01-22..2027-02-22
2-3 mths                                     | 2027-01-22..2027-02-22
2/3 weeks                                    | 2026-12-06..2026-12-13
4 to 6 wks                                   | 2026-12-20..2027-01-03
in abt 2 wks                                 | 2026-12-06
w/in 30 days                                 | 2026-11-22..2026-12-22
within 30-60 days                            | 2026-11-22..2027-01-21
less than a month                            | 2026-11-22..2026-12-22
under 2 weeks                                | 2026-11-22..2026-12-06
longer than 6 months                         | 2027-05-22..
over a year                                  | 2027-11-22..
not this year                                | 2027-01-01..
not now                                      | -
not any time soon                            | any time
next year sometime                           | 2027-01-01..2027-12-31
no earlier than march                        | 2027-03-01..
after march 15                               | 2027-03-16..
march or later                               | 2027-03-01..
after the 15th                               | 2026-12-16..
before the 15th                              | 2026-11-22..2026-12-14
by tomorrow                                  | 2026-11-22..2026-11-23
by next friday                               | 2026-11-22..2026-11-27
until the end of january                     | 2026-11-22..2027-01-31
from now until march                         | 2026-11-22..2027-03-31
now through march                            | 2026-11-22..2027-03-31
between now and march                        | 2026-11-22..2027-03-31
anytime between now and march                | 2026-11-22..2027-03-31
today or tomorrow                            | 2026-11-22..2026-11-23
this week or next                            | 2026-11-22..2026-11-29
this month or next                           | 2026-11-22..2026-12-31
this month or next month                     | 2026-11-22..2026-12-31
ASAP!!!                                      | 2026-11-22..2026-11-29
A.S.A.P                                      | 2026-11-22..2026-11-29
ASAP but no later than december 10           | 2026-11-22..2026-12-10
as soon as the weather gets better           | -
as soon as possible, before winter           | 2026-11-22..2026-11-30
urgently                                     | 2026-11-22..2026-11-29
right now                                    | 2026-11-22..2026-11-29
immediately!                                 | 2026-11-22..2026-11-29
emergency, water is coming in                | 2026-11-22..2026-11-29
soonest                                      | 2026-11-22..2026-11-29
i need it yesterday                          | 2026-11-22..2026-11-29
I'm in no hurry                              | any time
there's no rush at all                       | any time
not in any rush                              | any time
no timeline yet                              | any time
no particular date                           | any time
whenever works for you                       | any time
whenever you're free in january              | 2027-01-01..2027-01-31
any time after christmas                     | 2026-12-26..
anytime next week                            | 2026-11-23..2026-11-29
just shopping around for prices              | -
"""
AROUND_A_DAY = """
the weekend of march 13                      | 2027-03-13..2027-03-14
weekend of thanksgiving                      | 2026-11-28..2026-11-29
the weekend of valentine's day               | 2027-02-13..2027-02-14
march 5 in 2027                              | 2027-03-05
tomorrow after 3pm                           | 2026-11-23
after 5pm on friday                          | 2026-11-27
after friday                                 | 2026-11-28..
"""
NO_SUCH_DAYS = """
february 30th                                | -
feb 31                                       | -
on feb 30                                    | -
by february 30                               | -
feb 30 2027                                  | -
30 feb                                       | -
30th of february                             | -
february thirtieth                           | -
feb/30                                       | -
monday february 30th                         | -
april 31st                                   | -
the 31st of june                             | -
the thirty-first of april                    | -
june 31, 2027                                | -
november 31st or so                          | -
feb 28-31                                    | -
march 32                                     | -
march 99                                     | -
30/2/2027                                    | -
2027-02-30                                   | -
2/30/2027                                    | -
feb 29 2027                                  | -
feb 29                                       | 2028-02-29
feb 28                                       | 2027-02-28
march 31                                     | 2027-03-31
february 30th or march 2nd                   | 2027-03-02?
feb 2030                                     | 2030-02-01..2030-02-28
feb '27                                      | 2027-02-01..2027-02-28
the twenty first of march                    | 2027-03-21
in march, 80 a month                         | 2027-03-01..2027-03-31
in march 80 a month                          | 2027-03-01..2027-03-31
80 may be too much, in 2 weeks               | 2026-12-06
in 10000000 years                            | -
in 500 years                                 | -
in 12 years                                  | -
in 1000 months                               | -
in 20-30 years                               | -
within 50 years                              | -
more than 20 years                           | -
in 2090                                      | -
by 2060                                      | -
march 2050                                   | -
jan 5 2099                                   | -
in 10 years                                  | 2036-11-22
in 2036                                      | 2036-01-01..2036-12-31
"""
TODAY_OR_TALK = """
nice weather today isn't it                  | -
im busy today                                | -
i'm busy tonight                             | -
i called you yesterday and today             | -
i saw your ad today                          | -
how are you today                            | -
hows it going today                          | -
it's raining today                           | -
hope you're having a great day today         | -
what are you up to tonight                   | -
i need a plumber and it's raining today      | -
i woke up this morning and the roof leaked   | -
not today                                    | -
can't do today                               | -
busy today, next week is better              | 2026-11-23..2026-11-29
im busy today but tomorrow works             | 2026-11-23
today                                        | 2026-11-22
today please!                                | 2026-11-22
maybe tonight                                | 2026-11-22
today at 5pm                                 | 2026-11-22
today works for me                           | 2026-11-22
today would be great                         | 2026-11-22
today if possible                            | 2026-11-22
how about today                              | 2026-11-22
start today                                  | 2026-11-22
i need it done today                         | 2026-11-22
today i need a plumber                       | 2026-11-22
by today                                     | 2026-11-22
from today                                   | 2026-11-22
as soon as today                             | 2026-11-22..
can someone come out today?                  | 2026-11-22
i want to start this afternoon               | 2026-11-22
roof repair today                            | 2026-11-22
roof repair, 8k, today                       | 2026-11-22
today through friday                         | 2026-11-22..2026-11-27
2 weeks from today                           | 2026-12-06
"""
ONLY_WHEN_ASKED = """
just researching                             | any time
just looking around                          | any time
just looking for quotes                      | any time
i'm only browsing for now                    | any time
i have 5k today                              | 2026-11-22
my wife is home today                        | 2026-11-22
"""
AS_SOON_AS = """
soon as i can                                | 2026-11-22..2026-11-29
soon as possible                             | 2026-11-22..2026-11-29
as soon as u can                             | 2026-11-22..2026-11-29
soon as u guys can                           | 2026-11-22..2026-11-29
as soon as we possibly can, thanks           | 2026-11-22..2026-11-29
as soon as humanly possible                  | 2026-11-22..2026-11-29
as soon as someone is available              | 2026-11-22..2026-11-29
as soon as you can start                     | 2026-11-22..2026-11-29
quick as you can                             | 2026-11-22..2026-11-29
as early as possible                         | 2026-11-22..2026-11-29
as soon as i can sell my house               | -
as soon as the bank approves                 | -
as soon as may                               | 2027-05-01..
"""


@pytest.mark.parametrize(("text", "expected"), table(ANSWERS))
def test_answer_to_the_timeframe_question(text: str, expected: str) -> None:
    assert agree(words(text, "timeframe"), expected)


@pytest.mark.parametrize(("text", "expected"), table(IN_PASSING))
def test_timeframe_is_found_among_other_facts_and_nothing_else_is_taken_for_it(
    text: str, expected: str
) -> None:
    assert agree(words(text, None), expected)


@pytest.mark.parametrize("asks", [None, "need", "timeframe"])
@pytest.mark.parametrize(
    ("text", "expected"),
    table(AROUND_A_DAY) + table(NO_SUCH_DAYS) + table(TODAY_OR_TALK) + table(AS_SOON_AS),
)
def test_no_day_is_made_up_of_a_slip_or_of_talk(text: str, expected: str, asks: str | None) -> None:
    assert agree(words(text, asks), expected)


@pytest.mark.parametrize(("text", "expected"), table(ONLY_WHEN_ASKED))
def test_today_in_other_talk_is_a_plan_only_to_the_question_when(text: str, expected: str) -> None:
    assert agree(words(text, "timeframe"), expected)
    assert words(text, None) == words(text, "need") == "-"


@pytest.mark.parametrize("asks", [None, "need", "timeframe"])
@pytest.mark.parametrize(
    "text",
    [
        "my roof started leaking today",
        "we got a leek over the kitchen since the storm tuesday",
        "a branch came down friday night and broke the skylight",
        "had it since I was 16",
        "he's home days",
        "call me monday after 5",
        "we've been with geico 5 years",
        "can't do thursday",
    ],
)
def test_a_day_that_is_something_else_is_no_start(text: str, asks: str | None) -> None:
    assert words(text, asks) == "-"


def test_the_day_of_an_event_is_read_back_where_a_start_was_asked() -> None:
    assert words("i have pictures in three weeks", None) == "-"
    assert words("i have pictures in three weeks", "timeframe") == "2026-12-13?"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the policy runs out december 9 and my nephew's wedding is january 23", "2026-12-09"),
        ("our lease is up march 31, baby is due february 11", "2027-03-31"),
        ("closing is february 26, we moved out in may", "2027-02-26"),
    ],
)
def test_what_the_wish_goes_by_counts_beside_their_other_days(text: str, expected: str) -> None:
    assert words(text, "timeframe").rstrip("?") == expected


def test_what_a_day_is_and_how_sure_that_is_stand_beside_it() -> None:
    heard = read_timeframe("tuesday", Context(NOW, "timeframe"))
    assert heard is not None
    assert not heard.doubtful
    assert heard.role == "start"
    assert heard.margin is not None
    assert heard.margin > 0.8


@pytest.mark.parametrize("text", ["my premium went up so im shopping around", "researching"])
def test_shopping_around_is_no_time_unless_that_was_asked(text: str) -> None:
    assert words(text, "need") == words(text, None) == "-"
    assert words(text, "timeframe") == "any time"


@pytest.mark.parametrize("asks", ["phone", "postcode", "name", "budget", "email"])
@pytest.mark.parametrize("text", ["3/4", "3 months", "may", "2027", "12", "94110", "4155550123"])
def test_bare_words_are_no_timeframe_when_something_else_was_asked(text: str, asks: str) -> None:
    assert words(text, asks) == "-"


@pytest.mark.parametrize(
    ("now", "text", "expected"),
    [
        ("2026-01-31", "in a month", "2026-02-28"),
        ("2028-01-31", "in a month", "2028-02-29"),
        ("2028-02-29", "in a year", "2029-02-28"),
        ("2026-07-10", "summer", "2026-07-10..2026-08-31"),
        ("2026-07-10", "next summer", "2027-06-01..2027-08-31"),
        ("2027-02-12", "this winter", "2027-02-12..2027-02-28"),
        ("2026-12-31", "this week", "2026-12-31..2027-01-03"),
        ("2026-12-31", "next month", "2027-01-01..2027-01-31"),
        ("2026-12-31", "by end of Q1", "2026-12-31..2027-03-31"),
        ("2026-03-15", "by end of Q1", "2026-03-15..2026-03-31"),
        ("2026-11-24", "friday", "2026-11-27"),
        ("2026-11-24", "next friday", "2026-12-04"),
        ("2026-11-24", "tuesday", "2026-12-01"),
        ("2026-11-24", "this weekend", "2026-11-28..2026-11-29"),
        ("2026-11-24", "next weekend", "2026-12-05..2026-12-06"),
        ("2026-12-26", "after the holidays", "2027-01-02.."),
        ("2026-06-30", "second half of the year", "2026-07-01..2026-12-31"),
    ],
)
def test_words_are_read_from_the_day_they_were_said(now: str, text: str, expected: str) -> None:
    assert words(text, "timeframe", datetime.fromisoformat(now)) == expected


def test_which_number_is_the_month_depends_on_the_country() -> None:
    from tests.reading.test_budget import BRITISH, ROOFING

    american = read_timeframe("3/4", Context(NOW, "timeframe", ROOFING))
    british = read_timeframe("3/4", Context(NOW, "timeframe", BRITISH))
    assert american is not None
    assert british is not None
    assert american.value.earliest == date(2027, 3, 4)
    assert british.value.earliest == date(2027, 4, 3)


def test_heard_words_are_where_they_stand_in_the_message() -> None:
    message = "Hi 👋 — maybe “nxt mnth”, if that’s OK"
    heard = read_timeframe(message, Context(NOW, "timeframe"))
    assert heard is not None
    assert message[heard.start : heard.end] == "nxt mnth"


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["timeframe", "phone", None]))
def test_no_text_breaks_the_reading(text: str, asks: str | None) -> None:
    heard = read_timeframe(text, Context(NOW, asks))
    if heard is not None:
        assert 0 <= heard.start < heard.end <= len(text)


@pytest.mark.parametrize("again", ["may 1 ", "in 3 ", "2 days before ", "first week of ", "1-"])
def test_a_message_made_to_be_slow_is_read_in_time(again: str) -> None:
    start = time.process_time()
    read_timeframe(again * 80 + "march", Context(NOW, None))
    assert time.process_time() - start < 2


ALPHABET = st.sampled_from(
    "in next 3 6 months week by before not until march friday 15th end of early 2027 2020 - or to"
    " and between 3/4 asap after last ago summer the q1 weekend half year from now".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(ALPHABET, max_size=8).map(" ".join))
@example("end until early march")
def test_no_day_gone_by_is_promised_and_the_days_are_in_order(text: str) -> None:
    heard = read_timeframe(text, Context(NOW, "timeframe"))
    if heard is None:
        return
    earliest, latest = heard.value.earliest, heard.value.latest
    assert heard.value.flexible == (earliest is None and latest is None)
    assert all(day is None or day >= TODAY for day in (earliest, latest))
    assert earliest is None or latest is None or earliest <= latest


days = st.integers(0, 1500).map(lambda later: TODAY + timedelta(days=later))


@st.composite
def told(draw: st.DrawFn) -> Timeframe:
    first, last = sorted((draw(days), draw(days)))
    return draw(
        st.sampled_from(
            [
                Timeframe(first, last),
                Timeframe(first, first),
                Timeframe(first, None),
                Timeframe(None, None, flexible=True),
            ]
        )
    )


@settings(max_examples=200, deadline=None)
@given(told(), st.sampled_from(["en_US", "en_GB"]))
def test_reading_what_format_wrote_gives_the_same_timeframe(
    timeframe: Timeframe, locale: str
) -> None:
    written = timeframes.format(timeframe, locale)
    heard = read_timeframe(written, Context(NOW, "timeframe"))
    assert heard is not None
    assert (heard.value, heard.doubtful) == (timeframe, False)
