"""Each fault of the line does what its name says, and the act is at central once after all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from kiosk.sync.errors import SyncError, SyncErrorCode
from tests.faults.faulty_proxy import Fault, FaultyProxy
from tests.patience import PATIENCE, until
from tests.ready_made import central_folder, kiosk_database
from tests.sync_parts import open_station, sample_act

ARRIVES = {
    Fault.REFUSED: False,
    Fault.CUT_REQUEST: False,
    Fault.CUT_REPLY: True,
    Fault.HELD_REPLY: True,
    Fault.LATE_REQUEST: True,
    Fault.DOUBLED: True,
    Fault.SHORTENED: True,
    Fault.TOO_LARGE: False,
    Fault.TOO_MANY: False,
    Fault.BUSY: False,
    Fault.LATE_GATEWAY: True,
}
CODES = {
    Fault.SHORTENED: "central_answer_invalid",
    Fault.TOO_LARGE: "http-413",
    Fault.TOO_MANY: "http-429",
    Fault.BUSY: "busy",
    Fault.LATE_GATEWAY: "http-504",
}
LATE = (Fault.HELD_REPLY, Fault.LATE_REQUEST)  # the others answer at once


@pytest.mark.parametrize("fault", Fault)
def test_what_a_fault_leaves_at_central(tmp_path: Path, fault: Fault) -> None:
    central = EmbeddedCentral(central_folder(tmp_path / "central"))
    central.start()
    station = open_station(kiosk_database(tmp_path / "kiosk.db"))
    station.enrol(central.url, central.new_enrolment_code())
    act = sample_act()
    station.recorder.record(act)

    def stored() -> int:
        with central.central.engine.connect() as connection:
            return int(connection.execute(text("SELECT count(*) FROM event")).scalar_one())

    proxy = FaultyProxy(int(central.url.rpartition(":")[2]), seed=1, share=1.0, kinds=[fault])
    with proxy.running() as url:
        client = station.client(url, timeout_seconds=0.5 if fault in LATE else PATIENCE)
        if fault is Fault.DOUBLED:
            assert len(station.delivery(client).exchange().settled) == 1
        else:
            with pytest.raises(SyncError) as caught:
                station.delivery(client).exchange()
            assert caught.value.code == CODES.get(fault, SyncErrorCode.CENTRAL_UNREACHABLE)
        assert proxy.met == Counter({fault: 1})
        if ARRIVES[fault]:
            until(lambda: stored() == 1)  # one that is late arrives after the kiosk has given up
        assert stored() == ARRIVES[fault]
        client.close()
        proxy.share = 0.0
        client = station.client(url, timeout_seconds=PATIENCE)
        station.delivery(client).exchange()
        assert station.outbox.counts().sent == 1
        assert stored() == 1
        client.close()
    station.close()
    central.stop()
