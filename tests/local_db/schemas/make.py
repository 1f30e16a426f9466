"""Makes the database of a schema version with the code of that version, once: run it in a checkout of that
time, ``python make.py 0002 FOLDER``. The tests upgrade what it left; an old one is never made by new code.
"""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from uuid import UUID

from joserfc.jwk import ECKey
from sqlalchemy import text

sys.path.insert(0, ".")
from kiosk.sync.client import public_jwk
from local_db.audit_log import AuditEntry, AuditLog
from local_db.outbox import StoredReceipt
from tests.sync_parts import Station, open_station, sample_act

WIRE = "kiosk.contract.wire" if Path("kiosk/contract").exists() else "kiosk.sync.contract"  # before 0002
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
SUBJECT = "001099000017"


def main(version: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    station = open_station(folder / f"{version}.db")
    key = public_jwk(ECKey.generate_key("P-256"))
    station.credentials.store(
        import_module(WIRE).EnrolmentGrant(
            kid=station.credentials.kid,
            kiosk_id="KIOSK-07",
            office_id="00100",
            office_name="BHXH cơ sở Thử",
            intake_key=key,
            receipt_keys=[key],
            server_time=NOW,
        )
    )
    for _ in range(4):
        station.recorder.record(sample_act())
    acts = station.outbox.pending(10, 1 << 30)
    for act, quarantined in ((acts[0], False), (acts[1], True)):
        digest = hashlib.sha256(act.sealed.encode()).hexdigest()
        number = None if quarantined else "DK-2026-000001"
        station.outbox.settle(
            StoredReceipt(
                act.act_id, act.stream_id, act.sequence, digest, "receipt", NOW, number, quarantined
            )
        )
    log = AuditLog(station.database)
    for step in range(5):
        log.append(AuditEntry(NOW, "citizen", f"visit.step{step}", "", "ok"))
    if version >= "0002":
        from local_db.drafts import Drafts

        Drafts(station.database).put(SUBJECT, b"sealed draft", NOW)
    if version >= "0005":
        attach(station)
    expected = {
        "kid": station.credentials.kid,
        "audit_head": log.verify().hash,
        "acts": [
            {
                "act_id": str(act.act_id),
                "state": station.outbox.get(UUID(str(act.act_id))).state.value,
                "chain": act.chain,
                "sealed": act.sealed,
            }
            for act in acts
        ],
    }
    station.database.checkpoint()
    station.close()
    (folder / f"{version}.json").write_text(json.dumps(expected, indent=1) + "\n", "utf-8")


def attach(station: Station) -> None:
    """A file held for no act, and one that waits with the last act."""
    station.attach(UUID(int=5), b"held")
    kept = station.attach(station.outbox.rows(1)[0].act_id, b"waiting")
    with station.database.write() as connection:
        connection.execute(
            text("UPDATE attachment SET state = 'waiting' WHERE attachment_id = :kept"),
            {"kept": str(kept.attachment_id)},
        )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
