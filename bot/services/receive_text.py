"""An inbound text: kept once, keywords obeyed at once, the rest queued for a turn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.failpoints import reach
from bot.leads.campaign import Campaign
from bot.leads.keywords import Keyword
from bot.leads.keywords import parse as parse_keyword
from bot.services.admit import admit_text
from bot.services.limiter import LENIENT, Limiter
from bot.services.message_text import storable
from bot.services.opt_out import opt_in, opt_out
from bot.services.queue_text import queue_text
from bot.services.remind import business_answered
from bot.services.start_conversation import add_conversation
from bot.services.turn import campaign_of
from bot.services.who_is_answered import is_answered, is_business
from bot.services.wording import say
from bot.store import campaigns, conversations, inbox, texts
from bot.store.campaigns import Published
from bot.store.database import Connection, Engine, transaction
from bot.store.times import to_text

# A finished conversation goes on when its prospect writes again within this time.
GOES_ON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class InboundText:
    """A text as the carrier gave it; numbers are E.164, `media` counts pictures.

    `peer` is the IP address of who typed it on a simulator's phone.
    """

    sid: str
    sender: str
    recipient: str
    body: str
    media: int = 0
    peer: str | None = None


def receive_text(
    engine: Engine, text: InboundText, now: datetime, limiter: Limiter = LENIENT
) -> str | None:
    """Keep the text; returns the id of the conversation that now waits for a turn, if one does.

    The same `sid` again changes nothing. A text to a number that no campaign has, or from one that
    the campaign doesn't answer, is only noted; so is one over a limit.
    """
    text = replace(
        text,
        sid=storable(text.sid)[:40],
        sender=storable(text.sender)[:20],
        recipient=storable(text.recipient)[:20],
        body=storable(text.body),
    )
    waiting = _keep(engine, text, now, limiter)
    reach("inbox.committed")
    return waiting


def _keep(engine: Engine, text: InboundText, now: datetime, limiter: Limiter) -> str | None:
    with transaction(engine) as connection:
        new = texts.add_text(
            connection, text.sid, text.sender, text.recipient, text.body, "received", now
        )
        published = campaigns.get_campaign_by_number(connection, text.recipient)
        if not new or published is None:
            return None
        campaign = campaign_of(connection, published.definition_id)
        if _obey_keyword(connection, campaign, text, now, limiter):
            return None
        if not is_answered(connection, campaign, text.sender):
            return None
        if texts.is_opted_out(connection, text.sender):
            return None
        if is_business(campaign, text.sender):
            business_answered(connection, campaign, now)
            if limiter.allows(connection, answers_per_business=text.sender):
                _answer(connection, campaign, text, "reply", "business_replied", now)
            return None
        if not admit_text(connection, limiter, campaign, text.sender, text.peer, now):
            return None
        waiting = _queue_turn(connection, published, text, now)
        reach("inbox.before_commit")
        return waiting


def _obey_keyword(
    connection: Connection,
    campaign: Campaign,
    text: InboundText,
    now: datetime,
    limiter: Limiter,
) -> bool:
    """Whether the text was a carrier's keyword; YES is one only for who has opted out.

    Keywords are obeyed whoever sends them and however often. The confirmation is for who is
    answered at all, and a few times a day for each: machines text HELP, too.
    """
    keyword = parse_keyword(text.body)
    out = keyword is not None and texts.is_opted_out(connection, text.sender)
    if keyword is None or (keyword is Keyword.START and not out):
        return False
    if keyword is Keyword.STOP:
        opt_out(connection, text.sender, text.body, now)
    elif keyword is Keyword.START:
        opt_in(connection, text.sender)
    told_before = keyword is Keyword.STOP and out  # one confirmation, and no more
    if told_before or not is_answered(connection, campaign, text.sender):
        return True
    if limiter.allows(connection, answers_per_keyword=f"{keyword.value} {text.sender}"):
        _answer(connection, campaign, text, "notice", f"keyword_{keyword.value}", now)
    return True


def _answer(
    connection: Connection,
    campaign: Campaign,
    text: InboundText,
    kind: str,
    key: str,
    now: datetime,
) -> None:
    queue_text(
        connection,
        campaign,
        key=f"{kind}:{text.sid}",
        kind=kind,
        recipient=text.sender,
        body=say(key, campaign),
        now=now,
    )


def _queue_turn(
    connection: Connection, published: Published, text: InboundText, now: datetime
) -> str:
    going = conversations.get_open_conversation(connection, published.id, text.sender)
    if going and _is_over(going, now):
        conversations.close_conversation(connection, going.id)
        going = None
    if going:
        id = going.id
    else:
        origin = {"sid": text.sid, "body": text.body}
        id = add_conversation(connection, published, "sms", text.sender, origin, now)
        # Another text of this very instant may have begun it: the one that is there counts.
        begun = conversations.get_open_conversation(connection, published.id, text.sender)
        id = begun.id if begun else id
    inbox.add_inbound(
        connection, f"sms:{text.sid}", "message", id, text.body, now, media=text.media
    )
    return id


def _is_over(going: conversations.Conversation, now: datetime) -> bool:
    stage = (going.state or {}).get("slots", {}).get("stage")
    return stage == "done" and going.updated_at < to_text(now - GOES_ON)
