"""How often acts that wait were handed over without central's receipt, since the kiosk started."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection
from uuid import UUID


class Tries:
    """Thread-safe. Only acts that stood at the head of the queue are in it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tries: Counter[UUID] = Counter()
        self._under_way: frozenset[UUID] = frozenset()

    def begin(self, act_ids: Collection[UUID]) -> None:
        with self._lock:
            self._tries.update(act_ids)
            self._under_way = frozenset(act_ids)

    def end(self, settled: Collection[UUID] = ()) -> None:
        """Nothing is on the way any more; ``settled`` have their receipts."""
        with self._lock:
            self._under_way = frozenset()
            for act_id in settled:
                del self._tries[act_id]

    def of(self, act_id: UUID) -> int:
        with self._lock:
            return self._tries[act_id]

    def is_under_way(self, act_id: UUID) -> bool:
        with self._lock:
            return act_id in self._under_way
