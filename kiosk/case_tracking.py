"""What a person sees of the requests that they filed, at whichever kiosk. Nothing of it is kept."""

from __future__ import annotations

from kiosk.contract.records import FiledCase, Section
from kiosk.errors import BugError
from kiosk.language import Bilingual
from kiosk.navigator import Surroundings
from kiosk.records.cases import Names, Supplement, ToldCases, tell_cases
from kiosk.settings import Settings
from kiosk.visit.visit import Visit

_SECTIONS = frozenset({Section.CASES})


class CaseTracking:
    def __init__(self, settings: Settings, around: Surroundings) -> None:
        self._settings = settings
        self._around = around

    def tell(self, visit: Visit) -> ToldCases:
        """In words, in both languages. BugError before the record was read."""
        read = visit.record(_SECTIONS)
        if read is None:
            raise BugError("no record was read")
        context = self._around.context(visit)

        def office_name(code: str) -> str | None:
            if code == self._settings.office.code:
                return self._settings.office.name
            found = context.reference.offices.find_by_code(code)
            return None if found is None else found.name

        names = Names(self._request_name, self._supplement, office_name, self._settings.office.hotline)
        return tell_cases(read.release, context.today, names)

    def _request_name(self, case: FiledCase) -> Bilingual | None:
        """As the catalogue has it: the service, or the task that makes such acts."""
        task = self._around.catalogue().filed_with(case.kind, case.about)
        return None if task is None else task.name

    def _supplement(self, case: FiledCase) -> Supplement | None:
        """None where this kiosk cannot ask for all that is missing."""
        catalogue = self._around.catalogue()
        filed = catalogue.filed_with(case.kind, case.about)
        task = None if filed is None else catalogue.supplement(filed, case.asked)
        if filed is None or task is None:
            return None
        return Supplement(task.id, tuple(filed.form.get_question(each).label for each in case.asked))
