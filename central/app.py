"""The HTTP API of central. The routes only translate; what they call is put together in ``assembly``."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, FastAPI, Header, Path, Query, Request, Response

from central.assembly import build_central, system_now
from central.demo_pages import router as demo_router
from central.dependencies import Asker, Sender, Signed, TheCentral
from central.feed.reading import DEFAULT_LIMIT
from central.files.blobs import Part
from central.http.answer_headers import AnswerHeaders
from central.http.body_limit import BodyLimit
from central.http.problems import (
    PROBLEM_ANSWERS,
    ProblemCode,
    ProblemError,
    install_problem_handlers,
    make_problem,
)
from central.http.repeats import IdempotencyKey, Repeatable
from central.intake.admission import PUSHES, UPLOADS, Admission
from central.kiosks.enrolment import Enrolled
from central.messages.one_time_codes import grown_older
from central.operations.metrics import Measuring
from central.operations.retention import Retention, tidy_for_ever
from central.pages.kiosk_reviews import router as reviews_router
from central.pages.news_routes import router as news_router
from central.pages.oversight_routes import router as oversight_router
from central.pages.public_routes import router as public_router
from central.pages.routes import router as pages_router
from central.phone_routes import router as phones_router
from central.push_door import PUSH_PATH, PushDoor
from central.settings import CentralSettings
from central.store.migrate import is_at_head
from kiosk.contract.attachments import PART_MEDIA_TYPE, BlobState, MissingBlobs
from kiosk.contract.audit import AuditCheckpointsRequest, CountersignedCheckpoints
from kiosk.contract.books import BookCopy, BookCopyRequest
from kiosk.contract.feed import MAX_CURSOR_CHARS, MAX_LIMIT, SignedPage
from kiosk.contract.finding import FindingRequest, SealedFinding
from kiosk.contract.grants import (
    ChipAgreement,
    ChipAgreementRequest,
    ChipChallenge,
    Grant,
    GrantRequest,
    RecordRequest,
    SealedRecord,
)
from kiosk.contract.keys import PublishedKeys
from kiosk.contract.kiosk_state import FaultsSent, FaultsTaken, HealthTaken, KioskHealth
from kiosk.contract.mails import PaperMail, PaperMailed
from kiosk.contract.notices import NoticesMarked, NoticesRead
from kiosk.contract.petitions import PetitionAnswer, PetitionQuestion
from kiosk.contract.staff import StaffGrants
from kiosk.contract.staff_calls import StaffCall, StaffCallTaken
from kiosk.contract.visit_ratings import RatingsSent, RatingsTaken
from kiosk.contract.wire import (
    MAX_BLOB_BYTES,
    CodeRequest,
    CodeSent,
    CodeVerified,
    EnrolmentAnswer,
    EnrolmentRequest,
    Health,
    PushRequest,
    PushResponse,
    Retry,
    StoredAct,
    StreamState,
    TypedCode,
    content_sha256,
)

API_VERSION = "1.5.0"
router = APIRouter(prefix="/v1", responses=PROBLEM_ANSWERS)


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
def enrol(
    body: EnrolmentRequest, signed: Signed, central: TheCentral, key: IdempotencyKey = None
) -> EnrolmentAnswer:
    """Register a device key under a one-time code; the request is signed by that key. Some minutes long the
    same request is answered again, with an Idempotency-Key also while the first is being worked on.
    """
    device_key = central.enrolments.check_key(body, signed)
    kid = device_key.thumbprint()
    # Under no office: which one the code says.
    request = Repeatable(kid, "", key, content_sha256(signed.body))
    enrolled, _ = central.repeats.once(
        request, Enrolled, lambda: central.enrolments.register(body, device_key)
    )
    return central.enrolments.grant(enrolled, kid)


@router.post(PUSH_PATH.removeprefix("/v1"))
def push(stream_id: UUID, body: PushRequest, sender: Sender) -> PushResponse:
    """Take acts in. Harmless to repeat; each result has the receipt of one act, or why there is none."""
    raise NotImplementedError("PushDoor answers.")


@router.get("/streams/{stream_id}")
def stream_state(stream_id: UUID, sender: Sender, central: TheCentral) -> StreamState:
    """Up to where this server has the stream."""
    return central.intake.get_stream(sender, stream_id)


@router.get("/blobs")
def missing_blobs(sender: Sender, central: TheCentral) -> MissingBlobs:
    """Sealed files that acts of this device refer to and that are not here."""
    return central.blobs.missing(sender)


BlobName = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the sealed file")]
_OFFSET = Header(alias="Upload-Offset", ge=0, le=MAX_BLOB_BYTES)
_LENGTH = Header(alias="Upload-Length", ge=1, le=MAX_BLOB_BYTES)
_PART_BODY = {
    "content": {PART_MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
    "required": True,
}


def _part(
    signed: Signed, upload_offset: Annotated[int, _OFFSET], upload_length: Annotated[int, _LENGTH]
) -> Part:
    return Part(upload_offset, upload_length, signed.body)


ThePart = Annotated[Part, Depends(_part)]


@router.get("/blobs/{sha256}")
def blob_state(sha256: BlobName, sender: Sender, central: TheCentral, response: Response) -> BlobState:
    """How far a file has come, with a receipt when all of it is here."""
    return _with_offset(response, central.blobs.state(sender, sha256))


@router.patch("/blobs/{sha256}", openapi_extra={"requestBody": _PART_BODY})
def take_part(
    sha256: BlobName, sender: Sender, part: ThePart, central: TheCentral, response: Response
) -> BlobState:
    """Take the next part of a file in (as tus 1.0 does, with the file's length in each request). Another
    offset than where the file stands is a 409 with the right one, from which the client goes on.
    """
    return _with_offset(response, central.blobs.take_part(sender, sha256, part))


def _with_offset(response: Response, state: BlobState) -> BlobState:
    response.headers["Upload-Offset"] = str(state.offset)
    return state


@router.get("/changes")
def changes(
    sender: Sender,
    central: TheCentral,
    cursor: Annotated[str, Query(max_length=MAX_CURSOR_CHARS)] = "",
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> SignedPage:
    """What has changed behind the cursor; without one the whole state. The signature binds the query too."""
    return central.feed.page(sender, cursor, limit)


@router.post("/audit-checkpoints")
def audit_checkpoints(
    body: AuditCheckpointsRequest, sender: Sender, central: TheCentral
) -> CountersignedCheckpoints:
    """Keep and countersign checkpoints of this device's audit log. Harmless to repeat."""
    return central.audit_checkpoints.take(sender, body.signed)


@router.get(
    "/staff-grants",
    response_model=StaffGrants,
    responses={304: {"description": "The device has the present set."}},
)
def staff_grants(
    sender: Sender,
    central: TheCentral,
    if_none_match: Annotated[str | None, Header(max_length=80)] = None,
) -> StaffGrants | Response:
    """Who of the staff may sign in at this device; 304 to a device that names the version it has."""
    granted = central.staff_granting.grant(sender, (if_none_match or "").strip('" ') or None)
    return Response(status_code=304) if granted is None else granted


@router.post("/staff-calls")
def call_staff(body: StaffCall, sender: Sender, central: TheCentral) -> StaffCallTaken:
    """Somebody at the kiosk calls staff, or it is over there. Harmless to repeat."""
    return central.staff_calls.take(sender, body)


# Kiosks of before codes by telephone ask for them under the name of e-mail alone.
@router.post("/codes", status_code=201)
@router.post("/email-codes", status_code=201, deprecated=True)
def send_code(
    body: CodeRequest,
    sender: Sender,
    signed: Signed,
    central: TheCentral,
    key: IdempotencyKey = None,
) -> CodeSent:
    """Send a one-time code by e-mail or by text message. With an Idempotency-Key a repeat sends no second
    one.
    """
    request = Repeatable(sender.kid, sender.office_id, key, content_sha256(signed.body))
    sent, age = central.repeats.once(request, CodeSent, lambda: central.one_time_codes.send(sender, body))
    return grown_older(sent, age)


@router.post("/codes/{challenge_id}/verification")
@router.post("/email-codes/{challenge_id}/verification", deprecated=True)
def verify_code(challenge_id: UUID, body: TypedCode, sender: Sender, central: TheCentral) -> CodeVerified:
    """Check a code. Every wrong one costs a try."""
    return central.one_time_codes.verify(sender, challenge_id, body)


@router.post("/paper-mails", status_code=201)
def send_paper(
    body: PaperMail,
    sender: Sender,
    signed: Signed,
    central: TheCentral,
    key: IdempotencyKey = None,
) -> PaperMailed:
    """Mail a paper to an address. With an Idempotency-Key a repeat sends no second one."""
    request = Repeatable(sender.kid, sender.office_id, key, content_sha256(signed.body))
    return central.repeats.once(request, PaperMailed, lambda: central.paper_mails.send(sender, body))[0]


@router.post("/petitions")
def petition(body: PetitionQuestion, sender: Sender, central: TheCentral) -> PetitionAnswer:
    """How the petition stands that has this code, and what was answered; nothing about who filed it."""
    return central.petitions.find(sender, body)


@router.post("/visit-ratings", status_code=201)
def visit_ratings(
    body: RatingsSent, sender: Sender, signed: Signed, central: TheCentral, key: IdempotencyKey = None
) -> RatingsTaken:
    """How visits of days that are over were found, in counts. With an Idempotency-Key a repeat counts
    nothing.
    """
    request = Repeatable(sender.kid, sender.office_id, key, content_sha256(signed.body))
    take = central.oversight.ratings.take
    return central.repeats.once(request, RatingsTaken, lambda: take(sender.office_id, body))[0]


@router.post("/kiosk-faults")
def kiosk_faults(body: FaultsSent, sender: Sender, central: TheCentral) -> FaultsTaken:
    """What went wrong at this kiosk. Harmless to repeat: each reference counts once."""
    return central.kiosk_states.take_faults(sender, body)


@router.post("/kiosk-health")
def kiosk_health(body: KioskHealth, sender: Sender, central: TheCentral) -> HealthTaken:
    """How this kiosk is; the newest takes the place of the one before."""
    return central.kiosk_states.take_health(sender, body)


@router.post("/chip-challenges", status_code=201)
def chip_challenge(asker: Asker, central: TheCentral) -> ChipChallenge:
    """Random bytes for one chip to sign, once; they end those that this device got before."""
    return central.grants.granting.challenge(asker)


@router.post("/chip-agreements", status_code=201)
def chip_agreement(body: ChipAgreementRequest, asker: Asker, central: TheCentral) -> ChipAgreement:
    """Central's half of a chip authentication, for the chip of an open challenge that has no key to sign
    with. The answer of the chip goes into the request for the grant.
    """
    return central.grants.granting.agreement(asker, body)


@router.post("/grants", status_code=201)
def grant(body: GrantRequest, asker: Asker, central: TheCentral) -> Grant:
    """Judge the chip and the evidence of a visit: one person's record may be read by this device, once."""
    return central.grants.granting.grant(asker, body)


@router.post("/findings")
def finding(body: FindingRequest, asker: Asker, central: TheCentral) -> SealedFinding:
    """Judge the chip and the evidence of a visit: whether the register knows this person, and as whom."""
    return central.grants.granting.find(asker, body)


@router.post("/records")
def record(body: RecordRequest, asker: Asker, central: TheCentral) -> SealedRecord:
    """Read the record that a grant is for, which spends it; sealed to the device."""
    return central.grants.reading.read(asker, body)


@router.post("/book-copies", status_code=201)
def leave_book(body: BookCopyRequest, asker: Asker, central: TheCentral) -> BookCopy:
    """Leave the book that this device has read for the person's phone: some minutes, to be fetched once."""
    return central.grants.copies.leave(asker, body)


@router.post("/read-notices")
def read_notices(body: NoticesRead, asker: Asker, central: TheCentral) -> NoticesMarked:
    """The person has read these of the inbox that this device was given. Again it changes nothing."""
    return central.grants.inboxes.mark(asker, body)


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
    """One act that counts, as it is stored, opened with the intake key. Each look is noted."""
    stored = central.stored_acts.get(act_id)
    central.looks.note(act_id, "staff token" if central.settings.staff_token else "demo", "api")
    return stored


_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "What is in the file, as the kiosk scanned it",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("/hand-overs/{request_id}/files/{attachment_id}", response_class=Response, responses=_FILE)
def handed_file(
    request_id: UUID,
    attachment_id: UUID,
    request: Request,
    central: TheCentral,
) -> Response:
    """A scan of a case that was handed over, for the back office, by the token of that request and while it
    waits for its answer. Each is noted.
    """
    authorization = request.headers.get("authorization", "")
    file = central.handed_files.fetch(request_id, attachment_id, authorization)
    digest = b64encode(hashlib.sha256(file.content).digest()).decode()
    headers = {"Content-Digest": f"sha-256=:{digest}:", "Content-Disposition": "attachment"}  # RFC 9530
    return Response(file.content, media_type=file.media_type, headers=headers)


def create_app(
    settings: CentralSettings, now: Callable[[], datetime] = system_now, *, judges: bool = True
) -> FastAPI:
    """The server as an ASGI application; ``app.state.central`` gives its parts. ``judges``: in this process
    too, not only in another one.
    """
    central = build_central(settings, now)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        if judges:
            central.judge_thread.start()
            for thread in central.queue_threads:
                thread.start()
        retention = Retention(central.engine, central.now, central.blobs, settings.feed.keep_days)
        tidying = asyncio.create_task(tidy_for_ever(retention))
        yield
        for thread in central.queue_threads:
            thread.stop()
        tidying.cancel()
        central.judge_thread.stop()
        central.outgoing.close()
        if central.connectors is not None:
            central.connectors.close()
        central.engine.dispose()

    # A redirect would be no problem details, and would name whatever host the request did.
    # The description is in docs/api: central does not hand it out itself.
    app = FastAPI(
        title="BHXH central",
        version=API_VERSION,
        lifespan=lifespan,
        redirect_slashes=False,
        openapi_url=None,
    )
    app.state.central = central
    app.add_middleware(PushDoor, central=central)
    app.add_middleware(Admission, settings=settings.pushes, what=PUSHES)
    app.add_middleware(Admission, settings=settings.uploads, what=UPLOADS)
    app.add_middleware(BodyLimit)
    app.add_middleware(Measuring, metrics=central.metrics, engine=central.engine)
    app.add_middleware(AnswerHeaders)
    # As they are: `include_router` would build each route anew, at the first request of every process.
    app.router.routes.extend((*router.routes, *phones_router.routes, *reviews_router.routes))
    app.router.routes.extend(public_router.routes)
    if settings.demo:
        app.router.routes.extend(demo_router.routes)
    if settings.pages.enabled:
        app.router.routes.extend((*pages_router.routes, *oversight_router.routes, *news_router.routes))
    install_problem_handlers(app)
    return app
