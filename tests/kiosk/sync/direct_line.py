"""A line from a kiosk to a central in the same process: both are real, only HTTP is left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from enum import Enum, auto
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from sqlalchemy import insert

from central.assembly import build_central, system_now
from central.files.blobs import Part
from central.http.problems import ProblemError
from central.kiosks.devices import Device
from central.settings import CentralSettings
from central.store.schema import device
from kiosk.contract.attachments import BlobState, MissingBlobs
from kiosk.contract.audit import CountersignedCheckpoints
from kiosk.contract.feed import SignedPage
from kiosk.contract.keys import PublishedKeys
from kiosk.contract.wire import EnrolmentGrant, Event, PushResponse, StreamState
from kiosk.sync.calls import Call
from kiosk.sync.client import public_jwk
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from tests.ready_made import central_folder
from tests.sync_parts import Station

Answer = TypeVar("Answer")


class Fault(Enum):
    NONE = auto()
    REQUEST_LOST = auto()
    ANSWER_LOST = auto()
    BYTE_FLIPPED = auto()


class Line:
    """Carries a push to central's intake, or loses it on one of its ways."""

    def __init__(self, folder: Path) -> None:
        self._settings = CentralSettings(data_dir=central_folder(folder), demo=True)
        self.open_central()
        self.device: Device | None = None
        self.fault = Fault.NONE
        self.carried: list[tuple[UUID, list[Event]]] = []
        self.parts: list[tuple[str, Part]] = []

    def open_central(self) -> None:
        self.central = build_central(self._settings)

    def blob_state(self, sha256: str) -> BlobState:
        return self._ask_blobs(lambda device: self.central.blobs.state(device, sha256))

    def begin_part(self, sha256: str, offset: int, length: int, part: bytes) -> Call[BlobState]:
        if self.fault is Fault.BYTE_FLIPPED:
            part = bytes([part[0] ^ 1]) + part[1:]
        sent = Part(offset, length, part)
        self.parts.append((sha256, sent))
        done: Future[BlobState] = Future()
        try:
            done.set_result(
                self._ask_blobs(lambda device: self.central.blobs.take_part(device, sha256, sent))
            )
        except SyncError as error:
            done.set_exception(error)
        return Call(done, done.result)

    def missing_blobs(self) -> MissingBlobs:
        return self._ask_blobs(self.central.blobs.missing)

    def _ask_blobs(self, ask: Callable[[Device], Answer]) -> Answer:
        assert self.device is not None
        if self.fault is Fault.REQUEST_LOST:
            raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "lost")
        try:
            answer = ask(self.device)
        except ProblemError as error:
            raise CentralRefusedError(error.problem, None) from error
        if self.fault is Fault.ANSWER_LOST:
            raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "lost")
        return answer

    def push(self, stream_id: UUID, events: Sequence[Event]) -> PushResponse:
        assert self.device is not None
        sent = list(events)
        if self.fault is Fault.REQUEST_LOST:
            raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "lost")
        if self.fault is Fault.BYTE_FLIPPED:
            flipped = "B" if sent[0].sealed[50] == "A" else "A"
            sealed = sent[0].sealed[:50] + flipped + sent[0].sealed[51:]
            sent[0] = sent[0].model_copy(update={"sealed": sealed})
        self.carried.append((stream_id, sent))
        answer = self.central.intake.push(self.device, stream_id, sent)
        if self.fault is Fault.ANSWER_LOST:
            raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "lost")
        return answer

    def stream_state(self, stream_id: UUID) -> StreamState:
        assert self.device is not None
        try:
            return self.central.intake.get_stream(self.device, stream_id)
        except ProblemError as error:
            raise CentralRefusedError(error.problem, None) from error

    def changes(self, cursor: str) -> SignedPage:
        assert self.device is not None
        try:
            return self.central.feed.page(self.device, cursor)
        except ProblemError as error:
            raise CentralRefusedError(error.problem, None) from error

    def countersign(self, signed: Sequence[str]) -> CountersignedCheckpoints:
        assert self.device is not None
        return self.central.audit_checkpoints.take(self.device, list(signed))

    @property
    def keys_number(self) -> int:
        return self.central.keys.number

    def fetch_keys(self) -> PublishedKeys:
        return self.central.keys.publish(self.central.now())

    def enrol(self, station: Station) -> None:
        """As both ends stand after an enrolment."""
        device_key = station.credentials.device_key
        kid, kiosk_id, office_id, office_name = station.credentials.kid, "KIOSK-01", "000", "Thử"
        station.credentials.store(
            EnrolmentGrant(
                kid=kid,
                kiosk_id=kiosk_id,
                office_id=office_id,
                office_name=office_name,
                intake_key=public_jwk(self.central.keys.intake),
                receipt_keys=[public_jwk(self.central.keys.receipt)],
                server_time=system_now(),
            )
        )
        with self.central.engine.begin() as connection:
            connection.execute(
                insert(device).values(
                    kid=kid,
                    kiosk_id=kiosk_id,
                    office_id=office_id,
                    office_name=office_name,
                    public_key=public_jwk(device_key),
                    enrolled_at=system_now(),
                )
            )
        self.know(station)

    def know(self, station: Station) -> None:
        """Speak for this kiosk, which is enrolled."""
        self.device = Device(
            station.credentials.kid, "KIOSK-01", "000", "Thử", station.credentials.device_key
        )
