"""Every transcript in this folder: what was said, what was asked next, the lead it must give."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from sqlalchemy.engine import Engine

from bot import clock
from bot.services.dialogue import Dialogue
from bot.store import campaigns
from bot.store.database import reading
from bot.values import sms_text
from tests.conversations.harness import Talk

FOLDER = Path(__file__).parent
TRANSCRIPTS = sorted(FOLDER.glob("*.yml"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_transcript_gives_the_lead_it_must(
    path: Path, published: Engine, dialogue: Dialogue
) -> None:
    """The bot asks what the transcript says it asks, and the lead is as it should be."""
    script = YAML(typ="safe").load(path)
    clock.fix(datetime.fromisoformat(script["now"]))
    talk = Talk(
        published,
        dialogue,
        script["campaign"],
        script["channel"],
        _numbers(published, script["campaign"]),
    )
    if talk.channel == "web":
        _check({"asks": script.get("opens_with", "need")}, talk.open(), "opening")
    for turn in script["turns"]:
        if "at" in turn:
            clock.fix(datetime.fromisoformat(turn["at"]))
        before = len(talk.texts_to(talk.prospect))
        _check(turn, talk.say(turn["they"]), turn["they"])
        _check_sent(turn, talk.texts_to(talk.prospect)[before:])
    _check_lead(script.get("lead"), talk.lead())
    _check_heard(script.get("heard") or {}, talk.lead())
    _check_texts(script, talk)


def _numbers(engine: Engine, campaign: str) -> dict[str, str]:
    with reading(engine) as connection:
        body = campaigns.get_campaign(connection, campaign).body
    return {"number": body["number"], "business": body["business"]["sms"]}


def _check(turn: dict[str, Any], answer: list[dict[str, Any]], said: str) -> None:
    text = " ".join(message["text"] for message in answer)
    asked = next((m["asks"] for m in reversed(answer) if m["asks"]), None)
    if "asks" in turn:
        assert asked == turn["asks"], f"after {said!r} the bot said {text!r}"
    if turn.get("done"):
        assert answer[-1]["done"], f"after {said!r} the bot said {text!r}"
    if "choices" in turn:
        assert [each["title"] for m in answer for each in m["choices"]] == turn["choices"]
    for words in _list(turn.get("says")):
        assert words in text, f"after {said!r} the bot said {text!r}"
    for words in _list(turn.get("never")):
        assert words not in text, f"after {said!r} the bot said {text!r}"


def _check_sent(turn: dict[str, Any], bodies: list[str]) -> None:
    """What reached the phone: keywords are answered without a turn of the dialogue."""
    for words in _list(turn.get("sends")):
        assert words in "\n".join(bodies), f"after {turn['they']!r} it sent {bodies!r}"
    if turn.get("silent"):
        assert not bodies, f"after {turn['they']!r} it sent {bodies!r}"


def _check_heard(expected: dict[str, str], lead: dict[str, Any] | None) -> None:
    """The receipt quotes the words that decided."""
    criteria = lead["verdict"]["criteria"] if lead else []
    heard = {criterion["name"]: criterion["heard"] for criterion in criteria}
    assert {name: heard.get(name) for name in expected} == expected


def _check_lead(expected: dict[str, Any] | None, lead: dict[str, Any] | None) -> None:
    if expected is None:
        assert lead is None
        return
    assert lead is not None, "no lead was saved"
    criteria = {c["name"]: c["result"] for c in lead["verdict"]["criteria"]}
    flat = {
        **lead,
        "outcome": lead["verdict"]["outcome"],
        "criteria": criteria,
        "consent": lead["consent"]["given"],
        "handoff": lead["handoff"]["state"] if lead["handoff"] else None,
        "corrected": {each["field"]: each["now"] for each in lead["corrected"]},
        "signals": [signal["because"] for signal in lead["signals"]],
    }
    for name, value in expected.items():
        found = flat[name]
        if isinstance(value, dict):
            found = {key: found[key] for key in value}
        assert found == value, name


def _check_texts(script: dict[str, Any], talk: Talk) -> None:
    handoffs = talk.texts_to(talk.business)
    expected = _list(script.get("handoff_says"))
    assert bool(handoffs) == bool(expected), handoffs
    for words in expected:
        assert words in handoffs[0]
    hears = script.get("business_hears")
    assert hears is None or len(hears) == len(handoffs), handoffs
    for parts, body in zip(hears or (), handoffs, strict=False):
        for words in _list(parts):
            assert words in body
    for text in handoffs:
        assert sms_text.segments(text) <= 2
    if talk.channel == "sms":
        assert "STOP" in talk.texts_to(talk.prospect)[0], "the first text says how to stop"
        assert "automated" in talk.texts_to(talk.prospect)[0]
        for text in talk.texts_to(talk.prospect):
            assert sms_text.segments(text) <= 2, text


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
