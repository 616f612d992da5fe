"""Verdicts, deliveries and corrections as rows that stay, and by what a prospect is known again"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from bot.store.append_only import protect, unprotect

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

REFUSALS = {
    "verdict": "verdicts are evidence: rows are added, never changed",
    "delivered": "what was delivered is evidence: rows are added, never changed",
    "correction": "corrections are evidence: rows are added, never changed",
}
CONTACT = ("name", "phone", "email", "consent")

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Data = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
Time = sa.String(length=32)


def upgrade() -> None:
    op.add_column("outbox", sa.Column("real_run_at", Time, nullable=True))
    _add_verdict()
    _add_delivered()
    _add_correction()
    _add_contact_key()
    _keep_verdicts_of_before()
    protect(op.get_bind(), "verdict", REFUSALS["verdict"])
    protect(op.get_bind(), "delivered", REFUSALS["delivered"], unique="lead_id")
    protect(op.get_bind(), "correction", REFUSALS["correction"])


def _add_verdict() -> None:
    op.create_table(
        "verdict",
        sa.Column("id", Id, nullable=False),
        sa.Column("lead_id", Id, nullable=False),
        sa.Column("answers", Data, nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("criteria", Data, nullable=False),
        sa.Column("at", Time, nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_verdict_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
    )
    op.create_index("ix_verdict_lead_id", "verdict", ["lead_id", "id"])


def _add_delivered() -> None:
    op.create_table(
        "delivered",
        sa.Column("id", Id, nullable=False),
        sa.Column("lead_id", Id, nullable=False),
        sa.Column("definition_id", Id, nullable=False),
        sa.Column("consent_id", Id, nullable=True),
        sa.Column("recipient", sa.String(length=20), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("answers", Data, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("phone_verified", sa.Boolean(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("criteria", Data, nullable=False),
        sa.Column("signals", Data, nullable=False),
        sa.Column("approved_at", Time, nullable=True),
        sa.Column("at", Time, nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_delivered_lead_id")),
        sa.ForeignKeyConstraint(
            ["definition_id"], ["definition.id"], name=op.f("fk_delivered_definition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivered")),
        sa.UniqueConstraint("lead_id", name=op.f("uq_delivered_lead_id")),
    )


def _add_correction() -> None:
    op.create_table(
        "correction",
        sa.Column("id", Id, nullable=False),
        sa.Column("lead_id", Id, nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("was", Data, nullable=False),
        sa.Column("now", Data, nullable=False),
        sa.Column("heard", sa.Text(), nullable=False),
        sa.Column("at", Time, nullable=False),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_correction_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    op.create_index("ix_correction_lead_id", "correction", ["lead_id", "id"])


def _add_contact_key() -> None:
    op.create_table(
        "contact_key",
        sa.Column("id", Id, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("campaign_id", sa.String(length=64), nullable=False),
        sa.Column("lead_id", Id, nullable=False),
        sa.Column("created_at", Time, nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_contact_key_campaign_id")
        ),
        sa.ForeignKeyConstraint(["lead_id"], ["lead.id"], name=op.f("fk_contact_key_lead_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_key")),
        sa.UniqueConstraint(
            "lead_id", "kind", "hash", name=op.f("uq_contact_key_lead_id_kind_hash")
        ),
    )
    op.create_index("ix_contact_key_hash", "contact_key", ["hash", "campaign_id"])


def _keep_verdicts_of_before() -> None:
    """The verdict that each lead has now is the first that is kept of it."""
    columns = ("answers", "outcome", "score", "criteria")
    kinds = {"answers": Data, "criteria": Data}
    lead = sa.table(
        "lead", *(sa.column(name, kinds.get(name)) for name in ("id", "created_at", *columns))
    )
    verdict = sa.table(
        "verdict", *(sa.column(name, kinds.get(name)) for name in ("lead_id", "at", *columns))
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(lead)).all():
        judged = {name: each for name, each in row.answers.items() if name not in CONTACT}
        connection.execute(
            verdict.insert().values(
                lead_id=row.id,
                answers=judged,
                outcome=row.outcome,
                score=row.score,
                criteria=row.criteria,
                at=row.created_at,
            )
        )


def downgrade() -> None:
    for table in REFUSALS:
        unprotect(op.get_bind(), table)
    for table in ("contact_key", "correction", "delivered", "verdict"):
        op.drop_table(table)
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("real_run_at")
