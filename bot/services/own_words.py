"""What of a message is the prospect's own, and not a quotation of what the bot said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.leads.campaign import Campaign
from bot.leads.quotations import may_quote, own_words, standing_texts
from bot.leads.reactions import is_reaction
from bot.store import inbox, outbox
from bot.store.conversations import Conversation
from bot.store.database import Connection

LATELY = 30  # texts or answers: hardly anybody quotes what is further back


def own_words_of_text(
    connection: Connection, campaign: Campaign | None, sender: str, body: str
) -> str | None:
    """A text from `sender` without what it quotes of ours, or None for a mere reaction."""
    return _own(body, campaign, lambda: outbox.list_bodies(connection, sender, LATELY))


def own_words_in(
    connection: Connection, campaign: Campaign, conversation: Conversation, text: str
) -> str | None:
    """A message of a conversation without what it quotes of it, or None for a mere reaction."""
    if conversation.address:
        return own_words_of_text(connection, campaign, conversation.address, text)
    return _own(text, campaign, lambda: inbox.list_answers(connection, conversation.id, LATELY))


def _own(text: str, campaign: Campaign | None, lately: Callable[[], Sequence[str]]) -> str | None:
    if is_reaction(text):
        return None
    if not may_quote(text):
        return text
    said = (*lately(), *(standing_texts(campaign) if campaign else ()))
    return None if is_reaction(text, said) else own_words(text, said)
