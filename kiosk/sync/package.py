"""Writing what waits onto a stick: checked for room, written, flushed, read back, and only then counted."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from uuid import UUID

from joserfc import jws

from kiosk.audit import AuditEvent
from kiosk.contract.packages import (
    ACTS,
    CLAIMS,
    FILES,
    INDEX,
    PACKAGE_ENDING,
    PACKAGE_TYP,
    CarriedAct,
    CarriedError,
    CarriedFile,
    PackageClaims,
    PackageIndex,
    open_package,
)
from kiosk.contract.wire import MAX_BATCH_EVENTS, SIGNATURE_ALGORITHM, content_sha256
from kiosk.errors import KnownError
from kiosk.sync.act import new_act_id
from kiosk.sync.carrying import Carrying
from local_db.attachments import Attachment
from local_db.durable_file import sync_folder
from local_db.exports import Export
from local_db.outbox import ActUnfitError, PendingAct

_BATCH_CHARS = 8 << 20
_PIECE_BYTES = 1 << 20
_ROOM_FOR_AN_ACT = 2_500  # bytes beside its sealed text: ids, hashes, a transfer or receipt
_ROOM_FOR_A_FILE = 400
_ROOM_FOR_THE_REST = 1 << 20
_MOST_BYTES = 3_500_000_000  # sticks come formatted as FAT32, which ends at 4 GiB
_PULLED = (errno.ENODEV, errno.EIO, errno.ENXIO, errno.ENOENT, errno.ESTALE, errno.EBADF)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Exported:
    """``files_left``: there was no room in one package for them; the next export takes them."""

    path: Path
    package_id: UUID
    acts: int
    files: int
    size: int  # bytes
    files_left: int = 0
    files_damaged: int = 0


@dataclass(slots=True)
class _Content:
    acts: list[PendingAct] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    files_left: int = 0
    files_damaged: int = 0

    @property
    def room(self) -> int:
        acts = sum(len(act.sealed) + _ROOM_FOR_AN_ACT for act in self.acts)
        return acts + sum(file.size + _ROOM_FOR_A_FILE for file in self.files) + _ROOM_FOR_THE_REST


class PackageExport:
    def __init__(self, parts: Carrying) -> None:
        self._parts = parts

    def write(self, place: Path, *, everything: bool = False) -> Exported:
        """Write one package of all that waits into the folder ``place``, or to the file of that name.

        ``everything``: of acts and files that central has, too, as far as they are still here; for a central
        that was restored from a backup. The acts wait on until their receipts come back.

        Raises KnownError: ``usb_nothing_waits``, ``usb_no_space``, ``usb_not_writable``, ``usb_gone`` (pulled
        out), ``usb_not_as_written`` (read back, it is not what was written), ``usb_act_unfit``; SyncError
        ``not_enrolled``; LocalDbError. Then no act counts as exported.
        """
        enrolment = self._parts.credentials.get_enrolment()
        into_folder = place.is_dir()  # asked once: a stick that is pulled out later is no name of a file
        if not into_folder and place.suffix != PACKAGE_ENDING:
            raise _gone()
        content = self._gather(everything=everything)
        if not content.acts and not content.files:
            raise KnownError("usb_nothing_waits", "Nothing waits for central: there is nothing to carry.")
        now, package_id = self._parts.clock.now(), new_act_id()
        name = f"{enrolment.kiosk_id}-{now:%Y%m%d-%H%M}-{package_id.hex[-8:]}{PACKAGE_ENDING}"
        path = place / name if into_folder else place
        with _named_faults():
            _check_room(path.parent, content.room)
            unfinished = path.with_name(f"{path.name}.part")
            try:
                claims = self._write_archive(unfinished, content, package_id, everything=everything)
                _verify(unfinished, claims)
                size = unfinished.stat().st_size
                unfinished.replace(path)
                sync_folder(path.parent)
            except BaseException:
                with suppress(OSError):  # whoever pulled the stick out took the half with it
                    unfinished.unlink(missing_ok=True)
                raise
        self._parts.exports.note([act.act_id for act in content.acts], Export(package_id, now))
        acts, files = len(content.acts), len(content.files)
        outcome = f"package-{package_id.hex[-8:]}.acts-{acts}.files-{files}"
        self._parts.audit.record(AuditEvent("usb.exported", now, actor="kiosk", outcome=outcome))
        return Exported(path, package_id, acts, files, size, content.files_left, content.files_damaged)

    def _gather(self, *, everything: bool) -> _Content:
        content = _Content()
        try:
            content.acts = list(self._acts(everything=everything))
        except ActUnfitError as unfit:
            raise KnownError(
                "usb_act_unfit",
                "An act is not what was recorded any more: start the kiosk, which keeps it aside, then export"
                " again.",
            ) from unfit
        room = content.room
        waiting = self._parts.attachments.waiting() + (self._parts.attachments.sent() if everything else [])
        for file in waiting:
            if room + file.size > _MOST_BYTES:
                content.files_left += 1
            elif not self._parts.attachments.files.is_whole(file.sha256):
                content.files_damaged += self._parts.attachments.set_damaged(file)
            else:
                content.files.append(file)
                room += file.size + _ROOM_FOR_A_FILE
        return content

    def _acts(self, *, everything: bool) -> Iterator[PendingAct]:
        heads = self._parts.outbox.stream_heads() if everything else None
        place: tuple[UUID, int] | None = None
        while True:
            batch = self._parts.outbox.waiting_after(
                place, MAX_BATCH_EVENTS, _BATCH_CHARS, sent_too=heads is not None
            )
            if not batch:
                return
            yield from batch
            place = batch[-1].stream_id, batch[-1].sequence

    def _write_archive(
        self, path: Path, content: _Content, package_id: UUID, *, everything: bool
    ) -> PackageClaims:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                index = PackageIndex(
                    acts=len(content.acts),
                    acts_sha256=_add(archive, ACTS, self._lines(content.acts)),
                    files=[self._add_file(archive, each) for each in content.files],
                    everything=everything,
                    feed_cursor=self._feed_cursor(),
                )
                index_bytes = index.model_dump_json().encode("utf-8")
                archive.writestr(INDEX, index_bytes)
                claims = PackageClaims(
                    package_id=package_id,
                    kid=self._parts.credentials.kid,
                    kiosk_id=self._parts.credentials.get_enrolment().kiosk_id,
                    made_at=self._parts.clock.now(),
                    index_sha256=content_sha256(index_bytes),
                )
                archive.writestr(CLAIMS, self._sign(claims))
            file.flush()
            os.fsync(file.fileno())
            # So that it is read from the stick, not from the memory that it was written through.
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return claims

    def _feed_cursor(self) -> str:
        state = self._parts.told.state()
        return "" if state is None else state.cursor

    def _lines(self, acts: Iterable[PendingAct]) -> Iterator[bytes]:
        for act in acts:
            carried = CarriedAct(stream_id=act.stream_id, event=self._parts.delivery.to_event(act))
            yield carried.model_dump_json(exclude_none=True).encode("ascii") + b"\n"

    def _add_file(self, archive: zipfile.ZipFile, file: Attachment) -> CarriedFile:
        with self._parts.attachments.files.open(file.sha256) as content:
            _add(archive, FILES + file.sha256, _pieces(content))
        return CarriedFile(sha256=file.sha256, size=file.size)

    def _sign(self, claims: PackageClaims) -> str:
        header = {"alg": SIGNATURE_ALGORITHM, "typ": PACKAGE_TYP, "kid": self._parts.credentials.kid}
        return jws.serialize_compact(header, claims.model_dump_json(), self._parts.credentials.device_key)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE_BYTES):
        yield piece


def _add(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> str:
    """SHA-256 of what was written, as hex."""
    digest = hashlib.sha256()
    with archive.open(name, "w", force_zip64=True) as member:
        for piece in pieces:
            digest.update(piece)
            member.write(piece)
    return digest.hexdigest()


def _check_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise KnownError(
            "usb_no_space",
            f"The stick has {free >> 20} MB free and {-(-needed >> 20)} MB are needed: take another one.",
        )


def _verify(path: Path, claims: PackageClaims) -> None:
    try:
        with open_package(path) as package:
            package.check(claims)
    except CarriedError as error:
        raise KnownError(
            "usb_not_as_written", "Read back, the package is not what was written: take another stick."
        ) from error


def _gone() -> KnownError:
    return KnownError("usb_gone", "The stick is not there, or was pulled out: put it in and export again.")


@contextmanager
def _named_faults() -> Iterator[None]:
    """What the stick reports, by name. Codes of our own pass."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise KnownError("usb_no_space", "The stick is full: take another one.") from error
        if error.errno in _PULLED:
            raise _gone() from error
        raise KnownError(
            "usb_not_writable", "The stick cannot be written: is it locked, or is the folder another's?"
        ) from error
