"""The tables of central, the same on PostgreSQL and SQLite. Acts lie here sealed, as they came."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    Uuid,
    text,
)
from typing_extensions import override


class Instant(TypeDecorator[datetime]):
    """``timestamptz`` on PostgreSQL; on SQLite the UTC time without its zone. Aware in Python on both."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC)

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


metadata = MetaData()

enrolment_code = Table(
    "enrolment_code",
    metadata,
    Column("code_hash", Text, primary_key=True),
    Column("kiosk_id", Text, nullable=False),
    Column("office_id", Text, nullable=False),
    Column("office_name", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_by", Text),  # kid
)

device = Table(
    "device",
    metadata,
    Column("kid", Text, primary_key=True),
    Column("kiosk_id", Text, nullable=False, index=True),
    Column("office_id", Text, nullable=False),
    Column("office_name", Text, nullable=False),
    Column("public_key", JSON, nullable=False),
    Column("enrolled_at", Instant, nullable=False),
    Column("revoked_at", Instant),
)

stream = Table(
    "stream",
    metadata,
    Column("stream_id", Uuid, primary_key=True),
    Column("kid", Text, ForeignKey("device.kid"), nullable=False),
    Column("last_sequence", Integer, nullable=False),
    Column("chain_head", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("stream_id", Uuid, ForeignKey("stream.stream_id"), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("act_id", Uuid, nullable=False),
    Column("chain", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("transfer", Text),
    Column("sealed_sha256", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("quarantine", Text),  # problem code, "act-known" for a repeat; NULL where the act counts
    Column("kind", Text),
    Column("case_number", Text, unique=True),
    Column("receipt", Text, nullable=False),
)
# An act counts once, whatever else arrives under its id.
Index(
    "event_act_once",
    event.c.act_id,
    unique=True,
    postgresql_where=text("quarantine IS NULL"),
    sqlite_where=text("quarantine IS NULL"),
)

case_counter = Table(
    "case_counter",
    metadata,
    Column("prefix", Text, primary_key=True),
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

email_challenge = Table(
    "email_challenge",
    metadata,
    Column("challenge_id", Uuid, primary_key=True),
    Column("kid", Text, ForeignKey("device.kid"), nullable=False),
    Column("address_hash", Text, nullable=False),
    Column("code_hash", Text, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("tries_left", Integer, nullable=False),
    Column("verified_at", Instant),
)
Index("email_challenge_address", email_challenge.c.address_hash, email_challenge.c.sent_at)
