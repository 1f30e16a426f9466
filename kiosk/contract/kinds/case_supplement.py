"""``case.supplement``: a person sends what an officer found missing in a request that they have filed.

The answers travel by question id, as the form of the task defines them that the request was filed with.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field, JsonValue
from typing_extensions import override

from kiosk.contract.kinds.parts import ActPayload, ClaimedAddress, ProofPart, claimed_among


class CaseSupplementPayload(ActPayload):
    case: str = Field(
        min_length=1, max_length=40, description="number of the case, as the person gives it; central looks"
    )
    task: str = Field(max_length=40, description="the id in the catalogue of the task whose form was asked")
    form_version: str = Field(max_length=40, description="of that form")
    answers: dict[str, JsonValue] = Field(description="by question id; only questions that were asked")
    proofs: dict[str, ProofPart] = Field(description="of channels, by question id")

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        return claimed_among(self.answers, self.proofs)
