"""What stands beside a stored answer: how it was read, and by which reading."""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Engine

from bot.reading.version import reading_version
from bot.store import leads, verdicts
from bot.store.database import reading
from tests.conversations.test_few_texts import GIVEN, chat


def test_a_leads_answers_and_its_verdicts_say_by_what_they_were_read(
    published: Engine, dialogue: Any
) -> None:
    """The rule, the role and the margin of each, and the version of the reading."""
    visitor = chat(published, dialogue)
    for answer in (*GIVEN, "415 555 0123", "skip", "yes"):
        visitor.say(answer)
    with reading(published) as connection:
        (lead,) = leads.list_leads(connection)
        (verdict, *_) = verdicts.list_verdicts(connection, [lead.id])
    for answers in (lead.answers, verdict.answers):
        why = {name: answer["why"] for name, answer in answers.items() if answer["value"]}
        assert {"need", "budget", "timeframe", "postcode", "owner"} <= set(why)
        assert why["budget"]["rule"] == "budget.amount"
        assert why["budget"]["role"] == "spend"
        assert why["postcode"]["role"] == "theirs"
        assert all(0.5 <= each["margin"] <= 1 for each in why.values())
        assert {each["reading"] for each in why.values()} == {reading_version()}
