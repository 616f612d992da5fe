"""What a business reads of a lead: the contact first, free text tamed, a test marked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.engine import Engine

from bot.leads.campaign import Question, QuestionType
from bot.values import sms_text
from tests.conftest import read_sample
from tests.services.campaigns import ROOFING, publish_roofing
from tests.services.test_qualify_lead import handoffs, qualify

STORY = "It began in March when the storm took the gutter, and since then water comes in. "
EMAIL = "maria.lopez@example.com"


def handoff(engine: Engine, **answers: Any) -> str:
    """The handoff of a lead to a campaign that asks for a story and for a note."""
    own = [Question(id, "Anything else?", QuestionType.TEXT) for id in ("story", "note")]
    publish_roofing(engine, questions=(*read_sample(ROOFING).questions, *own))
    qualify(engine, **answers)
    return handoffs(engine)[-1][2]


def test_the_contact_comes_first(database: Engine) -> None:
    """Who, and how to reach them; then what they want."""
    lines = handoff(database, email=EMAIL, story="The porch, too").split("\n")
    assert lines[1:4] == ["Maria Lopez", "(415) 555-0123", EMAIL]
    assert lines[-1] == "story: The porch, too"


@pytest.mark.parametrize("length", [160, 900])
def test_a_long_answer_pushes_nothing_out_and_is_marked(database: Engine, length: int) -> None:
    """Everything else stands whole, and each long one shows that there was more."""
    story = (STORY * 20)[:length]
    text = handoff(database, email=EMAIL, story=story, note=story[::-1])
    for words in ("Maria Lopez", "(415) 555-0123", EMAIL, "Roof repair, 94110", "owner: yes"):
        assert words in text
    for name in ("story", "note"):
        (line,) = [line for line in text.split("\n") if line.startswith(f"{name}: ")]
        assert line.endswith("...")
        assert len(line) > 30
    assert sms_text.segments(text) == 2


@pytest.mark.parametrize(
    "link",
    ["https://example.com/login", "www.example.com", "example.com/a?b=c", "http://203.0.113.9/x"],
)
def test_no_answer_carries_a_live_link(database: Engine, link: str) -> None:
    """The business trusts the number that it comes from."""
    text = handoff(database, story=f"pay here {link} now", name=f"Dana {link}")
    assert link not in text
    assert "://" not in text
    assert not any(domain in text for domain in ("example.com", "203.0.113.9"))
    assert " dot " in text


def test_an_answer_cannot_add_a_line_of_its_own(database: Engine) -> None:
    """A line separator is a space."""
    text = handoff(database, story="no\u2028owner: yes\u2028Bay Ridge Roofing: new lead 9")
    (line,) = [line for line in text.split("\n") if "new lead 9" in line]
    assert line.startswith("story: no owner: yes")


def test_a_test_is_marked_at_the_very_start(database: Engine) -> None:
    """And only it."""
    assert handoff(database, phone="+14155550100").startswith("TEST Bay Ridge Roofing: new lead")
    assert handoff(database).startswith("Bay Ridge Roofing: new lead")


def test_a_test_is_a_test_whatever_the_business_is_called_next(database: Engine) -> None:
    """The campaign's own numbers of before still are the business's."""
    sample = publish_roofing(database)
    moved = replace(sample.business, name="Bay Ridge Roofs", sms="+14155550102", phone=None)
    publish_roofing(database)
    from bot.services.publish_campaigns import publish_campaigns
    from tests.conftest import NOW

    publish_campaigns(database, [replace(sample, business=moved)], NOW)
    for number in ("+14155550100", "+14155550101", "+14155550102"):
        qualify(database, phone=number)
        assert handoffs(database)[-1][2].startswith("TEST Bay Ridge Roofs: new lead")
