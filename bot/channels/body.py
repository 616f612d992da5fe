"""Request bodies, bounded and checked."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request

from bot.channels.problem import HttpProblem

LARGEST = 64 * 1024


def media_type(request: Request) -> str:
    """What the body is said to be, in small letters and without parameters: `application/json`."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_body(request: Request) -> bytes:
    """The raw body. Raises HttpProblem 413 over 64 KiB, before more is read."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise HttpProblem(413, "Too large", "send at most 64 KiB")
    return bytes(body)


async def read_json(request: Request) -> dict[str, Any]:
    """The JSON object sent; `{}` for an empty body. Raises HttpProblem 400."""
    body = await read_body(request)
    if not body.strip():
        return {}
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise HttpProblem(400, "Bad request", "the body must be JSON in UTF-8") from None
    if not isinstance(data, dict):
        raise HttpProblem(400, "Bad request", "the body must be a JSON object")
    return data


def text_field(data: dict[str, Any], name: str) -> str:
    """A required text. Raises HttpProblem 422."""
    value = data.get(name)
    if not isinstance(value, str):
        raise HttpProblem(422, "Not understood", f"`{name}` must be a text")
    return value
