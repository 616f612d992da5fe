"""`python -m bot.delivery.alone`: one text, in a process of its own with limits (`bot/child.py`).

The text is held under its parent's lease, and settled under it: who comes late changes nothing. A
text that its parent's holder left unknown is looked up before it is sent again, as always.
"""

from __future__ import annotations

import sys

from bot import child, clock
from bot.child import Fate
from bot.delivery.build import build_transport
from bot.delivery.worker import Worker
from bot.settings import Settings
from bot.store.database import UNAVAILABLE, open_database
from bot.store.outbox import Outbound


def deliver_alone(settings: Settings, text: Outbound) -> Fate:
    """In the parent: have a text in hand delivered by a child; waits for it, up to two minutes."""
    return child.run_alone("bot.delivery.alone", (settings, text))


def main() -> int:
    order: tuple[Settings, Outbound] = child.take_order()
    settings, text = order
    clock.fix(settings.fixed_now)
    engine = open_database(settings.database_url, child.LOCK_SECONDS)
    transport = build_transport(settings, engine, clock.now)
    worker = Worker(engine, transport, clock.now, settings.operator_sms, settings.waits)
    child.begin()
    try:
        worker.deliver(text)
    except UNAVAILABLE:  # what became of it could not be written: its lease runs out
        return child.HINDERED
    return 0


if __name__ == "__main__":
    sys.exit(main())
