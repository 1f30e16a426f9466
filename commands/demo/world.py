"""Everything around the kiosk that a visit needs, simulated or embedded: card, cameras, person, central."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pyotp

from central.cases.checklist import points_of
from central.cases.entered_time import entered_from
from central.cases.paper_checks import PaperCheck
from central.cases.table import Looked, changes
from central.cases.views import WholeCase
from central.connectors.text_message_sandbox import texts_in
from central.embedded import EmbeddedCentral
from central.settings import BackOfficeSettings, ConnectorSettings, GrantSettings, TextMessageSettings
from central.staff.accounts import Access, StaffError
from commands.central_demo import (
    OFFICE,
    known_to_others,
    trusting_simulated_cards,
    with_back_office,
    with_sandbox,
    with_texts,
)
from commands.central_populate import day_of, populate_demo
from commands.central_staff import prepare_demo
from commands.demo.host import PlayedHost
from commands.demo.plays import Deed, Play, instant_of
from commands.settings_argument import FONTS_FOLDER
from ekyc.face.evidence import LivenessAction
from ekyc.face.flash import FlashColour
from kiosk.app import Kiosk
from kiosk.clock import Clock, SystemClock
from kiosk.contract.staff import StaffRole
from kiosk.devices.hardware import Hardware
from kiosk.ledger import open_ledger
from kiosk.settings import Settings, load_settings
from kiosk.sync.enrolment import enrol
from simulation.authenticator import Authenticator
from simulation.card.camera import CardSlotCamera
from simulation.card.chip import SimulatedCard
from simulation.card.personalisation import Holder
from simulation.card.reader import SimulatedReader
from simulation.clock import ShiftedClock
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from simulation.passports import get_passport
from simulation.people import ADULT_WOMAN, get_person

_ONE_TIME_CODE = re.compile(r"\b[0-9]{6}\b")
_SECOND = "100009"  # staff number of the supervisor
_HELPER, _HELPER_NAME = "100008", "Phạm Thị Mẫu"  # who helps at the kiosk
_TECHNICIAN, _TECHNICIAN_NAME = "100007", "Vũ Văn Thử"
_HERE = 3600.0  # s that somebody who plays by themselves may take for a page
_PATIENCE = 180.0  # s for the process that compares faces: the machine may be busy with something else
_PEOPLE = 20  # of the country: those of the simulated cards with their families, and a few others


def clock_for(plays: Iterable[Play]) -> Clock:
    """The machine's own, unless what is played can be done at certain times only."""
    at = instant_of(plays)
    return SystemClock() if at is None else ShiftedClock(at)


def holder_of(plays: Sequence[Play]) -> Holder:
    """Who comes, by what the plays say that they show."""
    shown = next((play.passport for play in plays if play.passport), "")
    comes = next((play.person for play in plays if play.person), ADULT_WOMAN.key)
    return get_passport(shown) if shown else get_person(comes)


class World:
    """One kiosk's surroundings in ``folder``. ``start`` first, then `new_kiosk`; ``stop`` at the end."""

    def __init__(
        self,
        folder: Path,
        *,
        person: Holder = ADULT_WOMAN,
        card_face: SyntheticPerson = SyntheticPerson.ASTRONAUT,
        live_face: SyntheticPerson = SyntheticPerson.ASTRONAUT,
        clock: Clock | None = None,
    ) -> None:
        self.folder = folder
        self.printed_folder = folder / "printed"
        self.clock = clock or SystemClock()
        self._around = ExitStack()
        csca = trusting_simulated_cards(GrantSettings(), folder / "csca")
        known = known_to_others(day_of(self.clock.now()), _PEOPLE)
        sandbox = with_sandbox(ConnectorSettings(), self._around, known)
        self._texts = folder / "central" / "texts"
        self.central = EmbeddedCentral(
            folder / "central",
            now=self.clock.now,
            grants=csca,
            connectors=sandbox,
            back_office=with_back_office(BackOfficeSettings(working_seconds=1), self._around, known),
            text_messages=with_texts(TextMessageSettings(), self._around, self._texts),
        )
        self.reader = SimulatedReader()
        self.card = SimulatedCard(person, reference_portrait(card_face))
        self.face_camera = SyntheticCamera(live_face)
        self._card_camera = CardSlotCamera(self.reader)
        self.phone = Authenticator(self.clock.now)
        self._helper: Access | None = None

    @property
    def clock_is_shifted(self) -> bool:
        return isinstance(self.clock, ShiftedClock)

    def start(self) -> None:
        self.central.start()
        populate_demo(self.central.central, _PEOPLE)
        self._tell_everybody()
        self.face_camera.prepare()

    def _tell_everybody(self) -> None:
        """Central has looked at today before these people were there."""
        day_before = day_of(self.clock.now()) - timedelta(days=1)
        while not self.central.central.producing.some(day_before).finished:
            pass

    def stop(self) -> None:
        self.central.stop()
        self._around.close()

    def settings(self, **overrides: Mapping[str, object] | object) -> Settings:
        """Settings of a development kiosk in this world, which takes a simulated person for present however
        slow the machine. ``overrides`` replace whole parts.
        """
        parts: dict[str, object] = {
            "mode": "development",
            "data_folder": self.folder / "kiosk",
            "office": OFFICE,
            "central": {"url": self.central.url, "retry_cap_seconds": 2.0, "poll_seconds": 5.0},
            "card": {"csca_folder": self.folder / "csca"},
            # Nobody has measured the light before this screen: coloured light is shown and recorded, and
            # decides nothing.
            "face": {
                "methods": {"colour_flash": "shadow"},
                "start_seconds": _PATIENCE,
                "answer_seconds": _PATIENCE,
            },
            "printer": {"folder": self.printed_folder},
            "screen": {"full_screen": False, "settle_seconds": 0.1, "motion": False},
            "speech": {"tones": False},
            "idle": {"before_warning_seconds": _HERE},
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
        host = PlayedHost(self.folder)
        return Kiosk(settings, self.hardware(), self.clock, FONTS_FOLDER, host)

    def hardware(self) -> Hardware:
        return Hardware(lambda: self.reader, lambda: self._card_camera, lambda: self.face_camera)

    def decide(self, act_id: UUID, deeds: Collection[Deed]) -> None:
        """An officer of this office changes the case that the act has opened; a decision comes back with
        its result. Raises ProblemError.
        """
        self.central.wait_for_judging()
        central = self.central.central
        officer = prepare_demo(central, OFFICE["code"]).access.account
        for deed in deeds:
            if deed.change == "approve":
                self._compare(officer, act_id)
            version = central.cases.get(officer, str(act_id)).case.version
            case = central.cases.change(
                officer,
                str(act_id),
                deed.change,
                version,
                reason=deed.reason,
                asked=deed.asked,
                points=self._gone_through(officer, act_id, deed.change),
                time=None if deed.time is None else entered_from(deed.time),
                answer=deed.answer,
            )
            if case.proposed is not None:  # the machine was not sure of the person
                second = self._supervisor()
                points = self._gone_through(second, act_id, deed.change)
                central.cases.change(
                    second, str(act_id), deed.change, case.version, reason=deed.reason, points=points
                )
        if any(changes()[deed.change].decision is not None for deed in deeds):
            self.central.wait_for_result(officer, act_id)

    def case_of(self, name: str) -> WholeCase:
        """What an officer of this office sees of a case, by its number or the act that opened it."""
        self.central.wait_for_judging()
        central = self.central.central
        officer = prepare_demo(central, OFFICE["code"]).access.account
        return central.cases.get(officer, name)

    def hire_helper(self) -> Access:
        """A member of staff who helps at the kiosk; it lets them in after its next exchange with central."""
        staff = self.central.central.staff
        self._helper = staff.add(_HELPER, _HELPER_NAME, StaffRole.OFFICER, OFFICE["code"])
        return self._helper

    def hire_technician(self) -> Access:
        """Who looks after the machine, at the kiosk itself."""
        staff = self.central.central.staff
        return staff.add(_TECHNICIAN, _TECHNICIAN_NAME, StaffRole.TECHNICIAN, OFFICE["code"])

    def helper_types(self) -> tuple[str, str, str]:
        """Their number, PIN and present code."""
        if self._helper is None:
            raise ValueError("nobody was hired")
        code = pyotp.TOTP(self._helper.code_secret).at(self.clock.now())
        return self._helper.account, self._helper.pin, code

    def _supervisor(self) -> str:
        """Who agrees where a decision takes two."""
        with suppress(StaffError):  # known already
            self.central.central.staff.add(_SECOND, "Lê Thị Mẫu", StaffRole.SUPERVISOR, OFFICE["code"])
        return _SECOND

    def _compare(self, officer: str, act_id: UUID) -> None:
        """The person has brought the originals of what was photographed."""
        cases = self.central.central.cases
        whole = cases.get(officer, str(act_id))
        checks = [
            PaperCheck(paper.act_id, paper.paper, paper.findings[0].code)
            for paper in whole.papers
            if paper.found is None
        ]
        if checks:
            cases.change(officer, str(act_id), "check_papers", whole.case.version, checks=checks)

    def _gone_through(self, account: str, act_id: UUID, change: str) -> dict[str, str]:
        """The checklist of an officer who found nothing wrong, and looked where the machine was not sure."""
        if changes()[change].checklist is not Looked.ALL:
            return {}
        case = self.central.central.cases.get(account, str(act_id)).case
        found: dict[str, str] = {}
        for point in points_of(case.kind):
            answers = [each for each in point.answer if each.passes]
            by_eye = [each for each in answers if each.overrides] if case.doubtful else []
            found[point.id] = (by_eye or answers)[0].code
        return found

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
        """The newest one-time code in the mailbox of ``address``, or among the messages of that phone."""
        mails = ((mail.to, mail.text) for mail in reversed(self.central.mails()))
        texts = ((each.phone, each.text) for each in reversed(texts_in(self._texts)))
        for to, text in mails if "@" in address else texts:
            found = _ONE_TIME_CODE.search(text) if to == address else None
            if found is not None:
                return found.group()
        return None
