"""What central keeps of a person beside the record. Consents stand in the acts that they came with; looks
in the audit of grants and in the list of the looks of staff.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, Select, exists, select

from central.grants.audit import AuditWhat
from central.grants.tables import grant_audit
from central.http.problems import ProblemError
from central.judging.stored_acts import StoredActs
from central.keys.hashing import number_hash, person_hash
from central.keys.opening import UnusableError
from central.store.case_tables import case_file
from central.store.schema import act, look
from ekyc.card.personal_number import PersonalNumber, sex_of
from ekyc.card.reading import Sex
from kiosk.contract.kinds import find_kind
from kiosk.contract.kinds.parts import IdentityPart
from kiosk.contract.records import (
    MOST_KEPT,
    KeptData,
    Looked,
    LookedAt,
    Person,
    Section,
    StandingConsent,
)
from kiosk.contract.wire import ActContent

_LOOKS = (AuditWhat.READ, AuditWhat.FOUND, AuditWhat.STATED)
_MOST_ACTS = 200  # of one person
OWN_SECTIONS = frozenset({Section.CASES, Section.KEPT, Section.NOTICES})
"""No part of the register: who is in none may have something there all the same."""
logger = logging.getLogger(__name__)


def has_filed(connection: Connection, key: bytes, number: str) -> bool:
    """Whether the person with this personal number has a case here."""
    return bool(connection.execute(select(_cases_of(key, number).exists())).scalar())


def _cases_of(key: bytes, number: str) -> Select[tuple[UUID]]:
    return select(case_file.c.case_id).where(case_file.c.person == person_hash(key, number))


class KeptReading:
    """``key``: for the hashes under which people stand in the tables."""

    def __init__(self, engine: Engine, key: bytes, acts: StoredActs) -> None:
        self._engine = engine
        self._key = key
        self._acts = acts

    def of(self, number: str) -> KeptData:
        """Of the person with this personal number."""
        with self._engine.connect() as connection:
            act_ids = self._filed(connection, number)
            looks = [*self._readings(connection, number), *_looks_of_staff(connection, act_ids)]
        return KeptData(
            consents=tuple(self._consents(act_ids))[:MOST_KEPT],
            looks=tuple(sorted(looks, key=lambda each: each.at, reverse=True))[:MOST_KEPT],
        )

    def person(self, number: str) -> Person | None:
        """Of whom the register knows nothing, as they were named when they filed last; None of who has filed
        nothing that still opens.
        """
        with self._engine.connect() as connection:
            act_ids = self._filed(connection, number)
        return next((found for each in act_ids if (found := self._named(each, number)) is not None), None)

    def _named(self, act_id: UUID, number: str) -> Person | None:
        try:
            payload = self._acts.get(act_id).content.payload
            identity = IdentityPart.model_validate(payload["identity"], strict=False)
        except (ProblemError, UnusableError, KeyError, ValidationError) as error:
            logger.error("who filed act %s is not known: %s", act_id, type(error).__name__)
            return None
        if identity.personal_number != number:
            return None
        return Person(
            personal_number=number,
            full_name=identity.full_name,
            date_of_birth=identity.date_of_birth,
            sex="female" if sex_of(PersonalNumber(number)) is Sex.FEMALE else "male",
        )

    def _filed(self, connection: Connection, number: str) -> list[UUID]:
        """The acts of the person's cases, the newest first."""
        mine = _cases_of(self._key, number)
        query = select(act.c.act_id).where(act.c.case_id.in_(mine)).order_by(act.c.act_id.desc())
        return list(connection.execute(query.limit(_MOST_ACTS)).scalars())

    def _readings(self, connection: Connection, number: str) -> Iterator[LookedAt]:
        read, granted = grant_audit.c, grant_audit.alias("granted").c
        vouched = exists().where(
            granted.grant_id == read.grant_id,
            granted.what == AuditWhat.GRANTED,
            granted.officer.is_not(None),
        )
        query = (
            select(read.at, read.office_id, vouched.label("vouched"))
            .where(read.number_hash == number_hash(self._key, number), read.what.in_(_LOOKS))
            .order_by(read.at.desc())
            .limit(MOST_KEPT)
        )
        for row in connection.execute(query):
            yield LookedAt(
                by=Looked.VOUCHED if row.vouched else Looked.KIOSK, at=row.at, office=row.office_id
            )

    def _consents(self, act_ids: Sequence[UUID]) -> Iterator[StandingConsent]:
        """To each purpose what was said last, the newest first."""
        said = [each for act_id in act_ids for each in self._said(act_id)]
        standing: dict[str, StandingConsent] = {}
        for each in sorted(said, key=lambda each: each.at, reverse=True):
            standing.setdefault(each.purpose, each)
        yield from standing.values()

    def _said(self, act_id: UUID) -> Iterator[StandingConsent]:
        try:
            yield from _consents_of(self._acts.get(act_id).content)
        except (UnusableError, ValidationError, OverflowError):
            logger.error("act %s cannot be read: its consents are not told", act_id)


def _consents_of(content: ActContent) -> list[StandingConsent]:
    """Raises ValidationError and OverflowError for what no kiosk of ours says."""
    kind = find_kind(content.kind, content.schema_version)
    if kind is None:
        return []
    payload = kind.payload.model_validate(content.payload)
    return [
        StandingConsent(
            purpose=each.purpose,
            given=each.given,
            at=each.answered_at.astimezone(UTC),
            office=payload.office_code,
            text_version=each.text_version,
        )
        for each in payload.consents
    ]


def _looks_of_staff(connection: Connection, act_ids: Sequence[UUID]) -> Iterator[LookedAt]:
    query = select(look.c.at).where(look.c.act_id.in_(act_ids)).order_by(look.c.at.desc()).limit(MOST_KEPT)
    for at in connection.execute(query).scalars():
        yield LookedAt(by=Looked.STAFF, at=at)
