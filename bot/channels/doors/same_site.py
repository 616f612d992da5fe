"""What only a page of our own may ask for from a browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.requests import Request

from bot.channels.problem import HttpProblem

# What browsers say of a request that our page, or its reader's own hand, makes.
OURS = ("same-origin", "none")
_USUAL_PORTS = {"http": 80, "https": 443}


def require_same_site(request: Request, public_url: str) -> None:
    """Raises HttpProblem 403 where a browser sends the request from another website.

    Programs send neither header, and may ask.
    """
    origin = request.headers.get("origin")
    fetched = request.headers.get("sec-fetch-site", OURS[0])
    own = (public_url, f"{request.url.scheme}://{request.headers.get('host', '')}")
    if fetched not in OURS or (origin is not None and not _is_among(origin, own)):
        raise HttpProblem(403, "Not allowed", "another website may not ask for this")


def _is_among(origin: str, own: tuple[str, ...]) -> bool:
    return _parts(origin) is not None and _parts(origin) in map(_parts, own)


def _parts(url: str) -> tuple[str, str, int | None] | None:
    """(scheme, host, port) of an address; None for what is none, such as `null`."""
    try:
        parts = urlsplit(url.lower())
        port = parts.port or _USUAL_PORTS.get(parts.scheme)
    except ValueError:
        return None
    return (parts.scheme, parts.hostname, port) if parts.hostname else None
