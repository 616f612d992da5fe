"""`python -m tests.children`: what a child may do when it tries something alone, by its order."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

from bot import child


def main() -> int:
    order, file = child.take_order()
    if order == "can't load":
        raise ImportError
    child.begin()
    Path(file).write_text(os.environ.get("LEADBELL_FAILPOINT", ""))
    if order == "raise":
        return child.RAISED
    if order == "no database":
        return child.HINDERED
    if order in ("SIGKILL", "SIGTERM"):
        os.kill(os.getpid(), signal.Signals[order])
    if order == "hang":
        re.match(r"(a+)+$", "a" * 100 + "b")
    if order == "sleep":
        time.sleep(60)
    if order == "eat":
        bytes(2 * child.MOST_MEMORY)
    if order == "eat a little":
        bytes(child.MOST_MEMORY // 4)
    return 0


if __name__ == "__main__":
    sys.exit(main())
