"""Everyone can use it: by keyboard alone, by screen reader, on a small screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.web.visitor import Visitor

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


def violations(page: Page) -> list[str]:
    """What axe finds, one line each. Moving things are judged once they rest."""
    page.wait_for_timeout(400)
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {[node['target'] for node in each['nodes']]}" for each in found]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the screen."""
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return int(page.evaluate(wide))


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_wrong_with_the_open_widget(
    new_page: Callable[..., Page], server: Any, scheme: str, size: dict[str, int]
) -> None:
    page = new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{server.url}/demo/roofing")
    visitor = Visitor(page)
    visitor.open()
    assert violations(page) == []
    visitor.say("My roof leaks")
    assert violations(page) == []
    visitor.answer_until(None)
    expect(visitor.new_chat).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_wrong_with_the_simulator(
    new_page: Callable[..., Page], server: Any, scheme: str, size: dict[str, int]
) -> None:
    page = new_page(viewport=size, color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{server.url}/simulator#roofing")
    visitor = Visitor(page)
    expect(visitor.choice("Roof repair")).to_be_visible()
    assert violations(page) == []


def test_axe_finds_nothing_wrong_with_a_verdict(
    new_page: Callable[..., Page], server: Any, scheme: str
) -> None:
    page = new_page(viewport=DESKTOP, color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{server.url}/simulator#roofing")
    outcomes = {
        "Qualified": {},
        "Not qualified": {"postcode": "10001"},
        "For review": {"budget": "not sure"},
    }
    for outcome, answers in outcomes.items():
        visitor = Visitor(page)
        expect(visitor.choice("Roof repair")).to_be_visible()
        visitor.take_over("need")
        visitor.answer_until(None, answers)
        expect(page.get_by_role("heading", name=outcome, exact=True)).to_be_visible()
        assert violations(page) == []
        page.get_by_role("button", name="New prospect").click()
        expect(visitor.turns("prospect")).to_have_count(0)


@pytest.mark.parametrize("path", ["/simulator", "/demo/roofing"])
@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_no_screen_is_too_narrow(
    new_page: Callable[..., Page], server: Any, width: int, path: str
) -> None:
    page = new_page(viewport={"width": width, "height": 844})
    page.goto(f"{server.url}{path}")
    page.locator("leadbell-chat").first.wait_for(state="attached")
    assert overflow(page) <= 0


def test_on_a_phone_the_open_chat_fills_the_screen(
    new_page: Callable[..., Page], server: Any
) -> None:
    page = new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    page.goto(f"{server.url}/demo/roofing")
    visitor = Visitor(page)
    visitor.open()
    panel = page.get_by_role("dialog", name="Bay Ridge Roofing")
    panel.evaluate("(e) => Promise.all(e.getAnimations().map((each) => each.finished))")
    assert panel.bounding_box() == {"x": 0, "y": 0, **PHONE}
    for button in visitor.widget.get_by_role("button").all():
        box = button.bounding_box()
        assert box is None or min(box["width"], box["height"]) >= 44


def focused(page: Page) -> str:
    """The name of what has the focus inside the widget."""
    return str(
        page.evaluate(
            """() => {
                 const it = document.querySelector("leadbell-chat").shadowRoot.activeElement;
                 return it?.getAttribute("aria-label") || it?.labels?.[0]?.textContent
                     || it?.textContent || "";
               }"""
        )
    )


def test_the_keyboard_alone_is_enough(visitor: Visitor) -> None:
    keyboard = visitor.page.keyboard
    keyboard.press("Tab")
    assert focused(visitor.page) == "Open chat: Bay Ridge Roofing"
    with visitor.hearing():
        keyboard.press("Enter")
    assert focused(visitor.page) == "Your message"
    expect(visitor.choice("Gutters")).to_be_visible()
    keyboard.press("Shift+Tab")
    assert focused(visitor.page) == "Gutters"
    for _ in range(3):
        keyboard.press("Shift+Tab")
    assert focused(visitor.page) == "Roof repair"
    with visitor.hearing():
        keyboard.press("Enter")
    assert focused(visitor.page) == "Your message"
    keyboard.type("8 to 10 grand")
    with visitor.hearing():
        keyboard.press("Enter")
    assert visitor.asks == "timeframe"
    keyboard.press("Escape")
    expect(visitor.input).to_be_hidden()
    assert focused(visitor.page) == "Open chat: Bay Ridge Roofing"


def test_on_a_phone_tab_stays_inside_the_open_chat(
    new_page: Callable[..., Page], server: Any
) -> None:
    page = new_page(viewport=PHONE)
    page.goto(f"{server.url}/demo/roofing")
    visitor = Visitor(page)
    visitor.open()
    seen = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.add(focused(page))
    assert "" not in seen
    assert {"Close chat", "Messages", "Roof repair", "Your message", "Send"} <= seen


def test_who_wants_less_motion_gets_none(new_page: Callable[..., Page], server: Any) -> None:
    page = new_page(reduced_motion="reduce")
    page.goto(f"{server.url}/demo/roofing")
    visitor = Visitor(page)
    visitor.open()
    moving = "(root) => root.shadowRoot.getAnimations?.().length ?? 0"
    assert visitor.widget.evaluate(moving) == 0
