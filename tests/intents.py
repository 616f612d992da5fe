"""The intent model, as it was trained from the project's own examples."""

from pathlib import Path

import pytest

from bot.nlu.intent_examples import read_examples
from bot.nlu.intent_model import IntentModel
from bot.nlu.trained_intents import load_intents

EXAMPLES = read_examples(Path(__file__).parents[1] / "data" / "nlu")


@pytest.fixture(scope="session")
def model(trained: Path) -> IntentModel:
    return load_intents(trained)
