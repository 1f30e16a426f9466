"""What a kiosk tells of itself stands at its page, calls somebody by the rules, and is told by mail once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from central.embedded import EmbeddedCentral
from central.kiosks.alarm_rules import MEASURES, AlarmRulesError, load_rules
from central.kiosks.alarms import count_by_rule
from central.messages.mailbox import FolderMailbox, Mail, MailError
from central.operations.alarm_round import AlarmRound
from central.operations.metrics import QueueCollector
from central.pages.labels import labels
from kiosk.contract.kiosk_state import Device, DeviceState, FaultKind, FaultReport, FaultsSent
from kiosk.places import EndReason
from kiosk.sync.client import CentralClient
from tests.central.pages.conftest import OFFICER, STRANGER, SUPERVISOR, TECHNICIAN, Staff
from tests.central.pages.test_markup import check
from tests.kiosk_health import healthy
from tests.manual_clock import ManualClock
from tests.sync_parts import Station

PAGE = "/staff/kiosks/KIOSK-01"
OPERATIONS = Path(__file__).parents[3] / "docs" / "operations.md"


@pytest.fixture
def line(station: Station, central: EmbeddedCentral) -> Iterator[CentralClient]:
    client = station.client(central.url)
    yield client
    client.close()


@pytest.fixture
def round_(central: EmbeddedCentral, tmp_path: Path, clock: ManualClock) -> AlarmRound:
    return AlarmRound(
        central.central.alarm_round._alarms, FolderMailbox(tmp_path / "mail"), "it@bhxh.example.vn", clock.now
    )


def fault(clock: ManualClock, reference: str, kind: FaultKind = FaultKind.BUG) -> FaultReport:
    return FaultReport(
        reference=reference,
        kind=kind,
        at=clock.now(),
        version="0.1.0",
        error="KeyError",
        place="kiosk/navigator.py:233",
    )


def mails(tmp_path: Path) -> list[Mail]:
    return FolderMailbox(tmp_path / "mail").mails()


def test_the_page_of_a_kiosk_says_how_it_is(staff: Staff, line: CentralClient, clock: ManualClock) -> None:
    browser = staff.signed_in(TECHNICIAN)
    browser.open("/staff/kiosks")
    (link,) = browser.page.xpath("//th[@scope='row']/a/@href")
    browser.open(re.sub(r"^http://[^/]+", "", link))
    assert "Máy chưa báo tình trạng" in browser.text
    assert "Không có gì cần xử lý" in browser.text
    broken = healthy(
        devices={Device.READER: DeviceState.OUT},
        printer="no_paper",
        oldest_unsent_seconds=90_000,
        unsent_acts=2,
    )
    assert line.report_health(broken).again_after_seconds >= 60
    sent = FaultsSent(faults=(fault(clock, "1a2b3c4d"), fault(clock, "00000001", FaultKind.POWER)))
    assert line.report_faults(sent).taken == 2
    assert line.report_faults(sent).taken == 2  # again: it counts once
    browser.open(PAGE)
    for words in (
        "đầu đọc thẻ hỏng",
        "máy in hết giấy",
        "2 hồ sơ, 0 tệp, lâu nhất 25 giờ",
        "1a2b3c4d",
        "KeyError · kiosk/navigator.py:233",
        "máy tính tắt đột ngột",
        "hoàn tất 12, thoát giữa chừng 2",
    ):
        assert words in browser.text, words
    assert browser.text.count("1a2b3c4d") == 1
    check(browser.page, PAGE)
    browser.open("/staff/kiosks")
    assert "đầu đọc thẻ hỏng" in browser.text
    check(browser.page, "/staff/kiosks")


def test_who_may_not_see_kiosks_sees_none(staff: Staff, line: CentralClient) -> None:
    assert staff.signed_in(OFFICER).open(PAGE).status_code == 403
    assert staff.signed_in(STRANGER).open(PAGE).status_code in (403, 404)
    assert staff.signed_in(SUPERVISOR).open(PAGE + "-of-nobody").status_code == 404


def test_an_alarm_stands_since_it_was_noted_is_mailed_once_and_ends(
    central: EmbeddedCentral, line: CentralClient, clock: ManualClock, round_: AlarmRound, tmp_path: Path
) -> None:
    line.report_health(healthy())
    round_.look()
    assert mails(tmp_path) == []
    line.report_health(healthy(disk_free_percent=4))
    round_.look()
    clock.advance(600)
    round_.look()
    (mail,) = mails(tmp_path)
    assert "ổ đĩa chỉ còn trống 4%" in mail.text
    assert "1 kiosk alarms" in mail.subject
    engine = central.central.engine
    with engine.connect() as connection:
        assert count_by_rule(connection) == {"disk": 1}
    (family,) = [each for each in QueueCollector(engine).collect() if each.name == "central_kiosk_alarms"]
    assert [(each.labels, each.value) for each in family.samples] == [({"alarm": "disk"}, 1.0)]
    line.report_health(healthy())
    round_.look()
    with engine.connect() as connection:
        assert count_by_rule(connection) == {}
    line.report_health(healthy(disk_free_percent=4))
    round_.look()
    assert len(mails(tmp_path)) == 2  # it came back


@pytest.mark.expects_log("was not sent")
def test_a_mail_that_fails_is_tried_again(
    line: CentralClient, central: EmbeddedCentral, clock: ManualClock, tmp_path: Path, round_: AlarmRound
) -> None:
    class Broken:
        def send(self, mail: Mail) -> None:  # noqa: ARG002
            raise MailError("ConnectionRefusedError")

    line.report_health(healthy(store_whole=False))
    AlarmRound(central.central.alarm_round._alarms, Broken(), "it@bhxh.example.vn", clock.now).look()
    round_.look()
    assert "dữ liệu tại máy" in mails(tmp_path)[0].text


def test_a_silent_kiosk_and_repeated_faults_call_somebody(
    central: EmbeddedCentral, line: CentralClient, clock: ManualClock
) -> None:
    parts = central.central
    alarms = parts.alarm_round._alarms

    def standing() -> set[str]:
        return {each.rule for each in alarms.standing(parts.devices.list())}

    line.report_health(healthy(oldest_unsent_seconds=86_400))
    line.report_faults(FaultsSent(faults=tuple(fault(clock, f"0000000{each}") for each in range(3))))
    assert standing() == {"faults"}
    clock.advance(timedelta(days=1, minutes=10).total_seconds())
    assert standing() == {"no_contact", "unsent"}  # what waits grows older, also unheard
    parts.devices.revoke("KIOSK-01")
    assert standing() == set()


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ('measure = "moon"\nat_least = 1', "there is no measure moon"),
        ('measure = "store_damaged"', "one of at_least and at_most"),
        ('measure = "store_damaged"\nat_least = 1\nat_most = 2', "one of at_least and at_most"),
        ("measure = ", "line 3"),
    ],
)
def test_a_mistake_in_the_rules_is_named(tmp_path: Path, rule: str, told: str) -> None:
    file = tmp_path / "alarms.toml"
    with pytest.raises(AlarmRulesError, match="No such file"):
        load_rules(file)
    file.write_text(f'[[alarm]]\nid = "own"\n{rule}\ntext = {{ vi = "", en = "" }}\n')
    with pytest.raises(AlarmRulesError, match=told):
        load_rules(file)


def test_every_alarm_has_its_meaning_and_a_way_on() -> None:
    """The page for operators and the rules hold the same alarms."""
    part = (
        OPERATIONS.read_text("utf-8").split("### Alarms\n", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]
    )
    lines = [line.replace("\\|", "/") for line in part.splitlines() if line.startswith("| `")]
    rows = [line.split("|")[1:-1] for line in lines]
    told = {row[0].strip().strip("`"): row[1:] for row in rows}
    assert list(told) == [each.id for each in load_rules()]
    assert all(len(row) == 3 and all(cell.strip() for cell in row) for row in told.values())
    assert {each.measure for each in load_rules()} == set(MEASURES)


def test_every_word_that_a_kiosk_can_say_has_one_for_staff() -> None:
    assert set(labels()["kiosk_device"]) == set(Device)
    assert set(labels()["device_state"]) == set(DeviceState)
    assert set(labels()["fault_kind"]) == set(FaultKind)
    assert set(labels()["visit_end"]) == set(EndReason)
