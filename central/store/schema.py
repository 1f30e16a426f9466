"""The tables of central, the same on PostgreSQL and SQLite. Acts lie here sealed, as they came.

Every unique key of a table that grows has the columns by which the table can be cut into parts
(``operations/partitions.py``): device and office where a row belongs to a device, else the name or hash that
the row is about. No key needs an index over all parts.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    ForeignKeyConstraint,
    FromClause,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    Uuid,
    and_,
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


def _of_kiosk() -> tuple[Column[str], Column[str]]:
    """Kiosk and office that a stream was begun by, last in the key: they stay when the kiosk gets another key
    or moves.
    """
    return Column("kiosk_id", Text, primary_key=True), Column("office_id", Text, primary_key=True)


def _of_key() -> tuple[Column[str], Column[str]]:
    """The key of a device, and its office."""
    return Column("kid", Text, primary_key=True), Column("office_id", Text, primary_key=True)


_PLACE = ("stream_id", "sequence", "kiosk_id", "office_id")
"""Where an act stands. A stream is of one kiosk: stream and sequence name the place, the others its part."""


def place_of(table: FromClause) -> list[ColumnElement[Any]]:
    return [table.c[name] for name in _PLACE]


def same_place(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """For a join within each part."""
    return and_(*(one.c[name] == other.c[name] for name in _PLACE))


def same_stream(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    names = ("stream_id", "kiosk_id", "office_id")
    return and_(*(one.c[name] == other.c[name] for name in names))


def _to_event() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(_PLACE, [f"event.{name}" for name in _PLACE])


enrolment_code = Table(
    "enrolment_code",
    metadata,
    Column("name", Text, primary_key=True),  # first group of the code; its secret is in no column
    Column("salt", Text, nullable=False),
    Column("kiosk_id", Text, nullable=False),
    Column("office_id", Text, nullable=False),
    Column("office_name", Text, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_by", Text),  # kid
    Column("used_at", Instant),
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
    Column("last_seen_at", Instant),  # give or take some minutes
    Column("clock_offset_seconds", Integer),  # its own clock less ours, NULL while they agree
    Column("clock_noted_at", Instant),
    Column("version", Text),  # of its program, as it says
    Column("update_version", Text),  # which version its last update was to, as it says
    Column("update_outcome", Text),
    Column("update_noted_at", Instant),
)

divergence = Table(
    "divergence",
    metadata,
    Column("stream_id", Uuid, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("chain", Text, primary_key=True),
    *_of_key(),
    Column("act_id", Uuid, nullable=False),
    Column("seen_at", Instant, nullable=False),
)

Index("ix_divergence_kid", divergence.c.kid)

# Which stream has which eight digits in case numbers: no two have the same, and none is of two devices.
stream_number = Table(
    "stream_number",
    metadata,
    Column("number", Text, primary_key=True),
    Column("stream_id", Uuid, nullable=False),
)

stream = Table(
    "stream",
    metadata,
    Column("stream_id", Uuid, primary_key=True),
    *_of_kiosk(),
    Column("kid", Text, nullable=False),  # the key that may add to it now
    Column("number", Text, nullable=False),
    Column("last_sequence", Integer, nullable=False),
    Column("chain_head", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    ForeignKeyConstraint(["kid"], ["device.kid"]),
)
Index("stream_kid", stream.c.kid)

# What intake stores. Nothing of it ever changes.
event = Table(
    "event",
    metadata,
    Column("stream_id", Uuid, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    *_of_kiosk(),
    Column("act_id", Uuid, nullable=False),
    Column("chain", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("transfer", Text),
    Column("sealed_sha256", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("kind", Text),  # as the kiosk stated it, until the act was judged only a claim
    Column("case_number", Text),  # as the receipt promises it
    Column("receipt", Text, nullable=False),
    ForeignKeyConstraint(
        ["stream_id", "kiosk_id", "office_id"], ["stream.stream_id", "stream.kiosk_id", "stream.office_id"]
    ),
)
Index("event_act", event.c.act_id)
Index("event_case_number", event.c.case_number)

# The queue: stored and not judged yet, or to be judged again.
to_judge = Table(
    "to_judge",
    metadata,
    Column("stream_id", Uuid, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    *_of_kiosk(),
    Column("queued_at", Instant, nullable=False),
)
Index("to_judge_queued_at", to_judge.c.queued_at)

judgement = Table(
    "judgement",
    metadata,
    Column("stream_id", Uuid, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    *_of_kiosk(),
    Column("outcome", Text, nullable=False),
    Column("problem", Text),  # why it is in quarantine
    Column("detail", Text),  # where in it, by names of fields only
    Column("judged_at", Instant, nullable=False),
    Column("answer", Text),  # of staff, to staff at the kiosk
    _to_event(),
)
_in_quarantine = text("outcome = 'quarantined'")
Index(
    "judgement_quarantined",
    judgement.c.judged_at,
    postgresql_where=_in_quarantine,
    sqlite_where=_in_quarantine,
)

# An act counts once, whatever else arrives under its id.
act = Table(
    "act",
    metadata,
    Column("act_id", Uuid, primary_key=True),
    Column("stream_id", Uuid, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("kiosk_id", Text, nullable=False),
    Column("office_id", Text, nullable=False),
    Column("case_id", Uuid, nullable=False, index=True),
)

# Files that stored acts refer to, as their content says; rows are written when the act is judged.
attachment = Table(
    "attachment",
    metadata,
    Column("stream_id", Uuid, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    *_of_kiosk(),
    Column("attachment_id", Uuid, primary_key=True),
    Column("act_id", Uuid, nullable=False, index=True),
    Column("sha256", Text, nullable=False, index=True),  # of the sealed file
    Column("size", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("role", Text, nullable=False),
    _to_event(),
)

# Statements about addresses that acts rest on: each serves one act.
spent_proof = Table(
    "spent_proof",
    metadata,
    Column("kid", Text, primary_key=True),
    Column("challenge_id", Uuid, primary_key=True),
    Column("act_id", Uuid, nullable=False),
    Column("person", Text),  # whose act that is, by keyed hash; NULL of one of before
    Column("verified_at", Instant, nullable=False, index=True),
)

# Addresses of acts that are still to be proved, by their names in the act.
unproved_address = Table(
    "unproved_address",
    metadata,
    Column("stream_id", Uuid, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    *_of_kiosk(),
    Column("channel", Text, primary_key=True),
    _to_event(),
)

# Who has looked at what an act says.
look = Table(
    "look",
    metadata,
    Column("look_id", Uuid, primary_key=True),
    Column("act_id", Uuid, nullable=False, index=True),
    Column("who", Text, nullable=False),
    Column("way", Text, nullable=False),
    Column("at", Instant, nullable=False, index=True),
)

# Sealed files that are here, whole.
blob = Table(
    "blob",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("kid", Text, nullable=False),  # the device that brought it
    Column("stored_at", Instant, nullable=False),
)
Index("blob_device", blob.c.kid, blob.c.stored_at)

# Files of which a part is here.
upload = Table(
    "upload",
    metadata,
    Column("sha256", Text, primary_key=True),
    *_of_key(),
    Column("length", Integer, nullable=False),
    Column("received", Integer, nullable=False),
    Column("changed_at", Instant, nullable=False, index=True),
)

# Packages that were carried here.
package = Table(
    "package",
    metadata,
    Column("package_id", Uuid, primary_key=True),
    *_of_key(),
    Column("made_at", Instant, nullable=False),
    Column("imported_at", Instant, nullable=False),
)
Index("ix_package_kid", package.c.kid)

# The changes feed, by whom it is for: "all", "office:CODE" or "device:KID". The row is locked by whoever adds
# an entry until the commit, so that none becomes visible behind one that was read.
feed_scope = Table(
    "feed_scope",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("last", BigInteger, nullable=False),  # position of its newest entry
    Column("floor", BigInteger, nullable=False),  # up to there something was forgotten without a word
)

feed_entry = Table(
    "feed_entry",
    metadata,
    Column("scope", Text, ForeignKey("feed_scope.scope"), primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("previous", BigInteger, nullable=False),  # the entry that it came after
    Column("topic", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("effective_from", Date),
    Column("published_at", Instant, nullable=False),
    Column("withdrawn", Boolean(create_constraint=False), nullable=False),
    Column("content", Text, nullable=False),  # JSON
)
Index("feed_entry_key", feed_entry.c.topic, feed_entry.c.scope, feed_entry.c.key)

# Checkpoints of the audit logs of kiosks, as their devices signed them. Two hashes at one place: two
# histories.
audit_checkpoint = Table(
    "audit_checkpoint",
    metadata,
    Column("kid", Text, primary_key=True),
    Column("office_id", Text, primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", Text, primary_key=True),
    Column("signed", Text, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("is_first", Boolean(create_constraint=False), nullable=False),  # and so countersigned
    ForeignKeyConstraint(["kid"], ["device.kid"]),
)

# One-time codes that went to an e-mail address or a phone.
code_challenge = Table(
    "code_challenge",
    metadata,
    Column("challenge_id", Uuid, primary_key=True),
    *_of_key(),
    Column("channel", Text, nullable=False),
    Column("address_hash", Text, nullable=False),
    Column("code_hash", Text, nullable=False),
    Column("sent_at", Instant, nullable=False),
    Column("tries_left", Integer, nullable=False),
    Column("verified_at", Instant),
    ForeignKeyConstraint(["kid"], ["device.kid"]),
)
Index("code_challenge_address", code_challenge.c.address_hash, code_challenge.c.sent_at)

# What left by whatever channel in the last day, to hold to the limits.
sent_message = Table(
    "sent_message",
    metadata,
    Column("send_id", Uuid, primary_key=True),
    *_of_key(),
    Column("recipient_hash", Text, nullable=False),
    Column("sent_at", Instant, nullable=False),
)
for _counted in (sent_message.c.recipient_hash, sent_message.c.kid, sent_message.c.office_id):
    Index(f"sent_message_{_counted.name}", _counted, sent_message.c.sent_at)

# Requests with an Idempotency-Key and what was answered; no answer while one is being worked on.
repeatable_request = Table(
    "repeatable_request",
    metadata,
    Column("key", Text, primary_key=True),
    *_of_key(),
    Column("body_sha256", Text, nullable=False),
    Column("started_at", Instant, nullable=False),
    Column("answered_at", Instant),
    Column("answer", Text),
)

staff_account = Table(
    "staff_account",
    metadata,
    Column("account", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("office_id", Text, nullable=False, index=True),  # "" for every office
    Column("salt", Text, nullable=False),  # of the pepper, which is in no column
    Column("pin_hash", Text, nullable=False),  # Argon2id of the peppered PIN
    Column("code_secret", Text, nullable=False),  # TOTP secret, sealed by a key that is in no column
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("disabled_at", Instant),
)
