"""What a prospect puts right after the handoff is told to the business, joined into few texts.

The first correction goes at once. What follows is gathered in one text that waits: a minute, then
four, then sixteen, at most an hour. A new phone number waits for nothing, and takes along what
waits. Beyond the limits of texts for one caller, or one business, it all waits for an hour.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot import clock
from bot.leads.campaign import Campaign
from bot.services.facts import Fact, fit
from bot.services.hand_off import for_business, handoff_text, say_to_business
from bot.services.lead_now import lead_now
from bot.services.queue_text import queue_text
from bot.services.remind import reminder_text
from bot.services.text_keys import correction_key, first_correction
from bot.services.turn import Turn
from bot.store import corrections, outbox
from bot.store.corrections import Correction
from bot.store.leads import SavedLead
from bot.store.outbox import Outbound

SETTLING, LONGEST_SETTLING = timedelta(minutes=1), timedelta(hours=1)
PUT_BACK = "what was changed was put back"
# Told before anything else, so that it is never what two segments have no room for.
_FIRST = ("phone", "name", "email")


def tell_corrections(turn: Turn, lead: SavedLead, made: Sequence[Correction]) -> None:
    """Tell what was just put right (`made`) of a lead that went out, with what waits to be told."""
    if not made:
        return
    told = _texts_before(turn, lead.id)
    waiting = told[0] if told and not told[0].may_have_gone_out else None
    is_urgent = not told or any(each.field == "phone" for each in made)
    at_once = is_urgent and _may_tell(turn)
    if waiting is None or not _join(turn, lead, waiting, at_once):
        wait = LONGEST_SETTLING if is_urgent else _settling(len(told))
        _queue(turn, lead, made, timedelta(0) if at_once else wait)
    _renew(turn, lead)


def _texts_before(turn: Turn, lead_id: int) -> list[Outbound]:
    """The texts with the lead's corrections, the newest first."""
    updates = outbox.list_texts_about(turn.connection, lead_id, "update", lock=True)
    return [text for text in updates if first_correction(text.key) is not None]


def _join(turn: Turn, lead: SavedLead, waiting: Outbound, urgent: bool) -> bool:
    """Make the text that waits say all of it; False when it is too late for that."""
    first = first_correction(waiting.key) or 0
    made = corrections.list_corrections(turn.connection, lead.id, first)
    body = _body(turn.campaign, lead, made)
    if body is None:
        return bool(outbox.drop_outbound(turn.connection, PUT_BACK, turn.now, id=waiting.id))
    run_at = turn.now if urgent else None
    return outbox.rewrite_outbound(turn.connection, waiting.id, body, turn.now, run_at)


def _queue(turn: Turn, lead: SavedLead, made: Sequence[Correction], wait: timedelta) -> None:
    body = _body(turn.campaign, lead, made)
    assert body is not None, "what was just changed differs from what was"
    queue_text(
        turn.connection,
        turn.campaign,
        key=correction_key(lead.id, made[0].id),
        kind="update",
        lead_id=lead.id,
        recipient=turn.campaign.business.sms,
        body=body,
        now=turn.now,
        run_at=turn.now + wait,
        real_run_at=clock.real() + wait,
    )


def _may_tell(turn: Turn) -> bool:
    """Whether one more text may go now: first for this caller, who must not use up all others'."""
    caller = turn.conversation.address or turn.conversation.id
    return turn.limiter.allows(
        turn.connection, updates_per_conversation=caller
    ) and turn.limiter.allows(turn.connection, updates_per_business=turn.campaign.business.sms)


def _settling(told: int) -> timedelta:
    """How long the next text waits for more when so many went before, one at least."""
    longer: int = 4 ** min(told - 1, 9)
    return min(SETTLING * longer, LONGEST_SETTLING)


def _body(campaign: Campaign, lead: SavedLead, made: Sequence[Correction]) -> str | None:
    """The text with the newest of each; None where all was put back as it was."""
    before = {each.field: each.was.get("value") for each in reversed(made)}
    newest = {each.field: each.now for each in made}
    changed = [name for name, answer in newest.items() if answer["value"] != before[name]]
    if not changed:
        return None
    changed.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    news = say_to_business("business_changed", campaign, lead.id, test=lead.test)
    facts = [
        Fact(f"{name.replace('_', ' ')}: {for_business(campaign, name, newest[name])}", rank, True)
        for rank, name in enumerate(changed, 1)
    ]
    return fit([Fact(news, 0), *facts])


def _renew(turn: Turn, lead: SavedLead) -> None:
    """What waits to go to the business about the lead says what holds now: a reminder, and the
    handoff for the second number.
    """
    connection, campaign = turn.connection, turn.campaign
    handoff = handoff_text(campaign, lead_now(connection, lead))
    for text in outbox.list_texts_about(connection, lead.id, "handoff"):
        outbox.rewrite_outbound(connection, text.id, handoff, turn.now)
    reminder = reminder_text(connection, campaign, lead.id)
    for text in outbox.list_texts_about(connection, lead.id, "reminder"):
        outbox.rewrite_outbound(connection, text.id, reminder, turn.now)
