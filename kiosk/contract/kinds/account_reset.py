"""``account.reset``: who cannot get into their account asks for a code to set a new password with, and may
say to which address it goes from now on.
"""

from __future__ import annotations

from collections.abc import Iterator

from typing_extensions import override

from kiosk.contract.kinds.parts import ClaimedAddress, FormPayload, claimed

_EMAIL = "contact.email"


class AccountResetPayload(FormPayload):
    """The answers say by which channel. A new e-mail address is claimed also where no proof comes with it."""

    @override
    def addresses(self) -> Iterator[ClaimedAddress]:
        email = self.answers.get(_EMAIL)
        yield from claimed(_EMAIL, email if isinstance(email, str) else None, self.proofs.get(_EMAIL))
