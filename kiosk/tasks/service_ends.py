"""Pages of a public service about its conditions: early ends where one fails, and what is good to know."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.benefits.workings import Caution
from kiosk.eligibility.answer import Finding, Outcome, Reason
from kiosk.eligibility.deciding import earliest_on, findings_of
from kiosk.eligibility.facts import UnknownFactsError
from kiosk.eligibility.service import Check, FactCheck, RuleCheck
from kiosk.forms.conditions import Known
from kiosk.forms.form import Page, PageKind
from kiosk.language import Bilingual
from kiosk.tasks.service_ground import Ground
from kiosk.tasks.service_texts import texts

_STAFF = "staff"  # the way to the counter


class Ends:
    """``bring``: what is needed where staff go on."""

    def __init__(self, ground: Ground, bring: tuple[Bilingual, ...]) -> None:
        self._ground = ground
        self._service = ground.service
        self._bring = bring

    def stops(self) -> Iterator[tuple[Page, frozenset[str]]]:
        """Each early end, with the questions that have to be met before it can be told."""
        for check in self._service.checks:
            for reason, to_staff in _reasons(check):
                looks_at = self._ground.questions_behind(_facts_of(check))
                yield self._stop(check, reason, looks_at, to_staff=to_staff), self._ground.asked(looks_at)

    def notes(self) -> Iterator[tuple[Page, frozenset[str]]]:
        """What rules warn of, with the questions that have to be met before it can be told."""
        for check in self._service.checks:
            if isinstance(check, RuleCheck) and check.rule.tells:
                looks_at = self._ground.questions_behind(check.rule.looks_at)
                yield self._note(check, looks_at), self._ground.asked(looks_at)

    def _note(self, check: RuleCheck, looks_at: tuple[str, ...]) -> Page:
        def told(known: Known) -> tuple[Bilingual, ...]:
            _, warnings = self._judged(check, known)
            # How sure a figure is concerns who calculates, not who files.
            return tuple(Bilingual(vi=each.vi, en=each.en) for each in warnings if not each.parameter)

        return Page(
            id=f"note.{check.rule.name}",
            group=self._ground.group_of(looks_at),
            kind=PageKind.INFORMATION,
            title=texts().note,
            when=self._ground.when(
                check.rule.name,
                "; ".join(self._service.legal_basis),
                looks_at,
                lambda known: bool(told(known)),
            ),
            more=told,
        )

    def _stop(self, check: Check, reason: Reason, looks_at: tuple[str, ...], *, to_staff: bool) -> Page:
        def fails(known: Known) -> bool:
            return any(each.reason.code == reason.code for each in self._findings(check, known))

        def more(known: Known) -> tuple[Bilingual, ...]:
            facts = self._ground.facts(known)
            waits = any(each.outcome is Outcome.NOT_NOW for each in self._findings(check, known))
            first = earliest_on(self._service, facts, self._ground.around.book()) if waits else None
            return () if first is None else (texts().earliest.filled({"day": f"{first:%d/%m/%Y}"}),)

        return Page(
            id=f"stop.{reason.code}",
            group=self._ground.group_of(looks_at),
            kind=PageKind.STOP,
            title=texts().staff if to_staff else texts().stopped,
            when=self._ground.when(reason.code, reason.article, looks_at, fails),
            paragraphs=(reason.text,),
            more=more,
            article=reason.article,
            bring=self._bring if to_staff else (),
            counter=to_staff,
            leads_to=_other_than_staff(check.alternatives) if to_staff else check.alternatives,
        )

    def _findings(self, check: Check, known: Known) -> tuple[Finding, ...]:
        found, _ = self._judged(check, known)
        return found

    def _judged(self, check: Check, known: Known) -> tuple[tuple[Finding, ...], tuple[Caution, ...]]:
        """What speaks against filing, and what is good to know."""
        facts = self._ground.facts(known)
        if facts.on < self._service.valid_from:
            return (), ()
        work = self._ground.workings(facts.on)
        try:
            return tuple(findings_of(check, facts, work)), work.warnings()
        except UnknownFactsError:
            return (), ()  # the office looks: nobody is sent away for what they do not know


def _reasons(check: Check) -> Iterator[tuple[Reason, bool]]:
    """Each reason that a check can give, and whether an officer goes on with it."""
    if isinstance(check, FactCheck):
        yield check.reason, check.outcome is Outcome.STAFF
        return
    for reason in check.rule.reasons:
        yield reason, reason.code in check.rule.to_staff


def _other_than_staff(ways: tuple[str, ...]) -> tuple[str, ...]:
    """The page itself says whom to see."""
    return tuple(way for way in ways if way != _STAFF)


def _facts_of(check: Check) -> tuple[str, ...]:
    return tuple(check.fails_when.questions()) if isinstance(check, FactCheck) else check.rule.looks_at
