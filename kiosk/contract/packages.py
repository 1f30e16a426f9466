"""Acts and files carried to central on a stick, and central's receipts carried back.

A package is a ZIP file without compression: ``package.jws`` (PackageClaims, signed by the device),
``index.json`` (PackageIndex: the digest of everything else), ``acts.ndjson`` (one CarriedAct a line, in the
order of their streams) and ``files/SHA256``. Whoever carries it can read nothing in it: acts and files are
sealed already. Receipts are a text file: ReceiptsClaims signed by central in the first line,
CarriedReceipts in the second.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, ValidationError

from kiosk.contract.feed import Cursor, SignedFeedPage
from kiosk.contract.keys import PublishedKeys
from kiosk.contract.wire import (
    MAX_SEALED_CHARS,
    WIRE,
    BlobBytes,
    Event,
    EventStatus,
    Jose,
    Sha256Hex,
    content_sha256,
)
from kiosk.errors import KnownError

PACKAGE_ENDING = ".bhxhpkg"
RECEIPTS_ENDING = ".receipts"
PACKAGE_TYP = "bhxh-package+jwt"
CARRIED_RECEIPTS_TYP = "bhxh-carried-receipts+jwt"

CLAIMS, INDEX, ACTS, FILES = "package.jws", "index.json", "acts.ndjson", "files/"
MAX_INDEX_BYTES = 16 << 20
MAX_RECEIPTS_BYTES = 64 << 20
_MAX_CLAIMS_BYTES = 16 << 10
_MAX_LINE_BYTES = 3 * MAX_SEALED_CHARS
_PIECE_BYTES = 1 << 20


class CarriedError(KnownError):
    """``code`` is stable: ``package_unreadable``, ``package_altered``, ``receipts_unreadable``,
    ``receipts_altered``; ``sentence`` is for whoever carries it.
    """


class PackageClaims(BaseModel):
    model_config = WIRE
    package_id: UUID
    kid: str
    kiosk_id: str
    made_at: AwareDatetime  # by the kiosk's clock
    index_sha256: Sha256Hex


class CarriedFile(BaseModel):
    model_config = WIRE
    sha256: Sha256Hex
    size: BlobBytes


class PackageIndex(BaseModel):
    """``everything``: acts with receipts are in it too, as far as they are still at the kiosk.
    ``feed_cursor``: up to where the kiosk has read the changes feed.
    """

    model_config = WIRE
    acts: Annotated[int, Field(ge=0)]
    acts_sha256: Sha256Hex
    files: list[CarriedFile]
    everything: bool = False
    feed_cursor: Cursor = ""


class CarriedAct(BaseModel):
    model_config = WIRE
    stream_id: UUID
    event: Event


class ReceiptsClaims(BaseModel):
    model_config = WIRE
    package_id: UUID
    kid: str
    imported_at: AwareDatetime
    body_sha256: Sha256Hex


class CarriedStream(BaseModel):
    """How a stream stands at central after the import; ``status`` of the first act that it did not take."""

    model_config = WIRE
    stream_id: UUID
    last_sequence: int
    status: EventStatus | None = None


class CarriedPage(BaseModel):
    """A page of the changes feed, behind the cursor ``after``; signed as those that come by the line."""

    model_config = WIRE
    after: Cursor
    signed: SignedFeedPage


class CarriedReceipts(BaseModel):
    model_config = WIRE
    acts: list[Jose]
    files: list[Jose]
    streams: list[CarriedStream]
    pages: list[CarriedPage]
    everything: bool
    keys: PublishedKeys | None = None


def _unreadable() -> CarriedError:
    return CarriedError(
        "package_unreadable", "This is no package of a kiosk, or it was cut short: carry it anew."
    )


def _altered() -> CarriedError:
    return CarriedError(
        "package_altered", "The package is not what the kiosk wrote: the stick or the way has changed it."
    )


class OpenPackage:
    """The parts of a package whose digests fit its index; whose it is, the caller verifies by ``signed``."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Raises CarriedError."""
        self._archive = archive
        self.signed = self._read(CLAIMS, _MAX_CLAIMS_BYTES).decode("ascii", "replace").strip()
        self._index_bytes = self._read(INDEX, MAX_INDEX_BYTES)
        try:
            self.index = PackageIndex.model_validate_json(self._index_bytes)
        except ValidationError:
            raise _altered() from None

    def check(self, claims: PackageClaims) -> None:
        """Read everything once: is it what ``claims`` were signed for? Raises CarriedError
        ``package_altered``.
        """
        if content_sha256(self._index_bytes) != claims.index_sha256:
            raise _altered()
        self._check_member(ACTS, self.index.acts_sha256, None)
        for file in self.index.files:
            self._check_member(FILES + file.sha256, file.sha256, file.size)

    def acts(self) -> Iterator[CarriedAct]:
        with self._open(ACTS) as lines:
            while line := lines.readline(_MAX_LINE_BYTES):
                try:
                    yield CarriedAct.model_validate_json(line)
                except ValidationError:
                    raise _altered() from None

    @contextmanager
    def file(self, sha256: str) -> Iterator[IO[bytes]]:
        with self._open(FILES + sha256) as file:
            yield file

    def _check_member(self, name: str, sha256: str, size: int | None) -> None:
        digest, length = hashlib.sha256(), 0
        with self._open(name) as member:
            while piece := member.read(_PIECE_BYTES):
                digest.update(piece)
                length += len(piece)
        if digest.hexdigest() != sha256 or size not in (None, length):
            raise _altered()

    def _read(self, name: str, most: int) -> bytes:
        with self._open(name) as member:
            content = member.read(most + 1)
        if len(content) > most:
            raise _altered()
        return content

    @contextmanager
    def _open(self, name: str) -> Iterator[IO[bytes]]:
        try:
            member = self._archive.getinfo(name)
            if member.compress_type != zipfile.ZIP_STORED:
                raise _altered()
            with self._archive.open(member) as content:
                yield content
        except KeyError:
            raise _altered() from None
        except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError):
            raise _altered() from None  # its check sum does not fit, or it asks for a password


@contextmanager
def open_package(path: Path) -> Iterator[OpenPackage]:
    """Raises CarriedError, and OSError when the stick cannot be read."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError):
        raise _unreadable() from None
    with archive:
        yield OpenPackage(archive)


def write_receipts(signed: str, body: bytes) -> bytes:
    return signed.encode("ascii") + b"\n" + body + b"\n"


def read_receipts(content: bytes) -> tuple[str, bytes]:
    """The signed claims and the body that they are about. Raises CarriedError ``receipts_unreadable``."""
    signed, newline, body = content.partition(b"\n")
    try:
        text = signed.decode("ascii")
    except UnicodeDecodeError:
        text = ""
    if not newline or text.count(".") != 2:
        raise CarriedError("receipts_unreadable", "This is no file of receipts from central.")
    return text, body.removesuffix(b"\n")
