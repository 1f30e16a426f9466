"""Pages of questions: what is typed, what is said about it, and that nothing of it is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtQml import QQmlProperty
from PySide6.QtWidgets import QApplication

from commands.demo.plays import load_play
from ekyc.errors import EkycError
from kiosk.devices.document_station import Guidance
from kiosk.language import Language
from simulation.form_filling import FormFilling
from simulation.hands import click, press_key
from simulation.paper import paper_frame
from tests.kiosk.visits import ADDRESS
from tests.patience import PATIENCE_MS
from tests.ui.added_service import open_service, page_id, skip_to
from tests.ui.calculating import ADOPTION, reach_question
from tests.ui.devices.parts import USUAL_SCREEN
from tests.ui.focus_order import focus_faults
from tests.ui.looks import Inspection, Look
from tests.ui.recording_speech import RecordingSpeech, switch_on
from tests.ui.scene_checks import visible_items
from tests.ui.walk import LANDSCAPE, PORTRAIT, Walk, open_kiosk
from ui.app import load_fonts
from ui.panels import PANELS

OpenPage = Callable[..., Walk]


@pytest.fixture
def open_page(qapp: QApplication, tmp_path: Path) -> Iterator[OpenPage]:
    load_fonts()
    with ExitStack() as stack:

        def open_one(page: str, size: QSize = PORTRAIT, speech: RecordingSpeech | None = None) -> Walk:
            walk = stack.enter_context(open_service(tmp_path, size, Language.VIETNAMESE, speech))
            skip_to(walk, page)
            return walk

        yield open_one


def _text(walk: Walk, entry: str) -> str:
    return str(walk.wait_for(entry).property("text"))


def _says(walk: Walk, name: str, words: str) -> bool:
    item = walk.find(name)
    return item is not None and words in str(item.property("text"))


def _focus(walk: Walk) -> str:
    item = walk.kiosk.window.activeFocusItem()
    return "" if item is None else item.objectName()


def _press(walk: Walk, key: Qt.Key, times: int = 1) -> None:
    for _ in range(times):
        press_key(walk.kiosk.window, key)


def test_the_first_entry_takes_what_is_typed_at_once(open_page: OpenPage) -> None:
    walk = open_page("phone")
    walk.wait_until(lambda: _focus(walk) == "who.phone.text", "the focus in the first entry")
    walk.wait_for("key_text_7")
    walk.type_text("0912345678")
    assert _text(walk, "who.phone.text") == "0912 345 678"


def test_a_fault_stands_by_its_field_and_goes_when_it_is_mended(open_page: OpenPage) -> None:
    walk = open_page("who")
    walk.tap("primary")
    walk.wait_for("who.number.fault")
    assert walk.find("who.name.fault") is None
    walk.wait_until(lambda: _focus(walk) == "who.number.text", "the focus in the faulty field")
    walk.type_text("07916001234")
    walk.wait_for("who.number.fault")  # who reads slowly reads it again
    walk.type_text("5")
    walk.wait_until(lambda: walk.find("who.number.fault") is None, "the fault to go")
    assert page_id(walk) == "who"


def test_a_fault_is_said_anew_in_the_other_language(open_page: OpenPage) -> None:
    walk = open_page("wage")
    walk.tap("primary")
    walk.wait_for("work.wage.fault")
    walk.tap("language")
    walk.wait_until(
        lambda: "answer" in str(walk.wait_for("work.wage.fault").property("text")), "the fault in English"
    )


def test_enter_goes_on_from_a_page_of_one_entry(open_page: OpenPage) -> None:
    walk = open_page("wage")
    walk.type_text("4250000")
    assert _text(walk, "work.wage.text") == "4.250.000"
    _press(walk, Qt.Key.Key_Return)
    walk.wait_until(lambda: page_id(walk) == "months", "the next page")


def test_enter_goes_to_the_next_entry_first(open_page: OpenPage) -> None:
    walk = open_page("stay")
    walk.type_text("012010")
    _press(walk, Qt.Key.Key_Return)
    walk.wait_until(lambda: _focus(walk) == "work.away.to", "the second entry")
    walk.type_text("122011")
    _press(walk, Qt.Key.Key_Return)
    walk.wait_until(lambda: page_id(walk) == "wage", "the next page")


def test_the_cursor_stays_where_it_is_among_grouped_digits(open_page: OpenPage) -> None:
    walk = open_page("wage")
    walk.type_text("4250000")
    _press(walk, Qt.Key.Key_Left, 4)  # 4.250|.000
    walk.type_text("7")
    assert _text(walk, "work.wage.text") == "42.507.000"
    walk.type_text("8")
    assert _text(walk, "work.wage.text") == "425.078.000"
    _press(walk, Qt.Key.Key_Backspace, 2)
    assert _text(walk, "work.wage.text") == "4.250.000"


def test_what_does_not_fit_one_line_goes_on_below(open_page: OpenPage) -> None:
    walk = open_page("who")
    entry = walk.wait_for("who.nickname.text")
    one_line = entry.height()
    walk.field("who.nickname.text", "bà Hoa bán hoa ở đầu ngõ chợ Hàng Da, cạnh hiệu thuốc, trường tiểu học")
    walk.wait_until(lambda: entry.height() > one_line, "a second line")
    assert entry.property("contentWidth") <= entry.width()
    assert entry.property("contentHeight") <= entry.height()


def test_every_digit_can_be_taken_back(open_page: OpenPage) -> None:
    walk = open_page("event")
    walk.type_text("01022005")
    assert _text(walk, "work.event.text") == "01/02/2005"
    _press(walk, Qt.Key.Key_Backspace, len("01/02/2005"))
    assert _text(walk, "work.event.text") == ""


@pytest.mark.parametrize("leave", ["callStaff", "back", "language"])
def test_nothing_is_lost_when_the_page_is_left(open_page: OpenPage, leave: str) -> None:
    walk = open_page("account")
    FormFilling(walk).fill("work.account", {"bank": "970405", "number": "12345"})
    walk.tap(leave)
    if leave == "callStaff":
        walk.arrive("staff_called")
        walk.tap("primary")
    elif leave == "back":
        walk.wait_until(lambda: page_id(walk) == "facility", "the page before")
        walk.arrive("question")
        walk.tap("primary")
        walk.wait_until(lambda: page_id(walk) == "account", "the page again")
    walk.arrive("question")
    assert _text(walk, "work.account.number") == "1234 5"
    assert walk.find("work.account.bank.chosen") is not None


def test_what_the_card_says_is_not_taken_as_typed(open_page: OpenPage) -> None:
    walk = open_page("who")
    assert walk.find("who.name.source") is not None
    walk.tap("who.name.text")
    walk.type_text("a")
    walk.wait_until(lambda: walk.find("who.name.source") is None, "the source to go")


def test_a_question_comes_and_goes_with_the_answer_before_it(open_page: OpenPage) -> None:
    walk = open_page("married")
    assert walk.find("family.how_many") is None
    walk.tap("family.children.yes")
    walk.wait_for("family.how_many")
    walk.tap("family.how_many.more")
    walk.tap("family.how_many.more")
    assert _text(walk, "family.how_many.text") == "2"
    walk.tap("family.children.no")
    walk.wait_until(lambda: walk.find("family.how_many") is None, "the question to go")
    walk.tap("family.children.yes")
    walk.wait_for("family.how_many")
    assert _text(walk, "family.how_many.text") == "2"


def test_a_row_with_a_fault_stays_open_until_it_is_good(open_page: OpenPage) -> None:
    walk = open_page("relatives")
    walk.tap("family.relatives.add")
    walk.tap("family.relatives.row0.save")
    walk.wait_for("family.relatives.relative.fault")
    FormFilling(walk).fill("family.relatives.relative", {"text": "Le An"})
    walk.tap("family.relatives.relation.child")
    walk.tap("family.relatives.row0.save")
    walk.wait_for("family.relatives.row0.change")
    assert _text(walk, "family.relatives.row0.words") == "Le An (con)"
    walk.tap("family.relatives.row0.remove")
    walk.wait_until(lambda: walk.find("family.relatives.row0") is None, "the row to go")


def _list_relatives(walk: Walk, *names: str) -> None:
    for place, name in enumerate(names):
        walk.tap("family.relatives.add")
        FormFilling(walk).fill("family.relatives.relative", {"text": name})
        walk.tap("family.relatives.relation.child")
        walk.tap(f"family.relatives.row{place}.save")
        walk.wait_for(f"family.relatives.row{place}.change")


def test_a_row_that_was_removed_can_be_put_back_where_it_stood(open_page: OpenPage) -> None:
    walk = open_page("relatives")
    _list_relatives(walk, "Le An", "Le Ba")
    assert walk.find("family.relatives.restore") is None
    walk.tap("family.relatives.row0.remove")
    walk.wait_until(lambda: walk.find("family.relatives.row1") is None, "the row to go")
    walk.tap("family.relatives.restore")
    walk.wait_for("family.relatives.row1")
    assert _text(walk, "family.relatives.row0.words") == "Le An (con)"
    assert _text(walk, "family.relatives.row1.words") == "Le Ba (con)"
    assert walk.find("family.relatives.restore") is None


def test_an_empty_row_that_was_removed_is_not_offered_again(open_page: OpenPage) -> None:
    walk = open_page("relatives")
    walk.tap("family.relatives.add")
    walk.tap("family.relatives.row0.remove")
    walk.wait_until(lambda: walk.find("family.relatives.row0") is None, "the row to go")
    assert walk.find("family.relatives.restore") is None


def test_the_second_of_two_taps_removes_no_other_row(open_page: OpenPage) -> None:
    """Which has come under the finger by then."""
    walk = open_page("relatives")
    _list_relatives(walk, "Le An", "Le Ba", "Le Ca")
    walk.see_all()
    guard, button = walk.singleton("TapGuard"), walk.wait_for("family.relatives.row0.remove")
    walk.wait_until(lambda: guard.property("shifting") is False, "a page that takes taps")
    assert QQmlProperty(guard, "shift.interval").write(PATIENCE_MS)
    at = button.mapToScene(button.boundingRect().center()).toPoint()
    click(walk.kiosk.window, at)
    walk.wait_until(lambda: walk.find("family.relatives.row2") is None, "the row to go")
    walk.wait_until(lambda: guard.property("shifting") is True, "the rest to move up")
    click(walk.kiosk.window, at)
    walk.let_run(0.05)
    assert walk.find("family.relatives.row1") is not None
    assert QQmlProperty(guard, "shift.running").write(False)
    click(walk.kiosk.window, at)
    walk.wait_until(lambda: walk.find("family.relatives.row1") is None, "the row that was meant now")


@pytest.mark.parametrize("text_scale", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_what_is_typed_stands_above_the_keys(open_page: OpenPage, size: QSize, text_scale: float) -> None:
    walk = open_page("account", size)
    walk.kiosk.vm.looks.setTextScale(text_scale)
    FormFilling(walk).fill("work.account", {"bank": "970405"})
    for part in ("number", "number_again", "holder"):
        walk.wait_until(lambda: _focus(walk).startswith("work.account."), "an entry with the focus")
        while _focus(walk) != f"work.account.{part}":
            _press(walk, Qt.Key.Key_Tab)
        walk.wait_until(partial(_in_view, walk, f"work.account.{part}"), f"{part} in view")


_LOOKS = (
    Look("vi", 1.25),
    Look("en", 1.25),
    Look("vi", 1.5),
    Look("en", 1.5),
    Look("en", 1.0, high_contrast=True),
)


@pytest.mark.long
@pytest.mark.parametrize(
    ("panel", "orientation"),
    [("15.6", "portrait"), ("15.6", "landscape"), ("21.5", "landscape"), ("27", "landscape")],
)
def test_entry_question_and_keys_are_in_sight_together(
    qapp: QApplication, panel: str, orientation: str, tmp_path: Path
) -> None:
    load_fonts()
    size, screen = PANELS[panel].size(orientation), {"diagonal_inches": PANELS[panel].diagonal}
    with open_kiosk(size, screen={**USUAL_SCREEN, "motion": True, **screen}) as walk:
        walk.phone()
        inspection, faults = Inspection(walk, tmp_path), list[str]()
        for play, question in (
            (ADOPTION, "paid.in_12"),
            (load_play("payment_details"), "payment.account"),
        ):
            reach_question(walk, play, question)
            walk.wait_for_keys()
            if question == "payment.account":
                FormFilling(walk).fill(question, {"bank": "970436"})
            for entry in _entries_of(walk):
                walk.wait_for(entry).forceActiveFocus()
                faults += inspection.inspect(entry, _LOOKS)
        assert not faults, "\n".join(faults)


def _entries_of(walk: Walk) -> list[str]:
    items = visible_items(walk.wait_for("page"))
    return [item.objectName() for item in items if item.inherits("QQuickTextInput")]


def _in_view(walk: Walk, name: str) -> bool:
    item, area = walk.wait_for(name), walk.wait_for("scrollArea")
    top = item.mapToItem(area, QPointF(0, 0)).y()
    return top >= 0 and top + item.height() <= area.property("viewHeight")


# On 15.6 inches lying down keys of 20 mm leave room for the entry and the head of a row.
@pytest.mark.parametrize(
    ("panel", "orientation"), [("15.6", "portrait"), ("21.5", "portrait"), ("21.5", "landscape")]
)
def test_what_is_found_stands_above_the_keys(qapp: QApplication, panel: str, orientation: str) -> None:
    load_fonts()
    size, screen = PANELS[panel].size(orientation), {"diagonal_inches": PANELS[panel].diagonal}
    with open_kiosk(size, screen={**USUAL_SCREEN, **screen}) as walk:
        walk.kiosk.vm.looks.setTextScale(1.5)
        walk.address()
        walk.wait_for_keys()
        FormFilling(walk).fill("contact.address", {"province": ADDRESS["province"]})
        walk.field("contact.address.commune_search", "sai")
        found = f"contact.address.{ADDRESS['commune']}"
        walk.wait_until(partial(_in_view, walk, found), "what was found")
        assert _in_view(walk, "contact.address.commune_search")


def test_what_is_looked_for_is_said_until_the_first_letter(open_page: OpenPage) -> None:
    walk = open_page("facility")
    walk.wait_for("key_text_h")
    walk.let_stand_still()
    for name in ("title", "work.facility.province_search", "work.facility.91"):
        assert _in_view(walk, name), name
    walk.type_text("h")
    walk.let_stand_still()
    rows = [name for name in walk.visible_names() if re.fullmatch(r"work\.facility\.\d\d", name)]
    for name in ("work.facility.province_search", *rows[:4]):
        assert _in_view(walk, name), name


def test_who_scrolls_on_from_an_entry_is_not_thrown_back(open_page: OpenPage) -> None:
    walk = open_page("facility")
    walk.wait_for("key_text_h")
    walk.tap("work.facility.province.more")
    walk.let_stand_still()
    assert not _in_view(walk, "work.facility.province_search")
    walk.type_text("h")
    walk.wait_until(partial(_in_view, walk, "work.facility.province_search"), "what is typed into")


def test_keys_lead_along_what_is_longer_than_the_view(open_page: OpenPage) -> None:
    walk = open_page("facility", PANELS["15.6"].size("landscape"))
    walk.wait_for("key_text_h")
    walk.tap("primary")
    walk.wait_for("work.facility.fault")
    assert not list(focus_faults(walk))


def test_a_paper_is_taken_anew_until_it_can_be_read(open_page: OpenPage) -> None:
    walk = open_page("paper")
    documents = walk.parts.documents
    documents.paper = np.full((960, 1280, 3), 70, np.uint8)
    walk.tap("end.paper.start")
    walk.tap("end.paper.take")
    walk.wait_until(partial(_says, walk, "end.paper.scanFault", "thấy"), "that there is no paper")
    documents.paper = paper_frame(blurred=True)
    walk.tap("end.paper.take")
    walk.wait_until(partial(_says, walk, "end.paper.takenWords", "chưa rõ chữ"), "that it is blurred")
    assert walk.find("end.paper.keep") is None
    documents.paper = paper_frame()
    walk.tap("end.paper.retake")
    walk.tap("end.paper.take")
    walk.wait_until(partial(_says, walk, "end.paper.takenWords", "thấy rõ"), "that it is clear")
    walk.tap("end.paper.turn")
    walk.tap("end.paper.keep")
    walk.wait_for("end.paper.page0.remove")
    assert documents.cancelled
    walk.tap("end.paper.staff")
    walk.wait_until(lambda: walk.find("end.paper.page0.remove") is None, "the picture to go")
    walk.tap("primary")
    walk.wait_until(lambda: page_id(walk) == "consent", "the next page")


def test_a_page_that_was_taken_is_kept_or_given_up_before_one_goes_on(open_page: OpenPage) -> None:
    walk = open_page("paper")
    walk.tap("end.paper.start")
    walk.tap("end.paper.take")
    walk.wait_for("end.paper.keep")
    walk.tap("primary")
    walk.wait_until(partial(_says, walk, "end.paper.fault", "chưa được giữ"), "what is still to be done")
    walk.tap("end.paper.retake")
    walk.wait_until(lambda: walk.find("end.paper.fault") is None, "the word to go")
    walk.tap("end.paper.take")
    walk.tap("end.paper.keep")
    walk.wait_for("end.paper.page0.remove")
    walk.tap("primary")
    walk.wait_until(lambda: page_id(walk) == "consent", "the next page")


def test_what_stays_blurred_is_kept_with_a_word_for_staff(open_page: OpenPage) -> None:
    walk = open_page("paper")
    walk.parts.documents.paper = paper_frame(blurred=True)
    walk.tap("end.paper.start")
    walk.tap("end.paper.take")
    walk.tap("end.paper.retake")
    walk.tap("end.paper.take")
    walk.wait_until(partial(_says, walk, "end.paper.takenWords", "cán bộ sẽ thấy"), "what staff will see")
    walk.tap("end.paper.keep")
    walk.wait_for("end.paper.page0.remove")
    answers = walk.parts.navigator.journey.answers
    walk.tap("primary")
    walk.wait_until(lambda: page_id(walk) == "consent", "the next page")
    (page,) = answers.value("end.paper").pages
    assert page.findings == ("blurred",)


def test_a_sheet_that_lies_well_is_taken_by_itself_and_the_way_there_is_told(open_page: OpenPage) -> None:
    walk = open_page("paper")
    documents = walk.parts.documents
    walk.tap("end.paper.start")
    walk.wait_until(partial(_says, walk, "end.paper.guidance", "máy tự chụp"), "how it goes on")
    documents.guide(Guidance("cut_off", False, ()))
    walk.wait_until(partial(_says, walk, "end.paper.guidance", "bốn góc"), "what to mend")
    assert walk.find("end.paper.taken") is None
    documents.guide(Guidance("", True, (0.2, 0.1, 0.8, 0.1, 0.8, 0.9, 0.2, 0.9)))
    walk.wait_for("end.paper.keep")


def test_without_a_camera_the_paper_goes_to_staff(open_page: OpenPage) -> None:
    walk = open_page("paper")
    walk.parts.documents.fault = EkycError("camera_unavailable", "none")
    walk.tap("end.paper.start")
    walk.wait_for("end.paper.scanFault")
    walk.tap("end.paper.staff")
    walk.tap("primary")
    walk.wait_until(lambda: page_id(walk) == "consent", "the next page")


def test_what_changes_is_said_and_nothing_twice(open_page: OpenPage) -> None:
    speech = RecordingSpeech()
    walk = open_page("how", speech=speech)
    switch_on(walk)
    walk.wait_until(lambda: any("Nhận kết quả" in words for words in speech.words), "the title to be said")
    walk.tap("primary")
    walk.wait_until(lambda: "Xin trả lời câu này rồi đi tiếp." in speech.words[-1], "the fault to be said")
    walk.tap("work.how.post")
    walk.wait_until(lambda: "Qua bưu điện" in speech.words[-1], "the choice to be said")
    assert len(speech.words) == len(set(speech.words))


def _was_said(speech: RecordingSpeech, words: str) -> bool:
    return speech.words[-1] == words


def test_masked_answers_are_not_said(open_page: OpenPage) -> None:
    speech = RecordingSpeech()
    walk = open_page("phone", speech=speech)
    switch_on(walk)
    walk.wait_until(lambda: "Ô nhập" in speech.words[-1], "the focus")
    for digit in "0912345678":
        walk.type_text(digit)
        walk.wait_until(partial(_was_said, speech, digit), f"{digit} to be said")
    _press(walk, Qt.Key.Key_Tab)
    walk.wait_until(lambda: speech.words[-1] != "8", "what the Tab key reaches")
    _press(walk, Qt.Key.Key_Backtab)
    walk.wait_until(lambda: "10 ký tự" in speech.words[-1], "the number of digits")
    said = [words for words in speech.words if "Ví dụ" not in words]
    assert not [words for words in said if "678" in words or "6 7 8" in words]


@pytest.mark.parametrize("text_scale", [1.0, 1.25, 1.5])
@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE], ids=["portrait", "landscape"])
def test_a_consent_that_is_needed_comes_into_view_with_its_fault(
    qapp: QApplication, size: QSize, text_scale: float
) -> None:
    load_fonts()
    with open_kiosk(size) as walk:
        walk.consent()
        walk.kiosk.vm.looks.setTextScale(text_scale)
        walk.let_run(0.05)
        walk.see_all()  # to the end of the page, where the button is
        walk.tap("primary")
        walk.wait_for("consent.registration.fault")

        def in_view() -> bool:
            card, fault = walk.find("consent.registration.tick"), walk.find("consent.registration.fault")
            page, strip = walk.wait_for("page"), walk.find("scrollStrip")
            if card is None or fault is None:
                return False
            end = page.height() if strip is None else strip.y()
            top = fault.mapToItem(page, QPointF(0, 0)).y()
            bottom = card.mapToItem(page, QPointF(0, card.height())).y()
            return top >= 0 and (bottom <= end or bottom - top > end)

        walk.wait_until(in_view, "the refused consent in view")
