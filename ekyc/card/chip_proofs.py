"""Which proof of its chip a genuine card is known to give, by generation: dated data, and what an office set.

A proof that succeeds is always enough. What is asked here is what the absence of one means: that this card is
odd, that nobody knows yet, or that cards of its kind give none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources

from ekyc.card.reading import ChipProof


class KnowledgeStatus(StrEnum):
    CONFIRMED = "confirmed"  # measured on specimens, or said by the issuer
    UNSURE = "unsure"


class NoProofMeans(StrEnum):
    """What to make of a chip of a trusted issuer that proves nothing."""

    MISSING = "missing"  # cards of its kind prove themselves: staff look at this one
    UNKNOWN = "unknown"  # nobody knows whether they do: staff look as well
    USUAL = "usual"  # cards of its kind are known to have no such key: the signature is all there is


@dataclass(frozen=True, slots=True)
class GenerationProofs:
    """What is known of the cards issued from ``issued_from`` on, until the next generation."""

    name: str
    issued_from: date
    proofs: frozenset[ChipProof]
    status: KnowledgeStatus
    as_of: date  # when this was found out
    source: str

    @property
    def no_proof_means(self) -> NoProofMeans:
        if self.status is KnowledgeStatus.UNSURE:
            return NoProofMeans.UNKNOWN
        return NoProofMeans.MISSING if self.proofs else NoProofMeans.USUAL


@dataclass(frozen=True, slots=True)
class ChipProofPolicy:
    """All generations, the oldest first."""

    generations: tuple[GenerationProofs, ...]

    def find_generation(self, date_of_issue: date | None) -> GenerationProofs | None:
        """By the date that the chip states; None without one, or before the first generation."""
        if date_of_issue is None:
            return None
        begun = [one for one in self.generations if one.issued_from <= date_of_issue]
        return begun[-1] if begun else None

    def no_proof_means(self, date_of_issue: date | None) -> NoProofMeans:
        """A card of no known generation is one of which nothing is known."""
        found = self.find_generation(date_of_issue)
        return NoProofMeans.UNKNOWN if found is None else found.no_proof_means

    def with_findings(self, findings: Mapping[str, ChipProofFinding]) -> ChipProofPolicy:
        """With what an office found out about generations. Raises KeyError for the name of none."""
        known = {one.name: one for one in self.generations}
        for name, finding in findings.items():
            known[name] = replace(
                known[name],
                proofs=finding.proofs,
                status=KnowledgeStatus.CONFIRMED,
                as_of=finding.as_of,
                source=finding.source,
            )
        return ChipProofPolicy(_ordered(known.values()))


@dataclass(frozen=True, slots=True)
class ChipProofFinding:
    """Measured on specimens: the proofs that every genuine card of a generation gives, perhaps none."""

    proofs: frozenset[ChipProof]
    as_of: date
    source: str


@cache
def load_chip_proofs() -> ChipProofPolicy:
    """What the project knows (``data/chip_proofs.toml``)."""
    path = resources.files("ekyc.card") / "data" / "chip_proofs.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["generation"]
    return ChipProofPolicy(
        _ordered(
            GenerationProofs(
                row["name"],
                row["issued_from"],
                frozenset(ChipProof(proof) for proof in row["proofs"]),
                KnowledgeStatus(row["status"]),
                row["as_of"],
                row["source"],
            )
            for row in rows
        )
    )


def _ordered(generations: Iterable[GenerationProofs]) -> tuple[GenerationProofs, ...]:
    return tuple(sorted(generations, key=lambda one: one.issued_from))
