"""One-time codes for the channels of a journey: what came of them becomes its proofs, and the visit's."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.authentication.contact_codes import CodeCheck, CodeOut, CodeOutcome, ContactCodes
from kiosk.errors import BugError
from kiosk.visit.proofs import ChannelProof, ProofState
from kiosk.visit.visit import Visit


def find_code(codes: ContactCodes, visit: Visit, channel: str) -> CodeOut | None:
    """The code that holds for the present address. Does not block."""
    return codes.find(_address(visit, channel))


def send_code(codes: ContactCodes, visit: Visit, channel: str) -> CodeOut | None:
    """Blocks. None when central cannot send one now: the address stays to be proved later.

    Raises CodeTooEarlyError.
    """
    address = _address(visit, channel)
    proofs = visit.journey.proofs
    out = codes.send(visit.journey.channel_of(channel), address, visit.language)
    if proofs.of(address).state is not ProofState.VERIFIED:
        proofs.put(ChannelProof(address, ProofState.PENDING if out is None else ProofState.OPEN))
    return out


def send_ahead(codes: ContactCodes, visit: Visit, channel: str) -> Callable[[], None]:
    """The sending of a code before its page is met, for another thread, where it blocks. It settles nothing:
    how far the address is proved, that page tells.
    """
    return codes.ahead(visit.journey.channel_of(channel), _address(visit, channel), visit.language)


def put_off(visit: Visit, channel: str) -> None:
    """The person cannot have a code now, and goes on: a proof that there is stays."""
    address = _address(visit, channel)
    proofs = visit.journey.proofs
    if proofs.of(address).state is not ProofState.VERIFIED:
        proofs.put(ChannelProof(address, ProofState.PENDING))


def verify_code(codes: ContactCodes, visit: Visit, channel: str, code: str) -> CodeCheck:
    """Blocks."""
    address = _address(visit, channel)
    proofs = visit.journey.proofs
    check = codes.verify(address, code)
    if check.outcome is CodeOutcome.VERIFIED:
        verified = ChannelProof(
            address, ProofState.VERIFIED, check.challenge_id, check.verified_at, check.statement
        )
        proofs.put(verified)
        visit.proved.put(verified)
    elif check.outcome is CodeOutcome.PENDING:
        proofs.put(ChannelProof(address, ProofState.PENDING))
    return check


def _address(visit: Visit, channel: str) -> str:
    address = visit.journey.channel_address(channel)
    if address is None:
        raise BugError("a code was asked for without an address")
    return address
