"""The ledger, opened in the background and served by a thread of its own."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from kiosk.audit import AuditEvent
from kiosk.clock import Clock
from kiosk.errors import KnownError
from kiosk.ledger import Ledger, open_ledger
from kiosk.room import DISK_FULL, Room
from kiosk.settings import Settings
from kiosk.workers import Workers

if TYPE_CHECKING:
    from kiosk.sync.worker import SyncStatus

logger = logging.getLogger(__name__)

_QUIET_SECONDS = 30.0
_REOPEN_SECONDS = 60.0


FailureListener = Callable[["KnownError | None"], None]
StateListener = Callable[["SyncStatus"], None]
SentListener = Callable[[UUID, str], None]


@dataclass(frozen=True, slots=True)
class _Reopening:
    """In the place of a piece of work: the ledger is closed, and what was opened anew comes here."""

    opened: Future[Ledger]


Work = Callable[[Ledger], None]


class LedgerDesk:
    """Opens the ledger in the background and serves it. Only ``get`` blocks, until it is open."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        retry_seconds: float = 5.0,
        workers: Workers | None = None,
    ) -> None:
        """A ledger that a full disk kept from opening is tried again every ``retry_seconds``."""
        self._workers = workers or Workers()
        self._settings = settings
        self._retry_seconds = retry_seconds
        self._closing = threading.Event()
        self._failure: KnownError | None = None
        self._when_failed: list[FailureListener] = []
        self._clock = clock
        self._ledger: Future[Ledger] = Future()
        self._work: queue.SimpleQueue[Work | _Reopening | None] = queue.SimpleQueue()
        self._listeners: list[tuple[StateListener, SentListener]] = []
        self._lock = threading.Lock()
        self._when_quiet: list[Work] = []
        self._thread = threading.Thread(target=self._run, name="ledger", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def get(self) -> Ledger:
        """The open ledger. Raises what kept it from opening."""
        return self._ledger.result()

    def reopen(self) -> None:
        """*Blocking.* Close store and line and open both anew: with the keys of a new enrolment, without
        whatever hung. Who uses the old ones meanwhile gets `LocalDbError` or SyncError ``cancelled``.

        Raises `KnownError`: what keeps it from opening, or ``not_reopened`` when it takes too long.
        """
        reopening = _Reopening(Future())
        self._work.put(reopening)
        try:
            reopening.opened.result(_REOPEN_SECONDS)
        except TimeoutError:
            raise KnownError("not_reopened", "The store does not open again; restart the kiosk.") from None

    def do(self, work: Work) -> None:
        """Have ``work`` done soon on the ledger's thread, in the order of the calls."""
        self._work.put(work)

    def when_quiet(self, work: Work) -> None:
        """Have ``work`` done on the ledger's thread whenever nothing else was asked for a while."""
        self._when_quiet.append(work)

    def note(self, event: AuditEvent) -> None:
        """Have an audit event written soon."""
        self.do(lambda ledger: ledger.audit.record(event))

    def listen(self, on_state: StateListener, on_sent: SentListener) -> None:
        """Be told of the line to central, at once when its state is known, from any thread."""
        with self._lock:
            self._listeners.append((on_state, on_sent))
        if (ledger := self.find()) is not None:
            self._tell_state_if_known(on_state, ledger.sync.status)

    def find(self) -> Ledger | None:
        """The ledger if it is open by now."""
        opened = self._ledger.done() and self._ledger.exception() is None
        return self._ledger.result() if opened else None

    def when_failed(self, tell: FailureListener) -> None:
        """Call ``tell``, from any thread, if the ledger cannot be opened: then nobody can be served; and with
        None when it could after all.
        """
        with self._lock:
            self._when_failed.append(tell)
            failure = self._failure
        if failure is not None:
            tell(failure)

    def close(self) -> None:
        """Do what was asked for, stop sending, close the database."""
        self._closing.set()
        self._work.put(None)
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while self._open_and_serve():
            pass

    def _open_and_serve(self) -> bool:
        """Until the end; True when the ledger is to be opened again."""
        try:
            ledger = self._open()
            ledger.sync.listen(self._on_state, self._on_sent)
            ledger.sync.start()
        except BaseException as error:
            self._ledger.set_exception(error)
            if not isinstance(error, KnownError):
                self._tell_failure(KnownError("internal_fault", "The ledger met a program fault."))
                raise
            self._tell_failure(error)
            return False
        ended = threading.Event()
        try:
            self._ledger.set_result(ledger)
            threading.Thread(
                target=_look_through, args=(ledger, ended), name="store-check", daemon=True
            ).start()
            while (work := self._next_work()) is not None:
                if isinstance(work, _Reopening):
                    self._ledger = work.opened  # who asks from now on waits for it
                    return True
                self._do_now(ledger, work)
                del work  # what was done may hold on to a person
            return False
        finally:
            ended.set()
            ledger.close()

    def _open(self) -> Ledger:
        """Opening writes, and on a full disk fails in many ways: it waits for room."""
        room = Room(self._settings)
        while True:
            try:
                room.check_for_act()
                ledger = open_ledger(self._settings, self._clock, self._workers)
            except KnownError as error:
                if error.code != DISK_FULL:
                    raise
                if self._failure is None:
                    logger.error("the database cannot be opened on a full disk; it is tried again")
                    self._tell_failure(error)
                if self._closing.wait(self._retry_seconds):
                    raise
            else:
                if self._failure is not None:
                    self._tell_failure(None)
                return ledger

    def _tell_failure(self, failure: KnownError | None) -> None:
        with self._lock:
            self._failure, listeners = failure, list(self._when_failed)
        for tell in listeners:
            tell(failure)

    def _next_work(self) -> Work | _Reopening | None:
        try:
            return self._work.get(timeout=_QUIET_SECONDS)
        except queue.Empty:
            return self._do_when_quiet

    def _do_when_quiet(self, ledger: Ledger) -> None:
        for work in self._when_quiet:
            self._do_now(ledger, work)

    @staticmethod
    def _do_now(ledger: Ledger, work: Work) -> None:
        from local_db.errors import LocalDbError, LocalDbErrorCode

        try:
            try:
                work(ledger)
            except LocalDbError as error:
                if error.code != LocalDbErrorCode.DATABASE_DAMAGED:
                    raise
                ledger.keeper.mend()
                work(ledger)
        except LocalDbError as error:
            logger.error("the database refused to keep a note: %s", error.code)
        except Exception as error:  # noqa: BLE001 - one piece of work must not end the thread that all wait for
            logger.error("a piece of work met a program fault: %s", type(error).__name__)

    def _on_state(self, status: SyncStatus) -> None:
        for on_state, _ in self._snapshot():
            self._tell_state_if_known(on_state, status)

    def _on_sent(self, act_id: UUID, case_number: str) -> None:
        for _, on_sent in self._snapshot():
            on_sent(act_id, case_number)

    def _snapshot(self) -> list[tuple[StateListener, SentListener]]:
        with self._lock:
            return list(self._listeners)

    @staticmethod
    def _tell_state_if_known(on_state: StateListener, status: SyncStatus) -> None:
        """Before the first exchange nobody knows whether the line is up: nothing is said yet."""
        if status.last_contact is not None or status.last_problem is not None:
            on_state(status)


def _look_through(ledger: Ledger, ended: threading.Event) -> None:
    """In the background, once the kiosk serves: every page is read, which takes seconds."""
    from local_db.errors import LocalDbError

    try:
        ledger.keeper.look()
    except LocalDbError as error:
        if not ended.is_set():
            logger.error("the store could not be looked through: %s", error.code)
    except Exception as error:  # noqa: BLE001 - a check must not end what it checks
        logger.error("the look through the store met a program fault: %s", type(error).__name__)
