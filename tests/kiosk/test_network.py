"""How a machine is connected, as a technician reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.errors import KnownError
from kiosk.network import look_at_network


@pytest.fixture
def adapters(tmp_path: Path) -> Path:
    for name, state in (("lo", "unknown"), ("enp1s0", "up\n"), ("wlp2s0", "down\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "operstate").write_text(state, "ascii")
    (tmp_path / "odd0").mkdir()
    return tmp_path


def test_adapters_own_address_and_what_central_took(adapters: Path) -> None:
    found = look_at_network("http://127.0.0.1:9/kiosks", lambda: None, adapters)
    assert found.adapters == (("enp1s0", True), ("odd0", False), ("wlp2s0", False))
    assert (found.address, found.central, found.fault) == ("127.0.0.1", "127.0.0.1", "")
    assert found.answer_ms is not None


def test_a_central_that_gives_no_answer_is_told_by_its_code(tmp_path: Path) -> None:
    def ask() -> None:
        raise KnownError("central_unreachable", "no")

    found = look_at_network("https://127.0.0.1", ask, tmp_path / "none")
    assert (found.adapters, found.answer_ms, found.fault) == ((), None, "central_unreachable")
