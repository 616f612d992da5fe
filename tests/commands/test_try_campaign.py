"""`leadbell campaigns try`: what a campaign file hears of sentences, and what it doesn't."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.store.database import open_database, transaction
from bot.store.not_understood import add_not_understood
from tests.conftest import NOW, Cli, lines

ROOFING = ROOT / "campaigns" / "roofing.yml"
SAID = "my roof leaks, about 8k next month\nblorp zizzle\n\nwhat does it cost?\nmaybe gutters\n"
COUNT = {"sentences": 4, "not_understood": 1, "offered": 0, "read_back": 1, "firm": 1, "aside": 1}

pytestmark = pytest.mark.usefixtures("trained")


def test_each_line_is_shown_with_what_is_heard_and_how_surely(cli: Cli, tmp_path: Path) -> None:
    """And a count at the end; the file need not be published."""
    sentences = tmp_path / "said.txt"
    sentences.write_text(SAID)
    done = cli("campaigns", "try", ROOFING, sentences)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "my roof leaks, about 8k next month",
        '    need         firm       Roof repair  "leaks"',
        '    budget       firm       $8,000  "about 8k"',
        '    timeframe    firm       December 1 to 31, 2026  "next month"',
        "blorp zizzle",
        "    nothing is heard",
        "what does it cost?",
        "    ask_cost",
        "maybe gutters",
        '    need         read back  Gutters  "gutters"',
        "4 sentences: 1 not understood, 1 read back, 1 firm, 1 no answer, but understood",
    ]


def test_it_reads_standard_input_and_speaks_json(cli: Cli) -> None:
    """A line each, as `understand` has them, with the outcomes; the count is the last one."""
    *said, count = lines(cli("campaigns", "try", "--json", ROOFING, "-", input=SAID))
    assert [line["outcome"] for line in said] == ["firm", "not_understood", "aside", "read_back"]
    assert said[0]["outcomes"] == {"need": "firm", "budget": "firm", "timeframe": "firm"}
    assert said[0]["need"] == "repair"
    assert said[3]["outcomes"] == {"need": "read_back"}
    assert count == COUNT


def test_sentences_may_be_answers_to_one_question(cli: Cli) -> None:
    """A bare figure is sure only then."""
    said = "12\n8000\n"
    plain, asked = (
        lines(cli("campaigns", "try", "--json", *asks, ROOFING, "-", input=said))
        for asks in ((), ("--asks", "budget"))
    )
    assert [line["outcome"] for line in plain[:-1]] == ["not_understood", "read_back"]
    assert [line["outcome"] for line in asked[:-1]] == ["read_back", "firm"]
    done = cli("campaigns", "try", "--asks", "colour", ROOFING, "-", input=said)
    assert (done.returncode, done.stdout) == (2, "")
    assert "asks no colour; it asks need, budget" in done.stderr


def test_without_sentences_it_takes_what_was_not_understood(cli: Cli, tmp_path: Path) -> None:
    """The most frequent first, each as an answer to what was asked; new words show at once."""
    none = cli("campaigns", "try", ROOFING)
    assert (none.returncode, none.stderr) == (0, "")
    assert none.stdout == "roofing: nothing is stored that was said and not understood\n"
    assert lines(cli("campaigns", "publish", "--json", ROOFING))
    engine = open_database(cli.environment["DATABASE_URL"])
    with transaction(engine) as connection:
        for text in ("wonky skylight", "blorp", "blorp"):
            add_not_understood(connection, "roofing", "need", text, NOW)
    engine.dispose()
    assert cli("campaigns", "try", ROOFING).stdout.splitlines() == [
        "blorp [asked need] (2 times)",
        "    nothing is heard",
        "wonky skylight [asked need]",
        "    nothing is heard",
        "2 sentences: 2 not understood",
    ]
    mended = tmp_path / "roofing.yml"
    need = "    pack: roofing\n"
    mended.write_text(
        ROOFING.read_text().replace(need, f"{need}    phrases: {{repair: [wonky skylight]}}\n")
    )
    *said, _ = lines(cli("campaigns", "try", "--json", mended))
    assert [(line["text"], line["times"], line["need"]) for line in said] == [
        ("blorp", 2, None),
        ("wonky skylight", 1, "repair"),
    ]


def test_what_can_not_be_read_is_told_in_a_line(cli: Cli, tmp_path: Path) -> None:
    """A bad campaign file by its line; sentences that are none by their file."""
    bad, odd = tmp_path / "bad.yml", tmp_path / "odd.txt"
    bad.write_text(ROOFING.read_text().replace("pack: roofing", "pack: roofs"))
    odd.write_bytes(b"caf\xe9\n")
    for arguments, told in (
        ((bad, odd), f"{bad}:14: no pack is called"),
        ((ROOFING, odd), f"{odd}: this is not UTF-8 text"),
        ((ROOFING, tmp_path / "none.txt"), f"{tmp_path / 'none.txt'}: No such file"),
    ):
        done = cli("campaigns", "try", *arguments)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(told)
        assert done.stderr.count("\n") == 1
