"""The program is told to end at any moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]


def test_a_stop_in_the_middle_of_a_picture_waits_until_it_is_drawn() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.stopped_while_drawing"],
        cwd=ROOT,
        env=os.environ
        | {"QT_QPA_PLATFORM": "offscreen", "MALLOC_PERTURB_": "165"},  # what is freed is overwritten
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
