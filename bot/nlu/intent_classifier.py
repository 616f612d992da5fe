"""Rasa's hand on the intent model: trains it from data/nlu and sets each message's intent."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers import classifier
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import (
    ENTITIES,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    METADATA,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.intent_model import THRESHOLD, Example, Guess, IntentModel
from bot.nlu.sentences import questions

# What the questions in a message ask, beside what the whole of it says: for the extractor.
QUESTION_INTENTS = "question_intents"


@DefaultV1Recipe.register(
    DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER,
    is_trainable=True,
)
class IntentClassifier(GraphComponent, classifier.IntentClassifier):
    """Sets `intent` and `intent_ranking`; under `threshold` the intent is `nlu_fallback`."""

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
    ) -> None:
        self._threshold = float(config["threshold"])
        self._shown = int(config["ranking_length"])
        self._storage = model_storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"threshold": THRESHOLD, "ranking_length": 5}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> IntentClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """A model that can't be read stops the start: a silent one would guess alike for all."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, IntentModel.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        self._model = IntentModel.train(
            Example(example.get(TEXT), example.get(INTENT), _asked(example))
            for example in training_data.intent_examples
            if example.get(TEXT) and not example.get(ENTITIES)  # those teach roles (data/roles)
        )
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(
        self, messages: list[Message], tracker: DialogueStateTracker | None = None
    ) -> list[Message]:
        asks = tracker.get_slot("asks") if tracker else None
        for message in messages:
            guesses = self._guesses(message.get(TEXT), asks)
            ranking = [_as_rasa(guess) for guess in guesses[: self._shown]]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            asked = questions(message.get(TEXT) or "")
            message.set(QUESTION_INTENTS, [self._guesses(each)[0] for each in asked])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def _guesses(self, text: str | None, asks: str | None = None) -> list[Guess]:
        if self._model is None:
            raise RuntimeError("the intent classifier is neither trained nor loaded")
        return self._model.predict(text or "", self._threshold, asks)


def _asked(example: Message) -> str | None:
    """The question that an example follows, as its intent's metadata says."""
    metadata = (example.get(METADATA) or {}).get(INTENT) or {}
    return metadata.get("asks")


def _as_rasa(guess: Guess) -> dict[str, Any]:
    return {INTENT_NAME_KEY: guess.intent, PREDICTED_CONFIDENCE_KEY: guess.confidence}
