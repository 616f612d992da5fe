"""What a list could not show."""

from __future__ import annotations

import sys
from collections.abc import Collection

from bot.errors import RowUnreadable


def report(unreadable: Collection[RowUnreadable]) -> int:
    """A line on standard error for each; returns the exit code, 1 if there are any."""
    for error in unreadable:
        print(error, file=sys.stderr)
    return 1 if unreadable else 0
