"""The calls that a kiosk makes to central. Each either returns its answer or raises a named SyncError."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from joserfc import jws
from joserfc.jwk import ECKey
from pydantic import BaseModel, ValidationError

from kiosk.clock import Clock
from kiosk.contract.attachments import PART_MEDIA_TYPE, BlobState, MissingBlobs
from kiosk.contract.audit import AuditCheckpointsRequest, CountersignedCheckpoints
from kiosk.contract.books import BookCopy, BookCopyRequest
from kiosk.contract.enrolment import read_code, request_proof
from kiosk.contract.feed import SignedPage
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
from kiosk.contract.reviews import ReviewDecision, Reviewed, ReviewRequest, SealedReview
from kiosk.contract.smart_otp import (
    AskedToSign,
    PhoneProof,
    PhoneProved,
    Phones,
    PhonesRequest,
    PhoneToAdd,
    SealedPhoneKey,
    TextSigned,
    TextToSign,
)
from kiosk.contract.staff import StaffGrants
from kiosk.contract.staff_calls import StaffCall, StaffCallTaken
from kiosk.contract.visit_ratings import RatingsSent, RatingsTaken
from kiosk.contract.wire import (
    ASSERTION_TYP,
    PROBLEM_TYPE_BASE,
    SIGNATURE_ALGORITHM,
    CodeChannel,
    CodeRequest,
    CodeSent,
    CodeVerified,
    DeviceAssertion,
    EmailCodeRequest,
    EnrolmentAnswer,
    EnrolmentGrant,
    EnrolmentRequest,
    Event,
    Health,
    PhoneCodeRequest,
    Problem,
    PushRequest,
    PushResponse,
    Retry,
    StreamState,
    TypedCode,
    content_sha256,
)
from kiosk.last_update import UserAgent
from kiosk.sync.calls import Call
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from kiosk.sync.grants import open_grant
from kiosk.sync.http_line import HttpAnswer, HttpLine

Answer = TypeVar("Answer", bound=BaseModel)
_NOT_MODIFIED = 304
_PUBLIC_MEMBERS = ("kty", "crv", "x", "y")


def public_jwk(key: ECKey) -> dict[str, str]:
    """The public half of an EC key as RFC 7517 asks for it, and nothing else."""
    members = key.as_dict(private=False)
    return {name: str(members[name]) for name in _PUBLIC_MEMBERS}


def _seconds_of(header: str | None) -> float | None:
    """The seconds form of Retry-After (RFC 9110, section 10.2.3); the date form would need trusted clocks."""
    return float(header) if header is not None and header.isascii() and header.isdigit() else None


def _to_problem(answer: HttpAnswer) -> CentralRefusedError:
    try:
        problem = Problem.model_validate_json(answer.body)
    except ValidationError:  # some proxy between us and central answers in its own words
        later = answer.status in (408, 425, 429) or answer.status >= 500
        problem = Problem(
            type=f"{PROBLEM_TYPE_BASE}http-{answer.status}",
            title="no problem details",
            status=answer.status,
            retry=Retry.LATER if later else Retry.NEVER,
        )
    return CentralRefusedError(problem, _stated_pause(problem, answer))


def _stated_pause(problem: Problem, answer: HttpAnswer) -> float | None:
    """The exactest of the words that central has for it."""
    if problem.next_after_ms is not None:
        return problem.next_after_ms / 1000
    if problem.retry_after_seconds is not None:
        return problem.retry_after_seconds
    return _seconds_of(answer.headers.get("retry-after"))


class CentralClient:
    """Thread-safe. ``close`` also cuts off the calls under way."""

    def __init__(
        self,
        base_url: str,
        device_key: ECKey,
        clock: Clock,
        *,
        timeout_seconds: float = 10.0,
        ca_file: Path | None = None,
    ) -> None:
        self.url = base_url
        self._line = HttpLine(base_url, ca_file)
        self._device_key = device_key
        self._clock = clock
        self._timeout = timeout_seconds
        self._agent = UserAgent()
        self._clock_offset = timedelta()  # central's time less ours
        self._heard: tuple[datetime, float] | None = None  # central's time, and ours since the start then
        self.keys_number = 0  # of the newest set of central's keys that an answer has named

    def sign_with(self, device_key: ECKey) -> None:
        """From the next call on. For the thread that enrols, before others use this client."""
        self._device_key = device_key

    def close(self) -> None:
        self._line.close()

    @property
    def clock_offset(self) -> timedelta:
        """How far central's clock is ahead of ours, as last seen."""
        return self._clock_offset

    def central_time(self) -> datetime | None:
        """Central's clock as last heard and counted on from there, whatever is done to the clock of this
        machine; None before the first exchange.
        """
        if self._heard is None:
            return None
        told, at = self._heard
        return told + timedelta(seconds=self._clock.monotonic() - at)

    def _assertion(self, method: str, path: str, body: bytes) -> str:
        claims = DeviceAssertion(
            iat=max(0, int((self._clock.now() + self._clock_offset).timestamp())),
            clock=max(0, int(self._clock.now().timestamp())),
            method=method,
            path=path,
            body_sha256=content_sha256(body),
        )
        header = {"alg": SIGNATURE_ALGORITHM, "typ": ASSERTION_TYP, "kid": self._device_key.thumbprint()}
        return jws.serialize_compact(header, claims.model_dump_json(), self._device_key)

    def _learn_time(self, server_time: datetime | None) -> None:
        if server_time is not None:
            self._clock_offset = server_time - self._clock.now()
            self._heard = (server_time, self._clock.monotonic())

    def _learn_keys(self, number: int) -> None:
        self.keys_number = max(self.keys_number, number)

    def _begin(self, method: str, path: str, body: bytes, more: Mapping[str, str]) -> Future[HttpAnswer]:
        headers = {
            "Authorization": f"Bearer {self._assertion(method, path, body)}",
            "User-Agent": str(self._agent),
            "Content-Type": "application/json",
            "Accept": "application/json, application/problem+json",
            **more,
        }
        return self._line.begin(method, path, headers, body, self._timeout)

    def _send(self, method: str, path: str, body: bytes, more: Mapping[str, str]) -> HttpAnswer:
        return self._finish(self._begin(method, path, body, more), method, path, body, more)

    def _finish(
        self, begun: Future[HttpAnswer], method: str, path: str, body: bytes, more: Mapping[str, str]
    ) -> HttpAnswer:
        answer = self._line.read_answer(begun, self._timeout)
        if answer.status == 401:
            problem = _to_problem(answer).problem
            if problem.code == "clock-skew" and problem.server_time is not None:
                # Our clock is wrong, or central's: sign by central's time from now on.
                self._learn_time(problem.server_time)
                begun = self._begin(method, path, body, more)
                answer = self._line.read_answer(begun, self._timeout)
        return answer

    def _call(
        self,
        method: str,
        path: str,
        request: BaseModel | None,
        answer_type: type[Answer],
        request_key: str | None = None,
    ) -> Answer:
        body = b"" if request is None else request.model_dump_json().encode("utf-8")
        more = {} if request_key is None else {"Idempotency-Key": request_key}
        return self._read(self._send(method, path, body, more), answer_type)

    @staticmethod
    def _read(answer: HttpAnswer, answer_type: type[Answer]) -> Answer:
        if not 200 <= answer.status < 300:
            raise _to_problem(answer)
        try:
            return answer_type.model_validate_json(answer.body)
        except ValidationError:
            raise SyncError(
                SyncErrorCode.ANSWER_INVALID, "Central's answer does not have the agreed form."
            ) from None

    def enrol(self, code: str) -> EnrolmentGrant:
        """Register our key under a one-time code. Within minutes the same code and key answer the same again.

        Raises SyncError: ``enrolment_code_malformed``, or ``central_not_genuine`` when what answered does not
        know the code; CentralRefusedError ``enrolment-code-wrong``, ``device-revoked``.
        """
        try:
            typed = read_code(code)
        except ValueError:
            raise SyncError(
                SyncErrorCode.ENROLMENT_CODE_MALFORMED,
                "An enrolment code has twenty letters and digits in five groups of four.",
            ) from None
        kid = self._device_key.thumbprint()
        request = EnrolmentRequest(
            code_name=typed.name,
            proof=request_proof(typed.key, kid),
            device_key=public_jwk(self._device_key),
        )
        # The same code and key are the same request, also after a restart.
        request_key = content_sha256(request.model_dump_json().encode("utf-8"))
        answer = self._call("POST", "/v1/enrolments", request, EnrolmentAnswer, request_key)
        grant = open_grant(answer.grant, typed.key)
        if grant.kid != kid:
            raise SyncError(SyncErrorCode.ANSWER_INVALID, "Central enrolled another key than ours.")
        self._learn_time(grant.server_time)
        return grant

    def push(self, stream_id: UUID, events: Sequence[Event]) -> PushResponse:
        """Hand acts over, in order.

        Harmless to repeat: central knows what it has by act id and chain hash.
        """
        response = self._call(
            "POST", f"/v1/streams/{stream_id}/events", PushRequest(events=list(events)), PushResponse
        )
        self._learn_time(response.server_time)
        self._learn_keys(response.keys_number)
        return response

    def stream_state(self, stream_id: UUID) -> StreamState:
        """Up to where central has the stream."""
        return self._call("GET", f"/v1/streams/{stream_id}", None, StreamState)

    def changes(self, cursor: str) -> SignedPage:
        """What the feed has behind the cursor; without one all. CentralRefusedError ``cursor-expired``."""
        query = f"?cursor={cursor}" if cursor else ""
        answer = self._call("GET", f"/v1/changes{query}", None, SignedPage)
        self._learn_time(answer.server_time)
        self._learn_keys(answer.keys_number)
        return answer

    def countersign(self, signed: Sequence[str]) -> CountersignedCheckpoints:
        """Hand checkpoints of the audit log over; with none, ask which were seen. Harmless to repeat."""
        request = AuditCheckpointsRequest(signed=list(signed))
        answer = self._call("POST", "/v1/audit-checkpoints", request, CountersignedCheckpoints)
        self._learn_time(answer.server_time)
        self._learn_keys(answer.keys_number)
        return answer

    def blob_state(self, sha256: str) -> BlobState:
        """How far central has a file. CentralRefusedError ``blob-unknown``: nothing of it."""
        return self._call("GET", f"/v1/blobs/{sha256}", None, BlobState)

    def begin_part(self, sha256: str, offset: int, length: int, part: bytes) -> Call[BlobState]:
        """Hand over what follows at ``offset`` of a file of ``length`` bytes; at most PART_BYTES.

        The answer may be a CentralRefusedError: ``upload-offset-wrong`` (``problem.upload_offset`` is where
        to go on), ``blob-altered`` when all is there and is not what the name says: central begins anew.
        """
        path = f"/v1/blobs/{sha256}"
        headers = {
            "Content-Type": PART_MEDIA_TYPE,
            "Upload-Offset": str(offset),
            "Upload-Length": str(length),
        }
        begun = self._begin("PATCH", path, part, headers)
        return Call(begun, lambda: self._read(self._finish(begun, "PATCH", path, part, headers), BlobState))

    def missing_blobs(self) -> MissingBlobs:
        """Files that our acts refer to and that central does not have."""
        return self._call("GET", "/v1/blobs", None, MissingBlobs)

    def staff_grants(self, known: str | None) -> StaffGrants | None:
        """Who of the staff may sign in here; None when that is the set of the version ``known``."""
        more = {} if known is None else {"If-None-Match": f'"{known}"'}
        answer = self._send("GET", "/v1/staff-grants", b"", more)
        return None if answer.status == _NOT_MODIFIED else self._read(answer, StaffGrants)

    def call_staff(self, call: StaffCall) -> StaffCallTaken:
        """Somebody here calls staff, or it is over. Harmless to repeat."""
        return self._call("POST", "/v1/staff-calls", call, StaffCallTaken)

    def send_code(
        self, channel: CodeChannel, address: str, language: str, request_key: str | None = None
    ) -> CodeSent:
        """Have a one-time code sent; again under the same ``request_key`` only when the answer was lost.

        CentralRefusedError when it was not: ``sent-just-now``, ``send-limit-reached``, ``mail-failed``,
        ``text-failed``, and where central can send none by this way ``mail-not-set-up``,
        ``texts-not-set-up``.
        """
        request: CodeRequest
        if channel is CodeChannel.PHONE:
            request = PhoneCodeRequest(channel=channel, address=address, language=language)
        else:
            request = EmailCodeRequest(address=address, language=language)
        return self._call("POST", "/v1/codes", request, CodeSent, request_key)

    def verify_code(self, challenge_id: UUID, code: str) -> CodeVerified:
        """CentralRefusedError when the code does not prove the address: ``code-wrong`` (with ``tries_left``),
        ``code-expired``, ``code-too-many-tries``, ``code-used``, ``code-unknown``.
        """
        path = f"/v1/codes/{challenge_id}/verification"
        return self._call("POST", path, TypedCode(code=code), CodeVerified)

    def open_review(self, request: ReviewRequest) -> SealedReview:
        """The case of an act of ours, for an officer. CentralRefusedError ``officer-refused``,
        ``case-unknown``, and what the desk of cases refuses.
        """
        return self._call("POST", "/v1/reviews", request, SealedReview)

    def decide_review(self, review_id: UUID, decision: ReviewDecision) -> Reviewed:
        """CentralRefusedError ``review-ended``, and what the desk of cases refuses. Whether a lost answer
        had changed the case shows when it is opened again.
        """
        return self._call("POST", f"/v1/reviews/{review_id}/decision", decision, Reviewed)

    def leave_book(self, book: BookCopyRequest) -> BookCopy:
        """Where the person's phone fetches the book that was read here. Raises `SyncError`."""
        return self._call("POST", "/v1/book-copies", book, BookCopy)

    def mark_notices(self, read: NoticesRead) -> NoticesMarked:
        """Of the inbox that was read here. Raises `SyncError`; of central's refusals those of a grant."""
        return self._call("POST", "/v1/read-notices", read, NoticesMarked)

    def mail_paper(self, paper: PaperMail, request_key: str | None = None) -> PaperMailed:
        """Have a paper mailed; again under the same ``request_key`` only when the answer was lost.

        CentralRefusedError when it was not: ``sent-just-now``, ``send-limit-reached``, ``mail-failed``.
        """
        return self._call("POST", "/v1/paper-mails", paper, PaperMailed, request_key)

    def find_petition(self, code: str) -> PetitionAnswer:
        """How the petition with this tracking code stands. Raises `SyncError`; of central's refusals
        ``petition-unknown`` and ``petition-limit-reached``.
        """
        return self._call("POST", "/v1/petitions", PetitionQuestion(code=code), PetitionAnswer)

    def send_ratings(self, ratings: RatingsSent, request_key: str) -> RatingsTaken:
        """How visits were found; again under the same ``request_key`` as long as no answer came."""
        return self._call("POST", "/v1/visit-ratings", ratings, RatingsTaken, request_key)

    def report_faults(self, faults: FaultsSent) -> FaultsTaken:
        """What went wrong here; harmless to repeat."""
        return self._call("POST", "/v1/kiosk-faults", faults, FaultsTaken)

    def report_health(self, health: KioskHealth) -> HealthTaken:
        """How this kiosk is; the newest counts."""
        return self._call("POST", "/v1/kiosk-health", health, HealthTaken)

    def chip_challenge(self) -> ChipChallenge:
        """For the chip of the person who is here. CentralRefusedError ``grant-limit-reached``."""
        answer = self._call("POST", "/v1/chip-challenges", None, ChipChallenge)
        self._learn_time(answer.server_time)
        return answer

    def chip_agreement(self, request: ChipAgreementRequest) -> ChipAgreement:
        """For a chip that cannot sign. CentralRefusedError ``challenge-…``, ``chip-data-invalid``."""
        return self._call("POST", "/v1/chip-agreements", request, ChipAgreement)

    def ask_for_grant(self, request: GrantRequest) -> Grant:
        """CentralRefusedError with what stands against it; another try takes another challenge."""
        return self._call("POST", "/v1/grants", request, Grant)

    def find_record(self, request: FindingRequest) -> SealedFinding:
        """Whether the register knows the person. Opened by ``kiosk.sync.records``. CentralRefusedError as of
        ``ask_for_grant``.
        """
        return self._call("POST", "/v1/findings", request, SealedFinding)

    def read_record(self, grant_id: UUID, number: str, paper: str | None = None) -> SealedRecord:
        """What the grant is for, once; with the paper of this digest. Opened by ``kiosk.sync.records``.
        CentralRefusedError ``grant-…``, ``result-…``.
        """
        request = RecordRequest(grant_id=grant_id, number=number, paper=paper)
        return self._call("POST", "/v1/records", request, SealedRecord)

    def phones(self, request: PhonesRequest) -> Phones:
        """Those of the person. As all that is asked about phones: CentralRefusedError ``grant-…``."""
        return self._call("POST", "/v1/phones", request, Phones)

    def add_phone(self, request: PhoneToAdd) -> SealedPhoneKey:
        """The key of another, opened by ``kiosk.sync.records``. CentralRefusedError ``phones-too-many``."""
        return self._call("POST", "/v1/phone-enrolments", request, SealedPhoneKey)

    def confirm_phone(self, phone_id: UUID, request: PhoneProof) -> Phones:
        """Its first code. CentralRefusedError ``code-wrong``, ``phone-not-awaited``, ``pin-weak``."""
        return self._call("POST", f"/v1/phone-enrolments/{phone_id}/confirmation", request, Phones)

    def remove_phone(self, phone_id: UUID, request: PhonesRequest) -> Phones:
        """CentralRefusedError ``phone-unknown``."""
        return self._call("POST", f"/v1/phones/{phone_id}/removal", request, Phones)

    def verify_phone(self, phone_id: UUID, request: PhoneProof) -> PhoneProved:
        """CentralRefusedError ``phone-unknown``, ``phone-locked``, ``phone-proof-wrong``, ``code-used``."""
        return self._call("POST", f"/v1/phones/{phone_id}/verification", request, PhoneProved)

    def ask_to_sign(self, phone_id: UUID, request: TextToSign) -> AskedToSign:
        """CentralRefusedError ``phone-unknown``."""
        return self._call("POST", f"/v1/phones/{phone_id}/texts", request, AskedToSign)

    def sign_text(self, challenge_id: UUID, request: PhoneProof) -> TextSigned:
        """CentralRefusedError ``text-…``, ``phone-locked``, ``phone-proof-wrong``, ``code-used``."""
        return self._call("POST", f"/v1/texts/{challenge_id}/signature", request, TextSigned)

    def _ask(self, path: str, answer_type: type[Answer]) -> Answer:
        """What central tells everybody."""
        answer = self._line.send("GET", path, {"Accept": "application/json"}, b"", self._timeout)
        if answer.status != 200:
            raise _to_problem(answer)
        try:
            return answer_type.model_validate_json(answer.body)
        except ValidationError:
            raise SyncError(
                SyncErrorCode.ANSWER_INVALID, "What answers at central's address is not central."
            ) from None

    def fetch_keys(self) -> PublishedKeys:
        """The keys that central has now; believed by ``open_key_set`` only."""
        return self._ask("/v1/keys", PublishedKeys)

    def server_time(self) -> datetime:
        """Central's clock; also the cheapest way to see whether it answers. Needs no enrolment."""
        health = self._ask("/v1/health", Health)
        self._learn_time(health.server_time)
        self._learn_keys(health.keys_number)
        return health.server_time
