"""Takes turns, one at a time, in a thread of its own.

A turn is pure computation and database work, so more at once in one process would only wait for
each other. The web server's loop stays free: pages and health checks answer while the model
loads and while a turn computes. More processes take more turns at once.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.errors import DialogueMissing
from bot.metrics import TURN_SECONDS, TURNS_FAILED
from bot.services.dialogue import Dialogue
from bot.services.take_turn import take_turns
from bot.store.database import Engine

logger = logging.getLogger(__name__)


class Turns:
    """`wake` is called when turns have queued texts to be sent."""

    def __init__(
        self, engine: Engine, models: Path, now: Callable[[], datetime], wake: Callable[[], None]
    ) -> None:
        self._engine = engine
        self._models = models
        self._now = now
        self._wake = wake
        self._loop = asyncio.new_event_loop()
        self._dialogue: Future[Dialogue] = Future()
        self._in_line: set[str] = set()  # conversations whose turn is still to begin
        self._thread = threading.Thread(target=self._run, name="turns", daemon=True)

    def start(self) -> None:
        """Begin to load the model; turns asked for meanwhile wait for it."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the turn in hand, then end."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=30)

    @property
    def is_ready(self) -> bool:
        return self._dialogue.done() and self._dialogue.exception() is None

    @property
    def failure(self) -> BaseException | None:
        """Why the model could not be loaded, if it couldn't."""
        return self._dialogue.exception() if self._dialogue.done() else None

    async def take(
        self, conversation_id: str, receive: Callable[[], None] | None = None
    ) -> Mapping[str, Any]:
        """Answer what waits in the conversation; {message's key: its answer}.

        `receive` keeps a message first, in the same trip to the turns' thread. Raises
        TurnFailed, DialogueMissing, and what `receive` raises.
        """
        taking = self._take(conversation_id, receive)
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(taking, self._loop))

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._one_at_a_time = asyncio.Lock()
        try:
            from bot.agent.agent import RasaDialogue

            dialogue = RasaDialogue(self._models)
            # What is loaded now stays: the collector need not look at it again and again.
            gc.collect()
            gc.freeze()
            self._dialogue.set_result(dialogue)
            self._loop.call_soon(dialogue.warm_up)  # behind whoever waits already
        except Exception as error:
            logger.error("the dialogue could not be loaded: %s", error)
            self._dialogue.set_exception(error)
        self._loop.run_forever()

    async def _take(
        self, conversation_id: str, receive: Callable[[], None] | None
    ) -> Mapping[str, Any]:
        if receive is None and conversation_id in self._in_line:
            return {}  # who stands there already answers this message, too
        self._in_line.add(conversation_id)
        async with self._one_at_a_time:
            self._in_line.discard(conversation_id)
            if receive:
                receive()
            return await self._timed(conversation_id)

    async def _timed(self, conversation_id: str) -> Mapping[str, Any]:
        if self.failure:
            raise DialogueMissing(str(self.failure))
        started = time.perf_counter()
        try:
            taken = await take_turns(
                self._engine, conversation_id, self._dialogue.result(), self._now
            )
        except Exception:
            TURNS_FAILED.inc()
            self._wake()
            raise
        finally:
            TURN_SECONDS.observe(time.perf_counter() - started)
        if taken.texts_queued:
            self._wake()
        return taken.answers
