"""Counters, for limits on what one caller may cause"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "counter",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("begins_at", sa.String(length=32), nullable=False),
        sa.Column("ends_at", sa.String(length=32), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", "begins_at", name=op.f("pk_counter")),
    )
    op.create_index("ix_counter_ends_at", "counter", ["ends_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_counter_ends_at", table_name="counter")
    op.drop_table("counter")
