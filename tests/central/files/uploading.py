"""A kiosk that brings its files to central, a step at a time, and what both have of them then."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from central.embedded import EmbeddedCentral
from kiosk.contract.attachments import PART_BYTES
from kiosk.sync.act import Act
from kiosk.sync.delivery import Exchange
from kiosk.sync.upload import Uploads
from tests.manual_clock import ManualClock
from tests.sync_parts import Station

noise = random.Random(7).randbytes
LONG = noise(2 * PART_BYTES + 300_000)


def send_acts(station: Station, url: str) -> None:
    client = station.client(url)
    delivery = station.delivery(client)
    while delivery.exchange() != Exchange():
        pass
    client.close()


@contextmanager
def uploading(station: Station, url: str) -> Iterator[Uploads]:
    client = station.client(url)
    try:
        yield station.uploads(client)
    finally:
        client.close()


def drive(uploads: Uploads, clock: ManualClock, most: int = 400) -> int:
    """Until nothing is to be sent; how many requests that took."""
    for requests in range(most):
        pause = uploads.step()
        if pause is None:
            return requests
        clock.advance(pause)
    raise AssertionError(f"the upload does not come to its end: {uploads.problem}")


def send_all(station: Station, url: str, clock: ManualClock) -> int:
    send_acts(station, url)
    with uploading(station, url) as uploads:
        return drive(uploads, clock)


def content_at_central(central: EmbeddedCentral, act: Act, number: int = 0) -> bytes:
    central.wait_for_judging()
    return central.central.stored_acts.read_attachment(act.act_id, act.attachments[number].attachment_id)


def stored_flags(central: EmbeddedCentral, act: Act) -> list[bool]:
    return [each.stored for each in central.find_stored_act(act.act_id).attachments]


def states(station: Station, act: Act) -> list[str]:
    return [each.state.value for each in station.attachments.of_act(act.act_id)]


def blob_folder(central: EmbeddedCentral) -> Path:
    return central.central.settings.effective_blob_dir
