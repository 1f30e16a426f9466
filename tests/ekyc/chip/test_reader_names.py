"""Which PC/SC reader is meant by a name in the settings."""

from __future__ import annotations

import pytest

from ekyc.card.errors import CardError, CardErrorCode
from ekyc.chip.pcsc import choose_readers

READERS = ("ACS ACR1252 Dual Reader [PICC] 00 00", "ACS ACR1252 Dual Reader [SAM] 01 00", "Other 02 00")


@pytest.mark.parametrize(
    ("wanted", "meant"),
    [
        (None, READERS),
        (READERS[0], READERS[:1]),
        ("PICC", READERS[:1]),
        ("ACR1252", READERS[:2]),
    ],
)
def test_full_name_part_of_a_name_or_any(wanted: str | None, meant: tuple[str, ...]) -> None:
    assert choose_readers(wanted, READERS) == meant


@pytest.mark.parametrize(
    ("wanted", "readers", "code"),
    [
        ("HN212", READERS, CardErrorCode.UNKNOWN_READER),
        ("HN212", (), CardErrorCode.UNKNOWN_READER),
        (None, (), CardErrorCode.NO_READER),
    ],
)
def test_a_reader_that_is_not_there_is_named_so(
    wanted: str | None, readers: tuple[str, ...], code: CardErrorCode
) -> None:
    with pytest.raises(CardError) as caught:
        choose_readers(wanted, readers)
    assert caught.value.card_code is code
