"""The state of the machine for technicians: as whom it is enrolled, and what was looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.authentication.staff_roles import StaffRight
from kiosk.places import Place
from ui.view_models.qml_types import QVariantMap, made_in_python
from ui.view_models.rows_model import RowsModel
from ui.view_models.staff_room_vm import StaffRoomVm, moment

if TYPE_CHECKING:
    from kiosk.staff_room import Machine
    from ui.view_models.background import Known
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class StaffMachineVm(StaffRoomVm):
    changed = Signal()
    _machine: Machine | None = None
    _restarting = False
    _restarted = False

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._checks = RowsModel(("name", "ok", "found", "advice"), self)
        self._received = RowsModel(("topic", "number", "holds", "received"), self)

    @Property(QVariantMap, notify=changed)
    def enrolment(self) -> dict[str, object]:
        """Empty while it is looked at; ``kioskId`` is empty for a kiosk that never was enrolled."""
        if self._machine is None:
            return {}
        enrolled = self._machine.enrolled
        line: dict[str, object] = {
            "next": moment(self._machine.next_try),
            "contact": moment(self._machine.last_contact),
            "waiting": self._machine.waiting,
            "problem": self._machine.problem,
        }
        if enrolled is None:
            return {"kioskId": "", **line}
        return {
            "kioskId": enrolled.kiosk_id,
            "office": f"{enrolled.office_name} ({enrolled.office_id})",
            "key": enrolled.key,
            "at": moment(enrolled.enrolled_at),
            "revoked": enrolled.revoked,
            **line,
        }

    @Property(bool, notify=changed)
    def hasNetwork(self) -> bool:
        return self._machine is not None and self._machine.network is not None

    @Property(QVariantMap, notify=changed)
    def network(self) -> dict[str, object]:
        """Its adapters with a sign for each, this machine's address, central's name, and whether that answers
        (``ms``: after how long).
        """
        found = None if self._machine is None else self._machine.network
        if found is None:
            return {"adapters": "", "address": "", "central": "", "answer": False, "ms": 0}
        return {
            "adapters": ", ".join(f"{name} {'✓' if up else '✗'}" for name, up in found.adapters),
            "address": found.address,
            "central": found.central,
            "answer": found.answer_ms is not None,
            "ms": found.answer_ms or 0,
        }

    @Property(RowsModel, constant=True)
    def checks(self) -> RowsModel:
        """What was looked at: a stable name, whether all is well, and the technical words of it."""
        return self._checks

    @Property(RowsModel, constant=True)
    def received(self) -> RowsModel:
        """What central has sent, the newest first: what it is about, its number, the day from which it holds
        ("" from the beginning), and when it came.
        """
        return self._received

    @Property(bool, notify=changed)
    def looked(self) -> bool:
        return self._machine is not None

    @Property(bool, notify=changed)
    def mayEnrol(self) -> bool:
        return self._room.may(StaffRight.ENROL)

    @Property(bool, notify=changed)
    def restarting(self) -> bool:
        return self._restarting

    @Property(bool, notify=changed)
    def restarted(self) -> bool:
        return self._restarted

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._fault

    @property
    def busy(self) -> bool:
        return self._restarting

    def enter(self, screen: str) -> None:
        del screen
        self._machine, self._restarted, self._fault = None, False, ""
        self._new_scope().run(self._room.machine, self._on_machine, self._on_fault)
        self.changed.emit()

    def leave(self) -> None:
        super().leave()
        self._restarting = False

    def wipe(self) -> None:
        self._machine, self._restarting, self._restarted = None, False, False
        self._checks.set_rows(())
        self._received.set_rows(())
        super().wipe()

    @Slot()
    def restartLine(self) -> None:
        if self._restarting:
            return
        self._restarting, self._restarted, self._fault = True, False, ""
        self._scope.run(self._room.restart_line, self._on_restarted, self._on_fault)
        self.changed.emit()

    @Slot()
    def enrol(self) -> None:
        self._parts.navigator.go_in_staff_room(Place.STAFF_ENROL)

    @Slot()
    def retranslate(self) -> None:
        if self._machine is not None:
            self._fill_checks(self._machine)
        super().retranslate()

    def _fill_checks(self, machine: Machine) -> None:
        self._checks.set_rows(
            [
                {
                    "name": each.name,
                    "ok": each.ok,
                    "found": self._said(each.found),
                    "advice": self._said(each.advice),
                }
                for each in machine.checks
            ]
        )

    def _on_machine(self, machine: Machine) -> None:
        self._machine = machine
        self._fill_checks(machine)
        self._received.set_rows(
            [
                {
                    "topic": each.topic,
                    "number": each.number,
                    "holds": "" if each.effective_from is None else f"{each.effective_from:%d/%m/%Y}",
                    "received": moment(each.received_at),
                }
                for each in machine.received
            ]
        )
        self.changed.emit()

    def _on_restarted(self, _nothing: None) -> None:
        self._restarting, self._restarted = False, True
        self._scope.run(self._room.machine, self._on_machine, self._on_fault)
        self.changed.emit()

    def _on_fault(self, error: Known) -> None:
        self._restarting = False
        super()._on_fault(error)
