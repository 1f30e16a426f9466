"""The face pages: consent to pictures, the live check, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.registration import consent, identification
from ui.preview import PreviewFeed
from ui.translation import keep_together
from ui.view_models.background import Background
from ui.view_models.faults import situation
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from ekyc.errors import EkycError
    from ekyc.face.evidence import FaceEvidence
    from ui.view_models.ports import FaceProgress, KioskParts

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
STARTING = "starting"


@QmlElement
@made_in_python
class FaceVm(ScreenVm):
    changed = Signal()
    _phase = STARTING
    _finding = ""
    _action = ""
    _fraction = 0.0
    _fault = ""

    def __init__(self, parts: KioskParts, background: Background, parent: QObject) -> None:
        super().__init__(parts, background, parent)
        self.feed = PreviewFeed(self)

    @Property(PreviewFeed, constant=True)
    def preview(self) -> PreviewFeed:
        return self.feed

    @Property(str, notify=changed)
    def phase(self) -> str:
        return self._phase

    @Property(str, notify=changed)
    def finding(self) -> str:
        """What stands against a good picture now, the most useful one; "" when nothing does."""
        return self._finding

    @Property(str, notify=changed)
    def action(self) -> str:
        return self._action

    @Property(float, notify=changed)
    def fraction(self) -> float:
        return self._fraction

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._fault

    @Property(str, notify=changed)
    def outcome(self) -> str:
        """accept, staff_review, retry, or "" before there is a verdict."""
        navigator = self._parts.navigator
        verdict = navigator.visit.verdict if navigator.in_visit else None
        return "" if verdict is None else verdict.outcome.value

    @Property(list, notify=changed)
    def reasons(self) -> list[str]:
        navigator = self._parts.navigator
        verdict = navigator.visit.verdict if navigator.in_visit else None
        return [] if verdict is None else list(verdict.reasons)

    @Property(bool, notify=changed)
    def declined(self) -> bool:
        navigator = self._parts.navigator
        return navigator.in_visit and navigator.visit.face_declined

    @Property(str, notify=changed)
    def consentTitle(self) -> str:
        return self._purpose_words()[0]

    @Property(str, notify=changed)
    def consentText(self) -> str:
        return self._purpose_words()[1]

    @Property(str, notify=changed)
    def consentBasis(self) -> str:
        return consent.on_page(consent.FACE_PAGE)[0].basis

    def enter(self, screen: str) -> None:
        if screen == "face_check":
            self._start()
        else:
            self.changed.emit()

    def leave(self) -> None:
        super().leave()
        self._parts.face.cancel()
        self.feed.clear()

    def wipe(self) -> None:
        self._parts.face.cancel()
        self.feed.clear()
        self._phase, self._finding, self._action, self._fraction, self._fault = STARTING, "", "", 0.0, ""
        super().wipe()

    @Slot()
    def agree(self) -> None:
        """The person pressed the button that says so: consent to this purpose is given now."""
        consent.answer(self._visit, consent.FACE_PURPOSE, True, self._parts.clock)
        self._visit.face_declined = False
        self._parts.navigator.next()

    @Slot()
    def decline(self) -> None:
        """Go on without the camera, from whichever face page."""
        navigator = self._parts.navigator
        identification.decline_face(self._visit, self._parts.policy)
        if navigator.screen == "face_result":
            self.changed.emit()  # the page now says that staff will look
            return
        navigator.next()

    @Slot()
    def retry(self) -> None:
        """Again: from the result page back to the camera, or after a fault on the camera page itself."""
        if self._parts.navigator.screen == "face_check":
            self._parts.face.cancel()
            self._start()
        else:
            self._parts.navigator.back()

    @Slot()
    def proceed(self) -> None:
        self._parts.navigator.next()

    def _start(self) -> None:
        identification.forget_face(self._visit)
        self._phase, self._finding, self._action, self._fraction, self._fault = STARTING, "", "", 0.0, ""
        scope = self._new_scope()
        self.feed.open()
        self.changed.emit()
        self._parts.face.start(
            self._visit,
            self.feed.push,
            scope.deliver(self._on_progress),
            scope.deliver(self._on_done),
            scope.deliver(self._on_fault),
        )

    def _on_progress(self, progress: FaceProgress) -> None:
        self._phase = progress.phase
        self._finding = progress.finding.value if progress.finding is not None else ""
        self._action = progress.action.value if progress.action is not None else ""
        self._fraction = progress.fraction
        self.changed.emit()

    def _on_done(self, evidence: FaceEvidence) -> None:
        identification.take_face(self._visit, evidence, self._parts.policy)
        self._parts.navigator.next()

    def _on_fault(self, error: EkycError) -> None:
        self._fault = situation(error.code).value
        self.feed.clear()
        self.changed.emit()

    def _purpose_words(self) -> tuple[str, str]:
        purpose = consent.on_page(consent.FACE_PAGE)[0]
        language = self._parts.navigator.visit.language if self._parts.navigator.in_visit else None
        language = language or self._parts.settings.screen.language
        return keep_together(purpose.title[language]), keep_together(purpose.text[language])
