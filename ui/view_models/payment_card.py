"""The code by which a contribution is paid, as pages show it that say what is to be paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement

from ui.image_providers import PAYMENT_CODES
from ui.translation import keep_together
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel

if TYPE_CHECKING:
    from kiosk.language import Language
    from kiosk.tasks.paying import ToldPayment
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class PaymentCard(QObject):
    """``title`` is "" where nothing is to be paid. ``lines``: label, value; what the banking app is going to
    show.
    """

    changed = Signal()

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(parent)
        self._stage = stage
        self._lines = RowsModel(("label", "value", "isLast"), self)
        self._title = self._text = self._warning = self._source = ""
        self._serial = 0

    @Property(str, notify=changed)
    def title(self) -> str:
        return self._title

    @Property(str, notify=changed)
    def text(self) -> str:
        """How to pay."""
        return self._text

    @Property(str, notify=changed)
    def warning(self) -> str:
        """That it is test data; else empty."""
        return self._warning

    @Property(str, notify=changed)
    def source(self) -> str:
        """Address of the picture of the code; "" where there is none."""
        return self._source

    @Property(RowsModel, constant=True)
    def lines(self) -> RowsModel:
        return self._lines

    def hide(self) -> None:
        """Nothing of it is left."""
        self._stage.payment_codes.clear()
        self._title = self._text = self._warning = self._source = ""
        self._lines.set_rows(())
        self.changed.emit()

    def show(self, found: ToldPayment | None, language: Language) -> None:
        """None: nothing is to be paid."""
        if found is None:
            self.hide()
            return
        self._stage.payment_codes.clear()
        self._title = keep_together(found.title.text(language))
        self._text = keep_together(found.text.text(language))
        self._warning = "" if found.warning is None else keep_together(found.warning.text(language))
        self._source = ""
        if found.code:
            self._stage.payment_codes.show(found.code)
            self._serial += 1
            self._source = f"image://{PAYMENT_CODES}/{self._serial}"
        self._lines.set_rows(
            [
                {
                    "label": keep_together(each.label.text(language)),
                    "value": keep_together(each.value.text(language)),
                    "isLast": each is found.lines[-1],
                }
                for each in found.lines
            ]
        )
        self.changed.emit()
