"""Taking apart what strangers have sent: in a process with little memory, little time and no files."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from central.http.problems import busy

_SECONDS = 20.0
_WAIT_SECONDS = 10.0
_AT_ONCE = BoundedSemaphore(2)
_ROOT = Path(__file__).parents[2]
_MOST_MEMORY = 1 << 30
_MOST_SECONDS = 8


def run(module: str, content: bytes, *arguments: str) -> bytes | None:
    """What the program ``module`` makes of it; None where it cannot. Raises ProblemError ``busy``."""
    if not _AT_ONCE.acquire(timeout=_WAIT_SECONDS):
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
        _AT_ONCE.release()
    return done.stdout if done.returncode == 0 else None


def limit() -> None:
    """Called by such a program once it has loaded all that it takes, before it looks at what was sent."""
    for each, most in (
        (resource.RLIMIT_AS, _MOST_MEMORY),
        (resource.RLIMIT_CPU, _MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(each, (most, most))
