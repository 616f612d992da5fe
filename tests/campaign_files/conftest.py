"""What tests of campaign files share: a sound one to change, and what is said of a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.campaign_files import read_campaign
from bot.errors import CampaignInvalid

SOUND = """\
id: roofing
vertical: home-services
business:
  name: Bay Ridge Roofing
  time_zone: America/Los_Angeles
  sms: "+14155550100"
number: "+14155550199"
locale: en_US
currency: USD
greeting: "Hi! I'm the assistant of Bay Ridge Roofing."
questions:
  need:
    ask: "What do you need done?"
    choices: {repair: Roof repair, replacement: New roof}
    synonyms:
      repair: [leak, fix]
  budget: {ask: "How much?"}
  timeframe: {ask: "When?"}
  postcode: {ask: "Where?"}
  details:
    - id: owner
      ask: "Do you own the property?"
      type: yes_no
qualified_when:
  need: {one_of: [repair, replacement]}
  budget: {at_least: 3000}
  timeframe: {within_days: 90}
  postcode: {starts_with: ["940", "941"]}
  owner: {is: "yes"}
score: {need: 25, budget: 35}
consent: {text: "OK for Bay Ridge Roofing to call you? Reply STOP to opt out."}
price: {per_qualified_lead: "65.00"}
"""


@pytest.fixture
def write(tmp_path):
    """Writes a campaign file, as text or bytes, and gives its path."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "roofing.yml"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def told(path: Path) -> list[str]:
    """What is said about a bad file: `LINE: reason`, a line each."""
    with pytest.raises(CampaignInvalid) as caught:
        read_campaign(path)
    lines = str(caught.value).split("\n")
    assert len(lines) == len(caught.value.problems)
    for line in lines:
        assert line.startswith(f"{path}:"), line
    return [line.removeprefix(f"{path}:") for line in lines]
