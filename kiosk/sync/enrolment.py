"""Enrolling the kiosk: once, with a one-time code that staff got from central."""

from __future__ import annotations

from kiosk.sync.client import CentralClient
from kiosk.sync.credentials import Credentials
from local_db.enrolment import Enrolment


def enrol(client: CentralClient, credentials: Credentials, code: str) -> Enrolment:
    """Register the device key at central and pin central's keys here.

    The key exists before the request, so a lost answer is mended by asking again with the same code. Raises
    SyncError (``central_unreachable``, or a CentralRefusedError ``enrolment-code-wrong``).
    """
    return credentials.store(client.enrol(code))
