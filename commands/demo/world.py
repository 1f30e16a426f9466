"""Everything around the kiosk that a visit needs, simulated or embedded: card, cameras, person, central."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from central.embedded import EmbeddedCentral
from central.settings import GrantSettings
from commands.demo.plays import Play, instant_of
from commands.settings_argument import FONTS_FOLDER
from ekyc.face.evidence import LivenessAction
from ekyc.face.flash import FlashColour
from kiosk.app import Kiosk
from kiosk.clock import Clock, SystemClock
from kiosk.devices.hardware import Hardware
from kiosk.ledger import open_ledger
from kiosk.settings import Settings, load_settings
from kiosk.sync.enrolment import enrol
from simulation.card.camera import CardSlotCamera
from simulation.card.chip import SimulatedCard
from simulation.card.issuer import standing_issuer
from simulation.card.reader import SimulatedReader
from simulation.clock import ShiftedClock
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from simulation.people import ADULT_WOMAN, SamplePerson

OFFICE = {"code": "00100", "name": "BHXH cơ sở Ba Đình"}


def clock_for(plays: Iterable[Play]) -> Clock:
    """The machine's own, unless what is played can be done at certain times only."""
    at = instant_of(plays)
    return SystemClock() if at is None else ShiftedClock(at)


class World:
    """One kiosk's surroundings in ``folder``. ``start`` first, then `new_kiosk`; ``stop`` at the end."""

    def __init__(
        self,
        folder: Path,
        *,
        person: SamplePerson = ADULT_WOMAN,
        card_face: SyntheticPerson = SyntheticPerson.ASTRONAUT,
        live_face: SyntheticPerson = SyntheticPerson.ASTRONAUT,
        clock: Clock | None = None,
    ) -> None:
        self.folder = folder
        self.printed_folder = folder / "printed"
        self.clock = clock or SystemClock()
        self.central = EmbeddedCentral(
            folder / "central", now=self.clock.now, grants=GrantSettings(csca_folder=folder / "csca")
        )
        self.reader = SimulatedReader()
        self.card = SimulatedCard(person, reference_portrait(card_face))
        self.face_camera = SyntheticCamera(live_face)
        self._card_camera = CardSlotCamera(self.reader)

    @property
    def clock_is_shifted(self) -> bool:
        return isinstance(self.clock, ShiftedClock)

    def start(self) -> None:
        self.central.start()
        csca = self.folder / "csca"
        csca.mkdir(parents=True, exist_ok=True)
        (csca / "simulated-csca.der").write_bytes(standing_issuer().csca_der)
        self.face_camera.prepare()

    def stop(self) -> None:
        self.central.stop()

    def settings(self, **overrides: Mapping[str, object] | object) -> Settings:
        """Settings of a development kiosk that uses this world. ``overrides`` replace whole parts."""
        parts: dict[str, object] = {
            "mode": "development",
            "data_folder": self.folder / "kiosk",
            "office": OFFICE,
            "central": {"url": self.central.url, "retry_cap_seconds": 2.0, "poll_seconds": 5.0},
            "card": {"csca_folder": self.folder / "csca"},
            # Nobody has measured the light before this screen: coloured light is shown and recorded, and
            # decides nothing.
            "face": {"methods": {"colour_flash": "shadow"}},
            "printer": {"folder": self.printed_folder},
            "screen": {"full_screen": False, "settle_seconds": 0.1},
            "speech": {"tones": False},
        }
        return load_settings(self.folder / "none.toml", **(parts | overrides))

    def new_kiosk(self, settings: Settings | None = None) -> Kiosk:
        """A kiosk that is enrolled at this world's central; not started yet."""
        settings = settings or self.settings()
        ledger = open_ledger(settings, self.clock)
        try:
            if ledger.credentials.find_enrolment() is None:
                code = self.central.new_enrolment_code(settings.kiosk_id, OFFICE["code"], OFFICE["name"])
                enrol(ledger.central, ledger.credentials, code)
        finally:
            ledger.close()
        return Kiosk(settings, self.hardware(), self.clock, FONTS_FOLDER)

    def hardware(self) -> Hardware:
        return Hardware(lambda: self.reader, lambda: self._card_camera, lambda: self.face_camera)

    def insert_card(self) -> None:
        self.reader.insert(self.card)

    def remove_card(self) -> None:
        self.reader.remove()

    def hear(self, action: LivenessAction | None) -> None:
        """The simulated person does what the screen asks for."""
        if action is not None:
            self.face_camera.act(action)

    def light(self, colour: FlashColour | None) -> None:
        """The kiosk's screen lights the simulated face."""
        self.face_camera.light(colour)

    def find_code(self, address: str) -> str | None:
        """The newest one-time code in the mailbox of ``address``."""
        for mail in reversed(self.central.mails()):
            if mail.to == address:
                return next(word for word in mail.text.split() if word.isdigit() and len(word) == 6)
        return None
