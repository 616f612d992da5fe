"""Errors as RFC 9457 `application/problem+json`."""

from __future__ import annotations

from starlette.responses import JSONResponse


class HttpProblem(Exception):
    """Answer the request with this status; `detail` says what is wrong and the mend.

    `retry_after`: in how many seconds the same request may do.
    """

    def __init__(
        self, status: int, title: str, detail: str, retry_after: int | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.title = title
        self.detail = detail
        self.retry_after = retry_after


def to_response(problem: HttpProblem) -> JSONResponse:
    body = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
    }
    headers = {"Cache-Control": "no-store"}
    if problem.retry_after is not None:
        headers["Retry-After"] = str(problem.retry_after)
    return JSONResponse(body, problem.status, headers, media_type="application/problem+json")
