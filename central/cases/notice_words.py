"""What a notice of a case is filled in with, as the case was at the version that it tells of."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, select

from central.cases.forms import labels_of
from central.cases.kinds import handler_of
from central.cases.table import reasons
from central.notices.catalogue import Filling
from central.store.case_tables import case_change, case_file
from kiosk.contract.feed import CaseState


def filling_of(connection: Connection, case_id: UUID, version: int, reason: str | None) -> Filling:
    case = connection.execute(select(case_file).where(case_file.c.case_id == case_id)).one()
    then = select(case_change.c.state, case_change.c.asked)
    mine = case_change.c.case_id == case_id, case_change.c.version == version
    line = connection.execute(then.where(*mine)).one()
    asked = labels_of(case.kind or "", case.about, line.asked or ())
    told = handler_of(case.kind or "").words(CaseState(line.state), asked=bool(asked))
    why = None if reason is None else reasons()[reason].text
    return Filling(case.number or str(case.case_id), told, why, asked)
