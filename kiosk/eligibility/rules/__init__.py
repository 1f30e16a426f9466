"""The rules of law that services name in their files, one module a matter."""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.eligibility.rules import filing, health_card, lump_sum, own_data, payment, voluntary
from kiosk.eligibility.service import LawRule

_MODULES = (filing, lump_sum, own_data, health_card, payment, voluntary)
RULES: Mapping[str, LawRule] = {rule.name: rule for module in _MODULES for rule in module.RULES}
