"""The parts of central, put together from its settings, its database and its keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import Engine

from central.accounts.desk import Accounts
from central.books.copies import BookCopies
from central.books.issuing import BookIssuing
from central.cases.calendar import Calendar
from central.cases.desk import CaseDesk
from central.cases.petition_door import PetitionDoor
from central.cases.results import ResultSeals
from central.casework.addresses import Addresses
from central.casework.adjustment_slips import AdjustmentSlips
from central.casework.asking_banks import AskingBanks
from central.casework.asking_ties import AskingTies
from central.casework.bounce_reading import BounceReading
from central.casework.carriers import Carriers
from central.casework.case_register import CaseRegister
from central.casework.code_sending import CodeSending
from central.casework.due_days import DueDays
from central.casework.entering_accounts import EnteringAccounts
from central.casework.evidence import CaseReading
from central.casework.handed_files import HandedFiles
from central.casework.handing_over import HandingOver
from central.casework.notifying import Notifying
from central.casework.queue_thread import QueueThread
from central.casework.record_copies import RecordCopies
from central.casework.reminding import Reminding
from central.casework.result_making import ResultMaking
from central.casework.reviews import Reviews
from central.connectors.back_office import HttpBackOffice
from central.connectors.over_http import HttpConnectors
from central.connectors.protocols import Banks, CivilRegistry
from central.connectors.text_messages import HttpTextMessages, TextMessages
from central.feed.publishing import Publishing
from central.feed.reading import Feed
from central.files.blob_store import FolderBlobStore
from central.files.blobs import Blobs
from central.grants.desk import GrantDesk, open_desk
from central.grants.inbox import Inboxes
from central.http.repeats import Repeats
from central.intake.intake import Intake
from central.judging.judge import Judge
from central.judging.judge_thread import JudgeThread
from central.judging.signatures import signatures_of
from central.judging.stored_acts import StoredActs
from central.keys.central_keys import CentralKeys, load_keys
from central.keys.receipts import ReceiptSigner
from central.kiosks.alarm_rules import load_rules
from central.kiosks.alarms import Alarms
from central.kiosks.audit_checkpoints import AuditCheckpoints
from central.kiosks.devices import Devices
from central.kiosks.enrolment import Enrolments
from central.kiosks.kiosk_states import KioskStates
from central.kiosks.staff_calls import StaffCalls
from central.messages.mailbox import FolderMailbox, Mailbox, NoMailbox, SmtpMailbox
from central.messages.one_time_codes import OneTimeCodes
from central.messages.outgoing import Outgoing
from central.messages.paper_mails import PaperMails
from central.messages.return_addresses import ReturnAddresses
from central.notices.producing import Producing
from central.notices.sealing import NoticeSeals
from central.operations.alarm_round import AlarmRound
from central.operations.metrics import Metrics
from central.oversight.desk import Oversight, open_oversight
from central.packages import Packages
from central.records.reading import Records
from central.records.writing import RecordWriting
from central.settings import BackOfficeSettings, CentralSettings, ConnectorSettings
from central.smart_otp.devices import SmartOtp
from central.smart_otp.door import PhoneDoor
from central.staff.accounts import StaffAccounts
from central.staff.grants import StaffGranting
from central.staff.looks import Looks
from central.staff.sessions import Sessions
from central.staff.web_access import WebAccesses
from central.store.storage import open_storage
from kiosk.reference.reference_data import ReferenceData

_FONTS = Path(__file__).parents[1] / "ui" / "fonts"  # those of the kiosk's papers


def system_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Central:
    """The parts behind the routes, for those who drive the server from inside its process."""

    settings: CentralSettings
    keys: CentralKeys
    engine: Engine
    devices: Devices
    enrolments: Enrolments
    staff_calls: StaffCalls
    kiosk_states: KioskStates
    alarm_round: AlarmRound
    intake: Intake
    judge: Judge
    judge_thread: JudgeThread
    stored_acts: StoredActs
    cases: CaseDesk
    petitions: PetitionDoor
    case_reading: CaseReading
    case_register: CaseRegister
    adjustment_slips: AdjustmentSlips
    reviews: Reviews
    oversight: Oversight
    handed_files: HandedFiles
    queue_threads: tuple[QueueThread, ...]
    accounts: Accounts
    blobs: Blobs
    packages: Packages
    feed: Feed
    publishing: Publishing
    audit_checkpoints: AuditCheckpoints
    looks: Looks
    one_time_codes: OneTimeCodes
    outgoing: Outgoing
    paper_mails: PaperMails
    repeats: Repeats
    mailbox: Mailbox
    staff: StaffAccounts
    staff_granting: StaffGranting
    web_access: WebAccesses
    sessions: Sessions
    records: Records
    record_writing: RecordWriting
    books: BookIssuing
    grants: GrantDesk
    producing: Producing
    phones: PhoneDoor
    connectors: HttpConnectors | None
    metrics: Metrics
    now: Callable[[], datetime]


def _make_returns(settings: CentralSettings, keys: CentralKeys) -> ReturnAddresses | None:
    address = settings.bounces.address
    return None if address is None else ReturnAddresses(keys.hashing, address)


def _make_mailbox(settings: CentralSettings, returns: ReturnAddresses | None) -> Mailbox:
    if settings.smtp is not None:
        return SmtpMailbox(settings.smtp, returns=returns)
    return FolderMailbox(settings.mail_dir) if settings.demo else NoMailbox()


def _make_hand_over_thread(
    engine: Engine,
    acts: StoredActs,
    key: bytes,
    *,
    calendar: Calendar,
    now: Callable[[], datetime],
    settings: BackOfficeSettings,
) -> QueueThread:
    """Approved cases wait where no back office is known."""
    if settings.url is None:
        return QueueThread("handing over", None, lambda: None)
    back_office = HttpBackOffice(settings.url, settings.seconds, _shown(settings.token))
    handing_over = HandingOver(
        engine, back_office, acts, key=key, calendar=calendar, now=now, settings=settings
    )
    return QueueThread("handing over", handing_over.hand_one, handing_over.close)


def _make_notice_thread(
    engine: Engine,
    acts: StoredActs,
    keys: CentralKeys,
    *,
    mailbox: Mailbox,
    now: Callable[[], datetime],
    settings: CentralSettings,
) -> QueueThread:
    notifying = Notifying(
        engine,
        Addresses(engine, acts),
        _relay(mailbox),
        _make_text_messages(settings),
        now=now,
        settings=settings.notices,
        keys=keys,
    )
    return QueueThread("sending notices", notifying.send_one, notifying.close)


def _make_bounce_thread(
    engine: Engine,
    acts: StoredActs,
    keys: CentralKeys,
    *,
    returns: ReturnAddresses | None,
    now: Callable[[], datetime],
    settings: CentralSettings,
) -> QueueThread:
    """Without an address of its own nobody hears of mail that comes back."""
    if returns is None:
        return QueueThread("reading mail that came back", None, lambda: None)
    reading = BounceReading(
        engine,
        Addresses(engine, acts),
        returns,
        settings.effective_bounces_dir,
        address_hash=keys.address_hash,
        seals=NoticeSeals(keys),
        now=now,
    )
    return QueueThread("reading mail that came back", reading.read_one, lambda: None)


def _make_code_sending(
    engine: Engine,
    accounts: Accounts,
    acts: StoredActs,
    *,
    hashing_key: bytes,
    mailbox: Mailbox,
    records: Records,
    now: Callable[[], datetime],
    settings: CentralSettings,
) -> CodeSending:
    return CodeSending(
        engine,
        hashing_key,
        accounts,
        acts,
        addresses=Addresses(engine, acts),
        carriers=Carriers(_relay(mailbox), _make_text_messages(settings), now),
        records=records,
        now=now,
        settings=settings.notices,
    )


def _make_text_messages(settings: CentralSettings) -> TextMessages | None:
    carrier = settings.text_messages
    if carrier.url is None:
        return None
    return HttpTextMessages(carrier.url, carrier.seconds, _shown(carrier.token))


def _relay(mailbox: Mailbox) -> Mailbox | None:
    return None if isinstance(mailbox, NoMailbox) else mailbox


def _make_result_thread(
    engine: Engine,
    acts: StoredActs,
    keys: CentralKeys,
    *,
    records: Records,
    books: BookIssuing,
    settings: CentralSettings,
    now: Callable[[], datetime],
) -> QueueThread:
    copies = RecordCopies(
        records,
        books,
        hashing=keys.hashing,
        fonts_folder=_FONTS,
        hotline=settings.hotline,
        now=now,
    )
    making = ResultMaking(engine, acts, ResultSeals(keys), copies, fonts_folder=_FONTS, now=now)
    return QueueThread("making results", making.make_one, lambda: None)


def _make_tie_thread(
    engine: Engine,
    acts: StoredActs,
    registry: CivilRegistry | None,
    now: Callable[[], datetime],
    calendar: Calendar,
) -> QueueThread:
    """Ties wait where no civil registry is known: officers go by papers."""
    asking = None if registry is None else AskingTies(engine, registry, acts, now, calendar)
    return QueueThread("asking the registry", None if asking is None else asking.ask_one, lambda: None)


def _make_bank_thread(
    engine: Engine, acts: StoredActs, banks: Banks | None, now: Callable[[], datetime]
) -> QueueThread:
    """Where no bank can be asked the case says that none has answered."""
    asking = None if banks is None else AskingBanks(engine, banks, acts, now)
    return QueueThread("asking banks", None if asking is None else asking.ask_one, lambda: None)


def _make_entry_thread(engine: Engine, acts: StoredActs, now: Callable[[], datetime]) -> QueueThread:
    entering = EnteringAccounts(engine, acts, RecordWriting(engine, now), now)
    return QueueThread("entering accounts", entering.enter_one, lambda: None)


def _make_reminder_thread(
    engine: Engine,
    acts: StoredActs,
    mailbox: Mailbox,
    *,
    calendar: Calendar,
    now: Callable[[], datetime],
    settings: CentralSettings,
    keys: CentralKeys,
) -> QueueThread:
    """Without a relay what is due waits, as notices do."""
    reminding = Reminding(
        engine,
        acts,
        _relay(mailbox),
        calendar=calendar,
        now=now,
        settings=settings.notices,
        address_hash=keys.address_hash,
    )
    return QueueThread("sending reminders", reminding.remind_one, lambda: None)


def _shown(secret: SecretStr | None) -> str | None:
    return None if secret is None else secret.get_secret_value()


def _make_connectors(settings: ConnectorSettings) -> HttpConnectors | None:
    """None where no address is known: whoever needs an answer then has to do without."""
    return None if settings.url is None else HttpConnectors(settings.url, settings.seconds)


def build_central(settings: CentralSettings, now: Callable[[], datetime] = system_now) -> Central:
    keys = load_keys(settings.data_dir / "keys")
    engine = open_storage(settings.effective_database_url)
    returns = _make_returns(settings, keys)
    mailbox = _make_mailbox(settings, returns)
    texts = _make_text_messages(settings)
    outgoing = Outgoing(engine, mailbox, texts, keys.address_hash, settings.sends)
    store = FolderBlobStore(settings.effective_blob_dir)
    signer = ReceiptSigner(keys, now)
    calendar = Calendar()
    judge = Judge(engine, keys, store, now, calendar)
    judge_thread = JudgeThread(judge)
    devices, feed = Devices(engine, now), Feed(engine, keys, now, settings.feed)
    enrolments = Enrolments(engine, devices, keys, now, settings.enrolment_hours)
    intake = Intake(engine, signer, now, on_stored=judge_thread.wake)
    blobs = Blobs(engine, store, signer, now, limits=settings.uploads, on_stored=judge_thread.wake)
    stored_acts = StoredActs(engine, keys, store, signatures_of(keys, now))
    records, accounts = Records(engine, now), Accounts(engine, keys.hashing, now)
    case_register, offices = CaseRegister(engine, records, stored_acts), ReferenceData().offices
    cases = CaseDesk(engine, keys, now, calendar, register=case_register, offices=offices)
    looks = Looks(engine, now)
    reading = CaseReading(cases, stored_acts, looks)
    staff, calls = StaffAccounts(engine, keys, now), StaffCalls(engine, now)
    states = KioskStates(engine, now)
    alarms = Alarms(engine, devices, states, load_rules(settings.alarms.rules_file), now)
    alarm_round = AlarmRound(alarms, mailbox, settings.alarms.mail_to, now)
    connectors = _make_connectors(settings.connectors)
    codes = _make_code_sending(
        engine,
        accounts,
        stored_acts,
        hashing_key=keys.hashing,
        mailbox=mailbox,
        records=records,
        now=now,
        settings=settings,
    )
    books = BookIssuing(engine, settings.data_dir / "keys", _FONTS, now, settings.books.address)
    grants = open_desk(
        engine,
        keys,
        now,
        settings=settings.grants,
        staff=staff,
        records=records,
        accounts=accounts,
        acts=stored_acts,
        registry=connectors,
        books=books,
        copies=BookCopies(engine, now, settings.books.copy_minutes),
        inboxes=Inboxes(
            engine,
            keys,
            now,
            reached=Addresses(engine, stored_acts).reached,
        ),
        address=settings.books.address,
    )
    producing = Producing(engine, keys, now)
    return Central(
        settings=settings,
        keys=keys,
        engine=engine,
        devices=devices,
        enrolments=enrolments,
        staff_calls=calls,
        kiosk_states=states,
        alarm_round=alarm_round,
        intake=intake,
        judge=judge,
        judge_thread=judge_thread,
        stored_acts=stored_acts,
        cases=cases,
        petitions=PetitionDoor(engine, keys, now),
        case_reading=reading,
        case_register=case_register,
        adjustment_slips=AdjustmentSlips(
            reading, case_register, offices=offices, fonts_folder=_FONTS, now=now
        ),
        reviews=Reviews(engine, now, desk=cases, reading=reading, codes=grants.officers),
        oversight=open_oversight(
            engine,
            keys,
            now,
            cases=cases,
            looks=looks,
            devices=devices,
            enrolments=enrolments,
            code_hours=settings.enrolment_hours,
            codes=codes,
            fonts_folder=_FONTS,
            calls=calls,
            states=states,
            alarms=alarms,
        ),
        handed_files=HandedFiles(engine, stored_acts, looks, keys.hashing, now),
        queue_threads=(
            _make_hand_over_thread(
                engine, stored_acts, keys.hashing, calendar=calendar, now=now, settings=settings.back_office
            ),
            _make_notice_thread(engine, stored_acts, keys, mailbox=mailbox, now=now, settings=settings),
            QueueThread("producing notices", producing.work_one, lambda: None),
            _make_result_thread(
                engine,
                stored_acts,
                keys,
                records=records,
                books=books,
                settings=settings,
                now=now,
            ),
            _make_tie_thread(engine, stored_acts, connectors, now, calendar),
            _make_bank_thread(engine, stored_acts, connectors, now),
            _make_entry_thread(engine, stored_acts, now),
            _make_reminder_thread(
                engine, stored_acts, mailbox, calendar=calendar, now=now, settings=settings, keys=keys
            ),
            _make_bounce_thread(engine, stored_acts, keys, returns=returns, now=now, settings=settings),
            QueueThread("sending codes", codes.send_one, codes.close),
            QueueThread("counting due days", DueDays(engine, now, calendar).recount, lambda: None),
            QueueThread("looking after kiosks", alarm_round.work_one, lambda: None),
        ),
        accounts=accounts,
        blobs=blobs,
        packages=Packages(
            engine,
            devices,
            intake,
            blobs,
            judge=judge,
            feed=feed,
            signer=signer,
            keys=keys,
            now=now,
        ),
        feed=feed,
        publishing=Publishing(engine, now),
        audit_checkpoints=AuditCheckpoints(engine, keys, now),
        looks=looks,
        one_time_codes=OneTimeCodes(
            engine,
            outgoing,
            signer,
            keys.hashing,
            now,
            settings=settings.one_time_codes,
            sends=settings.sends,
        ),
        outgoing=outgoing,
        paper_mails=PaperMails(outgoing, now),
        repeats=Repeats(engine, now),
        mailbox=mailbox,
        staff=staff,
        staff_granting=StaffGranting(staff, keys, now, settings.staff),
        web_access=WebAccesses(engine, keys, staff, now),
        sessions=Sessions(engine, now, settings.pages),
        records=records,
        record_writing=RecordWriting(engine, now),
        books=books,
        grants=grants,
        producing=producing,
        phones=PhoneDoor(engine, keys, now, SmartOtp(engine, keys, now), signer),
        connectors=connectors,
        metrics=Metrics(),
        now=now,
    )
