"""How long a receipt takes: the person stands before the screen meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from bench.table import print_table, timed
from kiosk.printing.receipt import ReceiptData, render_receipt

_FONTS = Path(__file__).parents[1] / "ui" / "fonts"
_DATA = ReceiptData(
    act_id=UUID("019a8f30-1c2d-7abc-8def-0123456789ab"),
    kind="registration.adult",
    occurred_at=datetime(2026, 11, 23, 2, 5, tzinfo=UTC),
    full_name="Nguyễn Thị Thùy Dương",
    personal_number="079160012123",
    office_name="BHXH cơ sở Tân Định",
    kiosk_id="KIOSK-01",
    hotline="1900 9068",
)


def main() -> None:
    first = timed("first receipt (imports and fonts)", lambda: render_receipt(_DATA, _FONTS), 1, warm_up=0)
    later = timed("receipt PDF", lambda: render_receipt(_DATA, _FONTS), 20, warm_up=1)
    print_table("Printing", [first, later])


if __name__ == "__main__":
    main()
