"""Which of several slots to read: readers have some for modules of their own, people lay down any card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot as it is now. ``mark`` changes when its card does."""

    reader: str
    holds_card: bool
    mute: bool  # it holds something that does not answer
    mark: int


class SlotChoice:
    """Remembers what it learned of the cards that lie there now; one for each connector."""

    def __init__(self, holds_identity_card: Callable[[str], bool]) -> None:
        """``holds_identity_card`` asks the card, and is called only where several slots hold one."""
        self._ask = holds_identity_card
        self._known: dict[tuple[str, int], bool] = {}
        self._seen_empty: set[str] = set()

    def choose(self, slots: Sequence[Slot]) -> str | None:
        """The slot to read, None while there is none.

        What is mute counts only where nothing else can be meant: in the only slot, or in one that was seen
        empty before. Else it is a module that always sits there.
        """
        self._seen_empty.update(slot.reader for slot in slots if not slot.holds_card)
        answering = [slot for slot in slots if slot.holds_card and not slot.mute]
        if len(answering) > 1:
            return next(
                (slot.reader for slot in answering if self._is_identity_card(slot)), answering[0].reader
            )
        if answering:
            return answering[0].reader
        mute = [slot for slot in slots if slot.holds_card]
        meant = [slot for slot in mute if len(slots) == 1 or slot.reader in self._seen_empty]
        return meant[0].reader if meant else None

    def _is_identity_card(self, slot: Slot) -> bool:
        key = (slot.reader, slot.mark)
        if not self._known.get(key):  # one that could not be asked is asked again
            self._known = {known: answer for known, answer in self._known.items() if known[0] != slot.reader}
            self._known[key] = self._ask(slot.reader)
        return self._known[key]
