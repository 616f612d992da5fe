"""`leadbell leads …`: list, show, approve."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from typing import Any

from bot import clock
from bot.commands.database import database
from bot.commands.report import report
from bot.errors import RowUnreadable
from bot.services.approve_lead import approve_lead
from bot.services.show_leads import show_lead, stream_leads

# What a table has of a lead, each found by its path in the JSON.
COLUMNS = (
    "id campaign business channel created_at need budget.min budget.max budget.currency "
    "budget.period timeframe.earliest timeframe.latest timeframe.flexible postcode name phone "
    "email consent.given verdict.outcome verdict.score handoff.state handoff.to test"
).split()
# A spreadsheet takes what begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TYPED = frozenset(("name", "need", "postcode", "email"))


def run_list(parsed: argparse.Namespace) -> int:
    unreadable: list[RowUnreadable] = []
    found = stream_leads(database(), parsed.campaign, parsed.limit, unreadable.append, parsed.since)
    if parsed.csv:
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(column.replace(".", "_") for column in COLUMNS)
        table.writerows([_cell(lead, column) for column in COLUMNS] for lead in found)
    else:
        is_empty = True
        for lead in found:
            is_empty = False
            print(json.dumps(lead, ensure_ascii=False) if parsed.json else _line(lead))
        if is_empty and not (parsed.json or unreadable):
            print("No leads yet, or none that fit.", file=sys.stderr)
    return report(unreadable)


def _cell(lead: dict[str, Any], column: str) -> str:
    """A value as a cell; what people typed is never a formula."""
    value: Any = lead
    for name in column.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    text = str(value)
    return f"'{text}" if column in _TYPED and text.startswith(_FORMULA) else text


def _line(lead: dict[str, Any]) -> str:
    verdict = lead["verdict"]
    handoff = lead["handoff"]["state"] if lead["handoff"] else "not handed off"
    line = (
        f"{lead['id']:>6}  {lead['created_at']}  {lead['campaign']:<16} "
        f"{verdict['outcome']:<11} {verdict['score']:>3}  {handoff:<14} {lead['name']}"
    )
    return line + ("  TEST" if lead["test"] else "")


def run_show(parsed: argparse.Namespace) -> int:
    lead = show_lead(database(), parsed.id)
    if parsed.json:
        print(json.dumps(lead, ensure_ascii=False))
    else:
        print("\n".join(_lines(lead)))
    return 0


def run_approve(parsed: argparse.Namespace) -> int:
    approve_lead(database(), parsed.id, clock.now())
    print(f"lead {parsed.id} is on its way to the business")
    return 0


def _lines(lead: dict[str, Any]) -> list[str]:
    verdict = lead["verdict"]
    source = f"{lead['campaign']}, definition {lead['definition']['version']}"
    test = ["TEST: the business tried its own campaign; never charged"] if lead["test"] else []
    number = f"{lead['phone']} ext. {e}" if (e := lead["phone_extension"]) else lead["phone"]
    lines = [
        f"Lead {lead['id']} for {lead['business']} ({source})",
        *test,
        f"{lead['created_at']}, {lead['channel']}",
        f"{lead['name']}, {number}, {lead['email'] or 'no e-mail'}",
        f"{verdict['outcome']}, score {verdict['score']}",
    ]
    lines += [
        f"  {c['result']:<8} {c['name']}: {c['required']}"
        + (f' - heard "{c["heard"]}"' if c["heard"] else "")
        for c in verdict["criteria"]
    ]
    lines += [f"  {s['result']:<8} {s['name']}: {s['because']}" for s in lead["signals"]]
    lines += [f'corrected: {c["field"]} - heard "{c["heard"]}"' for c in lead["corrected"]]
    consent = lead["consent"]
    lines.append(f"consent: {'given' if consent['given'] else 'not given'}")
    if consent["condition"]:
        lines.append(f'contact: "{consent["condition"]}"')
    handoff = lead["handoff"]
    lines.append(f"handoff: {handoff['state']} to {handoff['to']}" if handoff else "handoff: none")
    return lines
