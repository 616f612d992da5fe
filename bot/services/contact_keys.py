"""By what a prospect is known again: their phone, their e-mail address, their browser's random id.

Kept as keyed hashes, which tell nothing to who has the database alone.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

from bot.services.lead_now import lead_now
from bot.services.turn import Turn
from bot.settings import load_secret
from bot.store import contact_keys, leads
from bot.store.contact_keys import ContactKey
from bot.store.database import Connection
from bot.store.leads import SavedLead
from bot.values import email


def keys_of(turn: Turn, answers: Mapping[str, Any]) -> list[ContactKey]:
    """The keys of the conversation and of what was answered in it."""
    address = _value(answers, "email")
    known = {
        "phone": turn.conversation.address or _value(answers, "phone"),
        "email": email.mailbox(address) if address else None,
        "browser": turn.conversation.origin.get("browser"),
    }
    return [ContactKey(kind, _hash(kind, value)) for kind, value in known.items() if value]


def keep_contact_keys(turn: Turn, lead_id: int, answers: Mapping[str, Any]) -> None:
    """Note by what the lead's prospect will be known again; what they had before stays."""
    keys = keys_of(turn, answers)
    contact_keys.add_contact_keys(turn.connection, turn.campaign.id, lead_id, keys, turn.now)


def leads_of_phone(connection: Connection, phone: str) -> list[SavedLead]:
    """The leads whose prospect this number reaches, in every campaign, the oldest first.

    As it was handed over, or as it was put right since.
    """
    found = {lead.id: lead for lead in leads.list_leads_of_phone(connection, phone)}
    for id in contact_keys.list_leads_by(connection, ContactKey("phone", _hash("phone", phone))):
        lead = leads.get_lead(connection, id)
        if lead and lead_now(connection, lead).phone == phone:
            found[id] = lead
    return [found[id] for id in sorted(found)]


def _value(answers: Mapping[str, Any], name: str) -> str | None:
    return (answers.get(name) or {}).get("value")


def _hash(kind: str, value: str) -> str:
    # A key of its own, so that no other use of the secret can make or tell one.
    key = f"contact-key:{load_secret()}".encode()
    return hmac.new(key, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()
