"""A delivery process that tells when it claimed and when it sent, by the machine's own clock.

`python -m tests.torture.racing_worker DATABASE_URL` runs until its input ends, and prints a JSON
line for each: {"id", "phone", "kind", "claim_began"} and {"id", "send_began", "sid"}.
"""

from __future__ import annotations

import json
import logging
import random
import secrets
import sys
import time
from collections.abc import Collection
from typing import Any

from bot import clock
from bot.delivery import worker
from bot.delivery.transport import Accepted
from bot.services.settle_text import Settlement
from bot.store.database import open_database
from bot.store.outbox import Outbound


class Carrier:
    """Takes every text, in its own time."""

    def send(self, text: Outbound) -> Accepted:
        time.sleep(random.uniform(0, 0.01))
        return Accepted(f"SM{secrets.token_hex(16)}")

    def find(self, text: Outbound, others: Collection[str]) -> Accepted | None:
        return None


class RacingWorker(worker.Worker):
    def _claim(self, limit: int) -> list[Outbound]:
        began = time.monotonic()
        texts = super()._claim(limit)
        for text in texts:
            tell(id=text.id, phone=text.recipient, kind=text.kind, claim_began=began)
        return texts

    def _send(self, text: Outbound) -> Settlement:
        time.sleep(random.uniform(0, 0.01))  # a claim is not sent at once
        began = time.monotonic()
        settlement = super()._send(text)
        tell(id=text.id, send_began=began, sid=settlement.sid)
        return settlement


def tell(**news: Any) -> None:
    sys.stdout.write(json.dumps(news) + "\n")
    sys.stdout.flush()


def main() -> None:
    logging.disable(logging.ERROR)  # of every text that STOP drops
    worker.POLL_SECONDS = 0.005
    racing = RacingWorker(open_database(sys.argv[1]), Carrier(), clock.now)
    racing.start()
    tell(ready=True)
    sys.stdin.read()
    racing.stop()


if __name__ == "__main__":
    main()
