"""Who may not decide on cases asks central nothing, and without a line nothing opens."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from kiosk.authentication.staff import StaffMember
from kiosk.contract.staff import StaffRole
from kiosk.errors import KnownError
from kiosk.ledger_desk import LedgerDesk
from kiosk.review_desk import ReviewDesk
from kiosk.settings import load_settings
from local_db.audit_log import AuditLog
from tests.manual_clock import ManualClock


@pytest.mark.parametrize("role", [None, StaffRole.TECHNICIAN, StaffRole.AUDITOR])
def test_only_officers_and_supervisors_open_a_case(tmp_path: Path, role: StaffRole | None) -> None:
    clock = ManualClock()
    settings = load_settings(tmp_path / "none.toml", mode="development", data_folder=tmp_path)
    member = None if role is None else StaffMember("100001", "Trần Văn Mẫu", role)
    desk = LedgerDesk(settings, clock)  # never opened: nothing is asked of it
    with pytest.raises(KnownError) as caught:
        ReviewDesk(desk, clock).open(member, uuid4(), "123456")
    assert caught.value.code == "staff_not_allowed"


def test_without_a_line_nothing_opens_and_the_try_is_noted(tmp_path: Path) -> None:
    clock, act_id = ManualClock(), uuid4()
    settings = load_settings(
        tmp_path / "none.toml",
        mode="development",
        data_folder=tmp_path,
        central={"url": "http://127.0.0.1:9"},
    )
    desk = LedgerDesk(settings, clock)
    desk.start()
    with pytest.raises(KnownError) as caught:
        ReviewDesk(desk, clock).open(
            StaffMember("100001", "Trần Văn Mẫu", StaffRole.OFFICER), act_id, "123456"
        )
    assert caught.value.code == "central_unreachable"
    entry = AuditLog(desk.get().database).entries()[0]
    assert (entry.action, entry.actor, entry.outcome, entry.reference) == (
        "staff.review.refused",
        "staff:100001",
        "central_unreachable",
        f"act={act_id}",
    )
    desk.close()
