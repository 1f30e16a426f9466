"""Hands cases over beside the server, as long as it runs."""

from __future__ import annotations

import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from central.casework.handing_over import HandingOver

logger = logging.getLogger(__name__)
_LOOK_SECONDS = 2.0
_PAUSE_SECONDS = 10.0


class HandOverThread:
    """Does nothing where no back office is known: approved cases wait."""

    def __init__(self, handing_over: HandingOver | None) -> None:
        self._handing_over = handing_over
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="hand-over", daemon=True)

    def start(self) -> None:
        if self._handing_over is not None:
            self._thread.start()

    def stop(self) -> None:
        """Returns when the question under way is answered or has failed."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()
        if self._handing_over is not None:
            self._handing_over.close()

    def _run(self) -> None:
        while self._handing_over is not None and not self._stopping.is_set():
            self._stopping.wait(self._drain(self._handing_over))

    def _drain(self, handing_over: HandingOver) -> float:
        """Until none is due; the seconds to wait then."""
        try:
            while not self._stopping.is_set() and handing_over.hand_one():
                pass
        except SQLAlchemyError as error:  # its text may quote what it refused
            logger.error("handing over waits for the database: %s", type(error).__name__)
            return _PAUSE_SECONDS
        except Exception as error:  # noqa: BLE001 - ours, but handing over must not end for good
            logger.error("handing over met a bug: %s", type(error).__name__)
            return _PAUSE_SECONDS
        return _LOOK_SECONDS
