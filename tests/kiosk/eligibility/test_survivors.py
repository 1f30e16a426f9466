"""What a survivor is told beside yes and no: where no funeral allowance is due, and who inherits."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.benefits.parameters import shipped_book
from kiosk.reference.reference_data import ReferenceData
from kiosk.tasks.catalogue import load_catalogue
from kiosk.tasks.services.registry import ServiceRegistry

REGISTRY = ServiceRegistry(load_catalogue(), shipped_book(), ReferenceData().calendar)


@pytest.mark.parametrize(
    ("service", "facts", "told"),
    [
        ("9.18", {"compulsory_months": 12, "voluntary_months": 0}, []),
        ("9.18", {"compulsory_months": 11, "voluntary_months": 48}, ["no_funeral_allowance"]),
        ("9.18", {"compulsory_months": 11, "voluntary_months": 49}, []),
        ("9.18", {"compulsory_months": 0, "voluntary_months": 59}, ["no_funeral_allowance"]),
        ("9.18", {"compulsory_months": 0, "voluntary_months": 60}, []),
        ("9.18", {"compulsory_months": 3}, []),  # the others might be enough
        ("9.18", {"compulsory_months": 3, "voluntary_months": 0, "work_accident": True}, []),
        ("9.18", {"compulsory_months": 12, "relatives": []}, ["heirs_inherit"]),
        ("9.19", {"deceased": "pensioner", "compulsory_months": 0, "voluntary_months": 0}, []),
        (
            "9.19",
            {"deceased": "article_23", "compulsory_months": 0, "voluntary_months": 59},
            ["no_funeral_allowance"],
        ),
    ],
)
def test_the_funeral_allowance_and_the_heirs(service: str, facts: dict[str, object], told: list[str]) -> None:
    usual = {"died_on": "2026-10-05", "deceased": "reserved", "wish": "lump_sum"}
    answer = REGISTRY.decide(service, {**usual, **facts}, date(2026, 11, 27))
    assert answer.outcome in ("eligible", "needs_more")
    assert [warning.code for warning in answer.warnings] == told
