"""The body of ``reminder.keep`` from the journey's answers."""

from __future__ import annotations

from kiosk.contract.kinds.reminder_keep import MOST_RINGS, KeptReminderPart, ReminderKeepPayload, SaidPart
from kiosk.errors import BugError
from kiosk.forms.answers import Relevant
from kiosk.forms.context import Context
from kiosk.language import Bilingual, same
from kiosk.reminders.ringing import rings_after
from kiosk.reminders.telling import tell
from kiosk.tasks.building import consents_of, form_parts
from kiosk.tasks.evidence import Place, common_parts
from kiosk.tasks.reminding import reminder_of
from kiosk.tasks.task import Task
from kiosk.visit.visit import Visit


def build(task: Task, visit: Visit, relevant: Relevant, place: Place) -> ReminderKeepPayload:
    kept = visit.journey.kept_reminder
    if kept is None:
        raise BugError("a reminder is worked out before it is kept")
    common = common_parts(visit, place, consents_of(relevant))
    return ReminderKeepPayload(**common, **form_parts(task, visit, relevant), reminder=kept)


def kept_part(task: Task, relevant: Relevant, context: Context) -> KeptReminderPart:
    """What central shall say, and when."""
    reminder = reminder_of(task.reminders, task.form, relevant, context, task.law)
    lines = [
        *(
            Bilingual(vi=f"{each.label.vi}: {each.value.vi}", en=f"{each.label.en}: {each.value.en}")
            for each in tell(reminder)
        ),
        *reminder.details,
        *reminder.notes,
        *([same(reminder.article)] if reminder.article else []),
    ]
    return KeptReminderPart(
        title=_said(reminder.title),
        lines=tuple(map(_said, lines)),
        rings=rings_after(reminder, context.now, MOST_RINGS),
    )


def _said(text: Bilingual) -> SaidPart:
    return SaidPart(vi=text.vi, en=text.en)
