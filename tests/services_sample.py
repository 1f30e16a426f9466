"""Which tasks are walked through the real scene: all, but of public services those that differ as screens.

Services are made of the same pages by their files; each is filed in `tests.kiosk.tasks.test_service_walks`.
``ALL_SERVICES=1`` walks every one of them here too.
"""

from __future__ import annotations

import os

from kiosk.tasks.catalogue import load_catalogue
from kiosk.tasks.task import Task

_SAMPLE = frozenset({"9.2", "9.14"})
_ALL = bool(os.environ.get("ALL_SERVICES"))


def walked_tasks() -> list[Task]:
    """Of those that are offered, in the order of the catalogue."""
    return [
        task
        for task in load_catalogue()
        if task.is_offered and (_ALL or task.filing is None or task.id in _SAMPLE)
    ]
