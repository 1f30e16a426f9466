"""The rules of law that services name in their files, one module a matter."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.eligibility.rules import filing, lump_sum, maternity, survivors, work_disease
from kiosk.eligibility.service import LawRule

_MODULES = (
    filing,
    lump_sum,
    maternity,
    survivors,
    work_disease,
)
RULES: Mapping[str, LawRule] = {rule.name: rule for module in _MODULES for rule in module.RULES}
