"""The public services of a catalogue: found by id or code, shown, decided, and checked for loose ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kiosk.benefits.errors import InputError
from kiosk.benefits.inputs import read
from kiosk.benefits.parameters import ParameterBook
from kiosk.eligibility.answer import Answer
from kiosk.eligibility.deciding import decide
from kiosk.eligibility.facts import Facts
from kiosk.eligibility.service import Check, FactCheck, PaperKind, PaperUse, Service
from kiosk.language import Bilingual
from kiosk.reference.working_days import WorkingCalendar
from kiosk.tasks.catalogue import Catalogue
from kiosk.tasks.proving import prove
from kiosk.tasks.service_reader import ways
from kiosk.tasks.task import Task


@dataclass(frozen=True, slots=True)
class PublicService:
    task: Task
    service: Service

    def listed(self, on: date) -> dict[str, object]:
        task, service = self.task, self.service
        return {
            "service": task.id,
            "code": service.code_on(on),
            "codes": list(service.codes_on(on)),
            "official_name": task.official_name,
            "name": _both(task.name),
            "life_events": list(task.life_events),
            "who": list(self.service.who),
            "assurance": task.assurance.name.lower(),
            "valid_from": self.service.valid_from.isoformat(),
            "offered": task.is_offered,
        }

    def shown(self, on: date) -> dict[str, object]:
        """The whole entry as it is on that day."""
        task, service = self.task, self.service
        term = task.term_on(on)
        late = service.late
        return {
            **self.listed(on),
            "codes": [each.model_dump(mode="json") for each in task.codes],
            "summary": _both(task.summary),
            "keywords": list(task.keywords),
            "offline": task.offline.value,
            "bring": [_both(each) for each in task.bring],
            "legal_basis": list(service.legal_basis),
            "checks": [_check(each) for each in service.checks],
            "documents": [_paper(each) for each in service.papers],
            "answer_within": None if term is None else term.model_dump(mode="json"),
            "late": None
            if late is None
            else {
                "after": late.after if isinstance(late.after, str) else late.after.name,
                "days": late.days,
                "working_days": late.working_days,
                "article": late.article,
            },
            "results": [_both(each) for each in service.results],
            "changed": [_both(each) for each in service.changed],
            "unsure": [_both(each) for each in service.unsure],
            "form": {
                "version": task.form.version,
                "pages": [
                    {"id": page.id, "questions": [question.id for question in page.questions]}
                    for page in task.form.pages
                ],
            },
            "printed_forms": [each.template for each in task.documents],
        }


class ServiceRegistry:
    def __init__(self, catalogue: Catalogue, book: ParameterBook, calendar: WorkingCalendar) -> None:
        self._catalogue = catalogue
        self._book = book
        self._calendar = calendar
        self._services = [
            PublicService(task, task.filing.service) for task in catalogue if task.filing is not None
        ]

    def services(self) -> list[PublicService]:
        return list(self._services)

    def get(self, name: str) -> PublicService:
        """By the service's id, or any code of the State that stands for all it does. Raises `InputError`."""
        wanted = name.casefold()
        for each in self._services:
            codes = (code.code.casefold() for code in each.task.codes if not code.part)
            if wanted in (each.task.id, *codes):
                return each
        raise InputError("unknown_service", "there is no such service; see the list", "service")

    def decide(self, name: str, facts: object, today: date) -> Answer:
        """Whether the service may be filed by these facts; without ``on``, today. Raises `InputError`."""
        service = self.get(name).service
        if isinstance(facts, dict) and "on" not in facts:
            facts = {"on": today.isoformat(), **facts}
        return decide(service, read(Facts, facts), self._book, self._calendar)

    def faults(self) -> list[str]:
        """What the files refer to and is not there. Raises `FormError` for what cannot be proved of one."""
        for each in self._services:
            prove(each.task, f"{each.task.id}.toml")
        return [fault for each in self._services for fault in self._faults_of(each)]

    def _faults_of(self, found: PublicService) -> Iterator[str]:
        task, service = found.task, found.service
        for code in (each.code for each in task.codes if not each.part):
            other = self.get(code)
            if other is not found:
                yield f"{task.id}: the code {code} is that of {other.task.id} too; one has part = true"
        for check in service.checks:
            for way in check.alternatives:
                if way not in ways() and self._find(way) is None:
                    yield f"{task.id}: the way {way} is neither in ways.toml nor a service"
        if not task.is_offered:
            return
        printed = {each.template for each in task.documents}
        for use in service.papers:
            if use.paper.kind is PaperKind.FORM and use.paper.id not in printed:
                yield f"{task.id}: the form {use.paper.form} is asked for and not printed"

    def _find(self, name: str) -> Task | None:
        return self._catalogue.find(name) or next(
            (each.task for each in self._services if name in (code.code for code in each.task.codes)), None
        )


def _check(check: Check) -> dict[str, object]:
    alternatives = {"alternatives": list(check.alternatives)} if check.alternatives else {}
    if isinstance(check, FactCheck):
        looks_at = list(dict.fromkeys(check.fails_when.questions()))
        outcome = {"outcome": check.outcome.value}
        return {"facts": looks_at, **outcome, "reasons": [check.reason.as_json()], **alternatives}
    rule = check.rule
    return {
        "rule": rule.name,
        "facts": list(rule.looks_at),
        "reasons": [each.as_json() for each in rule.reasons],
        **alternatives,
    }


def _paper(use: PaperUse) -> dict[str, object]:
    paper = use.paper
    return {
        "id": paper.id,
        "form": paper.form,
        "kind": paper.kind.value,
        "name": _both(paper.name),
        "hint": None if paper.hint is None else _both(paper.hint),
        "always": use.when is None,
        "depends_on": [] if use.when is None else list(dict.fromkeys(use.when.questions())),
        "article": use.article,
    }


def _both(text: Bilingual) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en}
