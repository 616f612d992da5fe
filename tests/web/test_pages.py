"""The routes that a browser loads from, and their headers."""

from __future__ import annotations

import gzip

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.web import pages


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=pages.routes(simulator=True)), follow_redirects=False)


@pytest.fixture
def in_earnest() -> TestClient:
    return TestClient(Starlette(routes=pages.routes(simulator=False)), follow_redirects=False)


def test_any_website_may_load_the_widget_and_keeps_it_five_minutes(client: TestClient) -> None:
    answer = client.get("/widget.js")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "max-age=300" in answer.headers["cache-control"]


def test_the_widget_is_small(client: TestClient) -> None:
    answer = client.get("/widget.js")
    assert answer.headers["content-encoding"] == "gzip"
    assert len(gzip.compress(answer.content)) < 10_500


def test_who_has_the_widget_already_gets_no_body(client: TestClient) -> None:
    etag = client.get("/widget.js").headers["etag"]
    answer = client.get("/widget.js", headers={"If-None-Match": f'"other", {etag}'})
    assert (answer.status_code, answer.content) == (304, b"")
    assert client.get("/widget.js", headers={"If-None-Match": '"other"'}).status_code == 200


def test_who_cannot_unzip_gets_it_plain(client: TestClient) -> None:
    answer = client.get("/widget.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.text.startswith("/* Leadbell")


@pytest.mark.parametrize("path", ["/simulator", "/demo/roofing"])
def test_pages_carry_a_strict_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"


def test_the_front_door_leads_to_the_simulator_only_where_there_is_one(
    client: TestClient, in_earnest: TestClient
) -> None:
    assert client.get("/").headers["location"] == "/simulator"
    assert in_earnest.get("/").status_code == 200
    assert in_earnest.get("/simulator").status_code == 404
    assert in_earnest.get("/demo/roofing").status_code == 404


@pytest.mark.parametrize("path", ["/static/nothing.js", "/static/..%2Fpages.py", "/demo/A%20b"])
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_the_pages_hold_no_inline_script_or_style() -> None:
    for page in pages.STATIC.glob("*.html"):
        html = page.read_text()
        assert "<style" not in html
        assert "style=" not in html
        assert html.count("<script") == html.count('<script type="module" src="/static/')
