"""The card pages: what is read and proved is said, faults leave two ways on, a lifted card is waited for."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any

import pytest
from PySide6.QtGui import QAccessible

from ekyc.card.reading import (
    AccessProtocol,
    CardReading,
    CardVerdicts,
    ChipGenuine,
    DataGroupIntegrity,
    IdentitySource,
    IssuerTrust,
    PrintVersusChip,
    ShownDocument,
    SodSignature,
    Validity,
)
from ekyc.card_progress import CardPhase
from ekyc.errors import EkycError
from simulation.passports import WORKER
from simulation.touch import shown
from tests.kiosk.visits import passport_reading
from tests.ui.conftest import OpenWalk
from tests.ui.devices.card import card_reading
from tests.ui.walk import Walk
from ui.app import QML_FOLDER
from ui.view_models.card_checks import check_rows, finding_rows
from ui.view_models.card_vm import CardVm
from ui.view_models.faults import SITUATIONS, Situation, situation, situation_with_passport
from ui.view_models.identity_vm import IdentityVm

FILES = ("SOD", "COM", "DG1", "DG13", "DG14", "DG2", "DG15")
WAYS_ON = ("retry", "withoutChipInstead", "typeNumberInstead", "staffInstead")


def _with_verdicts(reading: CardReading, **verdicts: Any) -> CardReading:
    return replace(reading, verdicts=replace(reading.verdicts, **verdicts))


def _text(walk: Walk, name: str) -> str:
    return str(walk.wait_for(name).property("text"))


def _leads_with(walk: Walk, words: str) -> bool:
    return words in _text(walk, "lead")


def test_the_page_says_what_is_being_read(walk: Walk) -> None:
    walk.card()
    for file, words in (("DG2", "ảnh"), ("DG13", "thông tin"), ("SOD", "chữ ký"), ("DG15", "chip")):
        walk.parts.card.progress(CardPhase.READING, file, 0.5)
        walk.wait_until(partial(_leads_with, walk, words), words)
    walk.parts.card.progress(CardPhase.VERIFYING)
    walk.wait_until(lambda: "kiểm tra chữ ký" in _text(walk, "lead"), "checking")


def test_the_bar_covers_the_whole_chip_and_never_goes_back(walk: Walk) -> None:
    walk.card()
    seen = [0.0]
    for again in (FILES[:4], FILES):  # lifted in the midst, and read again from the start
        for file in again:
            for fraction in (0.0, 0.5, 1.0):
                walk.parts.card.progress(CardPhase.READING, file, fraction)
                walk.let_run(0.005)
                seen.append(float(shown(walk.kiosk.vm.view_model(CardVm), "fraction")))
        walk.parts.card.progress(CardPhase.PUT_CARD_BACK)
        walk.let_run(0.005)
        seen.append(float(shown(walk.kiosk.vm.view_model(CardVm), "fraction")))
    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1.0)


def test_a_lifted_card_is_asked_back_with_the_time_that_is_left(walk: Walk) -> None:
    walk.card_lifted()
    assert "Đặt lại" in _text(walk, "title")
    assert "20" in str(walk.wait_for("putBackNotice").property("title"))
    walk.parts.clock.advance(13.5)
    walk.wait_until(lambda: "7" in str(walk.wait_for("putBackNotice").property("title")), "7 seconds")
    walk.parts.card.progress(CardPhase.READING, "DG2", 0.6)
    walk.wait_until(lambda: walk.find("putBackNotice") is None, "reading to go on")


@pytest.mark.parametrize("situation", [each for each in Situation if each is not Situation.OTHER])
def test_every_situation_has_its_heading_and_its_advice(situation: Situation) -> None:
    words = (QML_FOLDER / "Kiosk" / "Ui" / "SituationTexts.qml").read_text("utf-8")
    title, advice = words.split("function advice", 1)
    case = re.compile(rf'case "{situation.value}":\s+return qsTr\("\S')
    assert case.search(title)
    assert case.search(advice)


def test_every_fault_on_the_card_page_leaves_two_ways_on(walk: Walk) -> None:
    walk.card()
    one_of_each = {situation: code for code, situation in SITUATIONS.items()}
    for sees_qr in (True, False):
        walk.parts.card.sees_qr = sees_qr
        for code in one_of_each.values():
            walk.parts.card.on_fault(EkycError(code, "for a test"))
            walk.wait_for("retry")
            assert sum(walk.find(name) is not None for name in WAYS_ON) >= 2
            assert (walk.find("withoutChipInstead") is not None) == sees_qr
            walk.kiosk.vm.view_model(CardVm).retry()
            walk.let_run(0.005)


def test_after_a_fault_of_the_chip_the_qr_code_alone_will_do(walk: Walk) -> None:
    walk.card_fault()
    walk.tap("withoutChipInstead")
    walk.wait_until(lambda: walk.parts.card.without_chip == 1, "the choice to arrive")
    assert walk.parts.card.started == 2  # first the new reading, then the choice
    assert "mã QR" in _text(walk, "title")
    walk.parts.card.on_done(card_reading(source=IdentitySource.QR))
    walk.arrive("identity")
    walk.tap("showChecks")
    assert "chưa đọc chip" in _text(walk, "check.signature.answer")


def test_who_chose_the_code_alone_may_try_the_chip_again(walk: Walk) -> None:
    walk.card_without_chip()
    walk.tap("withChip")
    walk.wait_for("typeNumber")
    assert walk.parts.card.started == 3


def test_other_ways_are_offered_when_it_takes_long(open_walk: OpenWalk) -> None:
    walk = open_walk(card={"help_after_seconds": 0.1})
    walk.card()
    walk.tap("withoutChip")
    walk.wait_until(lambda: walk.parts.card.without_chip == 1, "the choice to arrive")


@pytest.mark.parametrize(
    ("language", "number", "sides", "turned"),
    [
        (
            "vi",
            "ở mặt trước của thẻ, sau dòng “Số định danh cá nhân” hoặc chữ “Số”",
            ("CCCD là mặt trước|mặt trước của CCCD", "Căn cước mới là mặt sau|mặt sau của thẻ Căn cước mới"),
            "lật thẻ: mã QR của thẻ Căn cước mới ở mặt sau",
        ),
        (
            "en",
            "on the front of the card, after “Số định danh cá nhân” or “Số”",
            ("front of a CCCD", "back of the new Căn cước card"),
            "turn the card over: the QR code of the new Căn cước card is on its back",
        ),
    ],
    ids=["vi", "en"],
)
def test_words_and_picture_know_both_cards(
    open_walk: OpenWalk, language: str, number: str, sides: tuple[str, str], turned: str
) -> None:
    walk = open_walk(card={"help_after_seconds": 0.1})
    walk.card()
    walk.dress(language, 1.0)
    picture = QAccessible.queryAccessibleInterface(walk.wait_for("cardGuide")).text(QAccessible.Text.Name)
    for words in (_text(walk, "lead"), picture):
        assert all(re.search(side, words) for side in sides), words
    walk.parts.card.progress(CardPhase.LOOKING_FOR_QR)
    walk.wait_until(lambda: turned in _text(walk, "slow"), "the other side")
    walk.tap("typeNumber")
    walk.wait_until(lambda: number in _text(walk, "lead"), "where the number stands")


def test_digits_are_explained_while_they_are_typed(walk: Walk) -> None:
    walk.card_typing()
    says = _text(walk, "numberSays")
    assert "1960" in says
    assert "Nữ" in says


def test_each_verdict_is_told_apart() -> None:
    good = CardVerdicts(
        AccessProtocol.PACE,
        DataGroupIntegrity.INTACT,
        SodSignature.VALID,
        IssuerTrust.TRUSTED,
        ChipGenuine.YES,
        PrintVersusChip.SAME,
        Validity.VALID,
    )
    reading = replace(card_reading(), verdicts=good)
    assert {row["kind"] for row in check_rows(reading)} == {"ok"}
    for field, value, name in (
        ("access", AccessProtocol.NONE, "access"),
        ("data_group_integrity", DataGroupIntegrity.ALTERED, "integrity"),
        ("sod_signature", SodSignature.INVALID, "signature"),
        ("issuer_trust", IssuerTrust.REVOKED, "issuer"),
        ("chip_genuine", ChipGenuine.NO, "genuine"),
        ("print_versus_chip", PrintVersusChip.DIFFERENT, "print"),
        ("validity", Validity.EXPIRED, "validity"),
    ):
        rows = check_rows(_with_verdicts(reading, **{field: value}))
        assert [row["name"] for row in rows if row["kind"] != "ok"] == [name]


def test_what_was_not_found_out_is_neither_good_nor_bad() -> None:
    rows = check_rows(replace(card_reading(), verdicts=CardVerdicts(access=AccessProtocol.PACE)))
    assert {row["kind"] for row in rows[1:]} == {"off"}
    without = check_rows(card_reading(source=IdentitySource.QR))
    assert {row["result"] for row in without[:5]} == {"chip_not_read"}


def test_every_answer_has_words_of_its_own(walk: Walk) -> None:
    """No verdict falls through to the general words."""
    fields: dict[str, type[StrEnum]] = {
        "access": AccessProtocol,
        "data_group_integrity": DataGroupIntegrity,
        "sod_signature": SodSignature,
        "issuer_trust": IssuerTrust,
        "chip_genuine": ChipGenuine,
        "print_versus_chip": PrintVersusChip,
        "validity": Validity,
    }
    words = (QML_FOLDER / "Kiosk" / "Screens" / "IdentityScreen.qml").read_text("utf-8")
    for field, values in fields.items():
        for value in values:
            reading = _with_verdicts(card_reading(), **{field: value})
            for row in check_rows(reading):
                known = f'case "{row["name"]}.{row["result"]}":' in words
                assert known or row["result"] == "not_checked", row
            for row in finding_rows(reading):
                assert f'case "{row["code"]}":' in words, row


def test_a_card_without_expiry_says_so(walk: Walk) -> None:
    walk.card()
    reading = card_reading()
    forever = replace(reading.verdicts, validity=Validity.NO_EXPIRY)
    identity = replace(reading.identity, date_of_expiry=None)
    walk.parts.card.on_done(replace(reading, verdicts=forever, identity=identity))
    walk.arrive("identity")
    rows = shown(walk.kiosk.vm.view_model(IdentityVm), "rows").rows()
    assert rows[-1]["name"] == "date_of_expiry"
    assert rows[-1]["shown"] == "no_expiry"
    walk.tap("showChecks")
    assert "không thời hạn" in _text(walk, "check.validity.answer")


def test_where_a_task_goes_by_a_passport_the_pages_speak_of_that(walk: Walk) -> None:
    walk.passport()
    assert walk.parts.card.document is ShownDocument.PASSPORT
    assert "hộ chiếu" in _text(walk, "title")
    assert walk.find("typeNumber") is None
    assert walk.find("noCard") is None
    walk.parts.card.progress(CardPhase.LOOKING_FOR_QR)
    walk.wait_until(lambda: "hai dòng chữ" in _text(walk, "lead"), "the page to be read")
    walk.parts.card.on_done(passport_reading())
    walk.arrive("identity")
    model = walk.kiosk.vm.view_model(IdentityVm)
    assert shown(model, "passport")
    rows = {row["name"]: row for row in shown(model, "rows").rows()}
    assert rows["passport_number"]["secret"] == WORKER.number
    assert rows["nationality"]["shown"] == "UTO"
    assert "personal_number" not in rows
    assert "hộ chiếu" in _text(walk, "lead")


def test_no_fault_with_a_passport_advises_what_serves_a_card(walk: Walk) -> None:
    walk.passport()
    for code in dict.fromkeys(SITUATIONS):
        if situation_with_passport(code) is situation(code):
            continue
        walk.parts.card.on_fault(EkycError(code, "for a test"))
        walk.wait_for("retry")
        assert "hộ chiếu" in _text(walk, "faultTitle").lower()
        assert walk.find("typeNumberInstead") is None
        walk.kiosk.vm.view_model(CardVm).retry()
        walk.let_run(0.005)
