"""The papers that were photographed in this visit: sealed as they are taken, shown again from memory.

What is on the disk opens only with its key, which is in memory, in the draft that the card seals, and in the
act that central alone can open. It goes when the page is taken away or the visit ends without an act.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from pydantic import JsonValue

from kiosk.clock import Clock
from kiosk.contract.attachments import key_of_text, key_text, sealed_size
from kiosk.contract.wire import MAX_ATTACHMENTS
from kiosk.errors import BugError, KnownError
from kiosk.forms.kind import typed_list
from kiosk.forms.kinds.document_scan import (
    MOST_BYTES_OF_PAGE,
    DocumentScanOptions,
    ScannedPage,
    jpeg_size,
)
from kiosk.ledger_desk import LedgerDesk
from kiosk.room import Room
from kiosk.settings import AttachmentSettings

if TYPE_CHECKING:
    from kiosk.ledger import Ledger
    from kiosk.visit.draft import Draft
    from kiosk.visit.visit import Visit

logger = logging.getLogger(__name__)

ATTACHMENTS_FULL = "attachments_full"
_MEGABYTE = 1_000_000
_LEAST_BYTES = 100_000  # no page can be read with less
_JITTER = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class _Picture:
    act_id: UUID
    size: int  # of the sealed file, bytes
    jpeg: bytes = field(repr=False)


class ScanDesk:
    """``keep`` and ``recall`` block; the rest returns at once and the ledger's thread does what is to do."""

    def __init__(
        self, desk: LedgerDesk, room: Room, clock: Clock, limits: AttachmentSettings, keep_for: timedelta
    ) -> None:
        """``keep_for``: how long a draft waits, and the pages of its journey with it."""
        self._desk = desk
        self._room = room
        self._clock = clock
        self._most_of_act = limits.most_megabytes_of_act * _MEGABYTE
        self._keep_for = keep_for
        self._pictures: dict[UUID, _Picture] = {}
        self._visits = 0  # that have ended
        self._lock = threading.Lock()

    def start(self) -> None:
        """Take away what a crash left, now, and what is too old, from time to time."""
        self._desk.do(self._sweep)
        self._desk.when_quiet(self._tidy)

    def most_bytes(self, visit: Visit) -> int:
        """What the next page of the journey may have: an even share of what is left, so that each page
        that its form may ask for finds room. Raises `KnownError` ``attachments_full``: the act would be
        larger than what can be sent.
        """
        with self._lock:
            taken = [each.size for each in self._pictures.values() if each.act_id == visit.journey.act_id]
        whole = self._most_of_act - sum(taken)
        share = max(_LEAST_BYTES, whole // max(1, _pages_asked(visit) - len(taken)))
        left = min(MOST_BYTES_OF_PAGE, whole, share)
        if left < _LEAST_BYTES or len(taken) >= MAX_ATTACHMENTS:
            raise KnownError(ATTACHMENTS_FULL, "The act has as many pages as it may have.")
        return left

    def keep(self, visit: Visit, jpeg: bytes, findings: tuple[str, ...] = ()) -> ScannedPage:
        """*Blocking.* Seal the page and keep it for the act of the journey. Durable when it returns.
        ``findings``: what is wrong with it, for who has to read it.

        Raises `KnownError`: ``attachments_full``, ``disk_full``, …; then nothing was kept.
        """
        from kiosk.sync.attachments import seal_and_keep
        from local_db.errors import LocalDbError

        size = jpeg_size(jpeg)
        if size is None or len(jpeg) > self.most_bytes(visit):
            raise BugError("a page is no JPEG, or larger than was asked for")
        act_id, visits = visit.journey.act_id, self._visits
        self._room.check_for_file(sealed_size(len(jpeg)))
        try:
            kept, key = seal_and_keep(self._desk.get().attachments, jpeg, act_id, self._clock.now())
        except LocalDbError as error:
            raise KnownError(error.code, error.sentence) from error
        with self._lock:
            if visits == self._visits:
                self._pictures[kept.attachment_id] = _Picture(act_id, kept.size, jpeg)
        if visits != self._visits:
            self._drop([kept.attachment_id])
            raise KnownError("visit_over", "The visit has ended while the page was kept.")
        return ScannedPage(
            attachment_id=kept.attachment_id,
            sha256=kept.sha256,
            size=kept.size,
            key=key_text(key),
            width=size[0],
            height=size[1],
            findings=findings,
        )

    def picture(self, page: ScannedPage) -> bytes | None:
        """The JPEG, from memory; None where it is not known in this visit."""
        with self._lock:
            found = self._pictures.get(page.attachment_id)
        return None if found is None else found.jpeg

    def drop(self, pages: Collection[ScannedPage]) -> None:
        """The person took them away, or takes them anew."""
        self._drop([page.attachment_id for page in pages])

    def recorded(self, act_id: UUID) -> None:
        """The act is in the outbox: its files wait for central, what else was taken in its journey goes."""
        with self._lock:
            for attachment_id in [name for name, each in self._pictures.items() if each.act_id == act_id]:
                del self._pictures[attachment_id]
        self._desk.do(lambda ledger: ledger.attachments.drop_rest_of(act_id))

    def end_visit(self, kept_acts: Collection[UUID]) -> None:
        """Forget all pictures; the files stay only for drafts of these journeys."""
        with self._lock:
            gone = [name for name, each in self._pictures.items() if each.act_id not in kept_acts]
            self._pictures.clear()
            self._visits += 1
        if gone:
            self._desk.do(lambda ledger: ledger.attachments.drop(gone))

    def recall(self, draft: Draft) -> Draft:
        """*Blocking.* The draft with its pages in memory again. An answer with a page that is gone is left
        out: it is asked again.
        """
        answers: dict[str, JsonValue] = dict(draft.answers)
        for part in ("typed", "values"):
            held = answers.get(part)
            if isinstance(held, dict):
                whole = [name for name, each in held.items() if self._recall(each, draft.act_id)]
                answers[part] = {name: held[name] for name in whole}
        return draft.model_copy(update={"answers": answers})

    def _recall(self, answer: JsonValue, act_id: UUID) -> bool:
        """False when a page of it is gone."""
        return all(self._load(page, act_id) for page in _pages_of(answer))

    def _load(self, page: ScannedPage, act_id: UUID) -> bool:
        from kiosk.sync.attachments import open_kept

        jpeg = open_kept(self._desk.get().attachments, page.attachment_id, key_of_text(page.key))
        if jpeg is None:
            logger.warning("a page of a draft is gone: it is asked for again")
            return False
        with self._lock:
            self._pictures[page.attachment_id] = _Picture(act_id, page.size, jpeg)
        return True

    def _drop(self, attachment_ids: list[UUID]) -> None:
        with self._lock:
            for attachment_id in attachment_ids:
                self._pictures.pop(attachment_id, None)
        self._desk.do(lambda ledger: ledger.attachments.drop(attachment_ids))

    def _sweep(self, ledger: Ledger) -> None:
        gone = ledger.attachments.sweep(self._clock.now())
        if gone:
            logger.info("%d files without an act were deleted", gone)
        self._tidy(ledger)

    def _tidy(self, ledger: Ledger) -> None:
        with self._lock:
            present = set(self._pictures)
        ledger.attachments.drop_held(*self._stretch(), but=present)

    def _stretch(self) -> tuple[datetime, datetime]:
        """When a page was taken whose draft may still be taken up."""
        now = self._clock.now()
        return now - self._keep_for, now + _JITTER


def _pages_asked(visit: Visit) -> int:
    """How many pages the form of the journey may ask for at most."""
    questions = (question for page in visit.journey.form.pages for question in page.questions)
    options = (each.options for each in questions)
    asked = sum(each.pages_most for each in options if isinstance(each, DocumentScanOptions))
    return min(asked, MAX_ATTACHMENTS)


def _pages_of(answer: JsonValue) -> list[ScannedPage]:
    """The scanned pages in what a draft holds of one question: typed, or as an answer."""
    if not isinstance(answer, Mapping):
        return []
    typed = [ScannedPage.read(each) for each in typed_list(answer, "pages")]
    held = answer.get("pages")
    values = [ScannedPage.find(each) for each in held] if isinstance(held, list) else []
    return [page for page in (*typed, *values) if page is not None]
