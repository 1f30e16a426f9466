"""What every page has around it, and what becomes of whatever is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi.routing import APIRoute
from typing_extensions import override

from central.cases.desk import OVERSEERS, READERS
from central.http.problems import ProblemCode, ProblemError
from central.oversight import audit_search, kiosk_desk, news_desk, notice_desk, quarantine_desk, statistics
from central.pages.doors import HOME, SIGN_IN, SignInError, Visitor, go_to
from central.pages.labels import labels
from central.pages.rendering import page
from kiosk.contract.staff import StaffRole

KIOSKS, QUARANTINE, NOTICES = HOME + "/kiosks", HOME + "/quarantine", HOME + "/notices"
NEWS = HOME + "/news"
AUDIT, STATISTICS, REFUSED, LOOKS = HOME + "/audit", HOME + "/statistics", HOME + "/refused", HOME + "/looks"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu, for whom it is."""

    path: str
    title: str
    roles: frozenset[StaffRole]


MENU = (
    Entry(HOME, "Danh sách việc", READERS),
    Entry(QUARANTINE, "Hồ sơ lỗi", quarantine_desk.LOOKING),
    Entry(NOTICES, "Thông báo lỗi", notice_desk.LOOKING),
    Entry(NEWS, "Tin", news_desk.LOOKING),
    Entry(KIOSKS, "Máy", kiosk_desk.LOOKING),
    Entry(STATISTICS, "Thống kê", statistics.LOOKING),
    Entry(AUDIT, "Tra cứu nhật ký", audit_search.SEARCHING),
    Entry(REFUSED, "Việc bị từ chối", OVERSEERS),
    Entry(LOOKS, "Ai đã xem", OVERSEERS),
)


def frame(visitor: Visitor, here: str) -> dict[str, Any]:
    """``here``: the line of the menu to which the page belongs."""
    role = visitor.officer.role
    return {
        "officer": visitor.officer,
        "form": visitor.form,
        "menu": [entry for entry in MENU if role in entry.roles],
        "here": here,
        "demo": visitor.demo,
    }


def case_path(name: str) -> str:
    return f"{HOME}/cases/{quote(name, safe='')}"


def quarantine_path(name: str) -> str:
    return f"{QUARANTINE}/{quote(name, safe='')}"


def kiosk_path(kiosk_id: str) -> str:
    return f"{KIOSKS}/{quote(kiosk_id, safe='')}"


def problem_words(code: str) -> str:
    found: str = labels()["problem"].get(code, "Không làm được việc này.")
    return found


class PageRoute(APIRoute):
    """What is refused becomes a page; who has no session is asked to sign in."""

    @override
    def get_route_handler(self) -> Callable[[Request], Any]:
        answer = super().get_route_handler()

        async def answered(request: Request) -> Response:
            try:
                return await answer(request)
            except SignInError:
                return go_to(SIGN_IN)
            except RequestValidationError:  # an address that none of our pages has
                said = "Không có trang này."
                return page("problem.html", HTTPStatus.NOT_FOUND, said=said, code="", back=HOME)
            except ProblemError as refusal:
                return _refused(request, refusal)

        return answered


def _refused(request: Request, refusal: ProblemError) -> Response:
    problem = refusal.problem
    said, back = problem_words(problem.code), HOME
    name = request.path_params.get("name")
    if name is not None and request.url.path.startswith(f"{HOME}/cases/"):
        back = HOME if problem.code == ProblemCode.CASE_UNKNOWN else case_path(str(name))
    else:
        back = next((each.path for each in MENU[1:] if request.url.path.startswith(each.path)), HOME)
    return page("problem.html", problem.status, said=said, code=problem.code, back=back)
