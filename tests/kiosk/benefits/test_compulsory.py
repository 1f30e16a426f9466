"""Monthly compulsory contributions of worker and employer."""

from __future__ import annotations

import pytest

from kiosk.benefits.errors import InputError
from tests.kiosk.benefits.asking import ask, reasons, rules, warnings


def _paid(wage: int, paid_on: str = "2026-11-20", **facts: object) -> dict[str, int]:
    facts = {"region": "I", **facts}
    return dict(ask("compulsory_contribution", paid_on=paid_on, wage=wage, **facts).amounts)


def test_a_worker_pays_ten_and_a_half_per_cent_and_all_together_thirty_two() -> None:
    """QĐ 200, number 116: of 5,500,000 đồng 577,500."""
    paid = _paid(5_500_000)
    assert paid["worker"] == 577_500
    assert paid["employer"] == 1_182_500
    assert paid["total"] == 5_500_000 * 32 // 100
    assert paid["worker_social"] + paid["worker_health"] + paid["worker_unemployment"] == paid["worker"]
    parts = paid["employer_social"] + paid["employer_health"] + paid["employer_unemployment"]
    assert parts == paid["employer"]


@pytest.mark.parametrize(("paid_on", "level"), [("2026-06-30", 2_340_000), ("2026-07-01", 2_530_000)])
def test_the_basis_lies_between_one_and_twenty_reference_levels(paid_on: str, level: int) -> None:
    below = ask("compulsory_contribution", paid_on=paid_on, wage=level - 1, region="I")
    assert reasons(below) == ["wage_below_floor"]
    assert _paid(level, paid_on)["worker_social"] == level * 8 // 100
    for wage in (20 * level, 20 * level + 1, 10**9):
        assert _paid(wage, paid_on)["worker_social"] == 20 * level * 8 // 100
        assert _paid(wage, paid_on)["employer_health"] == 20 * level * 3 // 100


@pytest.mark.parametrize(("region", "minimum"), [("I", 5_310_000), ("IV", 3_700_000)])
def test_unemployment_insurance_has_a_limit_of_its_own(region: str, minimum: int) -> None:
    paid = _paid(10**9, region=region)
    assert paid["worker_unemployment"] == paid["employer_unemployment"] == 20 * minimum // 100
    without = _paid(10**9, region=None, unemployment_insured=False)
    assert without["worker_unemployment"] == without["employer_unemployment"] == 0


def test_the_reduced_accident_rate_is_the_employers_gain_alone() -> None:
    usual, reduced = _paid(10_000_000), _paid(10_000_000, reduced_accident_rate=True)
    assert usual["employer"] - reduced["employer"] == 20_000
    assert usual["worker"] == reduced["worker"]


def test_an_owner_pays_all_alone() -> None:
    paid = _paid(4_000_000, person="owner", region=None)
    assert paid == {
        "worker": 1_180_000,
        "worker_social": 1_000_000,
        "worker_health": 180_000,
        "total": 1_180_000,
    }


def test_the_steps_name_what_was_applied() -> None:
    answer = ask("compulsory_contribution", paid_on="2026-11-20", wage=5_500_000, region="I")
    assert rules(answer) == [
        "compulsory.base",
        "compulsory.worker_pension",
        "compulsory.employer_social",
        "compulsory.employer_accident",
        "compulsory.health",
        "compulsory.unemployment_base",
        "compulsory.unemployment",
    ]
    assert warnings(answer) == [("parameter_unsure", "unemployment_percent")]
    owner = ask("compulsory_contribution", paid_on="2026-11-20", wage=5_500_000, person="owner")
    assert rules(owner) == ["compulsory.base", "compulsory.owner_social", "compulsory.owner_health"]


def test_the_region_is_needed_for_unemployment_insurance_only() -> None:
    with pytest.raises(InputError) as caught:
        ask("compulsory_contribution", paid_on="2026-11-20", wage=5_500_000)
    assert caught.value.field == "region"
    assert _paid(5_500_000, region=None, person="owner")


def test_before_the_law_nothing_is_computed() -> None:
    answer = ask("compulsory_contribution", paid_on="2025-06-30", wage=5_500_000, region="I")
    assert answer.outcome == "rejected"
    assert reasons(answer) == ["parameter_missing"]


def test_every_step_is_told_with_its_rates() -> None:
    employee = ask("compulsory_contribution", paid_on="2026-11-20", wage=10_000_000, region="I")
    told = [applied.sentence("vi") for applied in employee.rules]
    assert (
        told[4] == "BHYT: người lao động 1,5 %, người sử dụng lao động 3 % × 10.000.000; cộng 450.000 đồng."
    )
    assert told[6] == "BHTN: người lao động 1 %, người sử dụng lao động 1 % × 10.000.000; cộng 200.000 đồng."
    owner = ask("compulsory_contribution", paid_on="2026-11-20", wage=10_000_000, person="owner")
    assert [applied.sentence("en") for applied in owner.rules][1:] == [
        "Paid by oneself: 22 % into the pension and survivor fund and 3 % into the sickness and maternity "
        "fund: 2,500,000 đồng.",
        "Health insurance, paid by oneself: 4.5 % × 10,000,000 = 450,000 đồng.",
    ]
