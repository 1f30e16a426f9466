"""Accounts of staff at central, and the grants by which kiosks let them in."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx
import pytest
from sqlalchemy import select

from central.embedded import EmbeddedCentral
from central.staff.accounts import StaffError
from central.store.schema import staff_account
from kiosk.contract.staff import StaffRole
from tests.manual_clock import ManualClock
from tests.staff_parts import NUMBER, Door, hire
from tests.sync_parts import Station


def test_a_kiosk_gets_the_set_once_and_again_when_something_changed(
    central: EmbeddedCentral, station: Station, clock: ManualClock
) -> None:
    hire(central)
    client = station.client(central.url)
    try:
        door = Door(station, clock)
        door.fetch(central)
        kept = door.access.find_grants()
        assert kept is not None
        version = json.loads(_payload(kept.signed))["version"]
        assert client.staff_grants(version) is None
        assert client.staff_grants("0" * 32) is not None
        clock.advance(1)
        central.central.staff.disable(NUMBER)
        assert client.staff_grants(version) is not None
        clock.advance(7 * 3600)  # renewed long before it ends
        door.fetch(central)
        renewed = door.access.find_grants()
        assert renewed is not None
        assert renewed.issued_at > kept.issued_at
    finally:
        client.close()


def _payload(signed: str) -> bytes:
    from base64 import urlsafe_b64decode

    part = signed.split(".")[1]
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def test_nobody_but_an_enrolled_device_gets_grants(central: EmbeddedCentral, station: Station) -> None:
    hire(central)
    assert httpx.get(f"{central.url}/v1/staff-grants", trust_env=False).status_code == 401
    central.central.devices.revoke("KIOSK-01")
    client = station.client(central.url)
    with pytest.raises(Exception, match="device-revoked"):
        client.staff_grants(None)
    client.close()


def test_the_database_holds_neither_pin_nor_secret(central: EmbeddedCentral) -> None:
    access = hire(central)
    with central.central.engine.connect() as connection:
        row = connection.execute(select(staff_account)).one()
    stored = " ".join(str(value) for value in row)
    assert access.pin not in stored
    assert access.code_secret not in stored
    assert row.pin_hash.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("account", "name", "code"),
    [
        ("12345", "Trần Văn Mẫu", "account_malformed"),
        ("1234567", "Trần Văn Mẫu", "account_malformed"),
        ("12345a", "Trần Văn Mẫu", "account_malformed"),
        ("１２３４５６", "Trần Văn Mẫu", "account_malformed"),
        ("123456", " ", "name_malformed"),
        ("123456", "a\nb", "name_malformed"),
        (NUMBER, "Trần Văn Mẫu", "account_taken"),
    ],
)
def test_what_is_no_account_is_refused(central: EmbeddedCentral, account: str, name: str, code: str) -> None:
    hire(central)
    with pytest.raises(StaffError) as refused:
        central.central.staff.add(account, name, StaffRole.OFFICER, "00100")
    assert refused.value.code == code


def test_who_is_not_there_cannot_be_changed(central: EmbeddedCentral) -> None:
    changes: tuple[Callable[[str], object], ...] = (
        central.central.staff.disable,
        central.central.staff.reset,
    )
    for change in changes:
        with pytest.raises(StaffError, match="no account"):
            change("999999")
