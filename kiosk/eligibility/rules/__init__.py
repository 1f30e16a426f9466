"""The rules of law that services name in their files, one module a matter."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.eligibility.rules import filing, lump_sum, pension
from kiosk.eligibility.service import LawMoment, LawRule

RULES: Mapping[str, LawRule] = {
    rule.name: rule for module in (filing, lump_sum, pension) for rule in module.RULES
}
MOMENTS: Mapping[str, LawMoment] = {moment.name: moment for moment in pension.MOMENTS}
