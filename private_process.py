"""Keeps what a process holds of people to itself: no core dump, and no other program may read its memory.

Below every room, so that each process of ours can begin with it. A new program is open again (limits are
inherited, the mark is not), therefore every process calls it for itself.
"""

from __future__ import annotations

import ctypes
import sys

_PR_GET_DUMPABLE, _PR_SET_DUMPABLE = 3, 4  # prctl(2)


def keep_private() -> None:
    """Write no core dumps, and let only the administrator look into this process. Elsewhere than on Linux
    nothing happens; `is_private` tells.
    """
    if sys.platform != "linux":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _prctl(_PR_SET_DUMPABLE, 0)


def is_private() -> bool:
    """Whether `keep_private` holds in this process."""
    if sys.platform != "linux":
        return False
    import resource

    return resource.getrlimit(resource.RLIMIT_CORE) == (0, 0) and _prctl(_PR_GET_DUMPABLE, 0) == 0


def _prctl(option: int, argument: int) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    answer: int = libc.prctl(option, ctypes.c_ulong(argument), 0, 0, 0)
    if answer < 0:
        raise OSError(ctypes.get_errno(), "prctl")
    return answer
