"""A web conversation begins with the first word, and is then as if it had begun at the opening."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from sqlalchemy.engine import Engine

from bot.campaign_files import read_campaign
from bot.errors import ConversationUnknown
from bot.services.chat import chat_history, message_answer, receive_chat_message
from bot.services.publish_campaigns import publish_campaigns
from bot.services.show_leads import list_leads
from bot.services.start_conversation import open_chat, start_web_conversation
from bot.store import campaigns, conversations
from bot.store.database import open_database, reading
from tests.conftest import NOW, SAMPLES
from tests.services.conftest import Parrot, counts, take

ROOFING = next(path for path in SAMPLES if path.stem == "roofing")
LATER = NOW + timedelta(hours=7)
ORIGIN = {"page_url": "https://x.example/roofs", "utm": {"utm_source": "ad"}, "ip": "203.0.113.7"}

# What operators may write in the places that the opening shows.
VARIANTS: list[dict[str, Any]] = [
    {"greeting": "Hi!"},
    {"greeting": "Hello! What do you need done?"},  # the question's own words
    {"greeting": "Hi {name}, this is {business}'s bot.  Two  spaces.", "ask": "What, {name}?"},
    {"greeting": "¡Hola! 👋 Grüß Gott…", "ask": "Was gibt’s?"},
    {"greeting": "First. Second! Third?\nFourth line.", "ask": "One. Two? Three…"},
    {"ask": "What do you need done?\n", "choices": {"z": "Zinc", "a": "Asphalt", "m": "Metal"}},
    {"ask": "Pick /one of these", "choices": {"a": "One, or two", "b": '"Quoted"'}},
]


def changed_roofing(folder: Path, **changed: Any) -> Path:
    """The roofing sample with another greeting, first question or choices."""
    yaml = YAML(typ="safe", pure=True)
    file = yaml.load(ROOFING)
    need = file["questions"]["need"]
    file["greeting"] = changed.get("greeting", file["greeting"])
    need["ask"] = changed.get("ask", need["ask"])
    if "choices" in changed:
        need["choices"] = changed["choices"]
        need.pop("pack", None)
        file["qualified_when"]["need"] = {"one_of": list(changed["choices"])[:1]}
    path = folder / "roofing.yml"
    with path.open("w", encoding="utf-8") as out:
        yaml.dump(file, out)
    return path


def publish(engine: Engine, path: Path) -> None:
    publish_campaigns(engine, [read_campaign(path)], NOW)


def say(engine: Engine, opening: Any, text: str, number: int = 1) -> str:
    """Keep a message of the chat that was opened; returns its key."""
    key = f"web:{opening.conversation_id}:{number}"
    receive_chat_message(engine, opening.conversation_id, key, text, LATER, opening)
    return key


def same_as_said(engine: Engine, dialogue: Any, campaign: str) -> bool:
    """Whether the dialogue opens with what is shown before it is asked."""
    _, shown = open_chat(engine, campaign, {}, NOW)
    id = start_web_conversation(engine, campaign, {}, NOW)
    take(engine, id, dialogue)
    said = message_answer(engine, f"open:{id}")
    assert [message.pop("id") for message in said] == [f"{id}-{n}" for n in (1, 2)]
    return said == [{k: v for k, v in message.items() if k != "id"} for message in shown]


@pytest.mark.parametrize("campaign", [path.stem for path in SAMPLES])
def test_what_is_shown_is_what_the_dialogue_says(
    database: Engine, dialogue: Any, campaign: str
) -> None:
    """The samples."""
    assert same_as_said(database, dialogue, campaign)


@pytest.mark.parametrize("changed", VARIANTS, ids=range(len(VARIANTS)))
def test_so_it_is_whatever_an_operator_writes(
    published: Engine, dialogue: Any, tmp_path: Path, changed: dict[str, Any]
) -> None:
    """Any greeting, first question and choices."""
    publish(published, changed_roofing(tmp_path, **changed))
    assert same_as_said(published, dialogue, "roofing")


def test_opening_writes_nothing_and_the_first_word_all(database: Engine) -> None:
    """The conversation, its opening and the message, together."""
    before = counts(database)
    opening, _ = open_chat(database, "roofing", ORIGIN, NOW)
    assert counts(database) == before
    say(database, opening, "repair")
    after = counts(database)
    grown = {name: after[name] - before[name] for name in after if after[name] != before[name]}
    assert grown == {"conversation": 1, "inbox": 2}
    with reading(database) as connection:
        conversation = conversations.get_conversation(connection, opening.conversation_id)
    assert conversation is not None
    assert (conversation.origin, conversation.channel) == (ORIGIN, "web")
    assert conversation.created_at.startswith("2026-11-23T18:00:00")


@pytest.mark.parametrize("text", ["my roof leaks", "hello", "🎉", "/restart", "stop texting me"])
def test_after_the_first_word_all_is_as_if_it_had_begun_at_the_opening(
    database: Engine, dialogue: Any, text: str
) -> None:
    """The dialogue's state, its events, the history; hours may lie between."""
    opening, shown = open_chat(database, "roofing", ORIGIN, NOW)
    before = chat_history(database, opening.conversation_id, opening)
    key = say(database, opening, text)
    take(database, opening.conversation_id, dialogue, LATER)

    other = start_web_conversation(database, "roofing", ORIGIN, NOW)
    take(database, other, dialogue, NOW)
    other_key = f"web:{other}:1"
    receive_chat_message(database, other, other_key, text, LATER)
    take(database, other, dialogue, LATER)

    assert state_and_events(database, opening.conversation_id) == state_and_events(database, other)
    assert words(message_answer(database, key)) == words(message_answer(database, other_key))
    history = chat_history(database, opening.conversation_id)
    assert history[:2] == before
    assert [m["id"] for m in history[:2]] == [m["id"] for m in shown]
    assert [(m["from"], m["at"], m["text"]) for m in history] == [
        (m["from"], m["at"], m["text"]) for m in chat_history(database, other)
    ]


def state_and_events(engine: Engine, id: str) -> Any:
    with reading(engine) as connection:
        conversation = conversations.get_conversation(connection, id)
        events = conversations.list_dialogue_events(connection, id)
    assert conversation is not None
    facts = (conversation.state, conversation.closed, conversation.updated_at, conversation.events)
    return facts, [(event["event"], event.get("name"), event.get("text")) for event in events]


def words(messages: list[Any]) -> list[str]:
    return [message["text"] for message in messages]


def test_the_definition_that_was_shown_counts(
    database: Engine, dialogue: Any, tmp_path: Path
) -> None:
    """The campaign is published anew between the greeting and the first word."""
    opening, shown = open_chat(database, "roofing", {}, NOW)
    publish(database, changed_roofing(tmp_path, greeting="A new hello.", ask="Something new?"))
    assert words(open_chat(database, "roofing", {}, NOW)[1]) == ["A new hello.", "Something new?"]
    assert words(chat_history(database, opening.conversation_id, opening)) == words(shown)
    say(database, opening, "repair")
    take(database, opening.conversation_id, dialogue)
    assert words(chat_history(database, opening.conversation_id))[:2] == words(shown)
    with reading(database) as connection:
        conversation = conversations.get_conversation(connection, opening.conversation_id)
        assert conversation is not None
        kept = campaigns.get_definition(connection, conversation.definition_id)
    assert (kept["version"], kept["sha256"]) == (1, opening.definition)


def test_a_definition_that_is_not_there_begins_nothing(database: Engine) -> None:
    """The database was replaced by another: the browser should begin anew."""
    opening, _ = open_chat(database, "roofing", {}, NOW)
    for strange in (
        replace(opening, definition="0" * 64),
        replace(opening, campaign_id="mortgage"),
        replace(opening, campaign_id="no-such"),
    ):
        before = counts(database)
        with pytest.raises(ConversationUnknown):
            say(database, strange, "repair")
        with pytest.raises(ConversationUnknown):
            chat_history(database, strange.conversation_id, strange)
        assert counts(database) == before


def test_first_words_in_several_processes_begin_one_conversation(database: Engine) -> None:
    """Each is kept once and answered once, behind the opening."""
    opening, _ = open_chat(database, "roofing", {}, NOW)
    url = database.url.render_as_string(False)
    engines = [open_database(url) for _ in range(4)]
    before = counts(database)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: say(engines[n % 4], opening, f"text {n % 4}", n % 4), range(16)))
    after = counts(database)
    assert after["conversation"] == before["conversation"] + 1
    assert after["inbox"] == before["inbox"] + 5
    parrot = Parrot()
    take(database, opening.conversation_id, parrot)
    assert parrot.heard[0].value == "open"
    assert sorted(parrot.heard[1:]) == [f"text {n}" for n in range(4)]
    for engine in engines:
        engine.dispose()


def test_a_lead_begun_with_the_first_word_carries_the_evidence_of_the_opening(
    database: Engine, dialogue: Any
) -> None:
    """From the opening through the whole talk to the consent's row."""
    from bot.store.schema import consent

    opening, _ = open_chat(database, "roofing", ORIGIN, NOW)
    said = ("my roof leaks", "9k", "next month", "94110", "yes", "Ana Poe", "415 555 0123", "skip")
    for number, text in enumerate((*said, "yes"), 1):
        say(database, opening, text, number)
        take(database, opening.conversation_id, dialogue, LATER)
    (lead,) = list_leads(database)
    assert (lead["verdict"]["outcome"], lead["consent"]["given"]) == ("qualified", True)
    with reading(database) as connection:
        evidence = connection.execute(consent.select()).one().evidence
    assert {name: evidence[name] for name in ORIGIN} == ORIGIN
