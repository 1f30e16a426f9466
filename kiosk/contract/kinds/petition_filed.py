"""``petition.filed``: what somebody tells the office or asks of it, with a name or without one.

No complaint (khiếu nại) and no denunciation (tố cáo): these go another way (Law 41/2024/QH15, Art. 128 to
131).
"""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from kiosk.contract.kinds.parts import AnsweredPayload, Code, IdentityPart
from kiosk.contract.wire import Sha256Hex


class PetitionPayload(AnsweredPayload):
    """Whoever has the code of which ``tracking_sha256`` is the digest reads how it stands
    (`kiosk.contract.tracking`).
    """

    identity: IdentityPart | None
    category: Code = Field(description="what it is about, as the form has it")
    tracking_sha256: Sha256Hex

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """A person with everything that shows who they are, or nothing of anybody."""
        parts = (self.identity, self.card, self.verification)
        if any(each is None for each in parts) and any(each is not None for each in (*parts, self.face)):
            raise ValueError("half a person")
        return self
