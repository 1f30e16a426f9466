"""How long documents take: the person stands before the screen meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime, time
from itertools import count
from pathlib import Path

from bench.table import print_table, timed
from kiosk.documents.forms import FormFields, render_form
from kiosk.documents.receipt import ReceiptContent, ReceiptRow, render_receipt
from kiosk.documents.receipt_texts import load_receipt_texts
from kiosk.documents.typesetting import render
from kiosk.language import Bilingual, Language, same
from kiosk.reminders.entry import Entry, Reminder, Repeat
from kiosk.reminders.ics import calendar_file

_FONTS = Path(__file__).parents[1] / "ui" / "fonts"
_MADE_AT = datetime(2026, 11, 23, 2, 5, tzinfo=UTC)
_TABLE_ROWS = 540  # the months of a contribution record of 45 years


def _receipt(number: int) -> ReceiptContent:
    """Another name each time: what was set before is remembered for a while."""
    labels = load_receipt_texts().labels
    return ReceiptContent(
        act_name=Bilingual(vi="Đăng ký tài khoản", en="Account registration"),
        reference="4D2P-F2DB-J",
        qr_text=f"urn:uuid:019a8f30-1c2d-7abc-8def-{number:012}",
        made_at=_MADE_AT,
        kiosk_id="KIOSK-01",
        office_name="BHXH cơ sở Tân Định",
        hotline="1900 9068",
        rows=(ReceiptRow(labels["full_name"], f"Nguyễn Thị Thùy Dương {number}"),),
        next_steps=(Bilingual(vi="Cán bộ kiểm tra và duyệt.", en="Staff check and approve."),),
    )


def _table(number: int) -> bytes:
    rows = [[str(index), f"{index % 12 + 1:02}/{1982 + index // 12}", "Công ty Dệt may Nguyễn Trãi",
             f"{4_000_000 + number + 1000 * index:,}"] for index in range(_TABLE_ROWS)]  # fmt: skip
    return render("months_table", {"rows": rows}, _FONTS, _MADE_AT, templates_folder=Path(__file__).parent)


def _form(number: int) -> bytes:
    answers = {"01": f"Nguyễn Thị Thùy Dương {number}", "04": "079160012123", "16": "Đổi nơi khám, chữa bệnh"}
    chosen = {"02": frozenset({"female"}), "10": frozenset({"electronic"})}
    return render_form("tk1_ts", FormFields(texts=answers, ticks=chosen), _FONTS, _MADE_AT)


def _calendar(number: int) -> bytes:
    hours = tuple(Entry(_MADE_AT.date(), time(hour), repeat=Repeat.DAILY) for hour in (7, 13, 20))
    reminder = Reminder("doses", same(f"Thuốc huyết áp {number}"), hours)
    return calendar_file(reminder, Language.VIETNAMESE, _MADE_AT)


def main() -> None:
    numbers = count()
    rows = [
        timed("first receipt", lambda: render_receipt(_receipt(0), _FONTS), 1, warm_up=0),
        timed("receipt", lambda: render_receipt(_receipt(next(numbers)), _FONTS), 20),
        timed("TK1-TS", lambda: _form(next(numbers)), 20),
        timed("first calendar file", lambda: _calendar(0), 1, warm_up=0),
        timed("calendar file of a medicine at three hours (.ics)", lambda: _calendar(next(numbers)), 20),
        timed(f"table of {_TABLE_ROWS} rows", lambda: _table(next(numbers)), 10),
    ]
    print_table("Documents (PDF/A-2a and PDF/UA-1)", rows)


if __name__ == "__main__":
    main()
