"""A prospect wants a person, or a customer of the business's own wrote: it is told, by few texts.

None of them is ever charged: they are `update`s in the outbox. What is more than a limit allows is
joined in one text at the end of the hour.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import Enum
from typing import Any

from bot.leads.campaign import Campaign
from bot.limits import HOUR
from bot.services.facts import MOST_SEGMENTS, Fact, fit, shorten, written
from bot.services.hand_off import known_facts, say_to_business
from bot.services.in_words import phone_in_words, quotable
from bot.services.own_numbers import is_test, number_of
from bot.services.queue_text import queue_text
from bot.services.slots import slots_of
from bot.services.text_keys import call_off_key, human_key, message_key
from bot.services.turn import Turn
from bot.services.wording import say
from bot.store import inbox, outbox
from bot.store.database import Connection
from bot.values import sms_text

MOST_SAID = 150
"""Characters of a customer's words that the business reads."""
_LAST_FEW = 3
PERSON = "human"
"""What a call is about where a person is wanted, and no more is said."""
# How a text begins by what it is about.
NEWS = {
    PERSON: "business_human",
    "existing_customer": "business_existing_customer",
    "complaint": "business_complaint",
    "reschedule": "business_reschedule",
}


class Call(str, Enum):
    """What becomes of the wish for a person; each is the key of what the prospect is told."""

    TOLD = "human"
    LATER = "human_later"  # joined with others, within the hour
    NOT_NOW = "human_not_now"  # more than one text an hour holds
    NO_NUMBER = "human_no_number"  # nobody could call back


def call_person(
    turn: Turn, answers: Mapping[str, Any], about: str = PERSON, said: str = ""
) -> Call:
    """Tell the business that a prospect wants a person, with what is known; once a conversation.

    `about` may say that they are its customer (`business_{about}` words it), and what they `said`.
    Who has no number yet is asked for it first. A number that the business has heard of as often
    as the limit allows is not told again; callers beyond the other limits are told in one text.
    """
    number = number_of(turn, answers)
    if number is None:
        return Call.NO_NUMBER
    id = turn.conversation.id
    key = human_key(id) if about == PERSON else message_key(id)
    limiter, connection = turn.limiter, turn.connection
    if outbox.get_outbound_by_key(connection, key):
        return Call.TOLD
    if not limiter.allows(connection, calls_per_number=number):
        return Call.TOLD
    address = limiter.address(turn.conversation.origin.get("ip"))
    if limiter.allows(connection, calls_per_address=address) and limiter.allows(
        connection,
        calls_per_campaign=turn.campaign.id,
        calls_per_business=turn.campaign.business.sms,
        updates_per_business=turn.campaign.business.sms,
    ):
        news = say_to_business(NEWS[about], turn.campaign, test=is_test(turn, answers))
        wrote = say("business_said", turn.campaign, what=quotable(said, MOST_SAID)) if said else ""
        facts = [Fact(news, 0), Fact(wrote, 1), *known_facts(turn, answers)]
        _queue(turn, key, fit(facts))
        return Call.TOLD
    name = shorten(written((answers.get("name") or {}).get("value") or ""), 40)
    line = ", ".join(filter(None, [phone_in_words(turn.campaign, number, answers), name]))
    return Call.LATER if _join_line(turn, line) else Call.NOT_NOW


def last_words(turn: Turn) -> str:
    """Their last few messages, a stroke between them, the latest at the end."""
    texts = inbox.list_texts(turn.connection, turn.conversation.id, _LAST_FEW)
    return " / ".join(reversed(texts))


def call_off(turn: Turn) -> bool:
    """Whether the business may have heard that they want a call, and now hears that they don't."""
    number = number_of(turn, slots_of(turn.conversation))
    if number is None:
        return False
    return call_off_at(turn.connection, turn.campaign, turn.conversation.id, number, turn.now)


def call_off_at(
    connection: Connection, campaign: Campaign, conversation: str, number: str, now: datetime
) -> bool:
    """As `call_off`, of the conversation with this id, outside its turn: `number` texted STOP."""
    told = outbox.get_outbound_by_key(connection, human_key(conversation))
    if told is None or not told.may_have_gone_out:
        return False
    news = say("business_call_off", campaign, number=phone_in_words(campaign, number, {}))
    return queue_text(
        connection,
        campaign,
        key=call_off_key(conversation),
        kind="update",
        recipient=campaign.business.sms,
        body=news,
        now=now,
    )


def _queue(turn: Turn, key: str, body: str, run_at: datetime | None = None) -> bool:
    """Queue a text to the business that is no handoff, once for each `key`."""
    return queue_text(
        turn.connection,
        turn.campaign,
        key=key,
        kind="update",
        recipient=turn.campaign.business.sms,
        body=body,
        now=turn.now,
        run_at=run_at,
    )


def _join_line(turn: Turn, line: str) -> bool:
    """Add a caller to the text that goes at the end of the hour; False when it is full."""
    key, run_at = _end_of_hour(turn, f"calls:{turn.campaign.id}")
    _queue(turn, key, say_to_business("business_humans", turn.campaign), run_at)
    waiting = outbox.get_outbound_by_key(turn.connection, key, lock=True)
    assert waiting is not None
    lines = waiting.body.split("\n")
    line = sms_text.to_gsm7(line)
    if line in lines:
        return True
    body = "\n".join([*lines, line])
    if sms_text.segments(body) > MOST_SEGMENTS:
        return False
    return outbox.put_off_outbound(turn.connection, key, body, run_at, turn.now)


def _end_of_hour(turn: Turn, about: str) -> tuple[str, datetime]:
    """The key of the text on a subject that waits for the end of this hour, and when that is."""
    now = turn.limiter.now()
    begun = now.replace(minute=0, second=0, microsecond=0)
    return f"{about}:{begun:%Y-%m-%dT%H}", turn.now + (begun + HOUR - now)
