"""What is handed over: acts, drafts, ratings, petitions."""

from __future__ import annotations

from datetime import datetime

from ekyc.card.reading import (
    CardReading,
)
from kiosk.clock import VIETNAM_TIME
from kiosk.contract.petitions import PetitionAnswer, PetitionState
from kiosk.contract.visit_ratings import Face
from kiosk.errors import KnownError
from kiosk.sync.act import Act, RecordedAct
from kiosk.sync.errors import SyncError
from kiosk.tasks.evidence import Place
from kiosk.tasks.submission import Submission
from kiosk.visit.draft import Draft
from kiosk.visit.visit import Visit
from tests.kiosk.visits import Around


class TestSubmitter:
    """The real way from the answers to the act; what it records stays in ``acts``."""

    __test__ = False

    def __init__(self, around: Around) -> None:
        self.around = around
        self.fault: KnownError | None = None
        self.acts: list[Act] = []

    def submit(self, visit: Visit) -> RecordedAct:
        if self.fault is not None:
            raise self.fault
        task = self.around.catalogue().get(visit.journey.task_id)
        submission = Submission(self, self.around.clock, Place("019", "KIOSK-01"))
        return submission.submit(task, visit, self.around.context(visit))

    def record(self, act: Act) -> RecordedAct:
        self.acts.append(act)
        return RecordedAct(act.act_id, act.kind, act.occurred_at, len(self.acts))


class TestDrafts:
    __test__ = False

    def __init__(self) -> None:
        self.draft: Draft | None = None
        self.handed_over = 0

    def keep(self, visit: Visit, step_id: str) -> None:
        del visit, step_id

    def discard(self, visit: Visit) -> None:
        del visit

    def hand_over(self, visit: Visit) -> None:
        del visit
        self.handed_over += 1

    def kept_until(self, visit: Visit) -> datetime | None:
        del visit
        return datetime(2026, 3, 2, 10, 30, tzinfo=VIETNAM_TIME)

    def find(self, card: CardReading) -> Draft | None:
        del card
        return self.draft


class TestRatings:
    def __init__(self) -> None:
        self.rated: list[tuple[str | None, Face]] = []

    def rate(self, visit: Visit, face: Face) -> None:
        visit.rated = True
        self.rated.append((visit.last_task, face))


class TestPetitions:
    """``told``: what central answers next; a fault is raised."""

    def __init__(self) -> None:
        self.told: PetitionAnswer | SyncError = PetitionAnswer(state=PetitionState.NEW)
        self.asked: list[str] = []

    def find(self, code: str) -> PetitionAnswer:
        self.asked.append(code)
        if isinstance(self.told, SyncError):
            raise self.told
        return self.told
