"""The intent model, for all tests of this room."""

from tests.intents import model

__all__ = ["model"]
