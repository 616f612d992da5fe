"""`leadbell serve`: everything in one process, or in several on one database."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import tempfile

import uvicorn

from bot import clock
from bot.channels.doors.connection import BOUNDS, room_for_connections
from bot.settings import DEFAULT_PUBLIC_URL, load_settings
from bot.store.database import open_database
from bot.store.migrate import migrate


def run(parsed: argparse.Namespace) -> int:
    host = f"[{parsed.host}]" if ":" in parsed.host else parsed.host
    address = f"http://{host}:{parsed.port}"
    settings = load_settings(host=parsed.host)
    if settings.public_url == DEFAULT_PUBLIC_URL:
        os.environ["PUBLIC_URL"] = address
    if is_taken(parsed.host, parsed.port):
        print(
            f"port {parsed.port} on {parsed.host} is in use: pass another --port", file=sys.stderr
        )
        return 1
    clock.fix(settings.fixed_now)
    migrate(open_database(settings.database_url))  # once, before there are several processes
    page = "/simulator" if settings.sms_transport == "simulator" else "/health/ready"
    if parsed.workers > 1:  # before they start: each adds its figures there
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="leadbell-metrics-")
    print(f"Leadbell is at {address}{page}  (stop it with Ctrl+C)", flush=True)
    room_for_connections()
    # uvicorn ends well and then raises the signal again: that is no failure.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    uvicorn.run(
        "bot.app:create",
        factory=True,
        host=parsed.host,
        port=parsed.port,
        workers=parsed.workers,
        **BOUNDS,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=20,
    )
    return 0


def is_taken(host: str, port: int) -> bool:
    """Whether something listens there already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False
