"""The simulator's phones, as a program uses them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.channels.conftest import NUMBER, Site
from tests.channels.test_sms import replies
from tests.services.conftest import counts

Check = Callable[..., None]


def test_a_text_typed_on_a_phone_is_answered_on_it(site: Site) -> None:
    """202 with its id; then both texts are on the phone, oldest first."""
    number = next(site.numbers)
    response = site.client.post(
        "/simulator/messages", json={"from": number, "to": NUMBER, "body": "hi 👋"}
    )
    assert response.status_code == 202
    sid = response.json()["sid"]
    assert "Bay Ridge Roofing" in replies(site, number)[0]
    sent = site.client.get("/simulator/messages", params={"from": number}).json()["messages"]
    assert [(text["sid"], text["body"], text["status"]) for text in sent] == [
        (sid, "hi 👋", "received")
    ]
    got = site.client.get("/simulator/messages", params={"to": number}).json()["messages"][0]
    assert {"sid", "from", "to", "body", "at", "status"} <= set(got)
    assert (got["from"], got["to"], got["status"]) == (NUMBER, number, "delivered")
    assert got["at"] == "2026-11-23T18:00:00Z"


def test_a_phone_has_to_be_named(site: Site, is_problem: Check) -> None:
    """Nobody reads all texts by accident."""
    is_problem(site.client.get("/simulator/messages"), 422)


def test_a_phone_that_has_no_texts_shows_none(site: Site) -> None:
    """An empty list, whatever stands in the address."""
    for number in ("+14155550177", "x", "'; --"):
        response = site.client.get("/simulator/messages", params={"to": number})
        assert response.json() == {"messages": []}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"from": "+14155550171", "to": NUMBER},
        {"from": "x", "to": NUMBER, "body": "hi"},
        {"from": "+14155550171", "to": "", "body": "hi"},
        {"from": 1, "to": NUMBER, "body": "hi"},
        {"from": "+14155550171", "to": NUMBER, "body": None},
    ],
)
def test_what_is_no_text_is_refused(site: Site, is_problem: Check, body: object) -> None:
    """422, and nothing is kept."""
    before = counts(site.engine)
    is_problem(site.client.post("/simulator/messages", json=body), 422)
    assert counts(site.engine) == before


def test_the_campaigns_and_their_phones_are_listed(site: Site) -> None:
    """What the page offers to play with."""
    found = site.client.get("/simulator/campaigns").json()["campaigns"]
    roofing = next(campaign for campaign in found if campaign["id"] == "roofing")
    assert roofing["number"] == NUMBER
    assert len({campaign["prospect_sms"] for campaign in found}) == len(found) == 6
