"""The campaigns that conversations are held with: the samples, and the tests' own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.store.database import open_database
from tests.conftest import SAMPLES, make_published

CAMPAIGNS = [*SAMPLES, *sorted((Path(__file__).parents[1] / "campaigns").glob("*.yml"))]


@pytest.fixture(scope="session")
def published_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the samples and the tests' own campaigns, to copy."""
    file = tmp_path_factory.mktemp("campaigns") / "published.db"
    make_published(f"sqlite:///{file}", CAMPAIGNS)
    return file


@pytest.fixture
def published(published_file: Path, tmp_path: Path) -> Iterator[Engine]:
    """A new database with the samples and the tests' own campaigns published."""
    file = shutil.copy(published_file, tmp_path / "test.db")
    engine = open_database(f"sqlite:///{file}")
    yield engine
    engine.dispose()
