"""A model is whole or not there: written beside, renamed, checked, the last good one kept."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bot import trained_model
from bot.agent.agent import RasaDialogue
from bot.errors import ModelMissing
from bot.nlu.trained_intents import load_intents
from tests.conftest import LEADBELL, Cli, lines


@pytest.fixture
def models(tmp_path: Path, trained: Path) -> Path:
    """A folder with the trained model, and an older one."""
    folder = tmp_path / "models"
    shutil.copytree(trained, folder)
    shutil.copy(folder / "leadbell.tar.gz", folder / "previous.tar.gz")
    return folder


def cut_short(path: Path) -> None:
    """As a full disk or a killed copy leaves it."""
    path.write_bytes(path.read_bytes()[:-5000])


def test_a_new_model_takes_the_place_of_the_old_which_stays(models: Path) -> None:
    """The stamp tells the new one from any other."""
    draft = models / "draft"
    shutil.copy(models / "leadbell.tar.gz", draft)
    before = trained_model.sha256_of(models / "leadbell.tar.gz")
    draft.write_bytes(draft.read_bytes() + b"\0")
    kept = trained_model.keep_model(draft, models, "new examples")
    assert trained_model.is_current(models, "new examples")
    assert not trained_model.is_current(models, "other examples")
    assert kept == models / "leadbell.tar.gz"
    assert trained_model.sha256_of(models / "previous.tar.gz") == before
    assert not draft.exists()


def test_a_damaged_model_never_pushes_out_the_last_good_one(models: Path) -> None:
    """What is kept as the previous is whole."""
    draft = models / "draft"
    shutil.copy(models / "leadbell.tar.gz", draft)
    good = trained_model.sha256_of(models / "previous.tar.gz")
    cut_short(models / "leadbell.tar.gz")
    trained_model.keep_model(draft, models, "x")
    assert trained_model.sha256_of(models / "previous.tar.gz") == good


def test_the_last_good_model_serves_while_the_newest_is_damaged(models: Path) -> None:
    """And a folder with no whole model says what to do."""
    cut_short(models / "leadbell.tar.gz")
    assert trained_model.pick_model(models) == models / "previous.tar.gz"
    RasaDialogue(models)
    assert load_intents(models).predict("how much is it")
    cut_short(models / "previous.tar.gz")
    for open_it in (RasaDialogue, load_intents):
        with pytest.raises(ModelMissing, match="leadbell train"):
            open_it(models)


def test_a_model_cut_short_is_trained_anew_and_doctor_says_so(cli: Cli, models: Path) -> None:
    """Nobody is told that it is up to date."""
    cli.environment["LEADBELL_MODELS"] = str(models)
    assert "up to date" in cli("train").stdout
    cut_short(models / "leadbell.tar.gz")
    (found,) = [each for each in lines(cli("doctor", "--json")) if each["about"] == "model"]
    assert not found["ok"]
    assert "leadbell train" in found["mend"]
    assert "up to date" not in cli("train").stdout
    (found,) = [each for each in lines(cli("doctor", "--json")) if each["about"] == "model"]
    assert found["ok"]


def test_a_model_that_was_exchanged_is_told_by_doctor(cli: Cli, models: Path) -> None:
    """Whole, but not what the training wrote."""
    cli.environment["LEADBELL_MODELS"] = str(models)
    with (models / "leadbell.tar.gz").open("ab") as file:
        file.write(b"\0" * 512)
    (found,) = [each for each in lines(cli("doctor", "--json")) if each["about"] == "model"]
    assert "not as it was trained" in found["found"]


def test_a_training_that_is_killed_leaves_the_old_model_whole(cli: Cli, models: Path) -> None:
    """It wrote beside it; what it left is no model."""
    before = trained_model.sha256_of(models / "leadbell.tar.gz")
    training = subprocess.Popen(
        [LEADBELL, "train", "--force"],
        env={**cli.environment, "LEADBELL_MODELS": str(models)},
        stdout=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    while not list(models.glob(".training-*")) and time.monotonic() < until:
        time.sleep(0.05)
    training.send_signal(signal.SIGKILL)
    training.wait()
    assert trained_model.sha256_of(models / "leadbell.tar.gz") == before
    assert trained_model.pick_model(models) == models / "leadbell.tar.gz"
    cli.environment["LEADBELL_MODELS"] = str(models)
    assert "up to date" in cli("train").stdout


def test_serve_without_a_model_says_so_in_a_line_and_ends(cli: Cli, tmp_path: Path) -> None:
    """Before it prints an address where nobody would be answered."""
    cli.environment["LEADBELL_MODELS"] = str(tmp_path)
    done = cli("serve", "--port", 18099)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"no trained model in {tmp_path}: run `leadbell train`\n"
