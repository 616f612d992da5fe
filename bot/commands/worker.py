"""`leadbell worker`: delivery alone."""

from __future__ import annotations

import argparse
import signal
from functools import partial

from bot import clock
from bot.commands.database import database
from bot.delivery.alone import deliver_alone
from bot.delivery.build import build_transport
from bot.delivery.worker import Worker
from bot.settings import load_settings


def run(parsed: argparse.Namespace) -> int:
    settings = load_settings()
    engine = database(settings)
    transport = build_transport(settings, engine, clock.now)
    worker = Worker(
        engine,
        transport,
        clock.now,
        settings.operator_sms,
        settings.waits,
        try_alone=partial(deliver_alone, settings),
    )
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: worker.stop())
    print("Delivering texts  (stop it with Ctrl+C)", flush=True)
    worker.run()
    return 0
