"""Threads that live as long as the kiosk. No exception ends one: it is started again, counted, and seen."""

from __future__ import annotations

import logging
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial

from kiosk.back_off import BackOff

logger = logging.getLogger(__name__)

_BASE_SECONDS = 1.0
_CAP_SECONDS = 60.0


class Workers:
    """Starts threads and keeps them running. Thread-safe."""

    def __init__(self, base_seconds: float = _BASE_SECONDS, cap_seconds: float = _CAP_SECONDS) -> None:
        """The pause before a worker begins again grows from ``base_seconds`` to ``cap_seconds``."""
        self._base = base_seconds
        self._cap = cap_seconds
        self._lock = threading.Lock()
        self._restarts: Counter[str] = Counter()
        self.on_restart: Callable[[str, Exception], None] = lambda _name, _fault: None  # from its thread

    @property
    def restarts(self) -> dict[str, int]:
        """How often each worker was stopped by a fault since the kiosk started; none for a healthy one."""
        with self._lock:
            return dict(self._restarts)

    def start(
        self,
        name: str,
        run: Callable[[], None],
        stopping: threading.Event,
        on_fault: Callable[[], None] | None = None,
    ) -> threading.Thread:
        """Run ``run`` in a thread of its own until it returns. When it raises ``on_fault`` is called, and it
        is run again after a pause, unless ``stopping`` is set.
        """
        thread = threading.Thread(
            target=self._keep_running, args=(name, run, stopping, on_fault), name=name, daemon=True
        )
        thread.start()
        return thread

    def _keep_running(
        self,
        name: str,
        run: Callable[[], None],
        stopping: threading.Event,
        on_fault: Callable[[], None] | None,
    ) -> None:
        back_off = BackOff(self._base, self._cap, random.Random())
        while True:
            begun = time.monotonic()
            try:
                run()
            except Exception as error:  # noqa: BLE001 - this is the place where nothing may pass
                self._note(name, error)
                self._tell(name, error, on_fault)
            else:
                return
            if time.monotonic() - begun > self._cap:
                back_off.reset()
            if stopping.wait(back_off.next_seconds()):
                return

    def _tell(self, name: str, error: Exception, on_fault: Callable[[], None] | None) -> None:
        for tell in (on_fault, partial(self.on_restart, name, error)):
            if tell is not None:
                self._call(name, tell)

    def _call(self, name: str, on_fault: Callable[[], None]) -> None:
        try:
            on_fault()
        except Exception as error:  # noqa: BLE001 - see above
            logger.error("the fault of the worker %s could not be told: %s", name, type(error).__name__)

    def _note(self, name: str, error: Exception) -> None:
        """Only the kind is logged: the text of an unforeseen exception might hold data of a person."""
        with self._lock:
            self._restarts[name] += 1
            times = self._restarts[name]
        logger.error(
            "the worker %s was stopped by a fault (%s, %d so far) and begins again",
            name,
            type(error).__name__,
            times,
        )
