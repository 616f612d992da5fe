"""The simulator: a lead goes through from a website or a phone to the business's phone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.host import another_address
from tests.web.visitor import TYPED, Visitor


@pytest.fixture
def simulator(page: Page, server: Any) -> Page:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{server.url}/simulator#roofing")
    page.get_by_role("button", name="New prospect").wait_for()
    expect(page.locator("#site-address")).to_have_text("bayridgeroofing.example")
    return page


def visitor_at(page: Page) -> Visitor:
    visitor = Visitor(page)
    expect(visitor.choice("Roof repair")).to_be_visible()
    visitor.take_over("need")
    return visitor


def receipt(page: Page) -> Locator:
    return page.locator("#verdict .receipt")


def test_a_qualified_lead_rings_the_businesss_phone_with_the_verdict_beside_it(
    simulator: Page,
) -> None:
    visitor = visitor_at(simulator)
    name = "Rosa Delgado"
    visitor.answer_until(None, {"name": name})

    handoff = simulator.locator("#business-phone .theirs").last
    expect(handoff).to_contain_text(name)
    expect(simulator.get_by_text("Ding! A text has reached Bay Ridge Roofing.")).to_be_attached()

    expect(receipt(simulator).get_by_role("heading", name="Qualified")).to_be_visible()
    expect(receipt(simulator)).to_contain_text(name)
    expect(receipt(simulator).get_by_role("img", name="of 100")).to_be_visible()
    criteria = receipt(simulator).locator(".criteria li")
    expect(criteria).to_have_count(5)
    expect(criteria.filter(has_text="Budget")).to_contain_text(TYPED["budget"])
    expect(receipt(simulator).get_by_text("delivered")).to_be_visible()


def test_an_unqualified_lead_leaves_the_phone_quiet_and_says_why(simulator: Page) -> None:
    visitor = visitor_at(simulator)
    name = "Piotr Nowak"
    visitor.answer_until(None, {"name": name, "postcode": "10001"})

    expect(receipt(simulator)).to_contain_text(name)
    expect(receipt(simulator).get_by_role("heading", name="Not qualified")).to_be_visible()
    failed = receipt(simulator).locator(".criteria li.fail")
    expect(failed).to_have_count(1)
    expect(failed).to_contain_text("10001")
    simulator.wait_for_timeout(1500)  # a text would have come by now
    texts = simulator.locator("#business-phone .theirs")
    expect(texts.filter(has_text=name)).to_have_count(0)


def test_a_text_from_the_visitors_phone_is_answered_on_it(simulator: Page) -> None:
    simulator.get_by_role("button", name="New prospect").click()
    phone = simulator.locator("#visitor-phone")
    field = phone.get_by_label("Prospect's phone: write a text")
    field.fill("Hi, my roof leaks")
    field.press("Enter")
    expect(phone.locator(".mine")).to_have_count(1)
    expect(phone.locator(".theirs").first).to_contain_text("Bay Ridge Roofing")


def test_the_business_can_write_back(simulator: Page) -> None:
    phone = simulator.locator("#business-phone")
    before = phone.locator(".mine").count()
    field = phone.get_by_label("Business's phone: write a text")
    field.fill("Who is this?")
    field.press("Enter")
    expect(phone.locator(".mine")).to_have_count(before + 1)
    expect(phone.locator(".mine").last).to_contain_text("Who is this?")


def test_another_campaign_brings_its_own_website_phones_and_chat(
    simulator: Page, server: Any
) -> None:
    listed = simulator.request.get(f"{server.url}/simulator/campaigns").json()["campaigns"]
    mortgage = next(each for each in listed if each["id"] == "mortgage")
    simulator.get_by_label("Campaign").select_option("mortgage")
    widget = simulator.locator("leadbell-chat")
    expect(widget.get_by_role("heading", name=mortgage["business"])).to_be_visible()
    expect(simulator.locator("#site-hero")).to_contain_text(mortgage["business"])
    expect(simulator.locator("#visitor-phone .contact-name")).to_have_text(mortgage["business"])
    expect(widget).to_have_count(1)
    simulator.reload()
    expect(simulator.get_by_label("Campaign")).to_have_value("mortgage")


def test_a_new_visitor_starts_a_chat_of_their_own(simulator: Page) -> None:
    visitor = visitor_at(simulator)
    visitor.choose("Roof repair")
    simulator.get_by_role("button", name="New prospect").click()
    expect(visitor.choice("Roof repair")).to_be_visible()
    expect(visitor.turns("prospect")).to_have_count(0)


def test_it_says_so_when_the_server_is_gone_and_goes_on_when_it_is_back(
    simulator: Page, troubles: list[str]
) -> None:
    simulator.route("**/simulator/leads*", lambda route: route.abort())
    note = simulator.get_by_text("The server does not answer.")
    expect(note).to_be_visible()
    simulator.unroute("**/simulator/leads*")
    expect(note).to_be_hidden()
    troubles.clear()


READ = """async ([url, how]) => {
  try { const answer = await fetch(url, how); return await answer.text(); }
  catch (error) { return String(error); } }"""


def test_another_website_reads_and_writes_nothing_of_it(
    page: Page, server: Any, troubles: list[str]
) -> None:
    """In the operator's own browser, with whatever a page may send there."""
    text = '{"from": "+14155550171", "to": "+14155550199", "body": "hello"}'
    heard = f"{server.url}/simulator/messages?from=%2B14155550171"
    before = page.request.get(heard).json()
    with another_address("", "default-src * 'unsafe-inline'; img-src data:") as url:
        page.goto(url)
        for path in ("leads", "campaigns", "messages?to=%2B14155550100"):
            for mode in ("cors", "no-cors"):
                address = f"{server.url}/simulator/{path}"
                assert page.evaluate(READ, [address, {"mode": mode}]) in (
                    "",
                    "TypeError: Failed to fetch",
                )
        for type in ("text/plain", "application/x-www-form-urlencoded", "application/json"):
            how = {"method": "POST", "body": text, "headers": {"Content-Type": type}}
            for mode in ("cors", "no-cors"):
                page.evaluate(READ, [f"{server.url}/simulator/messages", {**how, "mode": mode}])
    assert page.request.get(heard).json() == before
    troubles.clear()


def test_on_a_small_phone_the_chat_stands_whole_in_its_frame(page: Page, server: Any) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{server.url}/simulator#roofing")
    expect(Visitor(page).choice("Roof repair")).to_be_visible()
    frame, reply = page.locator(".browser").bounding_box(), page.get_by_placeholder("Write a reply")
    box = reply.bounding_box()
    assert frame and box
    assert box["y"] + box["height"] <= frame["y"] + frame["height"]
    question = page.get_by_text("What do you need done?").first.bounding_box()
    header = page.locator("#site-chat").bounding_box()
    assert question and header and question["y"] > header["y"] + 60
