"""``notice.preferences``: by which channels the person wants to be told of what.

The legal minimum of a kind is not theirs to switch: central keeps it on whatever an act says.
"""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from kiosk.contract.kinds.parts import Code, FormPayload, Part
from kiosk.contract.records.notices import MOST_KINDS, NoticeChannel


class NoticeChoicePart(Part):
    kind: Code = Field(description="of notice")
    on: Annotated[tuple[NoticeChannel, ...], Field(max_length=len(NoticeChannel))]


class NoticePreferencesPayload(FormPayload):
    """``choices``: of the kinds that the person was shown; of others what held before holds on."""

    choices: Annotated[tuple[NoticeChoicePart, ...], Field(min_length=1, max_length=MOST_KINDS)]

    @model_validator(mode="after")
    def _chooses_once(self) -> Self:
        if len({each.kind for each in self.choices}) != len(self.choices):
            raise ValueError("a kind stands twice")
        return self
