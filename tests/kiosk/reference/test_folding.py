"""Search without accents: what is found, in which order, and what must hold for any text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.reference.folding import (
    SearchIndex,
    alphabetical,
    expand_abbreviations,
    fold,
    matches,
    spelling,
)

ANY_TEXT = st.text(max_size=40)
NAMES = st.text("aàáảãạăằâầbcdđeêghiklmnoôơpqrstuưvxyỳ ", min_size=1, max_size=20).filter(str.strip)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đặng Thị Hòa", "dang thi hoa"),
        ("ĐƯỜNG  Nguyễn-Huệ, số 5/2", "duong nguyen hue so 5 2"),
        ("Ea H'leo", "ea h leo"),
        ("", ""),
        ("…", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(ANY_TEXT)
def test_folding_knows_no_composition_and_is_done_once(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(fold(text)) == fold(text)
    assert fold(text) == " ".join(fold(text).split())


@given(ANY_TEXT)
def test_spelling_knows_no_composition(text: str) -> None:
    assert spelling(unicodedata.normalize("NFD", text)) == spelling(unicodedata.normalize("NFC", text))


def test_the_place_of_the_tone_does_not_matter_but_the_tone_does() -> None:
    assert spelling("Hoà Bình, thuỷ") == spelling("hòa bình, thủy")
    assert spelling("Hòa") != spelling("Hỏa")


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("P.12, Q.1, TP. Hồ Chí Minh", "phường 12, quận 1, thành phố hồ chí minh"),
        ("P12 Q1 TPHCM", "phường 12 quận 1 thành phố hồ chí minh"),
        ("TP.HCM", "thành phố hồ chí minh"),
        ("x. Hòa Bình, H.Đồng Hỷ, T. Thái Nguyên", "xã hòa bình, huyện đồng hỷ, tỉnh thái nguyên"),
        ("BHXH", "bảo hiểm xã hội"),
        ("p", "p"),  # the beginning of a name
        ("Tân Phú", "tân phú"),
        ("tổ 3, q", "tổ 3, q"),
    ],
)
def test_abbreviations_are_written_out(short: str, long: str) -> None:
    assert " ".join(expand_abbreviations(short).split()) == long


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("thai san", "Giải quyết hưởng chế độ thai sản"),
        ("san thai", "Giải quyết hưởng chế độ thai sản"),
        ("gi hu t", "Giải quyết hưởng chế độ thai sản"),
        ("p. truc bach", "Phường Trúc Bạch"),
        ("truc bach", "Phường Trúc Bạch"),
        ("hanoi", "Thành phố Hà Nội"),
        ("tphcm", "Thành phố Hồ Chí Minh"),
        ("bao hiem xa", "Sổ BHXH"),
        ("bhx", "Sổ BHXH"),
        ("", "anything"),
    ],
)
def test_a_query_matches(query: str, text: str) -> None:
    assert matches(query, text)


@pytest.mark.parametrize(
    ("query", "text"), [("huu tri", "Thai sản"), ("ai", "Thai sản"), ("anoi", "Hà Nội"), ("hanoib", "Hà Nội")]
)
def test_a_query_does_not_match(query: str, text: str) -> None:
    assert not matches(query, text)


@given(st.lists(NAMES, min_size=1, max_size=5), st.data())
def test_beginnings_of_words_in_any_order_match(names: list[str], data: st.DataObject) -> None:
    text = " ".join(names)
    words = data.draw(st.permutations(text.split()))
    typed = " ".join(word[: data.draw(st.integers(1, len(word)))] for word in words)
    assume(fold(expand_abbreviations(typed)) == fold(typed))  # no Vietnamese word begins with tp, tx, bv …
    assert matches(fold(typed), text)


def found(query: str, *texts: str) -> list[str]:
    return SearchIndex((text, (text,)) for text in texts).find(query)


def test_the_best_comes_first() -> None:
    assert found("hoa", "Thái Hòa", "Hòa Bình", "Hoa") == ["Hoa", "Hòa Bình", "Thái Hòa"]
    assert found("binh hoa", "Hòa Bình", "Bình Hòa") == ["Bình Hòa", "Hòa Bình"]
    assert found("an", "Anh Sơn", "Tân An") == ["Anh Sơn", "Tân An"]
    assert found("ha noi", "Hanoi", "Hà Nội") == ["Hà Nội"]


def test_typed_accents_come_before_everything_else() -> None:
    assert found("hoà", "Hoa Lư", "Thái Hòa") == ["Thái Hòa", "Hoa Lư"]


def test_a_name_comes_before_keywords_and_words_may_stand_in_both() -> None:
    index = SearchIndex(
        [("maternity", ("Thai sản", "nghỉ đẻ", "sinh con")), ("birth", ("Sinh con", "giấy khai sinh"))]
    )
    assert index.find("sinh con") == ["birth", "maternity"]
    assert index.find("nghi de") == ["maternity"]
    assert index.find("thai san nghi") == ["maternity"]


@given(st.lists(NAMES, max_size=12), NAMES)
def test_a_limit_gives_the_first_of_all(names: list[str], query: str) -> None:
    index = SearchIndex((name, (name,)) for name in names)
    everything = index.find(query)
    assert all(matches(query, name) for name in everything)
    assert len(everything) == sum(matches(query, name) for name in names)
    for limit in range(4):
        assert index.find(query, limit) == everything[:limit]
    assert index.find("") == names


def test_the_vietnamese_alphabet() -> None:
    names = [
        "Đà Nẵng",
        "Cần Thơ",
        "Điện Biên",
        "Cao Bằng",
        "Cà Mau",
        "An Giang",
        "Đắk Lắk",
        "Hưng Yên",
        "Huế",
    ]
    in_order = [
        "An Giang",
        "Cà Mau",
        "Cao Bằng",
        "Cần Thơ",
        "Đà Nẵng",
        "Đắk Lắk",
        "Điện Biên",
        "Huế",
        "Hưng Yên",
    ]
    assert sorted(names, key=alphabetical) == in_order
