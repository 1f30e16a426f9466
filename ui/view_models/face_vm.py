"""The face pages: consent to pictures, the live check, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.visit import identification
from kiosk.visit.face_consent import face_purpose
from ui.preview import PreviewFeed
from ui.translation import keep_together
from ui.view_models.faults import situation
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from ekyc.errors import EkycError
    from ekyc.face.evidence import FaceEvidence
    from ui.view_models.ports.devices import FaceProgress
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
STARTING = "starting"
LIVE = "live"
SHORTEST_COLOUR_MS = 334  # at most three changes a second, whatever the threads do (WCAG 2.2, 2.3.2)


@QmlElement
@made_in_python
class FaceVm(ScreenVm):
    changed = Signal()
    _phase = STARTING
    _finding = ""
    _action = ""
    _fraction = 0.0
    _fault = ""
    _camera_state = LIVE
    _oval_at = 0.5
    _flash_skipped = False
    _flash_colour = ""
    _flash_wanted = ""

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self.feed = PreviewFeed(self)
        self._colour_rest = QTimer(
            self, singleShot=True, interval=SHORTEST_COLOUR_MS, timerType=Qt.TimerType.PreciseTimer
        )
        self._colour_rest.timeout.connect(self._show_colour)

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

    @Property(float, notify=changed)
    def ovalAt(self) -> float:
        """Height of the oval's middle, 0.5 unless it moved to who sits low or stands tall."""
        return self._oval_at

    @Property(bool, notify=changed)
    def cameraWaiting(self) -> bool:
        """The camera gives no picture for the moment and is being opened again."""
        return self._camera_state != LIVE

    @Property(bool, notify=changed)
    def flashAhead(self) -> bool:
        """Coloured light will come, unless it is skipped: to be said before it does."""
        return not self._flash_skipped and self._parts.face.will_flash

    @Property(bool, notify=changed)
    def flashSkipped(self) -> bool:
        return self._flash_skipped

    @Property(str, notify=changed)
    def flashColour(self) -> str:
        """What the whole screen shows now, ``#RRGGBB``; "" for its usual picture."""
        return self._flash_colour

    @Property(str, notify=changed)
    def failure(self) -> str:
        """What kept the last check from succeeding, the most useful one: a reason of liveness or a finding of
        the picture; "" when nothing did or the two faces merely differ."""
        face = self._person.face if self._person is not None else None
        if face is None:
            return ""
        timed_out = "capture_timed_out" in face.liveness.reasons  # then the finding says why
        if face.liveness.reasons and not (timed_out and face.findings):
            return face.liveness.reasons[0]
        return face.findings[0].value if face.findings else ""

    @Property(int, notify=changed)
    def triesLeft(self) -> int:
        done = self._person.face_attempts if self._person is not None else 0
        return max(0, self._parts.policy.max_attempts - done)

    @Property(str, notify=changed)
    def outcome(self) -> str:
        """accept, staff_review, retry, or "" before there is a verdict."""
        verdict = self._person.verdict if self._person is not None else None
        return "" if verdict is None else verdict.outcome.value

    @Property(list, notify=changed)
    def reasons(self) -> list[str]:
        verdict = self._person.verdict if self._person is not None else None
        return [] if verdict is None else list(verdict.reasons)

    @Property(bool, notify=changed)
    def declined(self) -> bool:
        return self._person is not None and self._person.face_declined

    @Property(str, notify=changed)
    def consentTitle(self) -> str:
        return self._purpose_words()[0]

    @Property(str, notify=changed)
    def consentText(self) -> str:
        return self._purpose_words()[1]

    @Property(str, notify=changed)
    def consentBasis(self) -> str:
        return face_purpose().basis

    def enter(self, screen: str) -> None:
        if screen == "face_check":
            self._start()
        else:
            self.changed.emit()

    def leave(self) -> None:
        super().leave()
        self._parts.face.cancel()
        self.feed.clear()
        self._end_colours()

    def wipe(self) -> None:
        self._parts.face.cancel()
        self.feed.clear()
        self._reset()
        self._flash_skipped = False
        super().wipe()

    @Slot()
    def agree(self) -> None:
        """The person pressed the button that says so: consent to this purpose is given now."""
        identification.agree_to_face(self._visit.person, self._parts.clock.now())
        self._parts.navigator.next()

    @Slot()
    def decline(self) -> None:
        """Go on without the camera, from whichever face page."""
        navigator = self._parts.navigator
        identification.decline_face(self._visit.person, self._parts.policy, self._parts.clock.now())
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

    @Slot(bool)
    def skipFlash(self, skipped: bool) -> None:
        """Go without coloured light: before the check, or during it, where it cannot be taken back."""
        running = self._parts.navigator.screen == "face_check"
        self._flash_skipped = skipped or (running and self._flash_skipped)
        if running and skipped:
            self._parts.face.skip_flash()
            self._on_flash(None)
        self.changed.emit()

    @Slot()
    def proceed(self) -> None:
        self._parts.navigator.next()

    def _start(self) -> None:
        identification.forget_face(self._visit.person)
        self._reset()
        scope = self._new_scope()
        self.feed.open()
        self.changed.emit()
        self._parts.face.start(
            self._visit.person,
            self.feed.push,
            scope.deliver(self._on_progress),
            scope.deliver(self._on_done),
            scope.deliver(self._on_fault),
            on_flash=scope.deliver(self._on_flash),
        )
        if self._flash_skipped:
            self._parts.face.skip_flash()

    def _on_progress(self, progress: FaceProgress) -> None:
        self._phase = progress.phase
        self._finding = progress.finding.value if progress.finding is not None else ""
        self._action = progress.action.value if progress.action is not None else ""
        self._fraction = progress.fraction
        self._camera_state = progress.camera_state
        self._oval_at = progress.oval_at
        self.changed.emit()

    def _on_flash(self, colour: str | None) -> None:
        self._flash_wanted = "" if colour is None or self._flash_skipped else colour
        if not self._colour_rest.isActive():
            self._show_colour()

    @Slot()
    def _show_colour(self) -> None:
        if self._flash_wanted != self._flash_colour:
            self._flash_colour = self._flash_wanted
            self._colour_rest.start()
            self.changed.emit()

    def _end_colours(self) -> None:
        self._colour_rest.stop()
        self._flash_colour = self._flash_wanted = ""
        self.changed.emit()

    def _reset(self) -> None:
        """As before a check."""
        self._phase, self._finding, self._action, self._fraction, self._fault = STARTING, "", "", 0.0, ""
        self._camera_state = LIVE
        self._oval_at = 0.5
        self._end_colours()

    def _on_done(self, evidence: FaceEvidence) -> None:
        identification.take_face(self._visit.person, evidence, self._parts.policy)
        self._parts.navigator.next()

    def _on_fault(self, error: EkycError) -> None:
        self._fault = situation(error.code).value
        self.feed.clear()
        self._end_colours()

    def _purpose_words(self) -> tuple[str, str]:
        navigator = self._parts.navigator
        usual = self._parts.settings.screen.language
        language = navigator.visit.language if navigator.in_visit else usual
        purpose = face_purpose()
        return keep_together(purpose.title.text(language)), keep_together(purpose.text.text(language))
