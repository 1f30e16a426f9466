"""Words of papers that central has sent: whole, and only with values that are filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.documents import receipt_texts
from kiosk.documents.paper_words import WORD_FILES, read_words, shipped_words
from kiosk.documents.receipt import ReceiptContent, receipt_data
from kiosk.errors import KnownError
from kiosk.language import same

FOLDER = Path(receipt_texts.__file__).parent
SHIPPED = {name: (FOLDER / name).read_text("utf-8") for name in WORD_FILES}


def changed(name: str, before: str, after: str) -> dict[str, str]:
    assert before in SHIPPED[name]
    return {name: SHIPPED[name].replace(before, after)}


def test_without_a_file_or_with_our_own_it_is_what_the_release_says() -> None:
    assert read_words({}) == read_words(SHIPPED) == shipped_words()


def test_a_file_takes_the_place_of_ours_and_the_others_stay() -> None:
    words = read_words(changed("guide.toml", "Giấy hướng dẫn", "Tờ hướng dẫn"))
    assert words == replace(shipped_words(), guide=words.guide)
    assert words.guide.title.vi == "Tờ hướng dẫn"


def test_a_receipt_says_them() -> None:
    words = read_words(changed("receipt.toml", "Bảo hiểm xã hội Việt Nam", "BHXH Việt Nam"))
    content = ReceiptContent(
        act_name=same("Thử"),
        reference="7QK4-M213-X",
        qr_text="urn:thu",
        made_at=datetime(2026, 11, 27, tzinfo=UTC),
        kiosk_id="KIOSK-01",
        office_name="BHXH cơ sở Thử",
        hotline="1900 9068",
    )
    assert "BHXH Việt Nam" not in str(receipt_data(content))
    assert receipt_data(replace(content, texts=words.receipt))["authority"] == {
        "vi": "BHXH Việt Nam",
        "en": words.receipt.authority.en,
    }


@pytest.mark.parametrize(
    ("files", "told"),
    [
        (lambda: {"mail.toml": ""}, "mail.toml: no paper has words of this name"),
        (lambda: {"guide.toml": "title ="}, "guide.toml: not TOML"),
        (lambda: {"guide.toml": ""}, "guide.toml: title: Field required"),
        (
            lambda: changed("guide.toml", "[labels.bring]", "[labels.brought]"),
            "guide.toml: labels.bring: is missing",
        ),
        (lambda: changed("receipt.toml", "{hotline}", "{phone}"), "{phone} is not filled in here"),
        (lambda: changed("receipt.toml", "[title]\n", "[title]\nfr = ''\n"), "title.fr: Extra inputs"),
    ],
)
def test_what_papers_cannot_be_made_of_is_refused_with_its_place(
    files: Callable[[], dict[str, str]], told: str
) -> None:
    with pytest.raises(KnownError) as caught:
        read_words(files())
    assert caught.value.code == "texts_wrong"
    assert told in caught.value.sentence
