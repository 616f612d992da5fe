"""The one place where the time is read. Rules take `now` as an argument."""

from __future__ import annotations

from datetime import datetime, timezone

_fixed: datetime | None = None


def now() -> datetime:
    """The current instant, aware, in UTC; the fixed one if `fix` was called."""
    return _fixed or datetime.now(timezone.utc)


def fix(instant: datetime | None) -> None:
    """Stop the clock at `instant` (aware), or let it run again with None."""
    global _fixed
    _fixed = instant.astimezone(timezone.utc) if instant else None


def real() -> datetime:
    """The machine's own instant, aware, in UTC, whatever was fixed: for waits that must end."""
    return datetime.now(timezone.utc)
