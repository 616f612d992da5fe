"""The web chat's token: which conversation a browser may go on with, or begin."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import jwt

from bot.channels.problem import HttpProblem
from bot.services.start_conversation import Opening

VALID = timedelta(days=30)
ALGORITHM = "HS256"


def make_token(
    secret: str,
    campaign: str,
    conversation: str,
    now: datetime,
    opening: Opening | None = None,
) -> str:
    """A signed token, good for 30 days. With the `opening` it can begin the conversation, too."""
    claims = {"aud": f"chat:{campaign}", "sub": conversation, "exp": now + VALID}
    if opening:
        claims["opened"] = {
            "at": int(opening.at.timestamp()),
            "definition": opening.definition,
            "origin": dict(opening.origin),
        }
    return jwt.encode(claims, _key(secret), ALGORITHM)


def read_token(
    secret: str, campaign: str, authorization: str | None, now: datetime
) -> tuple[str, Opening | None]:
    """The conversation's id, and how it was opened where the token says so.

    Raises HttpProblem 401 for a bad, expired or foreign token.
    """
    scheme, _, token = (authorization or "").partition(" ")
    try:
        if scheme.lower() != "bearer":
            raise jwt.InvalidTokenError
        claims = jwt.decode(
            token,
            _key(secret),
            [ALGORITHM],
            audience=f"chat:{campaign}",
            # The clock is ours, so the expiry is checked here and not by the library.
            options={"require": ["aud", "sub", "exp"], "verify_exp": False},
        )
        if claims["exp"] < now.timestamp():
            raise jwt.ExpiredSignatureError
    except jwt.PyJWTError:
        raise HttpProblem(
            401, "Not allowed", "the token is missing, wrong or expired: start a new conversation"
        ) from None
    conversation = str(claims["sub"])
    opened = claims.get("opened")  # tokens from before openings were carried have none
    return conversation, _opening(campaign, conversation, opened) if opened else None


def _opening(campaign: str, conversation: str, opened: Mapping[str, Any]) -> Opening:
    at = datetime.fromtimestamp(opened["at"], timezone.utc)
    return Opening(conversation, campaign, opened["definition"], opened["origin"], at)


def _key(secret: str) -> bytes:
    # A key of its own, so that no other use of the secret can make a chat token.
    return f"chat-token:{secret}".encode()
