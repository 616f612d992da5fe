"""Twilio's webhooks: inbound texts, and reports on the ones we sent."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import parse_qsl

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import ImmutableMultiDict
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from twilio.request_validator import RequestValidator

from bot.channels.body import media_type, read_body
from bot.channels.problem import HttpProblem
from bot.errors import TurnFailed
from bot.leads.keywords import Keyword
from bot.metrics import FORGED
from bot.services.message_text import storable
from bot.services.receive_text import InboundText, receive_text
from bot.services.report_delivery import report_delivery
from bot.store.database import Engine

logger = logging.getLogger(__name__)

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 200
LONGEST_SID = 40  # Twilio's have 34 characters; the tables hold 40


class SmsWebhooks:
    """`auth_tokens` are Twilio's, the current one and one being retired; without any, every
    webhook is refused. `take` answers what waits in a conversation.
    """

    def __init__(
        self,
        engine: Engine,
        auth_tokens: tuple[str, ...],
        public_url: str,
        now: Callable[[], datetime],
        take: Callable[[str], Awaitable[object]],
        wake: Callable[[], None],
        operator: str | None = None,
    ) -> None:
        self._engine = engine
        self._validators = [RequestValidator(token) for token in auth_tokens]
        self._public_url = public_url
        self._now = now
        self._take = take
        self._wake = wake
        self._operator = operator

    def routes(self) -> list[Route]:
        return [
            Route("/sms/inbound", self.inbound, methods=["POST"]),
            Route("/sms/status", self.status, methods=["POST"]),
        ]

    async def inbound(self, request: Request) -> Response:
        facts = await self._verified(request)
        text = InboundText(
            sid=_sid(facts),
            sender=facts.get("From", ""),
            recipient=facts.get("To", ""),
            body=facts.get("Body", ""),
            media=_count(facts.get("NumMedia", "")),
            answered=_keyword(facts.get("OptOutType", "")),
        )
        if not text.sender:
            raise HttpProblem(422, "Not understood", "From is needed")
        return await self.receive(text)

    async def receive(self, text: InboundText) -> Response:
        """Keep the text and acknowledge it; its turn comes afterwards."""
        waiting = await run_in_threadpool(receive_text, self._engine, text, self._now())
        self._wake()
        task = BackgroundTask(self._answer, waiting) if waiting else None
        return Response("<Response/>", media_type="text/xml", background=task)

    async def status(self, request: Request) -> Response:
        facts = await self._verified(request)
        await run_in_threadpool(
            report_delivery,
            self._engine,
            _sid(facts),
            facts.get("MessageStatus", ""),
            request.query_params.get("o"),
            facts.get("ErrorCode"),
            self._now(),
            self._operator,
        )
        self._wake()
        return Response(status_code=204)

    async def _answer(self, conversation_id: str) -> None:
        try:
            await self._take(conversation_id)
        except TurnFailed as error:  # kept: it is tried again
            logger.error("%s", error)

    async def _verified(self, request: Request) -> ImmutableMultiDict[str, str]:
        """The parameters of a request that Twilio signed. Raises HttpProblem 403.

        The signature covers the public address and every parameter, blank ones too. Twilio sends
        what concerns texts as forms; a JSON body, signed as it would be, is refused as well.
        Source: Twilio's security documentation.
        """
        facts = _form(request, await read_body(request))
        signature = request.headers.get("x-twilio-signature", "")
        url = self._public_url + _target(request)
        if facts is None or not any(v.validate(url, facts, signature) for v in self._validators):
            FORGED.inc()
            raise HttpProblem(403, "Not allowed", "the signature is missing or wrong")
        return ImmutableMultiDict([(name, storable(value)) for name, value in facts.multi_items()])


def _form(request: Request, body: bytes) -> ImmutableMultiDict[str, str] | None:
    """The parameters of a form, blank and repeated ones included; None when it is no form."""
    if media_type(request) != FORM:
        return None
    try:
        return ImmutableMultiDict(
            parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        )
    except ValueError:
        return None


def _target(request: Request) -> str:
    """Path and query as they were sent, whatever bytes they are."""
    query = request.scope["query_string"].decode("latin-1")
    return f"{request.scope['path']}?{query}" if query else str(request.scope["path"])


def _sid(facts: ImmutableMultiDict[str, str]) -> str:
    """The message's id. Raises HttpProblem 422: it can't be kept once without one."""
    sid = facts.get("MessageSid", "")
    if not 0 < len(sid) <= LONGEST_SID:
        raise HttpProblem(422, "Not understood", "MessageSid is needed")
    return sid


def _keyword(opt_out_type: str) -> Keyword | None:
    """What Twilio's Advanced Opt-Out took a text for, and has answered itself."""
    try:
        return Keyword(opt_out_type.strip().lower())
    except ValueError:
        return None


def _count(text: str) -> int:
    """How many pictures, up to 99; what is no number counts none."""
    return int(text[:2]) if text.isdecimal() else 0
