"""Files of acts, as they come in parts and as acts refer to them; packages that were carried here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("stream_id", sa.Uuid, primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("attachment_id", sa.Uuid, primary_key=True),
        sa.Column("act_id", sa.Uuid, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(["stream_id", "sequence"], ["event.stream_id", "event.sequence"]),
    )
    op.create_index("ix_attachment_act_id", "attachment", ["act_id"])
    op.create_index("ix_attachment_sha256", "attachment", ["sha256"])
    op.create_table(
        "blob",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("kid", sa.Text, nullable=False),
        sa.Column("stored_at", _INSTANT, nullable=False),
    )
    op.create_index("blob_device", "blob", ["kid", "stored_at"])
    op.create_table(
        "upload",
        sa.Column("kid", sa.Text, primary_key=True),
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("received", sa.Integer, nullable=False),
        sa.Column("changed_at", _INSTANT, nullable=False),
    )
    op.create_index("ix_upload_changed_at", "upload", ["changed_at"])
    op.create_table(
        "package",
        sa.Column("package_id", sa.Uuid, primary_key=True),
        sa.Column("kid", sa.Text, nullable=False),
        sa.Column("made_at", _INSTANT, nullable=False),
        sa.Column("imported_at", _INSTANT, nullable=False),
    )
    op.create_index("ix_package_kid", "package", ["kid"])


def downgrade() -> None:
    for table in ("package", "upload", "blob", "attachment"):
        op.drop_table(table)
