"""Taking apart what strangers have sent: in a process with little memory, little time and no files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from central.http.problems import busy

_SECONDS = 20.0
_WAIT_SECONDS = 10.0
_AT_ONCE = BoundedSemaphore(2)
_ROOT = Path(__file__).parents[2]


def run(module: str, content: bytes, *arguments: str, at_once: BoundedSemaphore = _AT_ONCE) -> bytes | None:
    """What the program ``module`` makes of it; None where it cannot. ``at_once``: with whom it shares the
    machine. Raises ProblemError ``busy``.
    """
    if not at_once.acquire(timeout=_WAIT_SECONDS):
        raise busy()
    try:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            cwd=_ROOT,
            env={"PATH": "/usr/bin:/bin"},
        )
    except subprocess.TimeoutExpired:
        return None
    finally:
        at_once.release()
    return done.stdout if done.returncode == 0 else None
