from __future__ import annotations

import io
import signal

import pytest

from commands.interrupt import held_ctrl_c
from commands.progress import Progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class _Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_on_a_terminal_one_line_moves() -> None:
    terminal, clock = _Terminal(), _Clock()
    progress = Progress("pictures", 3, terminal, clock)
    for moment in (1.0, 1.1, 1.15):  # the second comes too soon to be told, the last is always told
        clock.now = moment
        progress.step()
    progress.close()
    progress.close()
    assert terminal.getvalue() == "\rpictures: 1 of 3\rpictures: 3 of 3\n"


def test_elsewhere_few_lines_are_written() -> None:
    stream, clock = io.StringIO(), _Clock()
    progress = Progress("sessions", 4, stream, clock)
    for moment in (9.0, 11.0, 12.0, 13.0):
        clock.now = moment
        progress.step()
    progress.close()
    assert stream.getvalue() == "sessions: 2 of 4\nsessions: 4 of 4\n"


def test_work_broken_off_ends_the_line() -> None:
    terminal, clock = _Terminal(), _Clock()
    progress = Progress("pictures", 9, terminal, clock)
    clock.now = 1.0
    progress.step()
    progress.close()
    assert terminal.getvalue().endswith("\n")


def test_ctrl_c_waits_for_the_end_of_a_piece_of_work() -> None:
    before = signal.getsignal(signal.SIGINT)
    with held_ctrl_c() as interrupt:
        interrupt.check()
        signal.raise_signal(signal.SIGINT)  # in the middle of the work: nothing happens
        with pytest.raises(KeyboardInterrupt):
            interrupt.check()
    assert signal.getsignal(signal.SIGINT) is before
