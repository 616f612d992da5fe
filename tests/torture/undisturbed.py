"""How each script ends alone: on a database of its own, one conversation after the other."""

from __future__ import annotations

import signal
from pathlib import Path

from tests.torture.audit import Alone, alone, quiet
from tests.torture.nursery import Nursery
from tests.torture.prospects import SCRIPTS, Prospect, phones
from tests.torture.site import open_site

# What the scripts were written to give; a script that misleads proves nothing.
OUTCOMES = {
    "roof by text": "qualified",
    "roof on the web": "qualified",
    "roof of a tenant": "unqualified",
    "roof, then STOP": None,
    "home by text": "qualified",
    "home on the web": "qualified",
    "insurance by text": "qualified",
    "insurance on the web": "qualified",
    "loan on the web": "qualified",
    "implant by text": "qualified",
    "implant on the web": "qualified",
    "degree by text": "qualified",
}


def play_undisturbed(folder: Path, nursery: Nursery) -> dict[str, Alone]:
    """{script: how it ended}."""
    with open_site(folder, f"sqlite:///{folder / 'alone.db'}", nursery) as site:
        site.twilio.reports, site.twilio.usual_report = [], ["delivered"]
        child = site.serve(site.new_port())
        ended = {}
        for script, phone in zip(SCRIPTS, phones(), strict=False):
            prospect = Prospect(script, phone)
            prospect.play(site)
            assert prospect.done and not prospect.troubles, (prospect, site.folder)
            assert quiet(site)
            ended[script.name] = alone(site, prospect)
            lead = ended[script.name].lead
            outcome = lead and lead["verdict"]["outcome"]
            assert outcome == OUTCOMES[script.name], (script.name, prospect.heard, lead)
        child.signal(signal.SIGTERM)
        child.wait(40)
    return ended
