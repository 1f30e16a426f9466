"""Tells from outside whether the memory of a process is closed: then its files in /proc are root's."""

from __future__ import annotations

import os
import re
from pathlib import Path

GROUP = os.getgid() or 65534
"""To start processes in: what belongs to root anyway would look closed."""


def is_closed(pid: int) -> bool:
    """No core dump will be written of it, and no other program of its user may read its memory."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    (group,) = re.findall(r"^Gid:\t(\d+)", status, re.MULTILINE)
    if group == "0":
        raise ValueError("of a process in root's group this cannot be told")
    limits = Path(f"/proc/{pid}/limits").read_text("utf-8")
    owner = Path(f"/proc/{pid}/mem").stat()
    leaves_no_core = re.search(r"^Max core file size +0 +0 ", limits, re.MULTILINE) is not None
    return owner.st_gid == owner.st_uid == 0 and leaves_no_core
