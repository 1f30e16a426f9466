"""The page of news for everybody. It only translates: every rule is the desk's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query
from fastapi.responses import Response

from central.assembly import Central
from central.dependencies import TheCentral
from central.http.problems import ProblemError
from central.notices.news import MOST_BODY, MOST_TITLE, News
from central.oversight import news_desk
from central.oversight.refusals import OversightProblem, refuse
from central.pages.doors import OwnForm, TheVisitor, Visitor, go_to
from central.pages.frame import NEWS, PageRoute, frame, problem_words
from central.pages.labels import labels
from central.pages.rendering import page
from central.staff.accounts import EVERY_OFFICE

router = APIRouter(include_in_schema=False, route_class=PageRoute)
_USUAL = timedelta(days=14)  # that news is shown, unless somebody says otherwise
_FIELDS = ("kind", "severity", "since", "until", "title_vi", "title_en", "body_vi", "body_en")
_ON_THE_PAGE = frozenset(
    {
        OversightProblem.NEWS_UNFIT,
        OversightProblem.NEWS_CHANGED,
        OversightProblem.OFFICE_UNKNOWN,
        OversightProblem.SECOND_PERSON_NEEDED,
    }
)


@router.get(NEWS)
def news(central: TheCentral, visitor: TheVisitor, again: Annotated[UUID | None, Query()] = None) -> Response:
    """``again``: one whose words the form begins with."""
    listed = central.oversight.news.news(visitor.officer.account)
    written = next((each for each in listed if each.news_id == again), None)
    typed = {} if written is None else _as_typed(written)
    return _page(central, visitor, typed=typed)


def _as_typed(written: News) -> dict[str, str]:
    return {
        "kind": written.kind,
        "severity": written.severity,
        "title_vi": written.title.vi,
        "title_en": written.title.en,
        "body_vi": written.body.vi,
        "body_en": written.body.en,
        "office": written.office_id,
    }


@router.post(NEWS)
def write(central: TheCentral, visitor: TheVisitor, form: OwnForm) -> Response:
    fields = {name: form.get(name, "") for name in _FIELDS}
    try:
        central.oversight.news.write(visitor.officer.account, fields, form.get("office"))
    except ProblemError as refusal:
        return _refused(central, visitor, refusal, form)
    return go_to(NEWS)


@router.post(NEWS + "/{news_id}")
def change(news_id: UUID, central: TheCentral, visitor: TheVisitor, form: OwnForm) -> Response:
    desk = central.oversight.news
    step = {"publish": desk.publish, "withdraw": desk.withdraw}.get(form.get("step", ""))
    if step is None:
        raise refuse(OversightProblem.NEWS_UNKNOWN)
    try:
        step(visitor.officer.account, news_id)
    except ProblemError as refusal:
        return _refused(central, visitor, refusal, {})
    return go_to(NEWS)


def _refused(central: Central, visitor: Visitor, refusal: ProblemError, typed: Mapping[str, str]) -> Response:
    problem = refusal.problem
    if problem.code not in _ON_THE_PAGE:
        raise refusal
    return _page(central, visitor, problem.status, said=problem_words(problem.code), typed=typed)


def _page(central: Central, visitor: Visitor, status: int = HTTPStatus.OK, **more: Any) -> Response:
    officer, desk = visitor.officer, central.oversight.news
    today = desk.today()
    first = {"since": today.isoformat(), "until": (today + _USUAL).isoformat()}
    return page(
        "news.html",
        status,
        **frame(visitor, NEWS),
        news=desk.news(officer.account),
        today=today,
        said=more.get("said"),
        typed={**first, **more["typed"]},
        begun=bool(more["typed"]),
        may_write=officer.role in news_desk.WRITING,
        may_publish=lambda each: news_desk.may_publish(officer, each, today),
        may_withdraw=lambda each: news_desk.may_withdraw(officer, each, today),
        any_office=officer.office_id == EVERY_OFFICE,
        kinds=labels()["news_kind"],
        severities=labels()["news_severity"],
        most_title=MOST_TITLE,
        most_body=MOST_BODY,
        path=NEWS,
    )
