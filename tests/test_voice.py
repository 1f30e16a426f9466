"""Every text that a person reads: on the screen, on paper, in mails. `docs/voice.md` says why."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from central import email_codes, paper_mails

ROOT = Path(__file__).parents[1]

# The State's own words on its forms, and what people type to find a task.
_PUBLISHED = {"mau_so_2.toml", "tk1_ts.toml"}
_TYPED_BY_PEOPLE = {"keywords"}
GIVEN_UP = {
    "vi": (
        r"\bbạn\b",
        r"quý khách",
        r"ki-?ốt",
        r"mã biên nhận",
        r"\b(mã )?số hồ sơ\b(?! chờ)",
        r"nơi cấp",
        r"bỏ kính\b",
        r"tu[ỳỷ]\s?chọn|tùy chọn",
        r"số (CCCD|căn cước)\b",
        r"\b10 số\b(?! cuối)",
        r"^Không phải$",
        r"Đây có phải ông/bà không",
        r"!",
    ),
    "en": (
        r"(?<!Vietnam )\bSocial Insurance\b",
        r"\b[Ff]iles?\b(?= (was|will|is|are)\b)|\byour file\b",
        r"Help wanted",
        r"^Use it$",
        r"!",
    ),
}


def _of_screens() -> Iterator[tuple[str, str, str]]:
    ts = (ROOT / "ui/translations/kiosk_en.ts").read_text("utf-8")
    for source, translation in re.findall(
        r"<source>(.*?)</source>\s*<translation>(.*?)</translation>", ts, re.DOTALL
    ):
        yield "kiosk_en.ts", "vi", html.unescape(source)
        yield "kiosk_en.ts", "en", html.unescape(translation)


def _of_tables() -> Iterator[tuple[str, str, str]]:
    for file in sorted((ROOT / "kiosk").rglob("*.toml")):
        if file.name in _PUBLISHED or "benefits" in file.parts or "data" in file.parts:
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


def _of_mails() -> Iterator[tuple[str, str, str]]:
    for texts in (email_codes.SUBJECTS, email_codes.TEXTS):
        for language, text in texts.items():
            yield "mail", language, text
    for letter in paper_mails.LETTERS.values():
        for words in (letter.subject, letter.text):
            yield "mail", "vi", words.vi
            yield "mail", "en", words.en


ALL = [*_of_screens(), *_of_tables(), *_of_mails()]


@pytest.mark.parametrize(
    ("language", "word"), [(language, word) for language, words in GIVEN_UP.items() for word in words]
)
def test_a_word_that_was_given_up_is_nowhere(language: str, word: str) -> None:
    given_up = re.compile(word, re.IGNORECASE if word.islower() else 0)
    assert [(file, text) for file, spoken, text in ALL if spoken == language and given_up.search(text)] == []


def test_texts_of_every_kind_are_looked_at() -> None:
    files = {file for file, _, text in ALL if text}
    assert {"kiosk_en.ts", "mail", "adult.toml", "receipt.toml", "faults.toml", "9.2.toml"} <= files
    assert len(ALL) > 1500


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
    assert any(spoken == language and text == words for _, spoken, text in ALL)
