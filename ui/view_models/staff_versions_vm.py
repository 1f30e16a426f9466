"""What the kiosk is made of, whom it believes, and which tables it uses since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel
from ui.view_models.staff_room_vm import StaffRoomVm, day, moment

if TYPE_CHECKING:
    from kiosk.service.versions import Versions
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class StaffVersionsVm(StaffRoomVm):
    changed = Signal()
    unhurried = True
    _found: Versions | None = None

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._parts_rows = RowsModel(("name", "version"), self)
        self._packages = RowsModel(("topic", "number", "received"), self)
        self._figures = RowsModel(("name", "since", "outdated"), self)
        self._issuers = RowsModel(("name", "since", "until", "holds"), self)
        self._lists = RowsModel(("issuer", "issued", "due", "entries", "overdue"), self)

    @Property(bool, notify=changed)
    def looked(self) -> bool:
        return self._found is not None

    @Property(str, notify=changed)
    def program(self) -> str:
        return "" if self._found is None else self._found.program

    @Property(int, notify=changed)
    def edition(self) -> int:
        """Of the figures of the law."""
        return 0 if self._found is None else self._found.edition

    @Property(str, notify=changed)
    def editionOn(self) -> str:
        return "" if self._found is None else day(self._found.edition_on)

    @Property(str, notify=changed)
    def trustFault(self) -> str:
        """Why no issuer is believed: a stable code."""
        return "" if self._found is None else self._found.trust_fault

    @Property(RowsModel, constant=True)
    def parts(self) -> RowsModel:
        return self._parts_rows

    @Property(RowsModel, constant=True)
    def packages(self) -> RowsModel:
        """Number 0 and no moment: as it came with the program."""
        return self._packages

    @Property(RowsModel, constant=True)
    def figures(self) -> RowsModel:
        return self._figures

    @Property(RowsModel, constant=True)
    def issuers(self) -> RowsModel:
        return self._issuers

    @Property(RowsModel, constant=True)
    def lists(self) -> RowsModel:
        return self._lists

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._fault

    def enter(self, screen: str) -> None:
        del screen
        self._found, self._fault = None, ""
        self._new_scope().run(self._parts.service.versions, self._on_found, self._on_fault)
        self.changed.emit()

    def wipe(self) -> None:
        self._found = None
        for rows in (self._parts_rows, self._packages, self._figures, self._issuers, self._lists):
            rows.set_rows(())
        super().wipe()

    @Slot()
    def retranslate(self) -> None:
        if self._found is not None:
            self._fill_figures(self._found)
        super().retranslate()

    def _fill_figures(self, found: Versions) -> None:
        self._figures.set_rows(
            [
                {"name": self._said(each.name), "since": day(each.since), "outdated": each.outdated}
                for each in found.figures
            ]
        )

    def _on_found(self, found: Versions) -> None:
        self._found = found
        self._parts_rows.set_rows([{"name": name, "version": version} for name, version in found.parts])
        self._packages.set_rows(
            [
                {"topic": each.topic, "number": each.number, "received": moment(each.received_at)}
                for each in found.packages
            ]
        )
        self._fill_figures(found)
        self._issuers.set_rows(
            [
                {
                    "name": each.name,
                    "since": day(each.since),
                    "until": day(each.until),
                    "holds": each.holds,
                }
                for each in found.issuers
            ]
        )
        self._lists.set_rows(
            [
                {
                    "issuer": each.issuer,
                    "issued": day(each.issued),
                    "due": day(each.due),
                    "entries": each.entries,
                    "overdue": each.overdue,
                }
                for each in found.revocations
            ]
        )
        self.changed.emit()
