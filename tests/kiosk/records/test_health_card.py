"""How a health card stands, what its level pays, which of several comes first, and its code."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ekyc.card.health_card_qr import parse_health_card_qr
from kiosk.contract.records import (
    FacilityName,
    HealthCard,
    HealthParticipation,
    ManagedBy,
    Person,
    PersonRecord,
    Release,
)
from kiosk.records import health_cards
from kiosk.records.health_card import ToldCard, tell_card
from kiosk.records.health_card_qr import health_card_qr
from kiosk.records.health_cards import CardState, in_turn, state_of, usual_share
from tests.manual_clock import START

ON = date(2026, 11, 28)
NEXT = date(2027, 1, 1), date(2027, 12, 31)
PERSON = Person(
    personal_number="001090000011",
    full_name="Đặng Thị Thử",
    date_of_birth=date(1990, 1, 1),
    sex="female",
    residence="Số 8 ngõ 20, phường Thí Dụ",
)


def card(until: date = date(2026, 12, 31), **changes: object) -> HealthCard:
    known = {
        "code": "0100000011",
        "object_code": "GD",
        "level": 4,
        "share_percent": 80,
        "facility": FacilityName(code="01025", name="Bệnh viện Thí Dụ"),
        "valid_from": date(2026, 1, 1),
        "valid_to": until,
    }
    return HealthCard.model_validate({**known, **changes})


def told(cards: Sequence[HealthCard], payer: str | None = None) -> ToldCard:
    paid = [
        HealthParticipation.model_validate(
            {"object_code": "GD", "from_day": "2026-01-01", "to_day": "2026-12-31", "payer": payer}
        )
        for payer in ([payer] if payer else [])
    ]
    record = PersonRecord(person=PERSON, health_cards=tuple(cards), health_participation=tuple(paid))
    return tell_card(Release(read_at=START, record=record), ON, "1900 9068")


def values(told: ToldCard) -> dict[str, str]:
    return {line.label.vi: line.value.vi for line in told.lines}


@pytest.mark.parametrize(
    ("changes", "state", "title"),
    [
        ({"until": ON + timedelta(days=200)}, CardState.VALID, "Thẻ đang dùng được"),
        ({"until": ON + timedelta(days=30)}, CardState.VALID, "Thẻ đang dùng được"),
        ({"until": ON + timedelta(days=29)}, CardState.ENDING, "Thẻ còn 29 ngày"),
        ({"until": ON}, CardState.ENDING, "Hôm nay là ngày cuối của thẻ"),
        ({"until": ON - timedelta(days=1)}, CardState.ENDED, "Thẻ đã hết hạn"),
        ({"until": NEXT[1], "valid_from": NEXT[0]}, CardState.COMING, "Thẻ chưa đến ngày dùng"),
        ({"state": "withdrawn"}, CardState.WITHDRAWN, "Thẻ đã bị thu hồi"),
        ({"state": "locked"}, CardState.LOCKED, "Thẻ đang tạm khóa"),
    ],
)  # fmt: skip
def test_how_it_stands_is_said_in_words(changes: dict[str, object], state: CardState, title: str) -> None:
    one = card(**changes)  # type: ignore[arg-type]
    assert state_of(one, ON) is state
    first = told([one]).said[0]
    assert (first.name, first.title.vi) == (state.value, title)


def test_one_day_is_one_day_in_english_too() -> None:
    assert told([card(ON + timedelta(days=1))]).said[0].title.en == "Your card ends in 1 day"


@pytest.mark.parametrize(
    ("payer", "ends", "renewable"),
    [
        ("household", True, True),
        ("employer", True, True),
        (None, True, True),
        ("insurance_fund", True, False),
        ("state", True, False),
        ("police", True, False),
        ("household", False, False),
    ],
)
def test_who_pays_says_who_renews(payer: str | None, ends: bool, renewable: bool) -> None:
    found = told([card(ON if ends else date(2027, 12, 31))], payer)
    assert found.renewable is renewable
    assert ("gia hạn" in found.said[0].text.vi) is ends


def test_without_a_card_the_way_to_one_is_told() -> None:
    found = told([])
    assert (found.said[0].name, found.lines, found.qr, found.renewable) == ("none", (), "", True)
    assert "1900 9068" in found.said[0].text.vi


def test_the_card_in_force_comes_first_then_the_next_then_the_last() -> None:
    ended, older = (
        card(date(2025, 12, 31), valid_from=date(2025, 1, 1)),
        card(date(2024, 12, 31), valid_from=date(2024, 1, 1)),
    )
    now = card(code="0100000012")
    coming = card(date(2027, 12, 31), valid_from=date(2027, 1, 1))
    gone = card(state="withdrawn", code="0100000013")
    assert in_turn((older, gone, coming, ended, now), ON) == (now, coming, ended, older, gone)
    assert in_turn((older, ended), ON)[0] is ended
    found = told([older, now, ended])
    assert [line.label.vi[-4:] for line in found.earlier] == ["2025", "2024"]
    assert values(found)["Số thẻ BHYT"] == now.code


def test_the_level_is_the_registers_whatever_an_old_code_says() -> None:
    found = told([card(code="CN3010100000011", object_code="CN", level=2, share_percent=100)])
    assert values(found)["Mức hưởng"].startswith("Mức 2: quỹ BHYT trả 100 %")
    assert [each.name for each in found.said] == ["valid", "printed"]


def test_a_share_that_no_table_has_is_shown_as_the_register_says(monkeypatch: pytest.MonkeyPatch) -> None:
    odd = told([card(share_percent=60)])
    assert "trả 60 %" in values(odd)["Mức hưởng"]
    assert [each.name for each in odd.said] == ["valid", "unlike"]
    table = health_cards._table()
    unknown = table.model_copy(update={"level": ()})
    monkeypatch.setattr(health_cards, "_table", lambda: unknown)
    found = told([card(share_percent=60)])
    assert usual_share(4, ON) is None
    assert [each.name for each in found.said] == ["valid"]


def test_levels_are_dated() -> None:
    assert [usual_share(level, ON) for level in range(1, 6)] == [100, 100, 95, 80, 100]
    assert usual_share(4, date(2014, 12, 31)) is None


def test_five_years_are_told_with_their_day_and_whether_they_are_reached() -> None:
    label = "Đủ 5 năm liên tục từ"
    assert values(told([card(five_years_on=date(2026, 1, 1))]))[label] == "01/01/2026 (đã đủ)"
    assert values(told([card(five_years_on=date(2027, 1, 1))]))[label] == "01/01/2027"
    assert label not in values(told([card()]))


def test_who_else_keeps_it_is_told() -> None:
    assert "withheld" in [each.name for each in told([card(issued_by=ManagedBy.POLICE)]).said]


def test_number_and_birthday_are_secret() -> None:
    found = told([card()])
    assert {line.label.vi for line in found.lines if line.secret} == {"Số thẻ BHYT", "Ngày sinh"}


def test_the_code_is_read_from_its_picture_as_that_of_a_card_is() -> None:
    picture = io.BytesIO()
    text = health_card_qr(card(five_years_on=date(2026, 1, 1)), PERSON)
    segno.make(text, error="m", micro=False).save(picture, kind="png", scale=3)
    (code,) = zxingcpp.read_barcodes(Image.open(picture))
    read = parse_health_card_qr(code.bytes)
    assert (read.code, read.full_name, read.date_of_birth, read.sex.value) == (
        "0100000011", "Đặng Thị Thử", date(1990, 1, 1), "female",
    )  # fmt: skip
    assert (read.facility, read.valid_from, read.valid_to) == ("01-025", date(2026, 1, 1), date(2026, 12, 31))
    assert (read.address, read.five_years_from) == (PERSON.residence, date(2026, 1, 1))
    assert (read.check_string, read.date_of_issue, read.contact) == (None, None, None)


@settings(max_examples=20)
@given(
    name=st.text(st.characters(categories=("L", "Zs")), min_size=1, max_size=40).filter(str.strip),
    residence=st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=60),
    known=st.sampled_from(["day", "month", "year"]),
)
def test_whatever_a_name_has_the_code_can_be_read(name: str, residence: str, known: str) -> None:
    person = PERSON.model_copy(update={"full_name": name, "residence": residence, "birth_known_to": known})
    text = health_card_qr(card(), person)
    assert len(text.split("|")) == 17
    read = parse_health_card_qr(text)
    assert read.year_of_birth == 1990
    assert (read.date_of_birth is None) is (known != "day")
