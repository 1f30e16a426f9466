"""What central keeps of a person beside the record. Consents stand in the acts that they came with; looks
in the audit of grants and in the list of the looks of staff.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import UTC
from uuid import UUID

from pydantic import ValidationError
from sqlalchemy import Connection, Engine, exists, select

from central.cases.opening import person_hash
from central.grants.audit import AuditWhat
from central.grants.tables import grant_audit
from central.judging.stored_acts import StoredActs
from central.keys.hashing import number_hash
from central.keys.opening import UnusableError
from central.store.case_tables import case_file
from central.store.schema import act, look
from kiosk.contract.kinds import find_kind
from kiosk.contract.records import MOST_KEPT, KeptData, Looked, LookedAt, StandingConsent
from kiosk.contract.wire import ActContent

_LOOKS = (AuditWhat.READ, AuditWhat.FOUND, AuditWhat.STATED)
_MOST_ACTS = 200  # of one person
logger = logging.getLogger(__name__)


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

    def _filed(self, connection: Connection, number: str) -> list[UUID]:
        """The acts of the person's cases."""
        mine = select(case_file.c.case_id).where(case_file.c.person == person_hash(self._key, number))
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
