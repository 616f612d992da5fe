"""A verdict can't be fished for, neither after the end nor in a new chat."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.engine import Engine

from bot.leads.campaign import Duplicates
from bot.store.database import reading
from bot.store.schema import contact_key, outbox
from bot.values.budget import Budget
from bot.values.timeframe import Timeframe
from tests.conftest import NOW
from tests.services.campaigns import publish_roofing
from tests.services.prospects import BUSINESS, Prospect

CHROME = "8b1a7a2e-53f5-4f0c-9f4c-0d9a5b2f7c11"
FAILS: dict[str, tuple[Any, str]] = {
    "need": ("gutters", "need: was Gutters, now Roof repair"),
    "budget": (Budget(120000, 120000, "USD"), "budget: was $1,200, now $8,000 to $10,000"),
    "timeframe": (Timeframe(date(2027, 6, 1), date(2027, 6, 30)), "timeframe: was June"),
    "postcode": ("10001", "postcode: was 10001, now 94110"),
    "owner": ("no", "owner: was no, now yes"),
}
GOOD: dict[str, Any] = {
    "need": "repair",
    "budget": Budget(800000, 1000000, "USD"),
    "timeframe": Timeframe(date(2026, 12, 1), date(2026, 12, 31)),
    "postcode": "94110",
    "owner": "yes",
}
KNOWN_AGAIN: list[dict[str, Any]] = [
    {"phone": "+14155550123"},
    {"email": "Dana.W+roof@gmail.com"},
    {"browser": CHROME},
]


def queued(engine: Engine) -> int:
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(outbox)).scalar_one()


def reasons(lead: dict[str, Any]) -> list[str]:
    return [s["because"] for s in lead["signals"] if s["name"] == "changed_after_verdict"]


@pytest.mark.parametrize("criterion", FAILS)
def test_a_fail_that_becomes_a_pass_after_the_end_goes_to_review(
    database: Engine, criterion: str
) -> None:
    """With what it was, and nothing is handed off."""
    failing, because = FAILS[criterion]
    prospect = Prospect(database)
    assert prospect.submit(**{criterion: failing})["verdict"]["outcome"] == "unqualified"
    lead = prospect.correct(**{criterion: GOOD[criterion]})
    assert lead["verdict"]["outcome"] == "review"
    (reason,) = reasons(lead)
    assert reason.startswith(because)
    assert reason.endswith("; it failed before")
    assert [each["field"] for each in lead["corrected"]] == [criterion]
    assert queued(database) == 0


@pytest.mark.parametrize("criterion", FAILS)
@pytest.mark.parametrize("shared", KNOWN_AGAIN, ids=lambda shared: next(iter(shared)))
def test_a_new_chat_with_the_same_contact_or_browser_goes_to_review(
    published: Engine, criterion: str, shared: dict[str, Any]
) -> None:
    """It says of which lead, and what they have in common; the first one stays as it was."""
    first = known(published, "+14155550161", shared)
    failed = submit(first, shared, **{criterion: FAILS[criterion][0]})
    second = known(published, "+14155550162", alike(shared))
    lead = submit(second, alike(shared))
    assert lead["verdict"]["outcome"] == "review"
    (reason,) = reasons(lead)
    kind = {"phone": "phone", "email": "e-mail", "browser": "browser"}[next(iter(shared))]
    assert reason.startswith(FAILS[criterion][1])
    assert f"(lead {failed['id']}, same {kind})" in reason
    assert first.shown() == failed
    assert queued(published) == 0


def alike(shared: dict[str, Any]) -> dict[str, Any]:
    """The same, as it may be written the next time."""
    return {"email": "danaw+again@googlemail.com"} if "email" in shared else shared


def known(engine: Engine, phone: str, shared: dict[str, Any]) -> Prospect:
    prospect = Prospect(engine, browser=shared.get("browser"))
    prospect.answers = {"phone": phone}
    return prospect


def submit(prospect: Prospect, shared: dict[str, Any], **changed: Any) -> dict[str, Any]:
    contact = {"email": None, **prospect.answers, **shared}
    contact.pop("browser", None)
    return prospect.submit(**contact, **changed)


@pytest.mark.parametrize("first", ["web", "sms"])
def test_a_phone_is_known_again_on_the_other_channel(published: Engine, first: str) -> None:
    """Typed on the web or texting: the same number."""
    phone = "+14155550171"
    web, sms = Prospect(published), Prospect(published, address=phone)
    one, other = (web, sms) if first == "web" else (sms, web)
    one.submit(phone=phone, owner="no")
    assert other.submit(phone=phone)["verdict"]["outcome"] == "review"


def test_by_way_of_not_sure_is_a_pass_that_failed_before(published: Engine) -> None:
    """A fail is remembered over any number of steps."""
    prospect = Prospect(published)
    prospect.submit(budget=FAILS["budget"][0])
    assert prospect.correct(budget=None)["verdict"]["outcome"] == "review"
    assert prospect.correct(owner="no")["verdict"]["outcome"] == "unqualified"
    lead = prospect.correct(owner="yes", budget=Budget(500000, 500000, "USD"))
    assert lead["verdict"]["outcome"] == "review"
    assert sorted(reasons(lead)) == [
        "budget: was $1,200, now $5,000; it failed before",
        "owner: was no, now yes; it failed before",
    ]


def test_a_correction_in_a_new_chat_is_seen_too(published: Engine) -> None:
    """Not known in the first, failed in the second, passed in the third's correction."""
    Prospect(published).submit(postcode="10001")
    second = Prospect(published)
    assert second.submit(postcode=None)["verdict"]["outcome"] == "review"
    lead = second.correct(postcode="94110")
    assert lead["verdict"]["outcome"] == "review"
    assert "was 10001, now 94110" in reasons(lead)[0]


def test_another_phone_put_right_later_is_known_again(published: Engine) -> None:
    """Both numbers are theirs from then on."""
    first = Prospect(published)
    first.submit(owner="no", phone="+14155550163")
    first.correct(phone="+14155550164")
    for phone in ("+14155550163", "+14155550164"):
        assert Prospect(published).submit(phone=phone)["verdict"]["outcome"] == "review"


def test_what_was_not_known_may_be_told_later(published: Engine) -> None:
    """No criterion failed: nothing was fished for."""
    prospect = Prospect(published)
    assert prospect.submit(budget=None)["verdict"]["outcome"] == "review"
    lead = prospect.correct(budget=GOOD["budget"])
    assert (lead["verdict"]["outcome"], reasons(lead)) == ("qualified", [])
    assert lead["handoff"]["state"] == "queued"


def test_a_stranger_and_an_honest_second_request_are_let_through(published: Engine) -> None:
    """Another phone, address and browser; or the same ones without a fail before."""
    Prospect(published, browser=CHROME).submit(owner="no", email="lena@example.com")
    stranger = Prospect(published, browser=CHROME.replace("8", "9"))
    lead = stranger.submit(phone="+14155550165", email="lena@example.org")
    assert (lead["verdict"]["outcome"], reasons(lead)) == ("qualified", [])
    again = Prospect(published).submit(phone="+14155550165", need="replacement")
    assert again["verdict"]["outcome"] == "qualified"


def test_another_campaign_asks_for_itself(published: Engine) -> None:
    """What fails with one business says nothing of another's definition."""
    Prospect(published).submit(postcode="10001")
    other = Prospect(published, campaign="home-buying")
    lead = other.submit(need="buy", budget=Budget(90000000, 90000000, "USD"), postcode="94110")
    assert lead["verdict"]["outcome"] == "qualified"


@pytest.mark.parametrize(
    ("window", "days", "outcome"),
    [(30, 29, "review"), (30, 31, "qualified"), (7, 8, "qualified"), (0, 0, "qualified")],
)
def test_the_campaign_says_for_how_long(
    published: Engine, window: int, days: int, outcome: str
) -> None:
    """Days since the verdict; with none, nobody is known again."""
    publish_roofing(published, duplicates=Duplicates(window))
    Prospect(published).submit(budget=FAILS["budget"][0])
    later = Prospect(published, now=NOW + timedelta(days=days))
    soon = date(2026, 12, 28)
    lead = later.submit(timeframe=Timeframe(soon, soon))
    assert lead["verdict"]["outcome"] == outcome


def test_a_new_definition_and_the_passing_of_days_are_no_fishing(published: Engine) -> None:
    """The answer has to be another one."""
    Prospect(published).submit(timeframe=Timeframe(date(2027, 3, 1), date(2027, 3, 5)))
    later = Prospect(published, now=NOW + timedelta(days=20))
    lead = later.submit(timeframe=Timeframe(date(2027, 3, 1), date(2027, 3, 5)))
    assert (lead["verdict"]["outcome"], reasons(lead)) == ("qualified", [])


def test_a_business_may_try_its_own_campaign_as_often_as_it_likes(published: Engine) -> None:
    """It texts from its own number."""
    Prospect(published, address=BUSINESS).submit(owner="no")
    assert Prospect(published, address=None).submit(phone=BUSINESS)["signals"] == []


def test_contact_keys_hold_no_number_and_no_address(published: Engine) -> None:
    """Keyed hashes alone, one for each thing a prospect is known by."""
    prospect = Prospect(published, browser=CHROME)
    prospect.submit(email="lena@example.com")
    prospect.correct(owner="no")
    with reading(published) as connection:
        rows = connection.execute(select(contact_key)).all()
    assert sorted(row.kind for row in rows) == ["browser", "email", "phone"]
    assert all(len(row.hash) == 64 and int(row.hash, 16) for row in rows)
