"""Kinds that hold several things: relatives, contribution months, scanned pages."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest

from kiosk.forms.errors import AnswerError
from kiosk.forms.kind import fault_text
from kiosk.forms.kinds.document_scan import DocumentScanAnswer, ScannedPage, jpeg_size
from kiosk.forms.kinds.relatives import Relatives
from kiosk.language import Language
from tests.kiosk.forms.making import make_context, make_question
from tests.kiosk.forms.samples import RELATIVES, make_jpeg, make_page


def _text(text: str) -> dict[str, Any]:
    return {"text": text}


def _rows(*rows: Any) -> dict[str, Any]:
    return {"rows": list(rows)}


def _pages(*pages: ScannedPage) -> dict[str, Any]:
    return {"pages": [page.typed for page in pages]}


_AN: dict[str, Any] = {
    "name": _text("Nguyễn Văn An"),
    "relation": {"choice": "child"},
    "born": _text("05102020"),
}
_BINH: dict[str, Any] = {"name": _text("Trần Thị Bình"), "relation": {"choice": "spouse"}}
_SCAN = make_question(
    "document_scan", paper={"vi": "Giấy khai sinh", "en": "Birth certificate"}, pages_most=2
)
_MONTHS = make_question("contribution_months")


def _code(question: Any, typed: dict[str, Any]) -> str:
    with pytest.raises(AnswerError) as caught:
        question.parse(typed, make_context())
    return caught.value.code


# Relatives


def test_rows_are_kept_as_json_by_column_and_shown_in_a_line() -> None:
    rows = RELATIVES.parse(_rows(_AN, {"name": _text(" ")}, _BINH), make_context())
    assert rows == (
        {"name": "Nguyễn Văn An", "relation": "child", "born": "2020-10-05", "number": None},
        {"name": "Trần Thị Bình", "relation": "spouse", "born": None, "number": None},
    )
    assert (
        RELATIVES.show(rows, make_context()) == "Nguyễn Văn An (con, 05/10/2020); Trần Thị Bình (vợ, chồng)"
    )
    assert RELATIVES.kind.mask(rows, RELATIVES, make_context()) == "•••••• (2 người thân)"
    again = RELATIVES.kind.from_fact(RELATIVES.to_json(rows), RELATIVES, make_context())
    assert RELATIVES.parse(again, make_context()) == rows


def test_a_fault_names_row_and_column_as_they_were_typed() -> None:
    typed = _rows(_AN, {"name": _text("")}, {**_BINH, "born": _text("30022020")})
    with pytest.raises(AnswerError) as caught:
        RELATIVES.parse(typed, make_context())
    vietnamese, english = (fault_text(caught.value, language) for language in Language)
    assert vietnamese == "Dòng 3 (người thân), mục “Ngày sinh”: Lịch không có ngày này. Xin xem lại."
    assert english == "Row 3 (relative), “Date of birth”: The calendar has no such day. Please check it."


def test_every_fault_of_every_row_can_be_listed() -> None:
    typed: dict[str, Any] = _rows({"name": _text("A1")}, {**_BINH, "born": _text("05102030")})
    assert isinstance(RELATIVES.kind, Relatives)
    faults = RELATIVES.kind.row_faults(typed, RELATIVES, make_context())
    assert [(place, column.id, words.en[:12]) for place, column, words in faults] == [
        (0, "name", "A name has n"),
        (0, "relation", "Please answe"),
        (1, "born", "Please enter"),
    ]


def test_a_check_of_a_column_sees_its_own_row_only() -> None:
    fits = {**_AN, "number": _text("001220123456")}
    assert RELATIVES.parse(_rows(fits, _BINH), make_context())[0]["number"] == "001220123456"
    other = {**_BINH, "number": _text("001220123456")}  # whose date of birth is not known here
    with pytest.raises(AnswerError) as caught:
        RELATIVES.parse(_rows(fits, other), make_context())
    assert "Dòng 2" in fault_text(caught.value, Language.VIETNAMESE)
    assert "Số chưa khớp năm sinh." in fault_text(caught.value, Language.VIETNAMESE)


@pytest.mark.parametrize("rows", ["text", [], [None], [[]], ["An"], [{}], {"name": "An"}])
def test_what_are_no_rows_is_blank(rows: Any) -> None:
    assert _code(RELATIVES, {"rows": rows}) in ("common.required", "relatives.too_few")


# Contribution months


def _stretch(first: str, last: str, **others: str) -> dict[str, Any]:
    return {"from": first, "to": last, "scheme": "compulsory", "wage": "5.000.000", **others}


def test_stretches_are_put_in_order_and_sent_as_calculators_take_them() -> None:
    earlier = _stretch("1/2020", "12/2021", employer="Công ty A")
    typed = _rows(_stretch("012022", "122022", scheme="voluntary"), earlier)
    stretches = _MONTHS.parse(typed, make_context())
    assert _MONTHS.to_json(stretches) == [
        {
            "from": "2020-01",
            "to": "2021-12",
            "scheme": "compulsory",
            "employer": "Công ty A",
            "wage": 5_000_000,
        },
        {"from": "2022-01", "to": "2022-12", "scheme": "voluntary", "employer": "", "wage": 5_000_000},
    ]
    assert _MONTHS.show(stretches, make_context(Language.ENGLISH)) == (
        "36 months: 01/2020 to 12/2021 (compulsory, Công ty A, 5,000,000 VND); "
        "01/2022 to 12/2022 (voluntary, 5,000,000 VND)"
    )
    assert _MONTHS.kind.mask(stretches, _MONTHS, make_context()) == "•••••• (36 tháng)"
    assert "Công ty" not in repr(stretches)


def test_a_month_stands_once_and_the_two_rows_are_named() -> None:
    typed = _rows(_stretch("012020", "122020"), _stretch("012019", "122019"), _stretch("122019", "122019"))
    with pytest.raises(AnswerError) as caught:
        _MONTHS.parse(typed, make_context())
    assert caught.value.code == "contribution_months.overlap"
    assert fault_text(caught.value, Language.ENGLISH).startswith("Row 3 shares months with row 2.")


def test_this_month_counts_and_the_next_does_not() -> None:
    assert len(_MONTHS.parse(_rows(_stretch("092026", "102026")), make_context())[0]) == 2
    assert _code(_MONTHS, _rows(_stretch("092026", "112026"))) == "contribution_months.future"


def test_wages_can_be_left_out_where_they_are_not_needed() -> None:
    question = make_question("contribution_months", wages=False)
    (stretch,) = question.parse(_rows(_stretch("012020", "122020", wage="")), make_context())
    assert stretch.wage is None
    assert [each.value for each in question.choices("scheme", {}, make_context())] == [
        "compulsory",
        "voluntary",
    ]


# Scans


@pytest.mark.parametrize(("width", "height"), [(1, 1), (640, 480), (1654, 2339)])
@pytest.mark.parametrize("progressive", [0, 1])
def test_the_size_of_a_real_jpeg(width: int, height: int, progressive: int) -> None:
    picture = np.zeros((height, width, 3), np.uint8)
    _, encoded = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_PROGRESSIVE, progressive])
    assert jpeg_size(encoded.tobytes()) == (width, height)


@pytest.mark.parametrize("cut", range(len(make_jpeg(5, 5))))
def test_a_jpeg_that_is_cut_short_is_none(cut: int) -> None:
    assert jpeg_size(make_jpeg(5, 5)[:cut]) is None


def test_pages_are_kept_by_name_size_and_key() -> None:
    typed = _pages(make_page(5, 7), make_page(6, 7))
    answer = _SCAN.parse({**typed, "choice": "staff"}, make_context())
    assert [(page.width, page.height) for page in answer.pages] == [(5, 7), (6, 7)]
    assert not answer.to_staff
    kept: Any = _SCAN.to_json(answer)
    assert _SCAN.from_json(kept) == answer
    assert _SCAN.type_out(answer) == typed
    assert _SCAN.show(answer, make_context()) == "Đã chụp 2 trang"
    assert answer.pages[0].key not in repr(answer)


def test_the_act_has_the_keys_in_its_list_of_files_alone() -> None:
    answer = _SCAN.parse(_pages(make_page(5, 7), make_page(6, 7)), make_context())
    assert _SCAN.to_act(answer) == {
        "to_staff": False,
        "pages": [
            {"attachment_id": str(page.attachment_id), "width": page.width, "height": 7}
            for page in answer.pages
        ],
    }
    files = _SCAN.attached(answer)
    assert [(each.attachment_id, each.key, each.sha256, each.size) for each in files] == [
        (page.attachment_id, page.key, page.sha256, page.size) for page in answer.pages
    ]
    assert [each.role for each in files] == [f"{_SCAN.id}.1", f"{_SCAN.id}.2"]
    assert _SCAN.attached(DocumentScanAnswer(to_staff=True)) == ()


def test_the_paper_itself_is_an_answer_where_staff_take_it() -> None:
    answer = _SCAN.parse({"choice": "staff"}, make_context())
    assert answer == DocumentScanAnswer(to_staff=True)
    assert _SCAN.show(answer, make_context(Language.ENGLISH)) == "I will hand the paper to staff"
    assert [each.value for each in _SCAN.choices("choice", {}, make_context())] == ["staff"]
    strict = make_question("document_scan", paper={"vi": "Giấy", "en": "Paper"}, staff_takes_paper=False)
    assert _code(strict, {"choice": "staff"}) == "document_scan.none"
    assert strict.choices("choice", {}, make_context()) == ()
