"""What staff do at the pages besides cases, and what they are about to answer to acts in quarantine."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, Text, Uuid

from central.store.schema import Instant, metadata

# What a member of staff did at the pages, or tried to. Rows are only added; none names a person.
staff_deed = Table(
    "staff_deed",
    metadata,
    Column("deed_id", Uuid, primary_key=True),
    Column("who", Text, nullable=False),  # a staff number
    Column("office_id", Text, nullable=False),  # that it was about; "" for every office
    Column("what", Text, nullable=False),
    Column("about", Text),  # a kiosk, the number of an act or case
    Column("problem", Text),  # why it was refused
    Column("at", Instant, nullable=False),
)
Index("staff_deed_at", staff_deed.c.at)
Index("staff_deed_about", staff_deed.c.about, staff_deed.c.at)

# How somebody wants to close an act in quarantine, until a second person agrees.
quarantine_answer = Table(
    "quarantine_answer",
    metadata,
    Column("stream_id", Uuid, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("answer", Text, nullable=False),  # of staff, to staff at the kiosk; as in a judgement
    Column("proposed_by", Text, nullable=False),
    Column("proposed_at", Instant, nullable=False),
)

# The newest call for staff of each kiosk.
staff_call = Table(
    "staff_call",
    metadata,
    Column("kid", Text, ForeignKey("device.kid"), primary_key=True),
    Column("call_id", Uuid, nullable=False),
    Column("kiosk_id", Text, nullable=False),
    Column("office_id", Text, nullable=False, index=True),
    Column("called_at", Instant, nullable=False),
    Column("ended_at", Instant),
    Column("ended_by", Text),  # a staff number, or kiosk: it was over there
)
