"""The gallery's window: one page a kind of question, and one of the components."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, QUrl, Slot
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.forms.kind import Typed
from kiosk.language import Language
from kiosk.settings import load_settings
from ui.app import QML_FOLDER
from ui.gallery import states
from ui.image_providers import ICONS, QR_CODES, SCANS, IconProvider, icon_paths
from ui.keyboard.text_target import TextTarget
from ui.translation import Translation
from ui.view_models.fields import make_field
from ui.view_models.rows_model import RowsModel
from ui.view_models.stage import Stage

if TYPE_CHECKING:
    from ui.view_models.ports.parts import KioskParts

COMPONENTS = "components"
_SHARES = [
    {"label": "2024", "value": "12/12", "share": 1.0, "isLast": False},
    {"label": "2025", "value": "7/12", "share": 0.58, "isLast": False},
    {"label": "2026", "value": "0/12", "share": 0.0, "isLast": True},
]
_QR_TEXT = "bhxh-act:00000000-0000-0000-0000-000000000000"


def page_names() -> tuple[str, ...]:
    return (COMPONENTS, *states.kinds())


class _Nothing:
    """Keeps nothing of what is typed in the gallery."""

    def __init__(self, *, declined: bool) -> None:
        self._declined = declined

    def type(self, question_id: str, typed: Typed) -> None:
        del question_id, typed
        self._declined = False

    def decline(self, question_id: str) -> None:
        del question_id
        self._declined = True

    def is_typed(self, question_id: str) -> bool:
        del question_id
        return False

    def has(self, question_id: str) -> bool:
        del question_id
        return self._declined

    def value(self, question_id: str) -> None:
        del question_id


class _NoDocuments:
    """No camera: where one is asked for, the page goes on waiting for it."""

    def start(self, on_preview: object, on_guidance: object, on_fault: object) -> None:
        del on_preview, on_guidance, on_fault

    def cancel(self) -> None:
        """Nothing was begun."""


class _OneScan:
    """Every page that was taken is the same invented one."""

    def picture(self, page: object) -> bytes:
        del page
        return (Path(__file__).parent / "paper.jpg").read_bytes()

    def drop(self, pages: object) -> None:
        """Nothing is kept."""
        del pages


class _Parts:
    settings = load_settings(None)
    documents = _NoDocuments()
    scans = _OneScan()


class GalleryWindow(QObject):
    """``window`` is the scene. Pages are shown one at a time."""

    def __init__(
        self,
        size: QSize,
        *,
        diagonal: float = 27.0,
        language: Language,
        text_scale: float = 1.0,
        high_contrast: bool = False,
    ) -> None:
        """``size`` of the panel in pixels, ``diagonal`` in inches."""
        super().__init__()
        self._language = language
        self._stage = Stage(cast("KioskParts", _Parts()), self)
        self._stage.qr_codes.show(_QR_TEXT)
        self._rows = RowsModel(("name", "field", "kind", "label", "shown"), self)
        self._shares = RowsModel(("label", "value", "share", "isLast"), self)
        self._shares.set_rows(_SHARES)
        self._keyboard = TextTarget(parent=self)
        self._engine = QQmlApplicationEngine(self)
        self._engine.addImportPath(str(QML_FOLDER))
        self._translation = Translation(self._engine)
        self._translation.switch(language.value)
        self._engine.addImageProvider(SCANS, self._stage.scans)
        self._engine.addImageProvider(QR_CODES, self._stage.qr_codes)
        self._engine.addImageProvider(ICONS, IconProvider())
        self._engine.setInitialProperties(
            {
                "names": list(page_names()),
                "icons": sorted(icon_paths()),
                "rows": self._rows,
                "shares": self._shares,
                "textTarget": self._keyboard,
                "panel": size,
                "diagonal": diagonal,
                "textScale": text_scale,
                "highContrast": high_contrast,
                "width": size.width(),
                "height": size.height(),
            }
        )
        self._engine.load(QUrl.fromLocalFile(str(QML_FOLDER / "Gallery.qml")))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise RuntimeError("the gallery could not be loaded")
        self.window: QQuickWindow = roots[0]
        self.window.setProperty("shown", COMPONENTS)
        self.window.shownChanged.connect(self._show)  # type: ignore[attr-defined]
        self.window.show()

    def show(self, name: str) -> None:
        """Show the page of a kind, or ``components``."""
        self.window.setProperty("shown", name)

    def dress(self, text_scale: float, *, high_contrast: bool) -> None:
        """Show everything in another look."""
        self.window.setProperty("textScale", text_scale)
        self.window.setProperty("highContrast", high_contrast)

    @property
    def content_height(self) -> int:
        """Of the whole page, in pixels, whatever of it is in the window."""
        return round(float(self.window.property("contentHeight")))

    def close(self) -> None:
        self.window.close()
        self.window.deleteLater()
        self._engine.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._stage.background.close()

    @Slot()
    def _show(self) -> None:
        name = str(self.window.property("shown"))
        shown = [] if name == COMPONENTS else list(states.states(name, self._language))
        self._rows.set_rows(())
        self._rows.set_rows([self._row(state) for state in shown])

    def _row(self, state: states.State) -> dict[str, object]:
        here = states.context(self._language)
        keeper = _Nothing(declined=state.declined)
        field = make_field(state.question, keeper, state.typed, lambda: here, self, stage=self._stage)
        field.show_filled(state.filled)
        if state.fault:
            field.show_fault(state.fault)
        return {
            "name": state.name,
            "field": field,
            "kind": state.question.kind.name,
            "label": state.question.label.text(self._language),
            "shown": state.shown,
        }
