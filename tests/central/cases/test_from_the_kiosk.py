"""From the act at a kiosk to the officer's decision, and what the kiosk hears of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pydantic import JsonValue

from central.embedded import EmbeddedCentral
from central.feed.entries import ALL, News, add_news, scope_of_device
from central.feed.forgetting import forget
from kiosk.contract.feed import CaseState, Topic
from kiosk.contract.staff import StaffRole
from tests.acts import service_payload
from tests.central.files.uploading import send_all
from tests.central.judging.test_judging import exchange, send
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act

OFFICER = "104201"


def told(station: Station) -> dict[str, str]:
    words = station.cases.of([row.act_id for row in station.outbox.rows()])
    return {str(act_id): word.state for act_id, word in words.items()}


def test_an_act_is_decided_and_its_kiosk_hears_of_it(station: Station, central: EmbeddedCentral) -> None:
    act = sample_act(payload=service_payload(), kind="service.filed")
    send(station, central, act)
    desk = central.central.cases
    central.central.staff.add(OFFICER, "Trần Văn Mẫu", StaffRole.OFFICER, "00100")
    (listed,) = desk.cases(OFFICER)
    assert listed.number == station.outbox.get(act.act_id).case_number
    assert (listed.kind, listed.about) == ("service.filed", "9.2")
    assert (listed.office_id, listed.version) == ("00100", 1)
    assert told(station) == {}
    for change, state in (
        ("take", CaseState.IN_REVIEW),
        ("approve", CaseState.APPROVED),
    ):
        version = desk.get(OFFICER, listed.name).case.version
        desk.change(OFFICER, listed.name, change, version)
        exchange(station, central)
        assert told(station) == {str(act.act_id): state}


def test_an_act_that_is_judged_again_changes_no_case(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    """When its files come, that which opened one and that which joined it."""
    acts = [station.record_with(bytes(3000)) for _ in range(2)]
    exchange(station, central)
    central.wait_for_judging()
    central.central.staff.add(OFFICER, "Trần Văn Mẫu", StaffRole.OFFICER, "00100")
    before = central.central.cases.get(OFFICER, str(acts[0].act_id))
    assert before.acts == tuple(each.act_id for each in acts)
    assert [each.change for each in before.history] == ["open", "join"]
    send_all(station, central.url, clock)
    assert all(each.stored for act in acts for each in central.find_stored_act(act.act_id).attachments)
    assert central.central.cases.get(OFFICER, str(acts[0].act_id)) == before


def test_a_supplement_from_another_kiosk_is_told_to_both(
    station: Station, central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    first, second = (sample_act(payload=service_payload(), kind="service.filed") for _ in range(2))
    send(station, central, first)
    desk = central.central.cases
    central.central.staff.add(OFFICER, "Trần Văn Mẫu", StaffRole.OFFICER, "00100")
    name = str(first.act_id)
    desk.change(OFFICER, name, "take", 1)
    desk.change(OFFICER, name, "return", 2, reason="document_missing")
    other = new_station("KIOSK-02")
    send(other, central, second)
    exchange(station, central)
    assert told(station) == {str(first.act_id): CaseState.IN_REVIEW}
    assert told(other) == {str(second.act_id): CaseState.IN_REVIEW}
    assert desk.get(OFFICER, name).acts == (first.act_id, second.act_id)


def test_what_central_has_forgotten_of_a_case_the_kiosk_still_knows(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    act = sample_act(payload=service_payload(), kind="service.filed")
    send(station, central, act)
    central.central.staff.add(OFFICER, "Trần Văn Mẫu", StaffRole.OFFICER, "00100")
    central.central.cases.change(OFFICER, str(act.act_id), "take", 1)
    exchange(station, central)
    clock.advance(400 * 86400)
    assert forget(central.central.engine, clock.now() - timedelta(days=1)) > 0
    exchange(station, central)  # the cursor holds no more: a snapshot, which has nothing of the case
    assert told(station) == {str(act.act_id): CaseState.IN_REVIEW}


@pytest.mark.expects_log("what this version cannot read")
def test_a_state_of_a_later_version_holds_up_nothing(station: Station, central: EmbeddedCentral) -> None:
    act = sample_act()
    send(station, central, act)
    words: JsonValue = {"vi": "Hồ sơ đã chuyển nơi khác.", "en": "Moved elsewhere."}
    content: dict[str, JsonValue] = {"act_id": str(act.act_id), "case_number": None}
    content |= {"state": "moved", "version": 2, "changed_at": "2026-03-02T01:30:00Z", "told": words}
    scope = scope_of_device(station.credentials.kid)
    with central.central.engine.begin() as connection:
        news = [News(scope, Topic.CASES, str(act.act_id), content), News(ALL, "songs", "hymn", {})]
        add_news(connection, central.central.now(), news)
    exchange(station, central)
    assert told(station) == {}
    assert [each.key for each in station.told.entries()] == ["hymn"]
