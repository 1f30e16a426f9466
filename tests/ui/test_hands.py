"""Keys and taps of the tests let other threads run while Qt works on them: what is loaded needs them."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickWindow
from pytestqt.qtbot import QtBot

from simulation.hands import click, press_key
from tests.patience import PATIENCE_MS

ROOT = Path(__file__).parents[2]
_HOLDS_THE_LOCK = re.compile(r"QTest\.(key|mouse|touch|send)\w*|qtbot\.(key|mouse)\w+", re.IGNORECASE)
_WAITS = b"""
import QtQuick
import QtQuick.Window

Window {
    id: window

    property bool waited: false

    width: 100
    height: 100
    visible: true

    function wait(): void {
        const begun = Date.now();
        while (Date.now() - begun < 300) {}
        window.waited = true;
    }

    MouseArea {
        anchors.fill: parent
        focus: true
        onClicked: window.wait()
        Keys.onReturnPressed: window.wait()
    }
}
"""


@pytest.mark.parametrize(
    "touch",
    [
        lambda window: press_key(window, Qt.Key.Key_Return),
        lambda window: click(window, QPoint(50, 50)),
    ],
    ids=["key", "tap"],
)
def test_other_threads_run_while_qt_works(qtbot: QtBot, touch: Callable[[QQuickWindow], None]) -> None:
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    component.setData(_WAITS, "")
    window = component.create()
    assert isinstance(window, QQuickWindow), component.errorString()
    qtbot.waitUntil(window.isExposed, timeout=PATIENCE_MS)
    turns: list[bool] = []
    over = threading.Event()

    def run() -> None:
        while not over.wait(0.005):
            turns.append(bool(turns))

    thread = threading.Thread(target=run)
    thread.start()
    before = len(turns)
    touch(window)
    ran = len(turns) - before
    over.set()
    thread.join()
    assert window.property("waited") is True
    assert ran > 2
    window.close()
    window.deleteLater()
    engine.deleteLater()


def test_nobody_uses_those_that_keep_the_lock() -> None:
    sources = [
        each for room in ("tests", "simulation", "commands", "ui") for each in (ROOT / room).rglob("*.py")
    ]
    assert len(sources) > 100
    found = [
        f"{source.relative_to(ROOT)}: {match.group()}"
        for source in sources
        if source != Path(__file__)
        for match in [_HOLDS_THE_LOCK.search(source.read_text("utf-8"))]
        if match is not None
    ]
    assert found == []
