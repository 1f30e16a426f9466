"""The HTTP API of central. ``create_app`` wires settings, database and keys; the routes only translate."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI, Header, Path, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import Engine

from central.admission import Admission
from central.body_limit import BodyLimit
from central.demo_pages import mail_page, staff_page
from central.devices import Device, Devices, SignedRequest
from central.email_codes import EmailCodes, grown_older
from central.enrolment import Enrolments
from central.intake import Intake
from central.judge import Judge
from central.judge_thread import JudgeThread
from central.keys import CentralKeys, load_keys
from central.mailbox import FolderMailbox, Mailbox, NoMailbox, SmtpMailbox
from central.migrate import is_at_head
from central.outcomes import Outcomes
from central.problems import ProblemCode, ProblemError, install_problem_handlers, make_problem
from central.receipts import ReceiptSigner
from central.repeats import IdempotencyKey, Repeatable, Repeats
from central.retention import Retention, tidy_for_ever
from central.settings import CentralSettings
from central.staff.accounts import StaffAccounts
from central.staff.grants import StaffGranting
from central.storage import open_storage
from central.stored_acts import StoredActs
from kiosk.contract.keys import PublishedKeys
from kiosk.contract.staff import StaffGrants
from kiosk.contract.wire import (
    ActOutcomes,
    EmailCodeCheck,
    EmailCodeRequest,
    EmailCodeSent,
    EmailCodeVerified,
    EnrolmentAnswer,
    EnrolmentRequest,
    Health,
    PushRequest,
    PushResponse,
    Retry,
    StoredAct,
    StreamState,
    content_sha256,
)

API_VERSION = "1.1.0"
MAX_POSITION = (1 << 63) - 1  # of an outcome


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
    intake: Intake
    judge: Judge
    judge_thread: JudgeThread
    stored_acts: StoredActs
    outcomes: Outcomes
    email_codes: EmailCodes
    repeats: Repeats
    mailbox: Mailbox
    staff: StaffAccounts
    staff_granting: StaffGranting
    now: Callable[[], datetime]


def _make_mailbox(settings: CentralSettings) -> Mailbox:
    if settings.smtp is not None:
        return SmtpMailbox(settings.smtp)
    return FolderMailbox(settings.mail_dir) if settings.demo else NoMailbox()


def build_central(settings: CentralSettings, now: Callable[[], datetime] = system_now) -> Central:
    keys = load_keys(settings.data_dir / "keys")
    engine = open_storage(settings.effective_database_url)
    mailbox = _make_mailbox(settings)
    judge = Judge(engine, keys, now)
    judge_thread = JudgeThread(judge)
    devices = Devices(engine, now)
    staff = StaffAccounts(engine, keys, now)
    return Central(
        settings=settings,
        keys=keys,
        engine=engine,
        devices=devices,
        enrolments=Enrolments(engine, devices, keys, now, settings.enrolment_hours),
        intake=Intake(engine, ReceiptSigner(keys, now), now, on_stored=judge_thread.wake),
        judge=judge,
        judge_thread=judge_thread,
        stored_acts=StoredActs(engine, keys),
        outcomes=Outcomes(engine, now),
        email_codes=EmailCodes(
            engine, mailbox, keys.hashing, now, settings=settings.email_codes, sends=settings.sends
        ),
        repeats=Repeats(engine, now),
        mailbox=mailbox,
        staff=staff,
        staff_granting=StaffGranting(staff, keys, now, settings.staff),
        now=now,
    )


async def _central(request: Request) -> Central:
    central: Central = request.app.state.central
    return central


async def _signed(request: Request) -> SignedRequest:
    return SignedRequest(
        method=request.method,
        path=request.url.path,
        body=await request.body(),
        authorization=request.headers.get("authorization"),
    )


TheCentral = Annotated[Central, Depends(_central)]
Signed = Annotated[SignedRequest, Depends(_signed)]


def _sender(central: TheCentral, signed: Signed) -> Device:
    return central.devices.authenticate(signed)


Sender = Annotated[Device, Depends(_sender)]
router = APIRouter(prefix="/v1")


@router.get("/health")
async def health(central: TheCentral) -> Health:
    """Whether the server lives, and its clock. Waits for nothing, neither a thread nor the database."""
    return Health(status="ok", server_time=central.now(), keys_number=central.keys.number)


@router.get("/keys")
async def keys(central: TheCentral) -> PublishedKeys:
    """The keys that hold now, signed by each receipt key that some kiosk may trust already."""
    return central.keys.publish(central.now())


@router.get("/ready")
def ready(central: TheCentral) -> Health:
    """Whether requests can be served now: the database answers, and its schema is that of this version."""
    if not is_at_head(central.engine):
        raise ProblemError(
            make_problem(503, ProblemCode.NOT_READY, "The database has another schema.", retry=Retry.LATER)
        )
    return Health(status="ready", server_time=central.now())


@router.post("/enrolments", status_code=201)
def enrol(body: EnrolmentRequest, signed: Signed, central: TheCentral) -> EnrolmentAnswer:
    """Register a device key under a one-time code; the request is signed by that key."""
    return central.enrolments.enrol(body, signed)


@router.post("/streams/{stream_id}/events")
def push(stream_id: UUID, body: PushRequest, sender: Sender, central: TheCentral) -> PushResponse:
    """Take acts in. Harmless to repeat; each result has the receipt of one act, or why there is none."""
    done = central.intake.push(sender, stream_id, body.events)
    return done.model_copy(update={"keys_number": central.keys.number})


@router.get("/streams/{stream_id}")
def stream_state(stream_id: UUID, sender: Sender, central: TheCentral) -> StreamState:
    """Up to where this server has the stream."""
    return central.intake.get_stream(sender, stream_id)


@router.get("/outcomes/{position}")
def outcomes(
    position: Annotated[int, Path(ge=0, le=MAX_POSITION)], sender: Sender, central: TheCentral
) -> ActOutcomes:
    """What became of this device's acts after their receipts, behind a position that it was told before."""
    found = central.outcomes.behind(sender.kid, position)
    return found.model_copy(update={"keys_number": central.keys.number})


@router.get("/staff-grants", responses={304: {"description": "The device has the present set."}})
def staff_grants(
    sender: Sender,
    central: TheCentral,
    if_none_match: Annotated[str | None, Header(max_length=80)] = None,
) -> StaffGrants:
    """Who of the staff may sign in at this device; 304 to a device that names the version it has."""
    granted = central.staff_granting.grant(sender, (if_none_match or "").strip('" ') or None)
    if granted is None:
        return Response(status_code=304)  # type: ignore[return-value]  # FastAPI passes a Response on as it is
    return granted


@router.post("/email-codes", status_code=201)
def send_email_code(
    body: EmailCodeRequest,
    sender: Sender,
    signed: Signed,
    central: TheCentral,
    key: IdempotencyKey = None,
) -> EmailCodeSent:
    """Send a one-time code to an address. With an Idempotency-Key a repeat sends no second one."""
    request = Repeatable(sender.kid, key, content_sha256(signed.body))
    sent, age = central.repeats.once(request, EmailCodeSent, lambda: central.email_codes.send(sender, body))
    return grown_older(sent, age)


@router.post("/email-codes/{challenge_id}/verification")
def verify_email_code(
    challenge_id: UUID, body: EmailCodeCheck, sender: Sender, central: TheCentral
) -> EmailCodeVerified:
    """Check a code. Every wrong one costs a try."""
    return central.email_codes.verify(sender, challenge_id, body)


def _require_staff(request: Request, central: TheCentral) -> None:
    if central.settings.demo:
        return
    token = central.settings.staff_token
    given = request.headers.get("authorization", "")
    expected = "" if token is None else f"Bearer {token.get_secret_value()}"
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        raise ProblemError(make_problem(403, ProblemCode.STAFF_ONLY, "Only staff may read stored acts."))


@router.get("/registrations/{act_id}", dependencies=[Depends(_require_staff)])
def stored_act(act_id: UUID, central: TheCentral) -> StoredAct:
    """One act that counts, as it is stored, opened with the intake key."""
    return central.stored_acts.get(act_id)


demo_router = APIRouter(prefix="/demo", include_in_schema=False)


@demo_router.get("/mail", response_class=HTMLResponse)
def demo_mail(central: TheCentral) -> str:
    if not isinstance(central.mailbox, FolderMailbox):
        return mail_page([])
    return mail_page(central.mailbox.mails())


@demo_router.get("/staff", response_class=HTMLResponse)
def demo_staff(central: TheCentral) -> str:
    return staff_page(central.staff.codes_now())


def create_app(settings: CentralSettings, now: Callable[[], datetime] = system_now) -> FastAPI:
    """The server as an ASGI application; ``app.state.central`` gives its parts."""
    central = build_central(settings, now)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        central.judge_thread.start()
        tidying = asyncio.create_task(tidy_for_ever(Retention(central.engine, central.now)))
        yield
        tidying.cancel()
        central.judge_thread.stop()
        central.engine.dispose()

    # A redirect would be no problem details, and would name whatever host the request did.
    app = FastAPI(title="BHXH central", version=API_VERSION, lifespan=lifespan, redirect_slashes=False)
    app.state.central = central
    app.add_middleware(Admission, settings=settings.pushes)
    app.add_middleware(BodyLimit)
    app.include_router(router)
    if settings.demo:
        app.include_router(demo_router)
    install_problem_handlers(app)
    return app
