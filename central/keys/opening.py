"""Opening a sealed act: the only place where the intake key is used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import zstandard
from cryptography.exceptions import UnsupportedAlgorithm
from joserfc import jwe, jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, GuestProtocol
from pydantic import ValidationError

from central.http.problems import ProblemCode
from kiosk.contract.wire import (
    ACT_TYP,
    CONTENT_ALGORITHM,
    KEY_AGREEMENT_ALGORITHM,
    MAX_ACT_BYTES,
    MAX_SEALED_CHARS,
    SIGNATURE_ALGORITHM,
    TRANSFER_TYP,
    ActContent,
    Event,
    TransferClaims,
    content_sha256,
)


class _SigningRegistry(jws.JWSRegistry):
    max_header_length = 2048
    max_payload_length = MAX_SEALED_CHARS


class _EncryptionRegistry(jwe.JWERegistry):
    max_ciphertext_length = MAX_SEALED_CHARS


_SIGNING = _SigningRegistry(algorithms=[SIGNATURE_ALGORITHM], strict_check_header=False)
_ENCRYPTION = _EncryptionRegistry(algorithms=[KEY_AGREEMENT_ALGORITHM, CONTENT_ALGORITHM])


# What joserfc and cryptography let through besides their own errors when a header or a key holds values of
# foreign kinds, absurd numbers, or arrays nested thousands deep.
HOSTILE_TOKEN_ERRORS = (
    JoseError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
    UnsupportedAlgorithm,
)


FindKey = Callable[[str], ECKey | None]
"""A key by its thumbprint (RFC 7638)."""


class UnusableError(Exception):
    """The envelope or what is in it cannot be used; ``code`` says why, ``detail`` where, without data."""

    def __init__(self, code: ProblemCode, detail: str | None = None) -> None:
        super().__init__(code.value)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class _Signed:
    header: dict[str, object]
    payload: bytes


def _named_key(find: FindKey, unknown: ProblemCode) -> Callable[[GuestProtocol], ECKey]:
    def of(token: GuestProtocol) -> ECKey:
        key = find(str(token.headers().get("kid")))
        if key is None:
            raise UnusableError(unknown)
        return key

    return of


def _unseal(sealed: str, find_intake_key: FindKey, find_signer: FindKey) -> _Signed:
    # An intake key may be in a backup: the act is looked at again when it is here.
    intake_key = _named_key(find_intake_key, ProblemCode.ENVELOPE_KEY_UNKNOWN)
    signer = _named_key(find_signer, ProblemCode.ENVELOPE_UNREADABLE)
    try:
        decrypted = jwe.decrypt_compact(sealed, intake_key, registry=_ENCRYPTION).plaintext
        if decrypted is None:
            raise UnusableError(ProblemCode.ENVELOPE_UNREADABLE)
        signed = jws.deserialize_compact(decrypted, signer, registry=_SIGNING)
    except HOSTILE_TOKEN_ERRORS:
        raise UnusableError(ProblemCode.ENVELOPE_UNREADABLE) from None
    return _Signed(dict(signed.protected), signed.payload)


def _read(payload: bytes) -> ActContent:
    try:
        unpacker = zstandard.ZstdDecompressor(max_window_size=MAX_ACT_BYTES)
        with unpacker.stream_reader(payload) as reader:
            content = reader.read(MAX_ACT_BYTES + 1)  # never unpacks more, whatever the frame promises
        if len(content) > MAX_ACT_BYTES:
            raise UnusableError(ProblemCode.CONTENT_INVALID)
        return ActContent.model_validate_json(content)
    except (zstandard.ZstdError, ValidationError):
        raise UnusableError(ProblemCode.CONTENT_INVALID) from None


def _check_transfer(event: Event, stream_id: UUID, find_signer: FindKey) -> None:
    """An act sealed for another place may stand here only by the signed word of its device."""
    expected = TransferClaims(
        act_id=event.act_id,
        sealed_sha256=content_sha256(event.sealed.encode("ascii")),
        stream_id=stream_id,
        sequence=event.sequence,
        previous=event.previous,
    )
    try:
        signer = _named_key(find_signer, ProblemCode.ENVELOPE_MISPLACED)
        note = jws.deserialize_compact(event.transfer or "", signer, registry=_SIGNING)
        claims = TransferClaims.model_validate_json(note.payload)
    except (*HOSTILE_TOKEN_ERRORS, ValidationError):
        raise UnusableError(ProblemCode.ENVELOPE_MISPLACED) from None
    if note.protected.get("typ") != TRANSFER_TYP or claims != expected:
        raise UnusableError(ProblemCode.ENVELOPE_MISPLACED)


def open_act(event: Event, stream_id: UUID, find_intake_key: FindKey, find_signer: FindKey) -> ActContent:
    """The act inside ``event``, signed for exactly this place by a key that ``find_signer`` knows as one that
    the kiosk has or had. Raises UnusableError.
    """
    signed = _unseal(event.sealed, find_intake_key, find_signer)
    stated = tuple(signed.header.get(name) for name in ("typ", "act"))
    if stated != (ACT_TYP, str(event.act_id)):
        raise UnusableError(ProblemCode.ENVELOPE_MISPLACED)
    place = tuple(signed.header.get(name) for name in ("stream", "seq", "prev"))
    if place != (str(stream_id), event.sequence, event.previous):
        _check_transfer(event, stream_id, find_signer)
    content = _read(signed.payload)
    if content.act_id != event.act_id:
        raise UnusableError(ProblemCode.CONTENT_INVALID)
    return content
