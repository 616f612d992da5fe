"""`leadbell understand --why`: how each message was read, in lines for people."""

from __future__ import annotations

import json
import re

import pytest

from bot.settings import ROOT
from tests.conftest import Cli

ROOFING = ROOT / "campaigns" / "roofing.yml"

pytestmark = pytest.mark.usefixtures("trained")


def _why(cli: Cli, *said: dict[str, str]) -> list[str]:
    """The lines, each margin as 0."""
    asked = "".join(json.dumps(each) + "\n" for each in said)
    done = cli("understand", "--why", "--campaign", ROOFING, input=asked)
    assert (done.returncode, done.stderr) == (0, "")
    return [re.sub(r"[01]\.\d\d\b", "0", line) for line in done.stdout.splitlines()]


def test_a_value_names_its_words_its_rules_its_role_and_how_sure_it_is(cli: Cli) -> None:
    """With what it was made of below it, without the steps that only pass it on."""
    assert _why(cli, {"text": "between 8 and 10 grand", "asks": "budget"}) == [
        "between 8 and 10 grand",
        "  inform: guessed at 0",
        "  budget: $8,000 to $10,000, firm",
        "    “between 8 and 10 grand” by budget.range",
        "    spend, 0 sure",
        "      core 8000-10000: “between 8 and 10 grand” by between",
        "        sum 8: “8” by bare",
        "        sum 10000: “10 grand” by bare",
    ]


def test_what_answers_nothing_is_put_aside_by_its_role(cli: Cli) -> None:
    """Another's price, an old number, a past day."""
    told = _why(
        cli,
        {"text": "another roofer quoted 14k, we can do 9k", "asks": "budget"},
        {"text": "my old number was 415 555 0123, now 415-555-0177", "asks": "phone"},
        {"text": "last year was too much, next month works", "asks": "timeframe"},
    )
    aside = [line.removeprefix("  put aside: ") for line in told if "put aside" in line]
    assert aside == [
        "“14k”, amount 14000: others_price, 0 sure",
        "“415 555 0123”, phone +14155550123: old, 0 sure",
        "“last year”, days 2025-01-01..2025-12-31: past",
    ]


def test_the_intent_names_the_phrase_or_the_guess_that_decided_it(cli: Cli) -> None:
    told = _why(
        cli, {"text": "i smell gas"}, {"text": "yes", "asks": "consent"}, {"text": "Loved “hi”"}
    )
    assert told[1] == "  emergency: guessed at 0 and by the phrase emergency.gas: “smell gas”"
    assert told[3] == "  inform: what it tells: consent; guessed at 0 was affirm"
    assert told[-1].startswith("  nlu_fallback: ")
