"""Enrolment codes that are spent once, of which the database does not hold the secret."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def _renew_enrolment_codes() -> None:
    op.drop_table(
        "enrolment_code"
    )  # a code holds for a day: those given out in the old form are asked for anew
    op.create_table(
        "enrolment_code",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("salt", sa.Text, nullable=False),
        sa.Column("kiosk_id", sa.Text, nullable=False),
        sa.Column("office_id", sa.Text, nullable=False),
        sa.Column("office_name", sa.Text, nullable=False),
        sa.Column("expires_at", _INSTANT, nullable=False),
        sa.Column("used_by", sa.Text),
        sa.Column("used_at", _INSTANT),
    )


def upgrade() -> None:
    _renew_enrolment_codes()


def downgrade() -> None:
    raise NotImplementedError("Go back by restoring the backup.")
