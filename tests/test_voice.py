"""Every text that a person reads: on the screen, on paper, in mails. `docs/voice.md` says why."""

from __future__ import annotations

import ast
import html
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from central.messages import one_time_codes, paper_mails

ROOT = Path(__file__).parents[1]

# The State's own words on its forms, and what people type to find a task.
_PUBLISHED = {"mau_so_2.toml", "tk1_ts.toml"}
_TYPED_BY_PEOPLE = {"keywords"}
# What English says otherwise of a button and of a heading, of a role and of a list.
_DEPENDS = {"Làm tiếp", "Kích hoạt", "Kiểm tra"}
_HOLD_TEXTS = ast.Call | ast.Tuple | ast.Dict | ast.Return | ast.Assign | ast.JoinedStr
_VIETNAMESE = re.compile("[ăâđêôơư\u1ea0-\u1ef9]", re.IGNORECASE)
GIVEN_UP = {
    "vi": (
        r"\bbạn\b",
        r"quý khách",
        r"ki-?ốt",
        r"mã biên nhận",
        r"\b(mã )?số hồ sơ\b(?! chờ)",
        r"nơi cấp",
        r"bỏ (kính|khẩu trang|mũ|khăn)\b",
        r"tu[ỳỷ]\s?chọn|tùy chọn",
        r"số (CCCD|căn cước)\b",
        r"\b10 số\b(?! cuối)",
        r"\bbấm\b|\bnhấn (nút|phím|vào)",
        r"^Không phải$",
        r"Đây có phải ông/bà không",
        r"\w!(?=\s|$)",
    ),
    "en": (
        r"(?<!Vietnam )\bSocial Insurance\b",
        r"\bsocial insurance (agency|office|authority)\b",
        r"\b[Ff]iles?\b(?= (was|will|is|are)\b)|\byour file\b",
        r"Help wanted",
        r"\b[Pp]ress(ing)?\b",
        r"^Use it$",
        r"^Not needed$|\(not needed\)",
        r"\w!(?=\s|$)",
    ),
}


def _of_screens() -> Iterator[tuple[str, str, str]]:
    for source, translation in _pairs_of_screens():
        yield "kiosk_en.ts", "vi", source
        yield "kiosk_en.ts", "en", translation


def _pairs_of_screens() -> Iterator[tuple[str, str]]:
    ts = (ROOT / "ui/translations/kiosk_en.ts").read_text("utf-8")
    found = re.findall(r"<source>(.*?)</source>\s*<translation>(.*?)</translation>", ts, re.DOTALL)
    return ((html.unescape(source), html.unescape(translation)) for source, translation in found)


def _of_tables() -> Iterator[tuple[str, str, str]]:
    for file in sorted(each for top in ("kiosk", "central") for each in (ROOT / top).rglob("*.toml")):
        if file.name in _PUBLISHED or "data" in file.parts:
            continue
        for language, text in _texts(tomllib.loads(file.read_text("utf-8"))):
            yield file.name, language, text


def _texts(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name in ("vi", "en") and isinstance(inner, str):
                yield name, inner
            elif name not in _TYPED_BY_PEOPLE:
                yield from _texts(inner)


def _of_code() -> Iterator[tuple[str, str, str]]:
    """The texts that stand in Python: Vietnamese, and what stands beside it in a call, tuple or table."""
    for folder in ("kiosk", "ui", "central"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, _HOLD_TEXTS):
                    texts = list(_texts_in(node))
                    if any(_VIETNAMESE.search(text) for text in texts):
                        yield from ((file.name, _language_of(text), text) for text in texts)


def _texts_in(node: ast.AST) -> Iterator[str]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value
        elif isinstance(child, ast.keyword | ast.Tuple):
            yield from _texts_in(child)


def _language_of(text: str) -> str:
    return "vi" if _VIETNAMESE.search(text) else "en"


def _of_pages() -> Iterator[tuple[str, str, str]]:
    for file in sorted((ROOT / "central/pages/templates").glob("*.html")):
        for line in file.read_text("utf-8").splitlines():
            if _VIETNAMESE.search(line):
                yield file.name, "vi", re.sub("<[^>]*>", " ", line)


def _of_paper() -> Iterator[tuple[str, str, str]]:
    """The words that stand in the templates themselves; the State's own forms keep theirs."""
    for file in sorted((ROOT / "kiosk/documents/templates").glob("*.typ")):
        if file.with_suffix(".toml").name in _PUBLISHED:
            continue
        for line in file.read_text("utf-8").splitlines():
            if not line.lstrip().startswith(("//", "#", "}", ")")):
                yield file.name, _language_of(line), line


def _of_mails() -> Iterator[tuple[str, str, str]]:
    written = [one_time_codes.SUBJECT, one_time_codes.LETTER, one_time_codes.SHORT]
    written += [words for letter in paper_mails.LETTERS.values() for words in (letter.subject, letter.text)]
    for words in written:
        yield "mail", "vi", words.vi
        yield "mail", "en", words.en


@cache
def _all() -> tuple[tuple[str, str, str], ...]:
    """File, language, words."""
    return (*_of_screens(), *_of_tables(), *_of_code(), *_of_pages(), *_of_paper(), *_of_mails())


@pytest.mark.parametrize(
    ("language", "word"), [(language, word) for language, words in GIVEN_UP.items() for word in words]
)
def test_a_word_that_was_given_up_is_nowhere(language: str, word: str) -> None:
    given_up = re.compile(word, re.IGNORECASE if word.islower() else 0)
    assert [
        (file, text) for file, spoken, text in _all() if spoken == language and given_up.search(text)
    ] == []


def test_texts_of_every_kind_are_looked_at() -> None:
    files = {file for file, _, text in _all() if text}
    assert {"kiosk_en.ts", "mail", "adult.toml", "receipt.toml", "faults.toml", "9.2.toml"} <= files
    assert {"maternity.py", "workings.py", "one_time_codes.py", "levels.toml", "receipt.typ"} <= files
    assert {"reasons.toml", "case.html"} <= files
    assert len(_all()) > 1500


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "Đây có phải thông tin của ông/bà không?"),
        ("vi", "Không phải tôi"),
        ("vi", "Đăng ký tài khoản giao dịch điện tử"),
        ("vi", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"),
        ("vi", "Số định danh cá nhân"),
        ("vi", "Đã nhận tại máy, chưa gửi đi"),
        ("vi", "Đã gửi đến cơ quan BHXH"),
        ("vi", "Thủ tục"),
        ("vi", "Số biên nhận"),
        ("vi", "Mã hồ sơ"),
        ("vi", "Đúng cơ quan cấp"),
        ("vi", "Không bắt buộc"),
        ("vi", "Xin tháo kính"),
        ("en", "We have received your application"),
        ("en", "Staff help requested"),
        ("en", "Cancel and leave"),
        ("en", "Use this number"),
        ("en", "Optional"),
        ("en", "Vietnam Social Security"),
    ],
)
def test_the_words_that_were_chosen_are_used(language: str, words: str) -> None:
    assert any(spoken == language and text == words for _, spoken, text in _all())


@pytest.mark.parametrize(
    "words",
    [
        "Chứng thư của cơ quan cấp đã bị thu hồi",
        "gồm 10 chữ số",
        "Cơ quan BHXH giải quyết và thông báo kết quả trong",
        "máy tự phục vụ của cơ quan BHXH",
    ],
)
def test_the_words_that_were_chosen_are_used_in_sentences(words: str) -> None:
    assert any(spoken == "vi" and words in text for _, spoken, text in _all())


def test_screens_say_both_columns_of_the_table() -> None:
    """Where a term of the page stands alone on a screen, it stands there in both languages."""
    terms = [
        row.split("|")[1:3] for row in (ROOT / "docs/voice.md").read_text("utf-8").splitlines() if "|" in row
    ]
    english = dict(_pairs_of_screens())
    otherwise = {
        term: english[term]
        for one, other in terms
        for term in map(str.strip, one.split(";"))
        if term in english and english[term] not in map(str.strip, other.split(";"))
    }
    assert otherwise == {}
    assert sum(one.strip() in english for one, _ in terms) >= 12


def test_what_is_said_twice_in_vietnamese_is_said_twice_in_english() -> None:
    english: dict[str, set[str]] = {}
    for source, translation in _pairs_of_screens():
        english.setdefault(source, set()).add(translation)
    otherwise = {source: said for source, said in english.items() if len(said) > 1}
    assert otherwise.keys() == _DEPENDS, otherwise


@pytest.mark.parametrize("words", ["Xem tiếp", "Lên đầu trang"])
def test_the_words_of_the_strip_that_scrolls_name_nothing_else(words: str) -> None:
    """Beside it a button of the same name would have to be guessed."""
    named = [
        file.name
        for file in (ROOT / "ui/qml").rglob("*.qml")
        if f'qsTr("{words}")' in file.read_text("utf-8")
    ]
    assert named == ["ScrollArea.qml"]
