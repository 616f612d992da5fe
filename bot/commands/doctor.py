"""`leadbell doctor`: what is wrong with this installation, and the mend."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from bot.commands.serve import cannot_listen
from bot.errors import ModelMissing, SettingInvalid
from bot.settings import ROOT, Settings, load_settings
from bot.trained_model import is_as_written, is_whole, model_path, pick_model

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
    database = _database(settings)
    yield database
    if database.mend is None:
        yield _outbox(settings)
    for check in (_model, _disk, _twilio, _operator):
        yield check(settings)
    if problem := cannot_listen("127.0.0.1", port):
        yield Finding(
            "port", problem.partition(":")[0], "stop what uses it, or pass --port to serve"
        )
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

    dead = list_texts(open_database(settings.database_url), ["dead"])
    if dead:
        mend = "see `leadbell outbox list --state dead`; then `outbox retry ID`, or pass it on"
        return Finding("outbox", f"{len(dead)} texts reached nobody", mend)
    return Finding("outbox", "no text is given up")


def _model(settings: Settings) -> Finding:
    from bot.nlu.trained_intents import load_intents

    mend = "run `leadbell train`"
    newest = model_path(settings.models)
    try:
        served = pick_model(settings.models)
        load_intents(settings.models)
    except ModelMissing as error:
        return Finding("model", str(error).partition(":")[0], mend)
    except Exception as error:
        return Finding("model", f"{served} can't be opened ({type(error).__name__})", mend)
    if newest.exists() and served != newest and not is_whole(newest):
        return Finding("model", f"{newest} is damaged; {served.name} serves in its place", mend)
    if served == newest and is_as_written(settings.models) is False:
        return Finding("model", f"{newest} is not as it was trained", mend)
    return Finding("model", str(served))


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
