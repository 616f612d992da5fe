"""The `leadbell` command: parses, calls, prints. Heavy imports stay inside the commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date

from bot.errors import LeadbellError
from bot.supervise import supervise

# As in bot/store/outbox.py, which would cost half a second to import.
OUTBOX_STATES = (
    "queued", "sending", "sent", "unknown", "delivered", "failed", "dropped", "dead",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 done, 1 the thing asked about is wrong, 2 bad usage."""
    parser = _parser()
    parsed = parser.parse_args(arguments)
    if not hasattr(parsed, "run"):
        parser.print_help()
        return 2
    try:
        return int(parsed.run(parsed) or 0)
    except LeadbellError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        line = _of_the_database(error)
        if line is None:
            raise
        print(line, file=sys.stderr)
        return 1


def _of_the_database(error: Exception) -> str | None:
    """What an error of the database means, in a line; None for an error of another kind."""
    if not type(error).__module__.startswith("sqlalchemy"):
        return None
    from bot.store.database import why_unusable

    return why_unusable(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="leadbell",
        description="Talks with every visitor and rings only for a qualified lead.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    serve = _command(commands, "serve", "web chat, SMS webhooks, simulator and delivery")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_port, default=8000)
    serve.add_argument("--workers", type=_count, default=1, help="how many processes")
    worker = _command(
        commands, "worker", "delivery alone, to run beside `serve` on another machine"
    )
    for lasting in (serve, worker):
        lasting.add_argument(
            "--once", action="store_true", help="don't replace a process that a signal ends"
        )

    train = _command(commands, "train", "train the Rasa model into models/")
    train.add_argument("--force", action="store_true", help="even if nothing changed")

    chat = _command(commands, "chat", "talk to a campaign in the terminal")
    chat.add_argument("campaign")

    understand = _command(
        commands, "understand", 'JSON lines {"text", "asks"?, "now"?} in, what was understood out'
    )
    understand.add_argument(
        "--campaign", help="read against this campaign's id, or a file, published or not"
    )
    understand.add_argument(
        "--why", action="store_true", help="say how each was read, in lines for people"
    )

    _campaign_commands(commands)
    _lead_commands(commands)
    _outbox_commands(commands)
    doctor = _command(commands, "doctor", "what is wrong with this installation, and the mend")
    doctor.add_argument("--port", type=_port, default=8000)
    doctor.add_argument("--json", action="store_true")
    return parser


def _campaign_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    campaigns = commands.add_parser(
        "campaigns", help="campaign files: check, try, publish, list, show"
    )
    sub = campaigns.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, help in (
        ("check", "say what is wrong in campaign files"),
        ("publish", "make campaign files count for new leads: all of them or none"),
    ):
        command = _command(sub, name, help, group="campaigns")
        command.add_argument("files", nargs="+", metavar="FILE")
        command.add_argument("--json", action="store_true")
    try_ = _command(sub, "try", "what is heard of sentences, by a campaign file", group="campaigns")
    try_.add_argument("file", metavar="FILE")
    try_.add_argument(
        "sentences",
        metavar="SENTENCES",
        nargs="?",
        help="a text file, a sentence a line, or - for standard input; without it what prospects "
        "of the campaign said that was not understood",
    )
    try_.add_argument("--asks", metavar="QUESTION", help="as answers to this question")
    try_.add_argument("--json", action="store_true")
    _command(sub, "list", "published campaigns", group="campaigns").add_argument(
        "--json", action="store_true"
    )
    show = _command(sub, "show", "a published campaign's file", group="campaigns")
    show.add_argument("id", metavar="ID")
    show.add_argument("--json", action="store_true")


def _lead_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    leads = commands.add_parser("leads", help="leads with their verdicts: list, show, approve")
    sub = leads.add_subparsers(title="commands", metavar="COMMAND", required=True)
    list_ = _command(sub, "list", "leads, the newest first", group="leads")
    list_.add_argument("--campaign", metavar="ID")
    list_.add_argument(
        "--since",
        metavar="DAY",
        type=_day,
        help="from this day on where the business is, like 2026-11-23",
    )
    list_.add_argument("--limit", metavar="N", type=_positive, help="no more than so many")
    form = list_.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true")
    form.add_argument("--csv", action="store_true", help="a table, with a first line of names")
    show = _command(sub, "show", "one lead, with every criterion's result", group="leads")
    show.add_argument("id", metavar="ID", type=int)
    show.add_argument("--json", action="store_true")
    approve = _command(sub, "approve", "hand off a lead that is in review", group="leads")
    approve.add_argument("id", metavar="ID", type=int)


def _outbox_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    outbox = commands.add_parser(
        "outbox", help="texts that wait or reached nobody: list, retry, drop"
    )
    sub = outbox.add_subparsers(title="commands", metavar="COMMAND", required=True)
    list_ = _command(sub, "list", "texts that wait or reached nobody, the newest first", "outbox")
    list_.add_argument(
        "--state",
        choices=OUTBOX_STATES,
        action="append",
        help="only texts in this state; may be given more than once",
    )
    list_.add_argument("--json", action="store_true")
    for name, help in (
        ("retry", "send a text that reached nobody once more"),
        ("drop", "take back a text that still waits"),
    ):
        _command(sub, name, help, "outbox").add_argument("id", metavar="ID", type=int)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    help: str,
    group: str = "",
) -> argparse.ArgumentParser:
    """A subcommand whose code is `run` in bot/commands/ (`campaigns list` → campaigns.run_list)."""
    parser = commands.add_parser(name, help=help, description=help)
    module, function = (group, f"run_{name}") if group else (name, "run")

    def run(parsed: argparse.Namespace) -> object:
        from importlib import import_module

        def command() -> int:
            return int(getattr(import_module(f"bot.commands.{module}"), function)(parsed) or 0)

        return supervise(command) if _is_lasting(parsed) else command()

    parser.set_defaults(run=run)
    return parser


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"leadbell {version('leadbell')}")
        parser.exit()


def _is_lasting(parsed: argparse.Namespace) -> bool:
    """Whether the command runs on and on, and nobody else replaces its process: for several of
    `serve` uvicorn does.
    """
    return not getattr(parsed, "once", True) and getattr(parsed, "workers", 1) == 1


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("must be a number from 1 to 65535")
    return int(text)


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) <= 64:
        raise argparse.ArgumentTypeError("must be a number from 1 to 64")
    return int(text)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a number from 1 on")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2026-11-23") from None
