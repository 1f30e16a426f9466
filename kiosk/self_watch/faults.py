"""A fault of this kiosk is told to the audit log, and to central as soon as there is a line."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType

from kiosk.audit import AuditEvent
from kiosk.clock import Clock
from kiosk.contract.kiosk_state import FaultKind
from kiosk.self_watch.fault_book import FaultBook, place_of

FAULT = "kiosk.fault"
"""Of the audit log; the kind of the fault follows, and the reference is the outcome."""

_SAME_SECONDS = 3600.0


class Faults:
    """From any thread; blocks for some milliseconds. ``on_report`` is called after each."""

    def __init__(self, book: FaultBook, clock: Clock, note: Callable[[AuditEvent], None]) -> None:
        self._book = book
        self._clock = clock
        self._note = note
        self._told: dict[tuple[str | None, ...], float] = {}
        self.on_report: Callable[[], None] = lambda: None

    def bug(self, reference: str, kind: type[BaseException], trace: TracebackType | None) -> None:
        """The interface met it; ``reference`` is what the person reads."""
        self._report(FaultKind.BUG, reference=reference, error=kind.__name__, place=place_of(trace))

    def worker(self, name: str, error: Exception) -> None:
        """A thread met it and begins again."""
        place = place_of(error.__traceback__)
        if self._is_news(name, type(error).__name__, place):
            self._report(FaultKind.WORKER, error=type(error).__name__, place=place, part=name)

    def device(self, name: str, code: str) -> None:
        """What needs the device is out of service from now on."""
        if self._is_news(name, code):
            self._report(FaultKind.DEVICE, error=code, part=name)

    def ended(self, kind: FaultKind) -> None:
        """The run before this one had no good end."""
        self._report(kind)

    def _is_news(self, *what: str | None) -> bool:
        """The same again within the hour is not: a thread that cannot live begins anew every minute."""
        now = self._clock.monotonic()
        if now - self._told.get(what, float("-inf")) < _SAME_SECONDS:
            return False
        self._told[what] = now
        return True

    def _report(
        self,
        kind: FaultKind,
        *,
        reference: str | None = None,
        error: str | None = None,
        place: str | None = None,
        part: str | None = None,
    ) -> None:
        told = self._book.report(kind, reference=reference, error=error, place=place, part=part)
        what = f"{FAULT}.{kind.value}"
        self._note(AuditEvent(what, self._clock.now(), actor="kiosk", outcome=f"fault-{told}"))
        self.on_report()
