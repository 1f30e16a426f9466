"""How a person is told of what they filed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kiosk.contract.feed import CaseState, Words
from kiosk.contract.records import CaseResult, CaseStage, FiledCase, Person, PersonRecord, Release
from kiosk.language import Bilingual, same
from kiosk.records.cases import Names, Supplement, ToldCases, load_case_texts, tell_cases, tell_paper

ON = date(2026, 3, 5)
FILED = datetime(2026, 3, 1, 18, 30, tzinfo=UTC)  # the second of March in Vietnam
CASE = FiledCase(
    number="HS26-4417-0932-0001-0",
    kind="service.filed",
    about="9.2",
    office="00100",
    state=CaseState.RECEIVED,
    opened_at=FILED,
    told=Words(vi="Đã nhận.", en="Received."),
    stages=(CaseStage(state=CaseState.RECEIVED, at=FILED),),
)
SERVICE = Bilingual(vi="Đổi nơi khám", en="Another facility")
SUPPLEMENT = Supplement("supplement_case/9.2/contact.phone", (Bilingual(vi="Số điện thoại", en="Phone"),))
NAMES = Names(
    request=lambda case: SERVICE if case.about == "9.2" else None,
    supplement=lambda case: SUPPLEMENT if case.asked == ("contact.phone",) else None,
    office=lambda code: "BHXH cơ sở Ba Đình" if code == "00100" else None,
    hotline="1900 9068",
)


def tell(*cases: FiledCase) -> ToldCases:
    person = Person(personal_number=None, full_name="Người Thử", date_of_birth=date(1990, 1, 1), sex="male")
    record = PersonRecord(person=person, cases=cases)
    return tell_cases(Release(read_at=FILED, record=record), ON, NAMES)


def test_every_state_has_words() -> None:
    assert load_case_texts().state.keys() == set(CaseState)
    for state in CaseState:
        (told,) = tell(CASE.model_copy(update={"state": state})).cases
        assert told.state == load_case_texts().state[state]
        assert told.state.vi in told.row.vi
        assert told.state.en in told.row.en


def test_a_case_is_told_by_name_day_number_and_office() -> None:
    (told,) = tell(CASE).cases
    assert told.name == SERVICE
    assert "02/03/2026" in told.row.vi  # the day in Vietnam
    assert [line.value for line in told.lines] == [same("HS26-4417-0932-0001-0"), same("BHXH cơ sở Ba Đình")]
    assert [line.value for line in told.stages] == [same("01:30, 02/03/2026")]
    assert told.reason is None


def test_what_this_kiosk_has_no_name_for_is_told_all_the_same() -> None:
    (told,) = tell(CASE.model_copy(update={"about": "9.99", "number": None, "office": "99999"})).cases
    assert told.name == load_case_texts().unnamed
    assert told.lines == ()


@pytest.mark.parametrize(
    ("due", "confirmed", "words"),
    [
        (date(2026, 3, 5), True, "05/03/2026"),
        (date(2026, 3, 6), False, "dự kiến"),
        (date(2026, 3, 4), True, "1900 9068"),
        (date(2026, 3, 4), False, "quá hẹn"),
    ],
)
def test_the_day_says_how_sure_it_is_and_when_it_has_passed(due: date, confirmed: bool, words: str) -> None:
    (told,) = tell(CASE.model_copy(update={"due_on": due, "due_confirmed": confirmed})).cases
    assert words in told.lines[0].value.vi
    assert ("quá hẹn" in told.lines[0].value.vi) is (due < ON)


def test_a_returned_one_says_why_and_is_urgent() -> None:
    reason = Words(vi="Hồ sơ còn thiếu giấy tờ.", en="A document is missing.")
    changes = {"state": CaseState.RETURNED, "reason": reason, "waits_for_person": True}
    returned, other = tell(CASE.model_copy(update=changes), CASE).cases
    assert returned.reason == Bilingual(vi=reason.vi, en=reason.en)
    assert (returned.urgency, other.urgency) == ("warn", "info")


def test_what_is_missing_is_named_and_leads_to_what_asks_for_it() -> None:
    changes = {"state": CaseState.RETURNED, "asked": ("contact.phone",), "waits_for_person": True}
    (told,) = tell(CASE.model_copy(update=changes)).cases
    assert told.missing == Bilingual(vi="Cần bổ sung:\n• Số điện thoại", en="Still needed:\n• Phone")
    assert told.supplement == SUPPLEMENT.task
    assert told.told == load_case_texts().here
    (nameless,) = tell(CASE.model_copy(update={**changes, "number": None})).cases
    assert nameless.supplement == ""


def test_what_this_kiosk_cannot_ask_for_leads_to_the_counter() -> None:
    changes = {"state": CaseState.RETURNED, "asked": ("question.of_tomorrow",), "waits_for_person": True}
    (told,) = tell(CASE.model_copy(update=changes)).cases
    assert (told.missing, told.supplement) == (None, "")
    assert "quầy" in told.told.vi
    assert "counter" in told.told.en


def test_where_there_is_none_that_is_said() -> None:
    told = tell()
    assert told.cases == ()
    assert "máy tự phục vụ" in told.none.vi


def test_what_it_came_to_is_named_with_number_and_day() -> None:
    result = CaseResult(number="HS26-4417-0932-0001-0/TB", given_at=FILED, sha256="a" * 64)
    done = CASE.model_copy(update={"state": CaseState.DONE, "result": result})
    (told,) = tell(done).cases
    assert told.paper == "a" * 64
    assert told.lines[-1].value == Bilingual(
        vi="Số HS26-4417-0932-0001-0/TB, ngày 02/03/2026", en="No. HS26-4417-0932-0001-0/TB, 02/03/2026"
    )
    assert tell(CASE).cases[0].paper is None


def test_around_the_paper_stands_nothing_that_names_the_person() -> None:
    result = CaseResult(number="125/QĐ-BHXH", given_at=FILED, sha256="a" * 64)
    paper = tell_paper(CASE.model_copy(update={"state": CaseState.REFUSED}), result, NAMES)
    assert (paper.name, paper.urgency) == (SERVICE, "warn")
    assert paper.in_code.vi.splitlines() == [
        "Kết quả hồ sơ HS26-4417-0932-0001-0",
        "Đổi nơi khám",
        "Không được giải quyết",
        "Số 125/QĐ-BHXH, ngày 02/03/2026",
    ]
    assert paper.in_code.en.splitlines()[1:3] == ["Another facility", "Refused"]
