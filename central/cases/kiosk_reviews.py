"""Cases that officers have opened at a kiosk, and what they decided there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from central.store.case_tables import case_review


@dataclass(frozen=True, slots=True)
class KioskReview:
    """``version``: of the case, as it was shown; ``change`` and ``led_to``, once something was decided."""

    review_id: UUID
    kid: str
    kiosk_id: str
    account: str
    case_id: UUID
    version: int
    opened_at: datetime
    change: str | None = None
    led_to: int | None = None


def note_review(connection: Connection, review: KioskReview) -> None:
    values = {name: getattr(review, name) for name in KioskReview.__slots__}
    connection.execute(insert(case_review).values(values))


def find_review(connection: Connection, review_id: UUID) -> KioskReview | None:
    row = connection.execute(select(case_review).where(case_review.c.review_id == review_id)).first()
    return None if row is None else KioskReview(*(getattr(row, name) for name in KioskReview.__slots__))


def settle_review(connection: Connection, review_id: UUID, change: str, led_to: int) -> None:
    wanted = case_review.c.review_id == review_id
    connection.execute(update(case_review).where(wanted).values(change=change, led_to=led_to))


def kiosks_of(connection: Connection, case_id: UUID) -> Mapping[int, str]:
    """At which kiosk the case came to a version, where that was at one."""
    of_case = (case_review.c.case_id == case_id) & case_review.c.led_to.is_not(None)
    return {row.led_to: row.kiosk_id for row in connection.execute(select(case_review).where(of_case))}
