"""`leadbell leads …`: list, show, approve."""

from __future__ import annotations

import argparse
import json
from typing import Any

from bot import clock
from bot.commands.database import database
from bot.commands.report import report
from bot.errors import RowUnreadable
from bot.services.approve_lead import approve_lead
from bot.services.show_leads import list_leads, show_lead


def run_list(parsed: argparse.Namespace) -> int:
    unreadable: list[RowUnreadable] = []
    for lead in list_leads(database(), parsed.campaign, unreadable=unreadable.append):
        if parsed.json:
            print(json.dumps(lead, ensure_ascii=False))
        else:
            verdict = lead["verdict"]
            handoff = lead["handoff"]["state"] if lead["handoff"] else "not handed off"
            print(
                f"{lead['id']:>6}  {lead['created_at']}  {lead['campaign']:<16} "
                f"{verdict['outcome']:<11} {verdict['score']:>3}  {handoff:<14} {lead['name']}"
                + ("  TEST" if lead["test"] else "")
            )
    return report(unreadable)


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
