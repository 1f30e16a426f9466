"""The storing and sending half of a kiosk, built from real parts, for tests and benchmarks of it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn
from uuid import UUID

from joserfc.jwk import ECKey

from kiosk.audit import AuditTrail
from kiosk.clock import Clock, SystemClock
from kiosk.contract.attachments import key_text
from kiosk.contract.kinds import KINDS
from kiosk.contract.wire import AttachedFile, EnrolmentGrant, Event
from kiosk.sync.act import Act, Json, new_act_id
from kiosk.sync.attachments import open_attachments, seal_and_keep
from kiosk.sync.carrying import Carrying
from kiosk.sync.checkpoints import CheckpointSigning
from kiosk.sync.client import CentralClient, public_jwk
from kiosk.sync.credentials import Credentials
from kiosk.sync.delivery import CentralLine, Delivery
from kiosk.sync.enrolment import enrol
from kiosk.sync.recorder import ActRecorder, open_outbox
from kiosk.sync.upload import BlobLine, Uploads
from kiosk.sync.worker import SyncPace, SyncWorker
from local_db.attachments import Attachments
from local_db.audit_log import AuditLog
from local_db.case_news import CaseStates
from local_db.database import Database, open_database
from local_db.exports import Exports
from local_db.feed import FeedStore
from local_db.judged_acts import JudgedActs
from local_db.outbox import Outbox
from tests.acts import SUBJECT, registration_payload
from tests.ready_made import KEY

BRISK = SyncPace(retry_base=0.02, retry_cap=0.2, poll=0.2)


def sample_act(
    subject_id: str = SUBJECT,
    payload: Mapping[str, Json] | None = None,
    *,
    kind: str = "registration.adult",
) -> Act:
    """An act that central takes: a registration, or of another kind with its ``payload``."""
    return Act(
        act_id=new_act_id(),
        kind=kind,
        schema_version=KINDS[kind].version,
        occurred_at=datetime(2026, 3, 2, 1, 30, tzinfo=UTC),
        subject_id=subject_id,
        summary="Đăng ký tài khoản · 001••••••017",
        payload=registration_payload(subject_id) if payload is None else payload,
    )


class NoLine:
    """Of a kiosk that has none: nobody may call it."""

    keys_number = 0

    def push(self, stream_id: UUID, events: Sequence[Event]) -> NoReturn:
        raise AssertionError(stream_id, events)

    def stream_state(self, stream_id: UUID) -> NoReturn:
        raise AssertionError(stream_id)

    def changes(self, cursor: str) -> NoReturn:
        raise AssertionError(cursor)

    def countersign(self, signed: Sequence[str]) -> NoReturn:
        raise AssertionError(signed)

    def fetch_keys(self) -> NoReturn:
        raise AssertionError


@dataclass
class Station:
    """A kiosk's database and everything that writes to or reads from it."""

    database: Database
    credentials: Credentials
    outbox: Outbox
    attachments: Attachments
    judged: JudgedActs
    cases: CaseStates
    recorder: ActRecorder
    clock: Clock
    told: FeedStore
    log: AuditLog

    def client(self, url: str, timeout_seconds: float = 60.0, ca_file: Path | None = None) -> CentralClient:
        return CentralClient(
            url,
            self.credentials.device_key,
            self.clock,
            timeout_seconds=timeout_seconds,
            ca_file=ca_file,
        )

    def worker(
        self,
        url: str,
        pace: SyncPace = BRISK,
        timeout_seconds: float = 60.0,
        mend: Callable[[], None] | None = None,
    ) -> SyncWorker:
        client = self.client(url, timeout_seconds)
        worker = SyncWorker(
            self.outbox,
            self.credentials,
            client,
            self.clock,
            told=self.told,
            audit=self.log,
            pace=pace,
            uploads=self.uploads(client, pace),
            backlog=self.attachments.backlog,
            mend=mend,
            jitter=random.Random(1),
        )
        self.recorder.on_recorded = worker.wake
        return worker

    def uploads(self, line: BlobLine, pace: SyncPace = BRISK) -> Uploads:
        return Uploads(
            self.attachments,
            self.credentials,
            line,
            self.clock,
            retry_base=pace.retry_base,
            retry_cap=pace.retry_cap,
            jitter=random.Random(1),
        )

    def attach(self, act_id: UUID, content: bytes, page: int = 1) -> AttachedFile:
        """A file sealed and held for the act of this id."""
        kept, key = seal_and_keep(self.attachments, content, act_id, self.clock.now())
        return AttachedFile(
            attachment_id=kept.attachment_id,
            sha256=kept.sha256,
            size=kept.size,
            media_type="image/jpeg",
            role=f"paper.scan.{page}",
            key=key_text(key),
        )

    def record_with(self, *contents: bytes) -> Act:
        """A registration with files, in the outbox."""
        act = sample_act()
        files = tuple(self.attach(act.act_id, each, page) for page, each in enumerate(contents, start=1))
        act = replace(act, attachments=files)
        self.recorder.record(act)
        return act

    def delivery(self, line: CentralLine) -> Delivery:
        return Delivery(self.outbox, self.credentials, line, self.clock, told=self.told, audit=self.log)

    def carrying(self) -> Carrying:
        signing = CheckpointSigning(self.credentials.device_key)
        return Carrying(
            self.outbox,
            self.attachments,
            Exports(self.database),
            self.told,
            self.credentials,
            self.delivery(NoLine()),
            AuditTrail(AuditLog(self.database), signing),
            self.clock,
        )

    def enrol(self, url: str, code: str, ca_file: Path | None = None) -> None:
        client = self.client(url, ca_file=ca_file)
        try:
            enrol(client, self.credentials, code)
        finally:
            client.close()

    def close(self) -> None:
        self.database.close()


def enrol_nowhere(station: Station) -> None:
    """As at a central of which nobody has the keys: acts can be recorded, and sent to nobody."""
    key = public_jwk(ECKey.generate_key("P-256"))
    station.credentials.store(
        EnrolmentGrant(
            kid=station.credentials.kid,
            kiosk_id="KIOSK-01",
            office_id="000",
            office_name="Thử",
            intake_key=key,
            receipt_keys=[key],
            server_time=station.clock.now(),
        )
    )


def open_station(path: Path, clock: Clock | None = None) -> Station:
    clock = clock or SystemClock()
    database = open_database(path, KEY)
    credentials = Credentials(database, clock)
    outbox, attachments = open_outbox(database), open_attachments(database)
    recorder = ActRecorder(outbox, credentials, clock, attachments=attachments)
    return Station(
        database,
        credentials,
        outbox,
        attachments,
        JudgedActs(database),
        CaseStates(database),
        recorder,
        clock,
        FeedStore(database),
        AuditLog(database),
    )
