"""A visitor in the browser: answers whatever the widget's bot asks, by typing or by quick reply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from typing import Any

from playwright.sync_api import Locator, Page, Response

QUICK = {"owner": "Yes", "email": "Skip", "consent": "Yes"}
TYPED = {
    "need": "My roof leaks over the kitchen",
    "budget": "8 to 10 grand",
    "timeframe": "sometime next month",
    "postcode": "94110",
    "name": "Maria Lopez",
}
MOST_TURNS = 20
_lines = count(120)


def new_phone() -> str:
    """A fictional number that no other visitor has given: the same one would be a duplicate."""
    return f"(415) 555-0{next(_lines)}"


class Visitor:
    """Drives the widget on a page. `messages` is what the bot said last, as the server sent it."""

    def __init__(self, page: Page, phone: str | None = None) -> None:
        self.page = page
        self.phone = phone or new_phone()
        self.messages: list[dict[str, Any]] = []
        self.widget = page.locator("leadbell-chat")
        self.log = self.widget.get_by_role("log")
        self.input = self.widget.get_by_label("Your message")
        self.new_chat = self.widget.get_by_role("button", name="New chat")
        self.bell = self.widget.get_by_role("button", name="Open chat")

    @property
    def asks(self) -> str | None:
        return next((m["asks"] for m in reversed(self.messages) if m["asks"]), None)

    @property
    def is_done(self) -> bool:
        return bool(self.messages) and bool(self.messages[-1]["done"])

    def turns(self, side: str) -> Locator:
        """The bubbles of one side, `bot` or `prospect`."""
        return self.widget.locator(f".turn.{side} > p")

    def choice(self, title: str) -> Locator:
        return self.widget.get_by_role("button", name=title, exact=True)

    def open(self) -> None:
        with self.hearing():
            self.bell.click()

    def take_over(self, asks: str) -> None:
        """Go on with a chat that began by itself and now asks for this."""
        self.messages = [{"asks": asks, "done": False}]

    def say(self, text: str) -> None:
        with self.hearing():
            self.input.fill(text)
            self.input.press("Enter")

    def choose(self, title: str) -> None:
        with self.hearing():
            self.choice(title).click()

    def answer(self, answers: Mapping[str, str] | None = None) -> None:
        """Answer what is asked now, in `answers`' words where it has some."""
        typed = {**TYPED, "phone": self.phone, **(answers or {})}
        asks = self.asks or ""
        if asks in typed:
            self.say(typed[asks])
        else:
            self.choose(QUICK[asks])

    def answer_until(self, asks: str | None, answers: Mapping[str, str] | None = None) -> None:
        """Answer until the bot asks for this, or with None until it has all it needs."""
        for _ in range(MOST_TURNS):
            if self.is_done if asks is None else self.asks == asks:
                return
            self.answer(answers)
        raise AssertionError(f"the bot still asks for {self.asks!r}, not {asks!r}")

    @contextmanager
    def hearing(self) -> Iterator[None]:
        """Wait for the server's answer to what the block does, and keep it."""
        with self.page.expect_response(_is_turn) as answer:
            yield
        self.messages = answer.value.json()["messages"]


def _is_turn(response: Response) -> bool:
    return "/api/chat/" in response.url and response.request.method == "POST" and response.ok
