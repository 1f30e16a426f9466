"""The slip by which an office corrects a person's data: Mẫu C02-TS “Phiếu điều chỉnh”, in our layout."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from kiosk.clock import moment_text
from kiosk.documents.parts import Part
from kiosk.documents.typesetting import Json, render

_FILE = Path(__file__).with_name("adjustment_slip.toml")


class AdjustmentSlipTexts(Part):
    """``adjustment_slip.toml``; Vietnamese alone, as the State's own forms are."""

    code: str
    title: str
    decision: str
    authority: str
    case: str
    person: str
    number: str
    insurance_number: str
    changes: str
    field: str
    old: str
    new: str
    unsaid: str
    unfound: str
    other_level: str
    enclosed: str
    none_enclosed: str
    done: str
    asked: str
    maker: str
    director: str
    signs: str
    layout: str
    made: str


@lru_cache(maxsize=1)
def load_adjustment_slip_texts() -> AdjustmentSlipTexts:
    with _FILE.open("rb") as file:
        return AdjustmentSlipTexts.model_validate(tomllib.load(file))


@dataclass(frozen=True, slots=True)
class Adjusted:
    """One field, as it stands and as it shall be; ``old`` is "" where nothing stands there."""

    label: str
    old: str = field(repr=False)
    new: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class AdjustmentSlip:
    """``found``: the register has the person; ``done``: the case was approved, and this stands in it now."""

    case_number: str
    full_name: str = field(repr=False)
    personal_number: str = field(repr=False)
    insurance_number: str = field(repr=False)
    rows: tuple[Adjusted, ...] = field(repr=False)
    enclosed: tuple[str, ...]
    found: bool
    done: bool
    office_name: str
    made_at: datetime  # aware


def render_adjustment_slip(content: AdjustmentSlip, fonts_folder: Path) -> bytes:
    """PDF/A and PDF/UA. Raises PrintingError."""
    return render("adjustment_slip", adjustment_slip_data(content), fonts_folder, content.made_at)


def adjustment_slip_data(content: AdjustmentSlip) -> dict[str, Json]:
    """What the template ``adjustment_slip`` is given."""
    texts = load_adjustment_slip_texts()
    fields = ("title", "code", "decision", "authority", "person", "number", "insurance_number", "field")
    words = (
        *fields,
        "changes",
        "old",
        "new",
        "other_level",
        "enclosed",
        "maker",
        "director",
        "signs",
        "layout",
    )
    made = texts.made.format(moment=moment_text(content.made_at), office=content.office_name)
    return {
        "words": {name: getattr(texts, name) for name in words},
        "office": content.office_name,
        "case": texts.case.format(case_number=content.case_number),
        "full_name": content.full_name,
        "personal_number": content.personal_number,
        "insurance_number": content.insurance_number or texts.unsaid,
        "rows": [[each.label, each.old or texts.unsaid, each.new] for each in content.rows],
        "enclosed_papers": "; ".join(content.enclosed) or texts.none_enclosed,
        "notes": [
            *([] if content.found else [texts.unfound]),
            texts.done if content.done else texts.asked,
        ],
        "made": made,
    }
