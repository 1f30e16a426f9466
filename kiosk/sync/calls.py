"""Requests to central that are under way while their sender does something else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Any, Generic, TypeVar

Answer = TypeVar("Answer")


class Call(Generic[Answer]):
    """``sent`` is done when an answer came, or none will; ``read`` makes of it what the caller is told."""

    def __init__(self, sent: Future[Any], read: Callable[[], Answer]) -> None:
        self.sent = sent
        self._read = read

    def answer(self) -> Answer:
        """Waits for it. Raises SyncError as the request does that is not under way."""
        return self._read()


def first_answered(calls: Sequence[Call[Answer]], seconds: float) -> Call[Answer]:
    """Waits so long at most; then it is the oldest, which tells what kept it."""
    done, _ = wait([call.sent for call in calls], seconds, FIRST_COMPLETED)
    return next((call for call in calls if call.sent in done), calls[0])
