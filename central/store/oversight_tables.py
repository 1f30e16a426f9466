"""What staff do at the pages besides cases and are about to answer to acts in quarantine; how kiosks are."""

from __future__ import annotations

from sqlalchemy import Column, Float, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Text, Uuid

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

# What went wrong at a kiosk, as it told. Nothing of any person.
kiosk_fault = Table(
    "kiosk_fault",
    metadata,
    Column("kid", Text, primary_key=True),
    Column("office_id", Text, primary_key=True),
    Column("reference", Text, primary_key=True),  # that the person read and the kiosk's log has
    Column("kiosk_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("error", Text),
    Column("place", Text),
    Column("part", Text),
    Column("version", Text, nullable=False),
    Column("happened_at", Instant, nullable=False),  # by the kiosk's clock
    Column("received_at", Instant, nullable=False),
    ForeignKeyConstraint(["kid"], ["device.kid"]),
)
Index("kiosk_fault_received", kiosk_fault.c.kid, kiosk_fault.c.received_at)

# How each kiosk is, as it last told.
kiosk_health = Table(
    "kiosk_health",
    metadata,
    Column("kid", Text, ForeignKey("device.kid"), primary_key=True),
    Column("report", Text, nullable=False),  # KioskHealth as JSON
    Column("received_at", Instant, nullable=False),
)

# Alarms that stand, by rule, and when somebody was told by mail.
kiosk_alarm = Table(
    "kiosk_alarm",
    metadata,
    Column("kid", Text, ForeignKey("device.kid"), primary_key=True),
    Column("rule", Text, primary_key=True),
    Column("kiosk_id", Text, nullable=False),
    Column("office_id", Text, nullable=False),
    Column("value", Float, nullable=False),
    Column("since", Instant, nullable=False),
    Column("told_at", Instant),
)
