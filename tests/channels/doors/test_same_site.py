"""The simulator's data is for its own page and for programs; no other website gets or sends any."""

from __future__ import annotations

import json

import pytest

from tests.channels.doors.wire import Wire

DATA = ["/simulator/campaigns", "/simulator/leads", "/simulator/messages?to=%2B14155550100"]
TEXT = json.dumps({"from": "+14155550171", "to": "+14155550199", "body": "hello"}).encode()
JSON = {"Content-Type": "application/json"}
HOST = "localhost:8123"

OURS = [
    {},
    {"Origin": f"http://{HOST}"},
    {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "https://leads.example.com"},
    {"Origin": "https://leads.example.com:443"},
    {"Sec-Fetch-Site": "none"},
]
OTHERS = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Origin": "http://localhost:3000"},
    {"Origin": "http://localhost"},
    {"Origin": f"https://{HOST}"},
    {"Origin": "http://leads.example.com"},
    {"Origin": "https://leads.example.com:8443"},
    {"Origin": "https://leads.example.com.evil.example"},
    {"Origin": f"http://{HOST}@evil.example"},
    {"Origin": "http://[evil"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": f"http://{HOST}", "Sec-Fetch-Site": "cross-site"},
]


@pytest.mark.parametrize("headers", OURS)
def test_its_own_page_and_programs_read_and_write(wire: Wire, headers: dict[str, str]) -> None:
    """The page sends its own origin, a program none."""
    for path in DATA:
        assert wire.ask("GET", path, headers, host=HOST).status == 200, path
    answer = wire.ask("POST", "/simulator/messages", {**JSON, **headers}, TEXT, host=HOST)
    assert answer.status == 202


@pytest.mark.parametrize("headers", OTHERS)
def test_another_website_does_neither(wire: Wire, headers: dict[str, str]) -> None:
    """Also one on another port of this machine; 403, and nothing is written."""
    before = _texts(wire)
    for path in DATA:
        assert wire.ask("GET", path, headers, host=HOST).is_problem(403), path
    refused = wire.ask("POST", "/simulator/messages", {**JSON, **headers}, TEXT, host=HOST)
    assert refused.is_problem(403)
    assert _texts(wire) == before


@pytest.mark.parametrize(
    "type",
    ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"],
)
def test_a_text_is_typed_as_json_only(wire: Wire, type: str) -> None:
    """What a form of another website can send asks no preflight: 415."""
    before = _texts(wire)
    headers = {"Content-Type": type} if type else {}
    assert wire.ask("POST", "/simulator/messages", headers, TEXT).is_problem(415)
    assert _texts(wire) == before


@pytest.mark.parametrize("type", ["Application/JSON", "application/json; charset=utf-8"])
def test_a_media_type_may_be_written_in_any_letters(wire: Wire, type: str) -> None:
    """And carry a parameter."""
    assert wire.ask("POST", "/simulator/messages", {"Content-Type": type}, TEXT).status == 202


def _texts(wire: Wire) -> int:
    answer = wire.ask("GET", "/simulator/messages?from=%2B14155550171")
    return len(answer.json["messages"])
