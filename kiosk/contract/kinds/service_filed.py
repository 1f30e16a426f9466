"""``service.filed``: a person files one of the public services.

The answers travel by question id, as the form of that service and version defines them; central knows the
same catalogue and reads them with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pydantic import Field, JsonValue
from typing_extensions import override

from kiosk.contract.kinds.parts import (
    CitizenPayload,
    ClaimedAddress,
    ClaimedSignature,
    Part,
    ProofPart,
    SignaturePart,
    claimed_among,
)
from kiosk.contract.signing import mark_of


class DuePart(Part):
    """By when the person was told that the office answers."""

    on: date
    confirmed: bool = Field(description="false while the year's holidays are not settled")


class ServicePayload2(CitizenPayload):
    """Of version 2, which nobody could sign."""

    service: str = Field(max_length=40, description="the task's id in the catalogue, such as 9.2")
    form_version: str = Field(max_length=40)
    answers: dict[str, JsonValue] = Field(description="by question id; only questions that were asked")
    proofs: dict[str, ProofPart] = Field(description="of channels, by question id")
    printed_forms: tuple[str, ...] = Field(description="templates of the official forms that were filled")
    due: DuePart | None

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        return claimed_among(self.answers, self.proofs)


class ServicePayload(ServicePayload2):
    signature: SignaturePart | None = Field(description="by the person's phone; null where they did not sign")

    @override
    def signed(self) -> ClaimedSignature | None:
        if self.signature is None:
            return None
        mark = mark_of(self.service, self.form_version, self.answers)
        return ClaimedSignature(self.signature.text, self.signature.statement, mark)
