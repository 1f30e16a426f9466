"""What staff write about a case, sealed: it may name what is a person's own."""

from __future__ import annotations

import hashlib
import hmac

from joserfc import jwe
from joserfc.jwk import OctKey

from central.keys.central_keys import CentralKeys

MOST_CHARS = 1000
_SEAL = {"alg": "dir", "enc": "A256GCM"}


class Notes:
    def __init__(self, keys: CentralKeys) -> None:
        derived = hmac.new(keys.hashing, b"case notes", hashlib.sha256).digest()
        self._key = OctKey.import_key(derived)

    def seal(self, note: str) -> str:
        """As it may stand in a column."""
        return jwe.encrypt_compact(_SEAL, note, self._key, algorithms=[*_SEAL.values()])

    def open(self, sealed: str) -> str:
        opened = jwe.decrypt_compact(sealed, self._key, algorithms=[*_SEAL.values()]).plaintext
        return (opened or b"").decode("utf-8")
