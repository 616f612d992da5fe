"""From days whose roles are known to the one that tells when to start."""

from __future__ import annotations

from datetime import date

import pytest

from bot.language.days.decode import FIRM, HEARD, Corrections, Judged, Told, decode
from bot.language.days.mention import Mention
from bot.language.days.mentions import find_mentions
from bot.language.days.value import Scene
from bot.language.doc import read
from bot.language.roles import Chances

MONDAY = Scene(date(2026, 11, 23))


def told(text: str, *roles: str | Chances, asks: str | None = None) -> Told | None:
    """What `text` tells where its days have these roles, or chances of roles, in order."""
    doc = read(text)
    found = find_mentions(doc, MONDAY, asks == "timeframe")
    given = iter({each: 1.0} if isinstance(each, str) else each for each in roles)
    judged = [Judged(one, next(given) if one.named else {}) for one in found]
    return decode(doc, judged, MONDAY, asks, Corrections(_never, list))


def _never(first: Mention, second: Mention) -> bool:
    return False


def days(told: Told | None) -> str:
    return str(told.mention.days) if told else "-"


def test_the_day_that_is_wanted_is_told_and_not_the_one_that_is_past() -> None:
    found = told("a storm hit us on friday, can you come on tuesday", "past", "start")
    assert days(found) == "2026-11-24"
    assert found is not None
    assert (found.role, found.margin, found.doubtful) == ("start", 1.0, False)


@pytest.mark.parametrize("role", ["past", "event", "duration", "call", "refused", "none"])
def test_a_day_in_another_role_is_not_told(role: str) -> None:
    assert told("something on tuesday", role) is None


def test_what_is_likely_is_read_back_and_what_is_not_left_out() -> None:
    likely = told("on tuesday", {"start": (HEARD + FIRM) / 2})
    assert likely is not None
    assert likely.doubtful
    assert told("on tuesday", {"start": HEARD - 0.1, "past": 0.6}) is None


def test_start_and_deadline_count_together() -> None:
    found = told("in march", {"start": 0.5, "deadline": 0.4})
    assert found is not None
    assert found.margin == pytest.approx(0.9)
    assert not found.doubtful


def test_the_day_of_an_event_is_read_back_where_when_was_asked() -> None:
    assert told("on tuesday", "event") is None
    found = told("on tuesday", "event", asks="timeframe")
    assert found is not None
    assert found.doubtful
    assert found.role == "event"


def test_at_once_is_bounded_by_what_is_wanted_later() -> None:
    assert days(told("asap, by friday", "deadline")) == "2026-11-23..2026-11-27"
    assert days(told("asap but not before friday", "start")) == "2026-11-27.."
    assert days(told("asap, the storm was friday", "past")) == "2026-11-23..2026-11-30"


def test_a_day_within_the_days_before_it_is_the_closer_word() -> None:
    assert (
        days(told("in spring. in march if you can", "start", "start")) == "2027-03-01..2027-03-31"
    )


def test_a_bare_word_is_a_day_only_alone_or_to_its_question() -> None:
    assert days(told("may", "start")) == "2027-05-01..2027-05-31"
    assert told("may", "start", asks="budget") is None


def test_beside_a_day_that_there_is_not_another_is_doubtful() -> None:
    found = told("february 30th or march 2nd", "start", "start")
    assert found is None or found.doubtful
