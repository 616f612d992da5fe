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
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.child import Fate
from bot.errors import DialogueMissing, TurnFailed
from bot.metrics import TURN_SECONDS, TURNS_FAILED
from bot.services.dialogue import Dialogue
from bot.services.limiter import LENIENT, Limiter
from bot.services.take_turn import Taken, take_turns
from bot.services.tries import Tries
from bot.services.try_alone import begin_alone, end_alone
from bot.store.database import UNAVAILABLE, Engine

logger = logging.getLogger(__name__)


class Turns:
    """`wake` is called when turns have queued texts to be sent; `try_alone` has a child take the
    turn of one message, and waits for it; `operator` (E.164, or None) hears of what is given up
    and is never a prospect.
    """

    def __init__(
        self,
        engine: Engine,
        models: Path,
        now: Callable[[], datetime],
        wake: Callable[[], None],
        try_alone: Callable[[str, int], Fate],
        operator: str | None = None,
        limiter: Limiter = LENIENT,
    ) -> None:
        self._engine = engine
        self._models = models
        self._now = now
        self._wake = wake
        self._try_alone = try_alone
        self._operator = operator
        self._tries = Tries()
        self._alone: dict[str, asyncio.Task[None]] = {}  # by conversation
        self._limiter = limiter
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
        self, conversation_id: str, receive: Callable[[], str | None] | None = None
    ) -> Mapping[str, Any]:
        """Answer what waits in the conversation; {message's key: its answer}.

        `receive` keeps a message first, in the same trip to the turns' thread, and returns its key
        if its first try is counted with that; its answer is then waited for, also while a message
        before it is tried alone. Raises TurnFailed, DialogueMissing, and what `receive` raises.
        """
        taking = self._take(conversation_id, receive)
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(taking, self._loop))

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._one_at_a_time, self._one_alone = asyncio.Lock(), asyncio.Lock()
        try:
            from bot.agent.agent import RasaDialogue

            dialogue = RasaDialogue(self._models)
            _set_aside()
            self._dialogue.set_result(dialogue)
            # Behind whoever waits already.
            self._loop.call_soon(dialogue.warm_up)
            self._loop.call_soon(_set_aside)
        except Exception as error:
            logger.error("the dialogue could not be loaded: %s", error)
            self._dialogue.set_exception(error)
        self._loop.run_forever()

    async def _take(
        self, conversation_id: str, receive: Callable[[], str | None] | None
    ) -> Mapping[str, Any]:
        if receive is None and conversation_id in (self._in_line | self._alone.keys()):
            return {}  # who stands there already answers this message, too
        answers = dict(await self._take_in_line(conversation_id, receive))
        while receive and (alone := self._alone.get(conversation_id)):
            await asyncio.wait({alone})
            answers |= await self._take_in_line(conversation_id)
        return answers

    async def _take_in_line(
        self, conversation_id: str, receive: Callable[[], str | None] | None = None
    ) -> Mapping[str, Any]:
        self._in_line.add(conversation_id)
        async with self._one_at_a_time:
            self._in_line.discard(conversation_id)
            if receive and (key := receive()):
                self._tries.add(conversation_id, key, 1)
            taken = await self._timed(conversation_id)
        if taken.alone is not None and conversation_id not in self._alone:
            trying = self._loop.create_task(self._have_tried(conversation_id, taken.alone))
            self._alone[conversation_id] = trying
        return taken.answers

    async def _have_tried(self, conversation_id: str, message_id: int) -> None:
        """One message, by a child; then what waits behind it. Meanwhile others have their turns."""
        try:
            async with self._one_alone:
                await self._in_child(conversation_id, message_id)
        except Exception:
            logger.exception("a message could not be tried alone", extra={"inbox": message_id})
        finally:
            del self._alone[conversation_id]
        with suppress(TurnFailed, DialogueMissing, *UNAVAILABLE):  # the sweep comes again
            await self._take(conversation_id, None)

    async def _in_child(self, conversation_id: str, message_id: int) -> None:
        about = (self._engine, conversation_id, message_id)
        async with self._one_at_a_time:
            if not begin_alone(*about, self._now(), self._operator):
                return
        fate = await self._fate(conversation_id, message_id)
        if fate in (Fate.RAISED, Fate.DIED):
            TURNS_FAILED.inc()
        async with self._one_at_a_time:
            end_alone(*about, fate, self._now(), self._operator)
        self._wake()

    async def _fate(self, conversation_id: str, message_id: int) -> Fate:
        """In a thread that nobody waits for at the end: the child may outlive this process."""
        fate: asyncio.Future[Fate] = self._loop.create_future()

        def wait() -> None:
            ended = Fate.HINDERED
            try:
                ended = self._try_alone(conversation_id, message_id)
            finally:
                self._loop.call_soon_threadsafe(fate.set_result, ended)

        threading.Thread(target=wait, name="alone", daemon=True).start()
        return await fate

    async def _timed(self, conversation_id: str) -> Taken:
        if self.failure:
            raise DialogueMissing(str(self.failure))
        started = time.perf_counter()
        try:
            taken = await take_turns(
                self._engine,
                conversation_id,
                self._dialogue.result(),
                self._now,
                self._tries,
                self._operator,
                self._limiter,
            )
        except Exception:
            TURNS_FAILED.inc()
            self._wake()
            raise
        finally:
            TURN_SECONDS.observe(time.perf_counter() - started)
        if taken.texts_queued:
            self._wake()
        return taken


def _set_aside() -> None:
    """What is loaded by now stays: the collector need not look at it again and again."""
    gc.collect()
    gc.freeze()
