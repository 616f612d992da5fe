"""What is said of a question's choices by their places and numbers: its phrases."""

from __future__ import annotations

from pathlib import Path

from bot.language.phrasing import Phrasing

PHRASES = Phrasing(Path(__file__).parent / "en" / "choice_phrases.yml")
