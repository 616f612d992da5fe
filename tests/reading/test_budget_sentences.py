"""A thousand ways to tell a budget, and what must hold for any text whatsoever."""

from __future__ import annotations

import itertools
import random
import re
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.language.currencies import CODES
from bot.reading.budget import read_budget
from bot.reading.heard import Context
from bot.values import budget as budgets
from bot.values.budget import Budget, Period
from bot.values.money import to_decimal
from tests.reading.test_budget import BRITISH, INSURANCE, ROOFING, agree, campaign, words

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("America/Los_Angeles"))
CAMPAIGNS = {
    "roofing": ROOFING,
    "insurance": INSURANCE,
    "british": BRITISH,
    "euro": campaign(currency="EUR", locale="en_GB"),
}


RIGHT = 0.98
"""Of the sentences, those that are heard as they should be, firm or read back."""
FIRM = 0.93
"""Of the sentences that tell a budget plainly, those that are heard without a doubt."""


def sentences(file: str) -> Iterator[tuple[str, str, str]]:
    section = ""
    for line in Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("# "):
            text, _, heard = line.rpartition(" | ")
            yield section, text, heard


def heard_in(section: str, text: str) -> str:
    name, _, asked = section.partition(", ")
    return words(text, "budget" if asked else None, CAMPAIGNS[name])


UNSEEN, LEARNT = list(sentences("budgets.txt")), list(sentences("budgets_learnt.txt"))


@pytest.mark.parametrize("told", [UNSEEN, LEARNT], ids=["unseen", "learnt"])
def test_nearly_all_sentences_are_heard_as_written_beside_them_or_read_back(
    told: list[tuple[str, str, str]],
) -> None:
    """Roles are learnt: a line or two may flip with any new example, and no more."""
    found = [(text, heard, heard_in(section, text)) for section, text, heard in told]
    missed = [each for each in found if not agree(each[2], each[1])]
    assert len(missed) <= (1 - RIGHT) * len(told), missed


@pytest.mark.parametrize("told", [UNSEEN, LEARNT], ids=["unseen", "learnt"])
def test_most_plain_sentences_are_heard_without_a_doubt(told: list[tuple[str, str, str]]) -> None:
    plain = [each for each in told if not each[2].endswith("?") and each[2] != "-"]
    firm = sum(heard_in(section, text) == heard for section, text, heard in plain)
    assert firm >= FIRM * len(plain)


asks = st.sampled_from(["budget", "phone", None])
pieces = st.sampled_from(
    """8 k $ 10 - to 15 , . up about max grand million half a month £ next 94110 not 5 or and
    between hundred three fifty no more than i can't go over 5ooo 1'500 1.500,00 make it from
    raise my budget that's the most with could stretch pay want now ten point couple few quarter
    of worth quoted too much / 's & + ½ year biweekly""".split()
)


@settings(max_examples=300, deadline=None)
@given(st.lists(pieces, max_size=40).map(" ".join) | st.text(max_size=400), asks)
def test_nothing_breaks_the_reading(text: str, asks: str | None) -> None:
    heard = read_budget(text, Context(NOW, asks, ROOFING))
    if heard is not None:
        assert 0 <= heard.start < heard.end <= len(text)


@settings(max_examples=40, deadline=None)
@given(st.lists(pieces | st.text(max_size=5), min_size=1, max_size=3), asks)
def test_ten_thousand_characters_are_read_in_a_moment(parts: list[str], asks: str | None) -> None:
    part = " ".join(parts) + " "
    message = (part * 10_000)[:10_000]
    start = time.process_time()
    read_budget(message, Context(NOW, asks, ROOFING))
    assert time.process_time() - start < 1


plain_words = st.sampled_from(
    """about up to max over under between and or - $ £ € , . roof at least budget spend i my no
    not it is want ? a month year : for""".split()
)
figures = st.integers(0, 10**7).map(str) | st.integers(0, 10**7).map("{:,}".format)


@settings(max_examples=400, deadline=None)
@given(st.lists(plain_words | figures, max_size=12), st.booleans(), asks)
def test_no_digit_is_heard_for_sure_that_was_not_written(
    parts: list[str], spaced: bool, asks: str | None
) -> None:
    """Noughts apart: "3-400" is 300 to 400, and 8.000 eight thousand. A sum is read back."""
    text = (" " if spaced else "").join(parts)
    assume(not re.search(r"\.99\d", text))  # a hair below a whole sum is rounded to it
    heard = read_budget(text, Context(NOW, asks, ROOFING))
    if heard is None or heard.value is None or heard.doubtful:
        return
    written = re.sub(r"\D", "", text)
    for end in (heard.value.min, heard.value.max):
        if end is not None:
            amount = to_decimal(end, heard.value.currency)
            assert str(int(amount)).strip("0") in written


ends = st.integers(1000, 10**11)  # of a few cents people say nothing


@settings(max_examples=400, deadline=None)
@given(
    ends,
    ends,
    st.sampled_from([code.upper() for code in CODES]),
    st.sampled_from(Period),
    st.sampled_from([ROOFING, BRITISH, INSURANCE]),
    st.sampled_from(["range", "exact", "most", "least"]),
)
def test_what_format_wrote_is_read_as_the_same_budget(
    one: int, other: int, currency: str, period: Period, about: object, shape: str
) -> None:
    low, high = sorted((one, other))
    shapes = {"range": (low, high), "exact": (low, low), "most": (None, high), "least": (low, None)}
    budget = Budget(*shapes[shape], currency, period)
    # A bare "a sum" is monthly where months are asked for.
    if about is INSURANCE and period is Period.ONCE:
        return
    heard = read_budget(budgets.format(budget, about.locale), Context(NOW, "budget", about))
    usual = 30_000 <= high <= 6_000_000 and period is about.questions[0].period
    assert heard or not usual
    assert heard is None or heard.value == budget


TOLD = (
    ("{}", "exact"),
    ("about {}", "exact"),
    ("we were thinking {}", "exact"),
    ("i could do {}", "exact"),
    ("up to {}", "most"),
    ("can't go over {}", "most"),
    ("{} tops", "most"),
    ("my limit is {}", "most"),
    ("at least {}", "least"),
    ("not less than {}", "least"),
)
SUMS = ("8k", "$8,000", "8000", "eight thousand", "8 grand", "8 thousand dollars")
OPENINGS = """ | honestly | hmm let me see, | not sure but | 3 bed 2 bath house.
    | the roof is 20 years old, | 94112, | need it in 2 weeks, | built in 1987,
    | call me at 415-555-0132. | i got 2 quotes, | my neighbor paid 12k, but | they quoted me 15k so
    | i make 90k a year and
    | my deductible is 1000; | i paid 4k for the last repair. | 12k is too much,""".split("|")
ENDINGS = """ | please | for the whole house | for 2 bathrooms | before the end of the year
    | and my zip is 94112 | lol | depending on the price of lumber | , we have 3 kids | by march 15
    | call me after 5pm | for 12 windows | , is that ok? | if you can start in june""".split("|")


def test_a_budget_is_the_same_whatever_stands_around_it() -> None:
    """Nearly always, of all that may stand there."""
    rights = {"exact": "$8,000", "most": "up to $8,000", "least": "at least $8,000"}
    around = list(itertools.product(OPENINGS, TOLD, SUMS, ENDINGS))
    missed = []
    for opening, (said, shape), amount, ending in random.Random(8).sample(around, 1500):
        text = f"{opening.strip()} {said.format(amount)} {ending.strip()}"
        heard = words(text, "budget")
        if not agree(heard, rights[shape]):
            missed.append((text, heard))
    assert len(missed) <= (1 - RIGHT) * 1500, missed
