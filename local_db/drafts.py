"""Sealed drafts of journeys that were not finished: one a person, gone after a set time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from local_db.database import Database
from local_db.keyed_hash import KeyedHash
from local_db.schema import draft


class Drafts:
    """Every call is one transaction. What is kept is sealed by the caller; this table adds only the time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._hash = KeyedHash(database)

    def put(self, subject_id: str, sealed: bytes, saved_at: datetime) -> None:
        """Keep the newest draft of a person in the place of an older one. Durable when it returns."""
        subject = self._hash.of_subject(subject_id)
        with self._database.write() as connection:
            connection.execute(delete(draft).where(draft.c.subject_hash == subject))
            connection.execute(draft.insert().values(subject_hash=subject, saved_at=saved_at, sealed=sealed))

    def find(self, subject_id: str, not_before: datetime, not_after: datetime) -> bytes | None:
        """The sealed draft of a person that was saved in this stretch of time."""
        query = select(draft.c.sealed).where(
            draft.c.subject_hash == self._hash.of_subject(subject_id),
            draft.c.saved_at >= not_before,
            draft.c.saved_at <= not_after,
        )
        with self._database.read() as connection:
            sealed: bytes | None = connection.execute(query).scalar()
        return sealed

    def delete(self, subject_id: str) -> None:
        subject = self._hash.of_subject(subject_id)
        with self._database.write() as connection:
            connection.execute(delete(draft).where(draft.c.subject_hash == subject))

    def delete_all(self) -> None:
        with self._database.write() as connection:
            connection.execute(delete(draft))

    def purge(self, not_before: datetime, not_after: datetime) -> int:
        """Delete every draft that is not of this stretch of time; how many there were. A draft from the
        future was saved before the clock was set back: its age is not known, so it goes too.
        """
        outside = (draft.c.saved_at < not_before) | (draft.c.saved_at > not_after)
        with self._database.read() as connection:
            if connection.execute(select(draft.c.subject_hash).where(outside).limit(1)).first() is None:
                return 0
        with self._database.write() as connection:
            return connection.execute(delete(draft).where(outside)).rowcount
