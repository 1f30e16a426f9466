"""What a machine has only once, for one test process at a time: other workers, and other runs, wait."""

from __future__ import annotations

import fcntl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone_with(name: str) -> Iterator[None]:
    """Nobody else on this machine is inside with the same name. The lock ends with the process, too."""
    with (Path(tempfile.gettempdir()) / f"bhxh-test-{name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
