"""The part of the kiosk that keeps and sends: encrypted database, outbox, audit trail, line to central.

Opening it reads keys, migrates the database and imports the heavy libraries, so it happens on a thread of its
own while the first screen is already there.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.audit import AuditTrail
from kiosk.clock import Clock
from kiosk.errors import KnownError
from kiosk.settings import Mode, Settings
from kiosk.workers import Workers

if TYPE_CHECKING:
    from kiosk.authentication.contact_codes import ContactCodes
    from kiosk.authentication.staff import StaffSignIn
    from kiosk.sync.carrying import Carrying
    from kiosk.sync.client import CentralClient
    from kiosk.sync.credentials import Credentials
    from kiosk.sync.keeper import StoreKeeper
    from kiosk.sync.kiosk_state import HealthPost
    from kiosk.sync.recorder import ActRecorder
    from kiosk.sync.staff_calls import StaffCalls
    from kiosk.sync.worker import SyncWorker
    from local_db.act_notes import ActNotes
    from local_db.attachments import Attachments
    from local_db.case_news import CaseStates
    from local_db.counted_time import CountedTime
    from local_db.database import Database
    from local_db.drafts import Drafts
    from local_db.enrolment import Jwk
    from local_db.feed import FeedStore
    from local_db.judged_acts import JudgedActs
    from local_db.keys import KeyProvider
    from local_db.outbox import Outbox
    from local_db.visit_ratings import VisitRatings


logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All parts of an open ledger. ``close`` ends sending; what is unsent stays in the outbox."""

    database: Database
    outbox: Outbox
    attachments: Attachments
    credentials: Credentials
    central: CentralClient
    recorder: ActRecorder
    sync: SyncWorker
    contact_codes: ContactCodes
    audit: AuditTrail
    drafts: Drafts
    keeper: StoreKeeper
    counted_time: CountedTime
    carrying: Carrying
    told: FeedStore
    judged: JudgedActs
    cases: CaseStates
    act_notes: ActNotes
    staff: StaffSignIn
    staff_calls: StaffCalls
    ratings: VisitRatings
    health: HealthPost

    def close(self) -> None:
        self.sync.stop()
        self.central.close()
        self.database.close()


def open_ledger(settings: Settings, clock: Clock, workers: Workers | None = None) -> Ledger:
    """Open the database of this kiosk (made when there is none) and wire what depends on it.

    Raises `KnownError` with a stable code when keys, disk or file do not allow it. Sending has not begun yet.
    """
    from local_db.database import open_database
    from local_db.errors import LocalDbError, LocalDbErrorCode

    folder = settings.data_folder
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        database = open_database(folder / "kiosk.db", _keys(settings).get_database_key())
    except LocalDbError as error:
        raise KnownError(error.code, error.sentence) from error
    except OSError as error:
        raise KnownError("data_folder_unusable", "The data folder cannot be made or written.") from error
    workers = workers or Workers()
    try:
        try:
            return _wire(settings, clock, database, workers)
        except LocalDbError as error:
            if error.code != LocalDbErrorCode.DATABASE_DAMAGED:
                raise
            database.recover()
            return _wire(settings, clock, database, workers)
    except LocalDbError as error:
        database.close()
        raise KnownError(error.code, error.sentence) from error


def _keys(settings: Settings) -> KeyProvider:
    """From systemd, on Windows from DPAPI; for development from a file."""
    from local_db.dpapi import DpapiKeyProvider
    from local_db.keys import FileKeyProvider, SystemdCredentialKeyProvider

    folder = settings.data_folder
    if settings.mode is Mode.DEVELOPMENT:
        return FileKeyProvider(folder / "database.key", production=False)
    if sys.platform == "win32":
        return DpapiKeyProvider(folder / "database-key.dpapi", folder / "kiosk.db")
    return SystemdCredentialKeyProvider()


def _wire(settings: Settings, clock: Clock, database: Database, workers: Workers) -> Ledger:
    from kiosk.authentication.contact_codes import ContactCodes
    from kiosk.authentication.staff import StaffSignIn
    from kiosk.self_watch.fault_book import FaultBook
    from kiosk.self_watch.places import FAULTS
    from kiosk.sync.attachments import open_attachments
    from kiosk.sync.carrying import Carrying
    from kiosk.sync.checkpoints import CheckpointSigning
    from kiosk.sync.client import CentralClient
    from kiosk.sync.credentials import Credentials
    from kiosk.sync.delivery import Delivery
    from kiosk.sync.keeper import StoreKeeper
    from kiosk.sync.kiosk_state import FaultErrand, HealthPost
    from kiosk.sync.ratings import RatingErrand
    from kiosk.sync.recorder import ActRecorder, open_outbox
    from kiosk.sync.staff_calls import StaffCalls
    from kiosk.sync.staff_grants import StaffGrantErrand
    from kiosk.sync.upload import Uploads
    from kiosk.sync.worker import SyncPace, SyncWorker
    from local_db.act_notes import ActNotes
    from local_db.audit_log import AuditLog
    from local_db.case_news import CaseStates
    from local_db.counted_time import CountedTime
    from local_db.drafts import Drafts
    from local_db.exports import Exports
    from local_db.feed import FeedStore
    from local_db.judged_acts import JudgedActs
    from local_db.staff_access import StaffAccess
    from local_db.visit_ratings import VisitRatings

    credentials = Credentials(database, clock)
    outbox, attachments = open_outbox(database), open_attachments(database)
    log, told = AuditLog(database), FeedStore(database)

    def central_keys() -> Sequence[Jwk]:
        granted = credentials.find_enrolment()
        return () if granted is None else granted.receipt_keys

    signing = CheckpointSigning(credentials.device_key, credentials.former_keys(), central_keys)
    audit = AuditTrail(log, signing)
    keeper = StoreKeeper(database, outbox, attachments, audit, clock)
    keeper.greet()
    counted_time = CountedTime(database, clock.now)

    def new_client() -> CentralClient:
        return CentralClient(
            settings.central.url,
            credentials.device_key,
            clock,
            timeout_seconds=settings.central.timeout_seconds,
            ca_file=settings.central.ca_file,
        )

    central, sending = new_client(), new_client()
    judged, staff_access = JudgedActs(database), StaffAccess(database)
    calls, ratings = StaffCalls(sending), VisitRatings(database)
    health, faults = HealthPost(sending, clock), FaultBook(settings.data_folder / FAULTS, clock)
    pace = SyncPace(retry_cap=settings.central.retry_cap_seconds, poll=settings.central.poll_seconds)
    sync = SyncWorker(
        outbox,
        credentials,
        sending,
        clock,
        told=told,
        audit=log,
        pace=pace,
        uploads=Uploads(
            attachments,
            credentials,
            sending,
            clock,
            retry_base=pace.retry_base,
            retry_cap=pace.retry_cap,
            on_damaged=keeper.tell_damaged,
        ),
        backlog=attachments.backlog,
        mend=keeper.mend,
        workers=workers,
        errands=[
            StaffGrantErrand(staff_access, credentials, sending, counted_time.now),
            calls,
            RatingErrand(ratings, sending, clock),
            FaultErrand(faults, sending),
            health,
        ],
    )
    calls.on_change = sync.wake
    return Ledger(
        database=database,
        outbox=outbox,
        attachments=attachments,
        credentials=credentials,
        central=central,
        recorder=ActRecorder(
            outbox,
            credentials,
            clock,
            on_recorded=sync.wake,
            counted_now=counted_time.now,
            attachments=attachments,
        ),
        sync=sync,
        contact_codes=ContactCodes(central, clock),
        audit=audit,
        drafts=Drafts(database),
        keeper=keeper,
        counted_time=counted_time,
        carrying=Carrying(
            outbox,
            attachments,
            Exports(database),
            told,
            credentials,
            Delivery(outbox, credentials, central, clock, told=told, audit=log),
            audit,
            clock,
        ),
        told=told,
        judged=judged,
        cases=CaseStates(database),
        act_notes=ActNotes(database),
        staff_calls=calls,
        ratings=ratings,
        health=health,
        staff=StaffSignIn(
            staff_access,
            credentials,
            audit.record,
            wall=lambda: sync.central_time() or clock.now(),
            counted_now=counted_time.now,
        ),
    )
