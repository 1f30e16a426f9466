"""One-time codes as central makes and checks them, on both databases."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from central.embedded import EmbeddedCentral
from kiosk.contract.wire import CodeChannel
from kiosk.sync.errors import CentralRefusedError
from tests.central.messages.at_once import at_once
from tests.manual_clock import ManualClock
from tests.sync_parts import Station


def mailed_code(central: EmbeddedCentral) -> str:
    found = re.search(r"\b[0-9]{6}\b", central.mails()[-1].text)
    assert found is not None
    return found.group()


def test_codes_belong_to_the_device_that_asked(
    central: EmbeddedCentral, station: Station, new_station: Callable[[str], Station]
) -> None:
    client, other = station.client(central.url), new_station("KIOSK-02").client(central.url)
    sent = client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi")
    for asker, challenge_id in ((other, sent.challenge_id), (client, UUID(int=1))):
        with pytest.raises(CentralRefusedError) as caught:
            asker.verify_code(challenge_id, mailed_code(central))
        assert caught.value.code == "code-unknown"
    client.close()
    other.close()


def test_parallel_guesses_share_no_try(station: Station, central: EmbeddedCentral) -> None:
    client = station.client(central.url)
    sent = client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi")
    right = mailed_code(central)
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    codes = at_once(8, lambda: client.verify_code(sent.challenge_id, wrong))
    client.close()
    assert sorted(map(str, codes)) == ["code-too-many-tries"] * 4 + ["code-wrong"] * 4


def test_a_code_is_used_once(station: Station, central: EmbeddedCentral, clock: ManualClock) -> None:
    client = station.client(central.url)
    sent = client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi")
    right = mailed_code(central)
    verified = client.verify_code(sent.challenge_id, right)
    assert verified.challenge_id == sent.challenge_id
    clock.advance(5)
    again = client.verify_code(sent.challenge_id, right)  # the answer may have been lost
    assert (again.challenge_id, again.verified_at) == (verified.challenge_id, verified.verified_at)
    assert again.statement is not None
    with pytest.raises(CentralRefusedError) as caught:
        client.verify_code(sent.challenge_id, f"{(int(right) + 1) % 1_000_000:06d}")
    client.close()
    assert caught.value.code == "code-used"


def test_neither_code_nor_address_is_in_the_database(
    station: Station, central: EmbeddedCentral, tmp_path: Path, database_url: str | None
) -> None:
    client = station.client(central.url)
    client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi")
    client.close()
    if database_url is not None:
        return
    right = mailed_code(central)
    content = b"".join(each.read_bytes() for each in (tmp_path / "central").glob("central.db*"))
    assert b"thu@example.vn" not in content
    assert right.encode() not in content


def test_another_kiosk_does_not_end_the_code(
    central: EmbeddedCentral, station: Station, new_station: Callable[[str], Station], clock: ManualClock
) -> None:
    client, other = station.client(central.url), new_station("KIOSK-02").client(central.url)
    sent = client.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi")
    right = mailed_code(central)
    clock.advance(60)
    other.send_code(CodeChannel.EMAIL, "thu@example.vn", "vi")
    assert client.verify_code(sent.challenge_id, right).challenge_id == sent.challenge_id
    client.close()
    other.close()
