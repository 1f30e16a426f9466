"""The window: Qt application, fonts, engine, and one root view-model over the kiosk's parts."""

from __future__ import annotations

import gc
import logging
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtQml import QQmlApplicationEngine
from PySide6.QtQuick import QQuickWindow

from kiosk.self_watch.fault_book import new_reference
from ui.camera_view import CameraView
from ui.garbage import GarbageCollection
from ui.image_providers import ICONS, PAYMENT_CODES, QR_CODES, SCANS, IconProvider
from ui.keyboard.composition import InputMethod
from ui.keyboard.syllable import ToneStyle
from ui.keyboard.text_target import TextTarget
from ui.kiosk_lock import KioskLock
from ui.life_signs import LifeSigns, ServiceManager
from ui.portrait_provider import PROVIDER
from ui.scan_keys import ScanKeys
from ui.signal_tone import Ringing, SignalTone, find_tone
from ui.speech import SpeechService, find_speech
from ui.speech_keys import SpeechKeys
from ui.touch_slip import TouchSlip
from ui.translation import Translation
from ui.view_models.kiosk_vm import KioskVm

if TYPE_CHECKING:
    from ui.view_models.ports.machine import FaultSink
    from ui.view_models.ports.parts import KioskParts

logger = logging.getLogger(__name__)

_FOLDER = Path(__file__).parent
QML_FOLDER = _FOLDER / "qml"
FONTS_FOLDER = _FOLDER / "fonts"
_SIGNAL_LOOK_MS = 300
_CREATED_BY_QML = (CameraView,)  # importing it has registered the type


class KioskWindow(QObject):
    """Everything Qt of one kiosk. ``window`` is the scene, ``vm`` the root view-model."""

    def __init__(
        self,
        parts: KioskParts,
        *,
        size: QSize | None = None,
        speech: SpeechService | None = None,
        tone: SignalTone | None = None,
    ) -> None:
        """``size`` of the window in pixels; None: full screen, or the size in the settings. ``speech`` reads
        aloud and ``tone`` sounds; None: what the settings and the machine offer.
        """
        super().__init__()
        self._garbage = GarbageCollection(self)
        reads = find_speech(parts.settings.speech, parts.workers) if speech is None else speech
        self.vm = KioskVm(parts, self, reads)
        signal_tone = find_tone(parts.settings.speech) if tone is None else tone
        self._call = Ringing(self.vm, signal_tone, self)
        self.vm.stage.play_tone = signal_tone.play
        keyboard = parts.settings.keyboard
        self._keyboard = TextTarget(InputMethod(keyboard.method), ToneStyle(keyboard.tone_style), self)
        self._engine = QQmlApplicationEngine(self)
        self._engine.addImportPath(str(QML_FOLDER))
        self._translation = Translation(self._engine)
        self._switch_language()
        self._engine.addImageProvider(PROVIDER, self.vm.stage.portraits)
        self._engine.addImageProvider(QR_CODES, self.vm.stage.qr_codes)
        self._engine.addImageProvider(PAYMENT_CODES, self.vm.stage.payment_codes)
        self._engine.addImageProvider(SCANS, self.vm.stage.scans)
        self._engine.addImageProvider(ICONS, IconProvider())
        screen = parts.settings.screen
        self._engine.setInitialProperties(
            {
                "kiosk": self.vm,
                "textTarget": self._keyboard,
                "diagonal": screen.diagonal_inches,
                "settleTime": round(screen.settle_seconds * 1000),
                "width": size.width() if size is not None else screen.width,
                "height": size.height() if size is not None else screen.height,
            }
        )
        self._engine.load(QUrl.fromLocalFile(str(QML_FOLDER / "Main.qml")))
        roots = self._engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise RuntimeError("the interface could not be loaded")
        self.window: QQuickWindow = roots[0]
        self.window.installEventFilter(SpeechKeys(self.vm))
        self.window.installEventFilter(self.vm.idle_watch)  # sees every key first
        self.window.installEventFilter(ScanKeys(self.vm))
        TouchSlip(self.window, screen)
        fills = screen.full_screen and size is None
        self._lock = KioskLock(self.vm, self.window, closes=not fills)
        self.vm.languageChanged.connect(self._switch_language)
        self.vm.visitEnded.connect(self._collect)
        self.vm.staffLeft.connect(self._collect)
        self.vm.screenChanged.connect(
            self._garbage.set_standing_objects_apart, Qt.ConnectionType.SingleShotConnection
        )
        if fills:
            self.window.setFlag(Qt.WindowType.FramelessWindowHint)
            self.window.showFullScreen()
        else:
            self.window.show()

    def close(self) -> None:
        """Forget the person, then take the scene down before the objects it shows, and those with it: what
        Python freed later it might free in another thread.
        """
        self._lock.open()
        self._call.close()
        self.vm.close()
        self.window.close()
        self.window.deleteLater()
        self._engine.deleteLater()
        # No event loop may run any more: without this the view-models would be gone before the scene.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._garbage.close()
        self.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @Slot()
    def _switch_language(self) -> None:
        self._translation.switch(self.vm.current_language)

    @Slot()
    def _collect(self) -> None:
        """Between two people: free what the scene and Python still hold of the one who left."""
        self._engine.collectGarbage()
        self._engine.trimComponentCache()
        gc.collect()


def load_fonts() -> None:
    """Register the bundled families: no screen depends on the fonts of the machine."""
    for file in sorted(FONTS_FOLDER.glob("*.ttf")):
        if QFontDatabase.addApplicationFont(str(file)) < 0:
            raise RuntimeError(f"the font {file.name} cannot be loaded")


def run_window(parts: KioskParts, on_window: Callable[[KioskWindow], None] = lambda _window: None) -> int:
    """Show the kiosk until the process gets SIGTERM or SIGINT, a technician ends it, or its window is closed
    where that does not fill the screen; the exit code.

    ``on_window`` is called once with the window, before anything happens in it.
    """
    application = QGuiApplication(sys.argv[:1])
    load_fonts()
    manager = ServiceManager()
    kiosk = KioskWindow(parts)
    LifeSigns(kiosk.window, manager)
    # Not quit(): that asks the windows, and one that fills the screen does not let itself be closed.
    kiosk.vm.stage.end_program = application.exit
    on_window(kiosk)
    sys.excepthook = _end_visit_on_bug(kiosk.vm, parts.faults)
    # After the first picture, so that nothing slow stands before it.
    QTimer.singleShot(0, parts.start)
    _quit_on_signals(application)
    code = application.exec()
    manager.tell("STOPPING=1")
    kiosk.close()
    parts.close()
    return code


def _quit_on_signals(application: QGuiApplication) -> None:
    def end(_number: int, _frame: FrameType | None) -> None:
        # Python may see the signal while Qt draws. This lets it end that, and then its loop; quit() would ask
        # the window to close, in the middle of its drawing, and one that fills the screen refuses.
        application.exit()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    # Python sees a signal only between two of its own instructions, so some have to come by regularly.
    look = QTimer(application, interval=_SIGNAL_LOOK_MS)
    look.timeout.connect(lambda: None)
    look.start()


def _end_visit_on_bug(
    vm: KioskVm, faults: FaultSink
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    """A bug ends the visit safely. The log gets place and reference, not the message: it may hold data."""

    def handle(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
        reference = new_reference()
        places = "".join(traceback.format_tb(trace))
        logger.error("bug %s: %s at\n%s", reference, kind.__name__, places)
        vm.end_after_fault(reference)
        faults.bug(reference, kind, trace)

    return handle
