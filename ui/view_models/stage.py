"""What the view-models of all screens share: the kiosk's parts, the threads, the pictures for QML."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from kiosk.language import Language
from kiosk.tasks.catalogue import Availability, availability
from kiosk.visit.person import Assurance
from ui.image_providers import QrProvider, ScanProvider
from ui.portrait_provider import PortraitProvider
from ui.view_models.background import Background

if TYPE_CHECKING:
    from kiosk.tasks.task import Task
    from ui.view_models.ports.parts import KioskParts


class Stage(QObject):
    """Made once, with the window."""

    actSent = Signal()  # central has confirmed another act of this visit
    lineChanged = Signal()
    outagesChanged = Signal()

    def __init__(self, parts: KioskParts, parent: QObject) -> None:
        super().__init__(parent)
        self.parts = parts
        self.background = Background(self)
        self.portraits = PortraitProvider()
        self.qr_codes = QrProvider()
        self.payment_codes = QrProvider()
        self.scans = ScanProvider()
        self.online = True
        self.language: Callable[[], Language] = lambda: Language.VIETNAMESE  # of the screens, now
        self.obstacle: Callable[[], str] = lambda: ""  # why no visit may begin now
        self.staff_act: UUID | None = None  # that staff look at in the queue
        self.deaf = False  # the screen takes no touch and no key: it is being wiped
        self.play_tone: Callable[[], bool] = lambda: False  # False: nothing here can play it
        self.end_program: Callable[[], None] = lambda: None
        self._case_numbers: dict[UUID, str] = {}  # a receipt may come before its page is shown

    def availability(self, task: Task) -> Availability:
        """Whether it can be begun now, with the line and the devices as they are."""
        navigator = self.parts.navigator
        known = navigator.visit.person.assurance if navigator.in_visit else Assurance.NONE
        return self.parts.outages.touch(task, known, availability(task, online=self.online))

    def act_sent(self, act_id: UUID, case_number: str) -> None:
        """In the GUI thread only."""
        if self.parts.navigator.in_visit:
            self._case_numbers[act_id] = case_number
            self.actSent.emit()

    def case_number(self, act_id: UUID) -> str:
        """Central's number, "" while the act waits to be sent."""
        return self._case_numbers.get(act_id, "")

    def wipe(self) -> None:
        self.staff_act = None
        self._case_numbers.clear()
        self.portraits.clear()
        self.qr_codes.clear()
        self.payment_codes.clear()
        self.scans.clear()
