"""The root view-model: which screen shows, in which language, and what the frame around it needs.

It names no screen: the table in `screens` says which view-model serves which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.central_watch import DEVICE_REVOKED, PROGRAM_TOO_OLD
from kiosk.clock import VIETNAM_TIME
from kiosk.language import Language
from kiosk.offline import OFFLINE_LIMIT
from kiosk.places import EndReason, Place
from kiosk.room import DISK_FULL
from ui.speech import NoSpeech, SpeechService
from ui.translation import keep_together
from ui.view_models.accessibility_vm import AccessibilityVm
from ui.view_models.assist_vm import AssistVm
from ui.view_models.background import Scope
from ui.view_models.idle_vm import IdleVm
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm
from ui.view_models.screens import SCREENS, STAFF_SCREENS
from ui.view_models.speech_vm import SpeechVm
from ui.view_models.staff_room_vm import StaffRoomVm
from ui.view_models.stage import Stage

if TYPE_CHECKING:
    from kiosk.errors import KnownError
    from ui.view_models.ports.machine import LineState
    from ui.view_models.ports.parts import KioskParts

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
OUT_OF_SERVICE = "out_of_service"
ROOM_LOOK_SECONDS = 5.0
_QUIET = frozenset({Place.ATTRACT.value, Place.GOODBYE.value, OUT_OF_SERVICE})
ViewModel = TypeVar("ViewModel", bound=ScreenVm)


@QmlElement
@made_in_python
class KioskVm(QObject):
    """Follows the navigator. A move is shown in the next turn of the event loop, several moves as one.

    `visitEnded` is emitted once nothing of the person is left in any view-model.
    """

    screenChanged = Signal()
    languageChanged = Signal()
    lineChanged = Signal()
    clockChanged = Signal()
    cardLeftChanged = Signal()
    outageChanged = Signal()
    staffCalled = Signal()  # by somebody who needs help
    visitEnded = Signal()
    staffLeft = Signal()  # once nothing of what staff saw is left in any view-model
    leftAlone = Signal()  # nobody began a visit after changing language or look on the first screen

    def __init__(
        self, parts: KioskParts, parent: QObject | None = None, speech: SpeechService | None = None
    ) -> None:
        super().__init__(parent)
        self._speech = SpeechVm(
            speech or NoSpeech(), parts.settings.speech, lambda: self.current_language, self
        )
        self._parts = parts
        self.stage = Stage(parts, self)
        self._default_language = parts.settings.screen.language
        self._language = self._default_language
        self._screen = parts.navigator.screen
        self._step = parts.navigator.step
        self._out_of_service = ""
        self._obstacle = ""
        self._in_visit = False
        self._in_staff_room = False
        self.stage.language = lambda: self._language
        self.stage.obstacle = self._find_obstacle
        self._card_lies = False
        self._pending = 0
        self._accessibility = AccessibilityVm(parts.settings.screen, self)
        self._idle = IdleVm(parts.clock, parts.settings.idle, self._on_gone, self)
        self._assist = AssistVm(parts, lambda: self._idle.silent_seconds, lambda: self._busy, self)
        self._view_models: dict[type[ScreenVm], ScreenVm] = {}  # each made when its screen is first shown
        self._shown: ScreenVm | None = None
        self._move = QTimer(self, singleShot=True, interval=0)
        self._move.timeout.connect(self._show_move)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self.rest)
        self._leave = QTimer(
            self, singleShot=True, interval=round(parts.settings.idle.attract_seconds * 1000)
        )
        self._leave.timeout.connect(self._undo_looks)
        self._accessibility.changed.connect(self._watch_looks)
        self._speech.changed.connect(self._watch_looks)
        self._minute = QTimer(self, interval=1000)
        self._minute.timeout.connect(self.clockChanged)
        self._minute.start()
        parts.navigator.on_change = self._on_move
        listen = Scope(self.stage.background)  # for as long as the window lives
        parts.line.listen(listen.deliver(self._on_line), listen.deliver(self.stage.act_sent))
        parts.line.when_failed(listen.deliver(self._on_failed))
        parts.outages.on_change = listen.deliver(self._on_outages)
        self._room_look = QTimer(self, interval=round(ROOM_LOOK_SECONDS * 1000))
        self._room_look.timeout.connect(self._look_at_room)
        self._room_look.start()
        parts.card.watch(listen.deliver(self._on_card))

    def view_model(self, kind: type[ViewModel]) -> ViewModel:
        """The one view-model of this class, made now if no screen has needed it yet."""
        held = self._view_models.get(kind)
        if held is None:
            held = self._view_models[kind] = kind(self.stage, self)
        if not isinstance(held, kind):
            raise TypeError(f"{kind.__name__} is not what serves its screen")
        return held

    @Property(QObject, notify=screenChanged)
    def screenVm(self) -> ScreenVm | None:
        """What serves the present screen; None where the screen needs nothing but the frame."""
        return None if self._closed_for else self._shown

    @Property(AccessibilityVm, constant=True)
    def accessibility(self) -> AccessibilityVm:
        return self._accessibility

    @Property(SpeechVm, constant=True)
    def speech(self) -> SpeechVm:
        return self._speech

    @Property(IdleVm, constant=True)
    def idle(self) -> IdleVm:
        return self._idle

    @Property(AssistVm, constant=True)
    def assist(self) -> AssistVm:
        return self._assist

    @property
    def assist_bar(self) -> AssistVm:
        return self._assist

    # The frame

    @Property(str, notify=screenChanged)
    def screen(self) -> str:
        return OUT_OF_SERVICE if self._closed_for else self._screen

    @Property(str, notify=screenChanged)
    def step(self) -> str:
        """The screen, or the page of the form that it shows."""
        return OUT_OF_SERVICE if self._closed_for else self._step

    @Property(str, notify=screenChanged)
    def folder(self) -> str:
        """Where the file of the screen lies."""
        return "Staff" if self._shows_staff_room else "Screens"

    @Property(bool, notify=screenChanged)
    def inStaffRoom(self) -> bool:
        return self._shows_staff_room

    @Property(bool, notify=screenChanged)
    def hasStaffDoor(self) -> bool:
        """Staff can sign in: the store is open."""
        return not self._out_of_service

    @Property(int, notify=screenChanged)
    def stepNumber(self) -> int:
        """Of the present part of the flow, counted from 1; 0 outside a flow."""
        return self._parts.navigator.progress[0]

    @Property(int, notify=screenChanged)
    def stepCount(self) -> int:
        return self._parts.navigator.progress[1]

    @Property(str, notify=screenChanged)
    def own(self) -> str:
        """What only the person may do here, "" for nothing."""
        return self._parts.navigator.own if self._parts.navigator.awaits_person else ""

    @Property(bool, notify=screenChanged)
    def canGoBack(self) -> bool:
        return self._parts.navigator.can_go_back

    @Property(bool, notify=screenChanged)
    def canEnd(self) -> bool:
        """There is something that the person may want to be forgotten."""
        return self._in_visit and self._parts.navigator.can_end

    @Property(str, notify=languageChanged)
    def language(self) -> str:
        return self._language.value

    @Property(bool, notify=lineChanged)
    def online(self) -> bool:
        return self.stage.online

    @Property(int, notify=lineChanged)
    def pending(self) -> int:
        """Acts recorded here that central has not confirmed yet."""
        return self._pending

    @Property(bool, notify=cardLeftChanged)
    def cardLeft(self) -> bool:
        """The visit is over, and its card still lies on the reader."""
        return self._card_lies and not self._in_visit

    @Property(str, notify=outageChanged)
    def outageTitle(self) -> str:
        """A device is out of service; "" while all work."""
        notice = self._parts.outages.notice
        return "" if notice is None else keep_together(notice.title.text(self._language))

    @Property(str, notify=outageChanged)
    def outageText(self) -> str:
        """What works nevertheless, and where to go for the rest."""
        notice = self._parts.outages.notice
        return "" if notice is None else keep_together(notice.text.text(self._language))

    @Property(str, constant=True)
    def officeName(self) -> str:
        return self._parts.settings.office.name

    @Property(str, constant=True)
    def hotline(self) -> str:
        return self._parts.settings.office.hotline

    @Property(str, constant=True)
    def kioskId(self) -> str:
        return self._parts.settings.kiosk_id

    @Property(str, notify=clockChanged)
    def clockText(self) -> str:
        return f"{self._parts.clock.now().astimezone(VIETNAM_TIME):%H:%M}"

    @Slot()
    def begin(self) -> None:
        if self._parts.navigator.in_visit:
            return
        self._look_at_room()
        if not self._closed_for:
            self._parts.navigator.begin(self._language)

    @Slot()
    def back(self) -> None:
        if not self._busy:
            self._parts.navigator.back()

    @Slot()
    def callStaff(self) -> None:
        """Works before a visit too: who needs help to begin, needs it most."""
        if self._busy:
            return
        self.begin()
        navigator = self._parts.navigator
        if navigator.in_visit:
            called = not navigator.in_staff_room
            navigator.call_staff()
            if called:
                self.staffCalled.emit()

    @Property(bool, notify=clockChanged)
    def staffCome(self) -> bool:
        """Whom the person has called for help has said at central's pages that they come."""
        return self._parts.navigator.staff_come()

    @Slot()
    def openStaffRoom(self) -> None:
        """From the page of who called for help, or while the kiosk rests."""
        if not self._out_of_service:
            self._parts.navigator.open_staff_room()

    @Property(bool, constant=True)
    def helpsWithoutCard(self) -> bool:
        """There is a way for who has no identity card."""
        return self._parts.navigator.catalogue.without_card is not None

    @Slot()
    def goWithoutCard(self) -> None:
        """What can be done here without an identity card; works before a visit too."""
        task = self._parts.navigator.catalogue.without_card
        if task is None or self._busy:
            return
        self.begin()
        if self._parts.navigator.in_visit:
            self._parts.navigator.choose(task.id)

    @Slot()
    def end(self) -> None:
        if not self._busy:
            self._parts.navigator.ask_to_leave()

    @Slot()
    def rest(self) -> None:
        if self._parts.navigator.screen == Place.GOODBYE.value:
            self._parts.navigator.rest()

    @Slot(str)
    def setLanguage(self, language: str) -> None:
        self._language = Language(language)
        if self._parts.navigator.in_visit:
            self._parts.navigator.visit.language = self._language
        self.languageChanged.emit()
        self.outageChanged.emit()
        if self._shown is not None:
            self._shown.retranslate()
        self._watch_looks()

    @property
    def current_screen(self) -> str:
        return self._screen

    def type_scan(self, keys: str) -> None:
        """What a scanner typed while the card page shows."""
        self._parts.card.type_scan(keys)

    @property
    def current_language(self) -> str:
        return self._language.value

    @property
    def looks(self) -> AccessibilityVm:
        return self._accessibility

    @property
    def voice(self) -> SpeechVm:
        return self._speech

    @property
    def idle_watch(self) -> IdleVm:
        """An event filter: every touch it sees counts as presence."""
        return self._idle

    def set_out_of_service(self, code: str) -> None:
        """Show that the kiosk cannot serve anybody now, with a reason code for staff; "" ends it."""
        self._out_of_service = code
        self.screenChanged.emit()

    @Property(str, notify=screenChanged)
    def outOfServiceCode(self) -> str:
        return self._closed_for

    def end_after_fault(self, reference: str) -> None:
        """A bug: end the visit safely, whatever it was doing. ``reference`` is what the log has."""
        self._parts.navigator.end_after_fault(reference)

    def close(self) -> None:
        """The window closes: stop devices, forget the person, wait for what still runs."""
        self._wipe()
        self._idle.stop()
        self._speech.close()
        self.stage.background.close()
        for timer in self.findChildren(QTimer):  # of every page: none may run when Python frees them later
            timer.stop()

    @property
    def _closed_for(self) -> str:
        """Why nobody can be served: a stable code, "" while everybody can. Who is here ends the visit; a full
        disk, a revocation, a program that is too old, and too much that waits for central, only keep the next
        one from beginning.
        """
        return self._out_of_service or (self._obstacle if self._screen == Place.ATTRACT.value else "")

    @property
    def _shows_staff_room(self) -> bool:
        return self._screen in STAFF_SCREENS and not self._closed_for

    def _find_obstacle(self) -> str:
        """What keeps a visit from beginning now, "" for nothing."""
        if self._parts.central_watch.is_revoked:
            return DEVICE_REVOKED
        if self._parts.central_watch.is_too_old:
            return PROGRAM_TOO_OLD
        if not self._parts.room.is_enough_to_begin():
            return DISK_FULL
        return "" if self._parts.offline.is_open() else OFFLINE_LIMIT

    def _on_failed(self, error: KnownError | None) -> None:
        self.set_out_of_service("" if error is None else error.code)

    @Slot()
    def _look_at_room(self) -> None:
        before, self._obstacle = self._closed_for, self._find_obstacle()
        if self._closed_for != before:
            self.screenChanged.emit()

    def _on_gone(self) -> None:
        if self._busy:
            self._idle.start(long=False)
        else:
            self._parts.navigator.end(EndReason.IDLE)

    def _on_move(self) -> None:
        """Devices of the page that is left stop at once; what is drawn follows when the caller is done."""
        if self._shown is not None:
            self._shown.leave()
            self._shown = None
        self._move.start()

    @Slot()
    def _show_move(self) -> None:
        navigator = self._parts.navigator
        self._screen, self._step = navigator.screen, navigator.step
        if self._in_visit and not navigator.in_visit:
            self._forget_person()
        self._in_visit = navigator.in_visit
        if self._in_staff_room and not navigator.in_staff_room:
            self._forget_staff()
        self._in_staff_room = navigator.in_staff_room
        self.cardLeftChanged.emit()
        if self._screen == Place.ATTRACT.value:
            self._restore_looks()
            self._obstacle = self._find_obstacle()
        serves = SCREENS.get(self._screen)
        self._shown = None if serves is None else self.view_model(serves)
        if self._shown is not None:
            self._shown.enter(self._screen)
        self._watch_idleness()
        self.screenChanged.emit()

    def _forget_person(self) -> None:
        self._wipe()
        self.visitEnded.emit()

    def _forget_staff(self) -> None:
        for kind, view_model in self._view_models.items():
            if issubclass(kind, StaffRoomVm):
                view_model.wipe()
        self.stage.staff_act = None
        self.staffLeft.emit()

    def _wipe(self) -> None:
        for view_model in self._view_models.values():
            view_model.wipe()
        self.stage.wipe()

    @property
    def _busy(self) -> bool:
        """The visit must not end, nor the page change, under what is going on."""
        return self._shown is not None and self._shown.busy

    def _watch_idleness(self) -> None:
        if self._screen in _QUIET:
            self._idle.stop()
        else:
            unhurried = self._shown.unhurried if self._shown is not None else self._in_visit
            self._idle.start(long=unhurried)
        self._watch_rest()

    def _watch_rest(self) -> None:
        """The last page stays a while, and longer while a card is to be taken."""
        idle = self._parts.settings.idle
        if self._screen == Place.GOODBYE.value:
            to_note = self.cardLeft or self._parts.navigator.farewell.fault
            seconds = idle.card_left_seconds if to_note else idle.goodbye_seconds
            self._rest.start(round(seconds * 1000))
        else:
            self._rest.stop()

    @Slot()
    def _watch_looks(self) -> None:
        """On the first screen a change of language or look lasts only while somebody makes use of it."""
        usual = (
            self._accessibility.is_usual
            and self._speech.is_usual
            and self._language is self._default_language
        )
        if self._in_visit or self._in_staff_room or usual:
            self._leave.stop()
        else:
            self._leave.start()

    @Slot()
    def _undo_looks(self) -> None:
        if self._in_visit or self._in_staff_room:
            return
        self._restore_looks()
        self.leftAlone.emit()

    def _restore_looks(self) -> None:
        """The next person finds the usual language, text size and silence; thanks are said before that."""
        self._accessibility.wipe()
        self._speech.wipe()
        self._language = self._default_language
        self.languageChanged.emit()
        self.outageChanged.emit()

    def _on_card(self, lies: bool) -> None:
        self._card_lies = lies
        self.cardLeftChanged.emit()
        self._watch_rest()

    def _on_outages(self) -> None:
        self.outageChanged.emit()
        self.stage.outagesChanged.emit()

    def _on_line(self, state: LineState) -> None:
        changed = self.stage.online is not state.online
        self.stage.online, self._pending = state.online, state.pending
        self.lineChanged.emit()
        if changed:
            self.stage.lineChanged.emit()
