"""Which files belong to which act, whether they are here, and what is in them.

Only the act has the key of a file, and only the intake key opens the act.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from uuid import UUID

from sqlalchemy import Connection, select, tuple_

from central.files.blob_store import BlobGoneError, BlobStore
from central.http.problems import ProblemCode
from central.keys.opening import UnusableError
from central.store.schema import attachment, place_of
from central.store.storage import upserts
from kiosk.contract.attachments import key_of_text
from kiosk.contract.segments import SegmentError, open_file
from kiosk.contract.wire import AttachedFile, StoredAttachment

Place = tuple[UUID, int, str, str]
"""Stream, sequence, kiosk and office of a stored act."""


def read_file(store: BlobStore, file: AttachedFile, act_id: UUID) -> Iterator[bytes]:
    """The content of a stored file, piece by piece. Raises BlobGoneError, and UnusableError
    ``attachment-unreadable`` for what is not the file that the act speaks of.
    """
    with store.open(file.sha256) as sealed:
        try:
            yield from open_file(sealed, file.attachment_id, act_id, key_of_text(file.key))
        except (SegmentError, ValueError):
            raise UnusableError(ProblemCode.ATTACHMENT_UNREADABLE) from None


def check_files(store: BlobStore, files: Iterable[AttachedFile], act_id: UUID) -> None:
    """Open every file that is here. Raises UnusableError ``attachment-unreadable``."""
    for file in files:
        size = store.find_size(file.sha256)
        if size is None:
            continue
        if size != file.size:
            raise UnusableError(ProblemCode.ATTACHMENT_UNREADABLE)
        try:
            for _ in read_file(store, file, act_id):
                pass
        except BlobGoneError:
            continue


def note_files(connection: Connection, acts: Iterable[tuple[Place, UUID, Sequence[AttachedFile]]]) -> None:
    """Keep which files these acts refer to; what is known stays."""
    rows = [
        {
            "stream_id": place[0],
            "sequence": place[1],
            "kiosk_id": place[2],
            "office_id": place[3],
            "act_id": act_id,
            **file.model_dump(include={"attachment_id", "sha256", "size", "media_type", "role"}),
        }
        for place, act_id, files in acts
        for file in files
    ]
    if rows:
        connection.execute(upserts(connection, attachment).on_conflict_do_nothing(), rows)


def files_of(connection: Connection, place: Place, store: BlobStore) -> list[StoredAttachment]:
    """In the order of their roles."""
    query = select(attachment).where(tuple_(*place_of(attachment)) == place).order_by(attachment.c.role)
    return [
        StoredAttachment(
            attachment_id=row.attachment_id,
            sha256=row.sha256,
            size=row.size,
            media_type=row.media_type,
            role=row.role,
            stored=store.find_size(row.sha256) is not None,
        )
        for row in connection.execute(query)
    ]
