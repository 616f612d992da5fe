"""A request's head, its address and headers, is short."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.channels.problem import HttpProblem, to_response

LONGEST_HEAD = 32 * 1024  # bytes; ours have less than 2 KiB, a chat's token among them 4 KiB


def too_long() -> HttpProblem:
    return HttpProblem(431, "Too large", "send at most 32 KiB of address and headers")


class ShortHeads:
    """Middleware: 431 for a head that is too long and came at once; others don't get this far."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _length(scope) > LONGEST_HEAD:
            await to_response(too_long())(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _length(scope: Scope) -> int:
    headers = sum(len(name) + len(value) + len(": \r\n") for name, value in scope["headers"])
    return headers + len(scope["path"]) + len(scope["query_string"])
