"""What central gave this kiosk when it was enrolled."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from local_db.database import Database
from local_db.schema import enrolment, secret
from local_db.secret_store import delete_secret, find_secret, replace_secret

Jwk = Mapping[str, str]
# Beside the secrets, because they change with the enrolment that those belong to.
_KEYS_NUMBER = "central_keys_number"
_REVOKED = "revoked_by_central"


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


def find_keys_number(database: Database) -> int:
    """The number of the set of central's keys that the enrolment holds; 0 before there were numbers."""
    kept = find_secret(database, _KEYS_NUMBER)
    return 0 if kept is None else int(kept)


def find_revoked(database: Database) -> bool:
    """Whether central had revoked this kiosk when it was last heard."""
    return find_secret(database, _REVOKED) is not None


def save_revoked(database: Database, *, revoked: bool) -> None:
    if revoked:
        replace_secret(database, _REVOKED, b"1")
    else:
        delete_secret(database, _REVOKED)


def save_enrolment(database: Database, granted: Enrolment, keys_number: int = 0) -> None:
    """Replace whatever enrolment there was."""
    with database.write() as connection:
        connection.execute(delete(secret).where(secret.c.name == _KEYS_NUMBER))
        connection.execute(insert(secret).values(name=_KEYS_NUMBER, value=str(keys_number).encode("ascii")))
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
