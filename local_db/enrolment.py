"""What central gave this kiosk when it was enrolled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from local_db.database import Database
from local_db.schema import enrolment

Jwk = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Enrolment:
    """Keys are public JWKs (RFC 7517)."""

    kid: str
    kiosk_id: str
    office_id: str
    office_name: str
    intake_key: Jwk
    receipt_keys: tuple[Jwk, ...]
    enrolled_at: datetime


def find_enrolment(database: Database) -> Enrolment | None:
    with database.read() as connection:
        row = connection.execute(select(enrolment)).first()
    if row is None:
        return None
    return Enrolment(
        kid=row.kid,
        kiosk_id=row.kiosk_id,
        office_id=row.office_id,
        office_name=row.office_name,
        intake_key=json.loads(row.intake_key),
        receipt_keys=tuple(json.loads(row.receipt_keys)),
        enrolled_at=row.enrolled_at,
    )


def save_enrolment(database: Database, granted: Enrolment) -> None:
    """Replace whatever enrolment there was."""
    with database.write() as connection:
        connection.execute(delete(enrolment))
        connection.execute(
            insert(enrolment).values(
                id=1,
                kid=granted.kid,
                kiosk_id=granted.kiosk_id,
                office_id=granted.office_id,
                office_name=granted.office_name,
                intake_key=json.dumps(dict(granted.intake_key)),
                receipt_keys=json.dumps([dict(key) for key in granted.receipt_keys]),
                enrolled_at=granted.enrolled_at,
            )
        )
