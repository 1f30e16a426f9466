"""Official forms: the State's words and layout, answers in their fields, nothing cut off, nothing unknown."""

from __future__ import annotations

import io
import re
import tomllib
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from kiosk.documents.forms import FormFields, form_data, load_form, render_form
from kiosk.documents.typesetting import TEMPLATES
from kiosk.errors import BugError
from tests.kiosk.documents.page_layout import Spot, find_spots
from tests.kiosk.documents.published_words import WORDS
from tests.kiosk.documents.receipts import FONTS, MADE_AT, text_of

FORMS = sorted(WORDS)
WORDED = [*FORMS, "mau_so_4"]  # a table: its words are compared, its places are those of its columns
PUBLISHED = Path(__file__).with_name("published")
# The published [09] of TK1-TS begins its dots in a third line although the second has room for them.
SHORTER_BY_MM = {("tk1_ts", "[10]."): 5.4}


@lru_cache
def _blank(name: str) -> bytes:
    return render_form(name, FormFields(), FONTS, MADE_AT)


def _published_spots(name: str) -> list[Spot]:
    with (PUBLISHED / f"{name}.toml").open("rb") as file:
        return [Spot(**spot) for spot in tomllib.load(file)["spots"]]


@pytest.mark.parametrize("name", FORMS)
def test_a_blank_form_looks_like_the_published_one(name: str) -> None:
    published, ours = _published_spots(name), find_spots(_blank(name), WORDS[name])
    assert [spot.words for spot in ours] == [spot.words for spot in published]
    for theirs, spot in zip(published, ours, strict=True):
        assert spot.page == theirs.page == 1
        assert spot.x == pytest.approx(theirs.x, abs=2.2), spot.words
    assert ours[0].y == pytest.approx(published[0].y, abs=1.0)
    for (above, spot), (their_above, theirs) in zip(pairwise(ours), pairwise(published), strict=True):
        step = theirs.y - their_above.y - SHORTER_BY_MM.get((name, spot.words), 0.0)
        assert spot.y - above.y == pytest.approx(step, abs=2.2), spot.words


@pytest.mark.parametrize("name", WORDED)
def test_a_blank_form_says_what_was_published_and_nothing_else(name: str) -> None:
    """``published/NAME.txt``: each piece of text of the published form, up to the guide behind it, cut at the
    dotted lines and at the boxes to be ticked."""
    text = _letters(text_of(_blank(name)))
    for piece in (PUBLISHED / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        before, found, after = text.partition(_letters(piece))
        assert found, piece
        text = f"{before}|{after}"
    assert set(text) <= {"|", "-"}


def _letters(text: str) -> str:
    return re.sub(r"[\s.…/]+", "", text)


@pytest.mark.parametrize("name", FORMS)
def test_a_blank_form_is_one_page_with_the_published_margins(name: str) -> None:
    (page,) = PdfReader(io.BytesIO(_blank(name))).pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    left = min(spot.x for spot in find_spots(_blank(name), WORDS[name]))
    assert left == pytest.approx(25.0, abs=0.1)


@pytest.mark.parametrize("name", FORMS)
def test_the_list_of_fields_is_that_of_the_template(name: str) -> None:
    template = (TEMPLATES / f"{name}.typ").read_text(encoding="utf-8")
    used = dict.fromkeys(re.findall(r'(?:field|tick)\("([^"]+)"', template))
    form = load_form(name)
    assert list(used) == [each.id for each in form.fields]
    ticks = set(re.findall(r'tick\("([^"]+)", "([^"]+)"', template))
    assert ticks == {(each.id, choice) for each in form.fields for choice in each.choices}


@pytest.mark.parametrize("name", FORMS)
def test_labels_stand_in_the_published_order(name: str) -> None:
    text, start = text_of(_blank(name)), 0
    for each in load_form(name).fields:
        number = "" if each.id == "insurance_number" else f"[{each.id}]"
        found = re.compile(re.escape(number) + r"\.? ?" + re.escape(each.label)).search(text, start)
        assert found, f"[{each.id}] {each.label}"
        start = found.end()
        if each.kind == "tick":
            assert all(label in text for label in each.choices.values())


def test_the_source_stands_on_the_form_and_beside_it() -> None:
    for name in FORMS:
        source = load_form(name).source
        assert source.decision == "Quyết định 366/QĐ-BHXH"
        assert (source.issued_on, source.in_force_from) == (date(2026, 4, 29), date(2026, 5, 1))
    assert "(Ban hành kèm theo Quyết định số: 366/QĐ-BHXH ngày 29/4/2026 của BHXH Việt Nam)" in text_of(
        _blank("tk1_ts")
    )


@pytest.mark.parametrize("name", FORMS)
def test_each_answer_stands_after_its_label(name: str) -> None:
    form = load_form(name)
    written = {each.id: f"Đáp-{index}" for index, each in enumerate(form.fields) if each.kind != "tick"}
    text, start = text_of(render_form(name, FormFields(texts=written), FONTS, MADE_AT)), 0
    for field_id, answer in written.items():
        number = "" if field_id == "insurance_number" else f"[{field_id}]"
        label = re.escape(number) + r"\.? ?" + re.escape(form.get_field(field_id).label)
        found = re.compile(label + r"[^\[]*?" + answer + r"\b").search(text, start)
        assert found, f"{field_id}: {answer} in {text[start : start + 200]}"
        start = found.end()


@pytest.mark.parametrize("name", FORMS)
def test_long_answers_flow_on_and_are_never_cut(name: str) -> None:
    answers = {
        each.id: " ".join(f"chữ{index}-{number}" for number in range(40))
        for index, each in enumerate(load_form(name).fields)
        if each.kind != "tick"
    }
    pdf = render_form(name, FormFields(texts=answers), FONTS, MADE_AT)
    text = text_of(pdf)
    assert all(answer in text for answer in answers.values())
    for page in pypdfium2.PdfDocument(pdf):
        words = page.get_textpage()
        rights = [words.get_rect(index)[2] for index in range(words.count_rects())]
        assert max(rights) <= page.get_width() - 10


def test_neighbours_keep_their_places_while_answers_fit() -> None:
    filled = FormFields(texts={"04": "079160012123", "05": "Kinh", "06": "Việt Nam", "07": "0912 345 678"})
    blank = {spot.words: spot for spot in find_spots(_blank("tk1_ts"), WORDS["tk1_ts"])}
    spots = find_spots(render_form("tk1_ts", filled, FONTS, MADE_AT), WORDS["tk1_ts"])
    for spot in spots:
        assert (spot.x, spot.y) == (blank[spot.words].x, blank[spot.words].y)


def test_several_lines_each_have_their_own() -> None:
    papers = "Bản sao thẻ căn cước\nGiấy xác nhận nơi ở\nĐơn đề nghị"
    text = text_of(render_form("tk1_ts", FormFields(texts={"17": papers}), FONTS, MADE_AT))
    after = text[text.index("[17]") : text.index("XÁC NHẬN CỦA")]
    assert re.sub(r"[ .]*\.\s*", "|", after).endswith(
        "(nếu có): Bản sao thẻ căn cước|Giấy xác nhận nơi ở|Đơn đề nghị|"
    )


def test_only_the_chosen_boxes_are_ticked() -> None:
    assert "✓" not in text_of(_blank("tk1_ts"))
    chosen = FormFields(ticks={"02": frozenset({"female"}), "10": frozenset({"electronic", "paper"})})
    text = text_of(render_form("tk1_ts", chosen, FONTS, MADE_AT))
    assert re.search(r"Giới tính: - ?Nam ?- ?✓ ?Nữ", text)
    assert re.search(r"hành chính: ?- ?✓ ?Bản điện tử ?- ?✓ ?Bản giấy", text)
    paper = FormFields(ticks={"10.1": frozenset({"email"}), "10.2": frozenset({"paper"})})
    text = text_of(render_form("mau_so_2", paper, FONTS, MADE_AT))
    assert re.search(r"VssID ?- Email ?✓ ?\[10\.2\]\. Nhận thẻ bảo hiểm y tế bản giấy, địa chỉ: ?✓", text)


@pytest.mark.parametrize("name", FORMS)
def test_place_date_and_signer_are_filled_in_or_left_open(name: str) -> None:
    signed = FormFields(place="Tân Định", signed_on=date(2026, 3, 5), signer="Lò Thị Mai")
    text = text_of(render_form(name, signed, FONTS, MADE_AT))
    assert "Tân Định, ngày 05 tháng 03 năm 2026" in text
    assert re.search(r"\(Ký, ghi rõ họ, tên\) Lò Thị Mai", text)
    assert re.search(r"[.…]+, ngày [.…]+ tháng [.…]+ năm [.…]+", text_of(_blank(name)))


def test_what_the_form_does_not_have_is_refused() -> None:
    form = load_form("tk1_ts")
    for wrong in (
        FormFields(texts={"18": "x"}),
        FormFields(ticks={"02": frozenset({"other"})}),
        FormFields(ticks={"01": frozenset({"x"})}),
        FormFields(texts={"02": "nữ"}),
    ):
        with pytest.raises(BugError):
            form_data(form, wrong)


def test_the_same_answers_give_the_same_bytes() -> None:
    fields = FormFields(texts={"01": "Lò Thị Mai"}, ticks={"10": frozenset({"paper", "electronic"})})
    first = render_form("tk1_ts", fields, FONTS, MADE_AT)
    assert render_form("tk1_ts", fields, FONTS, MADE_AT) == first
    assert render_form("tk1_ts", fields, FONTS, datetime(2027, 1, 1, tzinfo=UTC)) != first


def test_repr_shows_no_person() -> None:
    shown = repr(FormFields(texts={"01": "Lò Thị Mai"}, place="Tân Định", signer="Lò Thị Mai"))
    assert "Mai" not in shown
    assert "Tân" not in shown
