"""The check-answers page: every answer with its way to change it, and the button that sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from ekyc.card.reading import IdentitySource
from ekyc.verification import Outcome
from kiosk.clock import moment_text
from kiosk.forms.summary import summary
from kiosk.masking import mask_number
from kiosk.tasks.signing import is_signed
from kiosk.visit.naming import number_of
from kiosk.visit.person import Assurance
from ui.translation import keep_together
from ui.view_models.background import Known
from ui.view_models.faults import situation
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import Row, RowsModel
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from kiosk.sync.act import RecordedAct
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class AnswersVm(ScreenVm):
    """``rows`` have the roles name (the question's id), label, shown, secret (the whole answer where shown is
    masked), code (for the interface to put into words), page (where "change" leads, or "") and isLast.

    A row without a label is about the person: the screen names it.
    """

    changed = Signal()
    _submitting = False
    _fault = ""

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._rows = RowsModel(("name", "label", "shown", "secret", "code", "page", "isLast"), self)
        stage.lineChanged.connect(self.changed)

    @Property(RowsModel, constant=True)
    def rows(self) -> RowsModel:
        return self._rows

    @Property(bool, notify=changed)
    def submitting(self) -> bool:
        return self._submitting

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._fault

    @property
    def busy(self) -> bool:
        """The act is being recorded: the visit must not end under it."""
        return self._submitting

    @Property(bool, notify=changed)
    def signable(self) -> bool:
        """It can be signed with a phone: central has to be asked for that, and the chip says who it is."""
        navigator = self._parts.navigator
        if not (navigator.in_visit and navigator.in_journey) or navigator.task.filing is None:
            return False
        card = self._visit.person.card
        return (
            self._stage.online
            and card is not None
            and card.source is IdentitySource.CHIP
            and not self._signed
        )

    def enter(self, screen: str) -> None:
        del screen
        self._fault = ""
        self.retranslate()

    def retranslate(self) -> None:
        navigator = self._parts.navigator
        if navigator.in_visit and navigator.in_journey:
            rows = [*self._person_rows(), *self._answer_rows(), *self._signature_rows()]
            self._rows.set_rows([{**row, "isLast": row is rows[-1]} for row in rows])
            self.changed.emit()
        super().retranslate()

    def _person_rows(self) -> list[Row]:
        person, task = self._visit.person, self._parts.navigator.task
        if person.card is None or task.assurance is Assurance.NONE:  # nobody is named by what is sent
            return []
        identity = person.card.identity
        number_name, number = number_of(identity)
        rows = [
            {"name": "full_name", "shown": identity.full_name},
            {"name": number_name, "shown": mask_number(number), "secret": number},
            {"name": "date_of_birth", "shown": f"{identity.date_of_birth:%d/%m/%Y}"},
        ]
        if person.verdict is not None and person.verdict.outcome is Outcome.STAFF_REVIEW:
            rows.append({"name": "identity_check", "code": Outcome.STAFF_REVIEW.value})
        return [{"label": "", "shown": "", "secret": "", "code": "", "page": "", **row} for row in rows]

    def _answer_rows(self) -> list[Row]:
        navigator = self._parts.navigator
        journey, context = navigator.journey, navigator.context()
        relevant = journey.relevant(navigator.facts())
        channels = {page.channel for page in journey.form.pages if journey.channel_address(page.channel)}
        return [
            {
                "name": row.id,
                "label": keep_together(row.label),
                "shown": keep_together(row.shown),
                "secret": row.hidden,
                # How far an address is confirmed is said beside the address itself.
                "code": journey.proof_of(row.id).state.value if row.id in channels else "",
                "page": row.page,
            }
            for row in summary(journey.answers, relevant, context)
        ]

    @property
    def _signed(self) -> bool:
        navigator = self._parts.navigator
        if navigator.journey.signature is None:
            return False
        relevant = navigator.journey.relevant(navigator.facts())
        return is_signed(navigator.task, self._visit, relevant)

    def _signature_rows(self) -> list[Row]:
        signature = self._visit.journey.signature
        if signature is None or not self._signed:
            return []
        shown = moment_text(signature.signed_at)
        return [{"name": "signature", "label": "", "shown": shown, "secret": "", "code": "", "page": ""}]

    def wipe(self) -> None:
        self._submitting, self._fault = False, ""
        self._rows.set_rows(())
        super().wipe()

    @Slot(str)
    def change(self, page: str) -> None:
        if not self._submitting:
            self._parts.navigator.change(page)

    @Slot()
    def sign(self) -> None:
        if not self._submitting:
            self._parts.navigator.ask_to_sign(wanted=True)

    @Slot()
    def submit(self) -> None:
        if self._submitting:
            return
        visit, submitter = self._visit, self._parts.submitter
        self._submitting, self._fault = True, ""
        scope = self._new_scope()
        self.changed.emit()
        scope.run(lambda: submitter.submit(visit), self._on_recorded, self._on_fault)

    def _on_recorded(self, recorded: RecordedAct) -> None:
        del recorded  # the submitter has put it into the journey
        self._submitting = False
        self._parts.navigator.next()

    def _on_fault(self, error: Known) -> None:
        self._submitting = False
        self._fault = situation(error.code).value
        self.changed.emit()
