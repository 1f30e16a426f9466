"""What the interface asks of the devices, as protocols; `ports` has the rest, and how it is called.

A station calls its callbacks from any thread; the view-models bring them to the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from ekyc.card.reading import ShownDocument

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ekyc.card.reading import CardReading, Identity
    from ekyc.card.typed_number import TypedNumber
    from ekyc.chip.challenge_answer import Agree, ChallengeAnswer
    from ekyc.errors import EkycError
    from ekyc.face.evidence import FaceEvidence, Finding, LivenessAction
    from ekyc.papers.shot import PaperShot
    from kiosk.visit.person import Person

    Frame = NDArray[np.uint8]  # (height, width, 3), BGR, not mirrored


class CardProgress(Protocol):
    """How far the reading is. ``phase`` is one of lift_card, waiting_for_card, looking_for_qr, opening_chip,
    reading, verifying, put_card_back; ``file`` names the chip's file while reading, ``fraction`` is how much
    of it, 0 to 1."""

    @property
    def phase(self) -> str: ...
    @property
    def file(self) -> str | None: ...
    @property
    def fraction(self) -> float: ...
    @property
    def qr_done(self) -> bool: ...
    @property
    def chip_done(self) -> bool: ...
    @property
    def signature_done(self) -> bool: ...


class CardStation(Protocol):
    """Reads one card. After ``cancel`` no callback of that reading comes any more."""

    def start(
        self,
        on_progress: Callable[[CardProgress], None],
        on_done: Callable[[CardReading], None],
        on_fault: Callable[[EkycError], None],
        document: ShownDocument = ShownDocument.ID_CARD,
    ) -> None: ...

    def type_number(self, digits: str) -> None:
        """The 12 digits of the card, typed: the other way to the chip's access number."""
        ...

    def type_scan(self, keys: str) -> None:
        """Characters of a scanner that types as a keyboard, in pieces of any size and without an end."""
        ...

    def inspect_number(self, digits: str) -> TypedNumber:
        """What the digits typed so far (0 to 12 of them) say, and what cannot be right in them."""
        ...

    @property
    def sees_qr(self) -> bool:
        """Whether a camera looks for the QR code now."""
        ...

    def go_on_without_chip(self) -> None:
        """End the running reading with the QR code alone, as soon as that is read. Needs ``sees_qr``."""
        ...

    def answer(
        self,
        identity: Identity,
        challenge: bytes,
        on_card: Callable[[bool], None],
        on_done: Callable[[ChallengeAnswer], None],
        on_fault: Callable[[EkycError], None],
        *,
        agree: Agree | None = None,
    ) -> None:
        """Have the chip that ``identity`` was read from answer a challenge of central's. ``agree`` is called
        in a thread of its own.
        """
        ...

    def watch(self, on_card: Callable[[bool], None]) -> None:
        """``on_card`` gets whether a card lies on the reader, at every change while none is read."""
        ...

    def cancel(self) -> None: ...


class FaceProgress(Protocol):
    """``phase`` is one of starting, position, hold_still, action, flash, matching, done; ``fraction`` is of
    that phase, 0 to 1. In the phase action an ``action`` of None means: look straight again. ``camera_state``
    is live, or lost, frozen or reconnecting while the camera is waited for."""

    @property
    def phase(self) -> str: ...
    @property
    def finding(self) -> Finding | None: ...
    @property
    def action(self) -> LivenessAction | None: ...
    @property
    def fraction(self) -> float: ...
    @property
    def camera_state(self) -> str: ...
    @property
    def oval_at(self) -> float: ...


class FaceStation(Protocol):
    """Checks one face against the card of the visit. After ``cancel`` no callback comes any more."""

    def start(
        self,
        person: Person,
        on_preview: Callable[[Frame], None],
        on_progress: Callable[[FaceProgress], None],
        on_done: Callable[[FaceEvidence], None],
        on_fault: Callable[[EkycError], None],
        *,
        on_flash: Callable[[str | None], None] | None = None,
    ) -> None:
        """``on_flash`` gets the colour (``#RRGGBB``) that the whole screen shows from now on, None at the
        end."""
        ...

    @property
    def will_flash(self) -> bool:
        """Whether the next check shows coloured light, which people have to be told before."""
        ...

    def skip_flash(self) -> None:
        """The person goes without coloured light in the check that runs or is about to."""
        ...

    def cancel(self) -> None: ...


class Guidance(Protocol):
    """``finding``: a code of what to mend, or ""; ``outline``: the corners as shares of the frame."""

    @property
    def finding(self) -> str: ...
    @property
    def ready(self) -> bool: ...
    @property
    def outline(self) -> tuple[float, ...]: ...


class DocumentStation(Protocol):
    """Photographs papers. After ``cancel`` no callback comes any more."""

    def start(
        self,
        on_preview: Callable[[Frame], None],
        on_guidance: Callable[[Guidance], None],
        on_fault: Callable[[EkycError], None],
    ) -> None: ...

    def take(self, most_bytes: int) -> PaperShot:
        """*Blocking.* The sheet, upright, as a JPEG of at most ``most_bytes``, with what is wrong with it.
        Raises ``picture_empty`` when there is nothing to keep.
        """
        ...

    def cancel(self) -> None: ...
