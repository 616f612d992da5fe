"""Errors as RFC 9457 `application/problem+json`."""

from __future__ import annotations

from starlette.responses import JSONResponse


class HttpProblem(Exception):
    """Answer the request with this status; `detail` says what is wrong and the mend."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.title = title
        self.detail = detail


def to_response(problem: HttpProblem) -> JSONResponse:
    body = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
    }
    return JSONResponse(
        body, problem.status, {"Cache-Control": "no-store"}, media_type="application/problem+json"
    )
