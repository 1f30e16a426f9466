"""Pictures of acts as staff see them: made anew by a process of its own, never as they came."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore

from central.http.problems import ProblemError, busy, make_problem

_SECONDS = 20.0
_WAIT_SECONDS = 10.0
_AT_ONCE = BoundedSemaphore(2)
_ROOT = Path(__file__).parents[2]
PICTURE_UNUSABLE = "picture-unusable"


def made_anew(content: bytes) -> bytes:
    """A JPEG with the same picture and nothing else. Raises ProblemError ``picture-unusable``, ``busy``."""
    if not _AT_ONCE.acquire(timeout=_WAIT_SECONDS):
        raise busy()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "central.pages.picture_worker"],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            cwd=_ROOT,
            env={"PATH": "/usr/bin:/bin"},
        )
    except subprocess.TimeoutExpired:
        raise _unusable() from None
    finally:
        _AT_ONCE.release()
    if done.returncode != 0 or not done.stdout.startswith(b"\xff\xd8"):
        raise _unusable()
    return done.stdout


def _unusable() -> ProblemError:
    return ProblemError(make_problem(422, PICTURE_UNUSABLE, "The picture cannot be opened."))
