"""Phone, e-mail and address. What is typed stays in the page's field until it is a good answer."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.errors import KnownError
from kiosk.registration import contact
from kiosk.visit import Contact, Visit
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class ContactVm(ScreenVm):
    changed = Signal()
    _fault = ""

    @Property(str, notify=changed)
    def fault(self) -> str:
        """Why the last answer was not taken: a stable code, or ""."""
        return self._fault

    @Property(str, notify=changed)
    def phone(self) -> str:
        return (self._answers().phone or "") if self._parts.navigator.in_visit else ""

    @Property(str, notify=changed)
    def email(self) -> str:
        return (self._answers().email or "") if self._parts.navigator.in_visit else ""

    @Property(str, notify=changed)
    def address(self) -> str:
        """The answer given before, else what the card says."""
        return contact.suggested_address(self._visit) if self._parts.navigator.in_visit else ""

    @Property(bool, notify=changed)
    def addressFromCard(self) -> bool:
        in_visit = self._parts.navigator.in_visit
        return in_visit and self._answers().address is None and bool(contact.suggested_address(self._visit))

    def enter(self, screen: str) -> None:
        del screen
        self.clearFault()

    def wipe(self) -> None:
        self._fault = ""
        super().wipe()

    @Slot()
    def clearFault(self) -> None:
        self._fault = ""
        self.changed.emit()

    @Slot(str)
    def submitPhone(self, typed: str) -> None:
        self._take(contact.set_phone, typed)

    @Slot(str)
    def submitEmail(self, typed: str) -> None:
        self._take(contact.set_email, typed)

    @Slot()
    def declineEmail(self) -> None:
        contact.decline_email(self._visit)
        self._parts.navigator.next()

    @Slot(str)
    def submitAddress(self, typed: str) -> None:
        self._take(contact.set_address, typed)

    def _answers(self) -> Contact:
        return self._visit.contact

    def _take(self, store: Callable[[Visit, str], None], typed: str) -> None:
        try:
            store(self._visit, typed)
        except KnownError as error:
            self._fault = error.code
            self.changed.emit()
            return
        self._parts.navigator.next()
