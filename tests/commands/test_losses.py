"""Losses by command: told with their receipt numbers, settled by staff, audited."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.clock import SystemClock
from kiosk.ledger import open_ledger
from kiosk.reference_number import reference_number
from kiosk.settings import load_settings
from local_db.audit_log import AuditLog
from local_db.shown_acts import ShownAct, ShownActs
from tests.commands.run_main import run_main

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
ACT, STREAM = UUID(int=0x0199_0000_0000_7000_8000_0001_2345_6789), UUID(int=7)


@pytest.mark.expects_log("an act is missing")
def test_a_loss_is_told_by_its_receipt_number_and_settled_by_staff(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(f'mode = "development"\ndata_folder = "{tmp_path}/data"\n', "utf-8")
    settings = load_settings(file)
    open_ledger(settings, SystemClock()).close()
    ShownActs(tmp_path / "data" / "kiosk.db.shown").add(ShownAct(ACT, STREAM, 3, NOW))
    told = json.loads(run_main("losses", "list", "--settings", str(file)).stdout)["losses"]
    number = reference_number(ACT)
    assert told == [
        {
            "receipt": number,
            "recorded_at": NOW.isoformat(),
            "fault": "missing",
            "at_central": False,
            "settled_by": None,
        }
    ]
    for wrong in (("settle", "0000-0000-0", "--staff", "an-01"), ("settle", number, "--staff", "Nguyễn An")):
        refused = run_main("losses", *wrong, "--settings", str(file))
        assert refused.returncode == 1
        assert json.loads(refused.stdout)["error"]["sentence"]
    settled = run_main("losses", "settle", number.lower(), "--staff", "an-01", "--settings", str(file))
    assert settled.returncode == 0, settled.stderr
    ledger = open_ledger(settings, SystemClock())
    assert ledger.keeper.health().lost == 0
    newest = AuditLog(ledger.database).entries(1)[0]
    assert (newest.action, newest.actor, newest.reference) == (
        "store.loss.settled",
        "staff:an-01",
        f"act={ACT}",
    )
    ledger.close()
