"""A store with acts in it, images of its files, and what must hold of a kiosk that runs on a damaged one."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from central.embedded import EmbeddedCentral
from kiosk.audit import AuditTrail
from kiosk.clock import Clock
from kiosk.sync.checkpoints import CheckpointSigning
from kiosk.sync.delivery import Exchange
from kiosk.sync.keeper import StoreKeeper
from local_db.audit_log import AuditLog
from local_db.outbox import OutboxState
from tests.acts import registration_payload
from tests.sync_parts import Station, open_station, sample_act

ACTS = 12
CHECKPOINTED = 7  # of them, the rest lies in the write-ahead log
MAIN, LOG, SHOWN = "kiosk.db", "kiosk.db-wal", "kiosk.db.shown"


@dataclass(frozen=True)
class Image:
    """The files of a kiosk as they lay on its disk at one moment, and the acts whose receipts were shown."""

    folder: Path
    sealed: dict[UUID, str]

    def copy(self, target: Path) -> Path:
        shutil.copytree(self.folder, target)
        return target / MAIN


def take_image(station: Station, folder: Path, source: random.Random) -> Image:
    """Record ``ACTS`` acts of many sizes; some go into the main file, the others stay in the log."""
    sealed: dict[UUID, str] = {}
    for number in range(ACTS):
        portrait = source.randbytes(source.choice([0, 200, 2_000, 12_000])).hex()
        act = sample_act(payload=registration_payload(portrait=portrait))
        station.recorder.record(act)
        if number == CHECKPOINTED - 1:
            station.database.checkpoint()
    for kept in station.outbox.pending(ACTS, 1 << 30):
        sealed[kept.act_id] = kept.sealed
    assert len(sealed) == ACTS
    folder.mkdir()
    for name in (MAIN, LOG, SHOWN):
        shutil.copyfile(station.database.path.with_name(name), folder / name)
    return Image(folder, sealed)


def flip_bit(path: Path, source: random.Random) -> None:
    content = bytearray(path.read_bytes())
    content[source.randrange(len(content))] ^= 1 << source.randrange(8)
    path.write_bytes(content)


def cut(path: Path, source: random.Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: source.randrange(len(content))])


DAMAGES: dict[str, Callable[[Path, random.Random], None]] = {
    "bit of main": flip_bit,
    "bit of log": lambda main, source: flip_bit(main.with_name(LOG), source),
    "log cut": lambda main, source: cut(main.with_name(LOG), source),
}


def open_kept(path: Path) -> tuple[Station, StoreKeeper]:
    """As the kiosk opens its store, and looks through it."""
    station, keeper = open_unseen(path)
    keeper.greet()
    keeper.look()
    return station, keeper


def open_unseen(path: Path, clock: Clock | None = None) -> tuple[Station, StoreKeeper]:
    """The store of a kiosk that has not looked through it yet."""
    station = open_station(path, clock)
    signing = CheckpointSigning(station.credentials.device_key)
    keeper = StoreKeeper(
        station.database,
        station.outbox,
        station.attachments,
        AuditTrail(AuditLog(station.database), signing),
        station.clock,
    )
    return station, keeper


def check_image(station: Station, image: Image) -> Counter[str]:
    """Every act that was shown a receipt is here, whole, or is named as lost. Returns how many of each."""
    losses = {loss.act_id: loss.fault.value for loss in station.outbox.losses()}
    found: Counter[str] = Counter()
    for act_id, sealed in image.sealed.items():
        row = station.outbox.find(act_id)
        if row is None or row.state is OutboxState.DAMAGED:
            assert act_id in losses, "an act is gone and nobody says so"
            found[losses[act_id]] += 1
            continue
        assert row.state is OutboxState.PENDING
        (act,) = station.outbox.acts_from(row.stream_id, row.sequence, 1, 1)
        assert act.sealed == sealed, "an altered act passes for whole"
        found["whole"] += 1
    return found


def send_all(station: Station, url: str) -> None:
    """Whatever can be sent is at central when this returns, with a receipt for each."""
    client = station.client(url)
    delivery = station.delivery(client)
    try:
        for _ in range(10 * ACTS):
            if delivery.exchange() == Exchange():
                return
    finally:
        client.close()
    raise AssertionError("the exchange does not come to rest")


def check_sent(station: Station, image: Image, central: EmbeddedCentral) -> None:
    lost = {loss.act_id for loss in station.outbox.losses()}
    for act_id in image.sealed.keys() - lost:
        assert station.outbox.get(act_id).state is OutboxState.SENT
        assert central.find_stored_act(act_id).content.act_id == act_id
    assert station.outbox.pending_count() == 0
