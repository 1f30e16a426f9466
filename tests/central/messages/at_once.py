"""The same call by many at the same time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from kiosk.sync.errors import CentralRefusedError

T = TypeVar("T")


def at_once(times: int, call: Callable[[], T]) -> list[T | str]:
    """What each came to: what was returned, or the code of the problem."""

    def outcome(_number: int) -> T | str:
        try:
            return call()
        except CentralRefusedError as refusal:
            return refusal.code

    with ThreadPoolExecutor(times) as together:
        return list(together.map(outcome, range(times)))
