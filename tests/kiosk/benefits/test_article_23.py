"""For how long the allowance of Article 23 is paid, and how much (Decree 158/2025, Art. 23)."""

from __future__ import annotations

import pytest

from tests.kiosk.benefits.asking import ask, rules


@pytest.mark.parametrize(
    ("average", "months", "until", "paid", "amounts"),
    [
        (4_000_000, 74, 120, 104, (500_000, 8_000_000)),
        (3_333_333, 36, 150, 40, (500_000, 55_000_000)),
        (5_000_000, 72, 120, 120, (500_000, 0)),  # the very month of the social pension
        (5_000_000, 72, 100, 100, (600_000, 0)),
    ],
)
def test_how_long_and_how_much(
    average: int, months: int, until: int, paid: int, amounts: tuple[int, int]
) -> None:
    monthly, shortfall = amounts
    facts = {"average": average, "months": months, "months_to_social_pension": until}
    answer = ask("article_23_allowance", decided_on="2026-11-22", **facts)
    assert answer.values["months_paid"] == paid
    assert answer.amounts == {"monthly": monthly, "shortfall": shortfall}
    assert ("article_23.shortfall" in rules(answer)) == (shortfall > 0)
    assert ("article_23.higher_level" in rules(answer)) == (monthly > 500_000)
