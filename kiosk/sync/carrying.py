"""What carrying acts on a stick works with, on its way out and on its way back."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.audit import AuditTrail
from kiosk.clock import Clock
from kiosk.sync.credentials import Credentials
from kiosk.sync.delivery import Delivery
from local_db.attachments import Attachments
from local_db.exports import Exports
from local_db.feed import FeedStore
from local_db.outbox import Outbox


@dataclass(frozen=True, slots=True)
class Carrying:
    outbox: Outbox
    attachments: Attachments
    exports: Exports
    told: FeedStore
    credentials: Credentials
    delivery: Delivery
    audit: AuditTrail
    clock: Clock
