"""Central's receipts as they come back on a stick: believed like those of the line, by signature alone."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from joserfc.jwk import ECKey
from pydantic import ValidationError

from kiosk.audit import AuditEvent
from kiosk.clock import Clock
from kiosk.contract.feed import SignedPage
from kiosk.contract.packages import (
    CARRIED_RECEIPTS_TYP,
    MAX_RECEIPTS_BYTES,
    CarriedPage,
    CarriedReceipts,
    CarriedStream,
    ReceiptsClaims,
    read_receipts,
)
from kiosk.contract.wire import PROBLEM_TYPE_BASE, EventStatus, Problem, content_sha256
from kiosk.errors import KnownError
from kiosk.sync.carrying import Carrying
from kiosk.sync.central_keys import open_key_set
from kiosk.sync.delivery import to_stored
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from kiosk.sync.feed import CURSOR_EXPIRED, FeedReader
from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys
from kiosk.sync.receipts import ReceiptVerifier
from kiosk.sync.upload import read_blob_receipt
from local_db.outbox import ReceiptMismatchError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Taken:
    """``acts`` and ``files`` that are closed by it now; ``refused``: receipts in it that fit nothing here.
    ``wants_everything``: central lacks earlier acts; the next export should hold everything. ``moved``: acts
    that go to central at another place, with the next export.
    """

    acts: int = 0
    files: int = 0
    refused: int = 0
    wants_everything: bool = False
    moved: bool = False


class ReceiptsReturn:
    def __init__(self, parts: Carrying) -> None:
        self._parts = parts

    def take(self, path: Path) -> Taken:
        """Close what the receipts in the file are about; taking the same file again changes nothing.

        Raises KnownError: ``usb_gone``, ``receipts_unreadable``, ``receipts_altered``,
        ``receipts_not_trusted``, ``receipts_of_another_kiosk``; LocalDbError.
        """
        claims, receipts = self._open(path)
        acts, refused = self._settle_acts(receipts)
        files, refused_files = self._settle_files(receipts)
        self._read_pages(receipts.pages)
        stuck = [self._go_round(stream, everything=receipts.everything) for stream in receipts.streams]
        taken = Taken(acts, files, refused + refused_files, "everything" in stuck, "moved" in stuck)
        outcome = f"package-{claims.package_id.hex[-8:]}.acts-{acts}.files-{files}"
        self._parts.audit.record(
            AuditEvent("usb.receipts", self._parts.clock.now(), actor="kiosk", outcome=outcome)
        )
        return taken

    def _open(self, path: Path) -> tuple[ReceiptsClaims, CarriedReceipts]:
        try:
            with path.open("rb") as file:
                content = file.read(MAX_RECEIPTS_BYTES + 1)
        except OSError as error:
            raise KnownError(
                "usb_gone", "The file of receipts cannot be read: is the stick in, is that its name?"
            ) from error
        signed, body = read_receipts(content)
        receipts = _read_body(body)
        claims = self._verify(signed, receipts)
        if claims.body_sha256 != content_sha256(body):
            raise _altered()
        if claims.kid not in self._own_kids():
            raise KnownError(
                "receipts_of_another_kiosk", "These receipts are for another kiosk: carry them there."
            )
        if receipts is None:
            raise _altered()
        return claims, receipts

    def _verify(self, signed: str, receipts: CarriedReceipts | None) -> ReceiptsClaims:
        """By a key that is trusted here, or by one that such a key vouches for: without a line this file is
        how newer keys come.
        """
        for attempt in (False, True):
            if attempt and not self._follow_keys(receipts):
                break
            pinned = PinnedKeys(self._parts.credentials.get_enrolment().receipt_keys)
            try:
                return ReceiptsClaims.model_validate_json(pinned.open(signed, CARRIED_RECEIPTS_TYP))
            except (NotSignedError, ValidationError):
                continue
        raise KnownError(
            "receipts_not_trusted",
            "Central has not signed this file, or with a key that this kiosk does not know.",
        )

    def _follow_keys(self, receipts: CarriedReceipts | None) -> bool:
        if receipts is None or receipts.keys is None:
            return False
        try:
            pinned = PinnedKeys(self._parts.credentials.get_enrolment().receipt_keys)
            self._parts.credentials.take(open_key_set(receipts.keys, pinned))
        except SyncError:
            return False
        return True

    def _own_kids(self) -> set[str]:
        former = [ECKey.import_key(dict(jwk)).thumbprint() for jwk in self._parts.credentials.former_keys()]
        return {self._parts.credentials.kid, *former}

    def _settle_acts(self, receipts: CarriedReceipts) -> tuple[int, int]:
        verifier = ReceiptVerifier(self._parts.credentials.get_enrolment().receipt_keys)
        closed = refused = 0
        for receipt in receipts.acts:
            try:
                closed += self._parts.outbox.settle(to_stored(verifier.verify(receipt), receipt))
            except (SyncError, ReceiptMismatchError):
                refused += 1
        return closed, refused

    def _settle_files(self, receipts: CarriedReceipts) -> tuple[int, int]:
        keys = PinnedKeys(self._parts.credentials.get_enrolment().receipt_keys)
        waiting = {file.sha256: file for file in self._parts.attachments.waiting()}
        closed = refused = 0
        for receipt in receipts.files:
            try:
                claims = read_blob_receipt(receipt, keys)
            except SyncError:
                refused += 1
                continue
            file = waiting.get(claims.sha256)
            if file is not None and file.size == claims.size:
                self._parts.attachments.settle(file.sha256, receipt)
                closed += 1
        return closed, refused

    def _read_pages(self, pages: Sequence[CarriedPage]) -> None:
        """As far as they follow what was read here; what is wrong with them the reader logs."""
        parts = self._parts
        reader = FeedReader(parts.told, parts.credentials, _CarriedFeed(pages, parts.clock), parts.clock)
        try:
            reader.pull(lambda: None)
        except SyncError:
            logger.info("the carried pages of the feed end before, or begin behind, what was read here")

    def _go_round(self, stream: CarriedStream, *, everything: bool) -> str | None:
        """What the next export has to do about a stream that central could not take whole."""
        if stream.status is EventStatus.GAP and not everything:
            return "everything"
        if stream.status in (EventStatus.GAP, EventStatus.DIVERGED):
            return "moved" if self._parts.delivery.leave_stream(stream.stream_id) else None
        return None


class _CarriedFeed:
    """Central's answers about its feed, given in advance."""

    def __init__(self, pages: Sequence[CarriedPage], clock: Clock) -> None:
        self._pages = {each.after: each.signed for each in pages}
        self._clock = clock

    def changes(self, cursor: str) -> SignedPage:
        signed = self._pages.get(cursor)
        if signed is None and "" in self._pages:  # central did not know any more what follows our cursor
            problem = Problem(type=f"{PROBLEM_TYPE_BASE}{CURSOR_EXPIRED}", title="carried", status=410)
            raise CentralRefusedError(problem, None)
        if signed is None:
            raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "The stick holds no page behind this one.")
        return SignedPage(signed=signed, server_time=self._clock.now())


def _read_body(body: bytes) -> CarriedReceipts | None:
    try:
        return CarriedReceipts.model_validate_json(body)
    except ValidationError:
        return None


def _altered() -> KnownError:
    return KnownError("receipts_altered", "The file of receipts is not what central wrote: fetch it again.")
