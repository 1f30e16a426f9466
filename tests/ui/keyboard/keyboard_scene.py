"""A real window with real fields and the docked keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QPointF, QUrl
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtQuick import QQuickItem, QQuickWindow
from pytestqt.qtbot import QtBot

from simulation.hands import click
from tests.patience import PATIENCE_MS
from ui.keyboard.text_target import TextTarget

UI = Path(__file__).parents[3] / "ui"

SCENE = """
import QtQuick
import QtQuick.Controls.Basic
import "MODULE"

Window {
    id: window
    required property var target
    property real diagonal: 27
    width: 1080
    height: 1920
    visible: true
    Component.onCompleted: {
        Theme.panelWidth = Qt.binding(() => window.width);
        Theme.panelHeight = Qt.binding(() => window.height);
        Theme.diagonal = Qt.binding(() => window.diagonal);
    }

    Column {
        width: parent.width
        TextField { objectName: "plain" }
        TextField { objectName: "name"; property string capitals: "words" }
        TextField { objectName: "note"; property string capitals: "sentences" }
        TextField { objectName: "email"; inputMethodHints: Qt.ImhEmailCharactersOnly }
        TextField { objectName: "digits"; inputMethodHints: Qt.ImhDigitsOnly; maximumLength: 6 }
        TextField { objectName: "date"; property string keyboard: "date" }
        TextField { objectName: "secret"; echoMode: TextInput.Password }
        TextField { objectName: "short"; maximumLength: 5 }
        TextField {
            objectName: "letters"
            validator: RegularExpressionValidator { regularExpression: /[A-Za-zÀ-ỹ ]*/ }
        }
        TextArea { objectName: "area"; height: 200 }
        TextField { objectName: "readonly"; readOnly: true }
        Item { objectName: "nothing"; focus: false }
    }

    Keyboard {
        target: window.target
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
    }
}
"""


@dataclass(frozen=True)
class Scene:
    qtbot: QtBot
    window: QQuickWindow
    target: TextTarget

    def item(self, name: str) -> QQuickItem:
        """The visible item of that object name; delegates are visual children only."""
        found = [item for item in _all_items(self.window.contentItem()) if item.objectName() == name]
        assert len(found) == 1, f"{len(found)} items are named {name}"
        return found[0]

    def shown(self, name: str) -> Any:
        """A property of the target, as QML reads it."""
        return self.target.property(name)

    def key_items(self) -> list[QQuickItem]:
        """The keys of the layout now shown, once the old ones are gone and the new ones in their places."""
        self.qtbot.waitUntil(
            lambda: len(self._keys()) == sum(len(row) for row in self.shown("rows")), timeout=PATIENCE_MS
        )
        for item in [*_all_items(self.item("keyboard"))][::-1]:  # rows first, then the column that holds them
            item.ensurePolished()
        return self._keys()

    def _keys(self) -> list[QQuickItem]:
        return [item for item in _all_items(self.item("keyboard")) if item.objectName().startswith("key_")]

    def focus(self, name: str) -> QQuickItem:
        field = self.item(name)
        field.forceActiveFocus()
        QCoreApplication.sendPostedEvents(self.target, QEvent.Type.MetaCall)  # the target follows in its turn
        self.qtbot.waitUntil(lambda: QGuiApplication.focusObject() is field, timeout=PATIENCE_MS)
        return field

    def text(self, name: str) -> str:
        return cast("str", self.item(name).property("text"))

    def click(self, key: str) -> None:
        click(self.window, self.centre(key))

    def centre(self, key: str) -> QPoint:
        self.key_items()
        item = self.item(key)
        return item.mapToScene(QPointF(item.width() / 2, item.height() / 2)).toPoint()


def _all_items(root: QQuickItem) -> Iterator[QQuickItem]:
    for child in root.childItems():
        yield child
        yield from _all_items(child)


@contextmanager
def open_scene(qtbot: QtBot) -> Iterator[Scene]:
    for file in (UI / "fonts").glob("*.ttf"):
        QFontDatabase.addApplicationFont(str(file))
    target = TextTarget()
    engine = QQmlEngine()
    component = QQmlComponent(engine)
    module = QUrl.fromLocalFile(str(UI / "qml" / "Kiosk" / "Ui")).toString()
    component.setData(SCENE.replace("MODULE", module).encode(), QUrl.fromLocalFile(str(UI / "scene.qml")))
    created: QObject | None = component.createWithInitialProperties({"target": target})
    assert isinstance(created, QQuickWindow), component.errorString()
    created.requestActivate()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is created, timeout=PATIENCE_MS)
    yield Scene(qtbot, created, target)
    created.close()
    created.deleteLater()
    engine.deleteLater()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is None, timeout=PATIENCE_MS)
