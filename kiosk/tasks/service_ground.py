"""What the pages of a public service stand on: its form, its facts, the law and the calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from pydantic import JsonValue

from kiosk.benefits.parameters import ParameterBook, shipped_book
from kiosk.benefits.workings import Workings
from kiosk.eligibility.deciding import with_due
from kiosk.eligibility.facts import Facts
from kiosk.eligibility.service import Service
from kiosk.forms.conditions import Known, Reference, RuleHolds
from kiosk.forms.form import Form
from kiosk.forms.rules import Argument, Rule
from kiosk.reference.reference_data import ReferenceData
from kiosk.reference.working_days import WorkingCalendar
from kiosk.tasks.filing import Filing

_TODAY = "today"
ABOUT = "about"  # the group of what is told before anything is asked


@dataclass(frozen=True, slots=True)
class Around:
    """What conditions of the law are decided with, looked up at each question."""

    book: Callable[[], ParameterBook]
    calendar: Callable[[], WorkingCalendar]


SHIPPED_LAW = Around(shipped_book, lambda: ReferenceData().calendar)


@dataclass(frozen=True, slots=True)
class Ground:
    """``form``: as the file of the service has it."""

    form: Form
    filing: Filing
    around: Around

    @property
    def service(self) -> Service:
        return self.filing.service

    def workings(self, on: date) -> Workings:
        return Workings(self.service.id, on, self.around.book())

    def facts(self, known: Known) -> Facts:
        facts = self.filing.facts_of(known, day_of(known))
        return with_due(self.service, facts, self.around.calendar())

    def questions_behind(self, facts: tuple[str, ...]) -> tuple[str, ...]:
        sources = (self.filing.facts[name] for name in facts if name in self.filing.facts)
        return tuple(dict.fromkeys(name for source in sources for name in source.questions()))

    def asked(self, questions: tuple[str, ...]) -> frozenset[str]:
        """Those of them that the form asks; others are facts of the visit."""
        return frozenset(name for name in questions if self.form.asks(name))

    def group_of(self, looks_at: tuple[str, ...]) -> str:
        """The part of the way where the last of them is asked."""
        groups = [self.form.page_of(name).group for name in looks_at if self.form.asks(name)]
        order = [page.group for page in self.form.pages]
        return max(groups, key=order.index, default=ABOUT)

    def when(
        self, name: str, source: str, looks_at: tuple[str, ...], holds: Callable[[Known], bool]
    ) -> RuleHolds:
        """A condition that is decided even where some of what it looks at is not known."""
        asked = {each: Argument(is_looked_up=True) for each in dict.fromkeys((_TODAY, *looks_at))}

        def decided(values: Mapping[str, JsonValue]) -> bool:
            return holds({each: value for each, value in values.items() if value is not None})

        rule = Rule(f"{self.service.id}.{name}", source, asked, decided, sees_unknown=True)
        return RuleHolds(rule, {each: Reference(each) for each in asked})


def day_of(known: Known) -> date:
    return date.fromisoformat(str(known[_TODAY]))
