"""The page of a person's phones: a list, and what can be done with the one that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.clock import VIETNAM_TIME, day_text, moment_text
from kiosk.contract.smart_otp import MOST_PHONES
from kiosk.phone_desk import phone_fault
from kiosk.places import Place
from ui.view_models.phone_vm import PhoneVm
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel

if TYPE_CHECKING:
    from kiosk.contract.smart_otp import Phone
    from ui.view_models.background import Known
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_NONE = -1


@QmlElement
@made_in_python
class PhonesVm(PhoneVm):
    """``state`` is asking, listed or stopped; ``phones`` have name, since (a day) and lockedUntil."""

    listChanged = Signal()
    _under_way = ("asking",)
    _open = _NONE

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._rows = RowsModel(("name", "since", "lockedUntil"), self)
        self._listed: tuple[Phone, ...] = ()

    @Property(RowsModel, constant=True)
    def phones(self) -> RowsModel:
        return self._rows

    @Property(int, notify=listChanged)
    def openPhone(self) -> int:
        """Its place in the list; -1: none is open."""
        return self._open

    @Property(bool, notify=listChanged)
    def some(self) -> bool:
        return bool(self._listed)

    @Property(bool, notify=listChanged)
    def full(self) -> bool:
        """There is no room for another."""
        return len(self._listed) >= MOST_PHONES

    @Property(int, constant=True)
    def most(self) -> int:
        return MOST_PHONES

    def enter(self, screen: str) -> None:
        del screen
        self._visit.chosen_phone = None
        self._ask()

    @Slot()
    def retry(self) -> None:
        self._ask()

    @Slot(int)
    def toggle(self, place: int) -> None:
        self._open = _NONE if place == self._open else place
        self.listChanged.emit()

    @Slot()
    def add(self) -> None:
        self._parts.navigator.look_after_phone(Place.ADD_PHONE)

    @Slot()
    def check(self) -> None:
        self._go_with_open(Place.CHECK_PHONE)

    @Slot()
    def remove(self) -> None:
        self._go_with_open(Place.REMOVE_PHONE)

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.next()

    def _go_with_open(self, place: Place) -> None:
        if self._open != _NONE:
            self._visit.chosen_phone = self._listed[self._open]
            self._parts.navigator.look_after_phone(place)

    def _ask(self) -> None:
        visit, phones = self._visit, self._phones
        self._become("asking")
        self._new_scope().run(lambda: phones.phones(visit), self._on_listed, self._on_fault)

    def _on_listed(self, listed: tuple[Phone, ...]) -> None:
        self._listed, self._open = listed, _NONE
        self._rows.set_rows(
            [
                {
                    "name": each.name,
                    "since": day_text(each.confirmed_at.astimezone(VIETNAM_TIME).date()),
                    "lockedUntil": "" if each.locked_until is None else moment_text(each.locked_until),
                }
                for each in listed
            ]
        )
        self.listChanged.emit()
        self._become("listed")

    def _on_fault(self, error: Known) -> None:
        self._become("stopped", phone_fault(error.code).value)

    def wipe(self) -> None:
        self._listed, self._open = (), _NONE
        self._rows.set_rows(())
        self.listChanged.emit()
        super().wipe()
