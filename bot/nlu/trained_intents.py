"""The intent model out of a trained Rasa model, without loading Rasa."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path, PurePosixPath

from bot.errors import ModelMissing
from bot.nlu.intent_model import IntentModel
from bot.trained_model import pick_model

COMPONENT = "bot.nlu.intent_classifier.IntentClassifier"


def load_intents(models: Path) -> IntentModel:
    """From the newest whole model in `models`. Raises ModelMissing."""
    model = pick_model(models)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(model) as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            content = archive.extractfile(member)
            if COMPONENT in path.parent.name and content is not None:
                (Path(folder) / path.name).write_bytes(content.read())
        try:
            return IntentModel.load(Path(folder))
        except FileNotFoundError:
            raise ModelMissing(str(models)) from None
