"""`leadbell campaigns …`: check, publish, list, show."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bot import clock
from bot.commands.database import database
from bot.errors import CampaignInvalid, CampaignUnknown
from bot.leads.campaign import Campaign
from bot.leads.campaign_json import canonical_json
from bot.services.campaign_file import read_campaign
from bot.services.publish_campaigns import publish_campaigns
from bot.services.wording import sentences
from bot.store import campaigns
from bot.store.database import reading, reading_row


def run_check(parsed: argparse.Namespace) -> int:
    _, problems = _read(parsed.files)
    _report(problems, parsed.json)
    if not problems and not parsed.json:
        print(f"{len(parsed.files)} fine")
    return 1 if problems else 0


def run_publish(parsed: argparse.Namespace) -> int:
    read, problems = _read(parsed.files)
    if problems:
        _report(problems, parsed.json)
        print("nothing published", file=sys.stderr)
        return 1
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


def run_show(parsed: argparse.Namespace) -> int:
    with reading(database()) as connection, reading_row("campaign", parsed.id):
        published = campaigns.get_campaign(connection, parsed.id)
    if published is None:
        raise CampaignUnknown(parsed.id)
    # In one line it is what the definition's hash is taken of.
    line = canonical_json(published.body)
    print(line if parsed.json else json.dumps(published.body, ensure_ascii=False, indent=2))
    return 0


def _read(files: list[str]) -> tuple[list[Campaign], list[str]]:
    read, problems = [], []
    for file in files:
        try:
            read.append(read_campaign(Path(file), sentences()))
        except CampaignInvalid as error:
            problems += [str(problem) for problem in error.problems]
    ids = [campaign.id for campaign in read]
    problems += [
        f"{id}: two files have this id" for id in sorted({i for i in ids if ids.count(i) > 1})
    ]
    return read, problems


def _report(problems: list[str], as_json: bool) -> None:
    for problem in problems:
        if as_json:
            print(json.dumps({"problem": problem}, ensure_ascii=False))
        else:
            print(problem, file=sys.stderr)
