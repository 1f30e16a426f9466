"""Several kinds of notice for one version of a case."""

from __future__ import annotations

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_NAMES = {"pk": "%(table_name)s_pkey"}  # as PostgreSQL does
_OLD = ["case_id", "version", "channel"]
_NEW = ["case_id", "version", "kind", "channel"]


def upgrade() -> None:
    _set_key(_NEW)


def downgrade() -> None:
    op.execute(
        "DELETE FROM notice WHERE EXISTS (SELECT 1 FROM notice other WHERE other.case_id = notice.case_id"
        " AND other.version = notice.version AND other.channel = notice.channel AND other.kind < notice.kind)"
    )
    _set_key(_OLD)


def _set_key(columns: list[str]) -> None:
    with op.batch_alter_table("notice", naming_convention=_NAMES) as batch:
        batch.drop_constraint("notice_pkey", type_="primary")
        batch.create_primary_key("notice_pkey", columns)
