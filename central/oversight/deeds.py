"""What staff do at the pages besides cases: who may, noted before it is done; a refusal is noted too."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

import uuid6
from sqlalchemy import Engine, insert

from central.cases.views import Officer
from central.http.problems import ProblemError
from central.oversight.refusals import OversightProblem, refuse
from central.staff.accounts import EVERY_OFFICE
from central.store.oversight_tables import staff_deed
from kiosk.contract.staff import StaffRole
from kiosk.contract.wire import PROBLEM_TYPE_BASE

Roles = Collection[StaffRole]


class Deed(StrEnum):
    ENROL_CODE = "enrol_code"
    REVOKE = "revoke"
    OPEN_ACT = "open_act"
    JUDGE_AGAIN = "judge_again"
    PROPOSE_ANSWER = "propose_answer"
    ANSWER = "answer"
    PRINT_SLIP = "print_slip"
    ANSWER_CALL = "answer_call"
    SEND_AGAIN = "send_again"
    NOTICE_SEEN = "notice_seen"
    WRITE_NEWS = "write_news"
    PUBLISH_NEWS = "publish_news"
    WITHDRAW_NEWS = "withdraw_news"
    SEARCH = "audit_search"
    SEARCH_PERSON = "audit_search_person"


class Deeds:
    """``officer_of`` finds a member of staff and raises ProblemError ``staff-account-ended``."""

    def __init__(
        self, engine: Engine, officer_of: Callable[[str], Officer], now: Callable[[], datetime]
    ) -> None:
        self._engine = engine
        self._officer_of = officer_of
        self._now = now

    def reader(self, account: str, roles: Roles) -> Officer:
        """Who only looks at a list. Raises ProblemError ``role-insufficient``."""
        officer = self._officer_of(account)
        if officer.role not in roles:
            raise refuse(OversightProblem.ROLE_INSUFFICIENT)
        return officer

    @contextmanager
    def doing(
        self, account: str, deed: Deed, roles: Roles, *, office_id: str, about: str | None = None
    ) -> Iterator[Callable[[], None]]:
        """For the block that does it, which calls what it gets once nothing speaks against it, and before
        anything is done. ``about``: a kiosk or a number, nothing that names a person. Raises ProblemError
        ``role-insufficient``, ``office-of-others`` and what the block raises.
        """
        officer = self._officer_of(account)
        try:
            if officer.role not in roles:
                raise refuse(OversightProblem.ROLE_INSUFFICIENT)
            if not is_of(officer, office_id):
                raise refuse(OversightProblem.OFFICE_OF_OTHERS)
            yield lambda: self._note(account, office_id, deed, about)
        except ProblemError as refusal:
            problem = refusal.problem.type.removeprefix(PROBLEM_TYPE_BASE)
            self._note(account, office_id, deed, about, problem)
            raise

    def _note(
        self, account: str, office_id: str, deed: Deed, about: str | None, problem: str | None = None
    ) -> None:
        values: dict[str, Any] = {"who": account, "office_id": office_id, "what": deed.value, "about": about}
        values |= {"deed_id": UUID(bytes=uuid6.uuid7().bytes), "problem": problem, "at": self._now()}
        with self._engine.begin() as connection:
            connection.execute(insert(staff_deed).values(values))


def is_of(officer: Officer, office_id: str) -> bool:
    return officer.office_id in (office_id, EVERY_OFFICE)


def office_of(officer: Officer) -> str | None:
    """To which lists are held; None: every office's."""
    return None if officer.office_id == EVERY_OFFICE else officer.office_id
