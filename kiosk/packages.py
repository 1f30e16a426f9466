"""Packages that central has sent, with the day from which each holds, and the one that is in use.

What is loaded is unchangeable and put in the place of what was in use as a whole, between two visits. A
package that does not load is told and never replaces one that does.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Generic, TypeVar

from kiosk.errors import KnownError

if TYPE_CHECKING:
    from local_db.feed import KeptEntry

logger = logging.getLogger(__name__)
T = TypeVar("T")
_NARROWNESS = ("all", "office", "device")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a package is not used."""

    topic: str
    number: int
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Loaded(Generic[T]):
    from_day: date
    rank: tuple[int, date, int]  # of two that hold the narrower counts, then the later, then the newer
    number: int
    content: T


class Packages(Generic[T]):
    """Of one topic. ``offer`` may be called from any thread; ``adopt`` decides what is in use."""

    def __init__(self, topic: str, own: T, load: Callable[[KeptEntry], T | None]) -> None:
        """``own``: what holds without any. ``load`` raises KnownError for what cannot be used, and returns
        None for what is older than this release.
        """
        self.topic = topic
        self._own = own
        self._load = load
        self._loaded: tuple[_Loaded[T], ...] = ()
        self._faults: tuple[Fault, ...] = ()
        self._adopted: T = own
        self._number = 0

    @property
    def current(self) -> T:
        return self._adopted

    @property
    def number(self) -> int:
        """Of the package in use; 0 for what came with the release or stands in the settings."""
        return self._number

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self._faults

    def offer(self, entries: Sequence[KeptEntry], today: date) -> None:
        """All packages that there are. Loads those that hold today or later; takes some time."""
        faults: list[Fault] = []
        loaded: list[_Loaded[T]] = []
        for entry in sorted(entries, key=_rank, reverse=True):
            if _day(entry) <= today and any(each.from_day <= today for each in loaded):
                continue  # something else holds
            try:
                content = self._load(entry)
            except KnownError as error:
                faults.append(Fault(self.topic, entry.number, error.code, error.sentence))
                continue
            if content is not None:
                loaded.append(_Loaded(_day(entry), _rank(entry), entry.number, content))
        for fault in set(faults) - set(self._faults):
            logger.error("%s number %d is not used: %s", fault.topic, fault.number, fault.code)
        self._loaded, self._faults = tuple(loaded), tuple(faults)

    def adopt(self, today: date) -> bool:
        """Use what holds today; whether that is another than before. To be called between visits."""
        holding = [each for each in self._loaded if each.from_day <= today]
        best = max(holding, key=lambda each: each.rank, default=None)
        before = self._number, self._adopted
        self._number, self._adopted = (0, self._own) if best is None else (best.number, best.content)
        return before != (self._number, self._adopted)


def _day(entry: KeptEntry) -> date:
    return entry.effective_from or date.min


def _rank(entry: KeptEntry) -> tuple[int, date, int]:
    return _NARROWNESS.index(entry.scope), _day(entry), entry.number
