"""Who did what and when at this kiosk, without any data of a person, in a log that only grows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from local_db.audit_log import AuditExamination, AuditHead, AuditLog

WORKER_RESTARTED = "worker.restarted"
"""A thread that lives as long as the kiosk met a fault; its name follows."""

CHECKPOINT_RECORDS = 100
CHECKPOINT_AGE = timedelta(days=1)
"""A signed checkpoint follows so many records, or a record so long, after the one before."""

_CODE = re.compile(r"[a-z][a-z0-9_\-]*(\.[a-z0-9][a-z0-9_\-]*)*")
_ACTOR = re.compile(r"[a-z][a-z0-9_\-]*(:[A-Za-z0-9_\-]{1,40})?")
_LONG_NUMBER = re.compile(r"\d{9,}")  # identity, social insurance and phone numbers


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """``what`` is a dotted code such as ``visit.ended.finished``; ``actor`` is ``citizen``, ``kiosk`` or
    ``staff:<account>``; ``reference`` points at an act where there is one, ``grant`` at central's permission
    to read a record. ValueError for free text."""

    what: str
    at: datetime
    visit_id: UUID | None = None
    actor: str = "citizen"
    reference: UUID | None = None
    outcome: str = "ok"
    grant: UUID | None = None

    def __post_init__(self) -> None:
        for value, form in ((self.what, _CODE), (self.actor, _ACTOR), (self.outcome, _CODE)):
            if not form.fullmatch(value) or _LONG_NUMBER.search(value):
                raise ValueError("an audit event takes codes only, never free text or numbers of persons")


class CheckpointSigner(Protocol):
    """The device's word for the log up to a record."""

    def sign(self, head: AuditHead) -> str: ...

    def open(self, signed: str) -> AuditHead | None:
        """None when this device did not sign it."""
        ...

    def open_countersigned(self, countersigned: str) -> AuditHead | None:
        """None when central did not say so of this device."""
        ...


class AuditTrail:
    """Writes events into the hash chain of the local database. Thread-safe."""

    def __init__(self, log: AuditLog, signer: CheckpointSigner) -> None:
        self._log = log
        self._signer = signer

    def examine(self) -> AuditExamination:
        """Follow the whole chain and its signatures. Raises LocalDbError."""
        return self._log.examine(self._signer.open, self._signer.open_countersigned)

    def count(self, what: str, since: datetime) -> int:
        """How many events of this kind, or of kinds below it, there were."""
        return self._log.count(what, since)

    def record(self, event: AuditEvent, *, sealed: bool = False) -> None:
        """Durable when it returns (a few milliseconds). ``sealed``: a checkpoint follows in any case. Raises
        LocalDbError, e.g. ``disk_full``.
        """
        from local_db.audit_log import AuditEntry  # keeps SQLAlchemy out of the first screen's way

        reference = " ".join(
            f"{name}={value}"
            for name, value in (("visit", event.visit_id), ("act", event.reference), ("grant", event.grant))
            if value
        )
        head = self._log.append(AuditEntry(event.at, event.actor, event.what, reference, event.outcome))
        if sealed or self._is_due(head, event.at):
            self._log.add_checkpoint(head, self._signer.sign(head))

    def _is_due(self, head: AuditHead, at: datetime) -> bool:
        signed = self._log.last_checkpoint()
        if signed is None:
            return True
        return head.sequence >= signed[0] + CHECKPOINT_RECORDS or abs(at - signed[1]) >= CHECKPOINT_AGE
