"""The doctor speaks both languages: every sentence is used, and says the same things in both."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from kiosk import card_trust, doctor, doctor_words
from kiosk.doctor_words import NOTHING, join, say, tell
from kiosk.documents.printer import PrinterState
from kiosk.language import Bilingual
from local_db.errors import LocalDbErrorCode

WORDS = tomllib.loads(Path(doctor_words.__file__).with_name("doctor.toml").read_text("utf-8"))
CODE = "".join(Path(str(each.__file__)).read_text("utf-8") for each in (doctor, card_trust))
SENTENCES = {
    f"{check}.{name}": words
    for check, told in WORDS.items()
    if check != "told"
    for name, words in told.items()
}
BY_VALUE = {f"chips.{each}" for each in ("missing", "unknown", "usual")} | {
    f"tables.{each}" for each in ("lists", "policy", "revocations", "texts")
}


def values_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", SENTENCES)
def test_each_sentence_is_used_and_the_same_in_both(key: str) -> None:
    words = SENTENCES[key]
    assert key in BY_VALUE or f'"{key}"' in CODE
    assert values_in(words["vi"]) <= values_in(words["en"])
    assert values_in(words["en"]) - values_in(words["vi"]) <= {"sentence"}  # it has English only
    assert words["vi"] != words["en"]


def test_no_key_is_asked_for_that_is_not_there() -> None:
    keys = set(re.findall(r'"([a-z]+\.[a-z_]+)"', CODE)) - {"card.chip_proofs"}
    assert keys <= SENTENCES.keys()


def test_faults_of_the_store_and_states_of_the_printer_have_words() -> None:
    for code in (*LocalDbErrorCode, *PrinterState):
        assert tell(code.value, "The sentence.").vi == WORDS["told"][code.value]
        assert tell(code.value, "The sentence.").en == "The sentence."
    assert tell("of_tomorrow", "New.") == Bilingual(vi="Lỗi of_tomorrow.", en="New.")


def test_a_bilingual_value_is_said_in_each_language() -> None:
    others = say("trust.others", count=2)
    told = join(say("trust.no_issuer", others=others), NOTHING, say("trust.overdue"), between=" · ")
    assert "chứng thư của 2 nước khác" in told.vi
    assert "issuers of 2 other states" in told.en
    assert told.en.endswith(" · overdue")
