"""Work off the GUI thread, results back on it. Nothing else in the interface knows threads."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from ekyc.errors import EkycError
from kiosk.errors import KnownError
from local_db.errors import LocalDbError

Known = KnownError | EkycError | LocalDbError
P = ParamSpec("P")
T = TypeVar("T")


class Background(QObject):
    """Created once, in the GUI thread. ``post`` may be called from any thread."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=3, thread_name_prefix="ui-work")
        self._open = True
        self._gate = threading.Lock()  # nobody posts to an object that is being destroyed
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Have ``call`` run in the GUI thread soon; nothing happens once the window is closed."""
        with self._gate:
            if self._open:
                self._posted.emit(call)

    def submit(self, work: Callable[[], None]) -> None:
        self._pool.submit(work)

    def close(self) -> None:
        """Wait for running work (each piece has a deadline of its own) and take no more."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        with self._gate:
            self._open = False

    @Slot(object)
    def _call(self, call: Callable[[], None]) -> None:
        call()


class Scope:
    """The stretch of time in which results are still wanted: one person on one screen.

    What arrives after ``end`` is dropped unseen, so that nobody ever gets a result of the person before.
    """

    def __init__(self, background: Background) -> None:
        self._background = background
        self._alive = True

    def end(self) -> None:
        self._alive = False

    def deliver(self, receive: Callable[P, None]) -> Callable[P, None]:
        """A function for any thread that has ``receive`` called in the GUI thread while the scope lasts."""

        def from_any_thread(*args: P.args, **kwargs: P.kwargs) -> None:
            def in_gui_thread() -> None:
                if self._alive:
                    receive(*args, **kwargs)

            self._background.post(in_gui_thread)

        return from_any_thread

    def run(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_fault: Callable[[Known], None],
    ) -> None:
        """Run blocking ``work`` on a pool thread. A bug in it is raised again in the GUI thread."""
        done, fault, bug = self.deliver(on_done), self.deliver(on_fault), self.deliver(_raise)

        def on_pool_thread() -> None:
            try:
                result = work()
            except (KnownError, EkycError, LocalDbError) as error:
                fault(error)
            except Exception as error:  # noqa: BLE001 - handed to the GUI thread, where bugs end the visit
                bug(error)
            else:
                done(result)

        self._background.submit(on_pool_thread)


def _raise(error: Exception) -> None:
    raise error
