"""Whether texts about a lead may still go to its business."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.leads.standing import (
    NEVER_HANDED_OVER,
    NOT_QUALIFIED,
    OPTED_OUT,
    WITHDRAWN,
    Standing,
    why_not_hand_over,
    why_not_withdraw,
    why_unwanted,
)
from bot.leads.verdict import Outcome

GOOD = Standing(
    outcome=Outcome.QUALIFIED, approved=False, consents=True, opted_out=False, handed_over=False
)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, None),
        ({"outcome": Outcome.UNQUALIFIED}, NOT_QUALIFIED),
        ({"outcome": Outcome.REVIEW}, NOT_QUALIFIED),
        ({"outcome": Outcome.REVIEW, "approved": True}, None),
        ({"outcome": Outcome.UNQUALIFIED, "approved": True}, NOT_QUALIFIED),
        ({"outcome": Outcome.REVIEW, "approved": True, "consents": False}, WITHDRAWN),
        ({"consents": False, "opted_out": True}, WITHDRAWN),
        ({"opted_out": True}, OPTED_OUT),
        ({"outcome": Outcome.UNQUALIFIED, "handed_over": True}, None),
        ({"consents": False, "handed_over": True}, WITHDRAWN),
    ],
)
def test_a_lead_goes_out_while_it_qualifies_and_its_prospect_wants_to_be_contacted(
    changes: dict[str, object], reason: str | None
) -> None:
    """What has gone out once is sold; consent counts to the last moment."""
    assert why_not_hand_over(replace(GOOD, **changes)) == reason


def test_news_of_a_lead_goes_while_its_prospect_wants_to_be_contacted() -> None:
    """Whatever its outcome."""
    assert why_unwanted(replace(GOOD, outcome=Outcome.REVIEW)) is None
    assert why_unwanted(replace(GOOD, consents=False)) == WITHDRAWN
    assert why_unwanted(replace(GOOD, opted_out=True)) == OPTED_OUT


def test_a_withdrawal_is_news_to_who_got_the_lead() -> None:
    """And to nobody else."""
    assert why_not_withdraw(replace(GOOD, consents=False, handed_over=True)) is None
    assert why_not_withdraw(replace(GOOD, consents=False)) == NEVER_HANDED_OVER
