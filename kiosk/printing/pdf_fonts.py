"""The bundled fonts, made known to reportlab."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from kiosk.printing.errors import PrintingError, PrintingErrorCode

TEXT = "BeVietnamPro-Regular"
TEXT_SEMIBOLD = "BeVietnamPro-SemiBold"
TEXT_BOLD = "BeVietnamPro-Bold"
DIGITS = "NotoSans-Regular"  # equally wide digits, for numbers that are read digit by digit
DIGITS_BOLD = "NotoSans-Bold"


@lru_cache(maxsize=4)
def register_fonts(folder: Path) -> None:
    """Register ``NAME.ttf`` of the folder under each name. Raises PrintingError ``fonts_missing``."""
    for name in (TEXT, TEXT_SEMIBOLD, TEXT_BOLD, DIGITS, DIGITS_BOLD):
        try:
            pdfmetrics.registerFont(TTFont(name, str(folder / f"{name}.ttf")))
        except (TTFError, OSError) as error:
            raise PrintingError(
                PrintingErrorCode.FONTS_MISSING, f"The font file {name}.ttf cannot be read."
            ) from error
