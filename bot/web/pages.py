"""Routes for everything a browser loads: the widget, the simulator and their files."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

STATIC = Path(__file__).with_name("static")
CONTENT_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'self'"
    ),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
FILE_HEADERS = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
# Any website may load the widget. Five minutes: a mended widget reaches everyone soon.
WIDGET_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "public, max-age=300",
}
CAMPAIGN_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


@dataclass(frozen=True, slots=True)
class Asset:
    """A static file, read and compressed once; the ETag is its content's hash."""

    plain: bytes
    zipped: bytes
    content_type: str
    etag: str

    @classmethod
    def read(cls, path: Path) -> Asset:
        body = path.read_bytes()
        # Weak, because the plain and the compressed body share it.
        etag = f'W/"{sha256(body).hexdigest()[:32]}"'
        return cls(body, gzip.compress(body, mtime=0), CONTENT_TYPES[path.suffix], etag)

    def respond(self, request: Request, headers: dict[str, str]) -> Response:
        """The file, or 304 when the browser has it already."""
        headers = {**headers, "ETag": self.etag, "Vary": "Accept-Encoding"}
        known = request.headers.get("if-none-match", "").split(",")
        if self.etag in (tag.strip() for tag in known):
            return Response(status_code=304, headers=headers)
        body = self.plain
        if "gzip" in request.headers.get("accept-encoding", ""):
            body = self.zipped
            headers["Content-Encoding"] = "gzip"
        return Response(body, headers=headers, media_type=self.content_type)


def routes(simulator: bool) -> list[Route]:
    """GET routes: /, /widget.js, /static/*; with the simulator also /simulator and /demo/*."""
    assets = {path.name: Asset.read(path) for path in STATIC.iterdir() if path.is_file()}

    async def widget(request: Request) -> Response:
        return assets["widget.js"].respond(request, WIDGET_HEADERS)

    async def static(request: Request) -> Response:
        asset = assets.get(request.path_params["name"])
        return asset.respond(request, FILE_HEADERS) if asset else Response(status_code=404)

    async def landing(request: Request) -> Response:
        if simulator:
            return RedirectResponse("/simulator", status_code=307)
        return assets["landing.html"].respond(request, PAGE_HEADERS)

    async def phones(request: Request) -> Response:
        return assets["simulator.html"].respond(request, PAGE_HEADERS)

    async def demo(request: Request) -> Response:
        if not CAMPAIGN_ID.fullmatch(request.path_params["campaign"]):
            return Response(status_code=404)
        return assets["demo.html"].respond(request, PAGE_HEADERS)

    shown = [
        Route("/", landing),
        Route("/widget.js", widget),
        Route("/static/{name}", static),
    ]
    if simulator:
        shown += [
            Route("/simulator", phones),
            Route("/simulator/", landing),
            Route("/demo/{campaign}", demo),
        ]
    return shown
