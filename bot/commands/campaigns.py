"""`leadbell campaigns …`: check, publish, try, list, show."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bot import clock
from bot.campaign_files import check_campaign
from bot.commands.database import database
from bot.errors import CampaignInvalid, CampaignUnknown, Problem, Severity
from bot.leads.campaign import Campaign
from bot.leads.campaign_json import canonical_json
from bot.services.publish_campaigns import publish_campaigns
from bot.services.wording import sentences
from bot.store import campaigns
from bot.store.database import reading, reading_row


def run_check(parsed: argparse.Namespace) -> int:
    _, problems, remarks = _read(parsed.files)
    due = [str(remark) for remark in remarks if remark.severity is Severity.DUE]
    _report([*problems, *due], parsed.json)
    _warn([each for each in remarks if each.severity is Severity.WARNING], parsed.json)
    if not problems and not due and not parsed.json:
        print(f"{len(parsed.files)} fine")
    return 1 if problems or due else 0


def run_publish(parsed: argparse.Namespace) -> int:
    read, problems, remarks = _read(parsed.files)
    if problems:
        _report(problems, parsed.json)
        print("nothing published", file=sys.stderr)
        return 1
    _warn(remarks)  # a mend of what runs already must not wait for the rest
    for done in publish_campaigns(database(), read, clock.now()):
        if parsed.json:
            facts = {"campaign": done.campaign, "version": done.version, "sha256": done.sha256}
            print(json.dumps({**facts, "changed": done.changed}))
        else:
            state = "published" if done.changed else "unchanged"
            print(f"{done.campaign}: {state}, version {done.version}")
    return 0


def run_list(parsed: argparse.Namespace) -> int:
    with reading(database()) as connection:
        for published in campaigns.list_named(connection):
            facts = {
                "id": published.id,
                "business": published.business,
                "number": published.number,
                "version": published.version,
                "sha256": published.sha256,
            }
            if parsed.json:
                print(json.dumps(facts, ensure_ascii=False))
            else:
                print("{id:20} {number:14} v{version!s:<3} {business}".format(**facts))
    return 0


def run_try(parsed: argparse.Namespace) -> int:
    from bot.commands import try_campaign  # loads all that reads

    return try_campaign.run(parsed)


def run_show(parsed: argparse.Namespace) -> int:
    with reading(database()) as connection, reading_row("campaign", parsed.id):
        published = campaigns.get_campaign(connection, parsed.id)
    if published is None:
        raise CampaignUnknown(parsed.id)
    # In one line it is what the definition's hash is taken of.
    line = canonical_json(published.body)
    print(line if parsed.json else json.dumps(published.body, ensure_ascii=False, indent=2))
    return 0


def _read(files: list[str]) -> tuple[list[Campaign], list[str], list[Problem]]:
    """The campaigns, what keeps them from being published, and what is lacking all the same."""
    read: list[Campaign] = []
    problems: list[str] = []
    remarks: list[Problem] = []
    for file in files:
        try:
            checked = check_campaign(Path(file), sentences())
            read.append(checked.campaign)
            remarks += checked.remarks
        except CampaignInvalid as error:
            problems += [str(problem) for problem in error.problems]
    ids = [campaign.id for campaign in read]
    problems += [
        f"{id}: two files have this id" for id in sorted({i for i in ids if ids.count(i) > 1})
    ]
    return read, problems, remarks


def _report(problems: list[str], as_json: bool) -> None:
    for problem in problems:
        if as_json:
            print(json.dumps({"problem": problem}, ensure_ascii=False))
        else:
            print(problem, file=sys.stderr)


def _warn(remarks: list[Problem], as_json: bool = False) -> None:
    for remark in remarks:
        line = f"{remark.file}:{remark.line}: warning: {remark.reason}"
        if as_json:
            print(json.dumps({"warning": line}, ensure_ascii=False))
        else:
            print(line, file=sys.stderr)
