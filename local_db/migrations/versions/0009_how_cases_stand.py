"""How the cases stand, apart from the feed's entries, where they were until now."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_CASES = sa.text("SELECT content FROM feed_entry WHERE topic = 'cases' ORDER BY position")


def upgrade() -> None:
    case_news = op.create_table(
        "case_news",
        sa.Column("act_id", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.Text, nullable=False),
        sa.Column("told_vi", sa.Text, nullable=False),
        sa.Column("told_en", sa.Text, nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("due_confirmed", sa.Boolean(create_constraint=False), nullable=False),
        sa.Column("reason_vi", sa.Text),
        sa.Column("reason_en", sa.Text),
    )
    connection = op.get_bind()
    told = [json.loads(content) for content in connection.execute(_CASES).scalars()]
    rows = {each["act_id"]: _row(each) for each in told}
    if rows:
        op.bulk_insert(case_news, list(rows.values()))
    connection.execute(sa.text("DELETE FROM feed_entry WHERE topic = 'cases'"))


def downgrade() -> None:
    op.drop_table("case_news")


def _row(news: dict[str, Any]) -> dict[str, Any]:
    told, words, due = news["told"], news.get("reason") or {}, news.get("due_on")
    changed_at = datetime.fromisoformat(news["changed_at"]).astimezone(UTC)
    return {
        "act_id": news["act_id"],
        "state": news["state"],
        "version": news["version"],
        "changed_at": changed_at.isoformat(timespec="microseconds"),
        "told_vi": told["vi"],
        "told_en": told["en"],
        "due_on": None if due is None else date.fromisoformat(due),
        "due_confirmed": bool(news.get("due_confirmed")),
        "reason_vi": words.get("vi"),
        "reason_en": words.get("en"),
    }
