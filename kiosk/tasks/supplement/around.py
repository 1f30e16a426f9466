"""The task that asks for what is missing in a case: questions of the form that it was filed with, between the
pages that every supplement has. Its id tells all of it, so that a draft finds it again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kiosk.forms.asking_again import pages_asking
from kiosk.forms.form import Form, Page
from kiosk.language import Bilingual
from kiosk.tasks.task import MADE_FOR, Task

_AND = "+"


def supplement_id(base: Task, filed: Task, asked: Collection[str]) -> str:
    return MADE_FOR.join((base.id, filed.id, _AND.join(asked)))


def read_supplement_id(task_id: str) -> tuple[str, str, tuple[str, ...]] | None:
    """The tasks and the questions; None for the id of anything else."""
    base, _, made_for = task_id.partition(MADE_FOR)
    filed, _, asked = made_for.partition(MADE_FOR)
    return (base, filed, tuple(asked.split(_AND))) if asked else None


def put_around(base: Task, filed: Task, asked: tuple[str, ...]) -> Task | None:
    """None where the form has not all of these questions, or nobody answers one of them twice."""
    known = {each.id: each for each in filed.form.questions() if each.kind.can_be_asked_again}
    if not asked or set(asked) - known.keys():
        return None
    labels = [known[each].label for each in asked]
    first, *others = base.form.pages
    name = Bilingual(vi=f"{base.name.vi}: {filed.name.vi}", en=f"{base.name.en}: {filed.name.en}")
    task_id, missing = supplement_id(base, filed, asked), pages_asking(filed.form, asked)
    pages = (replace(_told(first, labels), title=name), *missing, *others)
    groups = {each.group: filed.form.groups[each.group] for each in missing}
    form = Form(task_id, filed.form.version, {**groups, **base.form.groups}, pages)
    return replace(base, id=task_id, name=name, form=form, supplement_to=filed.id)


def _told(page: Page, labels: list[Bilingual]) -> Page:
    """With what is missing in its lead."""
    if page.lead is None:
        return page
    asked = Bilingual(vi="; ".join(each.vi for each in labels), en="; ".join(each.en for each in labels))
    lead = Bilingual(vi=page.lead.vi.format(asked=asked.vi), en=page.lead.en.format(asked=asked.en))
    return replace(page, lead=lead)
