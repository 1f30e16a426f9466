"""All that the interface asks of the rest of the kiosk; the composition root hands it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ekyc.verification import VerificationPolicy
    from kiosk.assisting import Assisting
    from kiosk.central_watch import CentralWatch
    from kiosk.clock import Clock
    from kiosk.navigator import Navigator
    from kiosk.settings import Settings
    from kiosk.workers import Workers
    from ui.view_models.ports.devices import CardStation, DocumentStation, FaceStation
    from ui.view_models.ports.filing import (
        CodeSender,
        Drafts,
        GuideOutput,
        OwnPapersOutput,
        PetitionSource,
        ReceiptOutput,
        ScanKeeper,
        Submitter,
        VisitRater,
    )
    from ui.view_models.ports.machine import FaultSink, LineStatus, Offline, Outages, Room
    from ui.view_models.ports.records import (
        AccountsOutput,
        BookOutput,
        CasesOutput,
        ContributionsOutput,
        KeptOutput,
        NoticesOutput,
        OwnCareOutput,
        PhoneSource,
        RecordSource,
    )
    from ui.view_models.ports.results import PaymentsOutput, ReminderOutput, ResultOutput
    from ui.view_models.ports.service import Service
    from ui.view_models.ports.staff import CaseReviews, StaffRoom


class KioskParts(Protocol):
    """All that the window needs, in one hand: the core's own parts, devices and lines behind ports."""

    def start(self) -> None:
        """Open what is slow in the background; returns at once. Called when the first screen stands."""
        ...

    def close(self) -> None:
        """End every device and thread."""
        ...

    @property
    def settings(self) -> Settings: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def navigator(self) -> Navigator: ...
    @property
    def policy(self) -> VerificationPolicy: ...
    @property
    def card(self) -> CardStation: ...
    @property
    def face(self) -> FaceStation: ...
    @property
    def documents(self) -> DocumentStation: ...
    @property
    def scans(self) -> ScanKeeper: ...
    @property
    def codes(self) -> CodeSender: ...
    @property
    def drafts(self) -> Drafts: ...
    @property
    def submitter(self) -> Submitter: ...
    @property
    def receipts(self) -> ReceiptOutput: ...
    @property
    def own_papers(self) -> OwnPapersOutput: ...
    @property
    def calculations(self) -> ResultOutput: ...
    @property
    def reminders(self) -> ReminderOutput: ...
    @property
    def records(self) -> RecordSource: ...
    @property
    def phones(self) -> PhoneSource: ...
    @property
    def petitions(self) -> PetitionSource: ...
    @property
    def ratings(self) -> VisitRater: ...
    @property
    def contributions(self) -> ContributionsOutput: ...
    @property
    def own_care(self) -> OwnCareOutput: ...
    @property
    def kept_data(self) -> KeptOutput: ...
    @property
    def notices(self) -> NoticesOutput: ...
    @property
    def payments(self) -> PaymentsOutput: ...
    @property
    def own_accounts(self) -> AccountsOutput: ...
    @property
    def case_tracking(self) -> CasesOutput: ...
    @property
    def books(self) -> BookOutput: ...
    @property
    def guides(self) -> GuideOutput: ...
    @property
    def line(self) -> LineStatus: ...
    @property
    def room(self) -> Room: ...
    @property
    def offline(self) -> Offline: ...
    @property
    def outages(self) -> Outages: ...
    @property
    def faults(self) -> FaultSink: ...

    @property
    def workers(self) -> Workers: ...

    @property
    def central_watch(self) -> CentralWatch: ...

    @property
    def staff(self) -> StaffRoom: ...

    @property
    def assisting(self) -> Assisting: ...

    @property
    def reviews(self) -> CaseReviews: ...

    @property
    def service(self) -> Service: ...
