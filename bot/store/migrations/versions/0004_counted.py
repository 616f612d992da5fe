"""Tries are counted before they begin; what ends its process is tried alone"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("alone_until", sa.String(length=32), nullable=True))
    op.add_column("outbox", sa.Column("mishaps", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    # Not in batches, which would copy the tables: partial indexes don't survive that.
    op.drop_column("outbox", "mishaps")
    op.drop_column("inbox", "alone_until")
