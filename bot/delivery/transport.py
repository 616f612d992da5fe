"""What a transport does, and what can go wrong with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from bot.errors import LeadbellError
from bot.store.outbox import Outbound


class Remedy(Enum):
    """What to do about a failed delivery.

    `UNKNOWN`: the carrier may have taken the text; sending again could double it.
    """

    RETRY = "retry"
    UNKNOWN = "unknown"
    NEVER = "never"
    OPTED_OUT = "opted out"


class TransportError(LeadbellError):
    """A text could not be handed to the carrier, or nobody knows whether it was."""

    def __init__(self, reason: str, remedy: Remedy) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Accepted:
    """The carrier has the text, under `sid`; `delivered` when it says so at once."""

    sid: str
    delivered: bool = False


class Transport(Protocol):
    """Takes texts to phones."""

    def send(self, text: Outbound) -> Accepted:
        """Hand the text over. Raises TransportError."""
        ...

    def find(self, text: Outbound, others: Collection[str]) -> Accepted | None:
        """Look up whether the carrier took a text whose response was lost.

        `others` are the sids that other texts of ours to this phone became.
        """
        ...
