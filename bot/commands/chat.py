"""`leadbell chat CAMPAIGN`: talk to it in the terminal; the lead counts like any other."""

from __future__ import annotations

import argparse
import asyncio
import uuid

from bot import clock
from bot.commands.database import database
from bot.services.chat import message_answer, receive_chat_message
from bot.services.notice import notice_of
from bot.services.start_conversation import start_web_conversation
from bot.services.take_turn import take_turns
from bot.settings import load_settings
from bot.store.database import Engine


def run(parsed: argparse.Namespace) -> int:
    engine = database()
    id = start_web_conversation(engine, parsed.campaign, {"user_agent": "terminal"}, clock.now())
    print(f"{notice_of(engine, parsed.campaign)}\nOne moment ...", flush=True)
    asyncio.run(_talk(engine, id))
    return 0


async def _talk(engine: Engine, id: str) -> None:
    from bot.agent.agent import RasaDialogue

    settings = load_settings()
    dialogue = RasaDialogue(settings.models)
    key = f"open:{id}"
    while True:
        await take_turns(engine, id, dialogue, clock.now, operator=settings.operator_sms)
        answer = message_answer(engine, key)
        for message in answer:
            print(f"\n{message['text']}")
            for choice in message["choices"]:
                print(f"  - {choice['title']}")
        if any(message["done"] for message in answer):
            print("\n(Texts wait until `leadbell serve` or `leadbell worker` runs.)")
            return
        try:
            text = await asyncio.to_thread(input, "\n> ")
        except EOFError:
            return
        key = f"web:{id}:{uuid.uuid4()}"
        receive_chat_message(engine, id, key, text, clock.now())
