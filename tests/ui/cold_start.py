"""``python -m tests.ui.cold_start``: QML loads a page of which nothing is compiled yet, while Python has the
word.
"""

from __future__ import annotations

from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtWidgets import QApplication

from tests.ui.walk import open_kiosk
from ui.app import QML_FOLDER, load_fonts

_PAGE = QML_FOLDER / "Kiosk" / "Screens" / "ReceiptScreen.qml"


def main() -> None:
    application = QApplication([])
    load_fonts()
    with open_kiosk() as walk:
        window = walk.kiosk.window
        context = qmlContext(window)
        assert context is not None
        load = QQmlExpression(context, window, f"Qt.createComponent('file://{_PAGE}').status")
        assert load.evaluate() == (1, False)  # ready; defined
    application.processEvents()


if __name__ == "__main__":
    from ui.environment import prepare_environment

    prepare_environment(offscreen=True)
    main()
