"""Sealing an act: compressed, signed by this device, encrypted to central's intake key.

zstd → JWS ES256 (RFC 7515; the protected header holds key id, stream, place and act) → JWE ECDH-ES+A256KW
with A256GCM (RFC 7516). The kiosk itself cannot open it again, and a repeat sends the very same text.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import zstandard
from joserfc import jwe, jws
from joserfc.jwk import ECKey

from kiosk.contract.wire import (
    ACT_TYP,
    CONTENT_ALGORITHM,
    KEY_AGREEMENT_ALGORITHM,
    MAX_SEALED_CHARS,
    SIGNATURE_ALGORITHM,
    TRANSFER_TYP,
    TransferClaims,
)
from kiosk.sync.errors import SyncError, SyncErrorCode

_COMPRESSION_LEVEL = 3


class _SigningRegistry(jws.JWSRegistry):
    max_header_length = 2048
    max_payload_length = MAX_SEALED_CHARS


class _EncryptionRegistry(jwe.JWERegistry):
    max_ciphertext_length = MAX_SEALED_CHARS


_SIGNING = _SigningRegistry(algorithms=[SIGNATURE_ALGORITHM], strict_check_header=False)
_ENCRYPTION = _EncryptionRegistry(algorithms=[KEY_AGREEMENT_ALGORITHM, CONTENT_ALGORITHM])


@dataclass(frozen=True, slots=True)
class EnvelopePosition:
    """Where the act stands; signed, so that nobody can move it to another place."""

    act_id: UUID
    stream_id: UUID
    sequence: int
    previous: str  # hex; chain hash of the act before


def seal(content: bytes, position: EnvelopePosition, device_key: ECKey, intake_key: ECKey) -> str:
    """The sealed act as JWE compact text. Raises SyncError ``act_too_large``."""
    header = {
        "alg": SIGNATURE_ALGORITHM,
        "typ": ACT_TYP,
        "kid": device_key.thumbprint(),
        "stream": str(position.stream_id),
        "seq": position.sequence,
        "prev": position.previous,
        "act": str(position.act_id),
    }
    compressed = zstandard.ZstdCompressor(level=_COMPRESSION_LEVEL).compress(content)
    if len(compressed) > MAX_SEALED_CHARS // 2:  # twice base64 makes 16/9 of it
        raise SyncError(SyncErrorCode.ACT_TOO_LARGE, "The act is larger than one envelope may be.")
    signed = jws.serialize_compact(header, compressed, device_key, registry=_SIGNING)
    return jwe.encrypt_compact(
        {
            "alg": KEY_AGREEMENT_ALGORITHM,
            "enc": CONTENT_ALGORITHM,
            "kid": intake_key.thumbprint(),
            "cty": "JOSE",
        },
        signed,
        intake_key,
        registry=_ENCRYPTION,
    )


def sign_transfer(claims: TransferClaims, device_key: ECKey) -> str:
    """The device's word that a sealed act now stands at another place (JWS compact)."""
    header = {"alg": SIGNATURE_ALGORITHM, "typ": TRANSFER_TYP, "kid": device_key.thumbprint()}
    return jws.serialize_compact(header, claims.model_dump_json(), device_key)
