"""The pages themselves. They only translate: every rule is the desk's."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from central.assembly import Central
from central.cases.checklist import points_of
from central.cases.checklist import said as point_said
from central.cases.desk import READERS
from central.cases.forms import Asked, askable, labels_of
from central.cases.paper_checks import CheckedPaper, PaperCheck
from central.cases.table import STATE_TITLES, reasons, reasons_of
from central.cases.views import OPEN, Case, WholeCase
from central.casework.papers_anew import paper_anew
from central.dependencies import TheCentral
from central.http.problems import ProblemCode, ProblemError
from central.oversight.slip_desk import PRINTING, approvers
from central.pages.doors import (
    HOME,
    SIGN_IN,
    OwnForm,
    TheVisitor,
    Visitor,
    drop_cookie,
    find_visitor,
    go_to,
    require_sign_in_form,
    session_cookie,
    set_cookie,
    sign_in_cookie,
    sign_in_token,
)
from central.pages.evidence_view import (
    account_entries,
    bank_entry,
    record_entries,
    task_title,
    tie_entry,
    view_of,
)
from central.pages.forms import Form
from central.pages.frame import LOOKS, REFUSED, PageRoute, case_path, frame, problem_words
from central.pages.labels import kind_title
from central.pages.pictures import made_anew
from central.pages.rendering import icon, jpeg, page, pdf, style
from central.pages.time_form import ENTER_TIME, NO_EMPLOYER, OTHER_EMPLOYER, TIME_FUNDS, entered_time
from central.pages.uploads import TheUpload
from central.staff.sessions import form_token
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.feed import CaseState

PER_PAGE = 50
_PATH = HOME + "/cases/{name}"
_BOX, _TICKED = "asked.", "yes"  # begins the names of the boxes for what is missing
_WATCH_SECONDS = 30  # a list that is watched is so old at most
_POINT = "point."  # begins the names of the fields of the checklist
_CHECK = re.compile(r"paper\.([0-9a-f-]{36})\.([a-z0-9_]{1,60})")  # a field of the form of comparing
Version = Annotated[int, Path(ge=1, lt=1 << 31)]


router = APIRouter(include_in_schema=False, route_class=PageRoute)


@router.get(HOME + "/style.css")
def style_sheet() -> Response:
    return style()


@router.get(HOME + "/icon.svg")
def tab_icon() -> Response:
    return icon()


@router.get(SIGN_IN)
def ask_to_sign_in(request: Request, central: TheCentral) -> Response:
    return _sign_in_page(request, central)


def _sign_in_page(
    request: Request, central: Central, status: int = HTTPStatus.OK, *, failed: bool = False
) -> Response:
    token = sign_in_token(request, central)
    answer = page("sign_in.html", status, form=form_token(token), failed=failed)
    set_cookie(answer, central, sign_in_cookie(central), token)
    return answer


@router.post(SIGN_IN)
def sign_in(request: Request, central: TheCentral, form: Form) -> Response:
    """A new session, whatever cookie came along. Why somebody is not let in is told to nobody."""
    require_sign_in_form(request, central, form)
    account, code = form.get("account", "").strip(), form.get("code", "").replace(" ", "")
    if not central.web_access.proves(account, form.get("password", ""), code):
        return _sign_in_page(request, central, HTTPStatus.FORBIDDEN, failed=True)
    before = find_visitor(request, central)
    if before is not None:
        central.sessions.end(before.token)
    answer = go_to(HOME)
    set_cookie(answer, central, session_cookie(central), central.sessions.begin(account))
    drop_cookie(answer, central, sign_in_cookie(central))
    return answer


@router.post(HOME + "/sign-out")
def sign_out(central: TheCentral, visitor: TheVisitor, _form: OwnForm) -> Response:
    central.sessions.end(visitor.token)
    answer = go_to(SIGN_IN)
    drop_cookie(answer, central, session_cookie(central))
    return answer


class Listed(BaseModel):
    """``stuck``: what could not be handed over; else of one ``state``, or what is open. ``watch``: the page
    is to be loaded again from time to time.
    """

    state: CaseState | None = None
    stuck: bool = False
    page: Annotated[int, Field(ge=1, le=1000)] = 1
    watch: bool = False


@router.get(HOME)
def work_list(central: TheCentral, visitor: TheVisitor, wanted: Annotated[Listed, Query()]) -> Response:
    """Cases of the office, and above them the kiosks that call staff."""
    account, listed = visitor.officer.account, frame(visitor, HOME)
    listed |= {"calls": central.oversight.calls.waiting(account), "watch": wanted.watch}
    if visitor.officer.role not in READERS:
        return _watched(page("no_cases.html", **listed), wanted)
    given_up = central.cases.stuck(account)
    if wanted.stuck:
        cases = given_up
    else:
        states = OPEN if wanted.state is None else [wanted.state]
        offset = (wanted.page - 1) * PER_PAGE
        cases = central.cases.cases(account, states, limit=PER_PAGE + 1, offset=offset)
    answer = page(
        "work_list.html",
        **listed,
        cases=cases[:PER_PAGE] if not wanted.stuck else cases,
        more=not wanted.stuck and len(cases) > PER_PAGE,
        number=wanted.page,
        chosen="stuck" if wanted.stuck else (wanted.state or ""),
        counts=central.cases.counts(account),
        opened=OPEN,
        stuck_count=len(given_up),
        states=STATE_TITLES,
        title_of=_title,
        due=_due_words(central.now().astimezone(VIETNAM_TIME).date()),
        case_path=case_path,
    )
    return _watched(answer, wanted)


def _watched(answer: Response, wanted: Listed) -> Response:
    if wanted.watch:
        answer.headers["Refresh"] = str(_WATCH_SECONDS)
    return answer


@router.post(HOME + "/calls/{call_id}")
def answer_call(call_id: UUID, central: TheCentral, visitor: TheVisitor, form: OwnForm) -> Response:
    """Somebody goes to the kiosk that calls."""
    central.oversight.calls.answer(visitor.officer.account, call_id)
    return go_to(HOME + "?watch=true" if form.get("watch") == _TICKED else HOME)


@router.get(_PATH)
def one_case(name: str, central: TheCentral, visitor: TheVisitor) -> Response:
    """A case with its evidence. That it was looked at is noted first."""
    return _case_page(name, central, visitor)


def _case_page(name: str, central: Central, visitor: Visitor, **more: Any) -> Response:
    opened = central.case_reading.open(visitor.officer.account, name, "pages")
    case = opened.whole.case
    values = {"said": None, "typed": {}, "status": HTTPStatus.OK, **more}
    today = central.now().astimezone(VIETNAM_TIME).date()
    return page(
        "case.html",
        values.pop("status"),
        **frame(visitor, HOME),
        whole=opened.whole,
        case=case,
        acts=[view_of(each, case.due_on, opened.whole.helpers) for each in opened.acts],
        own_help=any(each.account == visitor.officer.account for each in opened.whole.helpers),
        unreadable=opened.unreadable,
        states=STATE_TITLES,
        reasons_of=lambda change: reasons_of(change, today),
        missing=_by_group(case),
        points=points_of(case.kind),
        point_field=_POINT,
        point_said=lambda point, answer: tuple(each.vi for each in point_said(point, answer)),
        box=_BOX,
        ticked=_TICKED,
        tie=None if opened.whole.tie is None else tie_entry(opened.whole.tie),
        bank=None if opened.whole.bank is None else bank_entry(opened.whole.bank),
        account=tuple(account_entries(case, opened.acts, opened.whole.entry)),
        record=() if opened.whole.record is None else tuple(record_entries(opened.whole.record)),
        asked_labels=lambda ids: [each.vi for each in labels_of(case.kind, case.about, ids)],
        reason_text=lambda code: reasons()[code].text.vi if code in reasons() else code,
        title_of=_title,
        due=_due_words(today),
        case_path=case_path,
        paper_said=_paper_said,
        slip=_slip_said(visitor, opened.whole),
        register=central.case_register.view_of(opened.whole, opened.acts),
        funds=TIME_FUNDS,
        other_employer=OTHER_EMPLOYER,
        no_employer=NO_EMPLOYER,
        **values,
    )


def _paper_said(again: bool, typed: Mapping[str, str], paper: CheckedPaper) -> str | None:
    """What is chosen for a paper: on the form that was refused, else as it was found last."""
    if again:
        return typed.get(f"paper.{paper.act_id}.{paper.paper}")
    return None if paper.found is None else paper.found.code


def _slip_said(visitor: Visitor, whole: WholeCase) -> str:
    """Whether this officer can print the code of the account: offered, second (somebody else has to), ""."""
    if whole.code is None or not whole.code.wants_slip or visitor.officer.role not in PRINTING:
        return ""
    return "second" if visitor.officer.account in approvers(whole.history) else "offered"


@router.post(_PATH + "/activation-slip")
def print_activation_slip(name: str, central: TheCentral, visitor: TheVisitor, _form: OwnForm) -> Response:
    """Once. What is refused is told on a page of its own."""
    return pdf(central.oversight.slips.print_slip(visitor.officer.account, name), "phieu-kich-hoat.pdf")


@router.post(_PATH)
def change_case(name: str, central: TheCentral, visitor: TheVisitor, form: OwnForm) -> Response:
    """Change a case as it stood on the page that was sent. What is refused is told on the page, with what was
    typed.
    """
    try:
        central.cases.change(
            visitor.officer.account,
            name,
            form.get("change", ""),
            _version(form),
            reason=form.get("reason") or None,
            note=form.get("note"),
            asked=[name.removeprefix(_BOX) for name in form if _is_ticked(name, form)],
            checks=_checks(form),
            points={name.removeprefix(_POINT): form[name] for name in form if name.startswith(_POINT)},
            time=entered_time(form) if form.get("change") == ENTER_TIME else None,
            answer=form.get("answer"),
            office=form.get("office"),
        )
    except ProblemError as refusal:
        return _refused_on_page(name, central, visitor, refusal, form)
    return go_to(HOME if form.get("office") else case_path(name))  # who forwarded it sees it no more


@router.post(_PATH + "/result")
def give_result(name: str, central: TheCentral, visitor: TheVisitor, upload: TheUpload) -> Response:
    """The paper on which the person reads what the case came to. Who may not give one is refused before the
    file is looked at.
    """
    account, fields, change = visitor.officer.account, upload.fields, "give_result"
    try:
        may = change in {each.name for each in central.cases.get(account, name).offered}
        result = paper_anew(fields.get("number", "").strip(), upload.content) if may else None
        central.cases.change(account, name, change, _version(fields), note=fields.get("note"), result=result)
    except ProblemError as refusal:
        return _refused_on_page(name, central, visitor, refusal, {**fields, "change": change})
    return go_to(case_path(name))


def _refused_on_page(
    name: str, central: Central, visitor: Visitor, refusal: ProblemError, typed: Mapping[str, str]
) -> Response:
    problem = refusal.problem
    if problem.code not in _ON_THE_PAGE:
        raise refusal
    said = problem_words(problem.code)
    return _case_page(name, central, visitor, said=said, typed=typed, status=problem.status)


def _version(fields: Mapping[str, str]) -> int:
    """Of the case, as the page showed it."""
    version = fields.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else 0


def _checks(form: Mapping[str, str]) -> list[PaperCheck]:
    """What was found of photographed papers; one that nothing was chosen for is left out."""
    found = ((_CHECK.fullmatch(name), value) for name, value in form.items() if value)
    return [PaperCheck(UUID(name[1]), name[2], value) for name, value in found if name is not None]


_ON_THE_PAGE = frozenset(
    {
        ProblemCode.CASE_CHANGED,
        ProblemCode.CASE_CHANGE_REFUSED,
        ProblemCode.CASE_OF_ANOTHER_OFFICER,
        ProblemCode.CASE_AT_BACK_OFFICE,
        ProblemCode.OLDER_CASE_FIRST,
        ProblemCode.REASON_NEEDED,
        ProblemCode.NOTE_TOO_LONG,
        ProblemCode.ASKED_UNKNOWN,
        ProblemCode.CHECKLIST_INCOMPLETE,
        ProblemCode.CHECKLIST_AGAINST,
        ProblemCode.PAPERS_UNCHECKED,
        ProblemCode.PAPER_CHECK_NEEDED,
        ProblemCode.PAPER_UNUSABLE,
        ProblemCode.PAPER_NUMBER_NEEDED,
        ProblemCode.TIME_UNUSABLE,
        ProblemCode.TIME_NEEDED,
        ProblemCode.NUMBER_TAKEN,
        ProblemCode.RECORD_UNFOUND,
        ProblemCode.SECOND_PERSON_NEEDED,
        ProblemCode.ANSWER_NEEDED,
        ProblemCode.OFFICE_NEEDED,
    }
)


@router.get(_PATH + "/acts/{act_id}/portrait.jpg")
def portrait(name: str, act_id: UUID, central: TheCentral, visitor: TheVisitor) -> Response:
    return jpeg(made_anew(central.case_reading.portrait(visitor.officer.account, name, act_id)))


@router.get(_PATH + "/acts/{act_id}/chip-portrait.jpg")
def chip_portrait(name: str, act_id: UUID, central: TheCentral, visitor: TheVisitor) -> Response:
    return jpeg(made_anew(central.case_reading.chip_portrait(visitor.officer.account, name, act_id)))


@router.get(_PATH + "/acts/{act_id}/scans/{attachment_id}.jpg")
def scan(name: str, act_id: UUID, attachment_id: UUID, central: TheCentral, visitor: TheVisitor) -> Response:
    return jpeg(made_anew(central.case_reading.scan(visitor.officer.account, name, act_id, attachment_id)))


@router.get(_PATH + "/results/{version}.pdf")
def result_paper(name: str, version: Version, central: TheCentral, visitor: TheVisitor) -> Response:
    return pdf(central.case_reading.result(visitor.officer.account, name, version).pdf, "ket-qua.pdf")


@router.get(_PATH + "/results/{version}.jpg")
def result_picture(name: str, version: Version, central: TheCentral, visitor: TheVisitor) -> Response:
    """Its first page."""
    return jpeg(central.case_reading.result(visitor.officer.account, name, version).pages[0])


@router.get(_PATH + "/adjustment-slip.pdf")
def adjustment_slip(name: str, central: TheCentral, visitor: TheVisitor) -> Response:
    """What the case corrects, old and new: Mẫu C02-TS."""
    return pdf(central.adjustment_slips.slip(visitor.officer.account, name), "phieu-dieu-chinh.pdf")


@router.get(REFUSED)
def refused_changes(central: TheCentral, visitor: TheVisitor) -> Response:
    """What was tried with the office's cases and refused; for supervisors and auditors."""
    attempts = central.cases.refused(visitor.officer.account)
    return page("refused.html", **frame(visitor, REFUSED), attempts=attempts, case_path=case_path)


@router.get(LOOKS)
def looks(central: TheCentral, visitor: TheVisitor) -> Response:
    """Who has looked at cases of the office; for the same."""
    seen = central.cases.looks(visitor.officer.account)
    return page("looks.html", **frame(visitor, LOOKS), looks=seen, case_path=case_path)


def _title(case: Case) -> str:
    """What was asked for."""
    if case.about is not None:
        return task_title(case.about)
    return kind_title(case.kind)


def _is_ticked(name: str, form: Form) -> bool:
    return name.startswith(_BOX) and form[name] == _TICKED


def _by_group(case: Case) -> dict[str, list[Asked]]:
    """What can be asked for once more, papers first, by the parts of the form."""
    found: dict[str, list[Asked]] = {}
    for each in sorted(askable(case.kind, case.about), key=lambda each: not each.is_paper):
        found.setdefault(each.group.vi, []).append(each)
    return found


def _due_words(today: date) -> Callable[[Case], tuple[str, str]]:
    """How a due day is told, and its tone."""

    def told(case: Case) -> tuple[str, str]:
        if case.state not in OPEN or case.state is CaseState.RETURNED:
            return "", ""
        if case.due_on is None:
            return "chưa có hạn", ""
        days = (case.due_on - today).days
        if days < 0:
            return f"quá hạn {-days} ngày", "bad"
        return ("hạn hôm nay", "warn") if days == 0 else (f"còn {days} ngày", "warn" if days == 1 else "")

    return told
