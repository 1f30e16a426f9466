"""The tables of Smart OTP. People are keyed hashes of their number; secrets and PINs are never plain."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, Uuid

from central.store.schema import Instant, metadata

# A phone that has not shown its first code; of a person there is one at a time.
smart_otp_enrolment = Table(
    "smart_otp_enrolment",
    metadata,
    Column("number_hash", Text, primary_key=True),
    Column("device_id", Uuid, nullable=False),
    Column("name", Text, nullable=False),
    Column("secret", Text, nullable=False),  # sealed by a key that is in no column
    Column("enrolled_at", Instant, nullable=False),
    Column("failures", Integer, nullable=False),
)

smart_otp_device = Table(
    "smart_otp_device",
    metadata,
    Column("device_id", Uuid, primary_key=True),
    Column("number_hash", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("secret", Text, nullable=False),  # sealed as above
    Column("pin_hash", Text, nullable=False),  # Argon2id of the peppered PIN
    Column("confirmed_at", Instant, nullable=False),
    Column("last_step", BigInteger, nullable=False),  # time step of the newest code that was spent
    Column("failures", Integer, nullable=False),
    Column("locked_until", Instant),
)
Index("smart_otp_device_person", smart_otp_device.c.number_hash, smart_otp_device.c.confirmed_at)

# What is to be signed, by its hash only: the text itself may tell of the person.
smart_otp_challenge = Table(
    "smart_otp_challenge",
    metadata,
    Column("challenge_id", Uuid, primary_key=True),
    Column("device_id", Uuid, nullable=False),
    Column("question", Text, nullable=False),  # SHA-256, hex, of what the phone takes in
    Column("act_id", Uuid, nullable=False),  # what is signed
    Column("text_sha256", Text, nullable=False),  # of the words alone
    Column("made_at", Instant, nullable=False),
    Column("signed_at", Instant),
)
Index("smart_otp_challenge_device", smart_otp_challenge.c.device_id)
Index("smart_otp_challenge_made", smart_otp_challenge.c.made_at)

# Everything that was done or refused, in its order. Rows are only added.
smart_otp_audit = Table(
    "smart_otp_audit",
    metadata,
    Column("entry", Uuid, primary_key=True),  # made of the time
    Column("number_hash", Text, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("what", Text, nullable=False),
    Column("code", Text),  # why it was refused
    Column("device_id", Uuid),
    Column("challenge_id", Uuid),
)
Index("smart_otp_audit_person", smart_otp_audit.c.number_hash, smart_otp_audit.c.at)
