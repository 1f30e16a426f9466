"""The tables of signing in at the pages. No secret and no token is in a column as it is used."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, Text

from central.store.schema import Instant, metadata

staff_web_access = Table(
    "staff_web_access",
    metadata,
    Column("account", Text, ForeignKey("staff_account.account"), primary_key=True),
    Column("salt", Text, nullable=False),  # of the pepper, which is in no column
    Column("password_hash", Text, nullable=False),  # Argon2id of the peppered password
    Column("code_secret", Text, nullable=False),  # TOTP secret, sealed by a key that is in no column
    Column("made_at", Instant, nullable=False),
    Column("last_step", BigInteger, nullable=False),  # time step of the newest code that was spent
    Column("failures", Integer, nullable=False),
    Column("locked_until", Instant),
)

staff_session = Table(
    "staff_session",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("account", Text, ForeignKey("staff_account.account"), nullable=False, index=True),
    Column("made_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False, index=True),
)
