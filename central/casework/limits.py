"""What a process gives up before it takes apart what strangers have sent. Loads nothing: such processes are
many and short.
"""

from __future__ import annotations

import resource

_MOST_MEMORY = 1 << 30
_MOST_SECONDS = 8


def limit() -> None:
    """Called once all is loaded that it takes: little memory and time, no file and no process any more."""
    for each, most in (
        (resource.RLIMIT_AS, _MOST_MEMORY),
        (resource.RLIMIT_CPU, _MOST_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(each, (most, most))
