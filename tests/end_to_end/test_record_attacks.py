"""Who meddles on the way between kiosk and central: the kiosk shows nothing, says why, and has noted it.

A grant that was used and a proof that was heard before are in `test_record.py`; what central itself refuses
is in `tests/central/grants/test_attacks.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import update

from central.grants.tables import record_grant
from commands.settings_argument import FONTS_FOLDER
from kiosk.app import Kiosk
from kiosk.contract.grants import Grant, GrantRequest, SealedRecord
from kiosk.contract.records import Section
from kiosk.errors import KnownError
from kiosk.places import EndReason
from kiosk.record_desk import Obstacle, obstacle
from kiosk.sync.client import CentralClient
from kiosk.sync.errors import SyncError, SyncErrorCode
from simulation.people import ADULT_MAN, ADULT_WOMAN, SamplePerson
from tests.end_to_end.test_record import SECTIONS, Counter, counter_in

Granted = Callable[[Grant], Grant]
Sealed = Callable[[SealedRecord], SealedRecord]
_NEVER_COMES = SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "The line broke.")


class Wire:
    """What lies between every kiosk and central: it hears all, and changes what it likes."""

    def __init__(self) -> None:
        self.grants: list[Grant] = []
        self.answers: list[SealedRecord] = []
        self.granted: Granted = lambda grant: grant
        self.sealed: Sealed = lambda sealed: sealed
        self.cut = False

    @contextmanager
    def changing(self, *, granted: Granted | None = None, sealed: Sealed | None = None) -> Iterator[None]:
        before = self.granted, self.sealed
        self.granted, self.sealed = granted or self.granted, sealed or self.sealed
        yield
        self.granted, self.sealed = before


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    wire, ask, read = Wire(), CentralClient.ask_for_grant, CentralClient.read_record

    def asked(client: CentralClient, request: GrantRequest) -> Grant:
        wire.grants.append(ask(client, request))
        return wire.granted(wire.grants[-1])

    def came(client: CentralClient, grant_id: UUID, number: str, paper: str | None = None) -> SealedRecord:
        if wire.cut:
            raise _NEVER_COMES
        wire.answers.append(read(client, grant_id, number, paper))
        return wire.sealed(wire.answers[-1])

    monkeypatch.setattr(CentralClient, "ask_for_grant", asked)
    monkeypatch.setattr(CentralClient, "read_record", came)
    return wire


@pytest.fixture
def counter(tmp_path: Path, wire: Wire) -> Iterator[Counter]:
    with counter_in(tmp_path) as counter:
        yield counter


def comes(counter: Counter, person: SamplePerson = ADULT_WOMAN) -> None:
    """A new visit, up to where the record is asked for."""
    if counter.kiosk.navigator.in_visit:
        counter.kiosk.navigator.end(EndReason.FINISHED)
    counter.put(person)
    counter.arrive(person)


def unused(counter: Counter, wire: Wire) -> Grant:
    """A grant that nobody has read by, for the line broke behind it."""
    wire.cut = True
    assert counter.refusal(counter.fetch) == "central_unreachable"
    wire.cut = False
    return wire.grants[-1]


def shows_nothing(counter: Counter, code: str, why: Obstacle) -> None:
    """The reading is refused with the code, which stands in the log, and the page would say the obstacle."""
    before = counter.noted_here
    assert counter.refusal(counter.fetch) == code
    assert obstacle(code) is why
    assert counter.noted_here == [*before, ("record.refused", code)]
    assert counter.visit.record(SECTIONS) is None


def test_an_answer_that_was_changed_or_is_to_another_question_is_not_believed(
    counter: Counter, wire: Wire
) -> None:
    comes(counter)
    care = frozenset({Section.CARE, Section.DOCUMENTS})
    assert counter.kiosk.records.fetch(counter.visit, care, counter.answer()).release.record.care
    (treatments,) = wire.answers
    forgeries: tuple[Sealed, ...] = (
        lambda _sealed: treatments,  # opens and is central's, but nobody has asked for it now
        lambda came: SealedRecord(sealed=_one_bit_changed(came.sealed)),
        lambda came: SealedRecord(sealed=".".join([*treatments.sealed.split(".")[:4], came.sealed[-22:]])),
    )
    for forged in forgeries:
        with wire.changing(sealed=forged):
            shows_nothing(counter, "central_not_genuine", Obstacle.KIOSK)
    assert counter.fetch().release.record.contributions is not None  # and what came as it was is believed


def _one_bit_changed(sealed: str) -> str:
    """In the middle of the ciphertext."""
    place = len(sealed) // 2
    return f"{sealed[:place]}{'A' if sealed[place] != 'A' else 'B'}{sealed[place + 1 :]}"


def test_nothing_is_read_by_a_grant_that_ended_or_is_not_of_this_person_and_kiosk(
    counter: Counter, wire: Wire
) -> None:
    comes(counter, ADULT_MAN)
    his = unused(counter, wire)
    with other_kiosk(counter) as other:
        comes(other)
        theirs = unused(other, wire)
        other.kiosk.card.cancel()
    comes(counter)

    def ended(grant: Grant) -> Grant:
        with counter.world.central.central.engine.begin() as connection:
            late = counter.world.clock.now() - timedelta(seconds=1)
            connection.execute(
                update(record_grant).where(record_grant.c.grant_id == grant.grant_id).values(expires_at=late)
            )
        return grant

    def of_a_revoked_kiosk(grant: Grant) -> Grant:
        assert counter.world.central.central.devices.revoke(counter.kiosk.settings.kiosk_id)
        return grant

    for granted, code, why in (
        (lambda _grant: his, "grant-of-another-person", Obstacle.KIOSK),
        (lambda _grant: theirs, "grant-of-another-device", Obstacle.KIOSK),
        (ended, "grant-expired", Obstacle.AGAIN),
        (of_a_revoked_kiosk, "device-revoked", Obstacle.KIOSK),
    ):
        with wire.changing(granted=granted):
            shows_nothing(counter, code, why)
    with pytest.raises(KnownError) as refused:
        counter.kiosk.records.challenge(counter.visit.visit_id)
    assert refused.value.code == "device-revoked"
    assert "read" not in [what for what, _ in counter.noted_at_central]


@contextmanager
def other_kiosk(counter: Counter) -> Iterator[Counter]:
    """Another one of the same office, at the same central."""
    world = counter.world
    settings = world.settings(data_folder=world.folder / "other", kiosk_id="KIOSK-77")
    world.new_kiosk(settings).close()
    kiosk = Kiosk(settings, world.hardware(), world.clock, FONTS_FOLDER)
    try:
        kiosk.line.start()
        kiosk.drafts.start()
        yield Counter(world, kiosk)
    finally:
        kiosk.close()
