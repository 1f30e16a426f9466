"""Every way in which central can refuse something about a phone has words at the kiosk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from central.http.problems import ProblemCode
from kiosk.contract.smart_otp import Phone
from kiosk.language import Language
from kiosk.phone_desk import FAULTS, PhoneFault, name_of_next, phone_fault
from tests.ui.devices.phones import phone

ROOT = Path(__file__).parents[2]
FOR_STAFF = {"grant-of-another-device", "grant-of-another-person"}  # a kiosk that is not the one of the grant


def test_no_refusal_of_the_door_was_forgotten() -> None:
    source = (ROOT / "central/smart_otp/door.py").read_text("utf-8")
    codes = {ProblemCode[name].value for name in re.findall(r"_C\.([A-Z_]+)", source)}
    assert {"grant-expired", "phone-locked", "pin-weak"} <= codes
    assert codes - set(FAULTS) == FOR_STAFF
    assert all(phone_fault(code) is PhoneFault.KIOSK for code in FOR_STAFF)


def test_no_code_stands_there_that_nobody_says() -> None:
    ours = {"central_unreachable", "cancelled"}
    assert set(FAULTS) - ours <= {code.value for code in ProblemCode}


@pytest.mark.parametrize("why", set(PhoneFault) - {PhoneFault.KIOSK})
def test_each_has_words_of_its_own(why: PhoneFault) -> None:
    source = (ROOT / "ui/qml/Kiosk/Ui/PhoneTexts.qml").read_text("utf-8")
    stopping, typing = source.split("function typedWrong")
    typed = {PhoneFault.CODE, PhoneFault.USED, PhoneFault.PROOF, PhoneFault.WEAK}
    assert stopping.count(f'case "{why.value}":') == (0 if why in typed else 2)
    assert typing.count(f'case "{why.value}":') == (1 if why in {*typed, PhoneFault.LINE} else 0)


@pytest.mark.parametrize(
    ("listed", "language", "name"),
    [
        ((), Language.VIETNAMESE, "Điện thoại 1"),
        ((phone(1),), Language.ENGLISH, "Phone 2"),
        ((phone(1), phone(3)), Language.VIETNAMESE, "Điện thoại 2"),
    ],
)
def test_a_phone_is_called_by_the_first_free_number(
    listed: tuple[Phone, ...], language: Language, name: str
) -> None:
    assert name_of_next(listed, language) == name
