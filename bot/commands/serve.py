"""`leadbell serve`: everything in one process, or in several on one database."""

from __future__ import annotations

import argparse
import errno
import os
import signal
import socket
import sys
import tempfile

import uvicorn

from bot.channels.doors.connection import BOUNDS, room_for_connections
from bot.commands.database import database
from bot.settings import DEFAULT_PUBLIC_URL, load_settings
from bot.trained_model import pick_model


def run(parsed: argparse.Namespace) -> int:
    host = f"[{parsed.host}]" if ":" in parsed.host else parsed.host
    address = f"http://{host}:{parsed.port}"
    settings = load_settings(host=parsed.host)
    if settings.public_url == DEFAULT_PUBLIC_URL:
        os.environ["PUBLIC_URL"] = address
    if problem := cannot_listen(parsed.host, parsed.port):
        print(problem, file=sys.stderr)
        return 1
    pick_model(settings.models)  # without one it would answer nobody
    database(settings).dispose()  # migrated once, before there are several processes
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


def cannot_listen(host: str, port: int) -> str | None:
    """Why nothing can listen there, in a line with the mend; None when all is well."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        return f"{host!r} is no address: pass another --host, such as 127.0.0.1"
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            return _WHY_NOT.get(error.errno or 0, _OTHER).format(
                host=host, port=port, reason=error.strerror
            )
    return None


_OTHER = "can't listen on {host} port {port} ({reason}): pass another --host or --port"
_WHY_NOT = {
    errno.EADDRINUSE: "port {port} on {host} is in use: pass another --port (make run PORT=8001)",
    errno.EADDRNOTAVAIL: "{host} is no address of this machine: pass another --host",
    errno.EACCES: "port {port} is kept for the administrator: pass a --port above 1023",
}
