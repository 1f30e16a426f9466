"""A newer set of central's keys, believed when a key that is trusted already has signed it."""

from __future__ import annotations

from pydantic import ValidationError

from kiosk.contract.keys import KEYS_TYP, CentralKeySet, PublishedKeys
from kiosk.sync.errors import SyncError, SyncErrorCode
from kiosk.sync.pinned_keys import NotSignedError, PinnedKeys


def open_key_set(published: PublishedKeys, pinned: PinnedKeys) -> CentralKeySet:
    """Raises SyncError ``central_keys_not_trusted``: then only enrolling anew helps."""
    for signed in published.signed:
        try:
            return CentralKeySet.model_validate_json(pinned.open(signed, KEYS_TYP))
        except (NotSignedError, ValidationError):
            continue  # one of the others may be signed by a key that is known here
    raise SyncError(
        SyncErrorCode.CENTRAL_KEYS_NOT_TRUSTED,
        "Central has other keys, and no key that is trusted here vouches for them: enrol this kiosk anew.",
    )
