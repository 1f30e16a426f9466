from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from joserfc.jwk import ECKey

from kiosk.audit import AuditEvent, AuditTrail
from kiosk.sync.checkpoints import CheckpointSigning
from local_db.audit_log import AuditLog
from local_db.database import open_database
from local_db.keys import DatabaseKey

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
VISIT, ACT = UUID(int=1), UUID(int=2)


def test_events_join_the_chain(tmp_path: Path) -> None:
    database = open_database(tmp_path / "kiosk.db", DatabaseKey(bytes(range(48))))
    log = AuditLog(database)
    trail = AuditTrail(log, CheckpointSigning(ECKey.generate_key("P-256")))
    trail.record(AuditEvent(what="visit.begun", visit_id=VISIT, at=NOW))
    trail.record(AuditEvent(what="outbox.shown", actor="staff:an-01", at=NOW, reference=ACT, outcome="ok"))
    assert log.verify().sequence == 2
    second, first = log.entries()
    assert (first.actor, first.action, first.reference) == ("citizen", "visit.begun", f"visit={VISIT}")
    assert (second.actor, second.reference) == ("staff:an-01", f"act={ACT}")
    database.close()


@pytest.mark.parametrize(
    "wrong",
    [
        {"what": "Nguyễn Văn Thử"},
        {"what": "visit.begun 001099000017"},
        {"what": "visit.001099000017"},
        {"what": "visit.n001099000017"},
        {"what": ""},
        {"what": "visit.begun", "actor": "staff:001099000017"},
        {"what": "visit.begun", "actor": "Nguyễn"},
        {"what": "visit.begun", "outcome": "mail to thu@example.vn"},
    ],
)
def test_free_text_and_numbers_of_persons_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="codes only"):
        AuditEvent(at=NOW, **wrong)
