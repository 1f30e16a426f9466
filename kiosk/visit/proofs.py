"""Proof that a channel is the person's own: a one-time code that went there and came back.

A proof belongs to the very address that it was sent to; another address has none, whatever was proved before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class ProofState(StrEnum):
    NO_ADDRESS = "no_address"
    OPEN = "open"  # an address was given, nothing is proved yet
    PENDING = "pending"  # no code could be had now: it is proved later
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True)
class ChannelProof:
    address: str = field(repr=False)
    state: ProofState
    challenge_id: UUID | None = None  # central's, by which it finds its own record of the code
    verified_at: datetime | None = None
    statement: str | None = field(
        default=None, repr=False
    )  # central's signed word, see kiosk.contract.proofs


@dataclass(repr=False)
class Proofs:
    """The proofs of one journey, or of all of a visit, by address. ``repr`` shows no address."""

    _by_address: dict[str, ChannelProof] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Proofs({len(self._by_address)})"

    def put(self, proof: ChannelProof) -> None:
        self._by_address[proof.address] = proof

    def of(self, address: str | None) -> ChannelProof:
        if address is None:
            return ChannelProof("", ProofState.NO_ADDRESS)
        return self._by_address.get(address, ChannelProof(address, ProofState.OPEN))

    def all(self) -> tuple[ChannelProof, ...]:
        return tuple(self._by_address.values())

    def wipe(self) -> None:
        self._by_address.clear()
