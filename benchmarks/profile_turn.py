"""Shows where a turn's CPU goes: `python -m benchmarks.profile_turn [conversations]`.

Conversations run in this process, without the web server, on a temporary SQLite database:
message kept, turn taken, answer read, as for the web chat.
"""

from __future__ import annotations

import asyncio
import cProfile
import os
import pstats
import statistics
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Engine

from benchmarks.prospect import CAMPAIGN, answers
from bot import clock
from bot.campaign_files import read_campaign
from bot.services.chat import message_answer, receive_chat_message
from bot.services.publish_campaigns import publish_campaigns
from bot.services.start_conversation import start_web_conversation
from bot.services.take_turn import take_turns
from bot.services.tries import Tries
from bot.settings import ROOT, load_settings
from bot.store.database import open_database
from bot.store.migrate import migrate

CONVERSATIONS = 20
SHOWN = 40


def main() -> None:
    conversations = int(sys.argv[1]) if len(sys.argv) > 1 else CONVERSATIONS
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_profile(_database(Path(folder)), conversations))


def _database(folder: Path) -> Engine:
    engine = open_database(f"sqlite:///{folder / 'profile.db'}")
    migrate(engine)
    campaign = read_campaign(ROOT / "campaigns" / f"{CAMPAIGN}.yml")
    publish_campaigns(engine, [campaign], clock.now())
    return engine


async def _profile(engine: Engine, conversations: int) -> None:
    from bot.agent.agent import RasaDialogue

    dialogue = RasaDialogue(load_settings().models)
    for _ in range(3):  # caches fill
        await _converse(engine, dialogue)
    costs = []
    for _ in range(conversations):
        started = time.process_time()
        turns = await _converse(engine, dialogue)
        costs.append((time.process_time() - started) / turns * 1000)

    profile = cProfile.Profile()
    with profile:
        for _ in range(conversations):
            await _converse(engine, dialogue)
    stats = pstats.Stats(profile)
    for order in ("cumulative", "tottime"):
        stats.sort_stats(order).print_stats(SHOWN)
    print(
        f"Without the profiler a turn takes {statistics.median(costs):.2f} ms of CPU at the median "
        f"of {conversations} conversations, {min(costs):.2f} in the best."
    )


async def _converse(engine: Engine, dialogue: Any) -> int:
    """One conversation to its end; returns how many turns it took."""
    said, turns = answers(), 1
    tries, came_by = Tries(), {"user_agent": "benchmark"}
    id = start_web_conversation(engine, CAMPAIGN, came_by, clock.now(), attempts=1)
    key = f"open:{id}"
    while True:
        tries.add(id, key, 1)
        await take_turns(engine, id, dialogue, clock.now, tries)
        last = message_answer(engine, key)[-1]
        if last["done"] or turns > 2 * len(said):
            return turns
        key = f"web:{id}:{uuid.uuid4()}"
        receive_chat_message(engine, id, key, said.get(last["asks"], "yes"), clock.now(), 1)
        turns += 1


if __name__ == "__main__":
    os.environ.setdefault("LEADBELL_SECRET", "benchmark-benchmark")
    main()
