"""On PostgreSQL: many requests about one person at the same moment win nothing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from tests.central.smart_otp.conftest import ACT, NUMBER, PIN, TEXT, Holder, never, refusal_of, signature
from tests.patience import PATIENCE


@pytest.fixture
def database_url(on_postgresql: str) -> str:
    return on_postgresql


def at_once(count: int, work: Callable[[], str]) -> list[str]:
    barrier = Barrier(count, timeout=PATIENCE)

    def run(_: int) -> str:
        barrier.wait()
        return work()

    with ThreadPoolExecutor(count) as pool:
        return sorted(pool.map(run, range(count)))


def test_one_code_shown_many_times_at_once_counts_once(holder: Holder) -> None:
    code = holder.phone.code()
    assert at_once(4, lambda: holder.refusal(code)) == ["code_used"] * 3 + ["done"]


def test_guesses_at_once_are_no_more_than_five(holder: Holder) -> None:
    told = at_once(8, lambda: holder.refusal(never(holder.phone)))
    assert told == ["device_locked"] * 3 + ["proof_wrong"] * 5


def test_a_text_is_signed_once_by_however_many_at_once(holder: Holder) -> None:
    asked = holder.smart_otp.ask_to_sign(NUMBER, holder.phone.enrolment.device_id, ACT, TEXT)
    code = signature(asked, holder.phone)
    told = at_once(
        3, lambda: refusal_of(lambda: holder.smart_otp.sign(NUMBER, asked.challenge_id, code, PIN))
    )
    assert told == ["challenge_spent", "challenge_spent", "done"]
