"""Pages of everything besides cases: kiosks, acts in quarantine, notices that failed, audit, figures. They
only translate: every rule is the desks'.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, timedelta
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import Response

from central.assembly import Central
from central.cases.forms import petition_categories
from central.cases.table import reasons
from central.dependencies import TheCentral
from central.http.problems import ProblemError
from central.oversight import kiosk_desk, notice_desk, quarantine_desk
from central.oversight.audit_search import PER_PAGE, Search, Source
from central.oversight.quarantine_desk import name_of
from central.oversight.refusals import OversightProblem, refuse
from central.oversight.statistics import total
from central.pages.doors import OwnForm, TheVisitor, Visitor, go_to
from central.pages.evidence_view import content_rows, task_title
from central.pages.frame import (
    AUDIT,
    KIOSKS,
    NOTICES,
    QUARANTINE,
    STATISTICS,
    PageRoute,
    case_path,
    frame,
    kiosk_path,
    problem_words,
    quarantine_path,
)
from central.pages.kiosk_view import health_rows
from central.pages.labels import kind_title, labels, notice_title, word
from central.pages.rendering import page
from central.staff.accounts import EVERY_OFFICE
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.petitions import PetitionState
from kiosk.contract.visit_ratings import Face
from kiosk.documents.qr import qr_svg

router = APIRouter(include_in_schema=False, route_class=PageRoute)
_ONE = QUARANTINE + "/{name}"
_PERIODS = (7, 30, 90)
_WEEK = timedelta(days=7)


@router.get(KIOSKS)
def kiosks(central: TheCentral, visitor: TheVisitor) -> Response:
    return _kiosks_page(central, visitor)


def _kiosks_page(
    central: Central, visitor: Visitor, status: int = HTTPStatus.OK, said: str | None = None, **typed: str
) -> Response:
    listed = central.oversight.kiosks.kiosks(visitor.officer.account)
    return page(
        "kiosks.html",
        status,
        **frame(visitor, KIOSKS),
        kiosks=listed,
        path_of=kiosk_path,
        may_change=visitor.officer.role in kiosk_desk.CHANGING,
        any_office=visitor.officer.office_id == EVERY_OFFICE,
        said=said,
        typed=typed,
    )


@router.get(KIOSKS + "/{kiosk_id}")
def kiosk(kiosk_id: str, central: TheCentral, visitor: TheVisitor) -> Response:
    """How one kiosk is, the alarms that stand, and its faults."""
    shown = central.oversight.kiosks.kiosk(visitor.officer.account, kiosk_id)
    return page("kiosk.html", **frame(visitor, KIOSKS), shown=shown, health=health_rows(shown))


@router.post(KIOSKS + "/code")
def new_code(central: TheCentral, visitor: TheVisitor, form: OwnForm) -> Response:
    """The code is on this answer only: no address holds it, and nothing can show it again."""
    kiosk_id, office_id = form.get("kiosk", ""), form.get("office")
    try:
        code = central.oversight.kiosks.new_code(visitor.officer.account, kiosk_id, office_id)
    except ProblemError as refusal:
        return _again(central, visitor, refusal, kiosk=kiosk_id, office=office_id or "")
    return page("kiosk_code.html", **frame(visitor, KIOSKS), given=code, picture=qr_svg(code.code))


@router.post(KIOSKS + "/revoke")
def revoke(central: TheCentral, visitor: TheVisitor, form: OwnForm) -> Response:
    try:
        central.oversight.kiosks.revoke(visitor.officer.account, form.get("kiosk", ""))
    except ProblemError as refusal:
        return _again(central, visitor, refusal)
    return go_to(KIOSKS)


def _again(central: Central, visitor: Visitor, refusal: ProblemError, **typed: str) -> Response:
    """The page as it is now, with what was typed. Who may not see it is refused anew."""
    problem = refusal.problem
    return _kiosks_page(central, visitor, problem.status, problem_words(problem.code), **typed)


@router.get(QUARANTINE)
def quarantine(central: TheCentral, visitor: TheVisitor) -> Response:
    entries = central.oversight.quarantine.entries(visitor.officer.account)
    return page(
        "quarantine.html",
        **frame(visitor, QUARANTINE),
        entries=entries,
        name_of=name_of,
        path_of=quarantine_path,
        kind_title=kind_title,
    )


@router.get(_ONE)
def quarantined(name: str, central: TheCentral, visitor: TheVisitor) -> Response:
    return _quarantined_page(name, central, visitor)


@router.post(_ONE + "/content")
def quarantined_content(name: str, central: TheCentral, visitor: TheVisitor, _form: OwnForm) -> Response:
    """What is in it: a form, so that nobody opens it by following a link. The look is noted."""
    content = central.oversight.quarantine.read(visitor.officer.account, name)
    rows = () if content is None else content_rows(content)
    return _quarantined_page(name, central, visitor, opened=True, rows=rows)


@router.post(_ONE)
def change_quarantined(name: str, central: TheCentral, visitor: TheVisitor, form: OwnForm) -> Response:
    desk, account = central.oversight.quarantine, visitor.officer.account
    step, text = form.get("step", ""), form.get("answer", "")
    try:
        if step == "again":
            desk.judge_again(account, name)
        elif step == "propose":
            desk.propose(account, name, text)
            return go_to(quarantine_path(name))
        elif step == "agree":
            desk.agree(account, name, text)
        else:
            raise refuse(OversightProblem.NOT_IN_QUARANTINE)
    except ProblemError as refusal:
        problem = refusal.problem
        if problem.code not in _ON_THE_PAGE:
            raise
        said = problem_words(problem.code)
        typed = {"step": step, "answer": text}
        return _quarantined_page(name, central, visitor, problem.status, said=said, typed=typed)
    return go_to(QUARANTINE)


_ON_THE_PAGE = frozenset(
    {
        OversightProblem.ANSWER_UNFIT,
        OversightProblem.ANSWER_CHANGED,
        OversightProblem.SECOND_PERSON_NEEDED,
    }
)


def _quarantined_page(
    name: str, central: Central, visitor: Visitor, status: int = HTTPStatus.OK, **more: Any
) -> Response:
    entry, proposal = central.oversight.quarantine.get(visitor.officer.account, name)
    values: dict[str, Any] = {"opened": False, "rows": (), "said": None, "typed": {}, **more}
    role = visitor.officer.role
    return page(
        "quarantined.html",
        status,
        **frame(visitor, QUARANTINE),
        entry=entry,
        name=name_of(entry),
        path=quarantine_path(name_of(entry)),
        proposal=proposal,
        may_change=role in quarantine_desk.CHANGING,
        may_agree=role in quarantine_desk.AGREEING
        and proposal is not None
        and proposal.by != visitor.officer.account,
        kind_title=kind_title,
        **values,
    )


@router.get(NOTICES)
def notices(central: TheCentral, visitor: TheVisitor) -> Response:
    failed = central.oversight.notices.failed(visitor.officer.account)
    return page(
        "notices.html",
        **frame(visitor, NOTICES),
        notices=failed,
        may_change=visitor.officer.role in notice_desk.CHANGING,
        case_path=case_path,
        notice_title=notice_title,
    )


@router.post(NOTICES + "/{notice_id}")
def change_notice(notice_id: UUID, central: TheCentral, visitor: TheVisitor, form: OwnForm) -> Response:
    desk, account = central.oversight.notices, visitor.officer.account
    steps = {"again": desk.send_again, "seen": desk.seen}
    step = steps.get(form.get("step", ""))
    if step is None:
        raise refuse(OversightProblem.NOTICE_UNKNOWN)
    step(account, notice_id)
    return go_to(NOTICES)


def _category(code: str) -> str:
    words = petition_categories().get(code)
    return code if words is None else words.vi


@router.get(STATISTICS)
def figures(
    central: TheCentral, visitor: TheVisitor, days: Annotated[int, Query(ge=1, le=90)] = 30
) -> Response:
    found = central.oversight.statistics.figures(visitor.officer.account, days)
    return page(
        "statistics.html",
        **frame(visitor, STATISTICS),
        figures=found,
        total=total(found) if len(found) > 1 else None,
        days=days,
        periods=_PERIODS,
        path=STATISTICS,
        petitions=central.oversight.petitions.petitions(visitor.officer.account, days),
        visits=central.oversight.petitions.visits(visitor.officer.account, days),
        category=_category,
        task=task_title,
        states=[(each, word("petition", each)) for each in PetitionState],
        faces=[(each, word("visit_face", each.name.lower())) for each in reversed(Face)],
    )


@router.get(AUDIT)
def audit(central: TheCentral, visitor: TheVisitor) -> Response:
    """The form, with the last week in it. Nothing is searched before somebody asks."""
    central.oversight.audit.require(visitor.officer.account)
    today = central.now().astimezone(VIETNAM_TIME).date()
    typed = {"first": (today - _WEEK).isoformat(), "last": today.isoformat()}
    return _audit_page(visitor, typed)


@router.post(AUDIT)
def search(central: TheCentral, visitor: TheVisitor, form: OwnForm) -> Response:
    """By a form and not by an address: a person's number would stand in logs and in the browser's history."""
    account = visitor.officer.account
    central.oversight.audit.require(account)
    try:
        wanted = _search_of(form)
        found = central.oversight.audit.search(account, wanted)
    except ProblemError as refusal:
        if refusal.problem.code != OversightProblem.SEARCH_UNFIT:
            raise
        said = problem_words(refusal.problem.code)
        return _audit_page(visitor, form, status=refusal.problem.status, said=said)
    return _audit_page(visitor, form, found=found[:PER_PAGE], more=len(found) > PER_PAGE, number=wanted.page)


def _search_of(form: Mapping[str, str]) -> Search:
    typed = {name: value.strip() for name, value in form.items()}
    source, at = typed.get("source", ""), typed.get("page", "1")
    try:
        return Search(
            first=date.fromisoformat(typed.get("first", "")),
            last=date.fromisoformat(typed.get("last", "")),
            source=Source(source) if source else None,
            who=typed.get("who") or None,
            about=typed.get("about") or None,
            number=typed.get("number") or None,
            page=int(at) if at.isdecimal() and len(at) < 4 else 0,
        )
    except ValueError:
        raise refuse(OversightProblem.SEARCH_UNFIT) from None


def _said_of(line: Mapping[str, Any]) -> str:
    """A reason, a way or why it was refused, in words where there are some."""
    detail = line["detail"]
    if detail is None:
        return ""
    if line["source"] == Source.CASE:
        return reasons()[detail].text.vi if detail in reasons() else str(detail)
    if line["source"] == Source.LOOK:
        return word("way", detail)
    known = labels()["problem"].get(detail)
    return str(detail) if known is None else str(known)


def _audit_page(
    visitor: Visitor, typed: Mapping[str, str], status: int = HTTPStatus.OK, **more: Any
) -> Response:
    values: dict[str, Any] = {"found": None, "more": False, "number": 1, "said": None, **more}
    return page(
        "audit.html",
        status,
        **frame(visitor, AUDIT),
        typed=typed,
        sources=tuple(Source),
        lines=[dataclasses.asdict(each) for each in values.pop("found") or ()],
        searched=more.get("found") is not None,
        said_of=_said_of,
        case_path=case_path,
        path=AUDIT,
        **values,
    )
