"""What is said of a question's choices by their places and numbers: its phrases."""

from __future__ import annotations

from bot.language.phrasing import Phrasing

PHRASES = Phrasing("choice_phrases")
