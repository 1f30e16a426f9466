"""Bringing files to central: one after the other, a part at a time, always from where central stands.

A file follows its act: only those whose act has central's receipt are sent, so that no scan holds up the
receipt of anybody. Between two parts the caller looks whether an act waits.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from pydantic import ValidationError

from kiosk.back_off import BackOff
from kiosk.clock import Clock
from kiosk.contract.attachments import (
    BLOB_RECEIPT_TYP,
    PART_BYTES,
    BlobReceiptClaims,
    BlobState,
    MissingBlobs,
)
from kiosk.sync.credentials import Credentials
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys
from local_db.attachments import Attachment, Attachments

logger = logging.getLogger(__name__)

_LEAST_PART_BYTES = 32 << 10
ANOTHER_OFFSET = "upload-offset-wrong"
ALTERED = "blob-altered"
UNKNOWN = "blob-unknown"


class BlobLine(Protocol):
    """The part of CentralClient that uploads need; each raises SyncError."""

    def blob_state(self, sha256: str) -> BlobState: ...
    def send_part(self, sha256: str, offset: int, length: int, part: bytes) -> BlobState: ...
    def missing_blobs(self) -> MissingBlobs: ...


@dataclass(slots=True)
class _UnderWay:
    file: Attachment
    offset: int  # from where central wants it


def read_blob_receipt(receipt: str, keys: PinnedKeys) -> BlobReceiptClaims:
    """What central signed about a file. Raises SyncError ``receipt_invalid`` unless a pinned key did."""
    try:
        return BlobReceiptClaims.model_validate_json(keys.open(receipt, BLOB_RECEIPT_TYP))
    except (NotSignedError, ValidationError):
        raise SyncError(
            SyncErrorCode.RECEIPT_INVALID, "Central's receipt for a file does not verify."
        ) from None


class Uploads:
    """Used by one thread. ``on_damaged`` is called for each file that is not what was sealed any more."""

    def __init__(
        self,
        attachments: Attachments,
        credentials: Credentials,
        line: BlobLine,
        clock: Clock,
        *,
        retry_base: float = 1.0,
        retry_cap: float = 300.0,
        on_damaged: Callable[[Attachment], None] = lambda _file: None,
        jitter: random.Random | None = None,
    ) -> None:
        """``retry_base`` and ``retry_cap`` in seconds."""
        self._attachments = attachments
        self._credentials = credentials
        self._line = line
        self._clock = clock
        self._on_damaged = on_damaged
        self._back_off = BackOff(retry_base, retry_cap, jitter or random.Random())
        self._under_way: _UnderWay | None = None
        self._part_bytes = PART_BYTES
        self._in_doubt = True  # central may have begun with the next file: something was cut
        self._not_before = clock.monotonic()
        self.problem: str | None = None  # the code of what stood in the way last

    def step(self) -> float | None:
        """Make one request. Returns the seconds until the next may follow; None when nothing is to be sent.

        What stands in the way is in ``problem``, never raised as SyncError: acts go on whatever becomes of
        files. Raises LocalDbError, and SyncError ``cancelled`` when the line was closed.
        """
        pause = self._not_before - self._clock.monotonic()
        if pause > 0:
            return pause if self._next() is not None else None
        file = self._next()
        if file is None:
            self.problem = None
            return None
        try:
            self._bring_on(file)
        except SyncError as error:
            if error.code == SyncErrorCode.CANCELLED:
                raise
            return self._failed(error)
        self.problem = None
        self._back_off.reset()
        return 0.0

    def ask_what_is_missing(self) -> int:
        """A central that was restored from a backup may lack files that it had: they wait again. How many.

        Raises SyncError and LocalDbError.
        """
        if not self._attachments.have_sent():
            return 0
        missing = self._line.missing_blobs().missing
        return self._attachments.offer_again(missing) if missing else 0

    def _next(self) -> Attachment | None:
        return self._under_way.file if self._under_way is not None else self._attachments.next_to_send()

    def _bring_on(self, file: Attachment) -> None:
        if self._under_way is None:
            if not self._attachments.files.is_whole(file.sha256):
                self._set_damaged(file)
                return
            if self._in_doubt or file.size > self._part_bytes:
                self._take(file, self._ask(file))
                return
            self._under_way = _UnderWay(file, 0)  # a round trip less for what goes in one part
        try:
            self._take(file, self._send_part(self._under_way))
            self._in_doubt = False
        except CentralRefusedError as refusal:
            self._under_way = None  # whatever it was: the file is looked at anew, and central asked
            self._in_doubt = True
            if refusal.code == ANOTHER_OFFSET and refusal.problem.upload_offset is not None:
                self._under_way = _UnderWay(file, min(refusal.problem.upload_offset, file.size))
                return
            raise

    def _ask(self, file: Attachment) -> BlobState:
        try:
            return self._line.blob_state(file.sha256)
        except CentralRefusedError as refusal:
            if refusal.code != UNKNOWN:
                raise
            return BlobState(sha256=file.sha256, offset=0, server_time=self._clock.now())

    def _send_part(self, under_way: _UnderWay) -> BlobState:
        with self._attachments.files.open(under_way.file.sha256) as content:
            content.seek(under_way.offset)
            part = content.read(self._part_bytes)
        try:
            state = self._line.send_part(under_way.file.sha256, under_way.offset, under_way.file.size, part)
        except SyncError as error:
            if error.code == SyncErrorCode.CENTRAL_UNREACHABLE:  # perhaps too much for the time of a call
                self._part_bytes = max(_LEAST_PART_BYTES, self._part_bytes // 2)
                self._under_way = None  # how much has arrived, only central knows
                self._in_doubt = True
            raise
        self._part_bytes = min(PART_BYTES, 2 * self._part_bytes)
        return state

    def _take(self, file: Attachment, state: BlobState) -> None:
        self._under_way = _UnderWay(file, min(state.offset, file.size))
        if state.receipt is None:
            return
        self._under_way = None
        keys = PinnedKeys(self._credentials.get_enrolment().receipt_keys)
        claims = read_blob_receipt(state.receipt, keys)
        if (claims.sha256, claims.size) != (file.sha256, file.size):
            raise SyncError(SyncErrorCode.RECEIPT_INVALID, "Central's receipt is for another file.")
        self._attachments.settle(file.sha256, state.receipt)

    def _set_damaged(self, file: Attachment) -> None:
        if self._attachments.set_damaged(file):
            self._on_damaged(file)

    def _failed(self, error: SyncError) -> float:
        logger.info("upload: %s", error)
        self.problem = error.code
        stated = 0.0
        if isinstance(error, CentralRefusedError):
            stated = self._back_off.stated_seconds(error.retry_after or 0.0)
        pause = max(stated, self._back_off.next_seconds())
        self._not_before = self._clock.monotonic() + pause
        return pause
