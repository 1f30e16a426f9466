"""Keeps the store whole: looks through it, recovers what can be read of a damaged one, names what is lost."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from uuid import UUID

from kiosk.audit import AuditEvent, AuditTrail
from kiosk.clock import Clock
from local_db.attachments import Attachment, Attachments
from local_db.database import Database
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.outbox import ActFault, Loss, Outbox

logger = logging.getLogger(__name__)

_WITHOUT_TRACE = (ActFault.MISSING, ActFault.PURGED)
_PAUSE_SECONDS = 3600.0  # a disk that spoils what is written at once is not filled with recovered copies


@dataclass(frozen=True, slots=True)
class StoreHealth:
    """Acts that a receipt was shown for and that central does not have either: ``lost`` without a trace,
    ``aside`` kept here but not whole. ``elsewhere``: acts that central has from this kiosk's key and that are
    not here.
    """

    lost: int = 0
    aside: int = 0
    elsewhere: int = 0
    audit_faults: int = 0  # as of the last look
    files: int = 0  # attachments that are not what was sealed any more


class StoreKeeper:
    """Thread-safe. What it finds is in the outbox (``losses``, rows kept aside) and in the audit log."""

    def __init__(
        self,
        database: Database,
        outbox: Outbox,
        attachments: Attachments,
        audit: AuditTrail,
        clock: Clock,
    ) -> None:
        self._database = database
        self._outbox = outbox
        self._attachments = attachments
        self._audit = audit
        self._clock = clock
        self._lock = threading.Lock()
        self._recovered_at: float | None = None
        self._audit_faults = 0
        outbox.on_loss = self._on_loss

    def greet(self) -> None:
        """When the store has just been opened: is every act here that a receipt was shown for?"""
        if self._database.recovery is not None:
            self._note("store.recovered")
            self._set_aside_unfit()
            self._attachments.adopt_orphans(self._clock.now())
        self._outbox.note_missing(self._clock.now())

    def health(self) -> StoreHealth:
        """What staff should know. Raises LocalDbError."""
        losses = self._outbox.losses()
        open_losses = [loss for loss in losses if loss.is_open]
        gone = sum(loss.fault in _WITHOUT_TRACE for loss in open_losses)
        elsewhere = sum(
            loss.at_central and loss.settled_by is None and loss.fault is ActFault.MISSING for loss in losses
        )
        files = self._attachments.damaged_count()
        return StoreHealth(gone, len(open_losses) - gone, elsewhere, self._audit_faults, files)

    def look(self) -> bool:
        """Look through every page and every waiting act; whether all was whole. Takes seconds for a large
        store. Raises LocalDbError when damage was found that could not be mended.
        """
        try:
            self._database.check_integrity()
        except LocalDbError as error:
            if error.code != LocalDbErrorCode.DATABASE_DAMAGED:
                raise
            self.mend()
            return False
        self._audit_faults = len(self._audit.examine().faults)
        if self._audit_faults:
            logger.error("the audit log is not whole: main.py audit verify names the records")
        for each in self._attachments.unfit():
            if self._attachments.set_damaged(each):
                self.tell_damaged(each)
        return self._set_aside_unfit() == 0 and self._attachments.damaged_count() == 0

    def tell_damaged(self, file: Attachment) -> None:
        """A file of an act was found not to be what was sealed; the act itself goes on."""
        logger.error("a file of an act is not what was sealed: %s", file.attachment_id)
        self._audit.record(
            AuditEvent("store.file.damaged", self._clock.now(), actor="kiosk", reference=file.act_id)
        )

    def mend(self) -> None:
        """The database is damaged: go on with a fresh one of all that can be read. Raises LocalDbError."""
        with self._lock:
            now = self._clock.monotonic()
            if self._recovered_at is not None and now < self._recovered_at + _PAUSE_SECONDS:
                raise LocalDbError(
                    LocalDbErrorCode.DATABASE_DAMAGED,
                    "The database is damaged again soon after its recovery: the disk may be failing.",
                )
            self._database.recover()
            self._recovered_at = now
        self.greet()

    def settle(self, loss: Loss, staff: str) -> None:
        """A member of staff (account) has seen to a loss; audited. ValueError for an account that is none."""
        event = AuditEvent(
            "store.loss.settled", self._clock.now(), actor=f"staff:{staff}", reference=loss.act_id
        )
        self._outbox.settle_loss(loss, staff)
        self._audit.record(event)

    def settle_files(self, act_id: UUID, staff: str) -> int:
        """A member of staff has seen to the damaged files of an act, e.g. papers were brought again; it is
        audited. How many there were. ValueError for an account that is none.
        """
        event = AuditEvent("store.files.settled", self._clock.now(), actor=f"staff:{staff}", reference=act_id)
        settled = self._attachments.drop_damaged_of(act_id)
        if settled:
            self._audit.record(event)
        return settled

    def _set_aside_unfit(self) -> int:
        unfit = self._outbox.unfit_acts()
        for act in unfit:
            self._outbox.set_aside(act, self._clock.now())
        return len(unfit)

    def _on_loss(self, loss: Loss) -> None:
        logger.error("an act is %s: place %d of its stream", loss.fault.value, loss.sequence)
        self._note(f"store.act.{loss.fault.value}", loss)

    def _note(self, what: str, loss: Loss | None = None) -> None:
        reference = None if loss is None else loss.act_id
        at_central = loss is not None and loss.at_central
        self._audit.record(
            AuditEvent(
                what,
                self._clock.now(),
                actor="kiosk",
                reference=reference,
                outcome="at-central" if at_central else "ok",
            )
        )
