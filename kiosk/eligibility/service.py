"""A public service as far as it can be decided before it is filed: who may, if what holds, with what.

Made from the table ``[service]`` of its file by `kiosk.tasks.service_reader`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding, Outcome, Reason
from kiosk.eligibility.codes import ServiceCode
from kiosk.eligibility.facts import By, Facts
from kiosk.eligibility.terms import Term
from kiosk.forms.conditions import Condition
from kiosk.language import Bilingual


class PaperKind(StrEnum):
    """How a paper is handed in. A copy counts once an officer has compared it with the original (N158 4)."""

    FORM = "form"  # the kiosk fills it in
    ORIGINAL = "original"
    COPY = "copy"
    CERTIFIED = "certified"  # certified by a notary or the commune
    TRANSLATION = "translation"  # certified, of a foreign paper


@dataclass(frozen=True, slots=True)
class Paper:
    """``form``: the number of an official form, "" for other papers. ``hint``: where people get it;
    ``pages``: how many are photographed at most; ``none``: the words of who has good reason to have none.
    """

    id: str
    kind: PaperKind
    name: Bilingual
    form: str = ""
    hint: Bilingual | None = None
    pages: int = 1
    none: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class PaperUse:
    """``when`` looks at facts; None: always needed."""

    paper: Paper
    article: str
    when: Condition | None = None


Judge: TypeAlias = Callable[[Facts, Workings], tuple[Finding, ...]]
DayOfLaw: TypeAlias = Callable[[Facts, Workings], date | None]


@dataclass(frozen=True, slots=True)
class LawRule:
    """A condition of the law by name. ``looks_at``: the facts that it may ask for.

    ``judge`` gives what stands against filing on the day ``facts.on``; nothing where it is fulfilled. Raises
    `UnknownFactsError` where facts that are not known decide. ``reasons``: all that it can give; those of
    ``to_staff`` leave it to an officer. ``tells``: it also, or only, says what is good to know, as a warning
    of the workings; ``tells_officers``: the officers of a case as well.
    """

    name: str
    looks_at: tuple[str, ...]
    judge: Judge
    reasons: tuple[Reason, ...]
    to_staff: frozenset[str] = frozenset()  # codes
    tells: bool = False
    tells_officers: bool = False


@dataclass(frozen=True, slots=True)
class LawMoment:
    """A day that the law computes, by name, from the facts that it ``looks_at``; None where the law sets no
    such day. ``day`` raises `UnknownFactsError` where facts that are not known decide.
    """

    name: str
    looks_at: tuple[str, ...]
    day: DayOfLaw


@dataclass(frozen=True, slots=True)
class RuleCheck:
    """``alternatives`` are added to what the rule itself finds."""

    rule: LawRule
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A comparison of facts with its own words: it speaks against filing where ``fails_when`` holds."""

    fails_when: Condition
    outcome: Outcome
    reason: Reason
    alternatives: tuple[str, ...] = ()


Check: TypeAlias = "RuleCheck | FactCheck"


@dataclass(frozen=True, slots=True)
class Late:
    """Who files more than ``days`` or ``working_days`` after the day of the fact ``after``, or at all after a
    moment of law, explains it in writing (L41 Art. 92, 113).
    """

    after: str | LawMoment
    article: str
    days: int | None = None
    working_days: int | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """``who``: may file it. ``changed``: what the law of 2024 changed; ``unsure``: what is not settled."""

    id: str
    codes: tuple[ServiceCode, ...]
    valid_from: date
    who: tuple[By, ...]
    legal_basis: tuple[str, ...]
    checks: tuple[Check, ...]
    papers: tuple[PaperUse, ...]
    terms: tuple[Term, ...] = ()
    late: Late | None = None
    results: tuple[Bilingual, ...] = ()
    changed: tuple[Bilingual, ...] = ()
    unsure: tuple[Bilingual, ...] = ()

    def codes_on(self, day: date) -> tuple[str, ...]:
        """Those that hold on that day, the main one first."""
        return tuple(each.code for each in self.codes if each.holds_on(day))

    def code_on(self, day: date) -> str:
        """The main one; where none holds on that day the first of all, "" for a service without any."""
        return next(iter((*self.codes_on(day), *(each.code for each in self.codes))), "")
