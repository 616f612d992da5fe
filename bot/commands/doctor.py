"""`leadbell doctor`: what is wrong with this installation, and the mend."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.commands.serve import is_taken
from bot.errors import SettingInvalid
from bot.settings import ROOT, Settings, load_settings

LEAST_FREE = 500 * 1024**2


@dataclass(frozen=True, slots=True)
class Finding:
    """`mend` says what to do; None when all is well."""

    about: str
    found: str
    mend: str | None = None


def run(parsed: argparse.Namespace) -> int:
    findings = list(_findings(parsed.port))
    for finding in findings:
        if parsed.json:
            print(json.dumps({**asdict(finding), "ok": finding.mend is None}))
        else:
            print(f"{'WRONG' if finding.mend else 'ok':<6} {finding.about}: {finding.found}")
            if finding.mend:
                print(f"       {finding.mend}")
    return 1 if any(finding.mend for finding in findings) else 0


def _findings(port: int) -> Iterator[Finding]:
    yield _python()
    try:
        settings = load_settings()
    except SettingInvalid as error:
        yield Finding("settings", str(error), f"set {error.name} in the environment or in .env")
        return
    checks: tuple[Callable[[Settings], Finding], ...] = (
        _database,
        _outbox,
        _model,
        _disk,
        _twilio,
        _operator,
    )
    for check in checks:
        yield check(settings)
    if is_taken("127.0.0.1", port):
        yield Finding("port", f"{port} is in use", "stop what uses it, or pass --port to serve")
    else:
        yield Finding("port", f"{port} is free")


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] != (3, 10):
        return Finding("Python", version, "Rasa needs 3.10: run `make install`")
    return Finding("Python", version)


def _database(settings: Settings) -> Finding:
    from bot.store.database import open_database
    from bot.store.migrate import is_current

    name = settings.database_url.rpartition("@")[2]  # without a password
    try:
        current = is_current(open_database(settings.database_url))
    except Exception as error:
        reason = type(error).__name__
        return Finding("database", f"{name}: {reason}", "check DATABASE_URL and that it runs")
    if not current:
        mend = "publish campaigns or start `leadbell serve`: both bring it up to date"
        return Finding("database", f"{name}: no or an old schema", mend)
    return Finding("database", name)


def _outbox(settings: Settings) -> Finding:
    from bot.services.tend_outbox import list_texts
    from bot.store.database import open_database

    try:
        dead = list_texts(open_database(settings.database_url), ["dead"])
    except Exception:  # said above
        return Finding("outbox", "can't be read")
    if dead:
        mend = "see `leadbell outbox list --state dead`; then `outbox retry ID`, or pass it on"
        return Finding("outbox", f"{len(dead)} texts reached nobody", mend)
    return Finding("outbox", "no text is given up")


def _model(settings: Settings) -> Finding:
    models = sorted(settings.models.glob("*.tar.gz"))
    if not models:
        return Finding("model", f"none in {settings.models}", "run `leadbell train`")
    return Finding("model", str(models[-1]))


def _disk(settings: Settings) -> Finding:
    free = shutil.disk_usage(Path(ROOT)).free
    found = f"{free // 1024**2:,} MB free"
    return Finding("disk", found, "make room" if free < LEAST_FREE else None)


def _twilio(settings: Settings) -> Finding:
    if settings.sms_transport == "simulator":
        return Finding("texts", "go to the simulator (set TWILIO_ACCOUNT_SID to send them)")
    if not settings.public_url.startswith("https://"):
        return Finding(
            "texts", f"Twilio, at {settings.public_url}", "PUBLIC_URL should be https://"
        )
    return Finding("texts", f"Twilio, at {settings.public_url}")


def _operator(settings: Settings) -> Finding:
    if settings.sms_transport == "twilio" and settings.operator_sms is None:
        return Finding("alerts", "go to the log alone (set OPERATOR_SMS to get them by text)")
    return Finding("alerts", "go to OPERATOR_SMS" if settings.operator_sms else "go to the log")
