"""Bringing files to central: a part at a time, always from where central stands.

A file follows its act: only those whose act has central's receipt are sent, so that no scan holds up the
receipt of anybody. Between two parts the caller looks whether an act waits. While central stores one file the
next is on its way already, or the line would stand still: two at once, but together never more than one part.
"""

from __future__ import annotations

import contextlib
import logging
import random
from collections.abc import Callable, Sequence
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
from kiosk.sync.calls import Call, first_answered
from kiosk.sync.credentials import Credentials
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys
from local_db.attachments import Attachment, Attachments

logger = logging.getLogger(__name__)

_LEAST_PART_BYTES = 32 << 10
_AT_ONCE = 2
_ANSWER_SECONDS = 30.0  # then it is asked of the oldest call, which has a deadline of its own
BUSY = "busy"
ANOTHER_OFFSET = "upload-offset-wrong"
ALTERED = "blob-altered"
UNKNOWN = "blob-unknown"


class BlobLine(Protocol):
    """The part of CentralClient that uploads need; each raises SyncError."""

    def blob_state(self, sha256: str) -> BlobState: ...
    def begin_part(self, sha256: str, offset: int, length: int, part: bytes) -> Call[BlobState]: ...
    def missing_blobs(self) -> MissingBlobs: ...


@dataclass(slots=True)
class _UnderWay:
    file: Attachment
    offset: int  # from where central wants it
    part_bytes: int = 0  # of the part that is on its way
    call: Call[BlobState] | None = None


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
        self._under_way: list[_UnderWay] = []
        self._at_once = _AT_ONCE
        self._part_bytes = PART_BYTES  # at most so much is on its way
        self._doubts = _AT_ONCE  # of so many files central may have something: they were cut
        self._not_before = clock.monotonic()
        self.problem: str | None = None  # the code of what stood in the way last

    def step(self) -> float | None:
        """Have one request answered. Returns the seconds until the next may follow; None when nothing is to
        be sent. A part of the next file may be on its way when it returns.

        What stands in the way is in ``problem``, never raised as SyncError: acts go on whatever becomes of
        files. Raises LocalDbError, and SyncError ``cancelled`` when the line was closed.
        """
        pause = self._not_before - self._clock.monotonic()
        if pause > 0:
            return pause if self._under_way or self._next() is not None else None
        try:
            if not self._advance():
                self.problem, self._at_once = None, _AT_ONCE
                return None
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

    def _advance(self) -> bool:
        """Until a request was answered; False when there is nothing to send."""
        while (under_way := self._next_to_begin()) is not None:
            if not self._begin(under_way):
                return True
        sent = [each for each in self._under_way if each.call is not None]
        if not sent:
            return False
        self._take_answer(sent)
        return True

    def _next(self) -> Attachment | None:
        return self._attachments.next_to_send([each.file.sha256 for each in self._under_way])

    def _next_to_begin(self) -> _UnderWay | None:
        """What of a file may go on the line now: first what was begun."""
        waiting = [each for each in self._under_way if each.call is None]
        if not waiting and len(self._under_way) < self._at_once and (file := self._next()) is not None:
            waiting = [_UnderWay(file, 0)]
        on_the_line = sum(each.part_bytes for each in self._under_way)
        for each in waiting:
            part = min(self._part_bytes, each.file.size - each.offset)
            if not on_the_line or on_the_line + part <= self._part_bytes:
                return each
        return None

    def _begin(self, under_way: _UnderWay) -> bool:
        """Put a part on its way; False when it took a request, or a look, to know where to begin."""
        file = under_way.file
        if under_way not in self._under_way:
            if not self._attachments.files.is_whole(file.sha256):
                self._set_damaged(file)
                return False
            self._under_way.append(under_way)
            if self._doubts or file.size > self._part_bytes:  # else a round trip less
                self._ask(under_way)
                return False
        with self._attachments.files.open(file.sha256) as content:
            content.seek(under_way.offset)
            part = content.read(self._part_bytes)
        under_way.part_bytes = len(part)
        under_way.call = self._line.begin_part(file.sha256, under_way.offset, file.size, part)
        return True

    def _ask(self, under_way: _UnderWay) -> None:
        file = under_way.file
        try:
            state = self._line.blob_state(file.sha256)
        except CentralRefusedError as refusal:
            if refusal.code != UNKNOWN:
                raise
            state = BlobState(sha256=file.sha256, offset=0, server_time=self._clock.now())
        self._doubts = max(0, self._doubts - 1)
        self._take(under_way, state)

    def _take_answer(self, sent: Sequence[_UnderWay]) -> None:
        calls = {each.call: each for each in sent if each.call is not None}
        call = first_answered(list(calls), _ANSWER_SECONDS)
        under_way = calls[call]
        under_way.call, under_way.part_bytes = None, 0
        try:
            state = call.answer()
        except CentralRefusedError as refusal:
            if refusal.code == ANOTHER_OFFSET and refusal.problem.upload_offset is not None:
                under_way.offset = min(refusal.problem.upload_offset, under_way.file.size)
                return
            raise
        self._part_bytes = min(PART_BYTES, 2 * self._part_bytes)
        self._take(under_way, state)

    def _take(self, under_way: _UnderWay, state: BlobState) -> None:
        file = under_way.file
        under_way.offset = min(state.offset, file.size)
        if state.receipt is None:
            return
        self._under_way.remove(under_way)
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
        self._give_up(error)
        stated = 0.0
        if isinstance(error, CentralRefusedError):
            stated = self._back_off.stated_seconds(error.retry_after or 0.0)
        pause = max(stated, self._back_off.next_seconds())
        self._not_before = self._clock.monotonic() + pause
        return pause

    def _give_up(self, error: SyncError) -> None:
        """Whatever it was: what is under way is looked at anew, and central asked how much has arrived."""
        if error.code == SyncErrorCode.CENTRAL_UNREACHABLE:  # perhaps too much for the time of a call
            self._part_bytes = max(_LEAST_PART_BYTES, self._part_bytes // 2)
        if error.code == BUSY:
            self._at_once = 1
        self._doubts = _AT_ONCE
        others = [each for each in self._under_way if each.call is not None]
        while others:
            with contextlib.suppress(SyncError):
                self._take_answer(others)
            others = [each for each in others if each.call is not None]
        self._under_way.clear()
