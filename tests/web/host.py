"""Other people's web pages with the widget on them, each with its own policy."""

from __future__ import annotations

from playwright.sync_api import Page, Route

HTML = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"></head>
<body><main><h1>A shop</h1>{body}</main>{tag}</body>
</html>"""


def visit_host(page: Page, url: str, tag: str, policy: str | None = None, body: str = "") -> None:
    """Open a page at `url` that carries `tag`; no server needs to have it."""
    headers = {"Content-Type": "text/html"}
    if policy:
        headers["Content-Security-Policy"] = policy
    html = HTML.format(tag=tag, body=body)
    page.route(url, lambda route: _answer(route, headers, html))
    page.goto(url)


def _answer(route: Route, headers: dict[str, str], html: str) -> None:
    route.fulfill(status=200, headers=headers, body=html)
