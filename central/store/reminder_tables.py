"""Reminders that central keeps. What they say and to whom lies sealed in the act of the person."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, Uuid

from central.store.schema import Instant, metadata

# A row for each time that it rings, and one (place 0) by which its case is settled.
kept_reminder = Table(
    "kept_reminder",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("message_id", Uuid, nullable=False),  # the same at every try
    Column("rings_at", Instant, nullable=False),
    Column("state", Text, nullable=False),  # waiting, sent, kept, dropped, no_address, failed, bounced
    Column("next_at", Instant, nullable=False),  # not before; later while somebody sends
    Column("failures", Integer, nullable=False),
    Column("fault", Text),  # of the last one
    Column("sent_to", Text),  # a keyed hash of the address that it went to
    Column("seen_by", Text),  # a staff number: somebody has looked after one that failed
    Column("seen_at", Instant),
)
Index("kept_reminder_next", kept_reminder.c.state, kept_reminder.c.next_at)
Index("kept_reminder_message", kept_reminder.c.message_id)
