"""The tables, as the newest migration leaves them (a test compares the two).

No column holds plain data of a person: acts are sealed to central's key before they come here, the personal
number is kept only as a keyed hash, and the summary is masked by whoever made it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    text,
)
from typing_extensions import override


class UtcInstant(TypeDecorator[datetime]):
    """An aware datetime kept as ISO 8601 text in UTC with microseconds: it sorts, and people can read it."""

    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class UuidText(TypeDecorator[UUID]):
    impl = Text
    cache_ok = True

    @override
    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    @override
    def process_result_value(self, value: Any | None, dialect: Dialect) -> UUID | None:
        return None if value is None else UUID(value)


metadata = MetaData()


def _secret_columns() -> list[Column[Any]]:
    return [Column("name", Text, primary_key=True), Column("value", LargeBinary, nullable=False)]


def _enrolment_columns() -> list[Column[Any]]:
    return [
        Column("id", Integer, CheckConstraint("id = 1", name="one_enrolment"), primary_key=True),
        Column("kid", Text, nullable=False),
        Column("kiosk_id", Text, nullable=False),
        Column("office_id", Text, nullable=False),
        Column("office_name", Text, nullable=False),
        Column("intake_key", Text, nullable=False),  # JWK as JSON
        Column("receipt_keys", Text, nullable=False),  # list of JWKs as JSON
        Column("enrolled_at", UtcInstant, nullable=False),
    ]


secret = Table("secret", metadata, *_secret_columns())
enrolment = Table("enrolment", metadata, *_enrolment_columns())
# Triggers keep the same rows a second time, on pages of their own: see `local_db.rescue`.
secret_copy = Table("secret_copy", metadata, *_secret_columns())
enrolment_copy = Table("enrolment_copy", metadata, *_enrolment_columns())

stream = Table(
    "stream",
    metadata,
    Column("stream_id", UuidText, primary_key=True),
    Column("created_at", UtcInstant, nullable=False),
    Column("current", Boolean(create_constraint=False), nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("stream_id", UuidText, ForeignKey("stream.stream_id"), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("act_id", UuidText, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("occurred_at", UtcInstant, nullable=False),
    Column("counted_at", Float, nullable=False, server_default="0"),  # by `CountedTime`, seconds
    Column("previous", Text, nullable=False),
    Column("chain", Text, nullable=False),
    Column("sealed_sha256", Text, nullable=False),
    Column("content_mac", Text, nullable=False),
    Column("subject_hash", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("receipt", Text),
    Column("case_number", Text),
    Column("received_at", UtcInstant),
    CheckConstraint("state IN ('pending', 'sent', 'quarantined', 'damaged')", name="known_state"),
    CheckConstraint("(state IN ('pending', 'damaged')) = (receipt IS NULL)", name="receipt_closes"),
)
# Finding what is still to send, and counting, reads an index alone, however many sent rows there are.
Index("outbox_state", outbox.c.state, outbox.c.stream_id, outbox.c.sequence)
Index("outbox_sent", outbox.c.received_at, sqlite_where=text("state = 'sent'"))  # for the purge
Index("outbox_subject", outbox.c.subject_hash)

# What travels, whole: it can be sent even when the row about it cannot be read.
envelope = Table(
    "envelope",
    metadata,
    Column("act_id", UuidText, primary_key=True),
    Column("stream_id", UuidText, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("previous", Text, nullable=False),
    Column("chain", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("transfer", Text),  # signed note when it was sealed for a place in another stream
)

# Acts that a receipt was shown for and that this kiosk no longer has whole.
loss = Table(
    "loss",
    metadata,
    Column("stream_id", UuidText, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("act_id", UuidText),
    Column("recorded_at", UtcInstant),
    Column("found_at", UtcInstant, nullable=False),
    Column("fault", Text, nullable=False),
    Column("at_central", Boolean(create_constraint=False), nullable=False),
    Column("settled_by", Text),  # the member of staff who saw to it
)
# Central's newest word about acts that are not, or no longer, as their receipts let expect.
judged_act = Table(
    "judged_act",
    metadata,
    Column("act_id", UuidText, primary_key=True),
    Column("quarantined", Boolean(create_constraint=False), nullable=False),
    Column("problem", Text),
    Column("answer", Text),
    Column("title_vi", Text),
    Column("title_en", Text),
    Column("detail", Text),
)
# Central's newest word about the case that an act opened or joined.
case_news = Table(
    "case_news",
    metadata,
    Column("act_id", UuidText, primary_key=True),
    Column("state", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", UtcInstant, nullable=False),
    Column("told_vi", Text, nullable=False),
    Column("told_en", Text, nullable=False),
    Column("due_on", Date),
    Column("due_confirmed", Boolean(create_constraint=False), nullable=False),
    Column("reason_vi", Text),
    Column("reason_en", Text),
)

# What central's feed has told, the newest word on each thing; and up to where it was read, in one commit.
feed_entry = Table(
    "feed_entry",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("topic", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("effective_from", Text),  # a date
    Column("published_at", UtcInstant, nullable=False),
    Column("received_at", UtcInstant, nullable=False),
    Column("generation", Integer, nullable=False),  # of the snapshot that it belongs to
    Column("content", Text, nullable=False),  # JSON
)

feed_state = Table(
    "feed_state",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="one_feed"), primary_key=True),
    Column("cursor", Text, nullable=False),  # as central gave it
    Column("as_of", Integer, nullable=False),
    Column("generation", Integer, nullable=False),
    Column("read_at", UtcInstant, nullable=False),
)

# Sealed files that belong to acts, beside the database under their names. Their keys are in the acts.
attachment = Table(
    "attachment",
    metadata,
    Column("attachment_id", UuidText, primary_key=True),
    Column("act_id", UuidText, nullable=False),
    Column("sha256", Text, nullable=False),  # of the sealed file: its name
    Column("size", Integer, nullable=False),  # of the sealed file, bytes
    Column("held_at", UtcInstant, nullable=False),
    Column("state", Text, nullable=False),
    Column("receipt", Text),  # central's, for the whole file
    CheckConstraint("state IN ('held', 'waiting', 'sent', 'damaged')", name="known_attachment_state"),
)
Index("attachment_act", attachment.c.act_id)
Index("attachment_state", attachment.c.state, attachment.c.held_at)
Index("attachment_sha256", attachment.c.sha256)

# Acts that left in a package, until their receipts come back.
exported_act = Table(
    "exported_act",
    metadata,
    Column("act_id", UuidText, primary_key=True),
    Column("package_id", UuidText, nullable=False),  # the last one
    Column("exported_at", UtcInstant, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("subject_hash", Text, primary_key=True),
    Column("saved_at", UtcInstant, nullable=False),
    Column("sealed", LargeBinary, nullable=False),  # with a key that needs the person's card
)

audit_log = Table(
    "audit_log",
    metadata,
    Column("sequence", Integer, primary_key=True),
    Column("recorded_at", UtcInstant, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

audit_checkpoint = Table(
    "audit_checkpoint",
    metadata,
    Column("sequence", Integer, primary_key=True),  # of the last record that it stands for
    Column("signed", Text, nullable=False),  # JWS of the device
    Column("countersigned", Text),  # JWS of central, once it has seen it
)

counted_time = Table(
    "counted_time",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="one_count"), primary_key=True),
    Column("boot_id", Text, nullable=False),
    Column("boot_seconds", Float, nullable=False),  # since that boot, as last noted
    Column("noted_at", UtcInstant, nullable=False),
    Column("total_seconds", Float, nullable=False),
)

# The set of grants of central by which staff sign in here, as it was signed.
staff_grants = Table(
    "staff_grants",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="one_set"), primary_key=True),
    Column("issued_at", UtcInstant, nullable=False),
    Column("counted_at", Float, nullable=False),  # when it came, by `CountedTime`
    Column("signed", Text, nullable=False),
)
staff_try = Table(
    "staff_try",
    metadata,
    Column("account", Text, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("locked_until", Float),  # by `CountedTime`
    Column("last_step", Integer, nullable=False),  # of the codes that were used
)
# What staff wrote about an act: for staff at this kiosk, and never changed.
act_note = Table(
    "act_note",
    metadata,
    Column("note_id", Integer, primary_key=True, autoincrement=True),
    Column("act_id", UuidText, nullable=False),
    Column("written_at", UtcInstant, nullable=False),
    Column("account", Text, nullable=False),
    Column("text", Text, nullable=False),
)
Index("act_note_act", act_note.c.act_id)
# How visits were found, until central has it: counts by day, and "" or the batch in which they are being
# sent.
visit_rating = Table(
    "visit_rating",
    metadata,
    Column("on_day", Date, primary_key=True),
    Column("task", Text, primary_key=True),
    Column("face", Integer, primary_key=True, autoincrement=False),
    Column("batch", Text, primary_key=True),
    Column("count", Integer, nullable=False),
)
