"""What is personal is kept by no cache, and what is JSON is never taken for something else."""

from __future__ import annotations

import pytest

from tests.channels.doors.wire import Wire

PERSONAL = [
    ("POST", "/api/chat/roofing", 201),
    ("POST", "/api/chat/nope", 404),
    ("GET", "/api/chat/roofing/messages", 401),
    ("POST", "/api/chat/roofing/messages", 401),
    ("PUT", "/api/chat/roofing/messages", 405),
    ("GET", "/simulator/leads", 200),
    ("GET", "/simulator/campaigns", 200),
    ("GET", "/simulator/messages?to=%2B14155550100", 200),
    ("GET", "/simulator/messages", 422),
    ("POST", "/simulator/messages", 415),
    ("GET", "/simulator/nope", 404),
    ("POST", "/sms/inbound", 403),
    ("GET", "/metrics", 200),
]
PAGES = [("/simulator", 200), ("/demo/roofing", 200)]


@pytest.mark.parametrize(("method", "path", "status"), PERSONAL)
def test_no_cache_keeps_what_is_personal(wire: Wire, method: str, path: str, status: int) -> None:
    """Answers and errors alike."""
    answer = wire.ask(method, path)
    assert answer.status == status
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_chats_own_words_are_kept_by_no_cache(wire: Wire) -> None:
    """Read with the token."""
    token = wire.ask("POST", "/api/chat/roofing").json["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    answer = wire.ask("GET", "/api/chat/roofing/messages", bearer)
    assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")


@pytest.mark.parametrize(("path", "status"), PAGES)
def test_a_page_is_framed_by_nobody_else(wire: Wire, path: str, status: int) -> None:
    """Nor does it load anything from elsewhere."""
    answer = wire.ask("GET", path)
    assert answer.status == status
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


def test_files_keep_the_time_that_they_name(wire: Wire) -> None:
    """The widget for some minutes and for every website."""
    answer = wire.ask("GET", "/widget.js")
    assert answer.headers["cache-control"] == "public, max-age=300"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert wire.ask("GET", "/static/dom.js").headers["cache-control"] == "no-cache"
