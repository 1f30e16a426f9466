"""Enrolling the kiosk: once, with a one-time code that staff got from central."""

from __future__ import annotations

from joserfc.jwk import ECKey

from kiosk.sync.client import CentralClient
from kiosk.sync.credentials import Credentials
from kiosk.sync.errors import DEVICE_REVOKED, CentralRefusedError, SyncError, SyncErrorCode
from local_db.enrolment import Enrolment


def enrol(client: CentralClient, credentials: Credentials, code: str, keys: str = "") -> Enrolment:
    """Register the device key at central and pin central's keys here.

    The key exists before the request, so a lost answer is mended by asking again with the same code. A kiosk
    whose key was revoked gets a new one: central never enables the old one again. ``keys``: the thumbprint of
    a key by which central signs, "" where the technician was not told any.

    Raises SyncError (``central_unreachable``, ``central_not_genuine``, ``enrolment_code_malformed``, or a
    CentralRefusedError ``enrolment-code-wrong``).
    """
    try:
        grant = client.enrol(code)
    except CentralRefusedError as refusal:
        if refusal.code != DEVICE_REVOKED:
            raise
        client.sign_with(credentials.renew_key())
        grant = client.enrol(code)
    if keys and keys not in {ECKey.import_key(dict(each)).thumbprint() for each in grant.receipt_keys}:
        raise SyncError(SyncErrorCode.CENTRAL_NOT_GENUINE, "Central signs by another key than was told.")
    return credentials.store(grant)
