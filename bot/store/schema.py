"""The tables. Alembic's migrations create them; a test holds the two against each other.

Times are UTC, stored as ISO 8601 text (SQLite has no time type, and text sorts).
A unique constraint backs every rule against duplicates.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(Integer, "sqlite")
Data = JSON().with_variant(JSONB, "postgresql")
Time = String(32)
Phone = String(20)

business = Table(
    "business",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("created_at", Time, nullable=False),
)

campaign = Table(
    "campaign",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("business_id", Id, ForeignKey("business.id"), nullable=False),
    Column("number", Phone, nullable=False, unique=True),
    Column("definition_id", Id, nullable=False),
    Column("published_at", Time, nullable=False),
)

# Immutable versions of a campaign file; `body` is the file as JSON, `sha256` its hash.
# JSON and not JSONB: choices are shown in the file's order.
definition = Table(
    "definition",
    metadata,
    Column("id", Id, primary_key=True),
    Column("campaign_id", String(64), nullable=False),
    Column("version", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("body", JSON, nullable=False),
    Column("created_at", Time, nullable=False),
    UniqueConstraint("campaign_id", "version"),
    UniqueConstraint("campaign_id", "sha256"),
)

# `id` is random and ours. `address` is the prospect's number when they text. `state` is the
# dialogue's: slots, active loop. `origin` says where a web prospect came from.
conversation = Table(
    "conversation",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("campaign_id", String(64), ForeignKey("campaign.id"), nullable=False),
    Column("definition_id", Id, ForeignKey("definition.id"), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("address", Phone),
    Column("origin", Data, nullable=False),
    Column("state", Data),
    Column("events", Integer, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("created_at", Time, nullable=False),
    Column("updated_at", Time, nullable=False),
    Index(
        "uq_conversation_open_texts",
        "campaign_id",
        "address",
        unique=True,
        sqlite_where=text("address IS NOT NULL AND closed = 0"),
        postgresql_where=text("address IS NOT NULL AND NOT closed"),
    ),
)

dialogue_event = Table(
    "dialogue_event",
    metadata,
    Column("conversation_id", String(40), ForeignKey("conversation.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("data", Data, nullable=False),
)

# Every inbound message, once: `key` is the provider's id. `kind` is `open` (the widget was
# opened, nothing said) or `message`. `answer` is what was replied. `attempts` counts the tries to
# answer it, each before it begins; `alone_until` is how long a child of its own may try.
inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("kind", String(8), nullable=False),
    Column("conversation_id", String(40), ForeignKey("conversation.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("media", Integer, nullable=False),
    Column("received_at", Time, nullable=False),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("answer", Data),
    Column("answered_at", Time),
    Column("alone_until", Time),
    Index("ix_inbox_conversation_id", "conversation_id", "id"),
    Index(
        "ix_inbox_new",
        "id",
        sqlite_where=text("state = 'new'"),
        postgresql_where=text("state = 'new'"),
    ),
)

# Every text to send, once: `key` names what it is for ("handoff:1042"). `service` is the Twilio
# Messaging Service that sends it, if the campaign has one. `mishaps` counts holders who vanished,
# or met with an error that nobody foresaw, since one last knew what became of it. A text with
# `real_run_at` is due when either clock has come so far: ours, which may stand still
# (LEADBELL_NOW), or the machine's.
outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("kind", String(16), nullable=False),
    Column("campaign_id", String(64), ForeignKey("campaign.id"), nullable=False),
    Column("lead_id", Id),
    Column("sender", Phone, nullable=False),
    Column("service", String(40)),
    Column("recipient", Phone, nullable=False),
    Column("body", Text, nullable=False),
    Column("run_at", Time, nullable=False),
    Column("real_run_at", Time),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("repeated", Boolean, nullable=False),
    Column("lease_until", Time),
    Column("lease_token", String(40)),
    Column("sid", String(40)),
    Column("last_error", String(300)),
    Column("created_at", Time, nullable=False),
    Column("updated_at", Time, nullable=False),
    Column("mishaps", Integer, nullable=False, server_default="0"),
    Index("ix_outbox_due", "state", "run_at"),
    Index("ix_outbox_lead_id", "lead_id"),
    Index("ix_outbox_recipient_state", "recipient", "state"),
)

# Every text in or out, as the carrier (or the simulator) knows it.
text_message = Table(
    "text_message",
    metadata,
    Column("id", Id, primary_key=True),
    Column("sid", String(40), nullable=False, unique=True),
    Column("sender", Phone, nullable=False),
    Column("recipient", Phone, nullable=False),
    Column("body", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("outbox_id", Id),
    Column("at", Time, nullable=False),
    Index("ix_text_message_sender", "sender", "id"),
    Index("ix_text_message_recipient", "recipient", "id"),
)

# `signals` are observations about whether it is real (leads.signal), as JSON. `test`: the business
# itself tried its campaign.
lead = Table(
    "lead",
    metadata,
    Column("id", Id, primary_key=True),
    Column("conversation_id", String(40), ForeignKey("conversation.id"), nullable=False),
    Column("campaign_id", String(64), ForeignKey("campaign.id"), nullable=False),
    Column("definition_id", Id, ForeignKey("definition.id"), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("answers", Data, nullable=False),
    Column("name", String(200)),
    Column("phone", Phone),
    Column("phone_verified", Boolean, nullable=False),
    Column("email", String(320)),
    Column("outcome", String(16), nullable=False),
    Column("score", Integer, nullable=False),
    Column("criteria", Data, nullable=False),
    Column("signals", Data, nullable=False, server_default="[]"),
    Column("test", Boolean, nullable=False, server_default=false()),
    Column("approved_at", Time),
    Column("created_at", Time, nullable=False),
    UniqueConstraint("conversation_id"),
    Index("ix_lead_campaign_id", "campaign_id", "id"),
    Index("ix_lead_phone", "phone"),
    sqlite_autoincrement=True,
)

# Evidence of what was asked and answered. Rows are added, never changed: triggers refuse it.
consent = Table(
    "consent",
    metadata,
    Column("id", Id, primary_key=True),
    Column("lead_id", Id, ForeignKey("lead.id"), nullable=False),
    Column("given", Boolean, nullable=False),
    Column("wording", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("heard", Text, nullable=False),
    Column("at", Time, nullable=False),
    Column("evidence", Data, nullable=False),
    Index("ix_consent_lead_id", "lead_id"),
)

# Who wants no texts, and who wants them again (opt_outs.OptOutKind): it holds for the number
# everywhere. Rows are added, never changed: triggers refuse it.
opt_out = Table(
    "opt_out",
    metadata,
    Column("id", Id, primary_key=True),
    Column("phone", Phone, nullable=False),
    Column("kind", String(8), nullable=False),
    Column("heard", String(300), nullable=False),
    Column("at", Time, nullable=False),
    Index("ix_opt_out_phone", "phone", "id"),
)

# Every judgement of a lead, the first and those after corrections: what failed once is remembered.
# `answers` are those that the definition judges. Rows are added, never changed: triggers refuse it.
verdict = Table(
    "verdict",
    metadata,
    Column("id", Id, primary_key=True),
    Column("lead_id", Id, ForeignKey("lead.id"), nullable=False),
    Column("answers", Data, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("score", Integer, nullable=False),
    Column("criteria", Data, nullable=False),
    Column("at", Time, nullable=False),
    Index("ix_verdict_lead_id", "lead_id", "id"),
)

# A lead as its business got it, once the carrier has the first handoff: `body` is the text that
# went to `recipient`, the rest is the lead of that moment. Rows are never changed: triggers refuse.
delivered = Table(
    "delivered",
    metadata,
    Column("id", Id, primary_key=True),
    Column("lead_id", Id, ForeignKey("lead.id"), nullable=False),
    Column("definition_id", Id, ForeignKey("definition.id"), nullable=False),
    Column("consent_id", Id),
    Column("recipient", Phone, nullable=False),
    Column("body", Text, nullable=False),
    Column("answers", Data, nullable=False),
    Column("name", String(200)),
    Column("phone", Phone),
    Column("phone_verified", Boolean, nullable=False),
    Column("email", String(320)),
    Column("outcome", String(16), nullable=False),
    Column("score", Integer, nullable=False),
    Column("criteria", Data, nullable=False),
    Column("signals", Data, nullable=False),
    Column("approved_at", Time),
    Column("at", Time, nullable=False),
    UniqueConstraint("lead_id"),
)

# What a prospect put right after the end: answers (JSON) before and after. Rows are added, never
# changed: triggers refuse it.
correction = Table(
    "correction",
    metadata,
    Column("id", Id, primary_key=True),
    Column("lead_id", Id, ForeignKey("lead.id"), nullable=False),
    Column("field", String(64), nullable=False),
    Column("was", Data, nullable=False),
    Column("now", Data, nullable=False),
    Column("heard", Text, nullable=False),
    Column("at", Time, nullable=False),
    Index("ix_correction_lead_id", "lead_id", "id"),
)

# By what a prospect is known again: keyed hashes of phone, e-mail address and browser.
contact_key = Table(
    "contact_key",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(8), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("campaign_id", String(64), ForeignKey("campaign.id"), nullable=False),
    Column("lead_id", Id, ForeignKey("lead.id"), nullable=False),
    Column("created_at", Time, nullable=False),
    UniqueConstraint("lead_id", "kind", "hash"),
    Index("ix_contact_key_hash", "hash", "campaign_id"),
)

# How often something happened in a window of real time, for limits. `kind` is the limit's name;
# `subject` is a keyed hash of who or what is counted, so that no number or address stands here.
counter = Table(
    "counter",
    metadata,
    Column("kind", String(40), primary_key=True),
    Column("subject", String(64), primary_key=True),
    Column("begins_at", Time, primary_key=True),
    Column("ends_at", Time, nullable=False),
    Column("count", Integer, nullable=False),
    Index("ix_counter_ends_at", "ends_at"),
)

# Sentences that were not understood, for the words of a campaign (`asks`: the question that was
# open). Phone numbers and e-mail addresses are masked, and nothing says whose they are.
not_understood = Table(
    "not_understood",
    metadata,
    Column("id", Id, primary_key=True),
    Column("campaign_id", String(64), ForeignKey("campaign.id"), nullable=False),
    Column("asks", String(64)),
    Column("text", String(300), nullable=False),
    Column("at", Time, nullable=False),
    Index("ix_not_understood_campaign_id", "campaign_id", "id"),
    Index("ix_not_understood_at", "at"),
)
