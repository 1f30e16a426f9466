"""The code for an e-transaction account on paper, for a sealed envelope: A5, to be folded.
Nothing on it names the person.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from kiosk.documents.parts import Part
from kiosk.documents.typesetting import Json, both, render
from kiosk.language import Bilingual

_FILE = Path(__file__).with_name("activation_slip.toml")


class ActivationSlipTexts(Part):
    """``activation_slip.toml``; what goes between braces is filled in."""

    title: Bilingual
    authority: Bilingual
    outside: Bilingual
    sealed: Bilingual
    code: Bilingual
    until: Bilingual
    user_name: Bilingual
    how: Bilingual
    warning: Bilingual


@lru_cache(maxsize=1)
def load_activation_slip_texts() -> ActivationSlipTexts:
    with _FILE.open("rb") as file:
        return ActivationSlipTexts.model_validate(tomllib.load(file))


@dataclass(frozen=True, slots=True)
class ActivationSlip:
    """``user_name``: which of their numbers it is, never the number. ``until``: as it is read."""

    case_number: str
    user_name: Bilingual
    code: str = field(repr=False)
    until: str
    office_name: str
    made_at: datetime  # aware


def render_activation_slip(content: ActivationSlip, fonts_folder: Path) -> bytes:
    """PDF/A and PDF/UA. Raises PrintingError."""
    return render("activation_slip", activation_slip_data(content), fonts_folder, content.made_at)


def activation_slip_data(content: ActivationSlip) -> dict[str, Json]:
    """What the template ``activation_slip`` is given."""
    texts = load_activation_slip_texts()
    filled = {"case_number": content.case_number, "until": content.until, "office": content.office_name}
    return {
        "title": both(texts.title),
        "authority": both(texts.authority),
        "office": content.office_name,
        "outside": both(texts.outside.filled(filled)),
        "sealed": both(texts.sealed),
        "label": both(texts.code),
        "code": content.code,
        "until": both(texts.until.filled(filled)),
        "user_name": both(_named(texts, content.user_name)),
        "how": both(texts.how),
        "warning": both(texts.warning.filled(filled)),
    }


def _named(texts: ActivationSlipTexts, name: Bilingual) -> Bilingual:
    return Bilingual(
        vi=texts.user_name.vi.format(user_name=name.vi), en=texts.user_name.en.format(user_name=name.en)
    )
