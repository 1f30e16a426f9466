"""A card and its reader: what was read is said at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO

from PIL import Image

from ekyc.card.reading import (
    AccessProtocol,
    CardReading,
    CardVerdicts,
    ChipGenuine,
    DataGroupIntegrity,
    Identity,
    IdentitySource,
    IssuerTrust,
    Portrait,
    PrintVersusChip,
    Sex,
    ShownDocument,
    SodSignature,
    Validity,
)
from ekyc.card.typed_number import TypedNumber, inspect_typed_number
from ekyc.card_progress import CardPhase, CardProgress
from ekyc.chip.challenge_answer import Agree, ChallengeAnswer
from ekyc.errors import EkycError

NAME = "Nguyễn Thị Thùy Dương"

NUMBER = "079160012345"


@cache
def portrait_jpeg() -> bytes:
    """A plain picture: the page only has to show that it decodes one."""
    picture = Image.new("RGB", (300, 400), (190, 205, 215))
    for y in range(60, 340):
        for x in range(75, 225):
            if ((x - 150) / 75) ** 2 + ((y - 190) / 120) ** 2 < 1:
                picture.putpixel((x, y), (222, 180, 150))
    data = BytesIO()
    picture.save(data, "JPEG")
    return data.getvalue()


def card_reading(*, trusted: bool = True, source: IdentitySource = IdentitySource.CHIP) -> CardReading:
    """An invented woman's card."""
    chip = source is IdentitySource.CHIP
    return CardReading(
        source=source,
        identity=Identity(
            personal_number=NUMBER,
            full_name=NAME,
            date_of_birth=date(1960, 5, 17),
            sex=Sex.FEMALE,
            residence="Số 18 ngõ 4, thôn Đông, xã Hòa Bình, tỉnh Thái Nguyên",
            date_of_expiry=date(2035, 5, 17),
        ),
        verdicts=CardVerdicts(
            access=AccessProtocol.PACE if chip else AccessProtocol.NONE,
            data_group_integrity=DataGroupIntegrity.INTACT if chip else DataGroupIntegrity.NOT_CHECKED,
            sod_signature=SodSignature.VALID if chip else SodSignature.NOT_CHECKED,
            issuer_trust=IssuerTrust.TRUSTED if trusted and chip else IssuerTrust.UNKNOWN,
            chip_genuine=ChipGenuine.YES if chip else ChipGenuine.NOT_PROVABLE,
            print_versus_chip=PrintVersusChip.SAME if chip else PrintVersusChip.NOT_COMPARED,
            validity=Validity.VALID,
        ),
        portrait=Portrait(portrait_jpeg(), "image/jpeg") if chip else None,
    )


class TestCard:
    """A card place whose reader does what the test calls."""

    __test__ = False

    def __init__(self) -> None:
        self.started = 0
        self.cancelled = 0
        self.typed: list[str] = []
        self.scanned = ""
        self.sees_qr = True
        self.without_chip = 0
        self.on_progress: Callable[[CardProgress], None] = lambda _progress: None
        self.on_done: Callable[[CardReading], None] = lambda _reading: None
        self.on_fault: Callable[[EkycError], None] = lambda _error: None
        self.lies: Callable[[bool], None] = lambda _lies: None
        self.answers: ChallengeAnswer | None = ChallengeAnswer({}, None)  # None: the test says when
        self.on_answer: Callable[[ChallengeAnswer], None] = lambda _answer: None
        self.on_lying: Callable[[bool], None] = lambda _lies: None
        self.on_answer_fault: Callable[[EkycError], None] = lambda _error: None

    def answer(
        self,
        identity: Identity,
        challenge: bytes,
        on_card: Callable[[bool], None],
        on_done: Callable[[ChallengeAnswer], None],
        on_fault: Callable[[EkycError], None],
        *,
        agree: Agree | None = None,
    ) -> None:
        del identity, challenge, agree
        self.on_lying, self.on_answer, self.on_answer_fault = on_card, on_done, on_fault
        if self.answers is not None:
            on_done(self.answers)

    def start(
        self,
        on_progress: Callable[[CardProgress], None],
        on_done: Callable[[CardReading], None],
        on_fault: Callable[[EkycError], None],
        document: ShownDocument = ShownDocument.ID_CARD,
    ) -> None:
        self.started += 1
        self.document = document
        self.on_progress, self.on_done, self.on_fault = on_progress, on_done, on_fault

    def progress(self, phase: CardPhase, file: str | None = None, fraction: float = 0.0) -> None:
        before_the_chip = {CardPhase.LIFT_CARD, CardPhase.WAITING_FOR_CARD, CardPhase.LOOKING_FOR_QR}
        self.on_progress(
            CardProgress(
                phase,
                file,
                fraction,
                qr_done=phase not in before_the_chip,
                chip_done=phase is CardPhase.VERIFYING,
            )
        )

    def type_number(self, digits: str) -> None:
        self.typed.append(digits)

    def type_scan(self, keys: str) -> None:
        self.scanned += keys

    def inspect_number(self, digits: str) -> TypedNumber:
        return inspect_typed_number(digits, date(2026, 3, 2))

    def go_on_without_chip(self) -> None:
        self.without_chip += 1

    def watch(self, on_card: Callable[[bool], None]) -> None:
        self.lies = on_card

    def cancel(self) -> None:
        self.cancelled += 1
