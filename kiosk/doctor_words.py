"""The words of the doctor in both languages, read from ``doctor.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from kiosk.language import Bilingual

_FILE = Path(__file__).with_name("doctor.toml")
_UNKNOWN = "Lỗi {code}."
NOTHING = Bilingual(vi="", en="")


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")

    told: dict[str, str]
    __pydantic_extra__: dict[str, dict[str, Bilingual]]


@lru_cache(maxsize=1)
def load_doctor_words() -> _Words:
    with _FILE.open("rb") as file:
        return _Words.model_validate(tomllib.load(file))


def say(key: str, **values: object) -> Bilingual:
    """``key`` is the check and its sentence: ``disk.free``. A value that is Bilingual is said in both."""
    check, _, name = key.partition(".")
    words = load_doctor_words().__pydantic_extra__[check][name]
    vi = {name: each.vi if isinstance(each, Bilingual) else each for name, each in values.items()}
    en = {name: each.en if isinstance(each, Bilingual) else each for name, each in values.items()}
    return Bilingual(vi=words.vi.format_map(vi), en=words.en.format_map(en))


def tell(code: str, sentence: str) -> Bilingual:
    """What has a code and an English sentence of its own."""
    words = load_doctor_words().told.get(code, _UNKNOWN.format(code=code))
    return Bilingual(vi=words, en=sentence)


def join(*parts: Bilingual, between: str = "; ") -> Bilingual:
    said = [each for each in parts if each != NOTHING]
    return Bilingual(vi=between.join(each.vi for each in said), en=between.join(each.en for each in said))
