"""Keyed hashes under which this database finds what belongs to a person, without keeping who that is."""

from __future__ import annotations

import hashlib
import hmac
import secrets

from local_db.database import Database
from local_db.secret_store import get_or_create_secret

_KEY_NAME = "subject_hash_key"


class KeyedHash:
    """One key a database; hashes of different purposes have nothing in common."""

    def __init__(self, database: Database) -> None:
        self._key = get_or_create_secret(database, _KEY_NAME, lambda: secrets.token_bytes(32))

    def of(self, purpose: str, content: bytes) -> str:
        """HMAC-SHA-256 as hex."""
        return hmac.new(self._key, purpose.encode("ascii") + b"\0" + content, hashlib.sha256).hexdigest()

    def of_subject(self, subject_id: str) -> str:
        return self.of("subject", subject_id.encode("utf-8"))
