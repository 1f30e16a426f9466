"""A result goes by e-mail: the address is asked for, what became of the mail is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.contract.wire import PROBLEM_TYPE_BASE, Problem
from kiosk.errors import KnownError
from kiosk.language import Language
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from tests.ui.as_written import as_written
from tests.ui.calculating import PLAYS, calculating_parts, reach_result
from tests.ui.conftest import OpenWalk
from tests.ui.devices.machine import TestLineState
from tests.ui.walk import Walk

ADDRESS = "lan.thu@example.vn"


@pytest.fixture
def walk(open_walk: OpenWalk, tmp_path: Path) -> Walk:
    opened = open_walk(parts=calculating_parts(tmp_path / "printed"))
    reach_result(opened, PLAYS["missing_compulsory_months"])
    opened.wait_for_keys()
    return opened


def _ask(walk: Walk, address: str = ADDRESS) -> None:
    walk.tap("mail")
    walk.arrive("mail_result")
    walk.wait_for_keys()
    walk.field("mail.address.text", address)


def _title(walk: Walk, name: str) -> str:
    return as_written(walk.wait_for(name).property("title"))


def test_it_is_sent_and_the_way_leads_back(walk: Walk) -> None:
    _ask(walk)
    walk.tap("primary")
    assert _title(walk, "mailed") == "Đã gửi đến l•••@example.vn"
    ((address, language, pdf),) = walk.parts.mails.sent
    assert (address, language, pdf[:5]) == (ADDRESS, Language.VIETNAMESE, b"%PDF-")
    walk.tap("primary")
    walk.arrive("result")


def test_another_address_after_the_first(walk: Walk) -> None:
    _ask(walk)
    walk.tap("primary")
    walk.wait_for("mailed")
    assert walk.find("keyboard") is None
    walk.tap("again")
    walk.wait_for("keyboard")
    walk.field("mail.address.text", "nga@example.vn")
    walk.tap("primary")
    assert _title(walk, "mailed") == "Đã gửi đến n•••@example.vn"
    assert [address for address, _, _ in walk.parts.mails.sent] == [ADDRESS, "nga@example.vn"]


def test_what_is_no_address_is_said_beside_the_field(walk: Walk) -> None:
    _ask(walk, "lan.thu")
    walk.tap("primary")
    walk.wait_for("mail.address.fault")
    assert walk.parts.mails.sent == []
    walk.tap("back")
    walk.arrive("result")
    walk.tap("mail")
    walk.arrive("mail_result")
    assert walk.wait_for("mail.address.text").property("text") == "lan.thu"  # nothing typed is lost


def _refusal(code: str, retry_after: float) -> CentralRefusedError:
    return CentralRefusedError(
        Problem(type=f"{PROBLEM_TYPE_BASE}{code}", title=code, status=429), retry_after
    )


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (_refusal("sent-just-now", 60), "1 phút"),
        (_refusal("send-limit-reached", 1700), "28 phút"),
        (SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "down"), "mất kết nối"),
        (_refusal("mail-failed", 30), "Lúc này chưa gửi được"),
    ],
)
def test_why_it_did_not_go_and_what_else_can_be_done(walk: Walk, fault: KnownError, said: str) -> None:
    walk.parts.mails.fault = fault
    _ask(walk)
    walk.tap("primary")
    notice = as_written(walk.wait_for("notMailed").property("text"))
    assert said in notice
    assert "quét mã QR" in notice
    walk.parts.mails.fault = None
    walk.tap("primary")
    walk.wait_for("mailed")


def test_without_a_line_the_button_says_why(walk: Walk) -> None:
    walk.parts.line.on_state(TestLineState(False, 0))
    walk.wait_until(lambda: walk.wait_for("mail").property("available") is False, "the button to be grey")
    assert "mất kết nối" in str(walk.wait_for("mail").property("reason"))
    walk.parts.line.on_state(TestLineState(True, 0))
    walk.wait_until(lambda: walk.wait_for("mail").property("available") is True, "the button to be there")


@pytest.mark.parametrize(("aside", "screen"), [("callStaff", "staff_called"), ("end", "leave")])
def test_half_an_address_is_there_again(walk: Walk, aside: str, screen: str) -> None:
    _ask(walk, "lan")
    walk.tap(aside)
    walk.arrive(screen)
    walk.wait_for_keys()
    walk.tap("primary")
    walk.arrive("mail_result")
    assert walk.wait_for("mail.address.text").property("text") == "lan"


def test_the_address_is_forgotten_with_the_visit(walk: Walk) -> None:
    _ask(walk)
    walk.tap("primary")
    walk.wait_for("mailed")
    mailing = walk.parts.navigator.visit.mailing
    assert mailing.any
    walk.tap("primary")
    walk.arrive("result")
    walk.tap("primary")
    walk.arrive("anything_else")
    walk.tap("primary")
    walk.arrive("goodbye")
    assert not mailing.any
