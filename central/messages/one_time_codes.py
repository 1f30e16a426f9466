"""One-time codes, by e-mail or by text message.

Made, sent and checked here only. The database holds keyed hashes, no code, no address.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Row, delete, insert, select, update

from central.http.problems import ProblemCode, ProblemError, make_problem
from central.keys.receipts import ReceiptSigner
from central.kiosks.devices import Device
from central.messages.mailbox import Mail
from central.messages.outgoing import Outgoing, Text
from central.settings import CodeSettings, SendSettings
from central.store.schema import code_challenge
from kiosk.contract.proofs import PROOF_TYP, AddressProof
from kiosk.contract.wire import CodeChannel, CodeRequest, CodeSent, CodeVerified, Retry, TypedCode
from kiosk.language import Bilingual, Language

_DIGITS = 6
# What was told to hold is still taken while the answer to it is on its way.
_UNDER_WAY = timedelta(seconds=30)

SUBJECT = Bilingual(
    vi="Mã xác nhận địa chỉ thư điện tử của ông/bà", en="The code that confirms your e-mail address"
)
LETTER = Bilingual(
    vi=(
        "Mã xác nhận của ông/bà: {code}\n\n"
        "Nhập mã này tại máy tự phục vụ của cơ quan BHXH trong vòng {minutes} phút.\n"
        "Không đưa mã cho bất kỳ ai. Cán bộ BHXH không bao giờ hỏi mã này.\n"
        "Nếu ông/bà không yêu cầu mã, xin bỏ qua thư này.\n"
    ),
    en=(
        "Your code: {code}\n\n"
        "Type it at the kiosk of Vietnam Social Security within {minutes} minutes.\n"
        "Give it to nobody. Our staff never ask for it.\n"
        "If you did not ask for a code, ignore this mail.\n"
    ),
)
# One SMS on every telephone: at most 160 letters, without marks.
SHORT = Bilingual(
    vi=(
        "BHXH: Ma xac nhan cua ong/ba la {code}. Nhap tai may tu phuc vu trong {minutes} phut."
        " Khong dua ma cho ai, can bo BHXH khong hoi ma nay."
    ),
    en=(
        "BHXH: Your code is {code}. Type it at the kiosk within {minutes} minutes."
        " Give it to nobody; our staff never ask for it."
    ),
)


def _refuse(
    status: int,
    code: ProblemCode,
    title: str,
    *,
    wait: float | None = None,
    tries_left: int | None = None,
) -> ProblemError:
    retry = Retry.NEVER if wait is None else Retry.LATER
    return ProblemError(
        make_problem(status, code, title, retry=retry, retry_after_seconds=wait, tries_left=tries_left)
    )


def grown_older(sent: CodeSent, seconds: float) -> CodeSent:
    """The same code, some time after it was sent."""
    left = {
        "expires_in_seconds": max(0.0, sent.expires_in_seconds - seconds),
        "resend_after_seconds": max(0.0, sent.resend_after_seconds - seconds),
    }
    return sent.model_copy(update=left)


class OneTimeCodes:
    def __init__(
        self,
        engine: Engine,
        outgoing: Outgoing,
        signer: ReceiptSigner,
        hashing_key: bytes,
        now: Callable[[], datetime],
        *,
        settings: CodeSettings,
        sends: SendSettings,
    ) -> None:
        self._engine = engine
        self._outgoing = outgoing
        self._signer = signer
        self._key = hashing_key
        self._now = now
        self._settings = settings
        self._sends = sends

    def _code_hash(self, challenge_id: UUID, code: str) -> str:
        told = b"code " + challenge_id.bytes + b"\0" + code.encode("utf-8")
        return hmac.new(self._key, told, hashlib.sha256).hexdigest()

    def send(self, sender: Device, request: CodeRequest) -> CodeSent:
        """Make a code and send it, which ends the earlier ones of that kiosk for the address. Another kiosk
        cannot end them: who mistypes an address there takes nothing from the person who waits here.
        """
        address_hash = self._outgoing.address_hash(request.address)
        code = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
        now = self._now()

        def keep(connection: Connection, challenge_id: UUID) -> None:
            connection.execute(
                insert(code_challenge).values(
                    challenge_id=challenge_id,
                    kid=sender.kid,
                    office_id=sender.office_id,
                    channel=request.channel.value,
                    address_hash=address_hash,
                    code_hash=self._code_hash(challenge_id, code),
                    sent_at=now,
                    tries_left=self._settings.tries,
                )
            )

        def drop(connection: Connection, challenge_id: UUID) -> None:
            connection.execute(delete(code_challenge).where(code_challenge.c.challenge_id == challenge_id))

        challenge_id = self._outgoing.send(sender, self._message(request, code, now), keep=keep, drop=drop)
        self._end_earlier(sender, address_hash, challenge_id)
        return CodeSent(
            challenge_id=challenge_id,
            digits=_DIGITS,
            expires_in_seconds=self._settings.valid_seconds,
            resend_after_seconds=self._sends.resend_seconds,
            tries=self._settings.tries,
        )

    def _message(self, request: CodeRequest, code: str, now: datetime) -> Mail | Text:
        language, filling = (
            Language(request.language),
            {"code": code, "minutes": self._settings.valid_seconds // 60},
        )
        if request.channel is CodeChannel.PHONE:
            return Text(request.address, SHORT.text(language).format(**filling), now)
        return Mail(request.address, SUBJECT.text(language), LETTER.text(language).format(**filling), now)

    def _end_earlier(self, sender: Device, address_hash: str, challenge_id: UUID) -> None:
        """Once the new code is on its way, so that a message that failed leaves the one before alive."""
        earlier = (
            (code_challenge.c.address_hash == address_hash)
            & (code_challenge.c.kid == sender.kid)
            & (code_challenge.c.challenge_id < challenge_id)  # they grow with time
            & code_challenge.c.verified_at.is_(None)
        )
        with self._engine.begin() as connection:
            connection.execute(update(code_challenge).where(earlier).values(tries_left=0))

    def verify(self, sender: Device, challenge_id: UUID, check: TypedCode) -> CodeVerified:
        """Counts the try before it compares, under a row lock: parallel guesses cannot share one try. The
        right code, asked about again because the answer was lost, gets the same answer.
        """
        failure: ProblemError | None = None
        now = self._now()
        with self._engine.begin() as connection:
            row = connection.execute(
                select(code_challenge)
                .where(code_challenge.c.challenge_id == challenge_id, code_challenge.c.kid == sender.kid)
                .with_for_update()
            ).first()
            if row is None:
                raise _refuse(404, ProblemCode.CODE_UNKNOWN, "No such code was sent.")
            right = hmac.compare_digest(row.code_hash, self._code_hash(challenge_id, check.code))
            if row.verified_at is not None:
                if right:
                    return self._verified(row, row.verified_at)
                raise _refuse(409, ProblemCode.CODE_USED, "The code was used already.")
            if now >= row.sent_at + timedelta(seconds=self._settings.valid_seconds) + _UNDER_WAY:
                raise _refuse(410, ProblemCode.CODE_EXPIRED, "The code is too old.")
            if row.tries_left <= 0:
                raise _refuse(403, ProblemCode.CODE_TOO_MANY_TRIES, "No tries are left.", tries_left=0)
            tries_left = row.tries_left - 1
            values: dict[str, object] = {"tries_left": tries_left}
            if right:
                values["verified_at"] = now
            elif tries_left == 0:
                failure = _refuse(403, ProblemCode.CODE_TOO_MANY_TRIES, "No tries are left.", tries_left=0)
            else:
                failure = _refuse(422, ProblemCode.CODE_WRONG, "The code is wrong.", tries_left=tries_left)
            connection.execute(
                update(code_challenge).where(code_challenge.c.challenge_id == challenge_id).values(**values)
            )
        if failure is not None:
            raise failure  # after the commit: the try stays counted
        return self._verified(row, now)

    def _verified(self, challenge: Row[Any], at: datetime) -> CodeVerified:
        """With the statement that the act brings back."""
        proof = AddressProof(
            purpose=challenge.channel,
            challenge_id=challenge.challenge_id,
            kid=challenge.kid,
            address_hash=challenge.address_hash,
            verified_at=at,
        )
        statement = self._signer.sign_as(PROOF_TYP, proof)
        return CodeVerified(challenge_id=challenge.challenge_id, verified_at=at, statement=statement)
