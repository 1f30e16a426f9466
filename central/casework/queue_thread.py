"""Works a queue of the database off beside the server, as long as it runs."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

logger = logging.getLogger(__name__)
_LOOK_SECONDS = 2.0
_PAUSE_SECONDS = 10.0


class QueueThread:
    """``work`` does one piece and says whether there was one; None: nobody can do it here, and all waits."""

    def __init__(self, name: str, work: Callable[[], bool] | None, close: Callable[[], None]) -> None:
        self._name = name
        self._work = work
        self._close = close
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        if self._work is not None:
            self._thread.start()

    def stop(self) -> None:
        """Returns when the piece under way is done or has failed."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        self._close()

    def _run(self) -> None:
        while self._work is not None and not self._stopping.is_set():
            self._stopping.wait(self._drain(self._work))

    def _drain(self, work: Callable[[], bool]) -> float:
        """Until none is due; the seconds to wait then."""
        try:
            while not self._stopping.is_set() and work():
                continue
        except SQLAlchemyError as error:  # its text may quote what it refused
            logger.error("%s waits for the database: %s", self._name, type(error).__name__)
            return _PAUSE_SECONDS
        except Exception as error:  # noqa: BLE001 - ours, but the queue must not end for good
            logger.error("%s met a bug: %s", self._name, type(error).__name__)
            return _PAUSE_SECONDS
        return _LOOK_SECONDS
