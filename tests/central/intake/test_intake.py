from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from central.http.problems import ProblemError
from central.intake.case_numbers import CaseNumber, read_case_number, stream_number
from kiosk.contract.feed import FEED_TYP, ActNews, Topic, unpack_page
from kiosk.contract.wire import Event, EventStatus, PushResponse, chain_hash
from kiosk.sync.client import CentralClient
from kiosk.sync.errors import CentralRefusedError
from kiosk.sync.pinned_keys import PinnedKeys
from kiosk.sync.receipts import ReceiptVerifier
from tests.acts import contact_change_payload, registration_payload, service_payload
from tests.sync_parts import Station, sample_act


def record(station: Station, count: int) -> list[Event]:
    acts = [sample_act() for _ in range(count)]
    for act in acts:
        station.recorder.record(act)
    return events_of(station)


def events_of(station: Station) -> list[Event]:
    return [
        Event(
            act_id=act.act_id,
            sequence=act.sequence,
            previous=act.previous,
            chain=act.chain,
            sealed=act.sealed,
            transfer=act.transfer,
            kind=act.kind,
            receipt=act.receipt,
        )
        for act in station.outbox.pending(50, 1 << 22)
    ]


def stream_of(station: Station) -> UUID:
    return station.outbox.pending(1, 1)[0].stream_id


def push(station: Station, central: EmbeddedCentral, events: list[Event]) -> PushResponse:
    client = station.client(central.url)
    try:
        return client.push(stream_of(station), events)
    finally:
        client.close()


def statuses(answer: PushResponse) -> list[EventStatus]:
    return [result.status for result in answer.results]


def problems(station: Station, central: EmbeddedCentral) -> dict[UUID, str | None]:
    """What the kiosk is told of its acts once they are judged: those in quarantine, and why."""
    central.wait_for_judging()
    client = station.client(central.url)
    try:
        page = unpack_page(
            PinnedKeys(station.credentials.get_enrolment().receipt_keys).open(
                client.changes("").signed, FEED_TYP
            )
        )
    finally:
        client.close()
    told = [ActNews.model_validate(each.content) for each in page.entries if each.topic == Topic.ACTS]
    return {each.act_id: each.problem for each in told if each.quarantined}


def stored_count(central: EmbeddedCentral) -> int:
    with central.central.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM event")).scalar_one())


def test_acts_are_stored_once_and_signed_for(station: Station, central: EmbeddedCentral) -> None:
    events = record(station, 3)
    first = push(station, central, events)
    again = push(station, central, events)
    assert statuses(first) == [EventStatus.ACCEPTED] * 3
    assert statuses(again) == [EventStatus.DUPLICATE] * 3
    assert [result.receipt for result in again.results] == [result.receipt for result in first.results]
    assert (first.last_sequence, stored_count(central)) == (3, 3)
    verifier = ReceiptVerifier(station.credentials.get_enrolment().receipt_keys)
    claims = [verifier.verify(result.receipt or "") for result in first.results]
    digits = stream_number(stream_of(station))
    numbers = [read_case_number(claim.case_number or "") for claim in claims]
    assert numbers == [CaseNumber("DK", 26, digits, place) for place in (1, 2, 3)]
    assert [claim.sequence for claim in claims] == [1, 2, 3]


def test_overlapping_batches_fit_together(station: Station, central: EmbeddedCentral) -> None:
    events = record(station, 4)
    push(station, central, events[:2])
    assert statuses(push(station, central, events)) == [
        EventStatus.DUPLICATE,
        EventStatus.DUPLICATE,
        EventStatus.ACCEPTED,
        EventStatus.ACCEPTED,
    ]


def test_a_gap_stops_the_batch(station: Station, central: EmbeddedCentral) -> None:
    events = record(station, 4)
    answer = push(station, central, [events[0], events[2], events[3]])
    assert statuses(answer) == [EventStatus.ACCEPTED, EventStatus.GAP]
    assert answer.last_sequence == 1


def test_a_byte_flipped_on_the_way_is_refused_and_the_right_one_taken_later(
    station: Station, central: EmbeddedCentral
) -> None:
    event = record(station, 1)[0]
    flipped = event.sealed[:100] + ("A" if event.sealed[100] != "A" else "B") + event.sealed[101:]
    answer = push(station, central, [event.model_copy(update={"sealed": flipped})])
    assert statuses(answer) == [EventStatus.REFUSED]
    assert answer.results[0].problem is not None
    assert answer.results[0].problem.code == "event-altered"
    assert stored_count(central) == 0
    assert statuses(push(station, central, [event])) == [EventStatus.ACCEPTED]


def test_a_byte_flipped_before_chaining_is_quarantined_and_holds_nobody_up(
    station: Station, central: EmbeddedCentral
) -> None:
    first, second = record(station, 2)
    flipped = first.sealed[:100] + ("A" if first.sealed[100] != "A" else "B") + first.sealed[101:]
    chain = chain_hash(first.previous, 1, first.act_id, flipped)
    bad = first.model_copy(update={"sealed": flipped, "chain": chain})
    follows = second.model_copy(
        update={"previous": chain, "chain": chain_hash(chain, 2, second.act_id, second.sealed)}
    )
    answer = push(station, central, [bad, follows])
    assert statuses(answer) == [EventStatus.ACCEPTED, EventStatus.ACCEPTED]
    # The second was signed for another predecessor: a bad link is found, not hidden.
    assert problems(station, central) == {
        first.act_id: "envelope-unreadable",
        second.act_id: "envelope-misplaced",
    }
    assert statuses(push(station, central, [bad])) == [EventStatus.DUPLICATE]
    with pytest.raises(ProblemError):
        central.find_stored_act(bad.act_id)


def test_another_history_diverges(
    station: Station, central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    events = record(station, 2)
    push(station, central, events)
    forged = events[1].model_copy(
        update={"act_id": UUID(int=7), "chain": chain_hash(events[0].chain, 2, UUID(int=7), events[1].sealed)}
    )
    answer = push(station, central, [forged])
    assert statuses(answer) == [EventStatus.DIVERGED]
    assert stored_count(central) == 2


def test_an_act_id_counts_once_even_in_another_stream(
    station: Station, central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    act = sample_act()
    station.recorder.record(act)
    push(station, central, events_of(station))
    other = new_station("KIOSK-02")
    other.recorder.record(act)
    central.wait_for_judging()
    push(other, central, events_of(other))
    assert problems(other, central) == {act.act_id: "act-id-reused"}
    assert problems(station, central) == {}
    assert central.find_stored_act(act.act_id).kiosk_id == "KIOSK-01"


def test_a_stream_belongs_to_one_device(
    station: Station, central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    events = record(station, 1)
    push(station, central, events)
    thief = new_station("KIOSK-02")
    client = thief.client(central.url)
    calls: list[Callable[[CentralClient], object]] = [
        lambda client: client.push(stream_of(station), events),
        lambda client: client.stream_state(stream_of(station)),
    ]
    codes = []
    for call in calls:
        with pytest.raises(CentralRefusedError) as caught:
            call(client)
        codes.append(caught.value.code)
    client.close()
    assert codes == ["stream-of-another-device", "stream-unknown"]


def test_parallel_repeats_of_a_batch_store_it_once(station: Station, central: EmbeddedCentral) -> None:
    events = record(station, 5)
    stream_id = stream_of(station)
    answers: list[PushResponse] = []
    client = station.client(central.url)

    def push_until_answered() -> None:
        while True:
            try:
                answers.append(client.push(stream_id, events))
                return
            except CentralRefusedError as refusal:  # a device has one push under way
                if refusal.code != "busy":
                    raise

    threads = [threading.Thread(target=push_until_answered) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    client.close()
    assert len(answers) == 6
    assert stored_count(central) == 5
    assert len({tuple(result.receipt for result in answer.results) for answer in answers}) == 1


def test_the_letters_of_a_number_are_those_of_the_kind(station: Station, central: EmbeddedCentral) -> None:
    payloads = {
        "registration.adult": registration_payload(),
        "contact.change": contact_change_payload(),
        "service.filed": service_payload(),
    }
    acts = [sample_act(payload=made, kind=kind) for kind, made in payloads.items()]
    for act in acts:
        station.recorder.record(act)
    push(station, central, events_of(station))
    numbers = [central.find_stored_act(act.act_id).case_number or "" for act in acts]
    assert [number[:2] for number in numbers] == ["DK", "TD", "HS"]


def test_a_kind_that_the_sealed_act_does_not_confirm_is_noticed(
    station: Station, central: EmbeddedCentral
) -> None:
    event = record(station, 1)[0]
    push(station, central, [event.model_copy(update={"kind": "service.filed"})])
    assert problems(station, central) == {event.act_id: "kind-misstated"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "account.closing"}, "kind-unknown"),
        ({"schema_version": 9}, "kind-unknown"),
        (
            {"kind": "service.filed", "schema_version": 2},
            "content-invalid",
        ),  # with the payload of a registration
        ({"payload": {}}, "content-invalid"),
        ({"payload": registration_payload() | {"further": True}}, "content-invalid"),
        ({"subject_id": "079085001234"}, "content-invalid"),  # about another person than it names
    ],
)
def test_what_cannot_be_worked_on_is_kept_for_staff(
    station: Station, central: EmbeddedCentral, change: dict[str, Any], code: str
) -> None:
    good = sample_act()
    bad = dataclasses.replace(sample_act(), **change)
    station.recorder.record(bad)
    station.recorder.record(good)
    answer = push(station, central, events_of(station))
    assert statuses(answer) == [EventStatus.ACCEPTED, EventStatus.ACCEPTED]
    assert problems(station, central) == {bad.act_id: code}
    assert central.find_stored_act(good.act_id).sequence == 2


def test_the_stored_act_is_what_the_kiosk_recorded(station: Station, central: EmbeddedCentral) -> None:
    act = sample_act()
    station.recorder.record(act)
    push(station, central, events_of(station))
    stored = central.stored_act(act.act_id)
    assert stored["content"]["payload"] == act.payload
    assert stored["content"]["subject_id"] == act.subject_id
    assert stored["content"]["occurred_at"] == "2026-03-02T01:30:00Z"
    assert (stored["kiosk_id"], stored["sequence"]) == ("KIOSK-01", 1)


def test_central_keeps_acts_sealed(station: Station, central: EmbeddedCentral) -> None:
    act = sample_act()
    station.recorder.record(act)
    push(station, central, events_of(station))
    with central.central.engine.connect() as connection:
        everything = repr(connection.execute(text("SELECT * FROM event")).all())
    assert "Nguyễn" not in everything
    assert act.subject_id not in everything


def test_data_survives_a_restart(station: Station, central: EmbeddedCentral) -> None:
    events = record(station, 1)
    before = push(station, central, events)
    url = central.url
    central.stop()
    assert central.start() == url
    after = push(station, central, events)
    assert after.results[0].receipt == before.results[0].receipt
    client = station.client(url)
    state = client.stream_state(stream_of(station))
    client.close()
    assert (state.last_sequence, state.chain_head) == (1, events[0].chain)
