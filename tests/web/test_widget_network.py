"""The widget on a bad line: nothing is lost, and nothing is said twice."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.web.visitor import Visitor

SENDING = "**/api/chat/roofing/messages"


class Line:
    """A line that fails posts: cut before they arrive, or after, when only the answer is lost."""

    def __init__(
        self, page: Page, cut_before: int = 0, cut_after: int = 0, status: int = 0
    ) -> None:
        self.ids: list[str] = []
        self._before, self._after, self._status = cut_before, cut_after, status
        page.route(SENDING, self._pass)

    def _pass(self, route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        self.ids.append(route.request.post_data_json["id"])
        if len(self.ids) <= self._before:
            if self._status:
                route.fulfill(status=self._status, headers={"Retry-After": "1"}, body="{}")
            else:
                route.abort()
        elif len(self.ids) <= self._before + self._after:
            route.fetch()
            route.abort()
        else:
            route.continue_()


def said(visitor: Visitor, server: Any) -> list[str]:
    """What the server has from the prospect."""
    record = visitor.page.evaluate(
        "JSON.parse(localStorage.getItem(`leadbell:${location.origin}:roofing`))"
    )
    answer = visitor.page.request.get(
        f"{server.url}/api/chat/roofing/messages",
        headers={"Authorization": f"Bearer {record['token']}"},
    )
    return [m["text"] for m in answer.json()["messages"] if m["from"] == "prospect"]


def test_a_message_cut_off_on_its_way_is_sent_again_with_the_same_id(
    visitor: Visitor, server: Any, troubles: list[str]
) -> None:
    visitor.open()
    line = Line(visitor.page, cut_before=2)
    visitor.say("My roof leaks")
    assert len(line.ids) == 3
    assert len(set(line.ids)) == 1
    assert said(visitor, server) == ["My roof leaks"]
    expect(visitor.turns("prospect")).to_have_count(1)
    troubles.clear()


def test_a_message_whose_answer_was_lost_counts_once_and_is_answered_once(
    visitor: Visitor, server: Any, troubles: list[str]
) -> None:
    visitor.open()
    line = Line(visitor.page, cut_after=1)
    visitor.say("My roof leaks")
    assert len(line.ids) == 2
    assert len(set(line.ids)) == 1
    assert said(visitor, server) == ["My roof leaks"]
    assert visitor.asks == "budget"
    expect(visitor.turns("bot")).to_have_count(3)  # the greeting, two questions
    troubles.clear()


def test_a_busy_server_is_asked_again_after_the_time_it_names(
    visitor: Visitor, server: Any, troubles: list[str]
) -> None:
    visitor.open()
    line = Line(visitor.page, cut_before=1, status=429)
    visitor.say("My roof leaks")
    assert len(set(line.ids)) == 1
    assert said(visitor, server) == ["My roof leaks"]
    troubles.clear()


def limited(page: Page, address: str, wait: int) -> list[str]:
    """The next post there is refused for so many seconds; what is posted, as it comes."""
    posted: list[str] = []

    def refuse(route: Route) -> None:
        if route.request.method != "POST":
            route.fallback()
            return
        posted.append(route.request.post_data or "")
        if len(posted) > 1:
            route.fallback()
            return
        headers = {"Retry-After": str(wait), "Content-Type": "application/problem+json"}
        route.fulfill(status=429, headers=headers, body="{}")

    page.route(address, refuse)
    return posted


def test_what_is_too_much_is_said_kindly_and_goes_by_itself_when_it_may(
    visitor: Visitor, server: Any, troubles: list[str]
) -> None:
    """Twelve minutes on; what is written meanwhile waits behind it, and nobody asks before."""
    visitor.page.clock.install()
    visitor.open()
    posted = limited(visitor.page, SENDING, 700)
    visitor.input.fill("My roof leaks")
    visitor.input.press("Enter")
    expect(visitor.widget.get_by_text("this goes by itself in about 12 minutes")).to_be_visible()
    expect(visitor.widget.get_by_role("button", name="Try again")).to_have_count(0)
    visitor.input.fill("8 to 10 grand")
    visitor.input.press("Enter")
    visitor.page.clock.run_for(690_000)
    visitor.page.evaluate("dispatchEvent(new Event('online'))")
    assert len(posted) == 1
    visitor.page.clock.run_for(20_000)
    expect(visitor.turns("bot")).to_have_count(4)
    assert said(visitor, server) == ["My roof leaks", "8 to 10 grand"]
    expect(visitor.widget.get_by_text("goes by itself")).to_have_count(0)
    troubles.clear()


def test_too_many_chats_from_one_place_begin_when_they_may(
    visitor: Visitor, troubles: list[str]
) -> None:
    """An hour on, without a click."""
    visitor.page.clock.install()
    limited(visitor.page, "**/api/chat/roofing", 3600)
    visitor.bell.click()
    expect(visitor.widget.get_by_text("This one begins in about an hour.")).to_be_visible()
    with visitor.hearing():
        visitor.page.clock.run_for(3_601_000)
    assert visitor.asks == "need"
    troubles.clear()


def test_a_chat_that_is_full_gives_the_words_back_for_a_new_one(
    visitor: Visitor, troubles: list[str]
) -> None:
    """It would never take them; the server says to come again in weeks."""
    visitor.open()
    limited(visitor.page, SENDING, 20 * 86_400)
    visitor.input.fill("My roof leaks")
    visitor.input.press("Enter")
    expect(visitor.widget.get_by_text("as long as a chat can be")).to_be_visible()
    expect(visitor.input).to_have_value("My roof leaks")
    with visitor.hearing():
        visitor.new_chat.click()
    assert visitor.asks == "need"
    with visitor.hearing():
        visitor.input.press("Enter")
    assert visitor.asks == "budget"
    troubles.clear()


def test_a_message_that_keeps_failing_waits_for_its_try_again_button(
    visitor: Visitor, server: Any, troubles: list[str]
) -> None:
    visitor.open()
    line = Line(visitor.page, cut_before=4)
    visitor.input.fill("My roof leaks")
    visitor.input.press("Enter")
    again = visitor.widget.get_by_role("button", name="Try again")
    again.wait_for()
    expect(visitor.widget.get_by_text("Not sent.")).to_be_visible()
    with visitor.hearing():
        again.click()
    expect(visitor.widget.get_by_text("Not sent.")).to_have_count(0)
    assert len(line.ids) == 5
    assert len(set(line.ids)) == 1
    assert said(visitor, server) == ["My roof leaks"]
    troubles.clear()


def test_texts_written_while_another_is_on_its_way_follow_in_order(
    visitor: Visitor, server: Any, troubles: list[str]
) -> None:
    visitor.open()
    line = Line(visitor.page, cut_before=1)
    for text in ("My roof leaks", "8 to 10 grand"):
        visitor.input.fill(text)
        visitor.input.press("Enter")
    expect(visitor.turns("bot")).to_have_count(4)
    assert said(visitor, server) == ["My roof leaks", "8 to 10 grand"]
    assert len(set(line.ids)) == 2
    troubles.clear()


def test_a_reload_while_sending_loses_nothing(
    visitor: Visitor, server: Any, troubles: list[str]
) -> None:
    visitor.open()
    line = Line(visitor.page, cut_before=1)
    with visitor.page.expect_request(SENDING):
        visitor.input.fill("My roof leaks")
        visitor.input.press("Enter")
    visitor.page.reload()
    with visitor.hearing():
        visitor.bell.click()
    assert said(visitor, server) == ["My roof leaks"]
    assert len(set(line.ids)) == 1
    expect(visitor.turns("prospect")).to_have_text(["My roof leaks"])
    troubles.clear()


def test_a_chat_the_server_no_longer_knows_starts_anew_and_keeps_the_words(
    visitor: Visitor, troubles: list[str]
) -> None:
    visitor.open()
    visitor.page.evaluate(
        """() => { const key = `leadbell:${location.origin}:roofing`;
             localStorage.setItem(key, JSON.stringify({ token: "not-a-token", unsent: [] })); }"""
    )
    visitor.page.reload()
    with visitor.hearing():
        visitor.bell.click()
    expect(visitor.widget.get_by_text("Your earlier chat has ended.")).to_be_visible()
    visitor.page.route(SENDING, lambda route: route.fulfill(status=401, body="{}"), times=1)
    with visitor.hearing():  # the new conversation
        visitor.input.fill("My roof leaks")
        visitor.input.press("Enter")
    expect(visitor.input).to_have_value("My roof leaks")
    expect(visitor.choice("Roof repair")).to_be_visible()
    visitor.choose("Roof repair")
    assert visitor.asks == "budget"
    troubles.clear()


def test_without_storage_the_chat_still_works(visitor: Visitor) -> None:
    visitor.page.add_init_script(
        """Object.defineProperty(window, "localStorage",
             { get() { throw new Error("forbidden"); } });"""
    )
    visitor.page.reload()
    visitor.open()
    visitor.say("My roof leaks")
    assert visitor.asks == "budget"


def test_a_server_out_of_reach_is_told_and_can_be_tried_again(
    visitor: Visitor, troubles: list[str]
) -> None:
    start = "**/api/chat/roofing"
    visitor.page.route(start, lambda route: route.abort(), times=4)
    visitor.bell.click()
    expect(visitor.widget.get_by_text("We can't reach the chat right now.")).to_be_visible()
    with visitor.hearing():
        visitor.widget.get_by_role("button", name="Try again").click()
    assert visitor.asks == "need"
    troubles.clear()
