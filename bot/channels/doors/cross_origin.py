"""Which addresses other websites may use from their visitors' browsers (CORS)."""

from __future__ import annotations

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

CHAT = "/api/chat/"
WIDGET = "/widget.js"


class CrossOrigin:
    """Middleware: any website may carry the widget, and the widget uses the chat. Nothing else is
    opened: not to read leads, texts or figures from the browser of an operator.

    The token, not the origin, says who may go on with a chat. Any request header is allowed, for
    the page's own monitoring adds some to each request (`traceparent`, `baggage`, …).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._opened = CORSMiddleware(
            app,
            allow_origins=["*"],
            allow_methods=["GET", "POST"],
            allow_headers=["*"],
            expose_headers=["retry-after"],
            max_age=86400,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        app = self._opened if path == WIDGET or path.startswith(CHAT) else self._app
        await app(scope, receive, send)
