"""Numbers on receipts: given without waiting for anybody, and never twice, whatever is restored."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from central.embedded import EmbeddedCentral
from central.intake.case_numbers import stream_number
from central.keys.central_keys import load_keys
from central.keys.receipts import ReceiptSigner
from kiosk.sync.act import Act
from kiosk.sync.receipts import ReceiptVerifier
from local_db.outbox import OutboxState
from tests.acts import contact_change_payload, registration_payload, service_payload
from tests.central.intake.test_intake import events_of
from tests.central_backup import put_back, take_backup
from tests.patience import PATIENCE
from tests.sync_parts import Station, sample_act

MIXED = {
    "registration.adult": registration_payload(),
    "contact.change": contact_change_payload(),
    "service.filed": service_payload(),
}


class Backup:
    """A copy of central's database, taken and put back while central stands still."""

    def __init__(self, central: EmbeddedCentral, folder: Path, url: str | None) -> None:
        self._central = central
        self._folder = folder
        self._url = url
        self._content = b""

    def take(self) -> None:
        if self._url is None:
            self._content = take_backup(self._folder)
        else:
            self._while_stopped(
                f"DROP DATABASE IF EXISTS {self._name}_backup",
                f"CREATE DATABASE {self._name}_backup TEMPLATE {self._name}",
            )

    def put_back(self) -> None:
        if self._url is None:
            self._central.stop()
            put_back(self._folder, self._content)
            self._start_anywhere()
        else:
            self._while_stopped(
                f"DROP DATABASE {self._name}", f"CREATE DATABASE {self._name} TEMPLATE {self._name}_backup"
            )

    @property
    def _name(self) -> str:
        return str(make_url(self._url or "").database)

    def _while_stopped(self, *statements: str) -> None:
        self._central.stop()
        server = make_url(self._url or "").set(database="postgres")
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()
        self._start_anywhere()

    def _start_anywhere(self) -> None:
        self._central._port = 0  # another process may have taken the old one meanwhile
        self._central.start()


@pytest.fixture
def backup(central: EmbeddedCentral, tmp_path: Path, database_url: str | None) -> Backup:
    return Backup(central, tmp_path / "central", database_url)


def mixed_act(number: int) -> Act:
    kind, payload = list(MIXED.items())[number % len(MIXED)]
    return sample_act(payload=payload, kind=kind)


def exchange(station: Station, central: EmbeddedCentral) -> None:
    client = station.client(central.url)
    try:
        delivery = station.delivery(client)
        while delivery.exchange().go_on:
            pass
    finally:
        client.close()


def all_sent(station: Station) -> bool:
    return {row.state for row in station.outbox.rows()} == {OutboxState.SENT}


def numbers_of(station: Station) -> list[str | None]:
    return [row.case_number for row in station.outbox.rows()]


@pytest.mark.long
def test_pushes_of_mixed_kinds_at_once_never_wait_in_a_ring(
    central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    """Eight kiosks, each with every kind in another order, five batches each, all at the same time."""
    stations = [new_station(f"KIOSK-{number}") for number in range(8)]
    together = threading.Barrier(len(stations))

    def work(first: int) -> None:
        for batch in range(5):
            for number in range(6):
                stations[first].recorder.record(mixed_act(first + batch + number))
            together.wait(PATIENCE)
            exchange(stations[first], central)

    with ThreadPoolExecutor(len(stations)) as pool:
        list(pool.map(work, range(len(stations))))
    assert all(all_sent(station) for station in stations)
    numbers = list(itertools.chain.from_iterable(numbers_of(station) for station in stations))
    assert (len(numbers), len(set(numbers))) == (240, 240)


@pytest.mark.expects_log("the feed of central is not taken: feed_goes_back")
def test_after_a_restore_from_a_backup_no_number_is_given_twice(
    central: EmbeddedCentral, new_station: Callable[[str], Station], backup: Backup
) -> None:
    old, late = new_station("KIOSK-01"), new_station("KIOSK-02")
    for number in range(3):
        old.recorder.record(mixed_act(number))
    exchange(old, central)
    backup.take()
    for station in (old, late):
        for number in range(4):
            station.recorder.record(mixed_act(number))
        exchange(station, central)
    promised = {row.act_id: row.case_number for station in (old, late) for row in station.outbox.rows()}
    backup.put_back()
    new = new_station("KIOSK-03")  # comes before those who have something to give back
    for station in (new, late, old):
        for number in range(4):
            station.recorder.record(mixed_act(number))
        exchange(station, central)
    kept = {row.act_id: row.case_number for station in (old, late, new) for row in station.outbox.rows()}
    assert kept.items() >= promised.items()
    assert len(set(kept.values())) == len(kept) == 3 + 8 + 12
    assert {act_id: central.find_stored_act(act_id).case_number for act_id in kept} == kept


def test_the_same_act_at_the_same_place_has_the_same_number_also_without_its_receipt(
    station: Station, central: EmbeddedCentral, backup: Backup
) -> None:
    """Its answer was lost, central was restored: nobody saw the first receipt, but somebody may have."""
    backup.take()
    act = sample_act()
    station.recorder.record(act)
    client = station.client(central.url)
    stream_id = station.outbox.pending(1, 1)[0].stream_id
    client.push(stream_id, events_of(station))
    client.close()
    first = central.find_stored_act(act.act_id).case_number
    backup.put_back()
    exchange(station, central)
    assert station.outbox.get(act.act_id).case_number == first


def test_a_stream_whose_digits_are_taken_is_left_for_another(
    station: Station,
    central: EmbeddedCentral,
    new_station: Callable[[str], Station],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    other = new_station("KIOSK-02")
    station.recorder.record(sample_act())
    taken = stream_number(station.outbox.pending(1, 1)[0].stream_id)
    other.recorder.record(sample_act("079085001234"))
    unlucky = other.outbox.pending(1, 1)[0].stream_id
    exchange(station, central)
    monkeypatch.setattr(
        "central.intake.intake.number_of_stream",
        lambda stream_id: taken if stream_id == unlucky else stream_number(stream_id),
    )
    exchange(other, central)
    assert all_sent(other)
    assert len({*numbers_of(station), *numbers_of(other)}) == 2


def test_only_our_own_word_about_this_very_act_is_honoured(
    station: Station, central: EmbeddedCentral, backup: Backup, tmp_path: Path
) -> None:
    backup.take()
    for number in range(3):
        station.recorder.record(mixed_act(number))
    events = events_of(station)
    stream_id = station.outbox.pending(1, 1)[0].stream_id
    client = station.client(central.url)
    receipts = [result.receipt for result in client.push(stream_id, events).results]
    client.close()
    backup.put_back()
    client = station.client(central.url)
    stranger = ReceiptSigner(load_keys(tmp_path / "stranger"), central.central.now)
    verifier = ReceiptVerifier(station.credentials.get_enrolment().receipt_keys)
    claims = verifier.verify(receipts[2] or "").model_copy(update={"case_number": "DK26-0000-0000-0001-0"})
    given = [receipts[0], receipts[0], stranger.sign(claims)]  # its own, another's, a forged one
    sent = [each.model_copy(update={"receipt": receipt}) for each, receipt in zip(events, given, strict=True)]
    again = [result.receipt for result in client.push(stream_id, sent).results]
    client.close()
    assert again[0] == receipts[0]
    assert set(again[1:]).isdisjoint(given)
    numbers = [[verifier.verify(each or "").case_number for each in row] for row in (receipts, again)]
    assert numbers[0] == numbers[1]
