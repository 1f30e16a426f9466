"""The tables of books. No personal data: who a book is about is a keyed hash; a copy for a phone opens by a
secret that is in no column.
"""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, Text, Uuid

from central.store.schema import Instant, metadata

# Every copy that was signed. Rows are only added, and say at most that it shall not be believed any more.
issued_book = Table(
    "issued_book",
    metadata,
    Column("number", Text, primary_key=True),
    Column("grant_id", Uuid),  # against which it was read; else the case that it is the result of
    Column("kid", Text, ForeignKey("device.kid")),  # of the device that read it
    Column("number_hash", Text, nullable=False),
    Column("issued_at", Instant, nullable=False),
    Column("digest", Text, nullable=False),  # of what it says of the person, as its code has it
    Column("sha256", Text, nullable=False),  # of the signed file
    Column("signed_by", Text, nullable=False),  # which key
    Column("withdrawn_at", Instant),
    Column("case_id", Uuid),
)
Index("issued_book_grant", issued_book.c.grant_id)
_withdrawn = issued_book.c.withdrawn_at.is_not(None)
Index(
    "issued_book_withdrawn",  # every look at a book asks for all of them
    issued_book.c.withdrawn_at,
    postgresql_where=_withdrawn,
    sqlite_where=_withdrawn,
)

# Copies that wait for a phone, each sealed by the secret that is in its address only.
book_copy = Table(
    "book_copy",
    metadata,
    Column("place", Text, primary_key=True),  # a hash of the secret
    Column("number", Text, ForeignKey("issued_book.number"), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("left_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
)
Index("book_copy_number", book_copy.c.number)
