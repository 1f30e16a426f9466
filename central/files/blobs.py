"""Taking in the sealed files of acts: a part at a time, from wherever the last cut left them.

The database says how far each upload is, under the lock of its row; a part is on the disk before it says so.
What is complete and is what its name says gets a signed receipt, and the acts that refer to it are judged
again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any

from sqlalchemy import Connection, Engine, Row, delete, func, select, update

from central.files.blob_store import BlobStore
from central.files.sweeping import sweep
from central.http.problems import ProblemCode, ProblemError, make_problem
from central.keys.receipts import ReceiptSigner
from central.kiosks.devices import Device
from central.settings import UploadSettings
from central.store.schema import (
    attachment,
    blob,
    judgement,
    place_of,
    same_place,
    same_stream,
    stream,
    to_judge,
    upload,
)
from central.store.storage import upsert, upserts
from central.store.turns import blob_turn, wait_for_turn
from kiosk.contract.attachments import (
    BLOB_RECEIPT_TYP,
    MAX_MISSING,
    PART_BYTES,
    BlobReceiptClaims,
    BlobState,
    MissingBlobs,
)
from kiosk.contract.wire import Retry

_MEGABYTE = 1_000_000
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Part:
    """What follows at ``offset`` of a file of ``length`` bytes."""

    offset: int
    length: int
    content: bytes


def upload_name(kid: str, sha256: str) -> str:
    """Of one device alone: nobody can spoil what another one sends."""
    return hashlib.sha256(f"{kid}\0{sha256}".encode()).hexdigest()


class Blobs:
    """``on_stored`` is called after each commit that completed a file: it wakes those who judge."""

    def __init__(
        self,
        engine: Engine,
        store: BlobStore,
        signer: ReceiptSigner,
        now: Callable[[], datetime],
        *,
        limits: UploadSettings,
        on_stored: Callable[[], None] = lambda: None,
    ) -> None:
        self._engine = engine
        self._store = store
        self._signer = signer
        self._now = now
        self._limits = limits
        self.on_stored = on_stored

    def state(self, sender: Device, sha256: str) -> BlobState:
        """Raises ProblemError 404 ``blob-unknown`` when nothing of it is here."""
        with self._disk(), self._engine.begin() as connection:
            stored = self._find_stored(connection, sender, sha256)
            if stored is not None:
                return stored
            row = connection.execute(select(upload).where(*_of(sender, sha256))).first()
            offset = 0 if row is None else self._offset_of(sender, row)
        if row is None:
            raise ProblemError(
                make_problem(404, ProblemCode.BLOB_UNKNOWN, "Nothing of this file has come here.")
            )
        return self._unfinished(row.sha256, offset)

    def take_part(self, sender: Device, sha256: str, part: Part) -> BlobState:
        """Raises ProblemError: 409 ``upload-offset-wrong`` with the offset to go on from, 413 for too large a
        file, 422 ``blob-altered``, 429 beyond the limits of a device.
        """
        self._check_sizes(part)
        with self._disk(), self._engine.begin() as connection:
            stored = self._find_stored(connection, sender, sha256)
            if stored is not None:
                return stored
            row = self._lock(connection, sender, sha256, part.length)
            # Another length than before: whatever came under the name was for another file.
            offset = self._offset_of(sender, row) if part.length == row.length else 0
            if part.offset != offset:
                raise _another_offset(offset)
            name = upload_name(sender.kid, sha256)
            self._store.write_part(name, offset, part.content)
            received = offset + len(part.content)
            whole = received == part.length and self._store.finish(name, sha256)
            if whole:
                state = self._complete(connection, sender, sha256, received)
            else:
                kept = received if received < part.length else 0
                connection.execute(
                    update(upload)
                    .where(*_of(sender, sha256))
                    .values(received=kept, length=part.length, changed_at=self._now())
                )
                state = self._unfinished(sha256, received)
        if not whole and received == part.length:
            raise ProblemError(
                make_problem(
                    422,
                    ProblemCode.BLOB_ALTERED,
                    "The file is not what its name says; begin anew.",
                    retry=Retry.LATER,
                )
            )
        if whole:
            self.on_stored()
        return state

    def take_whole(self, sender: Device, sha256: str, length: int, file: IO[bytes]) -> BlobState:
        """The same for a file that is at hand, e.g. in a package; goes on where an upload was cut."""
        while True:
            try:
                state = self.state(sender, sha256)
                if state.receipt is not None:
                    return state
                offset = state.offset
            except ProblemError as error:
                if error.problem.code != ProblemCode.BLOB_UNKNOWN:
                    raise
                offset = 0
            file.seek(offset)
            state = self.take_part(sender, sha256, Part(offset, length, file.read(PART_BYTES)))
            if state.receipt is not None:
                return state

    def missing(self, sender: Device) -> MissingBlobs:
        """Files that acts of this device refer to and that are not here."""
        query = (
            select(attachment.c.sha256)
            .join(stream, same_stream(stream, attachment))
            .outerjoin(blob, blob.c.sha256 == attachment.c.sha256)
            .where(stream.c.kid == sender.kid, blob.c.sha256.is_(None))
            .distinct()
            .limit(MAX_MISSING)
        )
        with self._engine.connect() as connection:
            names = list(connection.execute(query).scalars())
        with self._disk():
            lacking = [name for name in names if not self._is_stored(sender, name)]
        return MissingBlobs(missing=lacking, server_time=self._now())

    def _is_stored(self, sender: Device, sha256: str) -> bool:
        """Files may have outlived a database that was restored from a backup: then it is told of them."""
        if self._store.find_size(sha256) is None:
            return False
        with self._engine.begin() as connection:
            return self._find_stored(connection, sender, sha256) is not None

    def tidy(self) -> int:
        """Forget uploads that nothing was added to for long; how many."""
        old = upload.c.changed_at < self._now() - timedelta(hours=self._limits.hours_unfinished)
        with self._engine.begin() as connection:
            gone = connection.execute(
                delete(upload).where(old).returning(upload.c.kid, upload.c.sha256)
            ).all()
            for row in gone:
                self._store.forget(upload_name(row.kid, row.sha256))
        return len(gone)

    def sweep(self) -> int:
        """Delete files that no act has referred to for long; how many."""
        return sweep(self._engine, self._store, self._now() - timedelta(days=self._limits.days_unreferred))

    def forget_lost(self) -> int:
        """Files that the database knows and the store has lost, after a restore of its folder say: kiosks are
        asked for them again. Looks at every file. How many there were.
        """
        with self._engine.connect() as connection:
            names = list(connection.execute(select(blob.c.sha256)).scalars())
        lost = [name for name in names if self._store.find_size(name) is None]
        with self._engine.begin() as connection:
            for name in lost:
                connection.execute(delete(blob).where(blob.c.sha256 == name))
        return len(lost)

    def _find_stored(self, connection: Connection, sender: Device, sha256: str) -> BlobState | None:
        row = connection.execute(select(blob).where(blob.c.sha256 == sha256)).first()
        size = self._store.find_size(sha256)
        if size is None:
            return None
        if row is None:  # complete before a restore from a backup, or a kill between disk and commit
            return self._complete(connection, sender, sha256, size)
        return self._stored(sha256, size, row.stored_at)

    def _complete(self, connection: Connection, sender: Device, sha256: str, size: int) -> BlobState:
        now = self._now()
        wait_for_turn(connection, blob_turn(sha256))
        connection.execute(
            upsert(
                connection, blob, {"sha256": sha256, "size": size, "kid": sender.kid, "stored_at": now}
            ).on_conflict_do_nothing()
        )
        connection.execute(delete(upload).where(*_of(sender, sha256)))
        self._have_judged(connection, sha256, now)
        return self._stored(sha256, size, now)

    @staticmethod
    def _have_judged(connection: Connection, sha256: str, now: datetime) -> None:
        """The acts that refer to it are looked at again: now the file can be opened. What staff have answered
        stays answered.
        """
        query = (
            select(*place_of(attachment))
            .outerjoin(judgement, same_place(judgement, attachment))
            .where(attachment.c.sha256 == sha256, func.coalesce(judgement.c.outcome, "") != "answered")
            .distinct()
            .order_by(attachment.c.stream_id, attachment.c.sequence)
        )
        rows = [{**row, "queued_at": now} for row in connection.execute(query).mappings()]
        if rows:
            connection.execute(upserts(connection, to_judge).on_conflict_do_nothing(), rows)

    def _lock(
        self, connection: Connection, sender: Device, sha256: str, length: int
    ) -> Row[*tuple[Any, ...]]:
        locked = select(upload).where(*_of(sender, sha256)).with_for_update()
        row = connection.execute(locked).first()
        if row is None:
            self._check_limits(connection, sender, length)
            values = {
                "kid": sender.kid,
                "office_id": sender.office_id,
                "sha256": sha256,
                "length": length,
                "received": 0,
                "changed_at": self._now(),
            }
            connection.execute(upsert(connection, upload, values).on_conflict_do_nothing())
            row = connection.execute(locked).one()
        return row

    def _offset_of(self, sender: Device, row: Row[*tuple[Any, ...]]) -> int:
        """The disk may have less than a database that was restored says, never what the database forgot."""
        return min(int(row.received), self._store.received(upload_name(sender.kid, row.sha256)))

    def _check_sizes(self, part: Part) -> None:
        if part.length > self._limits.most_megabytes * _MEGABYTE:
            title = "The file is larger than this server takes."
            raise ProblemError(make_problem(413, ProblemCode.BLOB_TOO_LARGE, title))
        beyond = part.offset + len(part.content) > part.length
        if beyond or not part.content or len(part.content) > PART_BYTES:
            title = "A part has from one byte to 1 MiB, and no more than its file."
            raise ProblemError(make_problem(422, ProblemCode.REQUEST_INVALID, title))

    def _check_limits(self, connection: Connection, sender: Device, length: int) -> None:
        unfinished = connection.execute(
            select(func.count()).select_from(upload).where(upload.c.kid == sender.kid)
        ).scalar_one()
        since = self._now() - _DAY
        stored = connection.execute(
            select(func.coalesce(func.sum(blob.c.size), 0)).where(
                blob.c.kid == sender.kid, blob.c.stored_at > since
            )
        ).scalar_one()
        most = self._limits.megabytes_a_day_of_device * _MEGABYTE
        if unfinished >= self._limits.unfinished_of_device or int(stored) + length > most:
            raise ProblemError(
                make_problem(
                    429,
                    ProblemCode.UPLOAD_LIMIT_REACHED,
                    "This device has sent as much as it may for now.",
                    retry=Retry.LATER,
                    retry_after_seconds=600,
                )
            )

    def _stored(self, sha256: str, size: int, stored_at: datetime) -> BlobState:
        claims = BlobReceiptClaims(sha256=sha256, size=size, stored_at=stored_at)
        receipt = self._signer.sign_as(BLOB_RECEIPT_TYP, claims)
        return BlobState(sha256=sha256, offset=size, receipt=receipt, server_time=self._now())

    def _unfinished(self, sha256: str, offset: int) -> BlobState:
        return BlobState(sha256=sha256, offset=offset, server_time=self._now())

    @contextmanager
    def _disk(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            problem = make_problem(
                503,
                ProblemCode.BLOBS_UNAVAILABLE,
                "The server cannot store files now.",
                retry=Retry.LATER,
                retry_after_seconds=30,
            )
            raise ProblemError(problem) from error


def _of(sender: Device, sha256: str) -> tuple[Any, Any, Any]:
    return upload.c.kid == sender.kid, upload.c.office_id == sender.office_id, upload.c.sha256 == sha256


def _another_offset(offset: int) -> ProblemError:
    problem = make_problem(
        409, ProblemCode.UPLOAD_OFFSET_WRONG, "The file goes on elsewhere.", retry=Retry.LATER
    )
    return ProblemError(problem.model_copy(update={"upload_offset": offset}))
