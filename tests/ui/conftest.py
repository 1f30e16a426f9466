"""A kiosk window with test devices, portrait unless the test asks otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from tests.ui.walk import PORTRAIT, Walk, open_kiosk
from ui.app import load_fonts

OpenWalk = Callable[..., Walk]


@pytest.fixture(autouse=True)
def _quick_hashes(quick_hashes: None) -> None:
    """For all tests of the interface."""


@pytest.fixture
def open_walk(qapp: QApplication) -> Iterator[OpenWalk]:
    load_fonts()
    with ExitStack() as stack:

        def open_one(size: QSize = PORTRAIT, **settings: Any) -> Walk:
            return stack.enter_context(open_kiosk(size, **settings))

        yield open_one


@pytest.fixture
def walk(open_walk: OpenWalk) -> Walk:
    return open_walk()
