"""The ASGI application: the one place that builds things and joins them.

uvicorn calls `create`; every process has its own agent, and all share one database.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot import clock
from bot.agent.turns import Turns
from bot.channels.problem import HttpProblem, to_response
from bot.channels.simulator import SimulatorPhones
from bot.channels.sms import SmsWebhooks
from bot.channels.web_chat import WebChat
from bot.delivery.build import build_transport
from bot.delivery.worker import Worker
from bot.errors import ConversationUnknown, DialogueMissing, LimitReached, TurnFailed
from bot.metrics import exposition
from bot.services.limiter import Limiter, build_limiter, forget_counts
from bot.services.queues import count_queues
from bot.services.waiting import list_waiting
from bot.settings import Settings, load_settings
from bot.store.database import UNAVAILABLE, Engine, open_database
from bot.store.migrate import is_current, migrate
from bot.web.pages import routes as page_routes

logger = logging.getLogger(__name__)

# A message whose process died is taken up by another after this long.
ORPHANED_AFTER = timedelta(seconds=5)
FORGET_EVERY = timedelta(hours=1)


def create() -> Starlette:
    """The application with the environment's settings. Raises SettingInvalid."""
    return build(load_settings())


def build(settings: Settings) -> Starlette:
    """The application, its database at the newest schema."""
    clock.fix(settings.fixed_now)
    engine = open_database(settings.database_url)
    migrate(engine)
    transport = build_transport(settings, engine, clock.now)
    worker = Worker(engine, transport, clock.now, settings.operator_sms, settings.waits)
    limiter = build_limiter(settings)
    turns = Turns(engine, settings.models, clock.now, worker.wake, limiter)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        worker.start()
        turns.start()
        chores = [asyncio.create_task(chore) for chore in (_sweep(engine, turns), _forget(engine))]
        yield
        for chore in chores:
            chore.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await chore
        await run_in_threadpool(turns.stop)
        await run_in_threadpool(worker.stop)
        engine.dispose()

    return Starlette(
        routes=_routes(settings, engine, turns, worker, limiter),
        lifespan=lifespan,
        # Any website may carry the widget; the token, not the origin, says who may go on.
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "POST"],
                allow_headers=["authorization", "content-type"],
                expose_headers=["retry-after"],
                max_age=86400,
            )
        ],
        exception_handlers={
            HttpProblem: _problem,
            HTTPException: _http_exception,
            ConversationUnknown: _conversation_unknown,
            LimitReached: _limit_reached,
            TurnFailed: _turn_failed,
            DialogueMissing: _not_ready,
            **dict.fromkeys(UNAVAILABLE, _no_database),
            Exception: _unforeseen,
        },
    )


def _routes(
    settings: Settings, engine: Engine, turns: Turns, worker: Worker, limiter: Limiter
) -> list[BaseRoute]:
    simulated = settings.sms_transport == "simulator"
    tokens = settings.twilio.auth_tokens if settings.twilio else ()
    sms = SmsWebhooks(
        engine,
        tokens,
        settings.public_url,
        clock.now,
        turns.take,
        worker.wake,
        settings.operator_sms,
        limiter,
    )
    chat = WebChat(engine, settings.secret, clock.now, turns.take, limiter)
    phones = SimulatorPhones(engine, sms.receive).routes() if simulated else []

    async def ready(request: Request) -> Response:
        if turns.failure:
            raise HttpProblem(503, "Not ready", str(turns.failure))
        if not turns.is_ready:
            raise HttpProblem(503, "Not ready", "the model is loading")
        if not await run_in_threadpool(is_current, engine):
            raise HttpProblem(503, "Not ready", "the database needs a migration")
        return JSONResponse({"status": "ready"})

    async def metrics(request: Request) -> Response:
        waiting = await run_in_threadpool(count_queues, engine, clock.now())
        return Response(exposition(waiting), media_type=CONTENT_TYPE_LATEST)

    return [
        *chat.routes(),
        *sms.routes(),
        *phones,
        *page_routes(simulator=simulated),
        Route("/health/live", _live),
        Route("/health/ready", ready),
        Route("/metrics", metrics),
    ]


async def _sweep(engine: Engine, turns: Turns) -> None:
    """Take up messages that wait because a process died or a turn failed: at first all of them."""
    patience = timedelta(0)
    while True:
        try:
            before = clock.now() - patience
            patience = ORPHANED_AFTER
            for conversation in await run_in_threadpool(list_waiting, engine, before):
                with contextlib.suppress(TurnFailed):
                    await turns.take(conversation)
        except Exception:
            logger.exception("the sweep for waiting messages stumbled; it goes on")
        await asyncio.sleep(ORPHANED_AFTER.total_seconds())


async def _forget(engine: Engine) -> None:
    """Remove counters whose windows are over: nobody's limit depends on them any more."""
    while True:
        try:
            await run_in_threadpool(forget_counts, engine, clock.real())
        except Exception:
            logger.exception("old counters could not be removed; they will be")
        await asyncio.sleep(FORGET_EVERY.total_seconds())


async def _live(request: Request) -> Response:
    return JSONResponse({"status": "live"})


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HttpProblem)
    return to_response(error)


async def _http_exception(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    details = {404: "there is nothing at this address", 405: "this address takes another method"}
    detail = details.get(error.status_code, error.detail)
    return to_response(HttpProblem(error.status_code, error.detail, detail))


async def _conversation_unknown(request: Request, error: Exception) -> Response:
    return to_response(HttpProblem(401, "Not allowed", f"{error}: start a new conversation"))


async def _limit_reached(request: Request, error: Exception) -> Response:
    assert isinstance(error, LimitReached)
    detail = f"send the same again in {error.wait} seconds"
    if error.limit == "messages_in_chat":
        detail = "this conversation is as long as one may be: start a new conversation"
    return to_response(HttpProblem(429, "Too much at once", detail, error.wait))


async def _turn_failed(request: Request, error: Exception) -> Response:
    detail = "your message is safe; send it again with the same id"
    return to_response(HttpProblem(500, "Something went wrong", detail))


async def _not_ready(request: Request, error: Exception) -> Response:
    return to_response(HttpProblem(503, "Not ready", str(error)))


async def _no_database(request: Request, error: Exception) -> Response:
    """Nothing was kept, so nothing is acknowledged: whoever sent it sends it again."""
    logger.error("the database can't be used: %s", type(error).__name__)
    return to_response(HttpProblem(503, "Not now", "the database can't be used; try again soon"))


async def _unforeseen(request: Request, error: Exception) -> Response:
    return to_response(HttpProblem(500, "Something went wrong", "please try again"))
