"""The tables of grants. No personal data: people are keyed hashes of their number.

Of a device there is one challenge at a time: it serves one person at a time.
"""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, Integer, Table, Text, Uuid

from central.store.schema import Instant, metadata

chip_challenge = Table(
    "chip_challenge",
    metadata,
    Column("kid", Text, ForeignKey("device.kid"), primary_key=True),
    Column("challenge_id", Uuid, nullable=False),
    Column("challenge", Text, nullable=False),  # hex
    Column("made_at", Instant, nullable=False),
)

record_grant = Table(
    "record_grant",
    metadata,
    Column("grant_id", Uuid, primary_key=True),
    Column("kid", Text, ForeignKey("device.kid"), nullable=False),
    Column("number_hash", Text, nullable=False),
    Column("sections", JSON, nullable=False),
    Column("granted_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("ended_at", Instant),  # read, or found expired: it never holds again, whatever the clock says
)
Index("record_grant_device", record_grant.c.kid, record_grant.c.granted_at)
Index("record_grant_person", record_grant.c.number_hash, record_grant.c.granted_at)

# Every grant, refusal and reading, in their order. Rows are only added.
grant_audit = Table(
    "grant_audit",
    metadata,
    Column("entry", Uuid, primary_key=True),  # made of the time
    Column("kid", Text, primary_key=True),
    Column("office_id", Text, primary_key=True),  # "" where it was not asked for
    Column("at", Instant, nullable=False),
    Column("what", Text, nullable=False),  # granted, refused, read, … (AuditWhat)
    Column("code", Text),  # why it was refused; by what somebody was found
    Column("grant_id", Uuid),
    Column("visit_id", Uuid),
    Column("number_hash", Text),
    Column("sections", JSON(none_as_null=True)),
    Column("case_id", Uuid),  # whose result was read too
    Column("chip", Text),  # genuine, copyable
    Column("proved_by", Text),
    Column("officer", Text),  # staff number, where one was named
)
Index("grant_audit_device", grant_audit.c.kid, grant_audit.c.at)
Index("grant_audit_at", grant_audit.c.at)
Index("grant_audit_person", grant_audit.c.number_hash, grant_audit.c.at)

# What the codes are made of by which an officer vouches for a person. Unlike the codes that let staff in at
# a kiosk, the secret is told to no device.
officer_code = Table(
    "officer_code",
    metadata,
    Column("account", Text, ForeignKey("staff_account.account"), primary_key=True),
    Column("secret", Text, nullable=False),  # sealed by a key that is in no column
    Column("made_at", Instant, nullable=False),
    Column("last_step", BigInteger, nullable=False),  # time step of the newest code that was spent
    Column("failures", Integer, nullable=False),
    Column("locked_until", Instant),
)
