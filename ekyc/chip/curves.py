"""The named curves of ``data/curves.json``: by ICAO parameter id, by object identifier, by all parameters."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ekyc.chip.elliptic_curve import Curve, Point


@dataclass(frozen=True, slots=True)
class NamedCurve:
    curve: Curve
    parameter_id: int  # ICAO 9303-11, 9.5.1
    oid: str


@cache
def named_curves() -> tuple[NamedCurve, ...]:
    path = resources.files("ekyc.chip") / "data" / "curves.json"
    rows = json.loads(path.read_text(encoding="utf-8"))["curves"]
    return tuple(_from_row(row) for row in rows)


def find_by_parameter_id(parameter_id: int) -> Curve | None:
    return next((item.curve for item in named_curves() if item.parameter_id == parameter_id), None)


def find_by_oid(oid: str) -> Curve | None:
    return next((item.curve for item in named_curves() if item.oid == oid), None)


def find_by_parameters(p: int, a: int, b: int, generator: Point, n: int) -> Curve | None:
    """The named curve that agrees in every parameter.

    Anything less would let a forger choose a generator for which they know the key (as in CVE-2020-0601).
    """
    wanted = (p, a % p if p else a, b % p if p else b, generator, n)
    for item in named_curves():
        curve = item.curve
        if (curve.p, curve.a, curve.b, curve.generator, curve.n) == wanted:
            return curve
    return None


def _from_row(row: dict[str, str | int]) -> NamedCurve:
    def number(key: str) -> int:
        return int(str(row[key]), 16)

    curve = Curve(
        str(row["name"]), number("p"), number("a"), number("b"), (number("x"), number("y")), number("n")
    )
    return NamedCurve(curve, int(row["parameter_id"]), str(row["oid"]))
