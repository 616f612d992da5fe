"""Two wanted amounts as one range, also where one has taken over the role of what it replaced."""

from __future__ import annotations

from dataclasses import replace

from bot.language.budget_range import joined
from bot.language.doc import read
from bot.language.judged_amount import Judged
from bot.language.money import find_amounts


def test_an_amount_that_took_over_a_role_still_stands_where_it_stood() -> None:
    old, first, last = (
        Judged(each, {"spend": 0.9}) for each in find_amounts(read("5000; 6000; 6500"), "USD")
    )
    corrected = replace(first, chances={"cap": 0.9})
    found = joined(corrected, last, [old, first, last])
    assert found is not None and (found.low, found.high) == (6000, 6500)
    assert joined(old, last, [old, first, last]) is None
