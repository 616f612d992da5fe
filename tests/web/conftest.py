"""A real browser, and pages that fail their test when anything goes wrong in the console."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.chromium import browser as started
from tests.web.visitor import Visitor

expect.set_options(timeout=15_000)

# A violated policy shows in no exception; the console is where the tests listen.
TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} blocks ${event.blockedURI}`));
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for each file: while it runs its event loop does, and others' can't start."""
    with started() as browser:
        yield browser


@pytest.fixture
def troubles() -> list[str]:
    """What the console complained of; a test that provokes something clears it."""
    return []


@pytest.fixture
def new_page(chromium: Browser, troubles: list[str]) -> Iterator[Callable[..., Page]]:
    """Makes a page with nothing kept from earlier ones; options are those of a browser context."""
    contexts = []

    def make(**options: Any) -> Page:
        context = chromium.new_context(**options)
        context.set_default_timeout(15_000)
        context.add_init_script(TELL_VIOLATIONS)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console", lambda said: troubles.append(said.text) if said.type == "error" else None
        )
        page.on("pageerror", lambda error: troubles.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert not troubles, troubles


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    return new_page(viewport={"width": 1280, "height": 800})


@pytest.fixture
def visitor(page: Page, server: Any) -> Visitor:
    """On the roofer's website, the widget still closed."""
    page.goto(f"{server.url}/demo/roofing")
    visitor = Visitor(page)
    visitor.bell.wait_for()
    return visitor
