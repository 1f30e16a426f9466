"""A QR code (ISO/IEC 18004) as its modules, and as a picture that a template can place."""

from __future__ import annotations

from itertools import groupby
from typing import Any, TypeAlias, cast

QUIET_MODULES = 4
"""The white border of a QR code."""

Modules: TypeAlias = list[list[bool]]
"""Rows of a square: what is dark. Without the border."""


def qr_modules(text: str) -> Modules:
    """Error correction M (15 %). Empty for an empty text.

    Raises ValueError for more than a code holds.
    """
    if not text:
        return []
    import zxingcpp  # not before a code is shown

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = code.to_image(scale=1, add_quiet_zones=False)  # a byte for a module: central has no NumPy
    rows = cast("list[list[int]]", memoryview(picture).tolist())
    return [[level == 0 for level in row] for row in rows]


def qr_svg(text: str) -> str:
    """The QR code with its border as SVG, black on white, each row a few bars."""
    modules = qr_modules(text)
    side = len(modules) + 2 * QUIET_MODULES
    bars = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in _bars(modules))
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{bars}"/></svg>'


def _bars(modules: Modules) -> list[tuple[int, int, int]]:
    """Column, row and length of what is dark side by side, in a picture with its border."""
    found = []
    for y, row in enumerate(modules, QUIET_MODULES):
        x = QUIET_MODULES
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                found.append((x, y, length))
            x += length
    return found
