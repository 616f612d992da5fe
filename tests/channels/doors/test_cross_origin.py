"""Other websites may use the chat and the widget from a browser, and nothing else."""

from __future__ import annotations

import pytest

from tests.channels.doors.wire import Wire

SITE = "https://bayridge.example"
# What monitoring in a page adds to each of its requests, and what may come next.
MONITORING = [
    "traceparent",
    "traceparent,tracestate",
    "baggage,sentry-trace",
    "x-datadog-origin,x-datadog-parent-id,x-datadog-sampling-priority,x-datadog-trace-id",
    "newrelic",
    "x-b3-traceid",
    "x-made-up-tomorrow",
]


@pytest.mark.parametrize("path", ["/api/chat/roofing", "/api/chat/roofing/messages", "/widget.js"])
@pytest.mark.parametrize("headers", ["authorization,content-type", *MONITORING])
def test_the_preflight_allows_whatever_the_page_adds(wire: Wire, path: str, headers: str) -> None:
    """Else the browser would not send the message, and the visitor reads that we are away."""
    asked = f"authorization,content-type,{headers}" if headers in MONITORING else headers
    for method in ("GET", "POST"):
        answer = wire.ask(
            "OPTIONS",
            path,
            {
                "Origin": SITE,
                "Access-Control-Request-Method": method,
                "Access-Control-Request-Headers": asked,
            },
        )
        assert answer.status == 200
        assert answer.headers["access-control-allow-origin"] == "*"
        assert method in answer.headers["access-control-allow-methods"]
        allowed = answer.headers["access-control-allow-headers"].lower().split(",")
        assert {name.strip() for name in allowed} >= set(asked.split(","))


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_the_preflight_allows_no_other_method(wire: Wire, method: str) -> None:
    """The chat has none."""
    asked = {"Origin": SITE, "Access-Control-Request-Method": method}
    assert wire.ask("OPTIONS", "/api/chat/roofing", asked).status == 400


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/api/chat/roofing", 201),
        ("POST", "/api/chat/nope", 404),
        ("GET", "/api/chat/roofing", 405),
        ("GET", "/api/chat/roofing/messages", 401),
        ("POST", "/api/chat/roofing/messages", 401),
        ("GET", "/widget.js", 200),
    ],
)
def test_the_chats_answers_and_errors_may_be_read(
    wire: Wire, method: str, path: str, status: int
) -> None:
    """With the time to wait, when there is one."""
    answer = wire.ask(method, path, {"Origin": SITE, "traceparent": "00-0-0-01"})
    assert answer.status == status
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-expose-headers"].lower() == "retry-after"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/simulator",
        "/simulator/campaigns",
        "/simulator/leads",
        "/simulator/messages?to=%2B14155550100",
        "/metrics",
        "/health/live",
        "/health/ready",
        "/sms/inbound",
        "/static/dom.js",
        "/api/chat",
        "/api/chats/roofing",
        "/widget.js.map",
        "/nope",
    ],
)
def test_nothing_else_may_be_read(wire: Wire, path: str) -> None:
    """Not by a script's request, and not as a script or picture either; no preflight allows it."""
    answer = wire.ask("GET", path, {"Origin": SITE})
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"
    asked = {"Origin": SITE, "Access-Control-Request-Method": "GET"}
    refused = wire.ask("OPTIONS", path, asked)
    assert refused.status in (404, 405)
    assert "access-control-allow-origin" not in refused.headers
