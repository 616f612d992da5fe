"""The simulator's phones: what `/simulator` reads and types, only without a real carrier."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.channels.body import media_type, read_json, text_field
from bot.channels.doors.same_site import require_same_site
from bot.channels.problem import HttpProblem
from bot.errors import ValueInvalid
from bot.services.receive_text import InboundText
from bot.services.show_leads import list_leads
from bot.services.simulated_phones import list_phone_texts, list_phones
from bot.store.database import Engine
from bot.values import phone

SHOWN_LEADS = 20
JSON = "application/json"

Answer = Callable[[Request], Awaitable[Response]]


class SimulatorPhones:
    """`receive` is the SMS channel's, past the signature. Only our own page, at `public_url` or
    wherever it was asked for, may use them from a browser.
    """

    def __init__(
        self,
        engine: Engine,
        receive: Callable[[InboundText], Awaitable[Response]],
        public_url: str,
    ) -> None:
        self._engine = engine
        self._receive = receive
        self._public_url = public_url

    def routes(self) -> list[Route]:
        return [
            Route("/simulator/messages", self._for_us(self.messages), methods=["GET"]),
            Route("/simulator/messages", self._for_us(self.type), methods=["POST"]),
            Route("/simulator/campaigns", self._for_us(self.campaigns), methods=["GET"]),
            Route("/simulator/leads", self._for_us(self.leads), methods=["GET"]),
        ]

    def _for_us(self, answer: Answer) -> Answer:
        async def guarded(request: Request) -> Response:
            require_same_site(request, self._public_url)
            return await answer(request)

        return guarded

    async def messages(self, request: Request) -> Response:
        sender = request.query_params.get("from")
        recipient = request.query_params.get("to")
        if not sender and not recipient:
            raise HttpProblem(422, "Not understood", "say which phone: ?to=… or ?from=…")
        texts = await run_in_threadpool(list_phone_texts, self._engine, sender, recipient)
        return JSONResponse({"messages": texts})

    async def type(self, request: Request) -> Response:
        if media_type(request) != JSON:  # a form of another website could send anything else
            raise HttpProblem(415, "Unsupported media type", f"send {JSON}")
        data = await read_json(request)
        text = InboundText(
            sid=f"SM{secrets.token_hex(16)}",
            sender=_number(data, "from"),
            recipient=_number(data, "to"),
            body=text_field(data, "body"),
        )
        response = await self._receive(text)
        return JSONResponse({"sid": text.sid}, 202, background=response.background)

    async def campaigns(self, request: Request) -> Response:
        return JSONResponse({"campaigns": await run_in_threadpool(list_phones, self._engine)})

    async def leads(self, request: Request) -> Response:
        campaign = request.query_params.get("campaign")
        found = await run_in_threadpool(list_leads, self._engine, campaign, SHOWN_LEADS)
        return JSONResponse({"leads": found})


def _number(data: dict[str, object], name: str) -> str:
    try:
        return phone.parse(text_field(data, name), in_use=False)
    except ValueInvalid as error:
        raise HttpProblem(422, "Not understood", f"`{name}`: {error.reason}") from None
