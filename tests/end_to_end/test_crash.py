"""However a visit is broken off, no file holds anything of the person: no core, no log, nothing temporary."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.again import again
from tests.end_to_end.canary import a_canary, portrait_comment

ROOT = Path(__file__).parents[2]
WANTED = [
    *(form for text in a_canary().texts for form in (text.encode(), text.encode("utf-16-le"))),
    portrait_comment(),
]
_ALLOW_CORES = 'ulimit -c unlimited && exec "$0" "$@"'
OUTSIDE = ("mail", "paper")  # the demo's mailbox and its printer's tray: central's and the person's own


def died_of(arguments: Sequence[str], folder: Path, log: Path) -> int:
    """The wait status of a program that would be allowed to leave a core in the folder it runs in."""

    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)}
    with log.open("wb") as errors:
        process = subprocess.Popen(
            ["/bin/sh", "-c", _ALLOW_CORES, sys.executable, *arguments],
            cwd=folder,
            env=environment,
            stderr=errors,
        )
        _, status = os.waitpid(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return status


def files_with(folder: Path, wanted: Sequence[bytes]) -> list[str]:
    files = [file for file in folder.rglob("*") if file.is_file() and not set(OUTSIDE) & set(file.parts)]
    assert files
    return [
        str(file.relative_to(folder)) for file in files if any(each in file.read_bytes() for each in wanted)
    ]


@pytest.mark.long
@pytest.mark.parametrize(
    ("screen", "number"),
    [
        ("face_check", signal.SIGABRT),
        again("check_answers", signal.SIGSEGV),
        again("staff_act", signal.SIGABRT),
    ],
)
def test_a_visit_that_ends_in_a_crash_leaves_nothing(
    tmp_path: Path, screen: str, number: signal.Signals
) -> None:
    log = tmp_path / "log"
    program = ["-m", "tests.end_to_end.crashing_visit", str(tmp_path / "world"), screen, str(int(number))]
    status = died_of(program, tmp_path, log)
    assert os.WIFSIGNALED(status), log.read_text("utf-8", "replace")
    assert os.WTERMSIG(status) == number
    assert not os.WCOREDUMP(status)
    assert files_with(tmp_path, WANTED) == []


def test_the_search_would_find_a_core(tmp_path: Path) -> None:
    """Of a program that does not keep itself closed; where machines write none, it finds a file at least."""
    text = a_canary().name
    program = f"import os; kept = {text[::-1]!r}[::-1].encode(); open('left', 'wb').write(kept); os.abort()"
    status = died_of(["-c", program], tmp_path, tmp_path / "log")
    found = files_with(tmp_path, [text.encode()])
    assert "left" in found
    cores_are_files = not Path("/proc/sys/kernel/core_pattern").read_text("utf-8").startswith(("|", "/"))
    assert len(found) == 1 + (os.WCOREDUMP(status) and cores_are_files)
