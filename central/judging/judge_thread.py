"""The thread of each process that judges: woken by what this process stores, else once a second."""

from __future__ import annotations

import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from central.judging.judge import Judge

logger = logging.getLogger(__name__)
_GATHER_SECONDS = 0.1  # acts that come one by one are judged together: a batch costs a quarter of its acts
_POLL_SECONDS = 1.0  # for what another process stored and did not come to judge
_PAUSE_SECONDS = 5.0  # after a fault of the database


class JudgeThread:
    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._rested = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="judge", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        """Returns when the batch under way is done."""
        self._stopping.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def wait_until_all_is_judged(self, seconds: float) -> bool:
        """Whether the queue was empty within that time."""
        with self._rested:
            return self._rested.wait_for(lambda: self._judge.waiting() == 0, seconds)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            pause = self._drain()
            with self._rested:
                self._rested.notify_all()
            if pause:
                self._stopping.wait(pause)
            elif self._wake.wait(_POLL_SECONDS):
                self._stopping.wait(_GATHER_SECONDS)

    def _drain(self) -> float:
        """Judge until nothing waits; the seconds to leave the database alone."""
        try:
            while not self._stopping.is_set() and self._judge.judge_some() > 0:
                pass
        except SQLAlchemyError as error:  # its text may quote what it refused
            logger.error("judging waits for the database: %s", type(getattr(error, "orig", error)).__name__)
            return _PAUSE_SECONDS
        except Exception as error:  # noqa: BLE001 - ours, but judging must not end for good
            logger.error("judging met a bug: %s", type(error).__name__)
            return _PAUSE_SECONDS
        return 0.0
