"""``account.reset``: who cannot get into their account asks for a code to set a new password with, and may
say to which address it goes from now on.
"""

from __future__ import annotations

from collections.abc import Iterator

from typing_extensions import override

from kiosk.contract.kinds.parts import ClaimedAddress, FormPayload, claimed


class AccountResetPayload1(FormPayload):
    """Of version 1, which proved no phone."""

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        return self._claimed("contact.email")

    def _claimed(self, question_id: str) -> Iterator[ClaimedAddress]:
        """A new address is claimed also where no proof comes with it."""
        answer = self.answers.get(question_id)
        address = answer if isinstance(answer, str) else None
        return claimed(question_id, address, self.proofs.get(question_id))


class AccountResetPayload(AccountResetPayload1):
    """The answers say by which channel."""

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        yield from self._claimed("contact.phone")
        yield from super().addresses()
