"""The web chat's token: which conversation a browser may go on with."""

from __future__ import annotations

from datetime import datetime, timedelta

import jwt

from bot.channels.problem import HttpProblem

VALID = timedelta(days=30)
ALGORITHM = "HS256"


def make_token(secret: str, campaign: str, conversation: str, now: datetime) -> str:
    """A signed token, good for 30 days."""
    claims = {"aud": f"chat:{campaign}", "sub": conversation, "exp": now + VALID}
    return jwt.encode(claims, _key(secret), ALGORITHM)


def read_token(secret: str, campaign: str, authorization: str | None, now: datetime) -> str:
    """The conversation's id. Raises HttpProblem 401 for a bad, expired or foreign token."""
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
    return str(claims["sub"])


def _key(secret: str) -> bytes:
    # A key of its own, so that no other use of the secret can make a chat token.
    return f"chat-token:{secret}".encode()
