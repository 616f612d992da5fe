"""Instants as the database keeps them: UTC, ISO 8601, microseconds always, so that text sorts."""

from __future__ import annotations

from datetime import datetime, timezone


def to_text(instant: datetime) -> str:
    """`2026-11-23T18:04:11.000000Z` for an aware datetime."""
    return instant.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def to_datetime(text: str) -> datetime:
    """The inverse of `to_text`."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def to_seconds(text: str) -> str:
    """The same instant as people and JSON see it: `2026-11-23T18:04:11Z`."""
    return text[:19] + "Z"
