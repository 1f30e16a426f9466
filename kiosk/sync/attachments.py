"""Sealing a file as it is taken: only its key opens it, and only the act carries that key to central."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from kiosk.contract.segments import SealedHead, SegmentError, new_key, open_file, seal_file
from kiosk.sync.act import new_act_id
from local_db.attachments import Attachment, Attachments, Owner
from local_db.database import Database
from local_db.errors import LocalDbError


def _read_owner(head: bytes) -> Owner | None:
    found = SealedHead.read(head)
    return None if found is None else Owner(found.attachment_id, found.act_id)


def open_attachments(database: Database) -> Attachments:
    return Attachments(database, _read_owner)


def seal_and_keep(
    attachments: Attachments, content: bytes, act_id: UUID, now: datetime
) -> tuple[Attachment, bytes]:
    """The file, held for the act of this id, and its key. Durable when it returns. Raises LocalDbError."""
    key, owner = new_key(), Owner(new_act_id(), act_id)
    pieces = seal_file(content, owner.attachment_id, act_id, key)
    return attachments.keep(owner, pieces, now), key


def open_kept(attachments: Attachments, attachment_id: UUID, key: bytes) -> bytes | None:
    """The content of a file that is still held; None when it is gone or is not what was sealed."""
    found = attachments.find(attachment_id)
    if found is None:
        return None
    try:
        with attachments.files.open(found.sha256) as file:
            return b"".join(open_file(file, found.attachment_id, found.act_id, key))
    except (LocalDbError, SegmentError, OSError):
        return None
