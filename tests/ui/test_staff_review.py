"""An officer at the kiosk opens a case, goes through the checklist and decides: over the real line."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyotp
import pytest
from PySide6.QtWidgets import QApplication

from kiosk.contract.attachments import CHIP_PORTRAIT
from kiosk.contract.feed import CaseState
from kiosk.contract.staff import StaffRole
from kiosk.sync.act import Act, Enclosed
from simulation.card.plain_portrait import plain_portrait
from tests.acts import registration_payload
from tests.central.checked import passing
from tests.patience import until
from tests.sync_parts import sample_act
from tests.ui.devices.card import NAME
from tests.ui.devices.staff import CODE
from tests.ui.staff_office import Office, go_in, kiosk_of, open_office, seen
from tests.ui.walk import Walk, open_kiosk

KIND = "registration.adult"
CHIP = plain_portrait("JPEG2000")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with open_office(tmp_path) as made:
        yield made


def filed(office: Office) -> Act:
    """A registration that the machine left to staff, with both pictures, at central."""
    payload: dict[str, Any] = registration_payload(portrait=b64encode(plain_portrait()).decode("ascii"))
    payload["card"] = {**payload["card"], "portrait_sha256": hashlib.sha256(CHIP).hexdigest()}
    payload["verification"] = {"outcome": "staff_review", "reasons": ["face_match_uncertain"]}
    enclosed = (Enclosed(CHIP_PORTRAIT, "image/jp2", CHIP),)
    act = replace(sample_act(payload=payload, kind=KIND), enclosed=enclosed)
    office.ledger.recorder.record(act)
    until(lambda: office.ledger.outbox.counts().pending == 0)
    until(lambda: not office.ledger.attachments.waiting())
    while office.central.central.judge.judge_some():
        pass
    return act


def code_for_central(office: Office, role: StaffRole) -> str:
    account = office.hired[role].account
    secret = office.central.central.grants.officers.give(account).secret
    return pyotp.TOTP(secret).at(office.clock.now())


def open_case(walk: Walk, office: Office, role: StaffRole) -> None:
    go_in(walk, office, role)
    walk.tap("staff.queue")
    walk.arrive("staff_queue")
    walk.wait_for("act.0")
    walk.tap("filter.undecided")
    walk.wait_for("act.0")
    walk.tap("act.0")
    walk.arrive("staff_act")
    walk.wait_for("case.state")
    walk.tap("primary")
    walk.arrive("staff_review")
    walk.wait_for_keys()
    walk.type_digits(code_for_central(office, role))
    walk.wait_for("review.outcome")


def go_through(walk: Walk, answers: dict[str, str]) -> None:
    """From the evidence to the decision."""
    walk.tap("primary")
    for answer in answers.values():
        walk.tap(f"answer.{answer}")
        walk.tap("primary")
    walk.wait_for("decision.approve")


def test_two_members_of_staff_approve_what_the_machine_left_open(qapp: QApplication, office: Office) -> None:
    act = filed(office)
    officer, supervisor = (office.hired[role].account for role in (StaffRole.OFFICER, StaffRole.SUPERVISOR))
    answers = {**passing(KIND, "approve"), "person": "by_eye"}
    with kiosk_of(office) as walk:
        open_case(walk, office, StaffRole.OFFICER)
        shown = seen(walk)
        assert "Máy để cán bộ quyết định" in shown
        assert "Khuôn mặt giống chưa chắc chắn" in shown
        assert "Việt Nam (VNM)" in shown
        for picture in ("face.chip", "face.live"):
            assert walk.wait_for(picture).property("source").toString().startswith("image://scan/")
        go_through(walk, answers)
        walk.tap("decision.approve")
        walk.wait_for("review.two")
        walk.tap("primary")
        assert "Đề nghị đã ghi" in str(walk.wait_for("review.done").property("text"))
        walk.tap("primary")
        walk.arrive("staff_queue")
        assert NAME not in seen(walk)
        walk.tap("back")
        walk.arrive("staff_menu")
        walk.tap("primary")
        walk.arrive("attract")
        office.clock.advance(30)
        open_case(walk, office, StaffRole.SUPERVISOR)
        assert officer in str(walk.wait_for("review.proposed").property("text"))
        go_through(walk, answers)
        walk.tap("decision.approve")
        walk.tap("primary")
        assert "Đã duyệt" in str(walk.wait_for("review.done").property("text"))
    whole = office.central.central.cases.get(supervisor, str(act.act_id))
    assert whole.case.state is CaseState.APPROVED
    told = [(line.change, line.who, line.kiosk_id) for line in whole.history[-2:]]
    assert told == [("propose_approve", officer, "KIOSK-01"), ("approve", supervisor, "KIOSK-01")]
    assert dict(whole.history[-1].points) == answers
    audited = [(each.action, each.outcome) for each in office.audited() if "review" in each.action]
    assert audited == [
        ("staff.review.opened", "ok"),
        ("staff.review.deciding", "approve"),
        ("staff.review.decided", "proposed"),
        ("staff.review.opened", "ok"),
        ("staff.review.deciding", "approve"),
        ("staff.review.decided", "ok"),
    ]


def test_what_speaks_against_approving_leaves_the_other_decisions(qapp: QApplication, office: Office) -> None:
    act = filed(office)
    with kiosk_of(office) as walk:
        open_case(walk, office, StaffRole.OFFICER)
        go_through(walk, {**passing(KIND, "approve"), "record": "differs"})
        approve = walk.wait_for("decision.approve")
        assert approve.property("locked") is True
        assert approve.property("note") == "Danh mục kiểm tra có mục chưa đạt."
        walk.tap("decision.approve")
        assert walk.wait_for("primary").property("available") is False
        walk.tap("decision.return")
        walk.tap("reason.data_differ")
        walk.tap("primary")
        assert "Chờ bổ sung" in str(walk.wait_for("review.done").property("text"))
    whole = office.central.central.cases.get(office.hired[StaffRole.OFFICER].account, str(act.act_id))
    assert (whole.case.state, whole.history[-1].reason) == (CaseState.RETURNED, "data_differ")


def test_a_wrong_code_shows_nothing(qapp: QApplication, office: Office) -> None:
    filed(office)
    with kiosk_of(office) as walk:
        go_in(walk, office, StaffRole.OFFICER)
        walk.tap("staff.queue")
        walk.arrive("staff_queue")
        walk.tap("act.0")
        walk.arrive("staff_act")
        walk.wait_for("case.state")
        walk.tap("primary")
        walk.arrive("staff_review")
        walk.wait_for_keys()
        walk.type_digits("000000")
        assert "Mã không dùng được" in str(walk.wait_for("staffFault").property("text"))
        assert walk.find("review.outcome") is None
    refused = [each for each in office.audited() if each.action == "staff.review.refused"]
    assert [each.outcome for each in refused] == ["officer-refused"]


@pytest.mark.parametrize("role", [StaffRole.TECHNICIAN, StaffRole.AUDITOR])
def test_others_open_no_case(qapp: QApplication, office: Office, role: StaffRole) -> None:
    filed(office)
    with kiosk_of(office) as walk:
        go_in(walk, office, role)
        walk.tap("staff.queue")
        walk.arrive("staff_queue")
        walk.tap("act.0")
        walk.arrive("staff_act")
        walk.wait_for("case.state")
        assert walk.find("primary") is None


def test_going_back_keeps_the_answers_and_leaving_forgets_all(qapp: QApplication) -> None:
    with open_kiosk() as walk:
        walk.staff_review()
        vm = walk.kiosk.vm.stage.scans
        walk.tap("primary")
        walk.tap("answer.same")
        walk.tap("primary")
        walk.tap("answer.chip")
        walk.tap("reviewOther")
        assert walk.wait_for("answer.same").property("chosen") is True
        walk.tap("back")
        walk.arrive("staff_act")
        assert not vm._images  # no picture of the person is left
        walk.tap("primary")
        walk.arrive("staff_review")
        assert walk.find("review.outcome") is None
        walk.wait_for_keys()
        walk.type_digits(CODE)
        walk.wait_for("review.outcome")
        walk.tap("primary")
        assert walk.wait_for("answer.same").property("chosen") is False
