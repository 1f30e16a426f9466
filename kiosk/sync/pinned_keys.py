"""What central signed, checked against the keys pinned at enrolment."""

from __future__ import annotations

from collections.abc import Iterable

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from kiosk.contract.wire import MAX_SEALED_CHARS, SIGNATURE_ALGORITHM
from local_db.enrolment import Jwk


class _Registry(jws.JWSRegistry):
    max_payload_length = MAX_SEALED_CHARS


_REGISTRY = _Registry(algorithms=[SIGNATURE_ALGORITHM])


class NotSignedError(ValueError):
    """None of the pinned keys made this signature, or it is of another type."""


class PinnedKeys:
    def __init__(self, keys: Iterable[Jwk]) -> None:
        imported = [ECKey.import_key(dict(jwk)) for jwk in keys]
        self._keys = {key.thumbprint(): key for key in imported}

    def open(self, signed: str, typ: str) -> bytes:
        """The content of a compact JWS of the type ``typ`` (RFC 7515). Raises `NotSignedError`."""
        try:
            header = jws.extract_compact(signed.encode("ascii"), registry=_REGISTRY).protected
            key = self._keys.get(str(header.get("kid")))
            if key is None or header.get("typ") != typ:
                raise NotSignedError
            return jws.deserialize_compact(signed, key, registry=_REGISTRY).payload
        except (JoseError, ValueError, LookupError, TypeError, AttributeError):
            # joserfc lets the builtin errors through when a header holds values of foreign kinds.
            raise NotSignedError from None
