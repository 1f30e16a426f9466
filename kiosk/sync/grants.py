"""What central grants at enrolment, believed only when it was made by who gave out the code."""

from __future__ import annotations

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from pydantic import ValidationError

from kiosk.contract.enrolment import GRANT_ALGORITHM, GRANT_TYP
from kiosk.contract.wire import EnrolmentGrant
from kiosk.sync.errors import SyncError, SyncErrorCode


class _Registry(jws.JWSRegistry):
    max_payload_length = 1 << 16


_REGISTRY = _Registry(algorithms=[GRANT_ALGORITHM])


def open_grant(signed: str, code_key: bytes) -> EnrolmentGrant:
    """Raises SyncError ``central_not_genuine``: somebody on the line answered in central's place."""
    try:
        token = jws.deserialize_compact(signed, OctKey.import_key(code_key), registry=_REGISTRY)
        if token.protected.get("typ") != GRANT_TYP:
            raise ValueError
        return EnrolmentGrant.model_validate_json(token.payload)
    except (JoseError, ValidationError, ValueError, LookupError, TypeError, AttributeError):
        raise SyncError(
            SyncErrorCode.CENTRAL_NOT_GENUINE,
            "What answered does not know the code, so it is not central: nothing was kept. Check the line.",
        ) from None
