"""A visit in a process of its own, whose whole memory is searched from outside, what was freed included."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.end_to_end.canary import a_canary, portrait_comment
from tests.end_to_end.memory_scan import count_in_memory
from tests.patience import PATIENCE

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "installer" / "session" / "bhxh-kiosk.service"

MOST_LEFT = {"number in UTF-8": 1, "home in UTF-8": 1}
"""What a thread's stack still holds that nothing has been written over; docs/security.md tells it."""


def environment_of_the_unit() -> dict[str, str]:
    (line,) = re.findall(r"^Environment=(PYTHONMALLOC.*)$", UNIT.read_text("utf-8"), re.MULTILINE)
    return dict(each.split("=", 1) for each in line.split())


def wanted() -> dict[str, bytes]:
    """Texts as Python and files hold them, and as Qt does; and a piece of the portrait's file."""
    found = a_canary()
    texts = {name: getattr(found, name) for name in ("name", "number", "home", "email", "phone")}
    utf_8 = {f"{name} in UTF-8": text.encode() for name, text in texts.items()}
    utf_16 = {f"{name} in UTF-16": text.encode("utf-16-le") for name, text in texts.items()}
    return utf_8 | utf_16 | {"portrait": portrait_comment()}


def face_worker_of(process: subprocess.Popen[str]) -> int:
    children = psutil.Process(process.pid).children()
    workers: list[int] = [each.pid for each in children if "spawn_main" in " ".join(each.cmdline())]
    (worker,) = workers
    return worker


@pytest.mark.long
@pytest.mark.losses
def test_memory_after_a_visit_holds_no_more_than_before(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.end_to_end.visit_process", str(tmp_path)],
        cwd=ROOT,
        env=os.environ | environment_of_the_unit(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        found = {}
        for place in ("before", "within", "after"):
            assert process.stdout.readline().strip() == place
            found[place] = count_in_memory(process.pid, wanted())
            if place == "after":
                left_at_face_worker = count_in_memory(face_worker_of(process), wanted())
            process.stdin.write("\n")
            process.stdin.flush()
        assert process.wait(PATIENCE) == 0
    # The process knows beforehand what its simulated person will show and type.
    known, within, after = found["before"], found["within"], found["after"]
    assert all(within[name] > known[name] for name in ("name in UTF-16", "home in UTF-16", "portrait"))
    more = {name: after[name] - known[name] for name in known}
    assert {name: number for name, number in more.items() if number > MOST_LEFT.get(name, 0)} == {}
    assert not any(left_at_face_worker.values())
