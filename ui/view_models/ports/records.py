"""What the State keeps of a person: fetched, told, put on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from uuid import UUID

    from ekyc.chip.remote_agreement import Agreement
    from kiosk.books import PhoneCopy, ShownBook
    from kiosk.contract.grants import ChipChallenge, OfficerDecision
    from kiosk.contract.records import Section
    from kiosk.contract.smart_otp import AskedToSign, Phone, PhoneKey, TextSigned
    from kiosk.contributions import OwnFigures
    from kiosk.language import Bilingual
    from kiosk.record_desk import Answered
    from kiosk.records.care import ToldCare
    from kiosk.records.cases import ToldCases, ToldPaper
    from kiosk.records.health_card import ToldCard
    from kiosk.records.inbox import ToldInbox
    from kiosk.records.kept import ToldKept
    from kiosk.records.payment_accounts import ToldAccounts
    from kiosk.records.received import ToldReceived
    from kiosk.records.telling import ToldContributions
    from kiosk.records.telling_missing import ToldStretch
    from kiosk.visit.read_record import KnownRecord, ReadRecord
    from kiosk.visit.visit import Visit


class RecordSource(Protocol):
    """The person's record, which central releases."""

    def challenge(self, visit_id: UUID) -> ChipChallenge:
        """*Blocking.* Raises `SyncError`."""
        ...

    def agree(self, challenge_id: UUID, dg14: bytes) -> Agreement | None:
        """*Blocking.* For a chip that cannot sign."""
        ...

    def fetch(
        self,
        visit: Visit,
        sections: frozenset[Section],
        answered: Answered,
        officer: OfficerDecision | None = None,
    ) -> ReadRecord:
        """*Blocking.* Raises `SyncError` and LocalDbError."""
        ...

    def find(
        self, visit: Visit, stated: str | None, answered: Answered, officer: OfficerDecision | None = None
    ) -> KnownRecord:
        """*Blocking.* The same."""
        ...

    def note_refused(self, visit_id: UUID, code: str) -> None: ...


class PhoneSource(Protocol):
    """The phones of the person who is here, at central. Every call is *blocking*, and raises `SyncError` and
    LocalDbError.
    """

    def phones(self, visit: Visit) -> tuple[Phone, ...]: ...

    def add(self, visit: Visit, name: str) -> PhoneKey: ...

    def confirm(self, visit: Visit, phone_id: UUID, code: str, pin: str) -> tuple[Phone, ...]: ...

    def check(self, visit: Visit, phone_id: UUID, code: str, pin: str) -> None: ...

    def remove(self, visit: Visit, phone_id: UUID) -> tuple[Phone, ...]: ...

    def ask_to_sign(self, visit: Visit, phone_id: UUID, text: str) -> AskedToSign: ...

    def sign(self, visit: Visit, challenge_id: UUID, code: str, pin: str) -> TextSigned: ...


class ContributionsOutput(Protocol):
    """Of the record that was read in this visit."""

    def tell(self, visit: Visit) -> ToldContributions: ...

    def missing(self, visit: Visit) -> tuple[ToldStretch, ...]:
        """What can be reported as missing, the newest first."""
        ...

    def own_figures(self, visit: Visit) -> OwnFigures:
        """What fills in the answers of a calculator."""
        ...

    def print_contributions(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...


class OwnCareOutput(Protocol):
    """Of the record that was read in this visit: health card, treatments, benefits received."""

    def tell_card(self, visit: Visit) -> ToldCard: ...

    def tell_care(self, visit: Visit) -> ToldCare: ...

    def tell_received(self, visit: Visit) -> ToldReceived: ...

    def print_card(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...

    def mail_card(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when central cannot send it now."""
        ...


class KeptOutput(Protocol):
    """Of what was read in this visit."""

    def tell(self, visit: Visit) -> ToldKept: ...

    def print_copy(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...


class NoticesOutput(Protocol):
    """Of the record that was read in this visit."""

    def tell(self, visit: Visit) -> ToldInbox: ...

    def marking(self, visit: Visit, notice_id: UUID) -> Callable[[], None]:
        """What tells central that it was read, *blocking*. Made at once, while the visit lasts."""
        ...

    def print_shown(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...

    def mail_shown(self, visit: Visit) -> None:
        """*Blocking.* To ``visit.mailing``. Raises a named error when central cannot send it now."""
        ...


class AccountsOutput(Protocol):
    """Of the record that was read in this visit."""

    def tell(self, visit: Visit) -> ToldAccounts: ...

    def turn_to(self, visit: Visit, wish: str, account: Bilingual | None, task_id: str) -> None: ...


class CasesOutput(Protocol):
    """Of the record that was read in this visit."""

    def tell(self, visit: Visit) -> ToldCases: ...

    def tell_paper(self, visit: Visit) -> ToldPaper:
        """What stands around the paper that was read."""
        ...

    def pages(self, visit: Visit) -> tuple[bytes, ...]:
        """Its pictures (JPEG)."""
        ...

    def print_paper(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...

    def mail_paper(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when central cannot send it now."""
        ...


class BookOutput(Protocol):
    """Of the record that was read in this visit."""

    def tell(self, visit: Visit) -> ShownBook: ...

    def print_book(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...

    def mail_book(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when central cannot send it now."""
        ...

    def leave_for_phone(self, visit: Visit) -> PhoneCopy:
        """*Blocking.* Raises a named error when central cannot take it now."""
        ...
