"""Central's keys can be changed and lost, and kiosks follow without losing an act."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import main
from central.embedded import EmbeddedCentral
from central.http.problems import ProblemError
from central.judging.quarantine import Quarantine
from central.keys.central_keys import CentralKeys, KeysError, load_keys, public_jwk
from central.keys.keyring import KeyState, KeyUse, read_ring, rotate
from kiosk.contract.keys import KEYS_TYP, CentralKeySet, PublishedKeys
from kiosk.sync.act import Act
from kiosk.sync.central_keys import open_key_set
from kiosk.sync.delivery import Exchange
from kiosk.sync.errors import SyncError
from kiosk.sync.pinned_keys import PinnedKeys
from kiosk.sync.receipts import ReceiptVerifier
from local_db.outbox import OutboxState
from tests.central.intake.test_intake import events_of, push
from tests.manual_clock import ManualClock
from tests.ready_made import kiosk_database
from tests.sync_parts import Station, open_station, sample_act


@pytest.fixture
def database_url() -> None:
    """Keys lie in files: one database will do."""


def folder(central: EmbeddedCentral) -> Path:
    return central._settings.data_dir / "keys"


def record(station: Station) -> Act:
    act = sample_act()
    station.recorder.record(act)
    return act


def exchange(station: Station, central: EmbeddedCentral) -> Exchange:
    client = station.client(central.url)
    try:
        return station.delivery(client).exchange()
    finally:
        client.close()


def settled(done: Exchange) -> list[OutboxState]:
    return [row.state for row in done.settled]


def intake_of(station: Station) -> dict[str, str]:
    return dict(station.credentials.get_enrolment().intake_key)


@pytest.mark.parametrize("use", list(KeyUse))
@pytest.mark.parametrize("times", [1, 3])
def test_a_kiosk_follows_changed_keys(
    station: Station, central: EmbeddedCentral, use: KeyUse, times: int
) -> None:
    """However often they changed while it was away, what it recorded before counts."""
    act, before = record(station), central.central.keys.number
    for _ in range(times):
        rotate(folder(central), use, central.central.now())
    done = exchange(station, central)
    assert (settled(done), done.problem) == ([OutboxState.SENT], None)
    assert central.find_stored_act(act.act_id).case_number is not None
    assert station.credentials.keys_number == before + times
    assert intake_of(station) == public_jwk(central.central.keys.intake)
    record(station)
    assert settled(exchange(station, central)) == [OutboxState.SENT]


def test_an_idle_kiosk_follows_too_and_keeps_what_it_learned(
    station: Station, central: EmbeddedCentral, tmp_path: Path, clock: ManualClock
) -> None:
    rotate(folder(central), KeyUse.INTAKE, clock.now())
    assert exchange(station, central).problem is None
    assert intake_of(station) == public_jwk(central.central.keys.intake)
    station.close()
    reopened = open_station(kiosk_database(tmp_path / "KIOSK-01" / "kiosk.db"), clock)
    assert reopened.credentials.keys_number == central.central.keys.number
    assert intake_of(reopened) == public_jwk(central.central.keys.intake)
    reopened.close()


def test_receipts_of_a_former_key_still_verify(
    station: Station, central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    act = record(station)
    exchange(station, central)
    before = central.find_stored_act(act.act_id).receipt
    rotate(folder(central), KeyUse.RECEIPT, central.central.now())
    record(station)
    exchange(station, central)
    trusted = station.credentials.get_enrolment().receipt_keys
    assert ReceiptVerifier(trusted).verify(before).act_id == act.act_id
    late = new_station("KIOSK-02").credentials.get_enrolment().receipt_keys
    assert ReceiptVerifier(late).verify(before).act_id == act.act_id


def test_a_former_receipt_key_is_trusted_until_its_day(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    act = record(station)
    exchange(station, central)
    old = central.central.keys.receipt.thumbprint()
    rotate(folder(central), KeyUse.RECEIPT, clock.now())
    assert old in central.central.keys.trusted_receipt_keys(clock.now())
    later = clock.now() + timedelta(days=400)
    assert old not in central.central.keys.trusted_receipt_keys(later)
    assert len(central.central.keys.publish(later).signed) == 2
    assert central.find_stored_act(act.act_id).sequence == 1


def test_a_lost_receipt_key_is_replaced_by_one_that_kiosks_know(
    station: Station, central: EmbeddedCentral
) -> None:
    act = record(station)
    exchange_losing_the_answer(station, central)
    lost = central.central.keys.receipt
    rotate(folder(central), KeyUse.RECEIPT, central.central.now(), lost=True)
    done = exchange(station, central)  # the act is a duplicate there: its receipt is signed anew
    assert (settled(done), done.problem) == ([OutboxState.SENT], None)
    case_number = central.find_stored_act(act.act_id).case_number
    assert done.settled[0].case_number == case_number
    assert public_jwk(lost) not in [dict(key) for key in station.credentials.get_enrolment().receipt_keys]


def exchange_losing_the_answer(station: Station, central: EmbeddedCentral) -> None:
    push(station, central, events_of(station))


def test_with_all_receipt_keys_lost_a_new_enrolment_goes_on_without_loss(
    station: Station, central: EmbeddedCentral
) -> None:
    act = record(station)
    exchange_losing_the_answer(station, central)
    for _ in range(2):
        rotate(folder(central), KeyUse.RECEIPT, central.central.now(), lost=True)
    done = exchange(station, central)
    assert (settled(done), done.problem) == ([], "central_keys_not_trusted")
    station.enrol(central.url, central.new_enrolment_code("KIOSK-01"))
    done = exchange(station, central)
    assert (settled(done), done.problem) == ([OutboxState.SENT], None)
    assert done.settled[0].act_id == act.act_id


def test_with_the_intake_key_lost_new_acts_go_on_and_old_ones_wait_for_its_return(
    station: Station, central: EmbeddedCentral
) -> None:
    sealed_before = record(station)
    old = folder(central) / "intake.pem"
    kept = old.read_bytes()
    rotate(folder(central), KeyUse.INTAKE, central.central.now(), lost=True)
    old.unlink()
    central.stop()
    central.start()
    exchange(station, central)
    central.wait_for_judging()
    parts = central.central
    quarantine = Quarantine(parts.engine, parts.keys, parts.now)
    (entry,) = quarantine.entries()
    assert (entry.act_id, entry.problem) == (sealed_before.act_id, "envelope-key-unknown")
    sealed_after = record(station)
    assert settled(exchange(station, central)) == [OutboxState.SENT]
    assert central.find_stored_act(sealed_after.act_id).sequence == 2
    old.write_bytes(kept)
    with pytest.raises(ProblemError):
        central.find_stored_act(sealed_before.act_id)
    quarantine.judge_again([entry])
    parts.judge_thread.wake()
    assert central.find_stored_act(sealed_before.act_id).sequence == 1


def test_an_older_set_and_one_of_a_stranger_are_not_taken(
    station: Station, central: EmbeddedCentral, tmp_path: Path
) -> None:
    now, pinned = central.central.now(), PinnedKeys(station.credentials.get_enrolment().receipt_keys)
    older = central.central.keys.publish(now)
    rotate(folder(central), KeyUse.INTAKE, now)
    exchange(station, central)
    taken = intake_of(station)
    station.credentials.take(open_key_set(older, pinned))
    assert (intake_of(station), station.credentials.keys_number) == (taken, central.central.keys.number)
    stranger = load_keys(tmp_path / "stranger")
    for forged in (stranger.publish(now), PublishedKeys(signed=[]), PublishedKeys(signed=["a.b.c"])):
        with pytest.raises(SyncError, match="central_keys_not_trusted"):
            open_key_set(forged, pinned)


def test_a_receipt_is_no_set_of_keys(station: Station, central: EmbeddedCentral) -> None:
    act = record(station)
    exchange(station, central)
    receipt = central.find_stored_act(act.act_id).receipt
    pinned = PinnedKeys(station.credentials.get_enrolment().receipt_keys)
    with pytest.raises(SyncError):
        open_key_set(PublishedKeys(signed=[receipt]), pinned)
    signed = central.central.keys.publish(central.central.now()).signed[0]
    right = CentralKeySet.model_validate_json(pinned.open(signed, KEYS_TYP))
    assert right.number == central.central.keys.number


def test_after_a_restore_of_old_keys_kiosks_follow_the_next_change(
    station: Station, central: EmbeddedCentral, tmp_path: Path, clock: ManualClock
) -> None:
    """The numbers of sets begin at the clock: one that was given already is not given to another set."""
    clock.set_wall_clock(datetime.now(UTC))
    shutil.copytree(folder(central), tmp_path / "backup")
    for _ in range(3):
        rotate(folder(central), KeyUse.INTAKE, clock.now())
    exchange(station, central)
    clock.advance(3600)
    shutil.rmtree(folder(central))
    shutil.copytree(tmp_path / "backup", folder(central))
    rotate(folder(central), KeyUse.INTAKE, clock.now())
    exchange(station, central)
    assert intake_of(station) == public_jwk(central.central.keys.intake)
    record(station)
    assert settled(exchange(station, central)) == [OutboxState.SENT]


def test_a_key_that_is_gone_stops_the_start_and_is_named(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    load_keys(keys)
    receipt = keys / "receipt.pem"
    kept = receipt.read_bytes()
    receipt.unlink()
    with pytest.raises(KeysError, match="rotate-key receipt --lost"):
        load_keys(keys)
    assert not receipt.exists()  # no new key is made in silence, which no kiosk would trust
    receipt.write_bytes(kept)
    ring = read_ring(keys)
    (keys / ring.get(KeyUse.RECEIPT, KeyState.NEXT).file).unlink()
    with pytest.raises(KeysError, match="rotate-key receipt`"):
        load_keys(keys)
    rotate(keys, KeyUse.RECEIPT, datetime.now(UTC))
    assert kept_key(load_keys(keys), ring.get(KeyUse.RECEIPT, KeyState.CURRENT).kid)


@pytest.mark.expects_log("the keys cannot be read, those in use stay: KeysError")
def test_a_key_that_goes_while_central_runs_stays_in_use(tmp_path: Path) -> None:
    keys = load_keys(tmp_path / "keys")
    signing = keys.receipt.thumbprint()
    receipt = tmp_path / "keys" / "receipt.pem"
    kept = receipt.read_bytes()
    receipt.unlink()
    assert keys.receipt.thumbprint() == signing
    receipt.write_bytes(kept)
    rotate(tmp_path / "keys", KeyUse.RECEIPT, datetime.now(UTC))
    assert keys.receipt.thumbprint() != signing


def kept_key(keys: CentralKeys, kid: str) -> bool:
    return kid in keys.trusted_receipt_keys(datetime.now(UTC))


def test_keys_of_an_earlier_version_go_on(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    first = load_keys(keys)
    for name in ("keyring.json", first.records[2].file):
        (keys / name).unlink()
    again = load_keys(keys)
    assert again.intake.thumbprint() == first.intake.thumbprint()
    assert again.receipt.thumbprint() == first.receipt.thumbprint()
    assert again.hashing == first.hashing
    assert {path.stat().st_mode & 0o777 for path in keys.iterdir()} == {0o600}


def test_the_commands_show_and_change_keys(
    station: Station, central: EmbeddedCentral, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ("--data", str(central._settings.data_dir))

    def run(*arguments: str) -> dict[str, object]:
        assert main.main(["central", *arguments, *data, "--json"]) == 0
        return dict(json.loads(capsys.readouterr().out))

    first = run("keys")["number"]
    numbers = [run("rotate-key", "receipt")["number"], run("rotate-key", "intake", "--lost")["number"]]
    assert sorted({first, *numbers}, key=str) == [first, *numbers]
    record(station)
    done = exchange(station, central)
    assert settled(done) == [OutboxState.SENT]  # the file of the lost key is still there: it opens
    assert main.main(["central", "rotate-key", "receipt", *data]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"Set number {central.central.keys.number}\n")
    assert "Kiosks trust the new key already" in told
    assert main.main(["central", "keys", "--data", str(central._settings.data_dir / "none")]) == 1
