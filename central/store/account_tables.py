"""E-transaction accounts, and the one-time codes by which people activate them. No password stands here, no
code and no number of a person: keyed hashes, and Argon2id of the code.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, Uuid

from central.store.schema import Instant, metadata

# One for each person. Who they are and what they sign in with stand as keyed hashes.
account = Table(
    "account",
    metadata,
    Column("person", Text, primary_key=True),  # as in the tables of cases
    Column("name_kind", Text, nullable=False),  # which number of the person that is, see policy.toml
    Column("state", Text, nullable=False),  # awaiting_activation, active
    Column("case_id", Uuid, nullable=False),  # that opened it
    Column("opened_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
)

# What people sign in with: a user name is of one person.
account_name = Table(
    "account_name",
    metadata,
    Column("name_hash", Text, primary_key=True),
    Column("person", Text, nullable=False),
)

# A code for each case that ends with one; queued with the change of the case, made and sent after it.
account_code = Table(
    "account_code",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),  # of the case, that brought it
    Column("person", Text, nullable=False),
    Column("message_id", Uuid, nullable=False),
    Column("state", Text, nullable=False),  # waiting, sent, no_address, failed, printed
    Column("queued_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),  # not before; later while somebody sends
    Column("failures", Integer, nullable=False),
    Column("fault", Text),  # of the last one
    Column("channel", Text),  # by which it went
    Column("code_hash", Text),  # Argon2id; NULL until one is made
    Column("expires_at", Instant),
    Column("wrong", Integer, nullable=False),  # codes that were tried
    Column("spent_at", Instant),
    Column("printed_by", Text),  # on a slip, by whom of staff
    Column("printed_at", Instant),
)
Index("account_code_next", account_code.c.state, account_code.c.next_at)
Index("account_code_message", account_code.c.message_id)
Index("account_code_person", account_code.c.person, account_code.c.queued_at)
