"""What staff wrote about acts that need somebody. A note is never changed nor deleted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import insert, select

from local_db.database import Database
from local_db.schema import act_note

MOST_CHARS = 500


@dataclass(frozen=True, slots=True)
class ActNote:
    act_id: UUID
    written_at: datetime
    account: str
    text: str = field(repr=False)


class ActNotes:
    """Thread-safe. Raises LocalDbError."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, act_id: UUID) -> list[ActNote]:
        """The oldest first."""
        query = select(act_note).where(act_note.c.act_id == act_id).order_by(act_note.c.note_id)
        with self._database.read() as connection:
            return [
                ActNote(row.act_id, row.written_at, row.account, row.text)
                for row in connection.execute(query)
            ]

    def add(self, note: ActNote) -> None:
        """ValueError for a note without words, or with more than ``MOST_CHARS``."""
        if not note.text.strip() or len(note.text) > MOST_CHARS:
            raise ValueError("a note has words, and not too many")
        row = {"act_id": note.act_id, "written_at": note.written_at}
        row |= {"account": note.account, "text": note.text}
        with self._database.write() as connection:
            connection.execute(insert(act_note), row)  # a statement is kept with the values in it: none are
