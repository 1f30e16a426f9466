"""What a person signs with their phone before it is sent: the task, who signs, the answers as they may be
seen, and the mark of all of them.
"""

from __future__ import annotations

from kiosk.contract.kinds.parts import SignaturePart
from kiosk.contract.signing import mark_of
from kiosk.forms.answers import Relevant
from kiosk.forms.context import Context
from kiosk.forms.summary import summary
from kiosk.language import Bilingual
from kiosk.masking import mask_number
from kiosk.tasks.building import answers_of
from kiosk.tasks.task import Task
from kiosk.visit.visit import Visit

_MOST_ANSWERS = 900  # characters: a phone reads the whole from one QR
_WHO = Bilingual(vi="Người xác nhận: {}", en="Confirmed by: {}")
_MORE = Bilingual(vi="… và {} mục khác", en="… and {} more")


def mark_for(task: Task, relevant: Relevant) -> str:
    """Of every answer that counts now."""
    return mark_of(task.id, task.form.version, answers_of(relevant))


def is_signed(task: Task, visit: Visit, relevant: Relevant) -> bool:
    """For these very answers: what was changed since was not signed."""
    signature = visit.journey.signature
    return signature is not None and signature.mark == mark_for(task, relevant)


def signature_part(task: Task, visit: Visit, relevant: Relevant) -> SignaturePart | None:
    signature = visit.journey.signature
    if signature is None or not is_signed(task, visit, relevant):
        return None
    return SignaturePart(text=signature.text, statement=signature.statement)


def text_to_sign(task: Task, visit: Visit, relevant: Relevant, context: Context) -> str:
    language = context.language
    card = visit.person.card
    lines = [task.name.text(language)]
    if card is not None:
        lines.append(_WHO.text(language).format(mask_number(card.identity.subject)))
    answered = summary(visit.journey.answers, relevant, context)
    rows = [f"{_before_answer(row.label)} {row.shown}" for row in answered if row.shown]
    room = _MOST_ANSWERS
    for number, row in enumerate(rows):
        room -= len(row) + 1
        if room < 0:
            lines.append(_MORE.text(language).format(len(rows) - number))
            break
        lines.append(row)
    return "\n".join((*lines, mark_for(task, relevant)))


def _before_answer(label: str) -> str:
    return label if label.endswith("?") else f"{label}:"
