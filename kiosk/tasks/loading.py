"""Reading a task from its file, with every mistake named by file, key and reason."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ekyc.card.reading import ShownDocument
from kiosk.benefits.parameters import shipped_book
from kiosk.contract.kinds import KINDS as ACT_KINDS
from kiosk.contract.kinds.record_wish import COPIED
from kiosk.contract.records import Section
from kiosk.eligibility.codes import ServiceCode
from kiosk.eligibility.terms import Term
from kiosk.forms.conditions import ConditionError
from kiosk.forms.errors import FormError
from kiosk.forms.facts import FACTS
from kiosk.forms.form import EMPTY_FORM, Form
from kiosk.forms.loading import first_fault, read_form
from kiosk.language import Bilingual
from kiosk.tasks.calculation_reader import CalculationData, read_calculation
from kiosk.tasks.filing import Filing
from kiosk.tasks.frequent import with_questions
from kiosk.tasks.printed_reader import DocumentData, read_document
from kiosk.tasks.reminding import read_reminders
from kiosk.tasks.service_ground import SHIPPED_LAW, Around
from kiosk.tasks.service_pages import Names, with_service_pages
from kiosk.tasks.service_reader import ServiceData, ServiceNames, read_service
from kiosk.tasks.task import (
    ChildAges,
    Confirmation,
    Offline,
    PetitionUse,
    ReceiptTexts,
    RecordUse,
    Task,
)
from kiosk.toml import TomlError, read_toml
from kiosk.visit.person import Assurance

_FINDING = frozenset({Section.FINDING})


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Keywords(_Data):
    vi: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class _RecordData(_Data):
    sections: frozenset[Section]
    page: str = Field("", pattern=r"^[a-z_]*$")
    paper: str = Field("", pattern=r"^[a-z_]*$")
    leads_to: tuple[str, ...] = ()
    renews: str = ""
    fills: dict[str, dict[str, str]] = Field(default_factory=dict)
    disputes: str = ""
    confirm: Confirmation | None = None
    children: ChildAges | None = None
    stated: str = ""
    later: str = Field("", pattern=r"^[a-z_]*$")
    reports: str = ""
    compares: bool = False


class _TaskData(_Data):
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_.]*$")
    group: str
    name: Bilingual
    summary: Bilingual
    assurance: str = "none"
    offline: Offline = Offline.WORKS
    act: str = ""
    official_name: str = ""
    code: tuple[ServiceCode, ...] = ()
    keywords: _Keywords = _Keywords()
    life_events: tuple[str, ...] = ()
    bring: tuple[Bilingual, ...] = ()
    answer_within: tuple[Term, ...] = ()
    receipt: ReceiptTexts | None = None
    document: tuple[DocumentData, ...] = ()
    calculation: tuple[CalculationData, ...] = ()
    reminds: bool = False
    record: _RecordData | None = None
    petition: PetitionUse | None = None
    waits_for: Bilingual | None = None
    shows: ShownDocument = ShownDocument.ID_CARD
    without_card: bool = False
    offered_afterwards: bool = False
    supplements: bool = False
    frequent_questions: bool = False
    service: ServiceData | None = None
    form: dict[str, Any] | None = None


def read_task_file(file: Path) -> Task:
    """The task of one file. Raises `FormError`."""
    try:
        data = read_toml(file)
    except TomlError as error:
        raise FormError(file, "file", error.sentence) from error
    return read_task(data, file)


def read_task_files(files: Iterable[Path]) -> list[Task]:
    """The same of many, in their order. All that is built stays: looking for garbage meanwhile would take a
    third of the time more.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        return [read_task_file(file) for file in files]
    finally:
        if collected:
            gc.enable()


def read_task(data: Mapping[str, Any], file: Path) -> Task:
    try:
        model = _TaskData.model_validate(data)
    except ValidationError as error:
        key, reason = first_fault(error)
        raise FormError(file, key, reason) from error
    form = EMPTY_FORM if model.form is None else read_form(model.id, model.form, file)
    filing = _read_filing(model, form, file)
    if filing is not None and model.waits_for is None:
        form = with_service_pages(form, filing, Names(model.name, model.summary, model.bring), SHIPPED_LAW)
    if model.assurance.upper() not in Assurance.__members__:
        raise FormError(file, "assurance", f"is one of {', '.join(Assurance.__members__).lower()}")
    task = Task(
        id=model.id,
        group=model.group,
        name=model.name,
        summary=model.summary,
        assurance=Assurance[model.assurance.upper()],
        offline=model.offline,
        act=model.act,
        form=form,
        official_name=model.official_name,
        codes=model.code,
        keywords=(*model.keywords.vi, *model.keywords.en),
        life_events=model.life_events,
        shows=model.shows,
        without_card=model.without_card,
        offered_afterwards=model.offered_afterwards,
        supplements=model.supplements,
        bring=model.bring,
        answer_within=model.answer_within,
        receipt=model.receipt,
        documents=tuple(
            read_document(each, form, file, f"document[{place}]") for place, each in enumerate(model.document)
        ),
        calculations=tuple(
            read_calculation(each, form, file, f"calculation[{place}]")
            for place, each in enumerate(model.calculation)
        ),
        reminders=read_reminders(form) if model.reminds else (),
        record=None if model.record is None else RecordUse(**dict(model.record)),
        petition=model.petition,
        filing=filing,
        waits_for=model.waits_for,
    )
    if model.frequent_questions:
        task = with_questions(task)
    _check(task, file)
    return task


def _read_filing(model: _TaskData, form: Form, file: Path) -> Filing | None:
    if model.service is None:
        return None
    if not model.official_name:
        raise FormError(file, "official_name", "a public service has the name that the State gave it")
    return read_service(model.service, ServiceNames(model.id, model.code), model.answer_within, form, file)


def under(task: Task, around: Around) -> Task:
    """The same task, decided with other figures of the law and another calendar."""
    if task.reminders:
        return replace(task, law=around)
    if task.filing is None or not task.is_offered:
        return task
    names = Names(task.name, task.summary, task.bring)
    return replace(task, form=with_service_pages(task.filing.form, task.filing, names, around))


def _check(task: Task, file: Path) -> None:
    """What must fit together in a task that is offered."""
    if task.waits_for is not None:
        return
    if task.act and task.act not in ACT_KINDS:
        raise FormError(file, "act", f"no kind of act is called {task.act}; there are {', '.join(ACT_KINDS)}")
    if task.act and task.receipt is None:
        raise FormError(file, "receipt", "a task that makes an act says what its receipt says")
    if task.act and task.assurance is Assurance.NONE and not ACT_KINDS[task.act].unnamed:
        raise FormError(file, "assurance", "an act needs somebody who asks for it")
    _check_petition(task, file)
    if task.calculations and (task.act or task.calculations[-1].when is not None):
        raise FormError(file, "calculation", "makes no act, and the last one is for all other answers")
    names = None if task.receipt is None else task.receipt.names
    if names is not None and not any(each.id == names.question for each in task.form.questions()):
        raise FormError(file, "receipt.names.question", f"the form has no question {names.question}")
    _check_next_steps(task, file)
    _check_record(task, file)
    if not task.form.pages and not (task.record is not None and task.record.page):
        raise FormError(file, "form.page", "a task without pages asks for nothing")


def _check_next_steps(task: Task, file: Path) -> None:
    for place, step in enumerate(() if task.receipt is None else task.receipt.next_steps):
        key = f"receipt.next_steps[{place}].when"
        try:
            asked = () if step.condition is None else tuple(step.condition.questions())
        except ConditionError as error:
            raise FormError(file, key, str(error)) from error
        for question in asked:
            if question not in FACTS and not task.form.asks(question):
                raise FormError(file, key, f"{question} is neither a fact nor a question of this form")


def _check_petition(task: Task, file: Path) -> None:
    use = task.petition
    if use is None:
        return
    asked = [name for name in (use.about, use.code) if name]
    if len(asked) != 1 or not task.form.asks(asked[0]):
        raise FormError(file, "petition", "names one question of this form: what it is about, or the code")


def _check_ages(ages: ChildAges | None, file: Path) -> None:
    for age in () if ages is None else filter(None, (ages.since, ages.until)):
        if age not in shipped_book().names():
            raise FormError(file, "record.children", f"no age is called {age}")


def _check_record(task: Task, file: Path) -> None:
    if task.record is None:
        return
    fills_in = task.calculations or task.filing or task.record.children or task.record.stated
    if bool(task.record.page) == bool(fills_in):
        raise FormError(file, "record.page", "is for what shows a record; others fill in answers from it")
    if task.record.confirm is not None and not task.record.page:
        raise FormError(file, "record.confirm", "goes before a page that shows a record")
    if task.record.stated and not task.form.asks(task.record.stated):
        raise FormError(file, "record.stated", f"the form has no question {task.record.stated}")
    if bool(task.record.stated) is not (task.record.sections == _FINDING):
        raise FormError(file, "record.stated", "goes with the section finding alone")
    if not task.filing and not task.calculations and task.assurance is not Assurance.PERSON:
        raise FormError(file, "assurance", "a record is shown to a person only")
    if bool(task.record.children) is not (Section.CHILDREN in task.record.sections):
        raise FormError(file, "record.children", "goes with the section children")
    _check_ages(task.record.children, file)
    if not task.record.sections and not task.record.compares:
        raise FormError(file, "record.sections", "only what is compared with the card needs none")
    if task.record.later and task.record.page not in COPIED:
        raise FormError(file, "record.later", f"central makes copies of {', '.join(COPIED)} only")
    if task.record.page and task.offline is not Offline.NEEDS_LINE:
        raise FormError(file, "offline", "a record comes from central")
