"""Python's cycle collector, run in the thread of the interface only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_LOOK_MS = 50


class GarbageCollection(QObject):
    """Takes the collector's place for as long as it stands.

    Left alone, the collector runs in whichever thread happens to allocate: a card or camera thread then
    destroys Qt objects of a page that was left, and Qt's timers belong to their own thread – the process
    dies. Reference counting goes on as ever; only what hangs in circles waits for the next look.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_at_work = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(collect_what_is_due)
        self._timer.start()

    @Slot()
    def set_standing_objects_apart(self) -> None:
        """What is there now stays for good: it need not be looked through again every time."""
        gc.freeze()

    def close(self) -> None:
        """Take away what hangs in circles now, then give the work back to whoever had it before."""
        self._timer.stop()
        gc.collect()
        gc.unfreeze()
        if self._was_at_work:
            gc.enable()


def collect_what_is_due() -> None:
    """The oldest generation over its threshold, with the younger ones, as Python itself would do it."""
    due = [
        generation
        for generation, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if count > limit
    ]
    if due:
        gc.collect(due[-1])
