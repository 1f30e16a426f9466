"""The receipt page: number, QR, whether the act has reached central, and the paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.clock import moment_text
from ui.image_providers import QR_CODES
from ui.translation import keep_together, let_break_after_groups
from ui.view_models.paper_out import PaperOut
from ui.view_models.payment_card import PaymentCard
from ui.view_models.qml_types import made_in_python
from ui.view_models.rows_model import RowsModel
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from kiosk.sync.act import RecordedAct
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class ReceiptVm(ScreenVm):
    changed = Signal()
    _reference = ""
    _serial = 0
    _recorded_at = ""
    _wants_paper = False  # asked for before the page of the receipt is shown again

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._steps = RowsModel(("words", "number"), self)
        self._payment = PaymentCard(stage, self)
        self._paper = PaperOut(stage, self._new_scope, self._to_print, self)
        stage.actSent.connect(self.changed)

    @Property(str, notify=changed)
    def reference(self) -> str:
        return self._reference

    @Property(str, notify=changed)
    def qrSource(self) -> str:
        return f"image://{QR_CODES}/{self._serial}" if self._reference else ""

    @Property(str, notify=changed)
    def recordedAt(self) -> str:
        return self._recorded_at

    @Property(str, notify=changed)
    def caseNumber(self) -> str:
        """Central's number once the act has arrived there, "" while it waits to be sent."""
        recorded = self._find_recorded()
        if recorded is None:
            return ""
        return let_break_after_groups(recorded.case_number or self._stage.case_number(recorded.act_id))

    @Property(bool, notify=changed)
    def staffReview(self) -> bool:
        return self._person is not None and self._person.needs_staff

    @Property(str, notify=changed)
    def taskName(self) -> str:
        navigator = self._parts.navigator
        if self._find_recorded() is None:
            return ""
        return keep_together(navigator.task.name.text(navigator.visit.language))

    @Property(str, notify=changed)
    def named(self) -> str:
        """What the receipt states besides, such as the case that this belongs to; "" for nothing."""
        navigator = self._parts.navigator
        named = self._parts.receipts.named(self._visit) if self._find_recorded() is not None else None
        if named is None:
            return ""
        return keep_together(f"{named.label.text(navigator.visit.language)}: {named.value}")

    @Property(str, notify=changed)
    def trackingCode(self) -> str:
        """By which a petition is followed without a card; "" for what is none."""
        code = self._parts.receipts.tracking_code(self._visit) if self._find_recorded() is not None else None
        return let_break_after_groups(code or "")

    @Property(PaymentCard, constant=True)
    def payment(self) -> PaymentCard:
        """How what is to be paid can be paid."""
        return self._payment

    @Property(RowsModel, constant=True)
    def steps(self) -> RowsModel:
        """What happens next: roles number and words."""
        return self._steps

    @Property(str, notify=changed)
    def dueOn(self) -> str:
        """By when the office answers, dd/mm/yyyy; "" where nothing is promised."""
        due = self._parts.receipts.due(self._visit) if self._find_recorded() is not None else None
        return "" if due is None else f"{due.on:%d/%m/%Y}"

    @Property(bool, notify=changed)
    def dueConfirmed(self) -> bool:
        due = self._parts.receipts.due(self._visit) if self._find_recorded() is not None else None
        return due is None or due.confirmed

    @Property(str, notify=changed)
    def forms(self) -> str:
        """The official forms that are printed with the receipt, by their published codes; "" for none."""
        if self._find_recorded() is None:
            return ""
        return ", ".join(self._parts.receipts.forms(self._visit))

    @Property(PaperOut, constant=True)
    def paper(self) -> PaperOut:
        return self._paper

    def enter(self, screen: str) -> None:
        visit, recorded = self._visit, self._find_recorded()
        if recorded is None:
            return
        reference = self._parts.receipts.reference(visit)
        if reference != self._reference:
            self._reference = reference
            self._recorded_at = moment_text(recorded.occurred_at)
            self._stage.qr_codes.show(self._parts.receipts.qr_text(visit))
            self._serial += 1
            self._paper.forget()
        self._paper.lose_sight()
        self.retranslate()
        if self._wants_paper and screen == "receipt":
            self._wants_paper = False
            self._paper.print()

    def retranslate(self) -> None:
        navigator = self._parts.navigator
        if self._find_recorded() is not None:
            language = navigator.visit.language
            steps = self._parts.receipts.next_steps(navigator.visit)
            self._steps.set_rows(
                [
                    {"number": str(place), "words": keep_together(step.text(language))}
                    for place, step in enumerate(steps, start=1)
                ]
            )
            self._payment.show(self._parts.payments.find(navigator.visit), language)
        super().retranslate()

    def wipe(self) -> None:
        self._steps.set_rows(())
        self._payment.hide()
        self._reference = self._recorded_at = ""
        self._paper.forget()
        self._wants_paper = False
        super().wipe()

    def _to_print(self) -> Callable[[], None]:
        visit, receipts, payments = self._visit, self._parts.receipts, self._parts.payments

        def print_all() -> None:
            receipts.print_receipt(visit)
            payments.print_slip(visit)

        return print_all

    @Slot()
    def finish(self) -> None:
        """The receipt was seen. Whoever has no paper of it is asked whether the number is noted."""
        if self._paper.is_printed:
            self._parts.navigator.leave_journey()
        else:
            self._parts.navigator.ask_for_receipt()

    @Slot()
    def noted(self) -> None:
        self._parts.navigator.leave_journey()

    @Slot()
    def printNow(self) -> None:
        """From the question whether the number is noted, back to the receipt that is printed."""
        self._wants_paper = True
        self._parts.navigator.back()

    def _find_recorded(self) -> RecordedAct | None:
        navigator = self._parts.navigator
        return navigator.journey.recorded if navigator.in_visit and navigator.in_journey else None
