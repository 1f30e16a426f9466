"""The code of an account on a slip for a sealed envelope, for who could not be sent it: printed once, and not
by who approved the case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from central.accounts.desk import NoAccountError
from central.accounts.queue import CodeStanding, QueuedCode, settle_code, take_for_slip
from central.cases.desk import CaseDesk
from central.cases.table import Decision, changes
from central.cases.views import Case, Line
from central.notices.catalogue import Filling
from central.oversight.deeds import Deed, Deeds
from central.oversight.refusals import OversightProblem, refuse
from kiosk.contract.staff import StaffRole
from kiosk.documents.activation_slip import ActivationSlip, render_activation_slip
from kiosk.documents.errors import PrintingError, TemplateError
from kiosk.reference.offices import Offices

PRINTING = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR})
_SLIP, _NOT_MADE = "slip", "slip_not_made"


class CodeMaker(Protocol):
    """The part of `CodeSending` that is needed here."""

    def make(self, taken: QueuedCode, channel: str) -> Filling:
        """The account with a new code. Raises NoAccountError."""
        ...


class SlipDesk:
    def __init__(
        self,
        engine: Engine,
        deeds: Deeds,
        cases: CaseDesk,
        codes: CodeMaker,
        *,
        offices: Offices,
        fonts_folder: Path,
        now: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._deeds = deeds
        self._cases = cases
        self._codes = codes
        self._offices = offices
        self._fonts_folder = fonts_folder
        self._now = now

    def print_slip(self, account: str, name: str) -> bytes:
        """The slip of a case as PDF. The code in it is made now, stands nowhere else, and no other is printed
        for this case. Raises ProblemError.
        """
        whole = self._cases.get(account, name)
        case, code = whole.case, whole.code
        with self._deeds.doing(
            account, Deed.PRINT_SLIP, PRINTING, office_id=case.office_id, about=case.name
        ) as begin:
            if code is None or not code.wants_slip:
                raise refuse(OversightProblem.SLIP_NOT_DUE)
            if account in approvers(whole.history):
                raise refuse(OversightProblem.SECOND_PERSON_NEEDED)
            begin()
            return self._made(account, case)

    def _made(self, account: str, case: Case) -> bytes:
        with self._engine.begin() as connection:
            taken = take_for_slip(connection, case.case_id, account, self._now())
        if taken is None:
            raise refuse(OversightProblem.SLIP_NOT_DUE)
        try:
            filling = self._codes.make(taken, _SLIP)
            return render_activation_slip(self._slip(case, filling), self._fonts_folder)
        except NoAccountError as error:
            self._give_back(taken, error.code)
            raise refuse(OversightProblem.SLIP_NOT_DUE) from None
        except (PrintingError, TemplateError):
            self._give_back(taken, _NOT_MADE)
            raise refuse(OversightProblem.SLIP_NOT_MADE) from None

    def _give_back(self, taken: QueuedCode, fault: str) -> None:
        with self._engine.begin() as connection:
            settle_code(connection, taken, CodeStanding.FAILED, fault)

    def _slip(self, case: Case, filling: Filling) -> ActivationSlip:
        office = self._offices.find_by_code(case.office_id)
        return ActivationSlip(
            case_number=case.name,
            user_name=filling.user_name,
            code=filling.code,
            until=filling.until,
            office_name=case.office_id if office is None else office.name,
            made_at=self._now(),
        )


def approvers(history: Sequence[Line]) -> frozenset[str]:
    """Who proposed or made the decision that brought the code."""
    approving = {
        name
        for each in changes().values()
        if each.decision is Decision.APPROVED
        for name in (each.name, f"propose_{each.name}")
    }
    return frozenset(line.who for line in history if line.change in approving)
