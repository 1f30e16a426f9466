"""Attachments: sealed files that belong to acts, from the moment they are taken until central has them.

``held`` while the act is not there yet, ``waiting`` from the commit of the act on, ``sent`` with central's
receipt for the whole file, ``damaged`` when the file is not what was written. The rows hold no key: with the
sealed act (or the draft) the last copy of a key goes, and the file cannot be opened by anybody.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, or_, select, update

from local_db.attachment_files import AttachmentFiles
from local_db.database import Database
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.outbox_rows import OutboxState
from local_db.schema import attachment, loss, outbox

FOLDER = "attachments"
HEAD_BYTES = 64  # enough of a file to tell whose it is

ReadOwner = Callable[[bytes], "Owner | None"]
"""Whose file begins with these bytes; None for what is no attachment."""


@dataclass(frozen=True, slots=True)
class Owner:
    attachment_id: UUID
    act_id: UUID


class AttachmentState(StrEnum):
    HELD = "held"
    WAITING = "waiting"
    SENT = "sent"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Attachment:
    attachment_id: UUID
    act_id: UUID
    sha256: str  # of the sealed file
    size: int  # of the sealed file, bytes
    held_at: datetime
    state: AttachmentState


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits for central; bytes of the sealed files."""

    count: int = 0
    size: int = 0


_COLUMNS = (
    attachment.c.attachment_id,
    attachment.c.act_id,
    attachment.c.sha256,
    attachment.c.size,
    attachment.c.held_at,
    attachment.c.state,
)
_HELD, _WAITING, _SENT, _DAMAGED = (
    attachment.c.state == state.value
    for state in (
        AttachmentState.HELD,
        AttachmentState.WAITING,
        AttachmentState.SENT,
        AttachmentState.DAMAGED,
    )
)
_CLOSED = outbox.c.state.in_([OutboxState.SENT.value, OutboxState.QUARANTINED.value])


def _to_attachment(row: Row[*tuple[Any, ...]]) -> Attachment:
    return Attachment(
        row.attachment_id, row.act_id, row.sha256, row.size, row.held_at, AttachmentState(row.state)
    )


def bind_to_act(connection: Connection, act_id: UUID, attachment_ids: Collection[UUID]) -> None:
    """In the commit of the act: from now on these files wait for central with it.

    Raises LocalDbError ``attachment_gone`` when one of them is not held for this act.
    """
    if not attachment_ids:
        return
    held = attachment.c.attachment_id.in_(list(attachment_ids)) & (attachment.c.act_id == act_id) & _HELD
    bound = connection.execute(update(attachment).where(held).values(state=AttachmentState.WAITING.value))
    if bound.rowcount != len(set(attachment_ids)):
        raise LocalDbError(
            LocalDbErrorCode.ATTACHMENT_GONE, "A file that the act refers to is not kept here any more."
        )


class Attachments:
    """Safe to use from several threads. Raises LocalDbError."""

    def __init__(self, database: Database, read_owner: ReadOwner) -> None:
        self._database = database
        self._read_owner = read_owner
        self.files = AttachmentFiles(database.path.parent / FOLDER)
        self._lock = threading.Lock()  # between a file and its row nobody takes the file for an orphan

    def keep(self, owner: Owner, pieces: Iterable[bytes], now: datetime) -> Attachment:
        """Durable when it returns. ``pieces`` are those of the sealed file."""
        with self._lock:
            written = self.files.write(str(owner.attachment_id), pieces)
            kept = Attachment(
                owner.attachment_id,
                owner.act_id,
                written.sha256,
                written.size,
                now,
                AttachmentState.HELD,
            )
            try:
                with self._database.write() as connection:
                    self._insert(connection, kept)
            except LocalDbError:
                self.files.remove([written.sha256])
                raise
        return kept

    @staticmethod
    def _insert(connection: Connection, kept: Attachment) -> None:
        connection.execute(
            insert(attachment).values(
                attachment_id=kept.attachment_id,
                act_id=kept.act_id,
                sha256=kept.sha256,
                size=kept.size,
                held_at=kept.held_at,
                state=kept.state.value,
            )
        )

    def find(self, attachment_id: UUID) -> Attachment | None:
        found = self._select(attachment.c.attachment_id == attachment_id)
        return found[0] if found else None

    def of_act(self, act_id: UUID) -> list[Attachment]:
        return self._select(attachment.c.act_id == act_id)

    def held(self) -> list[Attachment]:
        """Of journeys that have no act yet."""
        return self._select(_HELD)

    def waiting(self, act_ids: Collection[UUID] | None = None) -> list[Attachment]:
        """What central does not have yet, the oldest first; of these acts only, if named."""
        return self._select(
            _WAITING if act_ids is None else _WAITING & attachment.c.act_id.in_(list(act_ids))
        )

    def sent(self) -> list[Attachment]:
        """What central has and is still here."""
        return self._select(_SENT)

    def damaged(self) -> list[Attachment]:
        return self._select(_DAMAGED)

    def _select(self, *wanted: ColumnElement[bool], most: int | None = None) -> list[Attachment]:
        query = select(*_COLUMNS).where(*wanted).order_by(attachment.c.held_at, attachment.c.attachment_id)
        with self._database.read() as connection:
            return [_to_attachment(row) for row in connection.execute(query.limit(most))]

    def next_to_send(self, but: Collection[str] = ()) -> Attachment | None:
        """The oldest that waits and whose act central has signed for, except files of the names ``but``: a
        file follows its act. So does one whose act was lost here, in case central has that.
        """
        query = (
            select(*_COLUMNS)
            .outerjoin(outbox, outbox.c.act_id == attachment.c.act_id)
            .where(_WAITING, _CLOSED | outbox.c.act_id.is_(None), attachment.c.sha256.not_in(list(but)))
            .order_by(attachment.c.held_at, attachment.c.attachment_id)
            .limit(1)
        )
        with self._database.read() as connection:
            row = connection.execute(query).first()
        return None if row is None else _to_attachment(row)

    def backlog(self) -> Backlog:
        query = select(func.count(), func.coalesce(func.sum(attachment.c.size), 0)).where(_WAITING)
        with self._database.read() as connection:
            count, size = connection.execute(query).one()
        return Backlog(int(count), int(size))

    def damaged_count(self) -> int:
        with self._database.read() as connection:
            return int(connection.execute(select(func.count()).where(_DAMAGED)).scalar_one())

    def have_sent(self) -> bool:
        """Whether central should have any file whose copy is still here."""
        with self._database.read() as connection:
            return connection.execute(select(attachment.c.sha256).where(_SENT).limit(1)).first() is not None

    def settle(self, sha256: str, receipt: str) -> None:
        """Central has all of it; ``receipt`` is its word, verified by the caller."""
        with self._database.write() as connection:
            connection.execute(
                update(attachment)
                .where(attachment.c.sha256 == sha256, _WAITING | _SENT)
                .values(state=AttachmentState.SENT.value, receipt=receipt)
            )

    def offer_again(self, names: Collection[str]) -> int:
        """Central lacks these files, after a restore perhaps; how many of them wait again."""
        with self._database.write() as connection:
            return connection.execute(
                update(attachment)
                .where(attachment.c.sha256.in_(list(names)), _SENT)
                .values(state=AttachmentState.WAITING.value, receipt=None)
            ).rowcount

    def set_damaged(self, damaged: Attachment) -> bool:
        """Never sent any more; False when that was known."""
        with self._database.write() as connection:
            changed = connection.execute(
                update(attachment)
                .where(attachment.c.attachment_id == damaged.attachment_id, ~_DAMAGED)
                .values(state=AttachmentState.DAMAGED.value)
            )
        return changed.rowcount == 1

    def unfit(self) -> list[Attachment]:
        """Reads every file that waits: those that are not what was written. 0.9 GB a second."""
        return [each for each in self.waiting() if not self.files.is_whole(each.sha256)]

    def drop(self, attachment_ids: Collection[UUID]) -> None:
        """The person took it away, or the visit ended without an act."""
        self._delete(_HELD, attachment.c.attachment_id.in_(list(attachment_ids)))

    def drop_rest_of(self, act_id: UUID) -> None:
        """What was taken in the journey and is not part of its act."""
        self._delete(_HELD, attachment.c.act_id == act_id)

    def drop_damaged_of(self, act_id: UUID) -> int:
        """Staff have seen to them; how many there were."""
        return self._delete(_DAMAGED, attachment.c.act_id == act_id)

    def drop_held(self, not_before: datetime, not_after: datetime, but: Collection[UUID]) -> int:
        """Held outside of this stretch of time, except ``but``; how many."""
        outside = or_(attachment.c.held_at < not_before, attachment.c.held_at > not_after)
        return self._delete(_HELD, outside, attachment.c.attachment_id.not_in(list(but)))

    def purge(self, received_before: datetime, most: int = 500) -> int:
        """Delete up to ``most`` files that central has, of acts whose receipt is older; how many."""
        acts = select(outbox.c.act_id).where(
            outbox.c.state == OutboxState.SENT.value, outbox.c.received_at < received_before
        )
        old = self._select(_SENT, attachment.c.act_id.in_(acts), most=most)
        return (
            self._delete(attachment.c.attachment_id.in_([each.attachment_id for each in old])) if old else 0
        )

    def _delete(self, *wanted: ColumnElement[bool]) -> int:
        """The rows first: whatever happens then, a start finds the files and knows that nobody wants them."""
        with self._database.read() as connection:  # mostly there is nothing, and no lock is taken
            if connection.execute(select(attachment.c.sha256).where(*wanted).limit(1)).first() is None:
                return 0
        with self._lock:
            with self._database.write() as connection:
                gone = connection.execute(
                    delete(attachment).where(*wanted).returning(attachment.c.sha256)
                ).scalars()
                names = list(gone)
            self.files.remove(names)
        return len(names)

    def adopt_orphans(self, now: datetime) -> int:
        """Files whose rows are gone, after a recovery say, and whose acts are here: they wait again. How many
        there were.
        """
        with self._lock:
            return len(self._adopt(self._orphans(), now))

    def sweep(self, now: datetime) -> int:
        """At the start of the kiosk: nothing half written stays, no file without a row, and no row of a
        journey without its file. How many files went.
        """
        with self._lock:
            gone = self.files.remove_unfinished()
            orphans = self._orphans()
            nobodys = orphans.keys() - self._adopt(orphans, now)
            self.files.remove(nobodys)
            self._forget_lost_files()
        return gone + len(nobodys)

    def _orphans(self) -> dict[str, Owner | None]:
        with self._database.read() as connection:
            known = set(connection.execute(select(attachment.c.sha256)).scalars())
        return {name: self._owner(name) for name in self.files.names() if name not in known}

    def _owner(self, name: str) -> Owner | None:
        with self.files.open(name) as file:
            return self._read_owner(file.read(HEAD_BYTES))

    def _adopt(self, orphans: dict[str, Owner | None], now: datetime) -> set[str]:
        adopted: set[str] = set()
        if not orphans:
            return adopted
        with self._database.write() as connection:
            for name, owner in orphans.items():
                if owner is None or not self._is_of_an_act(connection, owner):
                    continue
                size = self.files.path(name).stat().st_size
                self._insert(
                    connection,
                    Attachment(owner.attachment_id, owner.act_id, name, size, now, AttachmentState.WAITING),
                )
                adopted.add(name)
        return adopted

    @staticmethod
    def _is_of_an_act(connection: Connection, owner: Owner) -> bool:
        """Also of one that was lost here: central may have it."""
        known = select(attachment.c.sha256).where(attachment.c.attachment_id == owner.attachment_id)
        if connection.execute(known).first() is not None:
            return False
        of_act = select(outbox.c.act_id).where(outbox.c.act_id == owner.act_id)
        of_loss = select(loss.c.act_id).where(loss.c.act_id == owner.act_id)
        return connection.execute(of_act.union_all(of_loss)).first() is not None

    def _forget_lost_files(self) -> None:
        lost = [each.attachment_id for each in self._select(_HELD) if not self.files.exists(each.sha256)]
        if lost:
            with self._database.write() as connection:
                connection.execute(
                    delete(attachment).where(and_(_HELD, attachment.c.attachment_id.in_(lost)))
                )
