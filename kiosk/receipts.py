"""What a person takes home of a journey: the number, its QR, the receipt and the official forms on paper."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.audit import AuditEvent
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.tracking import shown_tracking_code
from kiosk.errors import BugError, KnownError
from kiosk.language import Bilingual
from kiosk.ledger_desk import LedgerDesk
from kiosk.masking import mask_number
from kiosk.reference_number import reference_number
from kiosk.settings import Settings
from kiosk.tasks.handing_in import paper_steps
from kiosk.tasks.printed import fill, printed_of
from kiosk.tasks.task import PrintedForm, Task
from kiosk.visit.facts import facts_of
from kiosk.visit.naming import number_of
from kiosk.visit.person import Assurance, Person
from kiosk.visit.visit import Visit
from kiosk.whereabouts import Surroundings

if TYPE_CHECKING:
    from kiosk.documents.paper_words import PaperWords
    from kiosk.documents.printer import Printer
    from kiosk.documents.receipt import ReceiptContent, ReceiptRow
    from kiosk.documents.receipt_texts import ReceiptTexts
    from kiosk.sync.act import RecordedAct


@dataclass(frozen=True, slots=True)
class DueDay:
    """By when the office answers; not ``confirmed`` while the holidays of the year are not settled."""

    on: date
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Named:
    label: Bilingual
    value: str = field(repr=False)


class Receipts:
    def __init__(
        self,
        settings: Settings,
        desk: LedgerDesk,
        fonts_folder: Path,
        around: Surroundings,
        words: Callable[[], PaperWords],
    ) -> None:
        self._settings = settings
        self._desk = desk
        self._fonts_folder = fonts_folder
        self._around = around
        self._words = words

    def reference(self, visit: Visit) -> str:
        """The short form of the act's id that people can read out."""
        return reference_number(_recorded(visit).act_id)

    def qr_text(self, visit: Visit) -> str:
        """What the QR on screen and paper carries: no personal data."""
        from kiosk.documents.receipt import receipt_qr_text

        code = self.tracking_code(visit)
        return receipt_qr_text(_recorded(visit).act_id) if code is None else code

    def tracking_code(self, visit: Visit) -> str | None:
        """By which a petition is followed without a card, as people read it; on screen and paper only."""
        code = visit.journey.tracking_code
        return None if code is None else shown_tracking_code(code)

    def next_steps(self, visit: Visit) -> tuple[Bilingual, ...]:
        """What happens next, in the order in which it does; what the person does first of all."""
        task = self._task(visit)
        if task.receipt is None:
            return ()
        relevant = visit.journey.relevant(facts_of(visit, self._around.context(visit)))
        steps: list[Bilingual] = [each for each in task.receipt.next_steps if each.is_told(relevant.known)]
        review = task.receipt.review_step if visit.person.needs_staff else None
        if review is not None:
            steps[:1] = [review]
        told = [step.filled(self._values(task, visit)) for step in steps]
        place = 0 if review is None else 1
        return (*told[:place], *paper_steps(relevant), *told[place:])

    def named(self, visit: Visit) -> Named | None:
        """The answer that the receipt states, such as the case that this belongs to."""
        texts = self._task(visit).receipt
        if texts is None or texts.names is None:
            return None
        context, journey = self._around.context(visit), visit.journey
        value = journey.relevant(facts_of(visit, context)).values.get(texts.names.question)
        if value is None:
            return None
        shown = journey.form.get_question(texts.names.question).show_guarded(value, context)
        return Named(texts.names.label, shown)

    def due(self, visit: Visit) -> DueDay | None:
        due = visit.journey.due
        return None if due is None else DueDay(due.date, due.confirmed)

    def forms(self, visit: Visit) -> tuple[str, ...]:
        """The published codes of the official forms that are printed with the receipt."""
        from kiosk.documents.forms import load_form

        return tuple(load_form(form.template).code for form in self._printed(visit))

    def print_receipt(self, visit: Visit) -> None:
        """Print receipt and forms, with the state as it is now; the audit log tells it.

        Raises `KnownError` when printer or paper are missing.
        """
        from kiosk.documents.forms import render_form
        from kiosk.documents.printer import Paper
        from kiosk.documents.receipt import render_receipt

        printer = get_printer(self._settings)
        name = self.reference(visit)
        made_at = _recorded(visit).occurred_at
        context = self._around.context(visit)
        relevant = visit.journey.relevant(facts_of(visit, context))
        with ThreadPoolExecutor() as pool:  # each paper is set by a process of its own
            receipt = pool.submit(render_receipt, self._content(visit), self._fonts_folder)
            forms = [
                (form.template, pool.submit(render_form, form.template, fields, self._fonts_folder, made_at))
                for form in self._printed(visit)
                for fields in [fill(form, relevant, context)]
            ]
            pdf, act_id = receipt.result(), _recorded(visit).act_id
            self._desk.note(AuditEvent("receipt.printed", context.now, visit.visit_id, reference=act_id))
            printer.print_pdf(pdf, f"receipt-{name}")
            for template, form in forms:
                printer.print_pdf(form.result(), f"{template}-{name}", Paper.FORM)

    def _printed(self, visit: Visit) -> tuple[PrintedForm, ...]:
        known = visit.journey.relevant(facts_of(visit, self._around.context(visit))).known
        return printed_of(self._task(visit), known)

    def _content(self, visit: Visit) -> ReceiptContent:
        from kiosk.documents.receipt import ReceiptContent, ReceiptRow

        task, texts = self._task(visit), self._words().receipt
        person = None if task.assurance is Assurance.NONE else visit.person
        if person is not None and (person.card is None or person.verdict is None):
            raise BugError("a receipt was asked for before the journey was complete")
        recorded = self._desk.get().recorder.get(_recorded(visit))
        code = self.tracking_code(visit)
        due, named = visit.journey.due, self.named(visit)
        return ReceiptContent(
            act_name=task.name,
            reference=reference_number(recorded.act_id),
            qr_text=self.qr_text(visit),
            made_at=recorded.occurred_at,
            kiosk_id=self._settings.kiosk_id,
            office_name=self._settings.office.name,
            hotline=self._settings.office.hotline,
            rows=(
                *(() if person is None else _person_rows(person, texts)),
                *(() if code is None else (ReceiptRow(texts.labels["tracking_code"], code),)),
                *(() if named is None else (ReceiptRow(named.label, named.value),)),
            ),
            next_steps=self.next_steps(visit),
            checks=texts.checks_for(_reasons(person)),
            due_on=None if due is None else due.date,
            due_confirmed=due is None or due.confirmed,
            case_number=recorded.case_number,
            helped_by=_helpers(visit, recorded),
            texts=texts,
        )

    def _values(self, task: Task, visit: Visit) -> dict[str, object]:
        recorded = _recorded(visit)
        due = visit.journey.due
        term = task.term_on(recorded.occurred_at.astimezone(VIETNAM_TIME).date())
        return {
            "hotline": self._settings.office.hotline.replace(" ", "\u00a0"),
            "answer_days": "" if term is None else term.days or "",
            "due_date": "" if due is None else f"{due.date:%d/%m/%Y}",
        }

    def _task(self, visit: Visit) -> Task:
        return self._around.catalogue().get(visit.journey.task_id)


def _person_rows(person: Person, texts: ReceiptTexts) -> tuple[ReceiptRow, ...]:
    from kiosk.documents.receipt import ReceiptRow

    if person.card is None:
        return ()
    number_name, number = number_of(person.card.identity)
    return (
        ReceiptRow(texts.labels["full_name"], person.card.identity.full_name),
        ReceiptRow(texts.labels[number_name], mask_number(number)),
    )


def _reasons(person: Person | None) -> tuple[str, ...]:
    """Why staff look once more at who this is; nothing of who did not say who they are."""
    if person is None or person.verdict is None or not person.needs_staff:
        return ()
    return person.verdict.reasons


def _helpers(visit: Visit, recorded: RecordedAct) -> str:
    """The numbers of staff who had the screen before it was handed in."""
    before = [each for each in visit.help_of_journey() if each.since <= recorded.occurred_at]
    return ", ".join(dict.fromkeys(each.account for each in before))


def get_printer(settings: Settings) -> Printer:
    """The printer that the settings name. Raises `KnownError` ``no_printer`` when they name none."""
    from kiosk.documents.printer import CupsPrinter, FolderPrinter

    printer = settings.printer
    if printer.folder is not None:
        return FolderPrinter(printer.folder)
    if printer.queue is not None:
        return CupsPrinter(printer.queue, media=printer.media, form_media=printer.form_media)
    raise KnownError("no_printer", "No printer is set up for this kiosk.")


def _recorded(visit: Visit) -> RecordedAct:
    recorded = visit.journey.recorded
    if recorded is None:
        raise BugError("a receipt was asked for before the act was recorded")
    return recorded
