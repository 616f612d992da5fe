"""A request for a host that is not ours is refused, whoever pointed the name here."""

from __future__ import annotations

import pytest

from tests.channels.doors.wire import Wire

OURS = [
    "leads.example.com",
    "LEADS.example.COM",
    "leads.example.com.",
    "leads.example.com:443",
    "leads.example.com:8000",
    "chat.example.org",
    "[2001:db8::1]:8000",
    "127.0.0.1",
    "127.0.0.1:8000",
    "localhost:3000",
    "[::1]:80",
]
OTHERS = [
    "evil.example",
    "evil.example:8000",
    "leads.example.com.evil.example",
    "evil.example/leads.example.com",
    "leads.example.com@evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "127.0.0.2",
    "192.168.1.5",
    "0.0.0.0",
    "[2001:db8::2]",
    "",
    "*",
    "leads.example.com:port",
]
DOORS = ["/", "/simulator", "/simulator/leads", "/widget.js", "/metrics", "/static/dom.js", "/nope"]


@pytest.mark.parametrize("host", OURS)
def test_our_own_names_open_every_door(wire: Wire, host: str) -> None:
    """The public one, the further ones, and this machine's for who comes from it; on any port."""
    assert wire.ask("GET", "/simulator", host=host).status == 200
    assert wire.ask("POST", "/api/chat/roofing", host=host).status == 201


@pytest.mark.parametrize("host", OTHERS)
def test_another_name_opens_none(wire: Wire, host: str) -> None:
    """421, with the mend; of the data nothing."""
    for path in DOORS:
        answer = wire.ask("GET", path, host=host)
        assert answer.is_problem(421), path
        assert "ALLOWED_HOSTS" in answer.json["detail"]
    for path in ("/api/chat/roofing", "/sms/inbound", "/simulator/messages"):
        assert wire.ask("POST", path, host=host).is_problem(421), path


@pytest.mark.parametrize("host", [*OTHERS[:2], "10.1.2.3:8000", "leadbell-7f9c"])
def test_health_is_told_under_any_name(wire: Wire, host: str) -> None:
    """A load balancer calls an instance by whatever it knows of it."""
    assert wire.ask("GET", "/health/live", host=host).status == 200
    assert wire.ask("GET", "/health/ready", host=host).status == 503  # no model here
    assert wire.ask("GET", "/health/live/", host=host).is_problem(404)  # and not sent elsewhere


def test_two_hosts_are_one_too_many(wire: Wire) -> None:
    """A proxy may go by the one, and we by the other."""
    wire.send(b"GET / HTTP/1.1\r\nHost: leads.example.com\r\nHost: evil.example\r\n\r\n")
    assert wire.answer().is_problem(400)


@pytest.mark.parametrize(
    "path", ["/simulator/", "/widget.js/", "/metrics/", "//simulator", "/api/"]
)
def test_nobody_is_sent_to_a_host_that_the_request_named(wire: Wire, path: str) -> None:
    """A slash too many leads to our own page, or nowhere."""
    answer = wire.ask("GET", path, host="localhost:4321")
    assert answer.status == 404 or answer.headers["location"] == "/simulator"
    assert "localhost" not in answer.headers.get("location", "")


@pytest.mark.parametrize(
    "path", ["//sms/inbound", "///sms/inbound", "//sms/status", "/sms//inbound"]
)
def test_a_slash_too_many_is_an_address_that_is_not_there(wire: Wire, path: str) -> None:
    """404 as everywhere."""
    assert wire.ask("POST", path).is_problem(404)
