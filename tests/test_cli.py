"""The `leadbell` executable: what it prints where, and its exit status."""

from __future__ import annotations

import csv
import json
import re
import select
import subprocess
import time
from importlib.metadata import version
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.settings import ROOT
from bot.store.database import open_database, transaction
from tests.conftest import LEADBELL, SAMPLES, Cli, free_port, lines
from tests.services.test_qualify_lead import qualify

ROOFING = ROOT / "campaigns" / "roofing.yml"


@pytest.mark.parametrize(
    "arguments", [["--help"], ["serve", "--help"], ["campaigns", "--help"], ["leads", "list", "-h"]]
)
def test_help_is_there_for_every_command(cli: Cli, arguments: list[str]) -> None:
    """On standard output, exit status 0."""
    done = cli(*arguments)
    assert done.returncode == 0
    assert done.stdout.startswith("usage: leadbell")


def test_help_imports_nothing_heavy() -> None:
    """So it answers at once; the commands import what they need."""
    code = (
        "import sys; from bot.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'rasa', 'sqlalchemy', 'starlette', 'twilio', 'sklearn', 'spacy', 'uvicorn'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    import sys

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["ring"],
        ["campaigns"],
        ["campaigns", "publish"],
        ["campaigns", "show"],
        ["leads", "show", "x"],
        ["leads", "list", "--no-such-option"],
        ["serve", "--port", "0"],
        ["serve", "--port", "65536"],
        ["serve", "--workers", "0"],
        ["serve", "--workers", "-1"],
        ["chat"],
    ],
)
def test_bad_usage_ends_with_2(cli: Cli, arguments: list[str]) -> None:
    """And a line on what is possible; no traceback."""
    done = cli(*arguments)
    assert done.returncode == 2
    assert "usage: leadbell" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_the_samples_check_publish_list_and_show(cli: Cli) -> None:
    """The way of an operator, in JSON lines."""
    assert cli("campaigns", "check", *SAMPLES).returncode == 0
    checked = cli("campaigns", "check", "--json", *SAMPLES)
    assert (checked.returncode, checked.stdout) == (0, "")

    first = lines(cli("campaigns", "publish", "--json", *SAMPLES))
    assert {(line["version"], line["changed"]) for line in first} == {(1, True)}
    again = cli("campaigns", "publish", "--json", ROOFING)
    assert [(line["version"], line["changed"]) for line in lines(again)] == [(1, False)]

    listed = lines(cli("campaigns", "list", "--json"))
    assert {line["id"]: line["sha256"] for line in listed} == {
        line["campaign"]: line["sha256"] for line in first
    }
    (shown,) = lines(cli("campaigns", "show", "roofing", "--json"))
    assert shown["business"]["name"] == "Bay Ridge Roofing"
    assert shown["qualified_when"]["budget"] == {"at_least": 3000}
    assert "Bay Ridge Roofing" in cli("campaigns", "list").stdout


def test_a_shown_campaign_is_what_its_hash_is_taken_of(cli: Cli) -> None:
    """Anybody can check a lead's definition with standard tools."""
    import hashlib

    (published,) = lines(cli("campaigns", "publish", "--json", ROOFING))
    shown = cli("campaigns", "show", "roofing", "--json").stdout.rstrip("\n")
    assert hashlib.sha256(shown.encode()).hexdigest() == published["sha256"]


def test_a_bad_campaign_file_publishes_nothing(cli: Cli, tmp_path: Path) -> None:
    """Not even the good one beside it; every mistake is told by its line."""
    bad = tmp_path / "bad.yml"
    bad.write_text(ROOFING.read_text().replace("at_least: 3000", "at_least: lots"))
    line = next(n for n, text in enumerate(bad.read_text().splitlines(), 1) if "lots" in text)
    for command in ("check", "publish"):
        done = cli("campaigns", command, ROOFING, bad)
        assert done.returncode == 1
        assert done.stdout == ""
        assert f"{bad}:{line}: " in done.stderr
    (problem,) = lines(cli("campaigns", "publish", "--json", ROOFING, bad))
    assert problem["problem"].startswith(f"{bad}:{line}: ")
    assert lines(cli("campaigns", "list", "--json")) == []


def test_a_file_that_works_but_lacks_something_is_told_so(cli: Cli, tmp_path: Path) -> None:
    """A warning passes; a contact for HELP is asked for, and still a mend can be published."""
    plain = tmp_path / "plain.yml"
    plain.write_text(ROOFING.read_text().replace("I'm the automated assistant", "I'm Dana"))
    line = next(n for n, text in enumerate(plain.read_text().splitlines(), 1) if "Dana" in text)
    done = cli("campaigns", "check", plain)
    assert (done.returncode, done.stdout) == (0, "1 fine\n")
    assert done.stderr.startswith(f"{plain}:{line}: warning: ")
    (warning,) = lines(cli("campaigns", "check", "--json", plain))
    assert warning["warning"].startswith(f"{plain}:{line}: warning: ")

    silent = tmp_path / "silent.yml"
    silent.write_text(ROOFING.read_text().replace(', phone: "+14155550101"', ""))
    done = cli("campaigns", "check", silent)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{silent}:5: HELP must name a contact")
    done = cli("campaigns", "publish", "--json", silent)
    assert [each["campaign"] for each in lines(done)] == ["roofing"]
    assert done.stderr.startswith(f"{silent}:5: warning: HELP must name a contact")


@pytest.mark.parametrize("file", ["no/such/file.yml", "/dev/null", "."])
def test_what_is_no_campaign_file_is_told_in_a_line(cli: Cli, file: str) -> None:
    """Exit status 1, no traceback."""
    done = cli("campaigns", "check", file)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{file}:1: ")
    assert done.stderr.count("\n") == 1


def test_two_campaigns_cannot_have_one_number_or_id(cli: Cli, tmp_path: Path) -> None:
    """The second is refused, and the first is not published either."""
    thief = tmp_path / "thief.yml"
    thief.write_text(ROOFING.read_text().replace("id: roofing", "id: thief"))
    done = cli("campaigns", "publish", ROOFING, thief)
    assert done.returncode == 1
    assert "+14155550199" in done.stderr
    assert cli("campaigns", "publish", ROOFING, ROOFING).returncode == 1
    assert cli("campaigns", "list").stdout == ""


def test_what_is_not_there_ends_with_1(cli: Cli) -> None:
    """One line that names it."""
    for arguments in (
        ["campaigns", "show", "no-such"],
        ["leads", "show", "4711"],
        ["leads", "show", "9" * 30],
        ["leads", "approve", "4711"],
        ["chat", "no-such"],
    ):
        done = cli(*arguments)
        assert done.returncode == 1, arguments
        assert done.stdout == ""
        assert done.stderr.count("\n") == 1, done.stderr


def test_leads_show_signals_and_tests(cli: Cli) -> None:
    """A reason for review in plain words, and a test that can't be taken for a lead."""
    cli("campaigns", "publish", ROOFING)
    engine = open_database(cli.environment["DATABASE_URL"])
    odd, test = qualify(engine, phone="+18005550123"), qualify(engine, phone="+14155550100")
    engine.dispose()
    shown = cli("leads", "show", odd).stdout
    assert "review   toll_free_number: the number is toll-free" in shown
    assert "TEST" not in shown
    assert "TEST: the business tried its own campaign" in cli("leads", "show", test).stdout
    newest, other = cli("leads", "list").stdout.splitlines()
    assert newest.endswith("  TEST")
    assert not other.endswith("TEST")
    assert [(each["id"], each["test"]) for each in lines(cli("leads", "list", "--json"))] == [
        (test, True),
        (odd, False),
    ]


def test_leads_are_listed_from_a_day_on_and_as_a_table(cli: Cli) -> None:
    cli("campaigns", "publish", ROOFING)
    assert "No leads" in cli("leads", "list").stderr
    engine = open_database(cli.environment["DATABASE_URL"])
    first, second = qualify(engine), qualify(engine, name='=HYPERLINK("x"), "Reed"')
    with transaction(engine) as connection:  # 11 at night in San Francisco
        connection.execute(
            text("UPDATE lead SET created_at = '2026-11-21T07:00:00.000000Z' WHERE id = :id"),
            {"id": first},
        )
    engine.dispose()

    def listed(*options: str) -> list[int]:
        return [each["id"] for each in lines(cli("leads", "list", "--json", *options))]

    assert listed("--since", "2026-11-20") == [second, first]
    assert listed("--since", "2026-11-21") == [second]
    assert listed("--limit", "1") == [second]
    assert cli("leads", "list", "--since", "21/11/2026").returncode == 2
    rows = list(csv.DictReader(cli("leads", "list", "--csv").stdout.splitlines()))
    assert [row["id"] for row in rows] == [str(second), str(first)]
    assert rows[0]["name"] == '\'=HYPERLINK("x"), "Reed"'
    assert (rows[1]["verdict_outcome"], rows[1]["consent_given"]) == ("qualified", "true")


def test_without_leads_the_list_is_empty(cli: Cli) -> None:
    """Not an error."""
    done = cli("leads", "list", "--json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.usefixtures("trained")
def test_understand_reads_lines_and_answers_lines(cli: Cli) -> None:
    """One answer a line, in order; what was not said is null."""
    said = [
        {"text": "about 8k", "asks": "budget"},
        {"text": "next month", "asks": "timeframe", "now": "2026-11-23T10:00:00"},
        {"text": ""},
    ]
    done = cli(
        "understand", "--campaign", ROOFING, input="".join(json.dumps(s) + "\n" for s in said)
    )
    assert done.returncode == 0, done.stderr
    found = lines(done)
    keys = {"text", "intent", "confidence", "need", "budget", "timeframe", "postcode"}
    assert all(keys | {"name", "phone", "email"} <= set(line) for line in found)
    assert [line["text"] for line in found] == [s["text"] for s in said]
    assert found[0]["budget"]["min"] == found[0]["budget"]["max"] == "8000.00"
    assert found[1]["timeframe"]["earliest"] == "2026-12-01"
    assert found[0]["timeframe"] is None


@pytest.mark.usefixtures("trained")
def test_understand_says_how_it_heard_and_what_it_would_read_back(cli: Cli) -> None:
    """Every field is there; the words and the rule stand beside each value."""
    said = [
        {"text": "12", "asks": "budget"},
        {"text": "in 3 weeks, I own it", "asks": "timeframe"},
        {"text": "yes", "asks": "consent"},
        {"text": "hi"},
    ]
    done = cli(
        "understand", "--campaign", ROOFING, input="".join(json.dumps(s) + "\n" for s in said)
    )
    assert done.returncode == 0, done.stderr
    figure, days, consent, greeting = lines(done)
    assert figure["doubtful"] == ["budget"]
    why = figure["why"]["budget"]
    assert (why["heard"], why["rule"], why["role"]) == ("12", "budget.amount", "spend")
    assert 0.5 < why["margin"] <= 1
    assert days["details"] == {"owner": "yes"}
    assert days["doubtful"] == []
    why = days["why"]["timeframe"]
    assert (why["heard"], why["rule"]) == ("in 3 weeks", "timeframe.distance")
    for told in lines(done):
        assert all(
            {"heard", "rule", "role", "margin"} == set(each) for each in told["why"].values()
        )
    assert consent["consent"] == "yes"
    assert consent["why"]["consent"]["heard"] == "yes"
    assert greeting["consent"] is None
    assert greeting["details"] == {"owner": None}
    assert (greeting["doubtful"], greeting["offered"], greeting["why"]) == ([], {}, {})
    assert all(line["language"] == "en" for line in lines(done))


@pytest.mark.usefixtures("trained")
def test_understand_shows_the_two_choices_that_would_be_offered(cli: Cli) -> None:
    """By field; the likelier one stands as the value, in doubt."""
    asked = json.dumps({"text": "gnawing noises behind the wall", "asks": "need"})
    pests = ROOT / "tests" / "campaigns" / "pests.yml"
    (told,) = lines(cli("understand", "--campaign", pests, input=f"{asked}\n"))
    assert told["offered"] == {"need": ["rodents", "ants"]}
    assert (told["need"], told["doubtful"]) == ("rodents", ["need"])
    assert told["why"]["need"]["rule"] == "choice.meaning"


@pytest.mark.usefixtures("trained")
def test_understand_takes_a_file_that_nobody_published(cli: Cli, tmp_path: Path) -> None:
    """With its own questions and their words."""
    mine = tmp_path / "mine.yml"
    mine.write_text(ROOFING.read_text().replace("id: owner", "id: proprietor"))
    mine.write_text(mine.read_text().replace("owner: {is", "proprietor: {is"))
    mine.write_text(mine.read_text().replace("owner: 10", "proprietor: 10"))
    said = json.dumps({"text": "yes", "asks": "proprietor"}) + "\n"
    done = cli("understand", "--campaign", mine, input=said)
    assert done.returncode == 0, done.stderr
    assert lines(done)[0]["details"] == {"proprietor": "yes"}


@pytest.mark.usefixtures("trained")
def test_understand_says_what_is_wrong_with_a_campaign_file(cli: Cli, tmp_path: Path) -> None:
    """By file and line, and ends with 1; so does a file that isn't there."""
    bad = tmp_path / "bad.yml"
    bad.write_text(ROOFING.read_text().replace("type: yes_no", "type: yesno"))
    done = cli("understand", "--campaign", bad, input='{"text": "hi"}\n')
    assert (done.returncode, done.stdout) == (1, "")
    assert re.match(rf"{re.escape(str(bad))}:\d+: ", done.stderr)
    missing = tmp_path / "missing.yml"
    done = cli("understand", "--campaign", missing, input='{"text": "hi"}\n')
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"{missing}:1: ")


@pytest.mark.usefixtures("trained")
def test_understand_answers_each_line_before_the_next(cli: Cli) -> None:
    """A program may ask, wait for the answer, and ask again."""
    with subprocess.Popen(
        [LEADBELL, "understand"],
        env=cli.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for text in ("about 8k", "next month"):
            print(json.dumps({"text": text}), file=process.stdin, flush=True)
            assert select.select([process.stdout], [], [], 60)[0], "no answer within a minute"
            assert json.loads(process.stdout.readline())["text"] == text


@pytest.mark.usefixtures("trained")
def test_understand_names_a_bad_line_and_goes_on(cli: Cli) -> None:
    """Good lines are answered; the exit status says that not all was well."""
    done = cli("understand", input='{"text": "hi"}\nnonsense\n{"text": 7}\n[]\n{"text": "bye"}\n')
    assert done.returncode == 1
    assert [line["text"] for line in lines(done)] == ["hi", "bye"]
    assert [line.partition(":")[0] for line in done.stderr.splitlines()] == [
        "line 2",
        "line 3",
        "line 4",
    ]


@pytest.mark.usefixtures("trained")
def test_doctor_says_what_is_wrong_and_the_mend(cli: Cli) -> None:
    """1 on a database that nobody has migrated, 0 when all is well."""
    port = free_port()
    new = cli("doctor", "--json", "--port", port)
    assert new.returncode == 1
    findings = {line["about"]: line for line in lines(new)}
    assert {"Python", "database", "model", "disk", "texts", "port"} <= set(findings)
    assert [about for about, f in findings.items() if not f["ok"]] == ["database"]
    assert findings["database"]["mend"]
    cli("campaigns", "publish", ROOFING)
    well = cli("doctor", "--port", port)
    assert well.returncode == 0, well.stdout
    assert "WRONG" not in well.stdout


def test_doctor_names_a_malformed_setting(cli: Cli) -> None:
    """As a finding, not as a traceback."""
    cli.environment["SMS_TRANSPORT"] = "pigeon"
    done = cli("doctor", "--json")
    assert done.returncode == 1
    wrong = [line for line in lines(done) if not line["ok"]]
    assert any("SMS_TRANSPORT" in line["found"] for line in wrong)


def test_output_into_a_closed_pipe_is_no_traceback(cli: Cli) -> None:
    """`leadbell campaigns list | head -0`."""
    cli("campaigns", "publish", *SAMPLES)
    process = subprocess.Popen(
        [LEADBELL, "campaigns", "list"],
        env=cli.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(timeout=30)


def test_the_worker_alone_stops_when_told(cli: Cli) -> None:
    """`leadbell worker` ends with 0 on SIGTERM."""
    process = subprocess.Popen([LEADBELL, "worker"], env=cli.environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert b"Delivering" in process.stdout.readline()
    time.sleep(0.2)
    process.terminate()
    assert process.wait(timeout=20) == 0
    process.stdout.close()


def test_the_outbox_is_listed_and_its_texts_retried_and_dropped(cli: Cli) -> None:
    """Nothing there: nothing printed; a number that no text has: one line that says so."""
    done = cli("outbox", "list", "--json")
    assert (done.returncode, lines(done)) == (0, [])
    for wish in ("retry", "drop"):
        done = cli("outbox", wish, 7)
        assert (done.returncode, done.stdout) == (1, "")
        assert "there is no text 7 in the outbox" in done.stderr
    assert cli("outbox", "list", "--state", "lost").returncode == 2


def test_a_list_shows_what_can_be_read_and_names_the_rest(cli: Cli) -> None:
    """On standard error, with exit status 1; one that is asked for by number likewise."""
    cli("campaigns", "publish", ROOFING)
    engine = open_database(cli.environment["DATABASE_URL"])
    first, second = qualify(engine), qualify(engine)
    with transaction(engine) as connection:
        connection.exec_driver_sql(f"UPDATE lead SET answers = '{{' WHERE id = {first}")
        connection.exec_driver_sql("UPDATE outbox SET body = CAST(x'ff' AS TEXT) WHERE id = 1")
    engine.dispose()
    for arguments, shown, named in (
        (("leads", "list", "--json"), second, f"lead {first}"),
        (("outbox", "list", "--json"), 2, "outbox 1"),
    ):
        done = cli(*arguments)
        assert done.returncode == 1
        assert [each["id"] for each in lines(done)] == [shown]
        assert done.stderr.splitlines()[-1].startswith(f"{named} can't be read")
    done = cli("leads", "show", first)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


def test_the_command_knows_every_state_of_a_text() -> None:
    """The list in the command line, which imports nothing, is the outbox's."""
    from bot.cli import OUTBOX_STATES
    from bot.store.outbox import STATES

    assert OUTBOX_STATES == STATES


def test_the_version_is_told(cli: Cli) -> None:
    """In one line."""
    done = cli("--version")
    assert (done.returncode, done.stdout) == (0, f"leadbell {version('leadbell')}\n")


AWAY = "postgresql://someone:hidden@127.0.0.1:1/leads"
UNUSABLE = ["sqlite:////dev/null/leads.db", "sqlite:///{folder}", "sqlite:///{folder}/letter.txt"]


@pytest.mark.parametrize(
    ("command", "url"),
    [
        *[(["leads", "list"], url) for url in (AWAY, *UNUSABLE)],
        *[([command], url) for command in ("serve", "worker") for url in (AWAY, UNUSABLE[2])],
        (["outbox", "list"], UNUSABLE[1]),
    ],
)
def test_a_database_that_cannot_be_used_is_told_in_a_line(
    cli: Cli, tmp_path: Path, trained: Path, command: list[str], url: str
) -> None:
    """A server that is away, a folder that can't be, a folder, a file that is something else."""
    (tmp_path / "letter.txt").write_text("Dear all,\n" * 500)
    cli.environment["DATABASE_URL"] = url.format(folder=tmp_path)
    done = cli(*command)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "DATABASE_URL" in done.stderr
    assert "hidden" not in done.stderr


@pytest.mark.parametrize("host", ["300.1.1.1", "192.0.2.1", "no such host"])
def test_a_host_that_cannot_be_listened_on_is_told_in_a_line(
    cli: Cli, trained: Path, host: str
) -> None:
    """Not as a port that is in use."""
    cli.environment["SMS_TRANSPORT"] = "simulator"
    done = cli("serve", "--host", host)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0].endswith(("--host", "127.0.0.1"))


def test_the_leads_of_an_unknown_campaign_are_asked_for_in_vain(cli: Cli) -> None:
    """An empty list would say that there are none."""
    done = cli("leads", "list", "--campaign", "nope")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "no campaign named 'nope' is published\n"
