"""One-time codes for the channels of a journey: what came of them becomes its proofs."""

from __future__ import annotations

from kiosk.authentication.email_otp import CodeCheck, CodeOutcome, CodeSent, EmailOtp
from kiosk.errors import BugError
from kiosk.visit.proofs import ChannelProof, ProofState
from kiosk.visit.visit import Visit


def send_code(otp: EmailOtp, visit: Visit, channel: str) -> CodeSent | None:
    """Blocks. None when central cannot be reached: the address stays to be proved later.

    Raises CodeTooEarlyError.
    """
    address = _address(visit, channel)
    sent = otp.send(address, visit.language)
    state = ProofState.PENDING if sent is None else ProofState.OPEN
    visit.journey.proofs.put(ChannelProof(address, state))
    return sent


def verify_code(otp: EmailOtp, visit: Visit, channel: str, code: str) -> CodeCheck:
    """Blocks."""
    address = _address(visit, channel)
    check = otp.verify(address, code)
    proofs = visit.journey.proofs
    if check.outcome is CodeOutcome.VERIFIED:
        proofs.put(ChannelProof(address, ProofState.VERIFIED, check.challenge_id, check.verified_at))
    elif check.outcome is CodeOutcome.PENDING:
        proofs.put(ChannelProof(address, ProofState.PENDING))
    return check


def _address(visit: Visit, channel: str) -> str:
    address = visit.journey.channel_address(channel)
    if address is None:
        raise BugError("a code was asked for without an address")
    return address
