"""Keys in, Vietnamese out: by table, by property over every syllable, and by what must not happen."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.keyboard.composer import Composer, Edit, InputMethod
from ui.keyboard.syllable import Tone, ToneStyle

TELEX_TONE = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
VNI_TONE = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
TELEX_MARK = {"\u0302": None, "\u0306": "w", "\u031b": "w"}  # None: the letter once more
VNI_MARK = {"\u0302": "6", "\u0306": "8", "\u031b": "7"}

with (Path(__file__).parent / "rhymes.toml").open("rb") as file:
    RHYMES = {name: text.split() for name, text in tomllib.load(file).items()}
FRONT = "iêe"  # before these: k, gh, ngh
ONSETS = ("b", "ch", "d", "đ", "h", "l", "m", "n", "nh", "p", "ph", "r", "s", "t", "th", "tr", "v", "x", "kh")


def _without_tone(text: str) -> str:
    kept = [c for c in unicodedata.normalize("NFD", text) if c not in TELEX_TONE]
    return unicodedata.normalize("NFC", "".join(kept))


def _with_tone(text: str, tone: str) -> str:
    """The text with its one tone mark exchanged; "" takes it away."""
    letters = [unicodedata.normalize("NFD", character) for character in text]
    exchanged = []
    for letter in letters:
        kept = "".join(c for c in letter if c not in TELEX_TONE)
        exchanged.append(kept + tone if kept != letter else kept)
    return unicodedata.normalize("NFC", "".join(exchanged))


def _words() -> Iterator[str]:
    """Every syllable once, with sắc or another tone mark in the place that its tone has."""
    for rhyme in RHYMES["plain"]:
        first = _without_tone(rhyme)[0]
        yield from (onset + rhyme for onset in ONSETS)
        yield from (onset + rhyme for onset in (("k", "gh", "ngh") if first in FRONT else ("c", "g", "ng")))
        if not _without_tone(rhyme).startswith("iê"):  # written yê without an onset
            yield rhyme
    yield from ("qu" + rhyme for rhyme in RHYMES["after_qu"])
    yield from ("gi" + rhyme for rhyme in RHYMES["after_gi"])
    yield from RHYMES["alone"] + RHYMES["whole"]


def _allowed_tones(word: str) -> list[str]:
    stopped = word[-1] in "cpt" or word.endswith("ch")
    return ["\u0301", "\u0323"] if stopped else ["", *TELEX_TONE]


SYLLABLES = sorted({_with_tone(word, tone) for word in _words() for tone in _allowed_tones(word)})


def _keys(word: str, method: InputMethod, marks_last: bool) -> str:
    """The keys that a practised person presses: marks with their letter or all at the end, the tone last."""
    telex = method is InputMethod.TELEX
    letters, late, tone = "", "", ""
    for character in word:
        if character == "đ":
            letters += "d"
            mark = "d" if telex else "9"
        else:
            base, *signs = list(unicodedata.normalize("NFD", character))
            letters += base
            mark = ""
            for sign in signs:
                if sign in TELEX_TONE:
                    tone = (TELEX_TONE if telex else VNI_TONE)[sign]
                else:
                    mark = (TELEX_MARK[sign] or base) if telex else VNI_MARK[sign]
        if marks_last:
            late += mark
        else:
            letters += mark
    if marks_last and ("ươ" in _without_tone(word)):
        late = late.replace("ww", "w").replace("77", "7")  # one key sets both horns
    if telex and not marks_last and "oo" in letters and "ô" not in _without_tone(word):
        letters = letters.replace("oo", "ooo")  # xoong: the second o would make ô
    return letters + late + tone


def _type(keys: str, method: InputMethod, style: ToneStyle = ToneStyle.OLD) -> str:
    composer, text = Composer(method, style), ""
    for key in keys:
        text = _applied(text, composer.type_key(text, key))
    return text


def _applied(text: str, edit: Edit) -> str:
    assert 0 <= edit.replace_last <= len(text)
    return text[: len(text) - edit.replace_last] + edit.insert


def test_the_syllables_are_many_enough() -> None:
    assert len(SYLLABLES) > 12_000


@pytest.mark.parametrize("method", [InputMethod.TELEX, InputMethod.VNI])
def test_every_syllable_can_be_typed(method: InputMethod) -> None:
    typed = {word: _type(_keys(word, method, marks_last=False), method) for word in SYLLABLES}
    assert {word: text for word, text in typed.items() if text != word} == {}


@pytest.mark.parametrize("method", [InputMethod.TELEX, InputMethod.VNI])
def test_every_syllable_can_be_typed_with_its_marks_at_the_end(method: InputMethod) -> None:
    words = [word for word in SYLLABLES if "oo" not in _without_tone(word)]  # typed bare it would be ô
    typed = {word: _type(_keys(word, method, marks_last=True), method) for word in words}
    assert {word: text for word, text in typed.items() if text != word} == {}


@given(st.sampled_from(SYLLABLES), st.sampled_from(SYLLABLES))
def test_the_word_before_stays_as_it_is(first: str, second: str) -> None:
    keys = f"{_keys(first, InputMethod.TELEX, False)} {_keys(second, InputMethod.TELEX, False)}"
    assert _type(keys, InputMethod.TELEX) == f"{first} {second}"


@given(st.sampled_from(SYLLABLES))
def test_ready_letters_and_tone_keys_write_every_syllable(word: str) -> None:
    composer, text = Composer(InputMethod.VNI), ""  # VNI, so that no letter is a command
    for letter in _without_tone(word):
        text = _applied(text, composer.type_key(text, letter))
    tone = next((sign for sign in unicodedata.normalize("NFD", word) if sign in TELEX_TONE), None)
    if tone:
        names = dict(zip(TELEX_TONE, (Tone.SAC, Tone.HUYEN, Tone.HOI, Tone.NGA, Tone.NANG), strict=True))
        text = _applied(text, composer.put_tone(text, names[tone]))
    assert text == word


@given(st.sampled_from(SYLLABLES))
def test_the_tone_may_be_typed_at_any_moment_after_the_vowel(word: str) -> None:
    keys = _keys(word, InputMethod.VNI, False)
    if keys[-1] not in "12345":
        return
    letters, tone = keys[:-1], keys[-1]
    vowel = next(i for i, key in enumerate(letters) if key in "aeiouy")
    if letters[: vowel + 1] in {"qu", "gi"}:
        vowel += 1
    early = letters[: vowel + 1] + tone + letters[vowel + 1 :]
    assert _type(early, InputMethod.VNI) == word


@given(st.text(max_size=12), st.text(alphabet="abcdeghijklmnoqstuvwxyzrfđơư1690 .-'", max_size=10))
def test_no_text_makes_the_composer_stumble(before: str, keys: str) -> None:
    for method in InputMethod:
        composer, text = Composer(method), before
        for key in keys:
            text = _applied(text, composer.type_key(text, key))
        for tone in Tone:
            text = _applied(text, composer.put_tone(text, tone))


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
    composer = Composer()
    assert _applied("hoa", composer.put_tone("hoa", Tone.HUYEN)) == "hòa"
    assert _applied("hòa", composer.put_tone("hòa", Tone.HUYEN)) == "hoa"
    assert _applied("hòa", composer.put_tone("hòa", Tone.NANG)) == "họa"
    assert composer.put_tone("", Tone.SAC) == Edit(0, "")
    assert composer.put_tone("ng", Tone.SAC) == Edit(0, "")
    assert composer.put_tone("12 ", Tone.SAC) == Edit(0, "")


def test_edits_are_as_small_as_they_can_be() -> None:
    assert Composer().type_key("Nguyên", "x") == Edit(2, "ễn")


def test_decomposed_text_before_the_cursor_is_understood() -> None:
    before = unicodedata.normalize("NFD", "Nguyên")
    text = _applied(before, Composer().type_key(before, "x"))
    assert unicodedata.normalize("NFC", text) == "Nguyễn"
