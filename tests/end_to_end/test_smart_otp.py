"""A phone is added, tried and removed through the real screens, at a real central; its key stays nowhere."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from central.smart_otp.tables import smart_otp_audit, smart_otp_device
from commands.demo.plays import load_plays
from tests.end_to_end.played import visit_in
from tests.end_to_end.remains import find_in_scene

EVER = datetime(2000, 1, 1, tzinfo=UTC)


def files_with(folder: Path, text: str) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file() and text.encode() in file.read_bytes()]


def test_a_phone_is_added_tried_and_removed_and_its_key_is_gone(screen: QtBot, tmp_path: Path) -> None:
    plays = load_plays("smart_otp")
    with visit_in(tmp_path, plays) as (world, kiosk, visit):
        visit.play(plays)
        with world.central.central.engine.connect() as connection:
            told = connection.execute(
                select(smart_otp_audit.c.what, smart_otp_audit.c.code).order_by(smart_otp_audit.c.entry)
            ).all()
            left = connection.execute(select(smart_otp_device)).all()
        assert [tuple(row) for row in told] == [
            ("enrolled", None),
            ("confirmed", None),
            ("verified", None),
            ("removed", None),
        ]
        assert left == []
        audit = kiosk.line.get().audit
        for what in ("phone.begun", "phone.added", "phone.checked", "phone.removed"):
            assert audit.count(what, EVER) == 1
        key = world.phone.key
        assert find_in_scene(visit.scene, [key, key[:4]]) == []
        assert files_with(tmp_path, key) == []
