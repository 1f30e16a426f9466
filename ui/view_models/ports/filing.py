"""What is entered is checked, kept, handed over, and told on paper."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ekyc.card.reading import CardReading
    from kiosk.authentication.contact_codes import CodeCheck, CodeOut
    from kiosk.contract.petitions import PetitionAnswer
    from kiosk.contract.visit_ratings import Face
    from kiosk.forms.form import Page
    from kiosk.forms.kinds.document_scan import ScannedPage
    from kiosk.language import Bilingual
    from kiosk.receipts import DueDay, Named
    from kiosk.sync.act import RecordedAct
    from kiosk.visit.draft import Draft
    from kiosk.visit.visit import Visit


class ScanKeeper(Protocol):
    """The pages that were photographed in this visit, sealed on the disk and in memory to be shown again."""

    def most_bytes(self, visit: Visit) -> int:
        """What the next page may have. Raises ``attachments_full``."""
        ...

    def keep(self, visit: Visit, jpeg: bytes, findings: tuple[str, ...] = ()) -> ScannedPage:
        """*Blocking.* Raises ``disk_full``, ``attachments_full``, …; then nothing was kept."""
        ...

    def picture(self, page: ScannedPage) -> bytes | None: ...

    def drop(self, pages: Collection[ScannedPage]) -> None: ...


class CodeSender(Protocol):
    """One-time codes to the address that answers a question (``channel``). ``send`` and ``verify`` are
    *blocking* and keep the journey's proofs up to date.
    """

    def find(self, visit: Visit, channel: str) -> CodeOut | None:
        """The code that was sent to this address and holds."""
        ...

    def ahead(self, visit: Visit, channel: str) -> Callable[[], None]:
        """The sending of a code before its page is met, *blocking*. Made at once, while the visit lasts."""
        ...

    def send(self, visit: Visit, channel: str) -> CodeOut | None:
        """Send a code, or find the one that holds. None: central cannot send one now, the proof is
        ``pending`` and the visit goes on. Raises CodeTooEarlyError.
        """
        ...

    def verify(self, visit: Visit, channel: str, code: str) -> CodeCheck: ...

    def put_off(self, visit: Visit, channel: str) -> None:
        """The person cannot have the code now: it is proved later. Does not block."""
        ...


class Submitter(Protocol):
    def submit(self, visit: Visit) -> RecordedAct:
        """*Blocking.* Seal and record the act of the journey, and put it there. Repeating is harmless."""
        ...


class Drafts(Protocol):
    def find(self, card: CardReading) -> Draft | None:
        """*Blocking.* The journey that a crash cut off, for this very card."""
        ...


class ReceiptOutput(Protocol):
    def reference(self, visit: Visit) -> str:
        """The short form of the act's id that people can read out."""
        ...

    def qr_text(self, visit: Visit) -> str:
        """What the QR on screen and paper carries: no personal data."""
        ...

    def tracking_code(self, visit: Visit) -> str | None:
        """By which a petition is followed without a card."""
        ...

    def next_steps(self, visit: Visit) -> tuple[Bilingual, ...]:
        """What happens next, in the order in which it does."""
        ...

    def named(self, visit: Visit) -> Named | None:
        """The answer that the receipt states, such as the case that this belongs to."""
        ...

    def due(self, visit: Visit) -> DueDay | None:
        """By when the office answers."""
        ...

    def forms(self, visit: Visit) -> tuple[str, ...]:
        """The published codes of the official forms that are printed with the receipt."""
        ...

    def print_receipt(self, visit: Visit) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...


class OwnPapersOutput(Protocol):
    """What the person declares, as it stands on paper."""

    def pictures(self, visit: Visit) -> tuple[bytes, ...]:
        """*Blocking.* The pages (PNG). Raises a named error where they cannot be set."""
        ...


class GuideOutput(Protocol):
    """Of a page that is read."""

    def counter(self, page: Page) -> tuple[tuple[Bilingual, Bilingual], ...]:
        """Label and words: where to go and whom to ask, where staff at the counter go on with it."""
        ...

    def qr_text(self, visit: Visit, page: Page) -> str:
        """The page as a short text."""
        ...

    def print_page(self, visit: Visit, page: Page) -> None:
        """*Blocking.* Raises a named error when there is no printer, no paper or no answer."""
        ...


class PetitionSource(Protocol):
    def find(self, code: str) -> PetitionAnswer:
        """Blocks. Raises `SyncError`."""
        ...


class VisitRater(Protocol):
    def rate(self, visit: Visit, face: Face) -> None:
        """Once in a visit; nobody can say whose it was."""
        ...
