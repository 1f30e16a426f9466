"""From the checked answers to the act in the outbox. Only after its one commit may a receipt be shown."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeAlias

from kiosk.clock import VIETNAM_TIME, Clock
from kiosk.contract.kinds import KINDS
from kiosk.contract.kinds.account_reset import AccountResetPayload
from kiosk.contract.kinds.care_dispute import CareDisputePayload
from kiosk.contract.kinds.data_request import DataRequestPayload
from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.kinds.payment_verification import PaymentVerificationPayload
from kiosk.contract.kinds.record_wish import RecordWishPayload
from kiosk.contract.wire import AttachedFile
from kiosk.errors import BugError, KnownError
from kiosk.forms.answers import Relevant
from kiosk.forms.context import Context
from kiosk.forms.form import PageKind
from kiosk.masking import mask_number
from kiosk.sync.act import Act
from kiosk.tasks.building import built_of_form
from kiosk.tasks.change import payload as contact_change
from kiosk.tasks.evidence import Place, chip_portrait
from kiosk.tasks.notices import payload as notice_preferences
from kiosk.tasks.petition import payload as petition
from kiosk.tasks.register import payload as registration
from kiosk.tasks.reminders import payload as reminder_keep
from kiosk.tasks.services import payload as service_filed
from kiosk.tasks.supplement import payload as case_supplement
from kiosk.tasks.task import Task
from kiosk.tasks.withdraw import payload as case_withdrawal
from kiosk.visit.facts import facts_of
from kiosk.visit.person import Assurance
from kiosk.visit.visit import Visit

if TYPE_CHECKING:
    from kiosk.reference.reference_data import ReferenceData
    from kiosk.reference.working_days import WorkingDay
    from kiosk.sync.recorder import RecordedAct

logger = logging.getLogger(__name__)

Build: TypeAlias = Callable[[Task, Visit, Relevant, Place], ActPayload]
BUILDERS: Mapping[str, Build] = {
    "registration.adult": registration.build,
    "registration.dependant": registration.build_dependant,
    "registration.foreigner": registration.build_foreigner,
    "contact.change": contact_change.build,
    "service.filed": service_filed.build,
    "case.withdrawal": case_withdrawal.build,
    "case.supplement": case_supplement.build,
    "account.reset": built_of_form(AccountResetPayload),
    "care.dispute": built_of_form(CareDisputePayload),
    "data.request": built_of_form(DataRequestPayload),
    "petition.filed": petition.build,
    "petition.reopened": petition.build_reopened,
    "payment.verification": built_of_form(PaymentVerificationPayload),
    "record.wish": built_of_form(RecordWishPayload),
    "reminder.keep": reminder_keep.build,
    "notice.preferences": notice_preferences.build,
}


class ActRecorder(Protocol):
    def record(self, act: Act) -> RecordedAct:
        """Seal the act and commit it to the outbox; the same act id again changes nothing."""
        ...


class Submission:
    def __init__(self, recorder: ActRecorder, clock: Clock, place: Place) -> None:
        self._recorder = recorder
        self._clock = clock
        self._place = place

    def submit(self, task: Task, visit: Visit, context: Context) -> RecordedAct:
        """Record the journey's act once, however often the button is pressed.

        Raises the recorder's named errors (disk full, kiosk not enrolled); the journey then keeps every
        answer and may submit again.
        """
        journey = visit.journey
        if journey.recorded is not None:
            return journey.recorded
        relevant = journey.relevant(facts_of(visit, context))
        if not is_complete(visit, relevant, context):
            raise BugError(f"{task.id} was submitted before it was complete")
        subject = _subject(task, visit)
        if visit.assistance is not None and visit.assistance.has_screen:
            raise BugError(f"{task.id} was submitted in the person's place")
        occurred_at = self._clock.now()
        journey.due = due_day(task, context.reference, occurred_at)
        kind = KINDS[task.act]
        if task.reminders:
            journey.kept_reminder = reminder_keep.kept_part(task, relevant, context)
        act = Act(
            act_id=journey.act_id,
            kind=kind.name,
            schema_version=kind.version,
            occurred_at=occurred_at,
            subject_id=subject,
            summary=f"{kind.title.vi} · {mask_number(subject)}" if subject else kind.title.vi,
            payload=BUILDERS[kind.name](task, visit, relevant, self._place).model_dump(mode="json"),
            attachments=attachments_of(relevant),
            helped=visit.help_of_journey(),
            enclosed=chip_portrait(visit) if kind.chip_portrait else (),
        )
        journey.recorded = self._recorder.record(act)
        visit.note_done()
        return journey.recorded


def _subject(task: Task, visit: Visit) -> str:
    """Whose act it is; "" where nobody has to say who they are, whoever was identified in this visit."""
    if task.assurance is Assurance.NONE:
        return ""
    card = visit.person.card
    if card is None:
        raise BugError(f"{task.id} was submitted by nobody")
    return card.identity.subject


def attachments_of(relevant: Relevant) -> tuple[AttachedFile, ...]:
    """Every file that belongs to an answer which counts, in the order of the questions."""
    return tuple(
        each
        for question in relevant.questions
        if question.id in relevant.values
        for each in question.attached(relevant.values[question.id])
    )


def is_complete(visit: Visit, relevant: Relevant, context: Context) -> bool:
    """Every page that this person meets is answered, settled and leads on."""
    journey = visit.journey
    facts = facts_of(visit, context)
    return all(
        journey.is_settled(page.channel)
        if page.kind is PageKind.CODE
        else page.kind is not PageKind.STOP and journey.answers.is_complete(page, facts)
        for page in relevant.pages
    )


def due_day(task: Task, reference: ReferenceData, recorded_at: datetime) -> WorkingDay | None:
    """By when the office answers, where the law or practice gives a term."""
    start = recorded_at.astimezone(VIETNAM_TIME).date()
    term, calendar = task.term_on(start), reference.calendar
    try:
        return None if term is None else term.end(start, calendar)
    except KnownError as error:  # a year whose calendar has not come yet: no day is promised
        logger.warning("no due date for %s: %s", task.id, error)
    return None
