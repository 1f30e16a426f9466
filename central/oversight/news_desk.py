"""News for everybody, at the pages: somebody writes it, another person, who is a supervisor, publishes it.

What was written is never changed, so who agrees has read the very words. To take news back takes one person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Engine

from central.cases.views import Officer
from central.notices.news import (
    News,
    NewsDraft,
    find_news,
    list_news,
    publish_news,
    withdraw_news,
    write_news,
)
from central.oversight.deeds import Deed, Deeds, is_of, office_of
from central.oversight.refusals import OversightProblem, refuse
from central.staff.accounts import EVERY_OFFICE
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.staff import StaffRole
from kiosk.reference.offices import Offices

LOOKING = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR, StaffRole.AUDITOR})
WRITING = frozenset({StaffRole.OFFICER, StaffRole.SUPERVISOR})
PUBLISHING = frozenset({StaffRole.SUPERVISOR})
_MOST = 200


class NewsDesk:
    """Everything raises ProblemError."""

    def __init__(
        self, engine: Engine, deeds: Deeds, now: Callable[[], datetime], *, offices: Offices
    ) -> None:
        self._engine = engine
        self._deeds = deeds
        self._now = now
        self._offices = offices

    def news(self, account: str) -> Sequence[News]:
        """What the office tells, and what every office does; the newest first."""
        officer = self._deeds.reader(account, LOOKING)
        with self._engine.connect() as connection:
            return list_news(connection, office_of(officer), _MOST)

    def today(self) -> date:
        return self._now().astimezone(VIETNAM_TIME).date()

    def write(self, account: str, typed: Mapping[str, str], office: str | None) -> UUID:
        """``office``: whose kiosks show it, for staff of every office; "" for all. Others write for their
        own.
        """
        officer = self._deeds.reader(account, LOOKING)
        office_id = officer.office_id if officer.office_id != EVERY_OFFICE else (office or "").strip()
        with self._deeds.doing(account, Deed.WRITE_NEWS, WRITING, office_id=office_id) as begin:
            if office_id not in (officer.office_id, EVERY_OFFICE):
                self._require_office(office_id)
            try:
                draft = NewsDraft.model_validate(typed)
            except ValidationError:
                raise refuse(OversightProblem.NEWS_UNFIT) from None
            if draft.until < self.today():
                raise refuse(OversightProblem.NEWS_UNFIT)
            begin()
            with self._engine.begin() as connection:
                return write_news(connection, draft, office_id, account, self._now())

    def publish(self, account: str, news_id: UUID) -> None:
        found = self._find(news_id)
        about = str(news_id)
        with self._deeds.doing(
            account, Deed.PUBLISH_NEWS, PUBLISHING, office_id=found.office_id, about=about
        ) as begin:
            if found.written_by == account:
                raise refuse(OversightProblem.SECOND_PERSON_NEEDED)
            if found.standing(self.today()) != "proposed":
                raise refuse(OversightProblem.NEWS_CHANGED)
            begin()
            with self._engine.begin() as connection:
                if not publish_news(connection, news_id, account, self._now()):
                    raise refuse(OversightProblem.NEWS_CHANGED)

    def withdraw(self, account: str, news_id: UUID) -> None:
        found = self._find(news_id)
        about = str(news_id)
        with self._deeds.doing(
            account, Deed.WITHDRAW_NEWS, WRITING, office_id=found.office_id, about=about
        ) as begin:
            begin()
            with self._engine.begin() as connection:
                if not withdraw_news(connection, news_id, account, self._now()):
                    raise refuse(OversightProblem.NEWS_CHANGED)

    def _require_office(self, office_id: str) -> None:
        if self._offices.find_by_code(office_id) is None:
            raise refuse(OversightProblem.OFFICE_UNKNOWN)

    def _find(self, news_id: UUID) -> News:
        with self._engine.connect() as connection:
            found = find_news(connection, news_id)
        if found is None:
            raise refuse(OversightProblem.NEWS_UNKNOWN)
        return found


def may_publish(officer: Officer, found: News, day: date) -> bool:
    mine = is_of(officer, found.office_id) and officer.account != found.written_by
    return officer.role in PUBLISHING and mine and found.standing(day) == "proposed"


def may_withdraw(officer: Officer, found: News, day: date) -> bool:
    stands = found.standing(day) in ("proposed", "waiting", "shown")
    return officer.role in WRITING and is_of(officer, found.office_id) and stands
