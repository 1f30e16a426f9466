"""The keys of central: one opens acts, one signs receipts, one hides codes and addresses in the database.

The reference server keeps them as files of its own user. A real intake key belongs into a hardware module;
only this file and ``opening.py`` would change.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from joserfc.jwk import ECKey


@dataclass(frozen=True, slots=True)
class CentralKeys:
    intake: ECKey = field(repr=False)
    receipt: ECKey = field(repr=False)
    hashing: bytes = field(repr=False)


def public_jwk(key: ECKey) -> dict[str, str]:
    """The public half of an EC key (RFC 7517, RFC 7518 section 6.2.1)."""
    members = key.as_dict(private=False)
    return {name: str(members[name]) for name in ("kty", "crv", "x", "y")}


def _load_or_create(path: Path, make: Callable[[], bytes]) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        content = make()
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(temporary, path)  # unlike a rename this never replaces a key that another process just made
    except FileExistsError:
        return path.read_bytes()
    finally:
        temporary.unlink()
    _sync_folder(path.parent)  # before anything is signed with a key that a power cut could take back
    return content


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def load_keys(folder: Path) -> CentralKeys:
    """Read the keys from ``folder``; the first start makes them.

    All workers of a machine share the folder: however many start at once, the first key made is everybody's.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def ec_key(name: str) -> ECKey:
        def make() -> bytes:
            return ECKey.generate_key("P-256").as_pem(private=True)

        return ECKey.import_key(_load_or_create(folder / name, make))

    return CentralKeys(
        intake=ec_key("intake.pem"),
        receipt=ec_key("receipt.pem"),
        hashing=_load_or_create(folder / "hashing.key", lambda: secrets.token_bytes(32)),
    )
