"""One after the other: transactions about the same thing, whatever rows it has or has not yet."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, text

_PREFIX = b"bhxh-central turn\0"


def wait_for_turn(connection: Connection, *things: str) -> None:
    """Hold the turn of each of ``things`` until the transaction ends.

    On PostgreSQL by advisory locks, taken in one order, so that two never wait for each other; on SQLite
    every writing transaction is alone anyway. To be called once in a transaction.
    """
    if connection.dialect.name != "postgresql":
        return
    for key in sorted({_lock_key(each) for each in things}):
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})


def blob_turn(sha256: str) -> str:
    """Who stores or deletes a file and who looks whether it is stored wait for each other."""
    return f"blob {sha256}"


def _lock_key(thing: str) -> int:
    digest = hashlib.sha256(_PREFIX + thing.encode("utf-8")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
