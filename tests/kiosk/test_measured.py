"""What was measured at the place of a kiosk: kept, read back, and not believed when it cannot be."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.measured import MeasuredLight, find_measured_light, keep_measured_light

LIGHT = MeasuredLight(screen_light=0.31, at=datetime(2026, 3, 2, 1, 30, tzinfo=UTC))


def test_it_is_read_back_and_the_newer_counts(tmp_path: Path) -> None:
    assert find_measured_light(tmp_path) is None
    keep_measured_light(tmp_path, LIGHT)
    keep_measured_light(tmp_path, LIGHT.model_copy(update={"screen_light": 0.2}))
    assert find_measured_light(tmp_path) == LIGHT.model_copy(update={"screen_light": 0.2})


@pytest.mark.expects_log("cannot be read")
@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"screen_light": -1, "at": "2026-03-02T01:30:00Z"}', b"\xff"]
)
def test_what_is_damaged_counts_as_not_measured(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "measured.json").write_bytes(content)
    assert find_measured_light(tmp_path) is None
