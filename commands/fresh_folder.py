"""A folder that a demo fills: emptied of what an earlier one left there, and of nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

_MARKER = ".made-by-demo"


def make_fresh(folder: Path) -> bool:
    """Whether it is there, empty; not where it holds other things."""
    marker = folder / _MARKER
    if folder.exists() and not marker.exists() and any(folder.iterdir()):
        return False
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    marker.touch()
    return True
