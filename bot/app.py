"""The ASGI application: the one place that builds things and joins them.

uvicorn calls `create`; every process has its own agent, and all share one database.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot import clock
from bot.agent.alone import Order, take_alone
from bot.agent.turns import Turns
from bot.channels.doors import doors
from bot.channels.problem import HttpProblem, to_response
from bot.channels.simulator import SimulatorPhones
from bot.channels.sms import SmsWebhooks
from bot.channels.web_chat import WebChat
from bot.child import Fate
from bot.delivery.alone import deliver_alone
from bot.delivery.build import build_transport
from bot.delivery.worker import Worker
from bot.errors import ConversationUnknown, DialogueMissing, LimitReached, TurnFailed
from bot.metrics import exposition
from bot.services.limiter import Limiter, build_limiter, forget_counts
from bot.services.not_understood import forget_not_understood
from bot.services.queues import count_queues
from bot.services.waiting import list_waiting
from bot.settings import Settings, load_settings
from bot.store.database import UNAVAILABLE, Engine, is_away, open_database
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
    worker = Worker(
        engine,
        transport,
        clock.now,
        settings.operator_sms,
        settings.waits,
        try_alone=partial(deliver_alone, settings),
    )
    limiter = build_limiter(settings)
    turns = Turns(
        engine,
        settings.models,
        clock.now,
        wake=worker.wake,
        try_alone=partial(_take_alone, settings),
        operator=settings.operator_sms,
        limiter=limiter,
    )

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        worker.start()
        turns.start()
        chores = [asyncio.create_task(chore) for chore in _chores(settings, engine, turns)]
        yield
        for chore in chores:
            chore.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await chore
        await run_in_threadpool(turns.stop)
        await run_in_threadpool(worker.stop)
        engine.dispose()

    application = Starlette(
        routes=_routes(settings, engine, turns, worker, limiter),
        lifespan=lifespan,
        middleware=doors(settings.public_url, settings.allowed_hosts),
        exception_handlers={
            HttpProblem: _problem,
            ClientDisconnect: _nobody,
            HTTPException: _http_exception,
            ConversationUnknown: _conversation_unknown,
            LimitReached: _limit_reached,
            TurnFailed: _turn_failed,
            DialogueMissing: _not_ready,
            **dict.fromkeys(UNAVAILABLE, _no_database),
            Exception: _unforeseen,
        },
    )
    # Nobody is sent on to an address made of what they sent, such as their Host.
    application.router.redirect_slashes = False
    return application


def _take_alone(settings: Settings, conversation_id: str, message_id: int) -> Fate:
    return take_alone(
        Order(
            settings.database_url,
            settings.models,
            settings.fixed_now,
            conversation_id,
            message_id,
            settings.operator_sms,
        )
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
    chat = WebChat(engine, settings.secret, clock.now, turns.take, lambda: turns.failure, limiter)
    phones = SimulatorPhones(engine, sms.receive, settings.public_url).routes() if simulated else []

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


def _chores(
    settings: Settings, engine: Engine, turns: Turns
) -> tuple[Coroutine[None, None, None], ...]:
    """What goes on beside the requests for as long as the application runs."""
    kept = settings.keep_not_understood
    return (
        _sweep(engine, turns),
        _forget("old counters", lambda: forget_counts(engine, clock.real())),
        _forget("old sentences", lambda: forget_not_understood(engine, kept, now=clock.now())),
    )


async def _sweep(engine: Engine, turns: Turns) -> None:
    """Take up messages that wait because a process died or a turn failed: at first all of them."""
    patience = timedelta(0)
    while True:
        try:
            before = clock.now() - patience
            patience = ORPHANED_AFTER
            for conversation in await run_in_threadpool(list_waiting, engine, before):
                await _take_up(turns, conversation)
        except Exception as error:
            unforeseen = None if is_away(error) else error
            logger.error("the sweep for waiting messages stumbled; it goes on", exc_info=unforeseen)
        await asyncio.sleep(ORPHANED_AFTER.total_seconds())


async def _take_up(turns: Turns, conversation_id: str) -> None:
    """One conversation, whatever it meets with: the others' messages wait, too."""
    try:
        await turns.take(conversation_id)
    except TurnFailed:
        pass  # it is logged and counted
    except Exception as error:
        if is_away(error) or isinstance(error, DialogueMissing):
            raise  # the others would meet with the same
        logger.exception("a conversation's messages could not be taken up; the others' are")


async def _forget(what: str, forget: Callable[[], int]) -> None:
    """Remove what is past its time, at the start and each hour: counters of windows that are over,
    sentences past their keeping time.
    """
    while True:
        try:
            await run_in_threadpool(forget)
        except Exception:
            logger.exception("%s could not be removed; they will be", what)
        await asyncio.sleep(FORGET_EVERY.total_seconds())


async def _live(request: Request) -> Response:
    return JSONResponse({"status": "live"})


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HttpProblem)
    return to_response(error)


async def _nobody(request: Request, error: Exception) -> Response:
    """Who sent half a body and left hears no answer, and nothing is wrong here."""
    return Response(status_code=400)


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
