"""Keys in, Vietnamese out: by table, by property over every syllable, and by what must not happen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.ui.keyboard.syllables import SYLLABLES
from tests.ui.keyboard.typist import TONES, Typist, keys_of, tone_of, toneless
from ui.keyboard.composer import Composer, Edit
from ui.keyboard.composition import InputMethod
from ui.keyboard.syllable import Tone, ToneStyle


def _type(keys: str, method: InputMethod, style: ToneStyle = ToneStyle.OLD) -> str:
    return Typist(method, style).type(keys).text


def test_the_syllables_are_many_enough() -> None:
    assert len(SYLLABLES) > 12_000


@pytest.mark.long
def test_every_syllable_can_be_typed() -> None:
    typed = {word: _type(keys_of(word, InputMethod.TELEX), InputMethod.TELEX) for word in SYLLABLES}
    assert {word: text for word, text in typed.items() if text != word} == {}


def test_every_third_syllable_can_be_typed_with_digits() -> None:
    """They go by the alphabet, so that each rhyme with each tone is among them."""
    typed = {word: _type(keys_of(word, InputMethod.VNI), InputMethod.VNI) for word in SYLLABLES[::3]}
    assert {word: text for word, text in typed.items() if text != word} == {}


@pytest.mark.parametrize("method", [InputMethod.TELEX, InputMethod.VNI])
def test_every_third_syllable_can_be_typed_with_its_marks_at_the_end(method: InputMethod) -> None:
    words = [word for word in SYLLABLES[::3] if "oo" not in toneless(word)]  # typed bare it would be ô
    typed = {word: _type(keys_of(word, method, marks_last=True), method) for word in words}
    assert {word: text for word, text in typed.items() if text != word} == {}


@given(st.sampled_from(SYLLABLES), st.sampled_from(SYLLABLES))
def test_the_word_before_stays_as_it_is(first: str, second: str) -> None:
    keys = f"{keys_of(first, InputMethod.TELEX)} {keys_of(second, InputMethod.TELEX)}"
    assert _type(keys, InputMethod.TELEX) == f"{first} {second}"


@given(st.sampled_from(SYLLABLES), st.sampled_from([InputMethod.TELEX, InputMethod.VNI]))
def test_ready_letters_and_tone_keys_write_every_syllable(word: str, method: InputMethod) -> None:
    assume(method is InputMethod.VNI or "oo" not in toneless(word))
    typist = Typist(method).type(toneless(word))
    if tone_of(word):
        typist.tone(TONES[tone_of(word)])
    assert typist.text == word


@given(st.sampled_from(SYLLABLES))
def test_the_tone_may_be_typed_at_any_moment_after_the_vowel(word: str) -> None:
    keys = keys_of(word, InputMethod.VNI)
    if keys[-1] not in "12345":
        return
    letters, tone = keys[:-1], keys[-1]
    vowel = next(i for i, key in enumerate(letters) if key in "aeiouy")
    if letters[: vowel + 1] in {"qu", "gi"}:
        vowel += 1
    early = letters[: vowel + 1] + tone + letters[vowel + 1 :]
    assert _type(early, InputMethod.VNI) == word


@given(
    st.text(max_size=12),
    st.text(max_size=6),
    st.text(alphabet="abcdeghijklmnoqstuvwxyzrfđơư1690 .-'", max_size=10),
)
def test_no_text_makes_the_composer_stumble(before: str, after: str, keys: str) -> None:
    for method in InputMethod:
        typist = Typist(method, text=before + after).move(len(before)).type(keys)
        for tone in Tone:
            typist.tone(tone)
        typist.take_back().take_back()


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("Nguyeenx Thij Thuyf Duwowng", "Nguyễn Thị Thùy Dương"),
        ("Nguyenex", "Nguyễn"),
        ("Ddoox Quynhf Anh", "Đỗ Quỳnh Anh"),
        ("duongwdf", "đường"),
        ("DDawsk Lawsk", "Đắk Lắk"),
        ("Kroong Pawsc", "Krông Pắc"),
        ("truowngf", "trường"),
        ("truongwf", "trường"),
        ("tuwong", "tương"),
        ("nguowif", "người"),
        ("ruouwj", "rượu"),
        ("thuowr", "thuở"),
        ("thuowngr", "thưởng"),
        ("quow", "quơ"),
        ("quowr", "quở"),
        ("quoocs", "quốc"),
        ("giof", "giò"),
        ("gif", "gì"),
        ("gifa", "già"),
        ("gieengs", "giếng"),
        ("giuwx", "giữ"),
        ("khuyur", "khuỷu"),
        ("xooong", "xoong"),
        ("gooongf", "goòng"),
        ("tw", "tư"),
        ("nhwng", "nhưng"),
        ("WNG", "ƯNG"),
        ("hoaf", "hòa"),
        ("hoafn", "hoàn"),
        ("khoer", "khỏe"),
        ("thuys", "thúy"),
        ("huees", "huế"),
        ("luaj", "lụa"),
        ("muaw", "mưa"),
        ("hoaws", "hoắ"),
        ("tesst", "test"),
        ("NGUYEENX", "NGUYỄN"),
        ("DDINH", "ĐINH"),
        ("Ea Sups", "Ea Súp"),
        ("aaw", "ă"),
        ("oow", "ơ"),
        ("asz", "a"),
        ("asf", "à"),
    ],
)
def test_telex_table(keys: str, text: str) -> None:
    assert _type(keys, InputMethod.TELEX) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("aaa", "aa"),
        ("aaaa", "aaa"),
        ("ass", "as"),
        ("asss", "ass"),
        ("awn", "ăn"),
        ("aww", "aw"),
        ("ddd", "dd"),
        ("dddd", "ddd"),
        ("ww", "w"),
        ("www", "ww"),
        ("uww", "uw"),
        ("tww", "tw"),
        ("uoww", "uow"),
        ("huoww", "hươ"),
        ("huowww", "huow"),
        ("Nguyeenxx", "Nguyênx"),
        ("az", "az"),
        ("catf", "catf"),
        ("xyz", "xyz"),
        ("Ksor Park", "Ksor Park"),
        ("Sunrise Tower", "Sunrise Tower"),
        ("Green Brown Chuw Proong", "Green Brown Chư Prông"),
        ("Harry Hassan tesst", "Harry Hassan test"),
        ("Sara Law. Kpaw, Niee", "Sara Law. Kpă, Niê"),
        ("DDawk M'DDrawks", "Đăk M'Đrắk"),
        ("s", "s"),
        ("12f", "12f"),
    ],
)
def test_telex_takes_back_and_leaves_alone(keys: str, text: str) -> None:
    assert _type(keys, InputMethod.TELEX) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("Nguye6n4 Thi5 Thu2y Du7o7ng", "Nguyễn Thị Thùy Dương"),
        ("d9uo7ng2", "đường"),
        ("a11", "a1"),
        ("a66", "a6"),
        ("d99", "d9"),
        ("a0", "a0"),
        ("To6? 12", "Tô? 12"),
    ],
)
def test_vni_table(keys: str, text: str) -> None:
    assert _type(keys, InputMethod.VNI) == text


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("hoaf", "hoà"),
        ("hoafn", "hoàn"),
        ("khoer", "khoẻ"),
        ("thuys", "thuý"),
        ("quys", "quý"),
        ("luaj", "lụa"),
    ],
)
def test_new_tone_style(keys: str, text: str) -> None:
    assert _type(keys, InputMethod.TELEX, ToneStyle.NEW) == text


def test_plain_changes_nothing() -> None:
    assert _type("nguyeenx.vanw@dd.vn", InputMethod.PLAIN) == "nguyeenx.vanw@dd.vn"


def test_a_whole_word_key_is_put_in_as_it_is() -> None:
    assert Composer().type_key("lan@", "gmail.com") == Edit(0, "gmail.com")


def test_one_explicit_horn_stands_for_both() -> None:
    assert _type("đươngf", InputMethod.TELEX) == "đường"
    assert _type("đuơng", InputMethod.TELEX) == "đương"
    assert _type("đưong", InputMethod.TELEX) == "đương"


def test_tone_key_pressed_again_takes_the_tone_away() -> None:
    typist = Typist(text="hoa").move(3)
    texts = [typist.tone(tone).text for tone in (Tone.HUYEN, Tone.HUYEN, Tone.HUYEN, Tone.NANG)]
    assert texts == ["hòa", "hoa", "hòa", "họa"]


@pytest.mark.parametrize("text", ["", "ng", "12 "])
def test_tone_key_without_a_vowel_does_nothing(text: str) -> None:
    assert Composer().put_tone(text, Tone.SAC) == Edit(0, "")


def test_edits_are_as_small_as_they_can_be() -> None:
    assert Composer().type_key("Nguyên", "x") == Edit(2, "ễn")
    assert Composer().type_key("Nguyê", "x", "n Anh") == Edit(1, "ễ")
    assert Composer().put_tone("to", Tone.HUYEN, "án") == Edit(0, "", 1, "à")


def test_decomposed_text_around_the_cursor_is_understood() -> None:
    typist = Typist(text=unicodedata.normalize("NFD", "Nguyên"))
    for place in (len(typist.text), len("Nguy")):
        typist.move(place).tone(Tone.NGA)
    assert unicodedata.normalize("NFC", typist.text) == "Nguyên"
