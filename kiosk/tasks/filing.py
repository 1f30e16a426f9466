"""A public service of the catalogue: its conditions and papers, and how answers become its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from pydantic import JsonValue

from kiosk.benefits.inputs import read
from kiosk.eligibility.facts import Facts
from kiosk.eligibility.service import Service
from kiosk.forms.conditions import Known
from kiosk.forms.form import Form
from kiosk.language import Bilingual
from kiosk.tasks.calculation import Calculation
from kiosk.tasks.sources import Source, values_of

WISH_PARTS = frozenset({"wish", "by", "account", "chosen", "purposes", "default"})
"""What a table ``[service.account]`` says of an account for benefits: add, use, close or none; for whom; the
account, or the words for one that there is; what it is for; whether for all else.
"""


@dataclass(frozen=True, slots=True)
class Filing:
    """``form``: as its file has it, without the pages that every service has of itself. ``estimates``: what
    the benefit comes to, looked at before it is filed: the first whose condition holds;
    ``without_figures``: what is told of it where it cannot be computed. ``seen``: what the person then
    confirms; None where nothing has to be. ``account``: what is asked for about an account (`WISH_PARTS`).
    """

    service: Service
    form: Form
    facts: Mapping[str, Source]
    estimates: tuple[Calculation, ...] = ()
    without_figures: tuple[Bilingual, ...] = ()
    seen: Bilingual | None = None
    account: Mapping[str, Source] = field(default_factory=dict)

    def facts_of(self, known: Known, today: date) -> Facts:
        """What is known on that day. Raises `InputError` where answers do not fit together."""
        return read(Facts, {"on": today.isoformat(), **values_of(self.facts, known)})

    def wish_of(self, known: Known) -> dict[str, JsonValue]:
        """What answers ask for about an account, by `WISH_PARTS`; empty for a service that has none."""
        return values_of(self.account, known)
