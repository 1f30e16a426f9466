"""The slip of a correction (Mẫu C02-TS) as a PDF, from a case and what the register has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from central.cases.refusals import refuse
from central.cases.table import Decision
from central.casework.case_register import CaseRegister
from central.casework.evidence import CaseReading
from central.http.problems import ProblemCode
from kiosk.documents.adjustment_slip import Adjusted, AdjustmentSlip, render_adjustment_slip
from kiosk.documents.errors import PrintingError, TemplateError
from kiosk.reference.offices import Offices


class AdjustmentSlips:
    def __init__(
        self,
        reading: CaseReading,
        register: CaseRegister,
        *,
        offices: Offices,
        fonts_folder: Path,
        now: Callable[[], datetime],
    ) -> None:
        self._reading = reading
        self._register = register
        self._offices = offices
        self._fonts_folder = fonts_folder
        self._now = now

    def slip(self, account: str, name: str) -> bytes:
        """That the case was looked at is noted. Raises ProblemError, also where nothing is corrected."""
        opened = self._reading.open(account, name, "slip")
        view = self._register.view_of(opened.whole, opened.acts)
        if view is None or not view.fields:
            raise refuse(ProblemCode.CASE_UNKNOWN)
        case, office = opened.whole.case, self._offices.find_by_code(opened.whole.case.office_id)
        content = AdjustmentSlip(
            case_number=case.name,
            full_name=view.full_name,
            personal_number=view.personal_number,
            insurance_number=view.insurance_number,
            rows=tuple(Adjusted(each.label, each.old, each.new) for each in view.fields),
            enclosed=tuple(dict.fromkeys(paper.name for paper in opened.whole.papers)),
            found=view.found,
            done=case.decision == Decision.APPROVED,
            office_name=case.office_id if office is None else office.name,
            made_at=self._now(),
        )
        try:
            return render_adjustment_slip(content, self._fonts_folder)
        except (PrintingError, TemplateError):
            raise refuse(ProblemCode.RESULT_UNREADABLE) from None
