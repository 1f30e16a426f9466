"""Kiosks of an office that call staff, and who goes there."""

from __future__ import annotations

from uuid import UUID

from central.kiosks.staff_calls import StaffCalls, WaitingCall
from central.oversight.deeds import Deed, Deeds, office_of
from kiosk.contract.staff import StaffRole

HEARING = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.TECHNICIAN})


class CallDesk:
    """Everything raises ProblemError."""

    def __init__(self, calls: StaffCalls, deeds: Deeds) -> None:
        self._calls = calls
        self._deeds = deeds

    def waiting(self, account: str) -> list[WaitingCall]:
        """Those that this member of staff can answer, the oldest first."""
        officer = self._deeds.reader(account, frozenset(StaffRole))
        return self._calls.waiting(office_of(officer)) if officer.role in HEARING else []

    def answer(self, account: str, call_id: UUID) -> None:
        """Nothing where it was answered or is over meanwhile."""
        call = next((each for each in self._calls.waiting(None) if each.call_id == call_id), None)
        if call is None:
            self._deeds.reader(account, HEARING)
            return
        with self._deeds.doing(
            account, Deed.ANSWER_CALL, HEARING, office_id=call.office_id, about=call.kiosk_id
        ) as noted:
            noted()
            self._calls.answer(call_id, account)
