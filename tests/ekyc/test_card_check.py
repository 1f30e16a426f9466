"""One identification from start to end, with the simulated reader and real QR pictures."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from numpy.typing import NDArray

from ekyc.card.card_warnings import CardWarning
from ekyc.card.citizen_qr import parse_citizen_qr
from ekyc.card.errors import CardError, CardErrorCode
from ekyc.card.reading import (
    AccessProtocol,
    CardReading,
    ChipGenuine,
    IdentitySource,
    PrintVersusChip,
    Validity,
)
from ekyc.card.wedge import QUIET_SECONDS
from ekyc.card_check import CardCheck
from ekyc.card_progress import CardPhase, CardProgress
from ekyc.chip.transport import CardConnector
from ekyc.errors import EkycError
from ekyc.printed_card import CHIP, mrz_keys_from_qr
from ekyc.verification import Outcome, VerificationPolicy, verify
from simulation.card import files
from simulation.card.degraded import Degradation, photograph
from simulation.card.health_card import new_health_qr_text
from simulation.card.issuer import standing_issuer
from simulation.card.mrz_picture import card_back
from simulation.card.qr_picture import qr_frame
from simulation.card.quirks import PaceReference, Quirks
from simulation.card.reader import LineFaults, SimulatedReader
from simulation.people import ADULT_MAN, ADULT_WOMAN, NO_EXPIRY_CARD, OLDER_PERSON, PEOPLE, SamplePerson
from tests.ekyc.chip.readings import NOW, card_of, trust_in
from tests.ekyc.evidence import a_face_that_proves_itself
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE


class Camera:
    """Shows what it is pointed at."""

    def __init__(self, frame: NDArray[np.uint8] | None = None) -> None:
        self.frame = frame

    def read(self) -> NDArray[np.uint8] | None:
        return self.frame


class Visit:
    """A check with its callbacks collected."""

    def __init__(
        self,
        connector: CardConnector | None,
        camera: Camera | None,
        wait_seconds: float | None,
        put_back_seconds: float,
        mrz_after_seconds: float,
    ) -> None:
        self.progress: list[CardProgress] = []
        self._progressed = threading.Condition()
        self._ends: queue.Queue[CardReading | EkycError] = queue.Queue()
        self.clock = ManualClock()  # no deadline or budget runs out unless the test says so
        self.check = CardCheck(
            connector,
            trust_in(standing_issuer()),
            lambda: NOW,
            on_progress=self._on_progress,
            on_done=self._ends.put,
            on_fault=self._ends.put,
            frames=camera,
            wait_seconds=wait_seconds,
            put_back_seconds=put_back_seconds,
            mrz_after_seconds=mrz_after_seconds,
            monotonic=self.clock.monotonic,
        )

    def _on_progress(self, progress: CardProgress) -> None:
        with self._progressed:
            self.progress.append(progress)
            self._progressed.notify_all()

    def wait_for(self, wanted: Callable[[CardProgress], bool]) -> None:
        with self._progressed:
            assert self._progressed.wait_for(lambda: any(map(wanted, self.progress)), PATIENCE)

    def end(self) -> CardReading | EkycError:
        end = self._ends.get(timeout=PATIENCE)
        assert self.check.join(PATIENCE)
        assert self._ends.empty()
        return end

    def reading(self) -> CardReading:
        end = self.end()
        assert isinstance(end, CardReading), end
        return end

    def fault(self) -> str:
        end = self.end()
        assert isinstance(end, EkycError), end
        return end.code

    @property
    def over_without_callback(self) -> bool:
        return self.check.join(PATIENCE) and self._ends.empty()


@pytest.fixture
def visits() -> Iterator[Callable[..., Visit]]:
    made: list[Visit] = []

    def make(
        connector: CardConnector | None,
        camera: Camera | None = None,
        wait_seconds: float | None = None,
        put_back_seconds: float = PATIENCE,
        mrz_after_seconds: float = PATIENCE,
    ) -> Visit:
        made.append(Visit(connector, camera, wait_seconds, put_back_seconds, mrz_after_seconds))
        return made[-1]

    yield make
    for visit in made:
        visit.check.forget()
        assert visit.check.join(PATIENCE)


def reader_with(person: SamplePerson = ADULT_WOMAN, quirks: Quirks | None = None) -> SimulatedReader:
    reader = SimulatedReader()
    reader.insert(card_of(person, quirks))
    return reader


def test_qr_opens_the_chip_and_is_compared_with_it(visits: Callable[..., Visit]) -> None:
    visit = visits(reader_with(), Camera(qr_frame(ADULT_WOMAN)))
    visit.check.start()
    reading = visit.reading()
    assert reading.source is IdentitySource.CHIP
    assert reading.verdicts.print_versus_chip is PrintVersusChip.SAME
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    last = visit.progress[-1]
    assert (last.phase, last.qr_done, last.chip_done, last.signature_done) == (
        CardPhase.VERIFYING,
        True,
        True,
        True,
    )
    phases = list(dict.fromkeys(progress.phase for progress in visit.progress))
    assert phases == [
        CardPhase.LOOKING_FOR_QR,
        CardPhase.OPENING_CHIP,
        CardPhase.READING,
        CardPhase.VERIFYING,
    ]


def test_card_and_code_may_come_late(visits: Callable[..., Visit]) -> None:
    reader, camera = SimulatedReader(), Camera(np.zeros((720, 1280, 3), dtype=np.uint8))
    visit = visits(reader, camera)
    visit.check.start()
    visit.wait_for(lambda progress: progress.phase is CardPhase.WAITING_FOR_CARD)
    reader.insert(card_of())
    visit.wait_for(lambda progress: progress.phase is CardPhase.LOOKING_FOR_QR)
    camera.frame = qr_frame(ADULT_WOMAN)
    assert visit.reading().identity.full_name == ADULT_WOMAN.full_name


def test_typed_number_instead_of_the_code(visits: Callable[..., Visit]) -> None:
    visit = visits(reader_with())
    visit.check.start()
    with pytest.raises(CardError):
        visit.check.type_number("12345")
    visit.check.type_number(ADULT_WOMAN.personal_number)
    reading = visit.reading()
    assert reading.verdicts.print_versus_chip is PrintVersusChip.NOT_COMPARED
    assert not reading.warnings


def test_typed_number_with_the_right_can_alone_is_told(visits: Callable[..., Visit]) -> None:
    visit = visits(reader_with())
    visit.check.start()
    visit.check.type_number("999999" + ADULT_WOMAN.can)
    assert visit.reading().warnings == ("typed_number_differs_from_chip",)


def test_wrong_number_then_right_one(visits: Callable[..., Visit]) -> None:
    visit = visits(reader_with())
    visit.check.start()
    visit.check.type_number(ADULT_MAN.personal_number)
    assert visit.fault() == "wrong_access_key"
    visit.check.start()
    visit.check.type_number(ADULT_WOMAN.personal_number)
    assert visit.reading().source is IdentitySource.CHIP


def test_a_code_of_another_card_is_forgotten(visits: Callable[..., Visit]) -> None:
    camera = Camera(qr_frame(ADULT_MAN))
    visit = visits(reader_with(), camera)
    visit.check.start()
    assert visit.fault() == "wrong_access_key"
    camera.frame = qr_frame(ADULT_WOMAN)
    visit.check.start()
    assert visit.reading().identity.personal_number == ADULT_WOMAN.personal_number


def test_print_that_differs_from_the_chip(visits: Callable[..., Visit]) -> None:
    """A forged print with the real number opens the chip and is told apart by its name."""
    forged = SamplePerson(
        "forged",
        ADULT_WOMAN.personal_number,
        "Nguyễn Thị Minh Trâm",
        ADULT_WOMAN.date_of_birth,
        ADULT_WOMAN.sex,
        ADULT_WOMAN.residence,
        ADULT_WOMAN.place_of_origin,
        ADULT_WOMAN.date_of_issue,
        ADULT_WOMAN.date_of_expiry,
    )
    visit = visits(reader_with(), Camera(qr_frame(forged)))
    visit.check.start()
    assert visit.reading().verdicts.print_versus_chip is PrintVersusChip.DIFFERENT


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.key)
def test_bac_keys_from_the_qr_of_every_sample(person: SamplePerson, visits: Callable[..., Visit]) -> None:
    assert mrz_keys_from_qr(parse_citizen_qr(person.qr_text))[0] == person.mrz.key
    visit = visits(reader_with(person, Quirks(offers_pace=False)), Camera(qr_frame(person)))
    visit.check.start()
    assert visit.reading().verdicts.access is AccessProtocol.BAC


def test_without_a_reader_the_code_alone_ends_it(visits: Callable[..., Visit]) -> None:
    visit = visits(None, Camera(qr_frame(NO_EXPIRY_CARD)))
    visit.check.start()
    reading = visit.reading()
    assert reading.source is IdentitySource.QR
    assert reading.verdicts.validity is Validity.NO_EXPIRY
    assert reading.verdicts.access is AccessProtocol.NONE
    assert reading.file_faults == {CHIP: "no_reader"}
    assert reading.portrait is None


def test_without_reader_and_camera_there_is_nothing_to_wait_for(visits: Callable[..., Visit]) -> None:
    visit = visits(None)
    visit.check.start()
    assert visit.fault() == "no_reader"


def test_a_chip_that_refuses_leaves_the_code(visits: Callable[..., Visit]) -> None:
    refusing = Quirks(offers_pace=False, offers_bac=False)
    visit = visits(reader_with(quirks=refusing), Camera(qr_frame(ADULT_WOMAN)))
    visit.check.start()
    reading = visit.reading()
    assert reading.source is IdentitySource.QR
    assert reading.file_faults[CHIP] in {"access_key_needed", "access_refused"}


def test_the_person_may_go_on_without_the_chip(visits: Callable[..., Visit]) -> None:
    visit = visits(SimulatedReader(), Camera(qr_frame(ADULT_WOMAN)))
    visit.check.start()
    visit.wait_for(lambda progress: progress.qr_done)
    visit.check.finish_without_chip()
    reading = visit.reading()
    assert reading.source is IdentitySource.QR
    assert not reading.file_faults


def lifted(visit: Visit, reader: SimulatedReader, after: int) -> None:
    """The card leaves after that many commands, and the check has noticed it."""
    reader.faults = LineFaults(lifted_after=after)
    visit.check.start()
    visit.wait_for(lambda progress: progress.phase is CardPhase.PUT_CARD_BACK)
    reader.faults = LineFaults()


@pytest.mark.parametrize("after", [0, 5, 16, 24])
def test_a_card_put_back_is_read_on(after: int, visits: Callable[..., Visit]) -> None:
    reader, card = SimulatedReader(), card_of()
    reader.insert(card)
    visit = visits(reader, Camera(qr_frame(ADULT_WOMAN)))
    lifted(visit, reader, after)
    reader.insert(card)
    reading = visit.reading()
    assert reading.source is IdentitySource.CHIP
    assert reading.verdicts.chip_genuine is ChipGenuine.YES
    assert reading.portrait is not None
    assert not reading.file_faults
    files_told = [progress.file for progress in visit.progress if progress.fraction == 1.0]
    assert len(files_told) == len(set(files_told)), "no file is read twice but to prove the card"


@pytest.mark.parametrize("person", [ADULT_WOMAN, ADULT_MAN])
def test_another_card_put_back_is_noticed(person: SamplePerson, visits: Callable[..., Visit]) -> None:
    """Even one of the same holder, with the same access number."""
    reader = reader_with()
    visit = visits(reader, Camera(qr_frame(ADULT_WOMAN)))
    lifted(visit, reader, 20)
    reader.insert(card_of(person))
    assert visit.fault() == "card_changed"


def test_a_card_that_stays_away_ends_the_check(visits: Callable[..., Visit]) -> None:
    reader = reader_with()
    visit = visits(reader, Camera(qr_frame(ADULT_WOMAN)), put_back_seconds=0.0)
    lifted(visit, reader, 25)
    assert visit.fault() == "card_removed"
    reader.insert(card_of())
    visit.check.start()
    assert visit.reading().source is IdentitySource.CHIP


def test_a_card_that_never_stays_ends_the_check(visits: Callable[..., Visit]) -> None:
    reader = reader_with()
    reader.faults = LineFaults(lifted_after=9, put_back=reader.card, lifts=99)
    visit = visits(reader, Camera(qr_frame(ADULT_WOMAN)))
    visit.check.start()
    assert visit.fault() == "card_removed"


def test_a_lifted_card_may_be_left_out(visits: Callable[..., Visit]) -> None:
    reader = reader_with()
    visit = visits(reader, Camera(qr_frame(ADULT_WOMAN)))
    lifted(visit, reader, 25)
    visit.check.finish_without_chip()
    assert visit.reading().source is IdentitySource.QR


def test_cancel_while_the_card_is_away(visits: Callable[..., Visit]) -> None:
    reader = reader_with()
    visit = visits(reader, Camera(qr_frame(ADULT_WOMAN)))
    lifted(visit, reader, 25)
    visit.check.cancel()
    assert visit.over_without_callback


def test_waiting_has_an_end(visits: Callable[..., Visit]) -> None:
    visit = visits(SimulatedReader(), wait_seconds=0.0)
    visit.check.start()
    assert visit.fault() == "no_card"
    visit = visits(reader_with(), wait_seconds=0.0)
    visit.check.start()
    assert visit.fault() == "qr_not_found"


def test_cancel_ends_without_a_callback(visits: Callable[..., Visit]) -> None:
    visit = visits(SimulatedReader())
    visit.check.start()
    visit.wait_for(lambda progress: progress.phase is CardPhase.WAITING_FOR_CARD)
    with pytest.raises(RuntimeError):
        visit.check.start()
    visit.check.cancel()
    assert visit.over_without_callback


def test_cancel_in_the_middle_of_the_chip(visits: Callable[..., Visit]) -> None:
    reader = reader_with()
    visit = visits(reader, Camera(qr_frame(ADULT_WOMAN)))

    def cancel_at_20(number: int, response: bytes) -> bytes:
        if number == 20:
            visit.check.cancel()
        return response

    reader.faults = LineFaults(mutate=cancel_at_20)
    visit.check.start()
    assert visit.over_without_callback
    assert visit.progress[-1].phase is CardPhase.READING


def test_forget_leaves_nothing_of_the_person(visits: Callable[..., Visit]) -> None:
    visit = visits(reader_with(), Camera(qr_frame(ADULT_WOMAN)))
    visit.check.start()
    visit.reading()
    visit.check.forget()
    texts = [repr(value) for value in vars(visit.check).values()]
    assert visit.check._qr is None
    assert not any(ADULT_WOMAN.personal_number in text for text in texts)


def test_faults_carry_no_personal_data(visits: Callable[..., Visit]) -> None:
    visit = visits(reader_with())
    visit.check.start()
    visit.check.type_number(ADULT_MAN.personal_number)
    end = visit.end()
    assert isinstance(end, CardError)
    assert end.card_code is CardErrorCode.WRONG_ACCESS_KEY
    assert ADULT_MAN.can not in str(end) + repr(end)


class BrokenCamera(Camera):
    def read(self) -> NDArray[np.uint8] | None:
        raise LookupError(ADULT_WOMAN.personal_number)


@pytest.mark.expects_log("the card check ended in a bug: LookupError$")
def test_a_bug_ends_the_check_without_telling_what_was_on_the_card(visits: Callable[..., Visit]) -> None:
    visit = visits(SimulatedReader(), BrokenCamera())
    visit.check.start()
    assert visit.fault() == "internal_fault"


@pytest.mark.parametrize(
    "quirks",
    [
        Quirks(pace_tag_off_at=1, offers_bac=False),
        Quirks(pace_dies_at=3, offers_bac=False),
        Quirks(pace_announced=(12,), pace_reference=PaceReference.MUST, offers_bac=False),
        Quirks(replaced_files={files.CARD_ACCESS: b"\x31\x02\x05\x00"}, offers_pace=False, offers_bac=False),
    ],
    ids=["other tags", "breaks off", "other parameters", "spoilt CardAccess"],
)
def test_where_no_way_into_the_chip_is_left_the_code_ends_the_check(
    quirks: Quirks, visits: Callable[..., Visit]
) -> None:
    visit = visits(reader_with(quirks=quirks), Camera(qr_frame(ADULT_WOMAN)))
    visit.check.start()
    reading = visit.reading()
    assert reading.source is IdentitySource.QR
    assert reading.file_faults == {CHIP: "access_refused"}


def test_where_pace_breaks_off_and_the_computed_date_does_not_open_the_code_ends_the_check(
    visits: Callable[..., Visit],
) -> None:
    other_date = replace(ADULT_WOMAN, date_of_expiry=date(2039, 5, 6))
    visit = visits(reader_with(other_date, Quirks(pace_tag_off_at=2)), Camera(qr_frame(ADULT_WOMAN)))
    visit.check.start()
    assert visit.reading().file_faults == {CHIP: "access_refused"}


@pytest.mark.parametrize(
    ("printed", "warned"), [("162048918", True), ("162048917", False), ("", False)], ids=str
)
def test_an_old_number_that_differs_from_the_print(
    printed: str, warned: bool, visits: Callable[..., Visit]
) -> None:
    visit = visits(reader_with(OLDER_PERSON))
    visit.check.start()
    visit.check.type_scan(replace(OLDER_PERSON, old_id_number=printed).qr_text)
    visit.clock.advance(2 * QUIET_SECONDS)
    reading = visit.reading()
    assert (CardWarning.OLD_NUMBER_DIFFERS_FROM_PRINT in reading.warnings) is warned
    reasons = verify(reading, a_face_that_proves_itself(), VerificationPolicy(NOW.date()), 1).reasons
    assert reasons == (("old_number_differs",) if warned else ())


def test_a_scanner_that_types_gives_the_code(visits: Callable[..., Visit]) -> None:
    visit = visits(reader_with())
    visit.check.start()
    for character in ADULT_WOMAN.qr_text:
        visit.check.type_scan(character)
    visit.clock.advance(2 * QUIET_SECONDS)
    reading = visit.reading()
    assert reading.source is IdentitySource.CHIP
    assert reading.verdicts.print_versus_chip is PrintVersusChip.SAME


def test_a_scan_that_a_layout_changed_ends_with_its_name(visits: Callable[..., Visit]) -> None:
    visit = visits(reader_with())
    visit.check.start()
    visit.check.type_scan(ADULT_MAN.qr_text.replace("ú", "?") + "\r")
    assert visit.fault() == "scan_letters_lost"
    visit.check.start()
    visit.check.type_scan(ADULT_WOMAN.qr_text + "\r")
    assert visit.reading().source is IdentitySource.CHIP


def test_the_health_card_does_not_open_an_identity_card(visits: Callable[..., Visit]) -> None:
    visit = visits(reader_with())
    visit.check.start()
    visit.check.type_scan(new_health_qr_text(ADULT_WOMAN, "0123456789"))
    visit.clock.advance(2 * QUIET_SECONDS)
    assert visit.fault() == "qr_not_a_citizen_card"


def back_of(person: SamplePerson) -> NDArray[np.uint8]:
    return photograph(card_back(person.mrz_lines), 0.4, Degradation(), seed=11)


@pytest.mark.parametrize("quirks", [Quirks(), Quirks(offers_pace=False)], ids=["PACE", "BAC"])
def test_the_zone_opens_the_chip_where_the_code_cannot_be_read(
    visits: Callable[..., Visit], quirks: Quirks
) -> None:
    visit = visits(reader_with(ADULT_MAN, quirks), Camera(back_of(ADULT_MAN)), mrz_after_seconds=0.0)
    visit.check.start()
    reading = visit.reading()
    assert reading.source is IdentitySource.CHIP
    assert reading.identity.full_name == ADULT_MAN.full_name


def test_the_zone_in_a_camera_that_mirrors(visits: Callable[..., Visit]) -> None:
    class Mirror(Camera):
        """Each frame is a new one, as from a real camera."""

        def read(self) -> NDArray[np.uint8] | None:
            return None if self.frame is None else np.ascontiguousarray(self.frame[:, ::-1])

    visit = visits(None, Mirror(back_of(ADULT_MAN)), mrz_after_seconds=0.0)
    visit.check.start()
    assert visit.reading().source is IdentitySource.MRZ


def test_the_zone_alone_goes_to_staff(visits: Callable[..., Visit]) -> None:
    visit = visits(None, Camera(back_of(ADULT_MAN)), mrz_after_seconds=0.0)
    visit.check.start()
    reading = visit.reading()
    assert reading.source is IdentitySource.MRZ
    assert reading.identity.full_name == "DANG HOANG PHUC"
    assert reading.identity.date_of_birth == ADULT_MAN.date_of_birth
    assert reading.file_faults == {CHIP: "no_reader"}
    verdict = verify(reading, None, VerificationPolicy(NOW.date()), 1)
    assert verdict.outcome is Outcome.STAFF_REVIEW
    assert "identity_from_mrz" in verdict.reasons


def test_forgetting_drops_the_zone_and_half_a_scan(visits: Callable[..., Visit]) -> None:
    visit = visits(SimulatedReader(), Camera(back_of(ADULT_MAN)), mrz_after_seconds=0.0)
    visit.check.start()
    visit.wait_for(lambda progress: progress.phase is CardPhase.WAITING_FOR_CARD)
    visit.check.type_scan(ADULT_MAN.qr_text[:60])
    visit.check.forget()
    assert visit.over_without_callback
    held = repr(vars(visit.check))
    assert ADULT_MAN.personal_number not in held
