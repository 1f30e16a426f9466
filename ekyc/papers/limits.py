"""What counts as a paper that can be read: dated figures of ``limits.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class PaperLimits:
    """Shares are of the frame or of the sheet, grey values 0 to 255, times in seconds."""

    width: int  # pixels that a picture is shrunk to before pictures are compared by sharpness
    least_contrast: float  # standard deviation of the grey values of a frame
    work_side: int  # pixels of the longer side in which edges are looked for
    least_support: float  # share of a side along which the edge of a sheet is seen
    least_sheet: float  # share of the frame: what is smaller is no sheet
    least_share: float  # share of the frame: what is smaller is too far away
    most_unequal: float  # how many times longer a side may be than the one opposite
    least_white: float  # grey value of the paper
    most_blur: float  # standard deviation in thousandths of the sheet's longer side
    most_glare: float  # share of the sheet
    steady_seconds: float  # that a good sheet lies still before it is taken by itself
    steady_share: float  # of the frame's longer side, that its corners may move by meanwhile
    settle_seconds: float  # that a finding lasts before it is told
    stand_seconds: float  # that a sentence stands at least
    attempts: int  # pictures with findings, after which one may be kept all the same


@cache
def paper_limits() -> PaperLimits:
    """The newest limits."""
    dated: dict[str, dict[str, Any]] = tomllib.loads(
        (Path(__file__).parent / "limits.toml").read_text("utf-8")
    )
    newest = dated[max(dated)]
    return PaperLimits(**{name: newest[name] for name in PaperLimits.__dataclass_fields__})
