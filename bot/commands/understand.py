"""`leadbell understand`: JSON lines in, what was understood out. Constant memory.

With `--why`, how each was read instead, in lines for people.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot import clock
from bot.campaign_files import read_campaign
from bot.commands.database import database
from bot.commands.understand_why import rows
from bot.errors import CampaignUnknown
from bot.leads.campaign import Campaign
from bot.nlu.intent_model import IntentModel
from bot.nlu.sentences import questions
from bot.nlu.trained_intents import load_intents
from bot.reading.heard import Context, why_of
from bot.reading.understand import Understanding, understand
from bot.services.answers import value_to_json
from bot.services.turn import campaign_of
from bot.settings import load_settings
from bot.store import campaigns
from bot.store.database import reading

FILES = (".yml", ".yaml")
VALUES = ("need", "budget", "timeframe", "postcode", "name", "phone", "email", "consent")


def run(parsed: argparse.Namespace) -> int:
    settings = load_settings()
    clock.fix(settings.fixed_now)
    campaign = _campaign(parsed.campaign) if parsed.campaign else None
    intents = load_intents(settings.models)
    wrong = 0
    gc.freeze()  # what is loaded now stays: the collector need not look at it again and again
    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            found = answered(json.loads(line), campaign, intents)
            told = "\n".join(rows(*found)) if parsed.why else _dumped(_to_json(found[0], campaign))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            wrong += 1
            print(f"line {number}: {_mend(error)}", file=sys.stderr)
            continue
        print(told, flush=True)  # who asks may wait for it
    return 1 if wrong else 0


def _campaign(name: str) -> Campaign:
    """By file, or by the id of a published campaign or of a file in campaigns/."""
    for path in (Path(name), Path("campaigns") / f"{name}.yml"):
        if path.is_file():
            return read_campaign(path)
    if Path(name).suffix in FILES:
        return read_campaign(Path(name))  # says what is wrong with it
    with reading(database()) as connection:
        published = campaigns.get_campaign(connection, name)
        if published is None:
            raise CampaignUnknown(name)
        return campaign_of(connection, published.definition_id)


def answer(line: dict[str, Any], campaign: Campaign | None, intents: IntentModel) -> dict[str, Any]:
    """What one line asks, answered: both sides as the command's `--help` has them."""
    return _to_json(answered(line, campaign, intents)[0], campaign)


def answered(
    line: dict[str, Any], campaign: Campaign | None, intents: IntentModel
) -> tuple[Understanding, Context]:
    """What was understood of one line, and what it was read against."""
    text = line["text"]
    if not isinstance(text, str):
        raise TypeError("text")
    zone = ZoneInfo(campaign.business.time_zone) if campaign else ZoneInfo("UTC")
    now = datetime.fromisoformat(line["now"].replace("Z", "+00:00")) if line.get("now") else None
    if now is None:
        now = clock.now().astimezone(zone)
    # A time without an offset is the campaign's own.
    now = now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)
    context = Context(now, line.get("asks"), campaign)
    asked = [intents.predict(question)[0] for question in questions(text)]
    guess = intents.predict(text, asks=context.asks)[0]
    return understand(text, context, guess, asked), context


def _dumped(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False)


def _to_json(found: Understanding, campaign: Campaign | None) -> dict[str, Any]:
    """Every field is there; what was not said is null.

    What would be read back first counts, too: it is the best reading, and `doubtful` names it.
    """
    values = {name: value_to_json(heard.value) for name, heard in found.values.items()}
    own = [question.id for question in campaign.questions] if campaign else []
    return {
        "text": found.text,
        "language": "en",  # no other is read
        "intent": found.intent,
        "confidence": round(found.confidence, 4),
        **{name: values.get(name) for name in VALUES},
        "details": {name: values.get(name) for name in own if name not in VALUES},
        "doubtful": [name for name, heard in found.values.items() if heard.doubtful],
        "offered": {
            name: [value_to_json(each) for each in heard.offered]
            for name, heard in found.values.items()
            if heard.offered
        },
        "why": {
            name: {"heard": found.text[heard.start : heard.end], **why_of(heard)}
            for name, heard in found.values.items()
        },
    }


def _mend(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return "not JSON"
    return 'must be {"text": "...", "asks"?: "budget", "now"?: "2026-11-23T10:00:00"}'
