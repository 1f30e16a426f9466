"""The answers of one journey: what is typed, what is answered, and what of it counts.

An answer on a branch that was left is kept, in case the branch comes back, and does not count: it is not
checked, not shown, not sent. Everything that reads answers goes through `Relevant`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import JsonValue

from kiosk.errors import BugError
from kiosk.forms.conditions import Condition, Known
from kiosk.forms.context import Context
from kiosk.forms.errors import AnswerError
from kiosk.forms.facts import FACTS
from kiosk.forms.form import Form, Page, PageKind
from kiosk.forms.kind import Typed, fault_text
from kiosk.forms.prefill import Filled
from kiosk.forms.question import Question


@dataclass(frozen=True, slots=True)
class Relevant:
    """The pages and questions that this person meets, with the answers. ``known`` also holds facts."""

    pages: tuple[Page, ...]
    questions: tuple[Question, ...]
    values: Mapping[str, Any] = field(repr=False)
    known: Mapping[str, JsonValue] = field(repr=False)

    def meets(self, page: Page) -> bool:
        return page in self.pages

    def asks(self, question_id: str) -> bool:
        return any(question.id == question_id for question in self.questions)


class Answers:
    """Every change makes ``version`` greater. ``repr`` shows nothing of what was entered."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.version = 0
        self._typed: dict[str, Typed] = {}
        self._values: dict[str, Any] = {}
        self._basis: dict[str, Mapping[str, JsonValue]] = {}  # of answers taken as they were filled in
        self._relevant: tuple[int, Mapping[str, JsonValue], Relevant] | None = None
        self._met: dict[str, tuple[list[JsonValue], bool]] = {}  # by page: what it looked at, and whether

    def __repr__(self) -> str:
        return f"Answers({self.form.id}, {len(self._values)} answered)"

    # What stands in the fields

    def type(self, question_id: str, typed: Typed) -> None:
        """Keep what is typed, however unfinished. It is judged when the person goes on."""
        self._typed[self.form.get_question(question_id).id] = dict(typed)

    def fill(self, known: Mapping[str, JsonValue], context: Context) -> None:
        """Put what is known into the fields, as if it had been typed. What is no question of this form is
        passed over: whoever wrote it knew another version of the form.
        """
        for question in self.form.questions():
            if question.id in known:
                self.type(question.id, question.kind.from_fact(known[question.id], question, context))

    def is_typed(self, question_id: str) -> bool:
        """The person has touched the field and the answer is not taken yet."""
        return question_id in self._typed

    def typed(self, question: Question, facts: Mapping[str, JsonValue], context: Context) -> Typed:
        """What stands in the field: what was typed last, else the answer, else what is known already."""
        if question.id in self._typed:
            return self._typed[question.id]
        known = self.relevant(facts).known
        if self._stands(question.id, known):
            return question.type_out(self._values[question.id])
        return question.filled_beforehand(known, context)

    def filled(self, question: Question, facts: Mapping[str, JsonValue]) -> Filled | None:
        """What was filled in and nobody has touched since; None where the field holds anything else."""
        if question.prefill is None or question.id in self._typed:
            return None
        known = self.relevant(facts).known
        own = self._stands(question.id, known) and question.id not in self._basis
        return None if own else question.prefill.find(known)

    def is_locked(self, question: Question) -> bool:
        """Its answer was filled in beforehand and may not be changed here."""
        return question.locked and question.id in self._basis

    # Answers

    def has(self, question_id: str) -> bool:
        return question_id in self._values

    def value(self, question_id: str) -> Any:
        """The answer; None for "I have none". `BugError` where there is none yet."""
        if question_id not in self._values:
            raise BugError(f"{question_id} has no answer yet")
        return self._values[question_id]

    def put(self, question_id: str, value: Any) -> None:
        """Take an answer that is known to be good."""
        self._values[self.form.get_question(question_id).id] = value
        self._typed.pop(question_id, None)
        self._basis.pop(question_id, None)
        self.version += 1

    def take_page(self, page: Page, facts: Mapping[str, JsonValue], context: Context) -> dict[str, str]:
        """Judge what stands in the fields of ``page`` and take the good answers.

        Returns what is wrong, by question id, in words of the context's language; empty when all is good.
        """
        faults: dict[str, str] = {}
        for question in page.questions:
            relevant = self.relevant(facts)  # anew: a question may depend on the one before it
            if not relevant.asks(question.id):
                continue
            typed = self.typed(question, facts, context)
            if self._declined(question, typed):
                continue
            filled = self.filled(question, facts)
            try:
                value = question.parse(typed, replace(context, known=relevant.known))
            except AnswerError as error:
                faults[question.id] = fault_text(error, context.language)
                continue
            known = {**relevant.known, question.id: question.to_json(value)}
            broken = question.find_broken_check(known)
            if broken is not None:
                faults[question.id] = broken.fault.text(context.language)
                continue
            self.put(question.id, value)
            if filled is not None and question.prefill is not None:
                self._basis[question.id] = question.prefill.basis(relevant.known)
        return faults

    def preview(
        self, page: Page, facts: Mapping[str, JsonValue], context: Context
    ) -> Mapping[str, JsonValue]:
        """What would be known if the person went on from ``page`` now: of good answers only."""
        known = dict(self.relevant(facts).known)
        for question in page.questions:
            known.pop(question.id, None)
            if question.when is not None and not question.when.holds(known):
                continue
            try:
                value = question.parse(self.typed(question, facts, context), context)
            except AnswerError:
                continue
            if value is not None:
                known[question.id] = question.to_json(value)
        return known

    def decline(self, question_id: str) -> None:
        """The person says "I have none", which is an answer."""
        if self.form.get_question(question_id).none_label is None:
            raise BugError(f"{question_id} has to be answered")
        self.put(question_id, None)

    def _declined(self, question: Question, typed: Typed) -> bool:
        return self.has(question.id) and self._values[question.id] is None and question.kind.is_blank(typed)

    def _stands(self, question_id: str, known: Mapping[str, JsonValue]) -> bool:
        """There is an answer, and if it was filled in, what it rests on is still the same."""
        basis = self._basis.get(question_id, {})
        return question_id in self._values and all(known.get(name) == was for name, was in basis.items())

    # What counts

    def relevant(self, facts: Mapping[str, JsonValue]) -> Relevant:
        """What this person meets, given what is known of them. Cheap to call again."""
        held = self._relevant
        if held is not None and held[0] == self.version and held[1] == facts:
            return held[2]
        unknown = set(facts) - set(FACTS)
        if unknown:
            raise BugError(f"no facts are called {', '.join(sorted(unknown))}")
        relevant = self._find_relevant(facts)
        self._relevant = (self.version, dict(facts), relevant)
        return relevant

    def _find_relevant(self, facts: Mapping[str, JsonValue]) -> Relevant:
        known = dict(facts)
        pages: list[Page] = []
        questions: list[Question] = []
        values: dict[str, Any] = {}
        for page in self.form.pages:
            if page.when is not None and not self._is_met(page, page.when, known):
                continue
            if page.kind is PageKind.CODE and known.get(page.channel) is None:
                continue
            pages.append(page)
            for question in page.questions:
                if question.when is not None and not question.when.holds(known):
                    continue
                questions.append(question)
                if self._stands(question.id, known):
                    values[question.id] = self._values[question.id]
                    json = question.to_json(self._values[question.id])
                    if json is not None:
                        known[question.id] = json
        return Relevant(tuple(pages), tuple(questions), values, known)

    def _is_met(self, page: Page, when: Condition, known: Known) -> bool:
        """Rules of law are dear: they are asked anew only where something that they look at has changed."""
        looked_at = [known.get(name) for name in when.questions()]
        met = self._met.get(page.id)
        if met is None or met[0] != looked_at:
            met = self._met[page.id] = (looked_at, when.holds(known))
        return met[1]

    def is_complete(self, page: Page, facts: Mapping[str, JsonValue]) -> bool:
        """Every question of the page that this person is asked has an answer that fits the others."""
        relevant = self.relevant(facts)
        for question in page.questions:
            if not relevant.asks(question.id):
                continue
            if question.id not in relevant.values:
                return False
            if question.find_broken_check(relevant.known) is not None:
                return False
        return True

    # Drafts

    @property
    def any(self) -> bool:
        """Whether something was typed or answered."""
        return bool(self._typed or self._values)

    def dump(self) -> dict[str, JsonValue]:
        """Everything, as JSON, for a sealed draft."""
        questions = {question.id: question for question in self.form.questions()}
        return {
            "typed": {name: dict(typed) for name, typed in self._typed.items()},
            "values": {name: questions[name].to_json(value) for name, value in self._values.items()},
            "basis": {name: dict(basis) for name, basis in self._basis.items()},
        }

    def load(self, dumped: Mapping[str, JsonValue]) -> None:
        """Take a draft up again. ValueError for one that this form cannot have written."""
        typed, values, basis = dumped.get("typed"), dumped.get("values"), dumped.get("basis", {})
        if not (isinstance(typed, dict) and isinstance(values, dict) and isinstance(basis, dict)):
            raise ValueError("not a draft of answers")
        known = {question.id: question for question in self.form.questions()}
        if not set(typed) | set(values) | set(basis) <= set(known):
            raise ValueError("a draft of another form")
        self._values = {name: known[name].from_json(value) for name, value in values.items()}
        self._typed = {name: dict(each) for name, each in typed.items() if isinstance(each, dict)}
        self._basis = {name: dict(each) for name, each in basis.items() if isinstance(each, dict)}
        self.version += 1

    def wipe(self) -> None:
        self._typed.clear()
        self._values.clear()
        self._basis.clear()
        self._met.clear()
        self._relevant = None
        self.version += 1
