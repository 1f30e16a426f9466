"""When the usual way is shut: typed digits without a card camera, the QR alone without a chip reader."""

from __future__ import annotations

import threading
from pathlib import Path

from commands.demo.world import World
from commands.settings_argument import FONTS_FOLDER
from ekyc.card.reading import CardReading, IdentitySource, PrintVersusChip, ShownDocument
from ekyc.errors import EkycError
from ekyc.verification import Outcome, Reason, verify
from kiosk.app import Kiosk
from kiosk.devices.hardware import Hardware
from kiosk.language import Language
from kiosk.visit import identification
from simulation.passports import WORKER
from tests.patience import PATIENCE


class Reading:
    """What came of one reading at the kiosk's card place."""

    def __init__(self, kiosk: Kiosk, document: ShownDocument = ShownDocument.ID_CARD) -> None:
        self._done = threading.Event()
        self.outcome: CardReading | EkycError | None = None
        kiosk.card.start(lambda _progress: None, self._finish, self._finish, document)

    def wait(self) -> CardReading:
        assert self._done.wait(PATIENCE), "nothing came in time"
        assert isinstance(self.outcome, CardReading), self.outcome
        return self.outcome

    def _finish(self, outcome: CardReading | EkycError) -> None:
        self.outcome = outcome
        self._done.set()


def kiosk_with(world: World, hardware: Hardware) -> Kiosk:
    kiosk = Kiosk(world.settings(), hardware, world.clock, FONTS_FOLDER)
    kiosk.start()
    kiosk.navigator.begin(Language.VIETNAMESE)
    kiosk.navigator.choose("register")
    return kiosk


def test_typed_digits_open_the_chip_when_no_camera_sees_the_qr(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.start()
    usual = world.hardware()
    kiosk = kiosk_with(world, Hardware(usual.card_connector, lambda: None, usual.face_camera))
    try:
        reading = Reading(kiosk)
        world.insert_card()
        kiosk.card.type_number(world.card.person.subject)
        read = reading.wait()
    finally:
        kiosk.close()
        world.stop()
    assert read.source is IdentitySource.CHIP
    assert read.verdicts.print_versus_chip is PrintVersusChip.NOT_COMPARED


def test_the_qr_alone_leads_to_staff(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.start()
    usual = world.hardware()
    kiosk = kiosk_with(world, Hardware(lambda: None, usual.card_camera, usual.face_camera))
    try:
        world.insert_card()
        read = Reading(kiosk).wait()
        person = kiosk.navigator.visit.person
        identification.take_card(person, read)
        identification.decline_face(person, kiosk.policy, kiosk.clock.now())
        verdict = person.verdict
    finally:
        kiosk.close()
        world.stop()
    assert read.source is IdentitySource.QR
    assert verdict is not None
    assert verdict.outcome is Outcome.STAFF_REVIEW
    assert Reason.IDENTITY_FROM_QR.value in verdict.reasons


def test_a_page_of_a_passport_alone_leads_to_staff(tmp_path: Path) -> None:
    world = World(tmp_path, person=WORKER)
    world.start()
    usual = world.hardware()
    kiosk = kiosk_with(world, Hardware(lambda: None, usual.card_camera, usual.face_camera))
    try:
        world.insert_card()
        read = Reading(kiosk, ShownDocument.PASSPORT).wait()
    finally:
        kiosk.close()
        world.stop()
    assert read.source is IdentitySource.MRZ
    assert read.identity.subject == WORKER.subject
    verdict = verify(read, None, kiosk.policy, 0)
    assert verdict.outcome is Outcome.STAFF_REVIEW
    assert {Reason.PASSPORT_SHOWN.value, Reason.IDENTITY_FROM_MRZ.value} <= set(verdict.reasons)
