"""The intent model, trained once from the project's own examples."""

from pathlib import Path

import pytest

from bot.nlu.intent_examples import read_examples
from bot.nlu.intent_model import IntentModel

EXAMPLES = read_examples(Path(__file__).parents[1] / "data" / "nlu")


@pytest.fixture(scope="session")
def model() -> IntentModel:
    return IntentModel.train(EXAMPLES)
