from __future__ import annotations

import os
import signal
import threading

from central.operations.stop_sign import StopSign
from tests.patience import PATIENCE


def test_a_signal_that_came_before_the_wait_is_not_overslept() -> None:
    before = signal.getsignal(signal.SIGUSR1)
    with StopSign() as sign:
        sign.follow(signal.SIGUSR1)
        sign._asked = False
        assert not sign.wait(0)
        os.kill(os.getpid(), signal.SIGUSR1)
        sign._asked = False  # as if Python had not yet come to the handler when it goes to sleep
        assert sign.wait(PATIENCE)
    assert signal.getsignal(signal.SIGUSR1) is before


def test_a_thread_sets_it_as_often_as_it_likes_and_after_its_end() -> None:
    with StopSign() as sign:
        assert not sign.wait(0)

        def set_often() -> None:
            for _ in range(10_000):
                sign.set()

        setting = threading.Thread(target=set_often)
        setting.start()
        assert sign.wait()
        setting.join(PATIENCE)
        assert sign.wait(0)
    sign.set()
