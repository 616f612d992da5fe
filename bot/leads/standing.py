"""How a lead stands, and whether texts about it may still go to its business."""

from __future__ import annotations

from dataclasses import dataclass

from bot.leads.verdict import Outcome

WITHDRAWN = "the prospect withdrew their consent"
OPTED_OUT = "the prospect's number has opted out"
NOT_QUALIFIED = "the lead does not qualify any more"
NEVER_HANDED_OVER = "the business never got the lead"


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds of a lead now.

    `approved`: a person has passed it from review. `consents`: by the newest evidence.
    `opted_out`: one of its numbers. `handed_over`: its business may have got it.
    """

    outcome: Outcome
    approved: bool
    consents: bool
    opted_out: bool
    handed_over: bool


def why_unwanted(lead: Standing) -> str | None:
    """Why nobody may contact this prospect, in plain words; None when they may."""
    if not lead.consents:
        return WITHDRAWN
    return OPTED_OUT if lead.opted_out else None


def why_not_hand_over(lead: Standing) -> str | None:
    """Why the lead may not go to its business; None when it may.

    What has gone out is a sale that no later verdict undoes.
    """
    approved = lead.outcome is Outcome.REVIEW and lead.approved
    qualifies = lead.outcome is Outcome.QUALIFIED or approved or lead.handed_over
    return why_unwanted(lead) or (None if qualifies else NOT_QUALIFIED)


def why_not_withdraw(lead: Standing) -> str | None:
    """Why the business need not hear that the prospect wants no contact; None when it must."""
    return None if lead.handed_over else NEVER_HANDED_OVER
