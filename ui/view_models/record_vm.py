"""The page on which central is asked for the person's record: what is done now, or why there is none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, Signal, Slot
from PySide6.QtQml import QmlElement

from kiosk.contract.smart_otp import PHONE_SECTIONS
from kiosk.errors import BugError
from kiosk.record_desk import Answered, Obstacle, obstacle
from kiosk.sync.errors import CentralRefusedError
from kiosk.tasks.way import SIGN_RECORD
from ui.view_models.qml_types import made_in_python
from ui.view_models.screen_vm import ScreenVm

if TYPE_CHECKING:
    from ekyc.card.reading import CardReading
    from ekyc.chip.challenge_answer import ChallengeAnswer
    from ekyc.errors import EkycError
    from kiosk.contract.grants import ChipChallenge, OfficerDecision
    from kiosk.contract.records import Section
    from kiosk.tasks.task import RecordUse
    from kiosk.visit.read_record import KnownRecord, ReadRecord
    from ui.view_models.background import Known, Scope

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1
_ANOTHER_CARD = frozenset({"wrong_access_key", "card_changed", "not_an_identity_card", "bank_card"})
_OF_THE_CARD = frozenset({Obstacle.CARD, Obstacle.OTHER_CARD})  # the person can do something about it
_READER = frozenset({"no_reader", "unknown_reader", "reader_service_unavailable", "internal_fault"})


@QmlElement
@made_in_python
class RecordVm(ScreenVm):
    """``state`` is asking (central), card (it is to be put back), chip, fetching or refused; ``obstacle``
    says why it was refused.
    """

    changed = Signal()
    unhurried = True  # an officer may have to come
    _state = "asking"
    _obstacle = ""
    _wait = 0
    _officer: OfficerDecision | None = None

    @Property(str, notify=changed)
    def state(self) -> str:
        return self._state

    @Property(str, notify=changed)
    def obstacle(self) -> str:
        return self._obstacle

    @Property(bool, notify=changed)
    def mayRetry(self) -> bool:
        return self._obstacle != "" and Obstacle(self._obstacle).may_retry

    @Property(bool, notify=changed)
    def mayVouch(self) -> bool:
        """An officer beside the kiosk can decide."""
        return self._obstacle in (Obstacle.OFFICER, Obstacle.OFFICER_WRONG)

    @Property(bool, notify=changed)
    def mayGoWithout(self) -> bool:
        """The record only fills in answers, which the person can type; who cannot sign sends without."""
        return self._to_sign or (self._use is not None and not self._use.page)

    @Property(bool, notify=changed)
    def ofChildren(self) -> bool:
        """The civil registry is asked, not the person's own record."""
        return self._use is not None and self._use.children is not None

    @Property(bool, notify=changed)
    def ofPhones(self) -> bool:
        """Nothing of the record is asked for: the person looks after their phones, or signs with one."""
        return self._to_sign or (self._use is not None and self._use.sections == PHONE_SECTIONS)

    @Property(bool, notify=changed)
    def ofFinding(self) -> bool:
        """Central is asked whether there is a record, and nothing of it is shown."""
        return self._use is not None and bool(self._use.stated)

    @Property(bool, notify=changed)
    def mayHaveLater(self) -> bool:
        """The wish can be left here, and the copy comes once there is a line."""
        return self._obstacle == Obstacle.LINE and self._use is not None and self._use.later != ""

    @Property(int, notify=changed)
    def waitMinutes(self) -> int:
        return self._wait

    def enter(self, screen: str) -> None:
        del screen
        self._officer, self._visit.vouching = self._visit.vouching, None
        self._start()

    def leave(self) -> None:
        super().leave()
        self._officer = None
        self._parts.card.cancel()

    def wipe(self) -> None:
        self._state, self._obstacle, self._officer = "asking", "", None
        super().wipe()

    @Slot()
    def retry(self) -> None:
        self._parts.card.cancel()
        self._start()

    @Slot()
    def askOfficer(self) -> None:
        self._parts.navigator.ask_to_vouch()

    @Slot()
    def askForLater(self) -> None:
        if self.mayHaveLater:
            self._parts.navigator.choose_later(self._parts.navigator.task)

    @Slot()
    def leaveTask(self) -> None:
        """What else can be done: type the answers, or another task."""
        navigator = self._parts.navigator
        if self._to_sign:
            navigator.ask_to_sign(wanted=False)
            return
        if self.ofFinding:
            self._go_on_unlooked()
            return
        if self.mayGoWithout:
            navigator.journey.choose_figures(own=False)
            navigator.next()
            return
        if self._obstacle == Obstacle.CHANGED:
            self._visit.read = None  # what it names has changed: it is asked for anew
        navigator.leave_journey()

    @property
    def _card(self) -> CardReading:
        card = self._visit.person.card
        if card is None:
            raise BugError("no card has been read")
        return card

    @property
    def _to_sign(self) -> bool:
        navigator = self._parts.navigator
        return navigator.in_visit and navigator.in_journey and navigator.run.current.id == SIGN_RECORD

    @property
    def _use(self) -> RecordUse | None:
        """Of the task, where that is what is asked for now."""
        navigator = self._parts.navigator
        in_task = navigator.in_visit and navigator.in_journey and not self._to_sign
        return navigator.task.record if in_task else None

    @property
    def _stated(self) -> str | None:
        """A number of the person's, by which central looks too."""
        journey, use = self._parts.navigator.journey, self._use
        question = "" if use is None else use.stated
        value = journey.answers.value(question) if journey.answers.has(question) else None
        return value if isinstance(value, str) else None

    def _go_on_unlooked(self) -> None:
        """Nobody is kept from registering: central looks once the act is there."""
        self._parts.navigator.journey.unlooked = True
        self._parts.navigator.next()

    @property
    def _sections(self) -> frozenset[Section]:
        if self._to_sign:  # what was read before has filled in answers, and stays
            read = self._visit.read
            return PHONE_SECTIONS if read is None else PHONE_SECTIONS | read.sections
        record = self._parts.navigator.task.record
        if record is None:
            raise BugError("the task reads no record")
        return record.sections

    def _start(self) -> None:
        scope, records, visit_id = self._new_scope(), self._parts.records, self._visit.visit_id
        if self._card.source != "chip":
            records.note_refused(visit_id, Obstacle.NO_CHIP)
            self._refuse(Obstacle.NO_CHIP)
            return
        self._become("asking")
        scope.run(
            lambda: records.challenge(visit_id),
            lambda asked: self._ask_chip(scope, asked),
            self._on_fault,
        )

    def _ask_chip(self, scope: Scope, asked: ChipChallenge) -> None:
        self._become("chip")
        records = self._parts.records
        self._parts.card.answer(
            self._card.identity,
            bytes.fromhex(asked.challenge),
            scope.deliver(self._on_card),
            scope.deliver(lambda answer: self._fetch(scope, asked, answer)),
            scope.deliver(self._on_card_fault),
            agree=lambda dg14: records.agree(asked.challenge_id, dg14),
        )

    def _on_card(self, lies: bool) -> None:
        self._become("chip" if lies else "card")

    def _fetch(self, scope: Scope, asked: ChipChallenge, answer: ChallengeAnswer) -> None:
        self._parts.card.cancel()
        self._become("fetching")
        visit, sections, records = self._visit, self._sections, self._parts.records
        answered, officer = Answered(asked.challenge_id, answer), self._officer
        self._officer = None  # a code counts once
        if self.ofFinding:
            stated = self._stated
            scope.run(lambda: records.find(visit, stated, answered, officer), self._on_found, self._on_fault)
            return
        scope.run(lambda: records.fetch(visit, sections, answered, officer), self._on_read, self._on_fault)

    def _on_read(self, read: ReadRecord) -> None:
        self._visit.read = read
        self._parts.navigator.next()

    def _on_found(self, known: KnownRecord) -> None:
        self._visit.known_or_none = known
        self._parts.navigator.next()

    def _on_fault(self, error: Known) -> None:
        after = error.retry_after if isinstance(error, CentralRefusedError) else None
        self._wait = max(1, math.ceil((after or 60) / 60))
        self._refuse(obstacle(error.code))

    def _on_card_fault(self, error: EkycError) -> None:
        code = error.code
        self._parts.records.note_refused(self._visit.visit_id, code)
        if code in _ANOTHER_CARD:
            self._refuse(Obstacle.OTHER_CARD)
        else:
            self._refuse(Obstacle.KIOSK if code in _READER else Obstacle.CARD)

    def _refuse(self, why: Obstacle) -> None:
        if self.ofFinding and why not in _OF_THE_CARD:
            self._go_on_unlooked()
            return
        self._state, self._obstacle, self._officer = "refused", why.value, None
        self.changed.emit()

    def _become(self, state: str) -> None:
        self._state, self._obstacle = state, ""
        self.changed.emit()
