from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

import pytest

from ekyc.card.errors import CardErrorCode
from ekyc.card.reading import Identity
from ekyc.challenge_check import ChallengeCheck
from ekyc.chip.active_authentication import is_signed, parse_dg15, stated_hash
from ekyc.chip.challenge_answer import ChallengeAnswer
from ekyc.chip.lds import LdsFile
from ekyc.chip.transport import CardConnector
from ekyc.errors import EkycError
from ekyc.printed_card import keys_of_read_chip
from simulation.card.chip import SimulatedCard
from simulation.card.plain_portrait import plain_portrait
from simulation.card.reader import LineFaults, SimulatedReader
from simulation.people import ADULT_MAN, ADULT_WOMAN, SamplePerson
from tests.patience import PATIENCE

T = TypeVar("T")
CHALLENGE = bytes(range(8))


def card_of(person: SamplePerson = ADULT_WOMAN) -> SimulatedCard:
    return SimulatedCard(person, plain_portrait())


def identity_of(person: SamplePerson = ADULT_WOMAN) -> Identity:
    return Identity(
        personal_number=person.personal_number,
        full_name=person.full_name,
        date_of_birth=person.date_of_birth,
        sex=person.sex,
        date_of_expiry=person.date_of_expiry,
    )


class Heard:
    """What the check told, and when it ended."""

    def __init__(self, connector: CardConnector | None, wait_seconds: float = 60.0) -> None:
        self.lay: list[bool] = []
        self.answers: list[ChallengeAnswer] = []
        self.faults: list[str] = []
        self.changed = threading.Condition()
        self.check = ChallengeCheck(
            connector,
            keys_of_read_chip(identity_of()),
            CHALLENGE,
            on_card=lambda lies: self._note(self.lay.append, lies),
            on_done=lambda answer: self._note(self.answers.append, answer),
            on_fault=self._on_fault,
            wait_seconds=wait_seconds,
        )
        self.check.start()

    def _on_fault(self, error: EkycError) -> None:
        self._note(self.faults.append, error.code)

    def _note(self, keep: Callable[[T], None], value: T) -> None:
        with self.changed:
            keep(value)
            self.changed.notify_all()

    def wait_for(self, condition: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(condition, PATIENCE)

    def end(self) -> None:
        self.wait_for(lambda: bool(self.answers or self.faults))
        self.check.join(PATIENCE)


def test_a_card_that_lies_there_answers() -> None:
    reader = SimulatedReader()
    reader.insert(card_of())
    heard = Heard(reader)
    heard.end()
    (answer,) = heard.answers
    assert (heard.lay, heard.faults) == ([True], [])
    key = parse_dg15(answer.files[LdsFile.DG15])
    assert answer.signature is not None
    assert is_signed(key, CHALLENGE, answer.signature, stated_hash(answer.files.get(LdsFile.DG14)))


def test_a_card_that_was_taken_away_is_waited_for() -> None:
    reader = SimulatedReader()
    heard = Heard(reader)
    heard.wait_for(lambda: heard.lay == [False])
    reader.insert(card_of())
    heard.end()
    assert (heard.lay, len(heard.answers)) == ([False, True], 1)


def test_a_card_that_is_lifted_meanwhile_goes_on_when_it_is_back() -> None:
    card = card_of()
    reader = SimulatedReader(LineFaults(lifted_after=12, put_back=card))
    reader.insert(card)
    heard = Heard(reader)
    heard.end()
    assert (len(heard.answers), heard.faults) == (1, [])


@pytest.mark.parametrize(
    ("connector", "fault"),
    [(None, CardErrorCode.NO_READER), (SimulatedReader(), CardErrorCode.NO_CARD)],
    ids=["no reader", "no card"],
)
def test_what_does_not_come_ends_it(connector: CardConnector | None, fault: CardErrorCode) -> None:
    heard = Heard(connector, wait_seconds=0)
    heard.end()
    assert (heard.answers, heard.faults) == ([], [fault.value])


def test_the_chip_of_somebody_else_stays_closed() -> None:
    reader = SimulatedReader()
    reader.insert(card_of(ADULT_MAN))
    heard = Heard(reader)
    heard.end()
    assert (heard.answers, heard.faults) == ([], [CardErrorCode.WRONG_ACCESS_KEY.value])


def test_nothing_comes_after_it_was_forgotten() -> None:
    reader = SimulatedReader()
    heard = Heard(reader)
    heard.wait_for(lambda: heard.lay == [False])
    heard.check.forget()
    heard.check.join(PATIENCE)
    reader.insert(card_of())
    assert (heard.lay, heard.answers, heard.faults) == ([False], [], [])
