"""A kiosk process killed while it recovers a damaged database: the next start carries that to its end."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.kiosk.sync.damaged_store import ACTS, LOG, MAIN, check_image, open_kept, take_image
from tests.kiosk.sync.test_damage import TOLD
from tests.patience import PATIENCE
from tests.sync_parts import Station

ROOT = Path(__file__).parents[3]
RECOVERS_UNTIL = """
import logging, os, signal, sys
from pathlib import Path
from local_db.database import open_database
from local_db.rescue import recovery
from tests.sync_parts import KEY

left = [int(sys.argv[2])]

def before(work):
    def call(*args, **kwargs):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return work(*args, **kwargs)
    return call

recovery.sync_folder = before(recovery.sync_folder)
os.link, Path.replace, Path.unlink = before(os.link), before(Path.replace), before(Path.unlink)
logging.disable()
open_database(Path(sys.argv[1]), KEY).close()
"""


@pytest.mark.losses
@pytest.mark.expects_log(*TOLD)
def test_a_process_killed_in_its_recovery_loses_nothing_at_the_next_start(
    enrolled: Station, tmp_path: Path
) -> None:
    """Twice in a row too: the second one dies while it carries on what the first began."""
    image = take_image(enrolled, tmp_path / "image", random.Random(11))
    killed, step = -signal.SIGKILL, 0
    while killed == -signal.SIGKILL:
        path = image.copy(tmp_path / f"copy {step}")
        log = bytearray(path.with_name(LOG).read_bytes())
        log[3 * 4096] ^= 1
        path.with_name(LOG).write_bytes(log)
        for at in (step, step // 2):
            arguments = [sys.executable, "-c", RECOVERS_UNTIL, str(path), str(at)]
            killed = subprocess.run(arguments, cwd=ROOT, timeout=PATIENCE, check=False).returncode
            assert killed in (0, -signal.SIGKILL)
            if killed == 0:
                break
        station, _ = open_kept(path)
        found = check_image(station, image)
        station.close()
        assert found["whole"] >= ACTS - 1
        assert found["missing"] == 0
        assert path.with_name(f"{MAIN}.damaged-1").exists()
        step += 2
    assert step > 8
