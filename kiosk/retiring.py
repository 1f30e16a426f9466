"""A kiosk leaves its office: what it has is sent, then forgotten. Nothing goes while anything waits."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.audit import AuditEvent
from kiosk.clock import Clock
from kiosk.errors import KnownError
from kiosk.ledger import open_ledger
from kiosk.settings import Settings

if TYPE_CHECKING:
    from kiosk.ledger import Ledger
    from kiosk.sync.worker import SyncStatus

DRAIN_SECONDS = 600.0
RETIRED = "kiosk.retired"
ENROLLED = "kiosk.enrolled"
_ROUND_SECONDS = 90.0


def find_unsent(ledger: Ledger) -> list[str]:
    """What central does not have, in words, in the order to work it off. Raises LocalDbError."""
    acts, files = ledger.outbox.pending_count(), ledger.attachments.backlog().count
    lost = sum(loss.is_open for loss in ledger.outbox.losses())
    told = (
        (acts, "acts wait for central"),
        (files, "scans wait for central"),
        (ledger.attachments.damaged_count(), "scans are damaged"),
        (lost, "acts are lost or damaged, and nobody has seen to them (main.py losses list)"),
    )
    return [f"{number} {what}" for number, what in told if number]


def retire(settings: Settings, clock: Clock, seconds: float = DRAIN_SECONDS) -> int:
    """Send what waits, have central hold the audit log's end, then delete the data folder's content. Returns
    how many records the audit log had. *Blocking*, for so many seconds at most.

    Raises `KnownError` ``kiosk_runs``, ``unsent`` (its sentence says what), and what keeps the store from
    being opened; then nothing was deleted.
    """
    folder = settings.data_folder
    if not (folder / "kiosk.db").is_file():
        if folder.is_dir() and any(folder.iterdir()):
            raise KnownError(
                "unsent", "The data folder holds files, and no database that tells what they are."
            )
        return 0
    _demand_alone(folder)
    if aside := len(list(folder.glob("kiosk.db.damaged-*"))):
        raise KnownError("unsent", f"{aside} files of a database that was damaged lie here.")
    ledger = open_ledger(settings, clock)
    try:
        records = _drain(ledger, clock, seconds)
    finally:
        ledger.close()
    _demand_alone(folder)
    _wipe(folder)
    return records


def _drain(ledger: Ledger, clock: Clock, seconds: float) -> int:
    """Raises `KnownError` ``unsent``."""
    enrolled = ledger.credentials.find_enrolment() is not None
    if enrolled:
        ledger.sync.start()
        _send(ledger, time.monotonic() + seconds)
    if unsent := find_unsent(ledger):
        raise KnownError("unsent", f"Not to be deleted: {'; '.join(unsent)}.")
    ledger.audit.record(AuditEvent(RETIRED, clock.now(), actor="kiosk"), sealed=True)
    if enrolled:
        _exchange(ledger)
    return ledger.audit.examine().head.sequence


def _send(ledger: Ledger, until: float) -> None:
    """As long as something waits, and gets less."""
    before = -1
    while (waiting := _waiting(ledger)) and waiting != before and time.monotonic() < until:
        before = waiting
        _exchange(ledger)


def _waiting(ledger: Ledger) -> int:
    return ledger.outbox.pending_count() + ledger.attachments.backlog().count


def _exchange(ledger: Ledger) -> None:
    done = threading.Event()

    def take(_status: SyncStatus, _sent: int) -> None:
        done.set()

    ledger.sync.send_now(take)
    done.wait(_ROUND_SECONDS)


def _demand_alone(folder: Path) -> None:
    """Raises `KnownError` ``kiosk_runs`` while any other program has the database open."""
    from local_db.file_lock import FileLock

    lock = FileLock(folder / "kiosk.db.lock")
    try:
        if not lock.try_alone():
            raise KnownError("kiosk_runs", "The kiosk has its database open: stop it first.")
    finally:
        lock.close()


def _wipe(folder: Path) -> None:
    """The key goes as well where it lies there; where it is the machine's, whoever called makes a new one."""
    from local_db.durable_file import sync_folder

    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink()
    sync_folder(folder)
