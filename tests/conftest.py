"""What tests share: the trained dialogue (loaded once), a fresh database, a real server."""

from __future__ import annotations

import gc
import itertools
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy.engine import Engine, make_url

from bot import clock
from bot.campaign_files import read_campaign
from bot.leads.campaign import Campaign
from bot.services import turn
from bot.services.publish_campaigns import publish_campaigns
from bot.settings import ROOT
from bot.store.database import open_database
from bot.store.migrate import migrate
from tests.postgres import Postgres, run_postgres

# Nothing of the tests has to outlive a power cut, and on a disk each turn waits for it many times.
MEMORY, ROOM = Path("/dev/shm"), 12 * 1024**3
LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))


def _room_in_memory() -> int:
    """Bytes that fit in there: files in it are memory, of which the machine may allow less."""
    told = Path("/proc/meminfo").read_text().split("MemAvailable:")[1].split()[0]
    limits = [file.read_text().strip() for file in LIMITS if file.is_file()]
    allowed = [int(limit) for limit in limits if limit.isdecimal()]
    return min(shutil.disk_usage(MEMORY).free, int(told) * 1024, *allowed)


if "TMPDIR" not in os.environ and MEMORY.is_dir() and _room_in_memory() > ROOM:
    tempfile.tempdir = os.environ["TMPDIR"] = str(MEMORY)

# A busy machine now and then takes long for one of many examples.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

LEADBELL = Path(sys.executable).with_name("leadbell")
SAMPLES = sorted((ROOT / "campaigns").glob("*.yml"))
LONGEST = ("tests/torture/", "tests/conversations/", "tests/test_")
# A Monday; every test that depends on the day says its own.
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=timezone.utc)


@cache
def read_sample(file: Path) -> Campaign:
    """The campaign in a file that no test changes."""
    return read_campaign(file)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Fifteen thousand tests are no garbage: each look for some among them takes half a second."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: who gets one of these at the end has all others wait.

    xdist keeps to this order with `--no-loadscope-reorder`; else to the files' count of tests.
    """

    def place(item: pytest.Item) -> int:
        return next((n for n, start in enumerate(LONGEST) if item.nodeid.startswith(start)), 9)

    items.sort(key=place)


@pytest.fixture(autouse=True)
def _stopped_clock() -> Iterator[None]:
    clock.fix(NOW)
    yield
    clock.fix(None)


@pytest.fixture(scope="session", autouse=True)
def _campaigns_are_built_once() -> Iterator[None]:
    """The same definition is the same campaign, in whatever test's database it is found.

    What the readers make ready of a campaign they keep by its identity, and it takes as long as
    several turns: a process has a database or two, its tests have thousands.
    """
    build, built = turn.campaign_from_json, {}

    def build_once(body: dict[str, Any]) -> Campaign:
        key = json.dumps(body)
        if key not in built:
            built[key] = build(body)
        return built[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turn, "campaign_from_json", build_once)
        yield


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """A new SQLite database with today's schema."""
    engine = open_database(f"sqlite:///{tmp_path / 'test.db'}")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def published(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    """A new database with the sample campaigns published."""
    engine = open_database(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'test.db')}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def trained() -> Path:
    """The trained model's folder; trains when it is missing or stale."""
    subprocess.run([LEADBELL, "train"], check=True, capture_output=True)
    return ROOT / "models"


@pytest.fixture(scope="session")
def dialogue(trained: Path):
    """The real agent on the real model."""
    from bot.agent.agent import RasaDialogue

    return RasaDialogue(trained)


@dataclass(frozen=True)
class Server:
    """A running `leadbell serve`."""

    url: str
    environment: dict[str, str]
    process: subprocess.Popen[bytes]

    def run(self, *arguments: str) -> str:
        """Run a `leadbell` command on the server's database; returns what it prints."""
        return subprocess.run(
            [LEADBELL, *arguments], env=self.environment, check=True, capture_output=True, text=True
        ).stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_server(folder: Path, **settings: str) -> Server:
    """Publish the samples into a new database and serve it; the caller stops the process."""
    port = free_port()
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("TWILIO", "LEADBELL"))},
        "DATABASE_URL": f"sqlite:///{folder / 'leadbell.db'}",
        "LEADBELL_SECRET": "only-for-the-tests-of-leadbell",
        **settings,
    }
    subprocess.run([LEADBELL, "campaigns", "publish", *SAMPLES], env=environment, check=True)
    log = (folder / "serve.log").open("wb")
    process = subprocess.Popen(
        [LEADBELL, "serve", "--port", str(port)], env=environment, stdout=log, stderr=log
    )
    server = Server(f"http://127.0.0.1:{port}", environment, process)
    try:
        wait_until_ready(server)
    except BaseException:
        process.kill()
        raise
    return server


def wait_until_ready(server: Server, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        assert server.process.poll() is None, "leadbell serve ended at once"
        try:
            with urllib.request.urlopen(f"{server.url}/health/ready", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("leadbell serve was not ready in time")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, trained: Path) -> Iterator[Server]:
    """One real server for all tests that need no more than that."""
    server = start_server(tmp_path_factory.mktemp("server"))
    yield server
    server.process.terminate()
    server.process.wait(timeout=30)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL server of our own; every test gets a database of its own on it."""
    with run_postgres() as postgres:
        yield postgres


@pytest.fixture(scope="session")
def postgres_template(postgres: Postgres) -> str:
    """The name of a PostgreSQL database with today's schema and the samples, to copy."""
    return make_url(make_published(postgres.new_database())).database or ""


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with today's schema and the samples, to copy."""
    file = tmp_path_factory.mktemp("template") / "published.db"
    make_published(f"sqlite:///{file}")
    return file


def make_published(url: str, files: Iterable[Path] = SAMPLES) -> str:
    """Fill the empty database at `url` with today's schema and these campaigns; gives `url`."""
    engine = open_database(url)
    migrate(engine)
    publish_campaigns(engine, map(read_sample, files), NOW)
    engine.dispose()
    return url


@pytest.fixture
def postgres_url(postgres: Postgres, postgres_template: str) -> str:
    """The address of a new PostgreSQL database with the sample campaigns published."""
    return postgres.new_database(like=postgres_template)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A new database with the samples published, on SQLite and again on PostgreSQL."""
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "copy.db")
        url = f"sqlite:///{file}"
    else:
        url = request.getfixturevalue("postgres_url")
    engine = open_database(url)
    yield engine
    engine.dispose()


def by_turns(names: str, values: Iterable[Any]) -> pytest.MarkDecorator:
    """Parametrize a test that takes a `database`: each value meets one of the two, in turn.

    For tests that ask the same of the database whatever the value: both are asked, and not every
    value of both. `names` and `values` are as for `parametrize`.
    """
    kinds = itertools.cycle(("sqlite", "postgresql"))
    several = "," in names
    turns = [(next(kinds), *(value if several else (value,))) for value in values]
    return pytest.mark.parametrize(f"database,{names}", turns, indirect=["database"])


class Cli:
    """Runs `leadbell` on a database of its own."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("TWILIO", "LEADBELL"))},
            "DATABASE_URL": f"sqlite:///{folder / 'cli.db'}",
            "LEADBELL_SECRET": "only for the tests of leadbell",
            "LEADBELL_NOW": "2026-11-23T10:00:00-08:00",
        }

    def __call__(self, *arguments: object, input: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [LEADBELL, *map(str, arguments)],
            env=self.environment,
            input=input,
            capture_output=True,
            text=True,
            timeout=120,
        )


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    return Cli(tmp_path)


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """Standard output as JSON lines, and nothing else there."""
    return [json.loads(line) for line in done.stdout.splitlines()]
