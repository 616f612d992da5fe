"""The JSON chat API behind the widget."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.body import read_json, text_field
from bot.channels.problem import HttpProblem
from bot.channels.token import make_token, read_token
from bot.errors import CampaignUnknown
from bot.services.admit import Visit
from bot.services.chat import chat_history, message_answer, receive_chat_message
from bot.services.limiter import LENIENT, Limiter
from bot.services.message_text import storable
from bot.services.start_conversation import start_web_conversation
from bot.store.database import Engine

LONGEST_FACT = 500

Take = Callable[[str, Callable[[], None] | None], Awaitable[Mapping[str, Any]]]


class WebChat:
    """`take` keeps a message and answers what waits in its conversation."""

    def __init__(
        self,
        engine: Engine,
        secret: str,
        now: Callable[[], datetime],
        take: Take,
        limiter: Limiter = LENIENT,
    ) -> None:
        self._engine = engine
        self._secret = secret
        self._now = now
        self._take = take
        self._limiter = limiter

    def routes(self) -> list[Route]:
        return [
            Route("/api/chat/{campaign}", self.start, methods=["POST"]),
            Route("/api/chat/{campaign}/messages", self.send, methods=["POST"]),
            Route("/api/chat/{campaign}/messages", self.history, methods=["GET"]),
        ]

    async def start(self, request: Request) -> Response:
        campaign = request.path_params["campaign"]
        origin = _origin(await read_json(request), request)
        now = self._now()
        try:
            id = await run_in_threadpool(
                start_web_conversation, self._engine, campaign, origin, now, self._visit(request)
            )
        except CampaignUnknown as error:
            raise HttpProblem(404, "No such campaign", str(error)) from None
        answers = await self._take(id, None)
        messages = await self._answer(answers, f"open:{id}")
        token = make_token(self._secret, campaign, id, now)
        return JSONResponse({"token": token, "messages": messages}, 201)

    async def send(self, request: Request) -> Response:
        id = self._conversation(request)
        data = await read_json(request)
        key = f"web:{id}:{_message_id(data)}"
        text, visit = text_field(data, "text"), self._visit(request)
        answers = await self._take(
            id, lambda: receive_chat_message(self._engine, id, key, text, self._now(), visit)
        )
        return JSONResponse({"messages": await self._answer(answers, key)})

    async def history(self, request: Request) -> Response:
        id = self._conversation(request)
        messages = await run_in_threadpool(chat_history, self._engine, id)
        return JSONResponse({"messages": messages})

    async def _answer(self, answers: Mapping[str, Any], key: str) -> Any:
        if key in answers:
            return answers[key]
        # Answered before: a repeat of a message whose answer got lost on the way.
        return await run_in_threadpool(message_answer, self._engine, key)

    def _visit(self, request: Request) -> Visit:
        return Visit(self._limiter, request.client.host if request.client else None)

    def _conversation(self, request: Request) -> str:
        return read_token(
            self._secret,
            request.path_params["campaign"],
            request.headers.get("authorization"),
            self._now(),
        )


def _message_id(data: dict[str, Any]) -> UUID:
    try:
        return UUID(text_field(data, "id"))
    except ValueError:
        raise HttpProblem(422, "Not understood", "`id` must be a UUID that you made") from None


def _origin(data: dict[str, Any], request: Request) -> dict[str, Any]:
    """Where the prospect came from, as evidence of consent; long facts are cut."""
    utm = data.get("utm")
    facts = {
        "page_url": data.get("page_url"),
        "referrer": data.get("referrer"),
        "ip": request.client.host if request.client else None,
        "user_agent": request.headers.get("user-agent"),
    }
    origin: dict[str, Any] = {
        k: storable(v)[:LONGEST_FACT] for k, v in facts.items() if isinstance(v, str)
    }
    if isinstance(utm, dict):
        texts = {
            storable(k)[:50]: storable(v)[:LONGEST_FACT]
            for k, v in utm.items()
            if isinstance(v, str)
        }
        origin["utm"] = dict(list(texts.items())[:10])
    return origin
