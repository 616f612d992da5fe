"""What prospects said that was not understood, for the campaign's words"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "not_understood",
        sa.Column("id", Id, nullable=False),
        sa.Column("campaign_id", sa.String(length=64), nullable=False),
        sa.Column("asks", sa.String(length=64), nullable=True),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_not_understood_campaign_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_understood")),
    )
    op.create_index("ix_not_understood_campaign_id", "not_understood", ["campaign_id", "id"])
    op.create_index("ix_not_understood_at", "not_understood", ["at"])


def downgrade() -> None:
    op.drop_index("ix_not_understood_at", table_name="not_understood")
    op.drop_index("ix_not_understood_campaign_id", table_name="not_understood")
    op.drop_table("not_understood")
