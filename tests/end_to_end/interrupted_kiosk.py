"""The core of a kiosk and a person who fills in a form at it, without a window; also a process to be killed.

As a process it says after every command where the person is, once what it keeps is on the disk.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from central.embedded import EmbeddedCentral
from commands.settings_argument import FONTS_FOLDER
from ekyc.card.reading import CardReading, Portrait
from kiosk.app import Kiosk
from kiosk.clock import Clock, SystemClock
from kiosk.devices.hardware import Hardware
from kiosk.forms.kind import Typed
from kiosk.language import Language
from kiosk.ledger import open_ledger
from kiosk.settings import Settings, load_settings
from kiosk.sync.enrolment import enrol
from kiosk.visit import identification
from kiosk.visit.proofs import ChannelProof, ProofState
from local_db.schema import draft
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from tests.kiosk.visits import REGISTRATION, face_evidence, proved_reading
from tests.own_account import held_by
from tests.patience import PATIENCE

CHALLENGE = UUID("019a0000-0000-7000-8000-00000000000c")


def settings_in(folder: Path, url: str, keep_minutes: float = 60.0) -> Settings:
    return load_settings(
        folder / "none.toml",
        mode="development",
        data_folder=folder / "kiosk",
        office={"code": "00100", "name": "BHXH cơ sở Ba Đình"},
        central={"url": url, "retry_cap_seconds": 0.5, "poll_seconds": 0.5},
        drafts={"keep_minutes": keep_minutes},
    )


def enrol_in(folder: Path, central: EmbeddedCentral, clock: Clock | None = None) -> None:
    """Make the database of a kiosk that central knows. Central has to run."""
    settings = settings_in(folder, central.url)
    ledger = open_ledger(settings, clock or SystemClock())
    try:
        enrol(ledger.central, ledger.credentials, central.new_enrolment_code())
    finally:
        ledger.close()


@contextmanager
def running_core(settings: Settings, clock: Clock | None = None) -> Iterator[Kiosk]:
    """A kiosk that keeps and sends; card and face are handed to it."""
    unused = Hardware(lambda: None, lambda: None, lambda: SyntheticCamera(SyntheticPerson.ASTRONAUT))
    kiosk = Kiosk(settings, unused, clock or SystemClock(), FONTS_FOLDER)
    kiosk.line.start()
    kiosk.drafts.start()
    try:
        yield kiosk
    finally:
        kiosk.close()


def settle(kiosk: Kiosk) -> None:
    """Until all that was to be kept is kept."""
    done = threading.Event()
    kiosk.line.do(lambda _ledger: done.set())
    assert done.wait(PATIENCE)


def drafts_in(kiosk: Kiosk) -> int:
    """How many drafts the file holds."""
    with kiosk.line.get().database.read() as connection:
        return connection.execute(select(func.count()).select_from(draft)).scalar_one()


class Applicant:
    """Does a task, page by page."""

    def __init__(
        self, kiosk: Kiosk, card: CardReading | None = None, answers: Mapping[str, Typed] = REGISTRATION
    ) -> None:
        self.kiosk = kiosk
        self.navigator = kiosk.navigator
        self.card = card or proved_reading()
        self.answers = answers

    def identify(self, task_id: str = "register") -> None:
        """As the identity page does when the person says that the card is theirs."""
        self.navigator.begin(Language.VIETNAMESE)
        self.navigator.choose(task_id)
        while self.navigator.screen == "information":  # a service tells first what it is about
            self.navigator.next()
        visit = self.navigator.visit
        identification.take_card(visit.person, self.card)
        self.navigator.next()
        identification.confirm_identity(visit.person)
        visit.draft = self.kiosk.drafts.find(self.card)
        self.navigator.next()

    def show_face(self) -> None:
        """All that comes before the form."""
        while self.navigator.screen.startswith("face_"):
            self.go_on()

    def go_on(self) -> None:
        """Do what the page asks for, and leave it."""
        person, now = self.navigator.visit.person, self.kiosk.clock.now()
        does: Mapping[str, Callable[[], object]] = {
            "face_prepare": lambda: identification.agree_to_face(person, now),
            "face_check": lambda: identification.take_face(person, face_evidence(), self.kiosk.policy),
            "record": lambda: setattr(self.navigator.journey, "unlooked", True),
            "own_data": lambda: self.navigator.journey.choose_figures(own=False),
            "question": self.answer,
            "code": self.prove,
            "check_answers": self.submit,
        }
        does.get(self.navigator.screen, lambda: None)()
        self.navigator.next()

    def go_to(self, place: str) -> None:
        while self.place != place:
            before = (self.place, self.navigator.screen)
            self.go_on()
            assert (self.place, self.navigator.screen) != before, f"no way on from {before}"

    def answer(self) -> None:
        answers, page = self.navigator.journey.answers, self.navigator.page
        for question in page.questions:
            typed = self.answers.get(question.id)
            if typed:
                answers.type(question.id, held_by(self.navigator.visit.person, typed))
            elif typed is not None:
                answers.decline(question.id)
        assert not answers.take_page(page, self.navigator.facts(), self.navigator.context())

    def prove(self) -> None:
        journey = self.navigator.journey
        address = journey.channel_address(self.navigator.page.channel)
        assert address is not None
        journey.proofs.put(ChannelProof(address, ProofState.VERIFIED, CHALLENGE, self.kiosk.clock.now()))

    def submit(self) -> None:
        self.kiosk.submitter.submit(self.navigator.visit)

    @property
    def place(self) -> str:
        return self.navigator.run.current.id if self.navigator.in_journey else self.navigator.screen

    def report(self) -> dict[str, Any]:
        """Where the person is, and all that the journey holds."""
        journey, person = self.navigator.journey, self.navigator.visit.person
        return {
            "screen": self.navigator.screen,
            "place": self.place,
            "answers": journey.answers.dump(),
            "proofs": sorted((proof.address, proof.state.value) for proof in journey.proofs.all()),
            "act_id": str(journey.act_id),
            "recorded": journey.recorded is not None,
            "face_shown": person.face is not None,
        }


def another_picture(card: CardReading) -> CardReading:
    """A card with the same text and another portrait in its chip."""
    return replace(card, portrait=Portrait(b"another picture", "image/jpeg"))


def main() -> None:
    """Commands come line by line; every answer is one line of JSON."""
    folder, url = Path(sys.argv[1]), sys.argv[2]
    with running_core(settings_in(folder, url)) as kiosk:
        applicant = Applicant(kiosk)
        does: Mapping[str, Callable[[], None]] = {
            "identify": applicant.identify,
            "resume": kiosk.navigator.resume,
            "go_on": applicant.go_on,
            "show_face": applicant.show_face,
            "submit": applicant.submit,
        }
        for line in sys.stdin:
            does[line.strip()]()
            settle(kiosk)
            print(json.dumps(applicant.report()), flush=True)


if __name__ == "__main__":
    main()
