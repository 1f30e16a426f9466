"""How many grants there may be: by one device, for how many people, for one person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from central.grants.audit import AuditWhat
from central.grants.refusals import refuse
from central.grants.tables import grant_audit, record_grant
from central.http.problems import ProblemCode, ProblemError
from central.settings import GrantSettings
from central.store.turns import wait_for_turn

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class GrantLimits:
    def __init__(self, settings: GrantSettings) -> None:
        self._settings = settings

    def check_device(self, connection: Connection, kid: str, now: datetime) -> None:
        """Whether this device may have another at all, before anybody is asked for a card.

        Raises ProblemError 429 ``grant-limit-reached`` with the seconds to wait.
        """
        _refuse_while(self._of_device(connection, kid, now))

    def admit(self, connection: Connection, kid: str, number_hash: str, now: datetime) -> None:
        """Whether one more may be given; the first thing a transaction does. The same error."""
        wait_for_turn(connection, f"grants of device {kid}", f"grants for {number_hash}")
        _refuse_while(self._of_device(connection, kid, now))
        _refuse_while(self._of_people(connection, kid, number_hash, now))
        of_person = record_grant.c.number_hash == number_hash
        _refuse_while(_waits(connection, of_person, ((self._settings.per_day_of_person, _DAY),), now))

    def admit_stated(self, connection: Connection, number_hash: str, now: datetime) -> None:
        """Whether the person may try one more number of a book; after ``admit``, whose turn it is. The same
        error.
        """
        at, most = grant_audit.c.at, self._settings.stated_per_day_of_person
        tries = select(at).where(
            grant_audit.c.number_hash == number_hash,
            grant_audit.c.what == AuditWhat.STATED.value,
            at > now - _DAY,
        )
        _refuse_while(_wait(connection, tries.order_by(at.desc()), most, _DAY, now))

    def _of_device(self, connection: Connection, kid: str, now: datetime) -> Iterator[float]:
        limits = ((self._settings.per_minute_of_device, _MINUTE), (self._settings.per_hour_of_device, _HOUR))
        return _waits(connection, record_grant.c.kid == kid, limits, now)

    def _of_people(
        self, connection: Connection, kid: str, number_hash: str, now: datetime
    ) -> Iterator[float]:
        """Other people than this one, by when each was here last."""
        last = func.max(record_grant.c.granted_at)
        query = (
            select(last)
            .where(
                record_grant.c.kid == kid,
                record_grant.c.number_hash != number_hash,
                record_grant.c.granted_at > now - _HOUR,
            )
            .group_by(record_grant.c.number_hash)
            .order_by(last.desc())
        )
        yield from _wait(connection, query, self._settings.people_per_hour_of_device, _HOUR, now)


def _waits(
    connection: Connection,
    which: ColumnElement[bool],
    limits: tuple[tuple[int, timedelta], ...],
    now: datetime,
) -> Iterator[float]:
    granted_at = record_grant.c.granted_at
    for most, span in limits:
        query = select(granted_at).where(which, granted_at > now - span).order_by(granted_at.desc())
        yield from _wait(connection, query, most, span, now)


def _wait(
    connection: Connection, query: Select[Any], most: int, span: timedelta, now: datetime
) -> Iterator[float]:
    """Seconds until the oldest that counts falls out of the span."""
    oldest: datetime | None = connection.execute(query.offset(most - 1).limit(1)).scalar()
    if oldest is not None:
        yield (oldest + span - now).total_seconds()


def _refuse_while(waits: Iterator[float]) -> None:
    wait = max(waits, default=0.0)
    if wait > 0:
        raise _too_many(wait)


def _too_many(wait: float) -> ProblemError:
    return refuse(429, ProblemCode.GRANT_LIMIT_REACHED, "Too many records were asked for.", wait=wait)
