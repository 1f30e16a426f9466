"""What goes onto a technician's stick: whole, and nothing that could be somebody's number or address."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.errors import KnownError
from kiosk.service.log_bundle import audit_lines, cover, write_bundle
from local_db.audit_log import AuditEntry

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "covered"),
    [
        ("2026-03-02T08:30:00+0700 INFO kiosk: act sent", "2026-03-02T08:30:00+0700 INFO kiosk: act sent"),
        ("card 001185000023 read", "card ••• read"),
        ("call 0912 345 678", "call •••"),
        ("call 0912.345.678 now", "call ••• now"),
        ("to lan@example.vn, again", "to ••• again"),
        ("12345678 is short", "12345678 is short"),
        ("0.1.0 of 2026-03-02", "0.1.0 of 2026-03-02"),
    ],
)
def test_numbers_and_addresses_are_covered(line: str, covered: str) -> None:
    assert cover(line) == covered


@given(st.text(max_size=80), st.from_regex(r"[0-9]{9,14}", fullmatch=True), st.text(max_size=80))
def test_no_long_number_is_left_wherever_it_stands(before: str, number: str, after: str) -> None:
    line = f"x {before}|{number}|{after}".replace("\n", " ")
    assert not re.search(r"[0-9]{9}", cover(line))


def test_the_archive_is_whole_and_says_no_more_than_it_should(tmp_path: Path) -> None:
    entries = [AuditEntry(NOW, "staff:100003", "staff.signed_in", "visit=7f3c", "technician")]
    parts = {"log.txt": "card 001185000023 read", "audit.txt": audit_lines(entries)}
    written = write_bundle(tmp_path, "KIOSK-07", NOW, parts)
    assert written.file == "KIOSK-07-20260302-083000-logs.zip"
    assert (tmp_path / written.file).stat().st_size == written.size
    with zipfile.ZipFile(tmp_path / written.file) as archive:
        assert archive.testzip() is None
        assert archive.read("log.txt").decode() == "card ••• read"
        assert archive.read("audit.txt").decode() == "2026-03-02T01:30:00Z staff staff.signed_in technician"


def test_a_stick_that_takes_nothing_is_said(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as raised:
        write_bundle(tmp_path / "gone", "KIOSK-07", NOW, {"log.txt": ""})
    assert raised.value.code == "stick_not_written"
