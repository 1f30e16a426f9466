"""The sync worker: one thread that carries the outbox to central for as long as the kiosk runs.

It wakes for a new act, by the clock even when nothing is new, and when staff ask. Whatever central answers,
an act stays in the outbox until its signed receipt has been verified.
"""

from __future__ import annotations

import logging
import random
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ParamSpec
from uuid import UUID

from kiosk.back_off import BackOff
from kiosk.clock import Clock
from kiosk.errors import KnownError
from kiosk.sync.client import CentralClient
from kiosk.sync.credentials import Credentials
from kiosk.sync.delivery import Delivery, Exchange
from kiosk.sync.errors import DEVICE_REVOKED, NOT_CENTRAL, CentralRefusedError, SyncError, SyncErrorCode
from kiosk.sync.feed import FeedReader
from kiosk.sync.tries import Tries
from kiosk.sync.upload import Uploads
from kiosk.workers import Workers
from local_db.attachments import Backlog
from local_db.audit_log import AuditLog
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.feed import FeedStore
from local_db.outbox import Outbox, OutboxState

logger = logging.getLogger(__name__)
P = ParamSpec("P")
_STOP_SECONDS = 2.0
RESTARTED = "sync_restarted"
"""The worker was stopped by a fault of the program and begins again."""


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """``last_problem`` is a stable code. ``pending`` counts the acts that central has not confirmed, and
    ``files`` the files that it lacks, of ``file_bytes`` in all.
    """

    online: bool = False
    pending: int = 0
    files: int = 0
    file_bytes: int = 0
    last_contact: datetime | None = None
    last_problem: str | None = None


def _leave_damaged() -> None:
    raise LocalDbError(LocalDbErrorCode.DATABASE_DAMAGED, "Nobody mends the database here.")


StatusListener = Callable[[SyncStatus], None]
SentListener = Callable[[UUID, str], None]
Told = Callable[[SyncStatus, int], None]
"""What came of it, and how many acts got their receipts."""


@dataclass(frozen=True, slots=True)
class SyncPace:
    """Seconds. ``poll``: how often central is asked while there is nothing to send."""

    retry_base: float = 1.0
    retry_cap: float = 300.0
    poll: float = 60.0


class SyncWorker:
    """Owns ``client`` and closes it when stopped. Listeners are called from the worker's thread."""

    def __init__(
        self,
        outbox: Outbox,
        credentials: Credentials,
        client: CentralClient,
        clock: Clock,
        *,
        told: FeedStore,
        audit: AuditLog,
        pace: SyncPace | None = None,
        uploads: Uploads | None = None,
        backlog: Callable[[], Backlog] = Backlog,
        mend: Callable[[], None] | None = None,
        workers: Workers | None = None,
        jitter: random.Random | None = None,
        errands: Sequence[Callable[[], None]] = (),
    ) -> None:
        """``errands`` are run while the line is up and nothing waits; one that fails is tried next time."""
        self._outbox = outbox
        self._credentials = credentials
        self._client = client
        self._clock = clock
        self._pace = pace or SyncPace()
        self._delivery = Delivery(outbox, credentials, client, clock, told=told, audit=audit)
        self._uploads = uploads
        self._backlog = backlog
        self._back_off = BackOff(self._pace.retry_base, self._pace.retry_cap, jitter or random.Random())
        self._mend = mend or _leave_damaged
        self._workers = workers or Workers()
        self._errands = tuple(errands)
        self._lock = threading.Lock()
        self._askers: list[Told] = []
        self._heard: list[Told] = []  # wait for the end of what runs now
        self._settled = 0  # acts since the last pause
        self._next_at: float | None = None  # monotonic
        self._status = SyncStatus(pending=outbox.pending_count())
        self._listeners: list[tuple[StatusListener, SentListener]] = []
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def status(self) -> SyncStatus:
        with self._lock:
            return self._status

    @property
    def feed(self) -> FeedReader:
        """What this worker reads of central's feed."""
        return self._delivery.feed

    def central_time(self) -> datetime | None:
        """See `CentralClient.central_time`."""
        return self._client.central_time()

    @property
    def tries(self) -> Tries:
        """How often each act that waits was handed over."""
        return self._delivery.tries

    def next_try(self) -> datetime | None:
        """When central is asked next, by our clock; None while that is under way or the worker stands."""
        at = self._next_at
        return None if at is None else self._clock.now() + timedelta(seconds=at - self._clock.monotonic())

    @property
    def clock_offset(self) -> timedelta:
        """See `CentralClient.clock_offset`."""
        return self._client.clock_offset

    def listen(self, on_state: StatusListener, on_sent: SentListener) -> None:
        """``on_state`` is called at once and after every change; ``on_sent`` with the id of an act and its
        case number once its receipt has been verified and stored.
        """
        with self._lock:
            self._listeners.append((on_state, on_sent))
            status = self._status
        on_state(status)

    def start(self) -> None:
        """No exception ends it before ``stop``."""
        if self._thread is not None:
            raise RuntimeError("a sync worker is started once")
        self._thread = self._workers.start("sync-worker", self._run, self._stopping, self._on_fault)

    def _on_fault(self) -> None:
        """Ours: what was shown last is not true any more, until the next exchange."""
        self._publish(replace(self.status, online=False, last_problem=RESTARTED))
        self._answer()

    def wake(self) -> None:
        """Try now: an act was recorded."""
        self._wake.set()

    def send_now(self, told: Told) -> None:
        """Try now, and say what came of it, from the worker's thread; staff ask."""
        with self._lock:
            self._askers.append(told)
        self._wake.set()

    def stop(self) -> None:
        """Cut off a call under way and end the thread; at most 2 s. What is unsent stays in the outbox."""
        self._stopping.set()
        self._wake.set()
        self._client.close()
        if self._thread is not None:
            self._thread.join(_STOP_SECONDS)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            self._next_at = None
            with self._lock:
                self._heard, self._askers = self._heard + self._askers, []
            wait = self._round()
            if wait > 0:
                self._answer()
                self._next_at = self._clock.monotonic() + wait
                self._wake.wait(wait)

    def _answer(self) -> None:
        settled, self._settled = self._settled, 0
        heard, self._heard = self._heard, []
        for told in heard:
            _tell(told, self.status, settled)

    def _round(self) -> float:
        """One exchange. Returns the seconds to wait before the next."""
        try:
            return self._exchange()
        except CentralRefusedError as refusal:
            return self._failed(refusal, online=True, wait=self._wait_after(refusal))
        except SyncError as error:
            online = error.code not in NOT_CENTRAL and self.status.online
            return self._failed(error, online=online, wait=self._back_off.next_seconds())
        except LocalDbError as error:
            if error.code == LocalDbErrorCode.DATABASE_DAMAGED and self._mended():
                return 0.0
            known = KnownError(error.code, error.sentence)
            return self._failed(known, online=self.status.online, wait=self._back_off.next_seconds())

    def _wait_after(self, refusal: CentralRefusedError) -> float:
        if not refusal.may_retry:
            return self._pace.retry_cap
        stated = self._back_off.stated_seconds(refusal.retry_after or 0.0)
        if refusal.problem.next_after_ms is not None:  # our turn, as central plans it: nothing grows on top
            return stated
        return max(self._back_off.next_seconds(), stated)

    def _exchange(self) -> float:
        try:
            done = self._delivery.exchange()
        except CentralRefusedError as refusal:
            if refusal.code == DEVICE_REVOKED:
                self._credentials.note_standing(revoked=True)
            raise
        self._credentials.note_standing(revoked=False)
        self._publish(
            replace(
                self._with_backlog(),
                online=True,
                pending=self._outbox.pending_count(),
                last_contact=self._clock.now(),
                last_problem=done.problem,
            )
        )
        self._settled += len(done.settled)
        for row in done.settled:
            if row.state is OutboxState.SENT and row.case_number is not None:
                self._tell_sent(row.act_id, row.case_number)
        wait = self._wait_for_acts(done)
        if done.go_on:
            return wait
        files_wait = self._send_files(looked=done == Exchange())
        return wait if files_wait is None else min(wait, files_wait)

    def _wait_for_acts(self, done: Exchange) -> float:
        if done.blocked:
            return self._pace.retry_cap
        if done.problem is not None and not done.go_on:
            return max(self._back_off.next_seconds(), done.wait_seconds)
        self._back_off.reset()
        if not done.go_on:
            self._run_errands()
        return done.wait_seconds if done.go_on else max(self._pace.poll, done.wait_seconds)

    def _send_files(self, *, looked: bool) -> float | None:
        """Parts of files, until an act waits or staff ask. The seconds until there is more to do with files;
        None when nothing waits. ``looked``: central has every act.
        """
        if self._uploads is None:
            return None
        if looked:
            self._uploads.ask_what_is_missing()
        pause: float | None = 0.0
        while pause == 0 and not self._wake.is_set():
            pause = self._uploads.step()
            self._publish(
                replace(self._with_backlog(), last_problem=self._uploads.problem or self.status.last_problem)
            )
        return pause

    def _with_backlog(self) -> SyncStatus:
        backlog = self._backlog()
        return replace(self.status, files=backlog.count, file_bytes=backlog.size)

    def _run_errands(self) -> None:
        for errand in self._errands:
            try:
                errand()
            except SyncError as error:
                logger.info("sync: an errand failed: %s", error)

    def _mended(self) -> bool:
        try:
            self._mend()
        except LocalDbError as error:
            logger.error("the damaged database could not be recovered: %s", error.code)
            return False
        return True

    def _failed(self, error: KnownError, *, online: bool, wait: float) -> float:
        if error.code != SyncErrorCode.CANCELLED:
            logger.info("sync: %s", error)
            self._publish(
                replace(self.status, online=online, pending=self._count_again(), last_problem=error.code)
            )
        return wait

    def _count_again(self) -> int:
        try:
            return self._outbox.pending_count()
        except LocalDbError:  # the fault that is being told may be that very one
            return self.status.pending

    def _publish(self, status: SyncStatus) -> None:
        with self._lock:
            self._status = status
            listeners = list(self._listeners)
        for on_state, _ in listeners:
            _tell(on_state, status)

    def _tell_sent(self, act_id: UUID, case_number: str) -> None:
        with self._lock:
            listeners = list(self._listeners)
        for _, on_sent in listeners:
            _tell(on_sent, act_id, case_number)


def _tell(listener: Callable[P, None], *told: P.args, **named: P.kwargs) -> None:
    """Who listens does not end who works."""
    try:
        listener(*told, **named)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is not about sending
        logger.error("a listener to the line met a program fault: %s", type(error).__name__)
