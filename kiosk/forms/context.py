"""What a question may look at besides its own answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from pydantic import JsonValue

from kiosk.clock import VIETNAM_TIME
from kiosk.language import Language

if TYPE_CHECKING:  # its tables are read when a question first needs them
    from kiosk.reference.reference_data import ReferenceData


@dataclass(frozen=True, slots=True)
class Context:
    """``known`` holds facts and the relevant answers as JSON values, by id."""

    now: datetime  # aware
    language: Language
    reference: ReferenceData
    office_code: str = ""
    office_name: str = ""
    online: bool = False  # central can be asked now
    codes_by_text: bool = True  # one-time codes go to phones
    known: Mapping[str, JsonValue] = field(default_factory=dict, repr=False)

    @property
    def today(self) -> date:
        """The date in Vietnam."""
        return self.now.astimezone(VIETNAM_TIME).date()
