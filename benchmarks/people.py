"""Whole conversations with people on paper, over the real services, and the leads they end in."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from datetime import datetime
from typing import Any

from bot import clock
from bot.agent.agent import RasaDialogue
from bot.campaign_files import read_campaign
from bot.services.publish_campaigns import publish_campaigns
from bot.settings import ROOT, load_settings
from bot.store.database import open_database
from bot.store.migrate import migrate
from tests.conversations.harness import PATIENT, Talk

NOW = "2026-11-23T10:00:00-08:00"
LONGEST = 34  # messages
USUAL = {"email": "skip", "consent": "yes", "name": "Dana Reed"}
READS_BACK = re.compile(r"is that right\?|did i get that right|correct\?", re.IGNORECASE)

Person = dict[str, Any]


def hold_all(people: list[Person], misses: bool) -> None:
    """Hold them all, and print how many ended in the right lead."""
    dialogue = RasaDialogue(load_settings().models)
    right: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    turns = 0
    for number, person in enumerate(people):
        kind = "plain" if person["kind"] == "plain" else "aimed at faults"
        log, lead = hold(person, number, dialogue)
        bad = faults(person, lead)
        wanted[kind] += 1
        right[kind] += not bad
        turns += sum(who == "they" for who, _ in log)
        if bad and misses:
            print("==", person["id"], "; ".join(bad))
            for who, said in log:
                print(f"   {who}: {said}".replace("\n", " / "))
    for kind in wanted:
        print(f"people, {kind:18} {right[kind]} of {wanted[kind]} {right[kind] / wanted[kind]:.1%}")
    total = wanted.total()
    print(f"people in the right lead   {right.total()} of {total} {right.total() / total:.1%}")
    print(f"messages each              {turns / total:.1f}")


def hold(
    person: Person, number: int, dialogue: RasaDialogue
) -> tuple[list[tuple[str, str]], dict[str, Any] | None]:
    """One conversation: what was said, and the lead of it."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{folder}/people.db")
        migrate(engine)
        file = read_campaign(ROOT / "campaigns" / f"{person['campaign']}.yml")
        now = datetime.fromisoformat(person.get("now", NOW))
        clock.fix(now)
        publish_campaigns(engine, [file], now)
        numbers = {"number": file.number or "+14155550199", "business": file.business.sms}
        talk = Talk(engine, dialogue, person["campaign"], person["channel"], numbers, PATIENT)
        talk.prospect = f"+1415555{1000 + number:04d}"
        log: list[tuple[str, str]] = []
        if person["channel"] == "web":
            talk.open()
        try:
            _converse(person, talk, log)
            return log, talk.lead()
        finally:
            engine.dispose()


def _converse(person: Person, talk: Talk, log: list[tuple[str, str]]) -> None:
    count: Counter[str] = Counter()
    before = {slot: list(said) for slot, said in person.get("before", {}).items()}
    messages: list[dict[str, Any]] = []
    for text in person["opening"]:
        messages = _say(talk, text, log)
    for _ in range(LONGEST):
        asks = next((each["asks"] for each in reversed(messages) if each["asks"]), None)
        if asks is None or any(each["done"] for each in messages):
            return
        said = " ".join(each["text"] for each in messages)
        if READS_BACK.search(said):
            messages = _say(talk, person["answers"].get(f"fix_{asks}", "yes"), log)
        elif before.get(asks):
            messages = _say(talk, before[asks].pop(0), log)
        else:
            messages = _say(talk, _answer(person, asks, count[asks], talk), log)
            count[asks] += 1
            if count[asks] > 5:
                log.append(("!!", f"asked too often: {asks}"))
                return


def _answer(person: Person, asks: str, times: int, talk: Talk) -> str:
    usual = {**USUAL, "phone": talk.prospect[2:]}.get(asks, "not sure")
    given = person["answers"].get(asks, person["answers"].get("*", usual))
    return given if isinstance(given, str) else given[min(times, len(given) - 1)]


def _say(talk: Talk, text: str, log: list[tuple[str, str]]) -> list[dict[str, Any]]:
    log.append(("they", text))
    messages = talk.say(text)
    log.extend(("bot", each["text"]) for each in messages)
    return messages


def faults(person: Person, lead: dict[str, Any] | None) -> list[str]:
    """What the lead should have and has not."""
    wants = dict(person.get("want", {}))
    if person.get("outcome"):
        wants["verdict.outcome"] = person["outcome"]
    if lead is None:
        return ["no lead"] if wants else []
    bad = []
    for path, wanted in wants.items():
        heard: Any = lead
        for key in path.split("."):
            heard = heard.get(key) if isinstance(heard, dict) else None
        ways = wanted if isinstance(wanted, list) else [wanted]
        if not any(str(heard).casefold() == str(way).casefold() for way in ways):
            bad.append(f"{path}: {heard!r}, not {wanted!r}")
    return bad
