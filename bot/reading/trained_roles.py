"""The learnt roles: trained from data/roles into the model archive, and loaded from it once."""

from __future__ import annotations

import tarfile
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

from bot.errors import ModelMissing
from bot.language.roles import Example, Roles, train
from bot.reading.role_examples import amount_examples, contact_examples, day_examples
from bot.settings import ROOT, load_settings
from bot.trained_model import pick_model

FOLDER = ROOT / "data" / "roles"
TOPICS: Mapping[str, Callable[[Path], Iterable[Example]]] = {
    "amounts": amount_examples,
    "contact": contact_examples,
    "days": day_examples,
}
"""What has learnt roles, and how its examples are read from a folder of annotated sentences."""

_SUFFIX = ".roles"
_in_use: dict[str, Roles] = {}
_digests: dict[str, str] = {}


def train_roles(into: Path, examples: Path = FOLDER) -> None:
    """Write a file for each topic into the folder `into`, which must exist."""
    for topic, read in TOPICS.items():
        (into / f"{topic}{_SUFFIX}").write_bytes(train(read(examples)).dump())


def use_roles(folder: Path) -> None:
    """From now on judge with what `train_roles` wrote into `folder`."""
    for path in _files(folder):
        _in_use[path.stem] = _load(path.stem, path.read_bytes())


def roles_of(topic: str) -> Roles:
    """The roles of a topic: those in use, at first the newest model's. Raises ModelMissing."""
    if topic not in _in_use:
        _in_use.update(load_roles(load_settings().models))
    return _in_use[topic]


def load_roles(models: Path) -> dict[str, Roles]:
    """From the newest whole model in `models`, without loading Rasa. Raises ModelMissing."""
    found: dict[str, Roles] = {}
    with tarfile.open(pick_model(models)) as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            content = archive.extractfile(member) if path.suffix == _SUFFIX else None
            if content is not None:
                found[path.stem] = _load(path.stem, content.read())
    if not TOPICS.keys() <= found.keys():
        raise ModelMissing(str(models))
    return found


def roles_version() -> str:
    """A hash of the roles in use."""
    for topic in TOPICS:
        roles_of(topic)
    return sha256(" ".join(_digests[topic] for topic in TOPICS).encode()).hexdigest()


def _load(topic: str, data: bytes) -> Roles:
    roles = Roles.load(data)
    _digests[topic] = sha256(data).hexdigest()
    return roles


def _files(folder: Path) -> list[Path]:
    return [folder / f"{topic}{_SUFFIX}" for topic in TOPICS]
