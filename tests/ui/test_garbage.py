"""Qt objects that hang in circles die in the thread of the interface, whoever allocates meanwhile."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
import shiboken6
from PySide6.QtCore import QObject

from tests.ui.conftest import OpenWalk
from tests.ui.walk import open_kiosk


class _Ring:
    """Holds itself, so that only the collector can free it; tells in which thread that happened."""

    def __init__(self, freed_in: list[int]) -> None:
        self.itself = self
        weakref.finalize(self, lambda: freed_in.append(threading.get_ident()))


def test_another_thread_that_allocates_frees_nothing_of_the_interface(open_walk: OpenWalk) -> None:
    walk = open_walk()
    freed_in: list[int] = []
    for _ in range(50):
        _Ring(freed_in)
    kept: list[object] = []
    thread = threading.Thread(target=lambda: kept.extend([] for _ in range(200_000)))
    thread.start()
    thread.join()
    assert freed_in == []
    walk.wait_until(lambda: len(freed_in) == 50, "the next look")
    assert set(freed_in) == {threading.get_ident()}


def test_a_closed_window_leaves_no_qt_object_and_the_collector_as_it_was(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert gc.isenabled()
    with open_kiosk() as walk:
        assert not gc.isenabled()
        held: list[QObject] = [walk.kiosk, walk.kiosk.vm, *walk.kiosk.findChildren(QObject)]
        assert len(held) > 20
    assert [type(each).__name__ for each in held if shiboken6.isValid(each)] == []
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0
