"""Every pair of colours that stands together can be read: at least 7 : 1 (WCAG 2.2, 1.4.6), edges 3 : 1."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QColor
from PySide6.QtQml import QQmlComponent, QQmlEngine
from PySide6.QtWidgets import QApplication

from ui.app import QML_FOLDER

TEXT_PAIRS = [
    ("ink", "bg"),
    ("ink", "surface"),
    ("inkSoft", "bg"),
    ("inkSoft", "surface"),
    ("brandInk", "brand"),
    ("brandInk", "brandDark"),
    ("accentInk", "accent"),
    ("okInk", "ok"),
    ("ok", "okSoft"),
    ("ok", "surface"),
    ("ink", "okSoft"),
    ("warn", "warnSoft"),
    ("ink", "warnSoft"),
    ("dangerInk", "danger"),
    ("dangerText", "dangerSoft"),
    ("ink", "dangerSoft"),
    ("link", "brandSoft"),
    ("link", "surface"),
    ("ink", "brandSoft"),
    ("brand", "surface"),
    ("brandDark", "surface"),
    ("brandDark", "brandSoft"),
    ("brandDark", "bg"),
    ("disabledText", "disabledFill"),
    ("disabledText", "bg"),
    ("inkSoft", "brandSoft"),
    ("inkSoft", "okSoft"),
    ("inkSoft", "warnSoft"),
    ("inkSoft", "dangerSoft"),
    ("inkSoft", "disabledFill"),
]
EDGE_PAIRS = [("border", "surface"), ("border", "bg"), ("brand", "bg"), ("focus", "focusInner")]


def _luminance(colour: QColor) -> float:
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("high_contrast", [False, True], ids=["normal", "high contrast"])
def test_colours_that_stand_together_can_be_told_apart(qapp: QApplication, high_contrast: bool) -> None:
    engine = QQmlEngine()
    engine.addImportPath(str(QML_FOLDER))
    component = QQmlComponent(engine)
    component.setData(b"import QtQuick\nimport Kiosk.Ui\nQtObject { property QtObject theme: Theme }", QUrl())
    holder = component.create()
    assert holder is not None, component.errorString()
    theme = holder.property("theme")
    theme.setProperty("highContrast", high_contrast)
    try:
        faults = [
            f"{one} on {other}"
            for pairs, least in ((TEXT_PAIRS, 7.0), (EDGE_PAIRS, 3.0))
            for one, other in pairs
            if _contrast(theme.property(one), theme.property(other)) < least - 0.05
        ]
    finally:
        theme.setProperty("highContrast", False)
        holder.deleteLater()
    assert not faults


def test_high_contrast_changes_colours_only(qapp: QApplication) -> None:
    engine = QQmlEngine()
    engine.addImportPath(str(QML_FOLDER))
    component = QQmlComponent(engine)
    component.setData(b"import QtQuick\nimport Kiosk.Ui\nQtObject { property QtObject theme: Theme }", QUrl())
    holder = component.create()
    assert holder is not None, component.errorString()
    theme = holder.property("theme")
    sizes = {}
    try:
        for high_contrast in (False, True):
            theme.setProperty("highContrast", high_contrast)
            sizes[high_contrast] = _sizes(theme)
    finally:
        theme.setProperty("highContrast", False)
        holder.deleteLater()
    assert len(sizes[False]) > 20
    assert sizes[False] == sizes[True]


def _sizes(theme: QObject) -> dict[str, float]:
    meta = theme.metaObject()
    names = [str(meta.property(place).name()) for place in range(meta.propertyCount())]
    values = {name: theme.property(name) for name in names if name != "highContrast"}
    return {name: value for name, value in values.items() if isinstance(value, int | float)}
