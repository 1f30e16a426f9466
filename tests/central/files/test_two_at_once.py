"""Two files of a kiosk are on the line at once, and together never more than one part."""

from __future__ import annotations

from central.embedded import EmbeddedCentral
from central.http.problems import ProblemCode, make_problem
from kiosk.contract.attachments import PART_BYTES, BlobState, MissingBlobs
from kiosk.contract.wire import Problem, Retry
from kiosk.sync.calls import Call
from kiosk.sync.client import CentralClient
from kiosk.sync.errors import CentralRefusedError
from tests.central.files.uploading import (
    LONG,
    content_at_central,
    drive,
    send_acts,
    states,
)
from tests.manual_clock import ManualClock
from tests.sync_parts import Station


class WatchedLine:
    """Central's client; ``together``: for each part the bytes that were on their way with it."""

    def __init__(self, client: CentralClient) -> None:
        self.client = client
        self.open: dict[str, int] = {}
        self.together: list[int] = []
        self.refusal: Problem | None = None  # of the next answer

    def blob_state(self, sha256: str) -> BlobState:
        return self.client.blob_state(sha256)

    def missing_blobs(self) -> MissingBlobs:
        return self.client.missing_blobs()

    def begin_part(self, sha256: str, offset: int, length: int, part: bytes) -> Call[BlobState]:
        assert sha256 not in self.open
        self.open[sha256] = len(part)
        self.together.append(sum(self.open.values()))
        call = self.client.begin_part(sha256, offset, length, part)

        def answer() -> BlobState:
            del self.open[sha256]
            refusal, self.refusal = self.refusal, None
            if refusal is not None:
                raise CentralRefusedError(refusal, refusal.retry_after_seconds)
            return call.answer()

        return Call(call.sent, answer)


def test_while_one_file_is_stored_the_next_is_on_its_way_and_never_more_than_a_part(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    sizes = (300_000, 400_000, PART_BYTES + 200_000, 700_000, 900_000, 100_000)
    act = station.record_with(*(LONG[:size] for size in sizes))
    send_acts(station, central.url)
    client = station.client(central.url)
    line = WatchedLine(client)
    drive(station.uploads(line), clock)
    client.close()
    assert max(line.together) <= PART_BYTES
    assert sum(together > 650_000 and together < PART_BYTES for together in line.together) >= 2
    assert len(line.together) == 7
    assert states(station, act) == ["sent"] * 6
    for number, size in enumerate(sizes):
        assert content_at_central(central, act, number) == LONG[:size]


def test_after_a_busy_central_one_file_goes_at_a_time(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    act = station.record_with(*(LONG[: 1000 * size] for size in range(1, 7)))
    send_acts(station, central.url)
    client = station.client(central.url)
    line = WatchedLine(client)
    uploads = station.uploads(line)
    line.refusal = make_problem(503, ProblemCode.BUSY, "busy", retry=Retry.LATER, retry_after_seconds=1)
    while uploads.step() == 0:
        pass
    assert uploads.problem == "busy"
    assert line.open == {}  # no call outlives a pause
    line.together.clear()
    clock.advance(5)
    drive(uploads, clock)
    client.close()
    assert sorted(line.together) == line.together  # each alone: they grow from file to file
    assert states(station, act) == ["sent"] * 6
