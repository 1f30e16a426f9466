"""The queue of notices. No address stands in it: that lies sealed in the act of the person."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, Uuid

from central.store.schema import Instant, metadata

# A row for each notice and channel: of a version several people may be told, or of several things.
notice = Table(
    "notice",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("notice_id", Uuid, nullable=False),  # the same at every try, for whoever carries it
    Column("reason", Text),  # a code
    Column("state", Text, nullable=False),  # waiting, sent, no_address, failed
    Column("queued_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),  # not before; later while somebody sends
    Column("failures", Integer, nullable=False),
    Column("fault", Text),  # of the last one
    Column("seen_by", Text),  # a staff number: somebody has looked after one that failed
    Column("seen_at", Instant),
)
Index("notice_next", notice.c.state, notice.c.next_at)
