"""`leadbell outbox …`: list, retry, drop."""

from __future__ import annotations

import argparse
import json

from bot import clock
from bot.commands.database import database
from bot.commands.report import report
from bot.errors import RowUnreadable
from bot.services.tend_outbox import drop_text, list_texts, retry_text


def run_list(parsed: argparse.Namespace) -> int:
    unreadable: list[RowUnreadable] = []
    for text in list_texts(database(), parsed.state, unreadable=unreadable.append):
        if parsed.json:
            print(json.dumps(text, ensure_ascii=False))
        else:
            lead = f"lead {text['lead']}" if text["lead"] else ""
            print(
                f"{text['id']:>6}  {text['created_at']}  {text['campaign']:<16} {text['kind']:<9} "
                f"{lead:<11} {text['to']:<15} {text['state']:<9} {text['attempts']:>3}  "
                f"{text['error'] or ''}"
            )
    return report(unreadable)


def run_retry(parsed: argparse.Namespace) -> int:
    retry_text(database(), parsed.id, clock.now())
    print(f"text {parsed.id} is queued again")
    return 0


def run_drop(parsed: argparse.Namespace) -> int:
    drop_text(database(), parsed.id, clock.now())
    print(f"text {parsed.id} will not be sent")
    return 0
