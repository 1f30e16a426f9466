"""The rules of law that services name in their files, one module a matter."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.eligibility.rules import (
    emigration,
    filing,
    health_card,
    lump_sum,
    lump_sum_foreigner,
    lump_sum_grounds,
    maternity,
    own_data,
    payment,
    pension,
    survivors,
    voluntary,
    work_disease,
)
from kiosk.eligibility.service import LawMoment, LawRule

_MODULES = (
    emigration,
    filing,
    health_card,
    lump_sum,
    lump_sum_foreigner,
    lump_sum_grounds,
    maternity,
    own_data,
    payment,
    pension,
    survivors,
    voluntary,
    work_disease,
)
RULES: Mapping[str, LawRule] = {rule.name: rule for module in _MODULES for rule in module.RULES}
MOMENTS: Mapping[str, LawMoment] = {moment.name: moment for moment in pension.MOMENTS}
