"""The widget as a guest: on pages with strict policies, other addresses, other colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.web.host import another_address, visit_host
from tests.web.visitor import Visitor

# The favicon of the page itself is data:, the rest is the page's own.
STRICT = "default-src 'self'; img-src data:"


def chat_a_little(page: Page) -> Visitor:
    visitor = Visitor(page)
    visitor.open()
    visitor.choose("Roof repair")
    assert visitor.asks == "budget"
    return visitor


def background(visitor: Visitor, part: str) -> str:
    found = visitor.widget.locator(part)
    return str(found.evaluate("(element) => getComputedStyle(element).backgroundColor"))


def test_it_works_and_is_styled_under_a_policy_that_allows_only_its_own_address(
    page: Page, server: Any
) -> None:
    tag = '<script src="/widget.js" data-campaign="roofing" async></script>'
    visit_host(page, f"{server.url}/strict", tag, STRICT)
    visitor = chat_a_little(page)
    assert background(visitor, ".head") == "rgb(23, 73, 63)"
    # No violation: the `new_page` fixture fails the test on one.


def test_it_works_from_another_address_that_the_policy_names(page: Page, server: Any) -> None:
    tag = f'<script src="{server.url}/widget.js" data-campaign="roofing" async></script>'
    policy = f"{STRICT}; script-src {server.url}; connect-src {server.url}"
    with another_address(tag, policy) as url:
        page.goto(url)
        chat_a_little(page)


# As the scripts of several makers do.
MONITORING = """<script>
const plain = window.fetch;
window.fetch = (to, { headers, ...rest } = {}) => plain(to, { ...rest, headers: { ...headers,
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  baggage: "release=1", "sentry-trace": "0af7651916cd43dd8448eb211c80319c-1-1" } });
</script>"""


def test_it_works_on_a_page_whose_monitoring_adds_headers(page: Page, server: Any) -> None:
    tag = f'{MONITORING}<script src="{server.url}/widget.js" data-campaign="roofing"></script>'
    with another_address(tag, "default-src * 'unsafe-inline'; img-src data:") as url:
        page.goto(url)
        chat_a_little(page)


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="{0}/widget.js" data-campaign="roofing"></script>',
        '<script src="{0}/widget.js" data-campaign="roofing" defer></script>',
        '<script src="{0}/widget.js" data-campaign="roofing" type="module"></script>',
    ],
    ids=["classic", "deferred", "module"],
)
def test_each_kind_of_script_tag_works(page: Page, server: Any, tag: str) -> None:
    visit_host(page, f"{server.url}/shop", tag.format(server.url))
    chat_a_little(page)


def test_two_campaigns_share_a_page_and_keep_apart(page: Page, server: Any) -> None:
    tag = '<script src="/widget.js" type="module" data-campaign="{0}" data-target="#{0}"></script>'
    spots = '<div id="roofing"></div><div id="mortgage"></div>'
    tags = tag.format("roofing") + tag.format("mortgage")
    visit_host(page, f"{server.url}/shop", tags, STRICT, body=spots)
    for campaign, answer in {"roofing": "Roof repair", "mortgage": None}.items():
        chat = page.locator(f"#{campaign} leadbell-chat")
        chat.scroll_into_view_if_needed()
        expect(chat.locator(".turn.bot").nth(1)).to_be_visible()
        if answer:
            expect(chat.get_by_role("button", name=answer)).to_be_visible()


def test_inside_the_page_it_starts_when_it_comes_into_sight(page: Page, server: Any) -> None:
    tag = '<script src="/widget.js" data-campaign="roofing" data-target="#spot"></script>'
    spots = '<pre>{}</pre><div id="spot"></div>'.format("\n" * 200)
    visit_host(page, f"{server.url}/shop", tag, body=spots)
    visitor = Visitor(page)
    visitor.input.wait_for()
    expect(visitor.turns("bot")).to_have_count(0)
    with visitor.hearing():
        visitor.input.scroll_into_view_if_needed()
    expect(visitor.choice("Roof repair")).to_be_visible()
    expect(visitor.bell).to_have_count(0)


def test_it_opens_by_itself_when_told_and_leaves_the_focus_alone(page: Page, server: Any) -> None:
    tag = '<script src="/widget.js" data-campaign="roofing" data-open="true"></script>'
    visit_host(page, f"{server.url}/shop", tag)
    expect(page.get_by_role("dialog", name="Chat with us")).to_be_visible()
    assert page.evaluate("document.activeElement.tagName") == "BODY"


@pytest.mark.parametrize(
    ("color", "background_color", "ink"),
    [
        ("#ffd54f", "rgb(255, 213, 79)", "rgb(16, 32, 28)"),
        ("navy", "rgb(0, 0, 128)", "rgb(255, 255, 255)"),
        ("red; } * { display:none", "rgb(23, 73, 63)", "rgb(255, 255, 255)"),
        ("not a colour", "rgb(23, 73, 63)", "rgb(255, 255, 255)"),
    ],
)
def test_it_takes_the_businesss_colour_and_keeps_its_text_readable(
    page: Page, server: Any, color: str, background_color: str, ink: str
) -> None:
    tag = f'<script src="/widget.js" data-campaign="roofing" data-color="{color}"></script>'
    visit_host(page, f"{server.url}/shop", tag, STRICT)
    visitor = chat_a_little(page)
    header = visitor.widget.locator(".head")
    assert background(visitor, ".head") == background_color
    assert header.evaluate("(element) => getComputedStyle(element).color") == ink


def test_the_pages_own_styles_do_not_reach_into_it(page: Page, server: Any) -> None:
    tag = '<script src="/widget.js" data-campaign="roofing" data-title="Ask us"></script>'
    nasty = "<style>* { font-size: 40px !important; } button { display: none; }</style>"
    visit_host(page, f"{server.url}/shop", tag, body=nasty)
    visitor = chat_a_little(page)
    heading = visitor.widget.get_by_role("heading", name="Ask us")
    assert heading.evaluate("(element) => getComputedStyle(element).fontSize") == "17px"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_systems_colours_unless_the_page_says_otherwise(
    new_page: Callable[..., Page], server: Any, scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    tag = '<script src="/widget.js" data-campaign="roofing" {0}></script>'
    visit_host(page, f"{server.url}/auto", tag.format(""))
    assert background(chat_a_little(page), ".panel") == {
        "light": "rgb(255, 253, 248)",
        "dark": "rgb(22, 33, 30)",
    }.get(scheme)
    visit_host(page, f"{server.url}/light", tag.format('data-theme="light"'))
    visitor = Visitor(page)
    visitor.bell.click()
    assert background(visitor, ".panel") == "rgb(255, 253, 248)"
