"""Copies of books that wait some minutes for a phone.

The address is the only place of the secret that opens a copy: 160 random bits, of which the table has a hash,
and from which the key of the copy is derived. So neither the database nor central itself can read what waits,
and nobody finds a copy whom its address was not shown. It is given out once.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, Engine, Row, delete, insert, select

from central.books.tables import book_copy

_SECRET_BYTES = 20
_SECRET = re.compile(r"[A-Za-z0-9_-]{27}")
_NONCE = b"\0" * 12  # each key seals one copy


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the page says before anything is fetched: the copy's number and until when."""

    number: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LeftCopy:
    secret: str = field(repr=False)
    expires_at: datetime


class BookCopies:
    def __init__(self, engine: Engine, now: Callable[[], datetime], minutes: int) -> None:
        self._engine = engine
        self._now = now
        self._span = timedelta(minutes=minutes)

    def leave(self, connection: Connection, number: str, pdf: bytes) -> LeftCopy:
        """In the place of those of this book that nobody has fetched."""
        secret, now = secrets.token_urlsafe(_SECRET_BYTES), self._now()
        place, key = _place_and_key(secret)
        sealed = AESGCM(key).encrypt(_NONCE, pdf, number.encode())
        expires_at = now + self._span
        connection.execute(delete(book_copy).where(book_copy.c.number == number))
        connection.execute(
            insert(book_copy).values(
                place=place, number=number, sealed=sealed, left_at=now, expires_at=expires_at
            )
        )
        return LeftCopy(secret, expires_at)

    def find(self, secret: str) -> Waiting | None:
        """What waits there still; looking at it changes nothing."""
        if not _SECRET.fullmatch(secret):
            return None
        query = select(book_copy.c.number, book_copy.c.expires_at)
        with self._engine.connect() as connection:
            row = connection.execute(query.where(book_copy.c.place == _place_and_key(secret)[0])).first()
        return None if row is None or row.expires_at <= self._now() else Waiting(row.number, row.expires_at)

    def take(self, connection: Connection, secret: str) -> tuple[str, bytes] | None:
        """The number and the copy, once; None where nothing waits any more."""
        if not _SECRET.fullmatch(secret):
            return None
        place, key = _place_and_key(secret)
        row = _taken(connection, place)
        if row is None or row.expires_at <= self._now():
            return None
        try:
            return row.number, AESGCM(key).decrypt(_NONCE, row.sealed, row.number.encode())
        except InvalidTag:
            return None


def _taken(connection: Connection, place: str) -> Row[tuple[Any, ...]] | None:
    """Whoever deletes it has it: of two who come at once one."""
    query = delete(book_copy).where(book_copy.c.place == place)
    return connection.execute(query.returning(*book_copy.c)).first()


def _place_and_key(secret: str) -> tuple[str, bytes]:
    """Where it lies, which tells nothing of the key, and the key."""
    place = hashlib.sha256(b"place of a book\0" + secret.encode()).hexdigest()
    return place, hashlib.sha256(b"key of a book\0" + secret.encode()).digest()
