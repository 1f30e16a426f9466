"""A task: what a citizen can ask for, with everything that is the task's own. Read from its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ekyc.card.reading import ShownDocument
from kiosk.benefits.stages_of_life import has_reached
from kiosk.contract.records import Section
from kiosk.eligibility.codes import ServiceCode
from kiosk.eligibility.terms import Term, in_force
from kiosk.forms.conditions import Condition, Known, read_condition
from kiosk.forms.form import EMPTY_FORM, Form
from kiosk.language import Bilingual
from kiosk.tasks.calculation import Calculation
from kiosk.tasks.filing import Filing
from kiosk.tasks.reminding import ReminderTemplate
from kiosk.tasks.service_ground import SHIPPED_LAW, Around
from kiosk.visit.person import Assurance

MADE_FOR = "/"  # in the id of a task that is made for one person: the id of its file, then what for


class Offline(StrEnum):
    """What is possible while the line to central is down."""

    WORKS = "works"  # the act is sent later
    NEEDS_LINE = "needs_line"  # the task shows or asks central for something


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class NamedAnswer(_Data):
    """An answer that the receipt states: which, and what it is called there."""

    question: str
    label: Bilingual


class NextStep(Bilingual):
    """``when``: a condition as data, for whom it is one."""

    when: dict[str, Any] | None = None

    @property
    def condition(self) -> Condition | None:
        """Raises ConditionError for what is none; a task's file is checked for that when it is read."""
        return None if self.when is None else read_condition(self.when, {})

    def is_told(self, known: Known) -> bool:
        condition = self.condition
        return condition is None or condition.holds(known)


class ReceiptTexts(_Data):
    """What a receipt of this task says beside what all receipts say. Placeholders: ``{hotline}``,
    ``{answer_days}``, ``{due_date}``.
    """

    next_steps: tuple[NextStep, ...]
    review_step: Bilingual | None = None  # the first step instead, where staff must decide who the person is
    names: NamedAnswer | None = None


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """An official form that the kiosk fills from the answers. ``texts``: by the form's own field id, with
    ``{id}`` in the place of answers and facts. ``ticks``: by field id, when each of its boxes is ticked.
    """

    template: str
    texts: Mapping[str, str]
    ticks: Mapping[str, Mapping[str, Condition]]
    when: Condition | None = None
    shown: bool = False  # on the screen, before it is filed


class ChildAges(_Data):
    """Which children fit: by names of ages (``benefits/parameters/accounts.toml``), from and before them."""

    since: str = Field("", alias="from")
    until: str

    def fit(self, born: date, on: date) -> bool:
        return (not self.since or has_reached(self.since, born, on)) and not has_reached(self.until, born, on)


class Confirmation(_Data):
    """What the person confirms before central is asked for what others should not see: the page's title, and
    each thing that will be shown.
    """

    title: Bilingual
    shown: tuple[Bilingual, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class RecordUse:
    """What a task reads of the person's record, and the screen that shows it; "" where answers are filled
    in from it, for who wants that. With ``stated`` nothing is read: central is asked whether the register
    knows the person, and once more by the answer to that question, a number of theirs.
    """

    sections: frozenset[Section]
    page: str = ""
    paper: str = ""  # the screen that shows one of the papers which the page names, "" where it names none
    leads_to: tuple[str, ...] = ()  # tasks of the catalogue that fit what is shown
    renews: str = ""  # the one by which a person renews what is shown, once it is time
    # By task that answers a notice: which of its questions asks for what the notice knows.
    fills: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    disputes: str = ""  # the one that tells that an entry is not the person's
    confirm: Confirmation | None = None  # nothing is asked for before
    children: ChildAges | None = None  # the person chooses one of theirs, as the civil registry has them
    stated: str = ""
    later: str = ""  # the task by which it is asked for while there is no line
    reports: str = ""  # the task by which a stretch of months that is missing is reported from the page
    compares: bool = False  # what the record says of the person is shown beside what their card says


class PetitionUse(_Data):
    """Of a task that is about petitions: the question that says what one is about (it files one), or the
    one that asks for the tracking code of one. ``again``: the task by which an answer is not accepted.
    """

    about: str = ""
    code: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """``act`` is the kind of act that it makes, "" for one that informs or calculates.

    ``waits_for`` says why a task that is announced cannot be done at this kiosk yet. ``shows``: which
    document it goes by. ``without_card``: it tells who has no card what to do. ``supplements``: its form is
    put around questions of another task, whose id is ``supplement_to`` once it is
    (`kiosk.tasks.supplement.around`); it begins at a case only. ``offered_afterwards``: after another one, to
    who has shown who they are.
    """

    id: str
    group: str
    name: Bilingual
    summary: Bilingual
    assurance: Assurance = Assurance.NONE
    offline: Offline = Offline.WORKS
    act: str = ""
    form: Form = EMPTY_FORM
    official_name: str = ""  # as the State writes it
    codes: tuple[ServiceCode, ...] = ()
    keywords: tuple[str, ...] = ()
    life_events: tuple[str, ...] = ()
    bring: tuple[Bilingual, ...] = ()
    answer_within: tuple[Term, ...] = ()
    receipt: ReceiptTexts | None = None
    documents: tuple[PrintedForm, ...] = ()
    calculations: tuple[Calculation, ...] = ()  # of a calculator: the first whose condition holds is asked
    reminders: tuple[ReminderTemplate, ...] = ()  # the first whose condition holds is taken home
    record: RecordUse | None = None
    petition: PetitionUse | None = None
    filing: Filing | None = None  # of a public service
    waits_for: Bilingual | None = None
    shows: ShownDocument = ShownDocument.ID_CARD
    without_card: bool = False
    offered_afterwards: bool = False
    supplements: bool = False
    supplement_to: str = ""
    law: Around = SHIPPED_LAW  # what its dates are computed with
    parts: tuple[Task, ...] = ()  # what the search finds of it and can be begun alone

    def term_on(self, day: date) -> Term | None:
        """The term in force on that day."""
        return in_force(self.answer_within, day)

    @property
    def shows_papers(self) -> bool:
        """The person sees on the screen what they declare, as it stands on paper."""
        return any(form.shown for form in self.documents)

    @property
    def family(self) -> str:
        """Its id without what it was made for, as logs name it."""
        return self.id.partition(MADE_FOR)[0]

    @property
    def is_offered(self) -> bool:
        """It can be begun as it is."""
        return self.waits_for is None and bool(self.supplement_to) is self.supplements
