"""The cues of `bot.language`, by their old name."""

from bot.language.correction_cues import MOST_CUES, Turn, cues_in, turns_between

__all__ = ["MOST_CUES", "Turn", "cues_in", "turns_between"]
