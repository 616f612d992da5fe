"""An inbound text: kept once, keywords obeyed at once, the rest queued for a turn."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.errors import RowUnreadable
from bot.failpoints import reach
from bot.leads import try_words
from bot.leads.campaign import Campaign
from bot.leads.keywords import Keyword, agrees
from bot.leads.keywords import parse as parse_keyword
from bot.services.admit import admit_text
from bot.services.limiter import LENIENT, Limiter
from bot.services.message_text import storable
from bot.services.opt_out import opt_in, opt_out
from bot.services.own_words import own_words_of_text
from bot.services.queue_text import queue_text
from bot.services.remind import business_answered
from bot.services.slots import stage_of
from bot.services.start_conversation import add_conversation
from bot.services.turn import campaign_of
from bot.services.who_is_answered import is_answered, is_business
from bot.services.wording import say
from bot.store import campaigns, conversations, inbox, opt_outs, texts
from bot.store.campaigns import Published
from bot.store.database import Connection, Engine, transaction
from bot.store.times import to_text

# A finished conversation goes on when its prospect writes again within this time.
GOES_ON = timedelta(days=7)
# A business's test is over when it falls silent for this long.
TRY_GOES_ON = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class InboundText:
    """A text as the carrier gave it; numbers are E.164, `media` counts pictures.

    `answered` is the keyword that the carrier itself took the text for, in whatever words, and has
    answered already. `peer` is the IP address of who typed it on a simulator's phone.
    """

    sid: str
    sender: str
    recipient: str
    body: str
    media: int = 0
    answered: Keyword | None = None
    peer: str | None = None


def receive_text(
    engine: Engine, text: InboundText, now: datetime, limiter: Limiter = LENIENT
) -> str | None:
    """Keep the text; returns the id of the conversation that now waits for a turn, if one does.

    The same `sid` again changes nothing. A mere reaction, or a text from one that the campaign
    doesn't answer, is only noted; so is one over a limit, and one to a number that no campaign has
    or had, opt-outs aside. Raises RowUnreadable where the campaign is damaged, STOP obeyed all the
    same.
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
        if not new:
            return None
        published = _campaign_at(connection, text.recipient)
        campaign = _readable(connection, published)
        words = own_words_of_text(connection, campaign, text.sender, text.body)
        if _obey_keyword(connection, campaign, text, words or "", now, limiter):
            return None
        if published is None:
            return None
        if campaign is None:
            raise RowUnreadable("definition", published.definition_id)
        if opt_outs.is_opted_out(connection, text.sender):
            return None
        if not is_answered(connection, campaign, text.sender):
            waiting = None
        elif is_business(campaign, text.sender):
            waiting = _from_business(connection, published, campaign, text, words, now, limiter)
        elif words is None:  # a mere reaction
            waiting = None
        elif admit_text(connection, limiter, campaign, text.sender, text.peer, now):
            waiting = _queue_turn(connection, published, text, now)
        else:
            waiting = None
        reach("inbox.before_commit")
        return waiting


def _readable(connection: Connection, published: Published | None) -> Campaign | None:
    """None too where the campaign is damaged: a STOP is obeyed without it."""
    if published is None:
        return None
    with suppress(RowUnreadable):
        return campaign_of(connection, published.definition_id)
    return None


def _campaign_at(connection: Connection, number: str) -> Published | None:
    """The campaign whose number this is; else the one whose it was: prospects write there yet."""
    holder = campaigns.get_campaign_by_number(connection, number)
    return holder or campaigns.get_campaign_that_had(connection, number)


def _obey_keyword(
    connection: Connection,
    campaign: Campaign | None,
    text: InboundText,
    words: str,
    now: datetime,
    limiter: Limiter,
) -> bool:
    """Whether the text was a carrier's keyword, which is now obeyed.

    YES is one only for who has opted out: else it is an answer, whatever the carrier took it for.
    Keywords are obeyed whoever sends them and however often. The confirmation is for who is
    answered at all, and a few times a day for each: machines text HELP, too.
    """
    keyword = text.answered or parse_keyword(words, campaign.business.name if campaign else "")
    out = opt_outs.is_opted_out(connection, text.sender)
    if agrees(words) and not out:
        return False
    if keyword is Keyword.STOP:
        opt_out(connection, text.sender, text.body, now, f"sms:{text.sid}")
        if not out:  # one confirmation, and no more
            _confirm(connection, campaign, text, keyword, now, limiter)
        return True
    blocked = out or opt_outs.refuses_started_texts(connection, text.sender)
    if keyword is Keyword.START and blocked:
        opt_in(connection, text.sender, text.body, now)
    elif keyword is not Keyword.HELP:
        return text.answered is not None
    _confirm(connection, campaign, text, keyword, now, limiter)
    return True


def _confirm(
    connection: Connection,
    campaign: Campaign | None,
    text: InboundText,
    keyword: Keyword,
    now: datetime,
    limiter: Limiter,
) -> None:
    if campaign is None or not is_answered(connection, campaign, text.sender):
        return
    if limiter.allows(connection, answers_per_keyword=f"{keyword.value} {text.sender}"):
        _answer(connection, campaign, text, "notice", f"keyword_{keyword.value}", now)


def _answer(
    connection: Connection,
    campaign: Campaign | None,
    text: InboundText,
    kind: str,
    key: str,
    now: datetime,
) -> None:
    """Unless the carrier has answered, or nobody knows in whose name to."""
    if campaign is None or text.answered:
        return
    queue_text(
        connection,
        campaign,
        key=f"{kind}:{text.sid}",
        kind=kind,
        recipient=text.sender,
        body=say(key, campaign),
        now=now,
    )


def _from_business(
    connection: Connection,
    published: Published,
    campaign: Campaign,
    text: InboundText,
    words: str | None,
    now: datetime,
    limiter: Limiter,
) -> str | None:
    """TRY begins a test, which gets the business's texts until it ends; all others are its own.

    A mere reaction, without `words` of its own, gets no answer.
    """
    first = try_words.first_words(words or "")
    test = _test_going_on(connection, published, text.sender, now)
    if words is None:
        if test is None:
            business_answered(connection, campaign, now)
        return None
    if test and (first is not None or try_words.leaves(text.body)):
        conversations.close_conversation(connection, test.id)
    if first is not None:
        _answer(connection, campaign, text, "reply", "business_try", now)
        kind = "message" if first else "open"
        return _queue_turn(connection, published, replace(text, body=first), now, kind)
    if test is None:
        business_answered(connection, campaign, now)
        if limiter.allows(connection, answers_per_business=text.sender):
            _answer(connection, campaign, text, "reply", "business_replied", now)
        return None
    if try_words.leaves(text.body):
        _answer(connection, campaign, text, "reply", "business_try_over", now)
        return None
    return _queue_turn(connection, published, text, now)


def _test_going_on(
    connection: Connection, published: Published, sender: str, now: datetime
) -> conversations.Conversation | None:
    """The business's test, unless it has come to its end or was left lying."""
    test = conversations.get_open_conversation(connection, published.id, sender)
    if test is None:
        return None
    if stage_of(test) in ("done", "stopped") or test.updated_at < to_text(now - TRY_GOES_ON):
        conversations.close_conversation(connection, test.id)
        return None
    return test


def _queue_turn(
    connection: Connection,
    published: Published,
    text: InboundText,
    now: datetime,
    kind: str = "message",
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
    inbox.add_inbound(connection, f"sms:{text.sid}", kind, id, text.body, now, media=text.media)
    return id


def _is_over(going: conversations.Conversation, now: datetime) -> bool:
    return stage_of(going) == "done" and going.updated_at < to_text(now - GOES_ON)
