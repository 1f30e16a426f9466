"""Fixtures of the whole-visit tests."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from ui.app import load_fonts


@pytest.fixture(scope="session")
def fonts(qapp: object) -> None:
    """The bundled fonts, registered once."""
    load_fonts()


@pytest.fixture
def screen(qtbot: QtBot, fonts: None) -> QtBot:
    """A Qt application with our fonts."""
    return qtbot
