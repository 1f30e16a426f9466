"""What central says about an address after it has checked a one-time code that went there.

The statement travels with the act, so that an act which says "confirmed" can be believed: a compact JWS
(RFC 7515, ES256) of the type ``PROOF_TYP`` by the key that signs receipts. It names the address by a hash
that only central can make. A kiosk hands it on as it is.
"""

from __future__ import annotations

from uuid import UUID

from pydantic import AwareDatetime, BaseModel

from kiosk.contract.wire import WIRE, CodeChannel, Sha256Hex

PROOF_TYP = "bhxh-address-proof+jwt"
MAX_STATEMENT_CHARS = 2048


class AddressProof(BaseModel):
    """``purpose``: by which way the code went there. ``kid``: the device that asked for the code and showed
    it. ``verified_at``: by central's clock.
    """

    model_config = WIRE
    purpose: CodeChannel = CodeChannel.EMAIL
    challenge_id: UUID
    kid: str
    address_hash: Sha256Hex
    verified_at: AwareDatetime
