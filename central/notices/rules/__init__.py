"""The rules by name, as the catalogue names them: one module a theme."""

from __future__ import annotations

from collections.abc import Mapping

from central.notices.rules import contributions, health, life, money
from central.notices.rules.rule import Rule

RULES: Mapping[str, Rule] = {
    rule.name: rule
    for module in (contributions, health, money, life)
    for rule in vars(module).values()
    if isinstance(rule, Rule)
}
