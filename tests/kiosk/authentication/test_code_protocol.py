"""Random histories of the code page over several addresses: what it says of a code is true.

Kiosk and central are the real ones with central's real database; only HTTP is left out.
"""

from __future__ import annotations

import random
import re
import shutil
import tempfile
from collections.abc import Callable
from copy import deepcopy
from enum import Enum, auto
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from joserfc.jwk import ECKey
from sqlalchemy import insert, select, update

from central.assembly import Central, build_central
from central.connectors.protocols import ConnectorError
from central.connectors.text_messages import TextMessage
from central.http.problems import ProblemError
from central.keys.receipts import ReceiptSigner
from central.kiosks.devices import Device
from central.messages.mailbox import Mail, MailError
from central.messages.one_time_codes import OneTimeCodes
from central.messages.outgoing import Outgoing
from central.settings import CentralSettings, CodeSettings, SendSettings
from central.store.schema import code_challenge, device
from kiosk.authentication.contact_codes import CodeOut, CodeOutcome, CodeTooEarlyError, ContactCodes
from kiosk.contract.wire import (
    CodeChannel,
    CodeSent,
    CodeVerified,
    EmailCodeRequest,
    PhoneCodeRequest,
    TypedCode,
)
from kiosk.language import Language
from kiosk.sync.client import public_jwk
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from tests.manual_clock import ManualClock
from tests.ready_made import central_folder

Answer = TypeVar("Answer")
_KEY = ECKey.generate_key("P-256")
PHONE = "0903555012"
ADDRESSES = ("a@example.vn", "A@example.vn", "b@example.vn", PHONE)


class Fault(Enum):
    NONE = auto()
    REQUEST_LOST = auto()
    ANSWER_LOST = auto()
    MAIL_FAILS = auto()


def channel_of(address: str) -> CodeChannel:
    return CodeChannel.EMAIL if "@" in address else CodeChannel.PHONE


class Post:
    """Hands messages over, unless it fails, and remembers the last code of each address for each kiosk."""

    def __init__(self) -> None:
        self.fails = False
        self.sender = ""
        self.codes: dict[tuple[str, str], str] = {}

    def send(self, mail: Mail) -> None:
        if self.fails:
            raise MailError
        self._note(mail.to, mail.text)

    def _note(self, to: str, text: str) -> None:
        found = re.search(r"\b[0-9]{6}\b", text)
        assert found is not None
        self.codes[self.sender, to.lower()] = found.group()


class Texts:
    """The same for text messages, with the codes of the post."""

    def __init__(self, post: Post) -> None:
        self._post = post

    def send(self, message: TextMessage) -> None:
        if self._post.fails:
            raise ConnectorError("unavailable", "The other system cannot be reached.")
        self._post._note(message.phone, message.text)

    def close(self) -> None: ...


class Line:
    """One kiosk's line to central, which may lose what goes there or what comes back."""

    def __init__(self, codes: OneTimeCodes, sender: Device, post: Post) -> None:
        self._codes = codes
        self._sender = sender
        self._post = post
        self.fault = Fault.NONE

    def send_code(
        self, channel: CodeChannel, address: str, language: str, _key: str | None = None
    ) -> CodeSent:
        asked = {"channel": channel, "address": address, "language": language}
        model = PhoneCodeRequest if channel is CodeChannel.PHONE else EmailCodeRequest
        request = model.model_validate(asked)
        return self._call(lambda: self._codes.send(self._sender, request))

    def verify_code(self, challenge_id: UUID, code: str) -> CodeVerified:
        check = TypedCode(code=code)
        return self._call(lambda: self._codes.verify(self._sender, challenge_id, check))

    def _call(self, ask: Callable[[], Answer]) -> Answer:
        if self.fault is Fault.REQUEST_LOST:
            raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "lost")
        self._post.sender, self._post.fails = self._sender.kid, self.fault is Fault.MAIL_FAILS
        try:
            answer = ask()
        except ProblemError as error:
            if self.fault is Fault.ANSWER_LOST:
                raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "lost") from None
            raise CentralRefusedError(error.problem, error.problem.retry_after_seconds) from None
        if self.fault is Fault.ANSWER_LOST:
            raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "lost")
        return answer


class World:
    """One person who changes between addresses, and somebody at another kiosk who types the same ones."""

    def __init__(self, per_hour: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="bhxh-codes-"))
        self.clock = ManualClock()
        self.central: Central = build_central(
            CentralSettings(data_dir=central_folder(self.folder), demo=True), now=self.clock.now
        )
        self.post = Post()
        rules, sends = CodeSettings(tries=2), SendSettings(per_hour=per_hour, per_minute_of_device=99)
        keys = self.central.keys
        outgoing = Outgoing(self.central.engine, self.post, Texts(self.post), keys.address_hash, sends)
        codes = OneTimeCodes(
            self.central.engine,
            outgoing,
            ReceiptSigner(keys, self.clock.now),
            keys.hashing,
            self.clock.now,
            settings=rules,
            sends=sends,
        )
        here, there = self._device("here"), self._device("there")
        self.here, self.there = Line(codes, here, self.post), Line(codes, there, self.post)
        self.otp = ContactCodes(self.here, self.clock)
        self.other = ContactCodes(self.there, self.clock)
        self.kid = here.kid

    def _device(self, kid: str) -> Device:
        with self.central.engine.begin() as connection:
            connection.execute(
                insert(device).values(
                    kid=kid,
                    kiosk_id=kid,
                    office_id="000",
                    office_name="Thử",
                    public_key=public_jwk(_KEY),
                    enrolled_at=self.clock.now(),
                )
            )
        return Device(kid, kid, "000", "Thử", _KEY)

    def end(self) -> None:
        self.central.engine.dispose()
        shutil.rmtree(self.folder, ignore_errors=True)

    def time_passes(self, seconds: int) -> None:
        self.clock.advance(seconds)

    def come_to_the_page(self, address: str, fault: Fault) -> None:
        """The address is entered and the page of its code opened, or a code is asked for again."""
        self.here.fault = fault
        before = dict(self.post.codes)
        try:
            out = self.otp.send(channel_of(address), address, Language.VIETNAMESE)
        except CodeTooEarlyError:
            assert self.otp.find(address) is None
            return
        if out is None:  # the page says that the address is proved later, and claims no code
            assert self.otp.find(address) is None
            assert fault is not Fault.NONE
            return
        assert out.is_new is (self.post.codes != before)

    def type_a_wrong_code(self, address: str, fault: Fault) -> None:
        self.here.fault = fault
        claimed = self.otp.find(address)
        right = self.post.codes.get((self.kid, address.lower()), "000000")
        outcome = self.otp.verify(address, f"{(int(right) + 1) % 1_000_000:06d}").outcome
        if claimed is None:
            assert outcome in (CodeOutcome.EXPIRED, CodeOutcome.TOO_MANY_TRIES)
        elif fault is not Fault.NONE:
            assert outcome is CodeOutcome.PENDING
        else:
            assert outcome in (CodeOutcome.WRONG, CodeOutcome.TOO_MANY_TRIES)
            assert (outcome is CodeOutcome.WRONG) is (self.otp.find(address) is not None)

    def type_the_right_code(self, address: str, fault: Fault) -> None:
        """What the page claims works, and what it does not claim was not worth keeping."""
        self.here.fault = fault
        claimed = self.otp.find(address)
        code = self.post.codes.get((self.kid, address.lower()))
        if code is None:
            assert claimed is None
            return
        outcome = self.otp.verify(address, code).outcome
        if claimed is None:
            assert outcome in (CodeOutcome.EXPIRED, CodeOutcome.TOO_MANY_TRIES)
        elif fault is Fault.NONE:
            assert outcome is CodeOutcome.VERIFIED
            assert self.otp.find(address) is None
        else:
            assert outcome is CodeOutcome.PENDING

    def somebody_else_asks(self, address: str) -> None:
        self.there.fault = Fault.NONE
        try:
            self.other.send(channel_of(address), address, Language.ENGLISH)
        except CodeTooEarlyError:
            return

    def the_visit_ends(self) -> None:
        self.otp.wipe()

    def what_is_claimed_was_mailed_and_would_be_taken_now(self) -> None:
        for address in ("a@example.vn", "b@example.vn", PHONE):
            out: CodeOut | None = self.otp.find(address)
            if out is not None:
                assert 0 < out.valid_seconds <= 300
                assert (self.clock.now() - out.sent_at).total_seconds() < 300
                copy = ContactCodes(self.here, self.clock)
                copy._codes = deepcopy(self.otp._codes)
                assert self._would_be_taken(copy, address)

    def _would_be_taken(self, otp: ContactCodes, address: str) -> bool:
        """Whether central takes the code now; afterwards nothing has happened."""
        self.here.fault = Fault.NONE
        with self.central.engine.begin() as connection:
            before = connection.execute(select(code_challenge)).mappings().all()
        outcome = otp.verify(address, self.post.codes[self.kid, address]).outcome
        with self.central.engine.begin() as connection:
            for row in before:
                key = code_challenge.c.challenge_id == row["challenge_id"]
                connection.execute(update(code_challenge).where(key).values(**row))
        return outcome is CodeOutcome.VERIFIED

    def one_code_at_most_is_alive_for_an_address_and_a_kiosk(self) -> None:
        with self.central.engine.begin() as connection:
            rows = connection.execute(
                select(code_challenge.c.kid, code_challenge.c.address_hash).where(
                    code_challenge.c.tries_left > 0, code_challenge.c.verified_at.is_(None)
                )
            ).all()
        assert len(rows) == len(set(rows))


NONE, REQUEST, ANSWER, MAIL = Fault.NONE, Fault.REQUEST_LOST, Fault.ANSWER_LOST, Fault.MAIL_FAILS
STEPS: list[tuple[int, str, Callable[[World, str], object]]] = [
    (8, "a minute", lambda world, _: world.time_passes(60)),
    (3, "some seconds", lambda world, _: world.time_passes(20)),
    (2, "four minutes", lambda world, _: world.time_passes(239)),
    (1, "an hour", lambda world, _: world.time_passes(3600)),
    (10, "code page", lambda world, address: world.come_to_the_page(address, NONE)),
    (1, "code page, no line", lambda world, address: world.come_to_the_page(address, REQUEST)),
    (2, "code page, answer lost", lambda world, address: world.come_to_the_page(address, ANSWER)),
    (2, "code page, no mail", lambda world, address: world.come_to_the_page(address, MAIL)),
    (5, "wrong code", lambda world, address: world.type_a_wrong_code(address, NONE)),
    (3, "wrong code, answer lost", lambda world, address: world.type_a_wrong_code(address, ANSWER)),
    (2, "right code", lambda world, address: world.type_the_right_code(address, NONE)),
    (1, "right code, answer lost", lambda world, address: world.type_the_right_code(address, ANSWER)),
    (3, "another kiosk", lambda world, address: world.somebody_else_asks(address)),
    (1, "visit ends", lambda world, _: world.the_visit_ends()),
]


@pytest.mark.long
@settings(max_examples=settings().max_examples * 3 // 10)
@given(st.integers(0, 2**32))
def test_in_no_history_the_page_claims_what_does_not_work_or_refuses_what_it_claims(seed: int) -> None:
    chance = random.Random(seed)
    weights = [weight for weight, *_ in STEPS]
    history = [(chance.choices(STEPS, weights)[0], chance.choice(ADDRESSES)) for _ in range(30)]
    note(", ".join(f"{name} ({address})" for (_, name, _), address in history))
    world = World(per_hour=chance.choice((3, 100)))
    try:
        for (_, _, step), address in history:
            step(world, address)
            world.what_is_claimed_was_mailed_and_would_be_taken_now()
            world.one_code_at_most_is_alive_for_an_address_and_a_kiosk()
    finally:
        world.end()
