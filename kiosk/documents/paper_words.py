"""The words that papers have whatever stands on them: of the release, or with files that central has sent.

A file takes the place of the one of its name. It must say all that ours says, and may name only values that
are filled in there.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from kiosk.documents.estimate import EstimateTexts, load_estimate_texts
from kiosk.documents.guide import GuideTexts, load_guide_texts
from kiosk.documents.parts import Part
from kiosk.documents.receipt_texts import ReceiptTexts, load_receipt_texts
from kiosk.errors import KnownError

P = TypeVar("P", bound=Part)
WORD_FILES = ("receipt.toml", "guide.toml", "estimate.toml")
_VALUE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class PaperWords:
    receipt: ReceiptTexts
    guide: GuideTexts
    estimate: EstimateTexts


def shipped_words() -> PaperWords:
    return PaperWords(load_receipt_texts(), load_guide_texts(), load_estimate_texts())


def read_words(files: Mapping[str, str]) -> PaperWords:
    """Raises KnownError ``texts_wrong``, with file and place."""
    for name in files:
        if name not in WORD_FILES:
            raise _wrong(name, "no paper has words of this name")
    ours = shipped_words()
    return PaperWords(
        _read("receipt.toml", files, ours.receipt),
        _read("guide.toml", files, ours.guide),
        _read("estimate.toml", files, ours.estimate),
    )


def _read(name: str, files: Mapping[str, str], ours: P) -> P:
    if name not in files:
        return ours
    try:
        read = type(ours).model_validate(tomllib.loads(files[name]))
    except tomllib.TOMLDecodeError as error:
        raise _wrong(name, f"not TOML ({error})") from None
    except ValidationError as error:
        fault = error.errors()[0]
        raise _wrong(name, f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}") from None
    for place, reason in _faults(ours.model_dump(), read.model_dump()):
        raise _wrong(name, f"{place}: {reason}")
    return read


def _faults(ours: Any, theirs: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """What theirs lacks, and values that nobody fills in."""
    if isinstance(ours, Mapping):
        for key, each in ours.items():
            where = f"{place}.{key}" if place else str(key)
            if key in theirs:
                yield from _faults(each, theirs[key], where)
            else:
                yield where, "is missing"
    elif isinstance(ours, str) or (isinstance(ours, Sequence) and _texts(ours)):
        known = {name for text in _texts(ours) for name in _VALUE.findall(text)}
        unknown = {name for text in _texts(theirs) for name in _VALUE.findall(text)} - known
        if unknown:
            yield place, f"{{{min(unknown)}}} is not filled in here"


def _texts(value: Any) -> list[str]:
    """Every text in it."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for each in value.values() for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, tuple | list) else []


def _wrong(name: str, reason: str) -> KnownError:
    return KnownError("texts_wrong", f"{name}: {reason}.")
