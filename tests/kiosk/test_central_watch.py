"""What central says of this kiosk reaches the people around it: once, audited, and after a restart too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from central.embedded import EmbeddedCentral
from kiosk.audit import AuditEvent
from kiosk.central_watch import CentralWatch
from kiosk.ledger import Ledger, open_ledger
from kiosk.settings import Settings, load_settings
from kiosk.sync.enrolment import enrol
from tests.manual_clock import ManualClock
from tests.patience import until
from tests.ready_made import central_folder


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def central(tmp_path: Path, clock: ManualClock) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(central_folder(tmp_path / "central"), now=clock.now)
    server.start()
    yield server
    server.stop()


def settings_for(folder: Path, central: EmbeddedCentral) -> Settings:
    return load_settings(
        folder / "none.toml",
        mode="development",
        data_folder=folder / "data",
        central={"url": central.url, "poll_seconds": 0.05, "retry_cap_seconds": 0.05},
    )


def opened(folder: Path, central: EmbeddedCentral, clock: ManualClock) -> Ledger:
    return open_ledger(settings_for(folder, central), clock)


@pytest.mark.expects_log("device_revoked: central has revoked this kiosk")
def test_a_revocation_closes_the_kiosk_and_a_new_enrolment_opens_it(
    tmp_path: Path, central: EmbeddedCentral, clock: ManualClock
) -> None:
    audited: list[AuditEvent] = []
    watch = CentralWatch(clock, audited.append)
    ledger = opened(tmp_path, central, clock)
    enrol(ledger.central, ledger.credentials, central.new_enrolment_code())
    watch.look(ledger)
    assert audited == []
    central.central.devices.revoke("KIOSK-01")
    ledger.sync.start()
    until(lambda: ledger.credentials.is_revoked)
    watch.look(ledger)
    watch.look(ledger)
    assert [(event.what, event.actor) for event in audited] == [("device.revoked", "kiosk")]
    ledger.close()
    after_restart = CentralWatch(clock, audited.append)
    ledger = opened(tmp_path, central, clock)
    after_restart.look(ledger)
    assert audited[-1].what == "device.revoked"
    enrol(ledger.central, ledger.credentials, central.new_enrolment_code())
    after_restart.look(ledger)
    ledger.close()
    assert (after_restart.is_revoked, audited[-1].what) == (False, "device.restored")


@pytest.mark.expects_log("the clock of this kiosk is 180 minutes ahead of central's")
def test_a_clock_that_differs_is_told_once_and_when_it_agrees_again(
    tmp_path: Path, central: EmbeddedCentral, clock: ManualClock
) -> None:
    audited: list[AuditEvent] = []
    own = ManualClock(clock.now() + timedelta(hours=3))
    watch = CentralWatch(own, audited.append)
    ledger = opened(tmp_path, central, own)
    enrol(ledger.central, ledger.credentials, central.new_enrolment_code())
    ledger.sync.start()
    until(lambda: ledger.sync.status.online)
    watch.look(ledger)
    watch.look(ledger)
    assert watch.clock_error == timedelta(hours=-3)
    assert [(event.what, event.outcome) for event in audited] == [
        ("clock.differs_from_central", "ahead-180-minutes")
    ]
    own.set_wall_clock(clock.now())
    until(lambda: abs(ledger.sync.clock_offset) < timedelta(minutes=1))
    watch.look(ledger)
    ledger.close()
    assert watch.clock_error == timedelta()
    assert audited[-1].what == "clock.agrees_with_central"
