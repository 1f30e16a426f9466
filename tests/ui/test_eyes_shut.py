"""Every task of the catalogue with the eyes shut: keys alone, every decision from what is heard.

A new task is walked without a line here, once it has its play: the person knows what they want by its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from commands.demo.plays import Play, load_play, load_plays
from ekyc.card.reading import ShownDocument
from kiosk.contract.petitions import PetitionAnswer, PetitionState
from kiosk.contract.records import Section
from kiosk.forms.context import Context
from kiosk.forms.errors import AnswerError
from kiosk.forms.form import PageKind
from kiosk.forms.question import Question
from kiosk.navigator import Navigator
from kiosk.visit.person import Assurance
from tests.acts import TRACKING_CODE
from tests.again import again
from tests.kiosk.visits import passport_reading
from tests.own_account import held_by
from tests.services_sample import walked_tasks
from tests.ui.blind_faults import Wrong, wrong_answers, wrong_cells
from tests.ui.blind_walk import BlindWalk, Refused, Row, Wish
from tests.ui.calculating import UNFIT, reach_result
from tests.ui.devices.card import card_reading
from tests.ui.devices.face import face_evidence
from tests.ui.devices.machine import TestLineState
from tests.ui.devices.phones import phone
from tests.ui.devices.records import treated_record
from tests.ui.recording_speech import RecordingSpeech
from tests.ui.walk import open_kiosk
from ui.app import load_fonts
from ui.spoken import spoken

_OFFERED = walked_tasks()
_FILED = [task for task in _OFFERED if task.act]
_EVERY_KIND = {"register", "change_contact", "9.14"}  # of page that a filed task has
_ASKING = [task for task in _OFFERED if any(page.kind is PageKind.QUESTIONS for page in task.form.pages)]
_SHOWN = [task for task in _OFFERED if task.record is not None and task.record.page]
_TOLD = [task for task in _OFFERED if task not in (*_ASKING, *_SHOWN)]
_NOTED = [task for task in _ASKING if task.reminders and not task.act]
_FOLLOWED = [task for task in _ASKING if task.petition is not None and not task.act]
_ADVISED = [
    task
    for task in _ASKING
    if not task.act and task not in (*_NOTED, *_FOLLOWED) and not task.id.startswith("calculate_")
]
_RECKONED = load_plays("calculators")
_CODE = "246810"
_TODAY = datetime(2026, 11, 27, 1, 30, tzinfo=UTC)  # of what can be done on any day
# Of each record: what is said of it, a row that is closed, and what is heard once that is open.
_OF_RECORDS = {
    "history": (
        ("Tổng thời gian đóng", "chưa ghi nhận đóng"),
        "2025: 12 tháng được tính. Đang đóng",
        "12/2025",
    ),
    "bank_account": (
        ("Vikki Bank (tên cũ: DongA Bank), 4 số cuối 6789: Đang dùng",),
        "Vietcombank, 4 số cuối 4321. Đã ngừng dùng.",
        "Nhận khoản: Hoàn trả tiền đóng",
    ),
    "electronic_book": (
        ("Tổng thời gian đóng",),
        "Xem 7 khoảng trước đó",
        "12/2012",
    ),
    "my_cases": (
        ("Chờ ông/bà bổ sung",),
        "Đổi số điện thoại, thư điện tử, địa chỉ. Đã giải quyết xong.",
        "Đã duyệt, đang thực hiện",
    ),
    "my_data": (
        ("Ông/bà đã đồng ý điều gì",),
        "Xem 3 lần trước đó",
        "22/02/2026",
    ),
    "health_card": (
        ("Thẻ còn 21 ngày",),
        "In ra giấy",
        "Thông tin thẻ vẫn ở trên màn hình",
    ),
    "care_history": (
        ("5 lần khám chữa bệnh",),
        "Bệnh viện Đa khoa khu vực Mẫu Cần Thơ. Ngoại trú · 08/11/2025. Đang đóng",
        "Bệnh: Đã che",
    ),
    "my_notices": (
        ("4 thông báo, 3 chưa đọc",),
        "Khám chữa bệnh: chạm để xem. Chưa đọc. Có việc cần làm. 01/03/2026. Đang đóng",
        "Đã che",
    ),
    "benefits_received": (
        ("BHXH một lần",),
        "BHXH một lần. Quyết định 4037/QĐ-B H X H, 2 0 2 5 ngày 17/09/2025, đã trả. Đang đóng",
        "Số tiền: Đã che",
    ),
    "smart_otp": (
        ("Điện thoại hiện mã của ông/bà",),
        "Điện thoại 1. Thêm ngày 02/03/2026. Đang đóng",
        "Gỡ điện thoại này",
    ),
}
# The names of the parts of a question that has several.
_PARTS = {
    "number": "Số tài khoản",
    "number_again": "Nhập lại số tài khoản",
    "holder": "Chủ tài khoản",
    "street": "Số nhà, đường hoặc thôn, xóm",
    "from": "Từ tháng",
    "to": "Đến hết tháng",
    "scheme": "Loại bảo hiểm xã hội",
    "employer": "Nơi làm việc (không bắt buộc)",
    "wage": "Tiền lương hoặc thu nhập đóng, một tháng",
}
_MOST_PAGES = 60
_TREATED = frozenset({Section.CARE, Section.BENEFITS, Section.HEALTH})


@pytest.fixture
def person(qapp: QApplication) -> Iterator[BlindWalk]:
    load_fonts()
    speech = RecordingSpeech()
    with open_kiosk(QSize(1080, 1920), speech=speech) as walk:
        yield BlindWalk(walk, speech)


@pytest.mark.long
@pytest.mark.parametrize(
    "task",
    [
        pytest.param(task, id=task.id) if task.id in _EVERY_KIND else again(task, name=task.id)
        for task in _FILED
    ],
)
def test_a_task_is_filed(person: BlindWalk, task: Any) -> None:
    play = load_play(task.id)
    person.walk.parts.clock.set_wall_clock(play.at or _TODAY)
    _find_the_task(person, task.name.vi)
    if task.filing is not None:
        _hear_what_it_is_about(person, task)
    if task.assurance is not Assurance.NONE:
        _answer_what_comes_first(person, play, task)
        _show_card_and_face(person, task.shows)
    play = _of_who_is_here(play, person)
    wishes = _wishes(play, task, person.walk.parts.navigator.context())
    _fill_in(person, play, wishes)
    _check_what_is_sent(person, wishes)
    _take_the_receipt(person)
    for page in _pages_walked(play, task):
        assert spoken(page.title.vi, "vi").rstrip("?.") in " ".join(person.transcript), page.id


def _answer_what_comes_first(person: BlindWalk, play: Play, task: Any) -> None:
    """Before the card: what may lead elsewhere at once."""
    navigator = person.walk.parts.navigator
    first = [page for page in task.form.pages if page.at_once and page.questions]
    for page in first:
        person.hear(spoken(page.title.vi, "vi").rstrip("?."))
        person.answer(_wishes_for(page.questions, play.answers, navigator.context()))
        if not navigator.page.questions:
            person.hear(spoken(navigator.page.title.vi, "vi").rstrip("?."))
            person.choose("Tiếp tục")


def _of_who_is_here(play: Play, person: BlindWalk) -> Play:
    """With their own account, where one is named."""
    me = person.walk.parts.navigator.visit.person
    answers = {name: held_by(me, typed) for name, typed in play.answers.items()}
    return play.model_copy(update={"answers": answers})


def test_every_task_that_asks_is_walked() -> None:
    walked = {task.id for task in (*_FILED, *_ADVISED, *_NOTED, *_FOLLOWED)} | {
        play.task_id for play in _RECKONED
    }
    assert {task.id for task in _ASKING} == walked


@pytest.mark.parametrize("task", _ADVISED, ids=lambda task: task.id)
def test_advice_that_asks_first_is_heard(person: BlindWalk, task: Any) -> None:
    navigator = person.walk.parts.navigator
    _find_the_task(person, task.name.vi)
    person.wait_for_news()
    while navigator.screen != "anything_else":
        page = navigator.page
        person.hear(spoken(page.title.vi, "vi").rstrip("?."))
        if not page.questions:
            for words in (*page.paragraphs, *page.bring):
                person.hear(spoken(words.vi, "vi").rstrip(".")[:40])
            for label, words in person.walk.parts.guides.counter(page):
                person.hear(spoken(f"{label.vi}: {words.vi}", "vi").rstrip("."))
            person.choose("In hướng dẫn" if page.paper is None else "In trang này")
            person.hear("Máy in chưa in được")  # there is none
            person.choose(spoken(str(person.walk.wait_for("primary").property("text")), "vi"))
            continue
        (question,) = page.questions
        first = question.choices("choice", {}, navigator.context())[0].label
        person.answer({spoken(question.label.vi, "vi"): Wish(choose=(first,))})
    person.hear("việc")


def test_a_petition_is_followed_by_ear(person: BlindWalk) -> None:
    (task,) = _FOLLOWED
    person.walk.parts.petitions.told = PetitionAnswer(
        state=PetitionState.ANSWERED, answered_on=date(2026, 11, 20), answer="Tiền đã chuyển lại hôm nay."
    )
    _find_the_task(person, task.name.vi)
    person.wait_for_news()
    person.walk.wait_for_keys()
    (question,) = person.walk.parts.navigator.page.questions
    wishes = {spoken(question.label.vi, "vi"): Wish(write=(("", TRACKING_CODE),))}
    person.answer(wishes, known=_go_on_too_early(person))
    person.walk.arrive("petition")
    assert person.walk.parts.petitions.asked == [TRACKING_CODE]
    person.wait_for_news()
    assert any("Tiền đã chuyển lại hôm nay" in line for line in (*person.read_screen(), *person.transcript))


def test_a_reminder_is_noted_and_heard(person: BlindWalk) -> None:
    navigator, play = person.walk.parts.navigator, load_plays("reminder")[-1]
    (task,) = _NOTED
    person.walk.parts.clock.set_wall_clock(play.at or _TODAY)
    _find_the_task(person, task.name.vi)
    wishes = _wishes(play, task, navigator.context())
    while navigator.screen != "reminded":
        person.wait_for_news()
        person.walk.wait_for_keys()
        person.answer(wishes, _rows(play, navigator), known=_go_on_too_early(person))
    person.hear("Ngày cuối nộp hồ sơ", spoken("Thứ tư 30/12/2026", "vi"))
    person.choose("In giấy nhắc")
    person.hear("Máy in chưa in được")  # there is none
    person.choose("Xong")
    person.hear("việc")


@pytest.mark.parametrize(
    "play",
    [
        again(play, name=play.name) if number % 6 else pytest.param(play, id=play.name)
        for number, play in enumerate(_RECKONED)
    ],
)
def test_an_estimate_is_heard_past_its_errors(person: BlindWalk, play: Play) -> None:
    navigator = person.walk.parts.navigator
    task = navigator.catalogue.get(play.task_id)
    assert play.at is not None
    person.walk.parts.clock.set_wall_clock(play.at)
    _find_the_task(person, task.name.vi)
    person.wait_for_news()
    wishes, known = _wishes(play, task, navigator.context()), _asked_before(play)
    while navigator.screen == "question":
        page = navigator.page
        person.walk.wait_for_keys()
        context = navigator.context()
        wrong = () if known & {each.id for each in page.questions} else wrong_answers(play, navigator)
        person.answer(wishes, _rows(play, navigator), refused=[_refused(each, context) for each in wrong])
        person.wait_for_news()
        assert navigator.screen != "question" or navigator.page is not page
    person.walk.arrive("result")
    headline = person.walk.find("headline")
    found = "Chưa đủ điều kiện" if headline is None else spoken(str(headline.property("text")), "vi")
    person.hear(found)
    for page in task.form.pages:
        if any(question.id in play.answers for question in page.questions):
            assert spoken(page.title.vi, "vi").rstrip("?.") in " ".join(person.transcript), page.id


def test_answers_that_do_not_fit_together_are_heard_and_mended(person: BlindWalk) -> None:
    walk = person.walk
    walk.attract()
    person.press(Qt.Key.Key_F5)
    reach_result(walk, UNFIT)
    person.hear("Câu trả lời dưới đây chưa khớp với các câu khác")
    person.hear("Thay đổi: Trong đó bao nhiêu tháng trước 01/01/2014? (không có: 0)")
    assert "Xin xem lại từng câu" not in " ".join(person.transcript)
    walk.wait_for_keys()
    person.press(Qt.Key.Key_Return)
    person.hear("Ô nhập")
    walk.wait_for_keys()
    person.answer({"Trong đó bao nhiêu tháng": Wish(write=(("", "0"),))})
    person.hear("Trợ cấp mai táng")


def _asked_before(play: Play) -> set[str]:
    """In plays of the same task that stand before this one: their errors are met there."""
    before = _RECKONED[: _RECKONED.index(play)]
    return {name for other in before if other.task_id == play.task_id for name in other.answers}


@pytest.mark.parametrize("task", _TOLD, ids=lambda task: task.id)
def test_what_is_only_told_is_heard_whole(person: BlindWalk, task: Any) -> None:
    _find_the_task(person, task.name.vi)
    for page in task.form.pages:
        person.hear(spoken(page.title.vi, "vi").rstrip("?."))
        for paragraph in page.paragraphs:
            person.hear(spoken(paragraph.vi, "vi").rstrip(".")[:40])
        person.choose("Tiếp tục")


@pytest.mark.parametrize("task", _SHOWN, ids=lambda task: task.id)
def test_a_record_is_heard_and_gone_through(person: BlindWalk, task: Any) -> None:
    person.walk.parts.phones.listed = (phone(1),)
    if task.record.sections & _TREATED and Section.CONTRIBUTIONS not in task.record.sections:
        person.walk.parts.records.record = treated_record()
    _find_the_task(person, task.name.vi)
    _show_card_and_face(person)
    if task.record.confirm is not None:
        person.hear("Có ai nhìn được màn hình này không")
        person.choose("Không ai nhìn, cho tôi xem")
    said, row, within = _OF_RECORDS[task.id]
    person.hear(*said)
    lines = person.read_screen()
    assert any(row in line for line in lines), lines
    assert not any(within in line for line in lines), lines
    before = len(person.transcript)
    person.choose(row)

    def heard() -> bool:
        """By itself, or when the screen is read."""
        person.read_screen()
        return within in ". ".join(person.transcript[before:])

    person.walk.wait_until(heard, within)
    person.choose("Xong")
    person.hear("cần làm gì nữa")


def _find_the_task(person: BlindWalk, name: str) -> None:
    walk = person.walk
    walk.attract()
    person.press(Qt.Key.Key_F5)
    person.hear("Giọng đọc đã bật")
    person.choose("Chạm để bắt đầu")
    person.hear("cần làm việc gì")
    person.choose("Tìm việc cần làm, ví dụ: nghỉ đẻ, đổi bệnh viện")
    person.hear("Ô nhập")
    person.write(name[:12].lower())
    person.choose(name)


def _hear_what_it_is_about(person: BlindWalk, task: Any) -> None:
    about = task.form.pages[0]
    for each in (about.lead, *about.told(person.walk.parts.navigator.context().known), *about.bring):
        person.hear(spoken(each.vi, "vi").rstrip(".")[:40])
    person.choose("Tiếp tục")


def _show_card_and_face(person: BlindWalk, shows: ShownDocument = ShownDocument.ID_CARD) -> None:
    parts = person.walk.parts
    asked, reading, found = {
        ShownDocument.ID_CARD: ("Đặt thẻ", card_reading(), "Đã xác nhận đúng là"),
        ShownDocument.PASSPORT: ("Đặt hộ chiếu", passport_reading(), "Cán bộ sẽ kiểm tra giúp"),
    }[shows]
    person.hear(asked)
    parts.card.on_done(reading)
    person.hear("Đây có phải")
    lines = person.read_screen()
    assert any(reading.identity.full_name in line for line in lines), lines
    person.choose("Đúng là tôi")
    person.hear("Đồng ý chụp")
    person.choose("Đồng ý và chụp")
    person.walk.arrive("face_check")
    parts.face.on_done(face_evidence())
    person.hear(found)
    person.choose("Tiếp tục")


def _wishes(play: Play, task: Any, context: Context) -> dict[str, Wish]:
    return _wishes_for(task.form.questions(), play.answers, context)


def _rows(play: Play, navigator: Navigator) -> list[Row]:
    """Of the list on this page, if there is one: the wishes for each row; the first is wrong at first."""
    context, found = navigator.context(), list[Row]()
    for question in navigator.page.questions:
        rows: Any = play.answers.get(question.id, {}).get("rows", ())
        for row in rows:
            wrong = () if found else wrong_cells(question, row, navigator)
            among = question.columns
            wishes = _wishes_for(among, row, context) if among else _wishes_of_parts(question, row, context)
            found.append(Row(wishes, [_refused(each, context) for each in wrong]))
    return found


def _refused(wrong: Wrong, context: Context) -> Refused:
    wishes = _wishes_for(wrong.among, wrong.answers, context)
    return Refused(wishes, spoken(wrong.question.label.vi, "vi"), spoken(wrong.words, "vi"))


def _wishes_for(
    questions: Iterable[Question], answers: Mapping[str, Mapping[str, Any]], context: Context
) -> dict[str, Wish]:
    asked = [each for each in questions if "rows" not in answers.get(each.id, ("rows",))]
    return {spoken(each.label.vi, "vi"): _wish(each, answers[each.id], context) for each in asked}


def _wishes_of_parts(question: Question, row: Mapping[str, str], context: Context) -> dict[str, Wish]:
    """Of a row that is one cell: each part is asked for by its own name."""
    wishes = {}
    for part, value in row.items():
        labels = {each.value: each.label for each in question.choices(part, row, context)}
        wishes[_PARTS[part]] = Wish(choose=(labels[value],)) if labels else Wish(write=(("", value),))
    return wishes


def _wish(question: Question, typed: Mapping[str, Any], context: Context) -> Wish:
    kind = question.kind
    if kind.name in ("consent", "declaration"):
        return Wish(choose=(question.label.vi,))
    if not typed:
        return Wish(choose=(question.none_label.vi,)) if question.none_label else Wish()
    wish = Wish()
    for part, value in typed.items():
        if part in ("chosen", "choice"):
            labels = {each.value: each.label for each in question.choices(part, typed, context)}
            chosen = [value] if part == "choice" else value
            wish = replace(wish, choose=tuple(labels[each] for each in chosen))
        elif part in kind.choice_parts:
            label = kind.chosen_label(part, typed, question, context)
            wish = replace(wish, pick=(*wish.pick, label))
        else:
            wish = replace(wish, write=(*wish.write, (_PARTS.get(part, ""), value)))
    return wish


def _fill_in(person: BlindWalk, play: Play, wishes: Mapping[str, Wish]) -> None:
    """Page by page, as long as questions or codes are heard."""
    for _ in range(_MOST_PAGES):
        if "Xin xem lại trước khi gửi" in (heard := person.wait_for_news()):
            return
        person.walk.wait_for_keys()
        if person.walk.parts.navigator.screen == "own_data":
            person.choose("Tôi tự nhập")
        elif person.walk.parts.navigator.screen == "reminded":
            person.choose("Tiếp tục")
        elif "Tờ khai của ông/bà" in heard:
            person.walk.wait_for("page.0")
            person.choose("Tiếp tục")
        elif "Nhập mã 6 số" in heard or "Mã đã gửi" in heard:
            person.write(_CODE)
            person.hear("Đã xác nhận thư điện tử", "Đã xác nhận số điện thoại")
        else:
            rows = _rows(play, person.walk.parts.navigator)
            person.answer(wishes, rows, known=_go_on_too_early(person))
    raise AssertionError(f"nothing to check was heard: {person.transcript[-6:]}")


def _go_on_too_early(person: BlindWalk) -> str:
    """Where an answer is missing, going on tells what is, each time, and the page stays.

    Returns the question where the focus is then, "" where nothing was missing.
    """
    navigator = person.walk.parts.navigator
    answers, facts, context = navigator.journey.answers, navigator.facts(), navigator.context()
    page = navigator.page
    asked = [each for each in page.questions if person.walk.find(each.id) is not None]
    empty = [
        each for each in asked if not answers.typed(each, facts, context) and _must_be_answered(each, context)
    ]
    if not empty:
        return ""
    for _ in range(2):
        person.choose("Tiếp tục")
        fault = person.walk.wait_for(f"{empty[0].id}.fault").property("text")
        person.hear(spoken(str(fault), "vi"))
    assert navigator.page is page
    return spoken(empty[0].label.vi, "vi")


def _must_be_answered(question: Question, context: Context) -> bool:
    try:
        question.parse({}, context)
    except AnswerError:
        return True
    return False


def _check_what_is_sent(person: BlindWalk, wishes: Mapping[str, Wish]) -> None:
    lines = " ".join(person.read_screen())
    for label, wish in wishes.items():
        for chosen in wish.pick:
            words = spoken(chosen, "vi").split(" (")[0]
            assert words in lines or words in _uncovered(person, label), (label, lines)
    person.walk.parts.line.on_state(TestLineState(False, 1))
    person.choose("Gửi hồ sơ")


def _uncovered(person: BlindWalk, label: str) -> str:
    """A masked answer, which is heard on request only."""
    person.choose(f"Xem: {label}")
    person.press(Qt.Key.Key_Up)
    return person.wait_for_news()


def _take_the_receipt(person: BlindWalk) -> None:
    walk = person.walk
    person.hear("Số biên nhận")
    person.hear("Đã nhận tại máy, chưa gửi đi")
    walk.arrive("receipt")
    reference = str(walk.wait_for("receiptReference").property("text"))
    assert spoken(reference, "vi") in " ".join(person.transcript)
    person.choose("Tiếp tục")
    person.hear("đã ghi lại số biên nhận chưa")
    assert spoken(reference, "vi") in " ".join(person.read_screen())
    person.choose("Tôi đã ghi lại hoặc chụp lại")
    person.hear("việc")
    person.choose("Không, kết thúc")
    person.hear("Cảm ơn ông/bà")


def _pages_walked(play: Play, task: Any) -> list[Any]:
    """Those that had a question of the play."""
    answers = play.answers
    return [page for page in task.form.pages if any(question.id in answers for question in page.questions)]
