"""What came out of the printer of a test kiosk."""

from __future__ import annotations

from pathlib import Path

from tests.kiosk.documents.receipts import text_of
from tests.ui.walk import Walk


def print_and_read(walk: Walk, folder: Path, before: int = 0) -> str:
    """Tap the button that prints, and read the paper that comes after ``before`` others."""
    walk.tap("print")
    walk.wait_for("printed")
    papers = sorted(folder.glob("*.pdf"))
    assert len(papers) == before + 1
    return text_of(papers[-1].read_bytes())
