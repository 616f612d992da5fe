"""A conversation on the widget, from the first click to the last answer."""

from __future__ import annotations

import re
import uuid
from typing import Any

from playwright.sync_api import Page, expect

from tests.web.visitor import TYPED, Visitor


def test_a_visitor_chats_to_the_end_by_typing_and_by_quick_reply(visitor: Visitor) -> None:
    visitor.open()
    assert visitor.asks == "need"
    visitor.choose("Roof repair")
    visitor.answer_until(None)
    expect(visitor.turns("prospect").first).to_have_text("Roof repair")
    expect(visitor.turns("bot").last).to_have_text(visitor.messages[-1]["text"])
    expect(visitor.widget.get_by_text("You can still write here")).to_be_visible()
    visitor.say("Thank you!")  # writing on is allowed


def test_for_whom_it_is_recorded_stands_there_before_the_first_word(visitor: Visitor) -> None:
    notice = visitor.widget.get_by_text("automated and recorded for Bay Ridge Roofing")
    expect(notice).to_be_hidden()
    visitor.open()
    expect(notice).to_be_visible()
    expect(visitor.turns("prospect")).to_have_count(0)
    expect(visitor.input).to_have_accessible_description(re.compile("recorded for Bay Ridge"))
    visitor.choose("Roof repair")
    visitor.page.reload()
    visitor.bell.click()
    expect(notice).to_be_visible()


def test_the_server_is_not_asked_until_the_panel_opens(page: Page, server: Any) -> None:
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if "/api/" in request.url else None
    )
    page.goto(f"{server.url}/demo/roofing")
    visitor = Visitor(page)
    visitor.bell.wait_for()
    assert asked == []
    visitor.open()
    assert len(asked) == 1


def test_the_start_says_which_page_and_which_advertisement_brought_the_visitor(
    page: Page, server: Any
) -> None:
    page.goto(f"{server.url}/demo/roofing?utm_source=news&utm_medium=mail&x=1#top")
    visitor = Visitor(page)
    with page.expect_request("**/api/chat/roofing") as started:
        visitor.bell.click()
    sent = started.value.post_data_json
    assert uuid.UUID(sent.pop("browser")).version == 4
    assert sent == {
        "page_url": f"{server.url}/demo/roofing?utm_source=news&utm_medium=mail&x=1",
        "referrer": "",
        "utm": {"utm_source": "news", "utm_medium": "mail"},
    }


def test_a_browser_is_known_by_one_random_id_whatever_chat_it_begins(
    page: Page, server: Any
) -> None:
    ids = []
    for campaign in ("roofing", "mortgage"):
        page.goto(f"{server.url}/demo/{campaign}")
        with page.expect_request(f"**/api/chat/{campaign}") as started:
            Visitor(page).bell.click()
        ids.append(started.value.post_data_json["browser"])
    assert ids[0] == ids[1]
    page.evaluate("localStorage.clear()")
    page.goto(f"{server.url}/demo/roofing")
    with page.expect_request("**/api/chat/roofing") as started:
        Visitor(page).bell.click()
    assert started.value.post_data_json["browser"] != ids[0]


def test_quick_replies_go_once_one_is_taken(visitor: Visitor) -> None:
    visitor.open()
    expect(visitor.choice("Gutters")).to_be_visible()
    visitor.choose("Roof repair")
    expect(visitor.choice("Gutters")).to_have_count(0)


def test_the_history_is_back_after_a_reload(visitor: Visitor) -> None:
    visitor.open()
    visitor.choose("Roof repair")
    visitor.answer_until("timeframe")
    before = visitor.widget.locator(".turn > p").all_inner_texts()
    visitor.page.reload()
    visitor.bell.click()
    expect(visitor.turns("prospect")).to_have_count(2)
    assert visitor.widget.locator(".turn > p").all_inner_texts() == before
    visitor.say(TYPED["timeframe"])
    assert visitor.asks == "postcode"


def test_each_question_brings_the_right_keyboard(visitor: Visitor) -> None:
    visitor.open()
    wanted = {
        "postcode": ("numeric", "postal-code"),  # this campaign asks for a ZIP code
        "name": ("text", "name"),
        "phone": ("tel", "tel"),
        "email": ("email", "email"),
    }
    for asks, (inputmode, autocomplete) in wanted.items():
        visitor.answer_until(asks)
        expect(visitor.input).to_have_attribute("inputmode", inputmode)
        expect(visitor.input).to_have_attribute("autocomplete", autocomplete)


def test_what_is_typed_is_shown_as_text_and_never_run(visitor: Visitor) -> None:
    visitor.open()
    nasty = "<img src=x onerror=alert(1)> & <b>bold</b>"
    visitor.say(nasty)
    expect(visitor.turns("prospect").first).to_have_text(nasty)
    expect(visitor.log.locator("img, b")).to_have_count(0)


def test_the_page_hears_when_the_chat_opens_and_when_it_is_done(visitor: Visitor) -> None:
    visitor.page.evaluate(
        """() => {
             window.heard = [];
             const hear = (event) => heard.push([event.type, event.detail.campaign]);
             document.addEventListener("leadbell:open", hear);
             document.addEventListener("leadbell:done", hear);
           }"""
    )
    visitor.open()
    visitor.answer_until(None)
    expect(visitor.widget.get_by_text("You can still write here")).to_be_visible()
    heard = visitor.page.evaluate("heard")
    assert heard == [["leadbell:open", "roofing"], ["leadbell:done", "roofing"]]


def test_https_addresses_in_what_the_bot_says_become_safe_links(visitor: Visitor) -> None:
    said = "See https://example.com/a?b=1. Not javascript:alert(1) or http://example.com"
    message = {"id": "1-1", "text": said, "asks": None, "choices": [], "done": False}
    visitor.page.route(
        "**/api/chat/roofing",
        lambda route: route.fulfill(json={"token": "t", "messages": [message]}),
    )
    visitor.open()
    links = visitor.log.get_by_role("link")
    expect(links).to_have_count(1)
    expect(links).to_have_attribute("href", "https://example.com/a?b=1")
    expect(links).to_have_attribute("rel", "noopener noreferrer")
    expect(visitor.turns("bot")).to_have_text(said)


def test_a_campaign_that_is_gone_says_so_kindly(
    page: Page, server: Any, troubles: list[str]
) -> None:
    page.goto(f"{server.url}/demo/no-such-campaign")
    visitor = Visitor(page)
    visitor.bell.click()
    expect(visitor.widget.get_by_text("This chat is closed at the moment.")).to_be_visible()
    troubles.clear()  # the 404 shows in the console


def test_a_new_chat_begins_after_the_end_and_leaves_the_first_request_as_it_is(
    visitor: Visitor, server: Any
) -> None:
    visitor.open()
    expect(visitor.new_chat).to_have_count(0)
    visitor.answer_until(None)
    visitor.say("Thanks!")
    expect(visitor.new_chat).to_have_count(1)  # one, however much is said after the end
    visitor.new_chat.focus()
    with visitor.hearing():
        visitor.page.keyboard.press("Enter")
    expect(visitor.turns("prospect")).to_have_count(0)
    expect(visitor.new_chat).to_have_count(0)
    expect(visitor.input).to_be_focused()
    assert visitor.asks == "need"
    visitor.choose("Gutters")
    visitor.page.reload()
    visitor.bell.click()
    expect(visitor.turns("prospect")).to_have_text(["Gutters"])
    leads = visitor.page.request.get(f"{server.url}/simulator/leads?campaign=roofing").json()
    assert leads["leads"][0]["phone"] == "+1" + re.sub(r"\D", "", visitor.phone)
