"""Take the README's picture: `python -m tests.web.screenshot URL docs/simulator.png`.

Against a running `leadbell serve` with an empty database: one visitor begins by text, another
goes through on the website, and the business's phone rings.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.chromium import browser
from tests.web.visitor import Visitor

SIZE = {"width": 1440, "height": 900}
TEXTS = ("Hi, do you do whole new roofs?", "15 to 20k")
REST = "() => Promise.all(document.getAnimations().map((each) => each.finished))"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url", help="the server's address, http://127.0.0.1:8000 say")
    parser.add_argument("picture", type=Path, help="the PNG to write")
    parser.add_argument("--dark", action="store_true", help="in dark colours")
    parser.add_argument("--phone", action="store_true", help="the whole page on a phone's screen")
    parsed = parser.parse_args()
    size = {"width": 390, "height": 844} if parsed.phone else SIZE
    scheme = "dark" if parsed.dark else "light"
    with browser() as chromium:
        page = chromium.new_page(viewport=size, color_scheme=scheme, device_scale_factor=1.5)
        page.goto(f"{parsed.url}/simulator#roofing")
        text_from_the_phone(page)
        lead_from_the_website(page)
        page.mouse.move(0, 0)
        page.evaluate("document.activeElement.blur()")
        page.evaluate("scrollTo(0, 0)")
        page.evaluate(REST)
        page.screenshot(path=parsed.picture, full_page=parsed.phone)


def text_from_the_phone(page: Page) -> None:
    phone = page.locator("#visitor-phone")
    for text in TEXTS:
        answered = phone.locator(".theirs").count()
        field = phone.get_by_label("Prospect's phone: write a text")
        field.fill(text)
        field.press("Enter")
        expect(phone.locator(".theirs").nth(answered)).to_be_visible(timeout=20_000)
        page.wait_for_timeout(1500)  # an answer can be more than one text


def lead_from_the_website(page: Page) -> None:
    visitor = Visitor(page, phone="(415) 555-0123")
    expect(visitor.choice("Roof repair")).to_be_visible()
    visitor.take_over("need")
    visitor.answer_until(None)
    expect(page.locator("#verdict").get_by_text("delivered")).to_be_visible(timeout=20_000)
    expect(page.locator("#business-phone .theirs")).not_to_have_count(0, timeout=20_000)


if __name__ == "__main__":
    main()
