"""The keys of central: some open acts, some sign receipts, one hides codes and addresses in the database.

The reference server keeps them as files of its own user. A real intake key belongs into a hardware module;
only this file, ``keyring.py`` and ``opening.py`` would change.
"""

from __future__ import annotations

import hashlib
import hmac
import logging
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from joserfc import jws
from joserfc.jwk import ECKey

from central.keys.keyring import HASHING, RING, KeyRecord, KeyState, KeyUse, Ring, open_ring, read_ring
from kiosk.contract.keys import KEYS_TYP, CentralKeySet, PublishedKey, PublishedKeys
from kiosk.contract.wire import SIGNATURE_ALGORITHM
from kiosk.errors import KnownError

logger = logging.getLogger(__name__)


class KeysError(KnownError):
    """Central cannot work with the keys it finds; ``code`` is stable."""


def public_jwk(key: ECKey) -> dict[str, str]:
    """The public half of an EC key (RFC 7517, RFC 7518 section 6.2.1)."""
    members = key.as_dict(private=False)
    return {name: str(members[name]) for name in ("kty", "crv", "x", "y")}


@dataclass(frozen=True, slots=True)
class _Loaded:
    ring: Ring
    keys: Mapping[str, ECKey] = field(repr=False)  # by kid


class CentralKeys:
    """Follows the folder: a key that a command changes is used by every process from its next request on."""

    def __init__(self, folder: Path, hashing: bytes) -> None:
        self._folder = folder
        self._ring = folder / RING  # looked at for each receipt
        self.hashing = hashing
        self._lock = threading.Lock()
        self._fails = False
        self._seen = self._look()
        self._loaded = _load(folder)

    def address_hash(self, address: str) -> str:
        """What the database and statements hold of an address. Capitals and small letters are one address."""
        return hmac.new(self.hashing, b"address\0" + address.lower().encode(), hashlib.sha256).hexdigest()

    def _look(self) -> tuple[int, ...]:
        ring = self._ring.stat()  # a key that comes back from a backup shows in the folder alone
        return ring.st_mtime_ns, ring.st_ino, self._folder.stat().st_mtime_ns

    def _now(self) -> _Loaded:
        """What cannot be read while central runs changes nothing: it would at the next start."""
        try:
            seen = self._look()
            if seen != self._seen:
                with self._lock:
                    self._seen = seen
                    self._loaded = _load(self._folder)
            self._fails = False
        except (KeysError, OSError, ValueError) as error:
            if not self._fails:
                logger.error("the keys cannot be read, those in use stay: %s", type(error).__name__)
            self._fails = True
        return self._loaded

    def _current(self, use: KeyUse) -> ECKey:
        loaded = self._now()
        return loaded.keys[loaded.ring.get(use, KeyState.CURRENT).kid]

    @property
    def number(self) -> int:
        """Of the set of keys; it grows with every change."""
        return self._now().ring.number

    @property
    def records(self) -> tuple[KeyRecord, ...]:
        return self._now().ring.keys

    @property
    def intake(self) -> ECKey:
        """The one that kiosks shall seal to."""
        return self._current(KeyUse.INTAKE)

    @property
    def receipt(self) -> ECKey:
        """The one that signs receipts."""
        return self._current(KeyUse.RECEIPT)

    @property
    def signing(self) -> tuple[str, ECKey]:
        """The key that signs receipts, behind its thumbprint."""
        loaded = self._now()
        kid = loaded.ring.get(KeyUse.RECEIPT, KeyState.CURRENT).kid
        return kid, loaded.keys[kid]

    def find_intake(self, kid: str) -> ECKey | None:
        """An intake key by its thumbprint, also a former one; None when it is not here."""
        loaded = self._now()
        return (
            loaded.keys.get(kid) if any(each.kid == kid for each in loaded.ring.of(KeyUse.INTAKE)) else None
        )

    def trusted_receipt_keys(self, now: datetime) -> dict[str, ECKey]:
        """By thumbprint, those whose receipts hold, the one that signs first."""
        loaded = self._now()
        trusted = [each for each in loaded.ring.of(KeyUse.RECEIPT) if each.is_trusted(now)]
        return {each.kid: loaded.keys[each.kid] for each in trusted if each.kid in loaded.keys}

    def key_set(self, now: datetime) -> CentralKeySet:
        """What kiosks shall know now."""
        loaded = self._now()
        published = [
            each
            for each in loaded.ring.keys
            if each.kid in loaded.keys and each.is_trusted(now) and _is_told(each)
        ]

        def of(use: KeyUse) -> list[PublishedKey]:
            return [
                PublishedKey(key=public_jwk(loaded.keys[each.kid]), since=each.since, until=each.until)
                for each in published
                if each.use is use
            ]

        return CentralKeySet(
            number=loaded.ring.number,
            issued_at=now,
            intake_keys=of(KeyUse.INTAKE),
            receipt_keys=of(KeyUse.RECEIPT),
        )

    def publish(self, now: datetime) -> PublishedKeys:
        """The set, signed by every receipt key that some kiosk may know."""
        text = self.key_set(now).model_dump_json()
        return PublishedKeys(
            signed=[
                jws.serialize_compact({"alg": SIGNATURE_ALGORITHM, "typ": KEYS_TYP, "kid": kid}, text, key)
                for kid, key in self.trusted_receipt_keys(now).items()
            ]
        )


_GIVE_UP = {KeyState.CURRENT: " --lost", KeyState.NEXT: ""}


def _is_told(record: KeyRecord) -> bool:
    return record.use is KeyUse.RECEIPT or record.state is KeyState.CURRENT


def _load(folder: Path) -> _Loaded:
    """Raises KeysError ``key_missing`` when one that is needed is not there; others may be away."""
    ring = read_ring(folder)
    keys: dict[str, ECKey] = {}
    for each in ring.keys:
        path = folder / each.file
        if path.exists():
            keys[each.kid] = ECKey.import_key(path.read_bytes())
        elif each.state in (KeyState.CURRENT, KeyState.NEXT):
            raise KeysError(
                "key_missing",
                f"The {each.use.value} key {each.file} is gone: restore it from the backup, or put another in"
                f" its place by `main.py central rotate-key {each.use.value}{_GIVE_UP[each.state]}`.",
            )
    return _Loaded(ring, keys)


def load_keys(folder: Path) -> CentralKeys:
    """The keys of ``folder``; the first start makes them. Raises KeysError and OSError.

    All workers of a machine share the folder: however many start at once, the first key made is everybody's.
    """
    open_ring(folder, datetime.now(UTC))
    return CentralKeys(folder, (folder / HASHING).read_bytes())
