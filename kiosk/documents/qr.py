"""A QR code as a picture that a template can place."""

from __future__ import annotations

import segno

_QUIET_MODULES = 4  # ISO/IEC 18004: the white border of a QR code


def qr_svg(text: str) -> str:
    """The QR code with its quiet zone as SVG, black on white; error correction M (15 %)."""
    code = segno.make_qr(text, error="m", boost_error=False)
    svg: str = code.svg_inline(border=_QUIET_MODULES, omitsize=True)
    return svg
