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
from bot.channels.origin import origin_of
from bot.channels.problem import HttpProblem
from bot.channels.token import make_token, read_token
from bot.errors import CampaignUnknown, DialogueMissing
from bot.services.chat import chat_history, message_answer, receive_chat_message
from bot.services.notice import notice_of
from bot.services.start_conversation import Opening, open_chat
from bot.store.database import Engine

Take = Callable[[str, Callable[[], str | None]], Awaitable[Mapping[str, Any]]]


class WebChat:
    """`take` keeps a message and answers what waits in its conversation; `failure` says why it
    never will, if so.
    """

    def __init__(
        self,
        engine: Engine,
        secret: str,
        now: Callable[[], datetime],
        take: Take,
        failure: Callable[[], BaseException | None] = lambda: None,
    ) -> None:
        self._engine = engine
        self._secret = secret
        self._now = now
        self._take = take
        self._failure = failure

    def routes(self) -> list[Route]:
        return [
            Route("/api/chat/{campaign}", self.start, methods=["POST"]),
            Route("/api/chat/{campaign}/messages", self.send, methods=["POST"]),
            Route("/api/chat/{campaign}/messages", self.history, methods=["GET"]),
        ]

    async def start(self, request: Request) -> Response:
        """Greet; who says nothing leaves no trace, so nothing is written."""
        campaign = request.path_params["campaign"]
        origin = origin_of(await read_json(request), request)
        now = self._now()
        if failure := self._failure():  # no greeting from who could answer nothing
            raise DialogueMissing(str(failure))
        try:
            opening, messages = await run_in_threadpool(
                open_chat, self._engine, campaign, origin, now
            )
        except CampaignUnknown as error:
            raise HttpProblem(404, "No such campaign", str(error)) from None
        token = make_token(self._secret, campaign, opening.conversation_id, now, opening)
        notice = await run_in_threadpool(notice_of, self._engine, campaign)
        return JSONResponse({"token": token, "messages": messages, "notice": notice}, 201)

    async def send(self, request: Request) -> Response:
        id, opening = self._conversation(request)
        data = await read_json(request)
        key = f"web:{id}:{_message_id(data)}"
        text = text_field(data, "text")

        def receive() -> str | None:
            """Its key, if its first try is counted with it."""
            new = receive_chat_message(
                self._engine, id, key, text, self._now(), opening, attempts=1
            )
            return key if new else None

        answers = await self._take(id, receive)
        return JSONResponse({"messages": await self._answer(answers, key)})

    async def history(self, request: Request) -> Response:
        id, opening = self._conversation(request)
        messages = await run_in_threadpool(chat_history, self._engine, id, opening)
        campaign = request.path_params["campaign"]
        notice = await run_in_threadpool(notice_of, self._engine, campaign)
        return JSONResponse({"messages": messages, "notice": notice})

    async def _answer(self, answers: Mapping[str, Any], key: str) -> Any:
        if key in answers:
            return answers[key]
        # Answered before: a repeat of a message whose answer got lost on the way.
        return await run_in_threadpool(message_answer, self._engine, key)

    def _conversation(self, request: Request) -> tuple[str, Opening | None]:
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
