"""Other people's web pages with the widget on them, each with its own policy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from playwright.sync_api import Page, Route

HTML = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>A shop</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"></head>
<body><main><h1>A shop</h1>{body}</main>{tag}</body>
</html>"""


def visit_host(page: Page, url: str, tag: str, policy: str | None = None, body: str = "") -> None:
    """Open a page at `url` that carries `tag`; the server need not have it."""
    html = HTML.format(tag=tag, body=body)
    headers = _headers(policy)

    def answer(route: Route) -> None:
        route.fulfill(status=200, headers=headers, body=html)

    page.route(url, answer)
    page.goto(url)


@contextmanager
def another_address(tag: str, policy: str) -> Iterator[str]:
    """The address of a server of its own with a page that carries `tag`.

    A page that the browser did not get from a real address may not load from this machine.
    """

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in _headers(policy).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(HTML.format(tag=tag, body="").encode())

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _headers(policy: str | None) -> dict[str, str]:
    headers = {"Content-Type": "text/html; charset=utf-8"}
    return {**headers, "Content-Security-Policy": policy} if policy else headers
