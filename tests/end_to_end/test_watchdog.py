"""A kiosk that is killed or stands still is back within ten seconds, shows nothing of the person and has lost
nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.embedded import EmbeddedCentral
from kiosk.clock import SystemClock
from kiosk.contract.kiosk_state import FaultKind
from kiosk.ledger import open_ledger
from kiosk.self_watch.fault_book import FaultBook
from kiosk.self_watch.places import FAULTS, RUNNING
from tests.acts import SUBJECT
from tests.again import again
from tests.end_to_end.interrupted_kiosk import enrol_in, settings_in
from tests.end_to_end.service_manager import ServiceManager
from tests.end_to_end.watched_kiosk import BROKEN, SHOWN
from tests.kiosk.visits import proved_reading
from tests.patience import until
from tests.ready_made import central_folder

_MOST_SECONDS = 10.0
NOBODY = "http://127.0.0.1:9"  # the line is down


@pytest.fixture
def enrolled(tmp_path: Path) -> Path:
    central = EmbeddedCentral(central_folder(tmp_path / "central"))
    central.start()
    enrol_in(tmp_path, central)
    central.stop()
    return tmp_path


@pytest.fixture(params=[again("kill"), "freeze"])
def manager(request: pytest.FixtureRequest, enrolled: Path) -> Iterator[ServiceManager]:
    module = "tests.end_to_end.watched_kiosk"
    program = [sys.executable, "-W", "error", "-m", module, str(enrolled), NOBODY, request.param]
    made = ServiceManager(enrolled, program)
    yield made
    made.close()


@pytest.mark.losses
def test_back_on_the_first_page_with_act_and_draft(manager: ServiceManager, enrolled: Path) -> None:
    manager.start()
    silent = manager.wait_for_silence()
    assert (enrolled / BROKEN).exists()
    started = manager.start()
    back_after = min(silent, manager.watchdog) + manager.restart + started
    print(f"silent {silent:.1f} s, pause {manager.restart:.0f} s, start {started:.1f} s of the processor")
    assert back_after <= _MOST_SECONDS
    until((enrolled / SHOWN).exists)
    shown = json.loads((enrolled / SHOWN).read_text("utf-8"))
    assert shown["screen"] == "attract"
    card = proved_reading().identity
    for secret in (SUBJECT, card.personal_number, card.full_name):
        assert not any(secret in text for text in shown["texts"])
    assert any("Chạm để bắt đầu" in text for text in shown["texts"])
    assert shown["with_card"] == "resume"
    assert shown["answers"]
    (fault,) = FaultBook(enrolled / "kiosk" / FAULTS, SystemClock()).waiting()
    assert (fault.kind, fault.place, fault.error) == (FaultKind.ENDED, None, None)
    manager.stop()
    assert not (enrolled / "kiosk" / RUNNING).exists()  # this run said good-bye
    ledger = open_ledger(settings_in(enrolled, NOBODY), SystemClock())
    assert ledger.outbox.pending_count() == 1
    told = [each.action for each in ledger.audit._log.entries() if each.action.startswith("kiosk.fault")]
    ledger.close()
    assert told == ["kiosk.fault.ended"]
