"""The audit log of a kiosk and central's word about it, with the log cut and made anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from central.keys.keyring import KeyUse, rotate
from kiosk.audit import AuditEvent, AuditTrail
from kiosk.sync.checkpoints import CheckpointSigning
from local_db.audit_log import AuditExamination, AuditFault, AuditFaultKind, AuditLog
from tests.feed_parts import exchange
from tests.sync_parts import Station

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def trail_of(station: Station) -> AuditTrail:
    credentials = station.credentials
    signing = CheckpointSigning(
        credentials.device_key, credentials.former_keys(), lambda: credentials.get_enrolment().receipt_keys
    )
    return AuditTrail(AuditLog(station.database), signing)


def write(station: Station, count: int, what: str = "visit.step") -> None:
    trail = trail_of(station)
    for number in range(count):
        trail.record(AuditEvent(f"{what}{number}", NOW + timedelta(seconds=number)))


def wipe(station: Station, after: int) -> None:
    """Whoever has the key of the database, and the note beside it, removes every trace."""
    with station.database.write() as connection:
        for verb in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS audit_log_refuses_{verb}"))
        connection.execute(text(f"DELETE FROM audit_log WHERE sequence > {after}"))  # noqa: S608
        connection.execute(text(f"DELETE FROM audit_checkpoint WHERE sequence > {after}"))  # noqa: S608
    path = station.database.path
    path.with_name(f"{path.name}.audit-head").unlink()


def examined(station: Station) -> AuditExamination:
    return trail_of(station).examine()


def test_what_the_device_signed_central_countersigns(central: EmbeddedCentral, station: Station) -> None:
    write(station, 105)
    assert examined(station).countersigned_up_to == 0
    exchange(station, central.url)
    found = examined(station)
    assert (found.countersigned_up_to, found.faults) == (101, ())
    write(station, 3)
    assert examined(station).countersigned_up_to == 101
    assert AuditLog(station.database).unseen_checkpoints(9) == []


def test_a_log_that_was_cut_after_central_saw_it_is_named(central: EmbeddedCentral, station: Station) -> None:
    write(station, 105)
    exchange(station, central.url)
    wipe(station, after=40)
    assert examined(station).faults == ()  # here nothing is left that could tell
    exchange(station, central.url)
    assert examined(station).faults == (AuditFault(AuditFaultKind.MISSING, 41, 101),)


def test_a_log_that_was_made_anew_is_contradicted(central: EmbeddedCentral, station: Station) -> None:
    write(station, 105)
    exchange(station, central.url)
    wipe(station, after=1)
    write(station, 104, what="nothing.happened")
    assert examined(station).faults == ()
    exchange(station, central.url)
    assert examined(station).faults == (AuditFault(AuditFaultKind.CONTRADICTED, 101, 101),)
    (listed,) = central.central.devices.list()
    assert listed.audit_histories == 1


def test_a_repeat_and_a_stranger_change_nothing(
    central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    one, two = new_station("KIOSK-01"), new_station("KIOSK-02")
    write(one, 3)
    (signed,) = AuditLog(one.database).unseen_checkpoints(9)
    client, other = one.client(central.url), two.client(central.url)
    first = client.countersign([signed])
    assert [each.sequence for each in client.countersign([signed, signed]).countersigned] == [1]
    assert first.newest is not None
    answer = other.countersign([signed, "a.b.c", signed[:-3] + "AAA"])
    assert (answer.countersigned, answer.newest) == ([], None)
    client.close()
    other.close()


def test_central_restored_from_a_backup_sees_them_again_only_where_they_are_new(
    central: EmbeddedCentral, station: Station
) -> None:
    """What it lost stays countersigned here; the next checkpoint is countersigned as before."""
    write(station, 3)
    exchange(station, central.url)
    with central.central.engine.begin() as connection:
        connection.execute(text("DELETE FROM audit_checkpoint"))
    write(station, 102)
    exchange(station, central.url)
    assert (examined(station).countersigned_up_to, examined(station).faults) == (101, ())


@pytest.mark.parametrize("lost", [False, True])
def test_countersignatures_outlive_a_change_of_keys(
    central: EmbeddedCentral, station: Station, lost: bool
) -> None:
    write(station, 3)
    exchange(station, central.url)
    rotate(central.central.settings.data_dir / "keys", KeyUse.RECEIPT, central.central.now(), lost=lost)
    exchange(station, central.url)
    assert examined(station).faults == ()
    exchange(station, central.url)  # a new delivery asks again: signed by the key that holds now
    assert examined(station).countersigned_up_to == 1
