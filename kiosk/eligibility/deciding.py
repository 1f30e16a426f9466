"""From a service and facts to the answer: every condition is looked at, and what is unknown is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kiosk.benefits.parameters import ParameterBook
from kiosk.benefits.workings import Caution, Workings
from kiosk.eligibility.answer import Answer, Due, Finding, NeededPaper, Outcome, Reason
from kiosk.eligibility.conditions import unknown_or
from kiosk.eligibility.facts import Facts, UnknownFactsError
from kiosk.eligibility.service import Check, FactCheck, LawMoment, PaperUse, RuleCheck, Service
from kiosk.eligibility.terms import in_force
from kiosk.errors import KnownError
from kiosk.language import Bilingual
from kiosk.reference.working_days import WorkingCalendar

_MOST_STEPS = 12  # of looking for the earliest day: each condition moves it on once or twice

OLDER_LAW = Reason(
    "older_law",
    "Luật 41/2024/QH15, Điều 140",
    Bilingual(
        vi="Trước ngày này áp dụng luật cũ; xin hỏi cán bộ.",
        en="An older law held before this day; please ask staff.",
    ),
)
NOT_BY_THEM = Reason(
    "not_by_them",
    "Luật 41/2024/QH15, Điều 10 khoản 2 điểm d",
    Bilingual(
        vi="Thủ tục này không nộp thay theo cách này; cần giấy ủy quyền có chứng thực.",
        en="It is not filed for another person in this way; a certified authorisation is needed.",
    ),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the conditions of a service say on one day. ``needs``: facts that decide and are not known."""

    findings: tuple[Finding, ...]
    needs: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        order = list(Outcome)
        found = [each.outcome for each in self.findings]
        if self.needs:
            found.append(Outcome.NEEDS_MORE)
        return max(found, key=order.index, default=Outcome.ELIGIBLE)


def decide(service: Service, facts: Facts, book: ParameterBook, calendar: WorkingCalendar) -> Answer:
    """The answer to filing ``service`` on ``facts.on``."""
    facts = with_due(service, facts, calendar)
    work = Workings(service.id, facts.on, book)
    judged = judge(service, facts, work)
    outcome = judged.outcome
    told = [each for each in judged.findings if _counts(each, outcome)]
    ways = dict.fromkeys(way for each in told for way in each.alternatives)
    return Answer(
        service=service.id,
        code=service.code_on(facts.on),
        outcome=outcome,
        reasons=tuple(dict.fromkeys(each.reason for each in told)),
        needs=() if outcome is Outcome.NOT_ELIGIBLE else judged.needs,
        papers=tuple(needed_paper(use, facts) for use in service.papers),
        late_explanation=is_late(service, facts, calendar, work),
        due=_due(service, facts.on, calendar),
        alternatives=tuple(ways),
        warnings=tuple(work.warnings()),
        earliest_on=earliest_on(service, facts, book) if outcome is Outcome.NOT_NOW else None,
    )


def with_due(service: Service, facts: Facts, calendar: WorkingCalendar) -> Facts:
    """With the day of the decision, where the law sets one."""
    return facts if facts.due_on is not None else replace(facts, due_on=_due(service, facts.on, calendar).day)


def judge(service: Service, facts: Facts, work: Workings) -> Judged:
    """What each condition says on ``facts.on``."""
    if facts.on < service.valid_from:
        return Judged((Finding(OLDER_LAW, Outcome.STAFF),), ())
    findings: list[Finding] = []
    needs: dict[str, None] = {}
    for check in service.checks:
        try:
            findings += findings_of(check, facts, work)
        except UnknownFactsError as unknown:
            needs |= dict.fromkeys(unknown.names)
    if _is_filed_by_others(service, facts) and not any(
        each.outcome is Outcome.NOT_ELIGIBLE for each in findings
    ):
        findings.append(Finding(NOT_BY_THEM, Outcome.NOT_ELIGIBLE, None, ("new_authorisation",)))
    return Judged(tuple(findings), tuple(needs))


def _is_filed_by_others(service: Service, facts: Facts) -> bool:
    """Than those who may. Who files in their own right is one of them, whatever that right is."""
    return facts.by not in (None, "self", *service.who)


def findings_of(check: Check, facts: Facts, work: Workings) -> Iterator[Finding]:
    """Raises `UnknownFactsError`."""
    if isinstance(check, FactCheck):
        if unknown_or(check.fails_when, facts):
            yield Finding(check.reason, check.outcome, None, check.alternatives)
        return
    for found in check.rule.judge(facts, work):
        yield replace(found, alternatives=(*found.alternatives, *check.alternatives))


def cautions_for_officers(service: Service, facts: Facts, work: Workings) -> tuple[Caution, ...]:
    """As far as the facts decide."""
    for check in service.checks:
        if isinstance(check, RuleCheck) and check.rule.tells_officers:
            with suppress(UnknownFactsError):
                check.rule.judge(facts, work)
    return work.warnings()


def earliest_on(service: Service, facts: Facts, book: ParameterBook) -> date | None:
    """The first day on which the same can be filed if nothing else changes; None where there is none."""
    day = facts.on
    for _ in range(_MOST_STEPS):
        asked = replace(facts, on=day)
        judged = judge(service, asked, Workings(service.id, day, book))
        waits = [each for each in judged.findings if each.outcome is Outcome.NOT_NOW]
        if judged.outcome is Outcome.NOT_ELIGIBLE or any(each.earliest_on is None for each in waits):
            return None
        if not waits:
            return day
        day = max(each.earliest_on for each in waits if each.earliest_on is not None)
    return None


def needed_paper(use: PaperUse, facts: Facts) -> NeededPaper:
    paper = use.paper
    try:
        needed = use.when is None or unknown_or(use.when, facts)
    except UnknownFactsError as unknown:
        return NeededPaper(paper.id, paper.form, paper.kind.value, paper.name, None, unknown.names)
    return NeededPaper(paper.id, paper.form, paper.kind.value, paper.name, needed)


def is_late(service: Service, facts: Facts, calendar: WorkingCalendar, work: Workings) -> bool:
    """Whether a written explanation belongs to it; not while it is unknown when the time began."""
    late = service.late
    if late is None:
        return False
    if isinstance(late.after, LawMoment):
        return _is_over(late.after, facts, work)
    since = getattr(facts, late.after)
    if not isinstance(since, date):
        return False
    try:
        if late.working_days is not None:
            return facts.on > calendar.add_working_days(since, late.working_days).date
        return facts.on > calendar.end_of_calendar_term(since, late.days or 0).date
    except KnownError:  # a year that the calendar lacks: weekends and holidays are not known
        return facts.on > since + timedelta(days=late.days or late.working_days or 0)


def _is_over(moment: LawMoment, facts: Facts, work: Workings) -> bool:
    try:
        day = moment.day(facts, work)
    except UnknownFactsError:
        return False
    return day is not None and facts.on > day


def _counts(finding: Finding, outcome: Outcome) -> bool:
    """Beside a no, what could wait or ask staff is not told."""
    return outcome in (finding.outcome, Outcome.NEEDS_MORE) or (
        outcome is Outcome.NOT_NOW and finding.outcome is Outcome.STAFF
    )


def _due(service: Service, on: date, calendar: WorkingCalendar) -> Due:
    term = in_force(service.terms, on)
    if term is None or term.days is None:
        return Due(None, None, None, "" if term is None else term.source, "unsure")
    calendar_days = term.calendar_days or term.days_but_holidays
    try:
        end = term.end(on, calendar)
    except KnownError:  # a year whose calendar has not come yet: no day is promised
        end = None
    sure = term.status == "settled" and end is not None and end.confirmed
    return Due(
        term.working_days,
        calendar_days,
        None if end is None else end.date,
        term.source,
        "settled" if sure else "unsure",
    )
