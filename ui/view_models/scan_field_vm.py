"""A paper to be photographed: the live picture and what to mend in it, the page just taken, those kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from pydantic import JsonValue
from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from ekyc.papers.limits import paper_limits
from kiosk.forms.context import Context
from kiosk.forms.kind import Typed, typed_list
from kiosk.forms.kinds.document_scan import DocumentScanOptions, ScannedPage
from kiosk.forms.question import Question
from kiosk.language import Bilingual
from ui.view_models.background import Known, Scope
from ui.view_models.field_vm import FieldVm, Keeper
from ui.view_models.qml_types import made_in_python

if TYPE_CHECKING:
    from ekyc.papers.shot import PaperShot
    from ui.view_models.ports.devices import Frame, Guidance
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_PREVIEW_WIDTH = 960  # pixels
_OUTLINE = (240, 190, 60)  # blue, green, red: of the sheet's edges in the live picture
_OUTLINE_GROUND = (40, 30, 20)
_NOT_KEPT = Bilingual(
    vi="Trang vừa chụp chưa được giữ. Xin giữ trang này, hoặc chụp lại.",
    en="The page just taken is not kept yet. Please keep it, or take it again.",
)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A page that waits for the person's word."""

    jpeg: bytes = field(repr=False)
    findings: tuple[str, ...]
    most_bytes: int


@QmlElement
@made_in_python
class ScanFieldVm(FieldVm):
    """Pictures are given to the screen by address; ``parts`` holds what the pages are kept under."""

    scanChanged = Signal()

    def __init__(
        self,
        question: Question,
        keeper: Keeper,
        typed: Typed,
        context: Callable[[], Context],
        parent: QObject,
        *,
        stage: Stage,
    ) -> None:
        super().__init__(question, keeper, typed, context, parent)
        self._options = cast("DocumentScanOptions", question.options)
        self._stage = stage
        self._scope = Scope(stage.background)
        self._watching = self._taking = self._drawing = False
        self._preview = ""
        self._scan_fault = ""
        self._finding = ""
        self._outline: tuple[float, ...] = ()
        self._taken: _Taken | None = None
        self._taken_picture = ""
        self._tries = 0  # pictures of the page that is being taken
        self._pages = [self._show(page) for page in typed_list(typed, "pages")]

    @Property(bool, notify=scanChanged)
    def watching(self) -> bool:
        """The camera is on."""
        return self._watching

    @Property(bool, notify=scanChanged)
    def taking(self) -> bool:
        return self._taking

    @Property(str, notify=scanChanged)
    def preview(self) -> str:
        return self._preview

    @Property(str, notify=scanChanged)
    def finding(self) -> str:
        """The code of what to mend before the picture is taken, "" for nothing."""
        return self._finding

    @Property(bool, constant=True)
    def byItself(self) -> bool:
        """A sheet that lies well and still is taken without a touch."""
        return self._stage.parts.settings.documents.take_by_itself

    @Property(str, notify=scanChanged)
    def taken(self) -> str:
        """The picture of the page that is to be kept or taken anew, "" for none."""
        return self._taken_picture

    @Property(list, notify=scanChanged)
    def takenFindings(self) -> list[str]:
        return [] if self._taken is None else list(self._taken.findings)

    @Property(bool, notify=scanChanged)
    def canKeep(self) -> bool:
        """What has a fault is kept only after it was tried again: staff see the fault beside it."""
        taken = self._taken
        return taken is not None and (not taken.findings or self._tries >= paper_limits().attempts)

    @Property(int, notify=scanChanged)
    def number(self) -> int:
        """Of the page that comes next, from 1."""
        return len(self._pages) + 1

    @Property(int, constant=True)
    def pagesMost(self) -> int:
        return self._options.pages_most

    @Property(list, notify=scanChanged)
    def pages(self) -> list[str]:
        return list(self._pages)

    @Property(bool, notify=scanChanged)
    def canTake(self) -> bool:
        """There is room for one page more."""
        return len(self._pages) < self._options.pages_most

    @Property(str, notify=scanChanged)
    def scanFault(self) -> str:
        """The code of what stood in the way of the last picture."""
        return self._scan_fault

    @property
    def unfinished(self) -> Bilingual | None:
        return None if self._taken is None else _NOT_KEPT

    @Slot()
    def start(self) -> None:
        """Show what the camera sees, for a page more or the same page anew."""
        if self._taken is None:
            self._tries = 0
        self._begin()
        self._watching = True
        draw, fail = self._scope.deliver(self._draw), self._scope.deliver(self._fail)

        def on_preview(frame: Frame) -> None:
            if not self._drawing:  # a picture that is not shown yet is not overtaken
                self._drawing = True
                draw(_picture(frame, self._outline))

        self._stage.parts.documents.start(on_preview, self._scope.deliver(self._guide), fail)
        self.scanChanged.emit()

    @Slot()
    def take(self) -> None:
        if self._taking or not self._watching:
            return
        self._taking, self._scan_fault = True, ""
        parts = self._stage.parts
        documents, scans, visit = parts.documents, parts.scans, parts.navigator.visit

        def take() -> _Taken:
            most_bytes = scans.most_bytes(visit)
            shot: PaperShot = documents.take(most_bytes)
            return _Taken(shot.jpeg, tuple(each.value for each in shot.findings), most_bytes)

        self._scope.run(take, self._review, self._miss)
        self.scanChanged.emit()

    @Slot()
    def turn(self) -> None:
        """The page just taken lies on its side: a quarter to the right."""
        taken = self._taken
        if taken is None or self._taking:
            return
        self._taking = True

        def turn() -> _Taken:
            from ekyc.papers.shot import turned

            return _Taken(turned(taken.jpeg, taken.most_bytes), taken.findings, taken.most_bytes)

        self._scope.run(turn, self._show_taken, self._miss)
        self.scanChanged.emit()

    @Slot()
    def keep(self) -> None:
        """The page just taken is one of the paper's pages."""
        taken = self._taken
        if taken is None or self._taking or not self.canKeep:
            return
        self._taking, self._scan_fault = True, ""
        parts = self._stage.parts
        scans, visit = parts.scans, parts.navigator.visit

        def keep() -> tuple[ScannedPage, bytes]:
            return scans.keep(visit, taken.jpeg, taken.findings), taken.jpeg

        self._scope.run(keep, self._keep, self._miss)
        self.scanChanged.emit()

    @Slot(int)
    def remove(self, place: int) -> None:
        held = list(typed_list(self._typed, "pages"))
        self._stage.scans.drop(self._pages.pop(place))
        self._forget([held.pop(place)])
        self._put(held)

    @Slot(str, str)
    def choose(self, part: str, value: str) -> None:
        """The paper is handed to staff: pictures of it are not needed any more."""
        self._end()
        self._drop_taken()
        self._drop_pages()
        self._forget(typed_list(self._typed, "pages"))
        self._take({part: value})
        self.scanChanged.emit()

    @Slot()
    def stop(self) -> None:
        """No page more for now."""
        self._end()
        self._drop_taken()
        self.scanChanged.emit()

    def close(self) -> None:
        self._end()
        self._drop_taken()
        self._drop_pages()

    def _drop_pages(self) -> None:
        for address in self._pages:
            self._stage.scans.drop(address)
        self._pages = []

    def _forget(self, pages: Sequence[str]) -> None:
        known = [page for page in map(ScannedPage.read, pages) if page is not None]
        self._stage.parts.scans.drop(known)

    def _keep(self, kept: tuple[ScannedPage, bytes]) -> None:
        page, jpeg = kept
        self._end()
        self._drop_taken()
        self._pages.append(self._put_picture(jpeg))
        self._put([*typed_list(self._typed, "pages"), page.typed])

    def _guide(self, guidance: Guidance) -> None:
        self._outline = guidance.outline
        if guidance.finding != self._finding:
            self._finding = guidance.finding
            self.scanChanged.emit()
        if guidance.ready and self.byItself:
            self.take()

    def _review(self, taken: _Taken) -> None:
        self._end()
        self._scope = Scope(self._stage.background)
        self._tries += 1
        self._show_taken(taken)

    def _show_taken(self, taken: _Taken) -> None:
        self._drop_taken()
        self._taken, self._taking = taken, False
        self._taken_picture = self._put_picture(taken.jpeg)
        self.scanChanged.emit()

    def _drop_taken(self) -> None:
        self._stage.scans.drop(self._taken_picture)
        if self._taken is not None and self.is_faulty:
            self.show_fault("")
        self._taken, self._taken_picture = None, ""

    def _miss(self, error: Known) -> None:
        """The paper is laid down anew while the camera goes on."""
        self._taking, self._scan_fault = False, error.code
        if not error.code.startswith("picture_"):
            self._end()
        self.scanChanged.emit()

    def _fail(self, error: Known) -> None:
        self._end()
        self._scan_fault = error.code
        self.scanChanged.emit()

    def _draw(self, image: QImage) -> None:
        self._preview = self._stage.scans.put(image, instead_of=self._preview)
        self._drawing = False
        self.scanChanged.emit()

    def _put(self, pages: list[str]) -> None:
        listed: list[JsonValue] = list(pages)
        self._take({"pages": listed})
        self.scanChanged.emit()

    def _begin(self) -> None:
        self._end()
        self._drop_taken()
        self._scope = Scope(self._stage.background)
        self._scan_fault = ""

    def _end(self) -> None:
        self._scope.end()
        if self._watching:
            self._stage.parts.documents.cancel()
        self._watching = self._taking = self._drawing = False
        self._stage.scans.drop(self._preview)
        self._preview = self._finding = ""
        self._outline = ()
        self.scanChanged.emit()

    def _show(self, typed: str) -> str:
        page = ScannedPage.read(typed)
        jpeg = None if page is None else self._stage.parts.scans.picture(page)
        return self._put_picture(jpeg or b"")

    def _put_picture(self, jpeg: bytes) -> str:
        return self._stage.scans.put(QImage.fromData(jpeg))


def _picture(frame: Frame, outline: tuple[float, ...]) -> QImage:
    """Small enough for the screen, not mirrored: a paper is read. With the edges of the sheet, if known."""
    import cv2
    import numpy as np

    height, width = frame.shape[:2]
    size = (_PREVIEW_WIDTH, max(1, round(height * _PREVIEW_WIDTH / width)))
    small = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
    if outline:
        corners = [np.round(np.reshape(outline, (4, 2)) * size).astype(np.int32)]
        cv2.polylines(small, corners, True, _OUTLINE_GROUND, 7, cv2.LINE_AA)
        cv2.polylines(small, corners, True, _OUTLINE, 3, cv2.LINE_AA)
    pixels = cv2.cvtColor(small, cv2.COLOR_BGR2BGRA)
    return QImage(pixels.data, *size, 4 * size[0], QImage.Format.Format_RGB32).copy()
