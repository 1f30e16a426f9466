from __future__ import annotations

import dataclasses
import secrets
from pathlib import Path

import pytest
from sqlalchemy import text

from kiosk.sync.errors import SyncError, SyncErrorCode
from local_db.errors import LocalDbError, LocalDbErrorCode
from local_db.outbox import ActIdReusedError, OutboxState
from tests.acts import SUBJECT, registration_payload
from tests.ready_made import kiosk_database
from tests.sync_parts import Station, open_station, sample_act


def test_an_unenrolled_kiosk_says_so_and_stores_nothing(station: Station) -> None:
    with pytest.raises(SyncError) as caught:
        station.recorder.record(sample_act())
    assert caught.value.code == SyncErrorCode.NOT_ENROLLED
    assert station.outbox.counts().pending == 0


def test_recording_is_durable_repeatable_and_wakes_the_sender(enrolled: Station, tmp_path: Path) -> None:
    woken: list[bool] = []
    enrolled.recorder.on_recorded = lambda: woken.append(True)
    act = sample_act()
    recorded = enrolled.recorder.record(act)
    assert enrolled.recorder.record(act) == recorded
    assert (recorded.act_id, recorded.sequence, recorded.case_number) == (act.act_id, 1, None)
    assert woken == [True, True]
    reopened = open_station(kiosk_database(tmp_path / "kiosk" / "kiosk.db"))
    assert reopened.outbox.get(act.act_id).state is OutboxState.PENDING
    assert reopened.credentials.kid == enrolled.credentials.kid
    reopened.close()


def test_same_id_with_other_content_is_a_bug(enrolled: Station) -> None:
    act = sample_act()
    enrolled.recorder.record(act)
    with pytest.raises(ActIdReusedError):
        enrolled.recorder.record(dataclasses.replace(act, payload={"other": True}))


def test_full_disk_is_named_and_the_act_can_be_recorded_later(enrolled: Station) -> None:
    enrolled.recorder.record(sample_act())
    with enrolled.database.read() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        limit = connection.execute(text("PRAGMA max_page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count={pages}"))
    large = sample_act(payload={"noise": secrets.token_hex(100_000)})
    with pytest.raises(LocalDbError) as caught:
        enrolled.recorder.record(large)
    assert caught.value.code == LocalDbErrorCode.DISK_FULL
    assert enrolled.outbox.counts().pending == 1
    with enrolled.database.read() as connection:
        connection.execute(text(f"PRAGMA max_page_count={limit}"))
    assert enrolled.recorder.record(large).sequence == 2


def test_no_plain_text_of_the_act_is_on_the_disk(enrolled: Station, tmp_path: Path) -> None:
    enrolled.recorder.record(sample_act(payload=registration_payload(full_name="Trần Thị Hoàng Yến")))
    for when in ("in the log", "in the file"):
        content = b"".join(each.read_bytes() for each in (tmp_path / "kiosk").iterdir())
        for canary in ("Trần Thị Hoàng Yến", SUBJECT, "canary", "Đăng ký"):
            assert canary.encode() not in content, when
        enrolled.database.checkpoint()


def test_nothing_of_the_person_is_in_a_repr(enrolled: Station) -> None:
    act = sample_act()
    shown = repr(act) + repr(enrolled.recorder.record(act)) + repr(enrolled.outbox.pending(5, 1 << 20))
    assert SUBJECT not in shown
    assert "Nguyễn" not in shown
    assert "•" not in shown
