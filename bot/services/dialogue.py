"""What a turn needs of the dialogue, whatever drives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Reply:
    """One message of the bot.

    `asks` is the question it puts, or None; `choices` are (title, value) pairs; `done` says
    that the conversation has come to its end.
    """

    text: str
    asks: str | None = None
    choices: tuple[tuple[str, str], ...] = ()
    done: bool = False

    def to_json(self, id: str) -> dict[str, Any]:
        """The message as the chat API gives it."""
        return {
            "id": id,
            "text": self.text,
            "asks": self.asks,
            "choices": [{"title": title, "value": value} for title, value in self.choices],
            "done": self.done,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Reply:
        """The inverse of `to_json`, the id aside."""
        choices = tuple((choice["title"], choice["value"]) for choice in data["choices"])
        return cls(data["text"], data["asks"], choices, data["done"])


class Unsaid(Enum):
    """What a turn is about when there are no words to read."""

    OPENING = "open"  # the widget was opened
    PICTURE = "picture"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"  # nothing but emoji, a command


class Dialogue(Protocol):
    """Answers one message within the current turn, through its connection."""

    async def respond(self, conversation_id: str, said: str | Unsaid) -> list[Reply]: ...
