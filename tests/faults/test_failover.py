"""A slice of ``make failover``, and that it sees what is wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from tests.faults import failover
from tests.faults.failover import Outcome


@pytest.mark.losses
def test_every_receipt_is_honoured_when_the_standby_takes_over(tmp_path: Path) -> None:
    outcome = failover.run(failover.SLICE, tmp_path)
    told = outcome.table()
    assert outcome.is_clean, told
    assert len(outcome.receipts) == failover.SLICE.kiosks * failover.SLICE.acts, told
    assert 0 < outcome.before < len(outcome.receipts), told
    assert outcome.refused > 0, told


def test_a_loss_is_no_success() -> None:
    clean = Outcome(receipts={uuid4(): "receipt"})
    assert clean.is_clean
    assert not replace(clean, lost=1).is_clean
    assert not replace(clean, doubled=1).is_clean
    assert not replace(clean, problems=["any"]).is_clean
