"""What a person is told and given to pay a contribution with. Nothing of it is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.benefits.errors import InputError
from kiosk.law_tables import LawTables
from kiosk.receipts import get_printer
from kiosk.settings import Settings
from kiosk.visit.facts import facts_of
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings

if TYPE_CHECKING:
    from kiosk.tasks.paying import ToldPayment


class Payments:
    def __init__(
        self, settings: Settings, fonts_folder: Path, around: Surroundings, tables: LawTables
    ) -> None:
        self._settings = settings
        self._fonts_folder = fonts_folder
        self._around = around
        self._tables = tables

    def find(self, visit: Visit) -> ToldPayment | None:
        """Of what the journey has worked out, or filed; None where nothing is to be paid by it."""
        from kiosk.tasks.estimate import find_payable
        from kiosk.tasks.paying import tell_payment

        context = self._around.context(visit)
        task = self._around.catalogue().get(visit.journey.task_id)
        known = visit.journey.relevant(facts_of(visit, context)).known
        try:
            payable = find_payable(task, known, context.today, self._tables.book)
        except InputError:  # something that the amount needs is not known
            return None
        if payable is None:
            return None
        office = context.reference.offices.find_by_code(self._settings.office.code)
        province = "" if office is None else office.province_code
        return tell_payment(
            payable, context.reference, province, context.today, filed=task.filing is not None
        )

    def print_slip(self, visit: Visit) -> None:
        """The code on paper, where there is one. Blocks. Raises `KnownError` when printer or paper are
        missing.
        """
        from kiosk.documents.estimate import Line
        from kiosk.documents.payment_slip import SlipContent, render_slip

        found = self.find(visit)
        if found is None or not found.code:
            return
        content = SlipContent(
            title=found.title,
            text=found.text,
            warning=found.warning,
            lines=tuple(Line(each.label, each.value) for each in found.lines),
            code=found.code,
            made_at=self._around.context(visit).now,
            office_name=self._settings.office.name,
            kiosk_id=self._settings.kiosk_id,
            hotline=self._settings.office.hotline,
        )
        get_printer(self._settings).print_pdf(render_slip(content, self._fonts_folder), "payment")
