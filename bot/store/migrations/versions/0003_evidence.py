"""Opt-outs as events, evidence that can't be replaced either, a lead's signals and test mark"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from bot.store.append_only import protect, unprotect

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

CONSENT = "consent is evidence: rows are added, never changed"
OPT_OUT = "opt-outs are evidence: rows are added, never changed"


def upgrade() -> None:
    connection = op.get_bind()
    _leave_0002(connection)
    protect(connection, "consent", CONSENT)
    op.rename_table("opt_out", "opt_out_before")
    if connection.dialect.name == "postgresql":
        op.execute("ALTER TABLE opt_out_before RENAME CONSTRAINT pk_opt_out TO pk_opt_out_before")
    op.create_table(
        "opt_out",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("heard", sa.String(length=300), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opt_out")),
    )
    op.create_index("ix_opt_out_phone", "opt_out", ["phone", "id"])
    op.execute(
        "INSERT INTO opt_out (phone, kind, heard, at) "
        "SELECT phone, 'out', heard, at FROM opt_out_before ORDER BY at"
    )
    op.drop_table("opt_out_before")
    protect(connection, "opt_out", OPT_OUT)
    data = sa.JSON().with_variant(postgresql.JSONB(astext_type=sa.Text()), "postgresql")
    op.add_column("lead", sa.Column("signals", data, nullable=False, server_default="[]"))
    op.add_column(
        "lead", sa.Column("test", sa.Boolean(), nullable=False, server_default=sa.false())
    )


def _leave_0002(connection: sa.engine.Connection) -> None:
    """Its consent triggers, which knew no replacing."""
    if connection.dialect.name == "sqlite":
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER consent_no_{verb}")
    else:
        op.execute("DROP TRIGGER consent_no_change ON consent")
        op.execute("DROP FUNCTION refuse_consent_change()")


def downgrade() -> None:
    connection = op.get_bind()
    with op.batch_alter_table("lead", schema=None) as batch_op:
        batch_op.drop_column("test")
        batch_op.drop_column("signals")
    unprotect(connection, "opt_out")
    op.drop_index("ix_opt_out_phone", "opt_out")
    op.rename_table("opt_out", "opt_out_after")
    if connection.dialect.name == "postgresql":
        op.execute("ALTER TABLE opt_out_after RENAME CONSTRAINT pk_opt_out TO pk_opt_out_after")
    op.create_table(
        "opt_out",
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("heard", sa.String(length=300), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("phone", name=op.f("pk_opt_out")),
    )
    op.execute(
        "INSERT INTO opt_out (phone, heard, at) "
        "SELECT phone, MAX(heard), MIN(at) FROM opt_out_after o WHERE kind = 'out' "
        "AND NOT EXISTS (SELECT 1 FROM opt_out_after i "
        "WHERE i.phone = o.phone AND i.id > o.id AND i.kind = 'in') GROUP BY phone"
    )
    op.drop_table("opt_out_after")
