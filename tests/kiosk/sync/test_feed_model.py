"""Random histories of a central that publishes, kiosks that read, and whatever happens to either.

Both ends are the real ones with their real databases; only HTTP is left out. At each step the cursor has
moved on or everything was begun anew, and nothing older than what was read ever comes back without a restore;
in the end what the kiosk has is what central has.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from datetime import timedelta
from enum import Enum, auto
from pathlib import Path

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from sqlalchemy import event, insert, select

from central.assembly import Central, build_central
from central.feed.cursors import read_cursor
from central.feed.entries import ALL, News, add_news, scope_of_device, scope_of_office
from central.feed.forgetting import forget
from central.http.problems import ProblemError
from central.kiosks.devices import Device
from central.settings import CentralSettings
from central.store.schema import device, feed_entry
from kiosk.contract.feed import SignedPage
from kiosk.contract.wire import EnrolmentGrant
from kiosk.sync.client import public_jwk
from kiosk.sync.errors import CentralRefusedError, SyncError, SyncErrorCode
from kiosk.sync.feed import FeedReader
from tests.central_backup import put_back, take_backup
from tests.manual_clock import ManualClock
from tests.ready_made import central_folder, kiosk_database
from tests.sync_parts import open_station

_TOPICS = ("benefits", "reference", "songs")
_OFFICE = "00100"


class Fault(Enum):
    NONE = auto()
    REQUEST_LOST = auto()
    ANSWER_LOST = auto()
    BYTE_FLIPPED = auto()
    OLD_ANSWER = auto()
    KILLED = auto()


class _KilledError(BaseException):
    pass


class Line:
    def __init__(self, world: World) -> None:
        self.world = world
        self.fault = Fault.NONE
        self.answered: list[SignedPage] = []

    def changes(self, cursor: str) -> SignedPage:
        if self.fault is Fault.REQUEST_LOST:
            raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "lost")
        try:
            answer = self.world.central.feed.page(self.world.device, cursor, self.world.limit)
        except ProblemError as error:
            raise CentralRefusedError(error.problem, None) from error
        self.answered.append(answer)
        if self.fault is Fault.ANSWER_LOST:
            raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "lost")
        if self.fault is Fault.BYTE_FLIPPED:
            letter = "A" if answer.signed[60] != "A" else "B"
            return answer.model_copy(update={"signed": answer.signed[:60] + letter + answer.signed[61:]})
        if self.fault is Fault.OLD_ANSWER:
            return self.answered[self.world.chance.randrange(len(self.answered))]
        return answer


class World:
    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.limit = chance.choice((1, 2, 3, 100))
        self.folder = Path(tempfile.mkdtemp(prefix="bhxh-feed-"))
        central_folder(self.folder / "central")
        kiosk_database(self._database)
        self.clock = ManualClock()
        self.line = Line(self)
        self._open_central()
        self._open_kiosk()
        self._enrol()
        self.image: bytes | None = None
        self.backup = take_backup(self.folder / "central")

    @property
    def _database(self) -> Path:
        return self.folder / "kiosk" / "kiosk.db"

    def _open_central(self) -> None:
        self.central: Central = build_central(
            CentralSettings(data_dir=self.folder / "central", demo=True), self.clock.now
        )

    def _open_kiosk(self) -> None:
        self.station = open_station(self._database, self.clock)
        self.reader = FeedReader(self.station.told, self.station.credentials, self.line, self.clock)

    def _enrol(self) -> None:
        key = self.station.credentials.device_key
        self.device = Device(self.station.credentials.kid, "KIOSK-01", _OFFICE, "Thử", key)
        self.station.credentials.store(
            EnrolmentGrant(
                kid=self.device.kid,
                kiosk_id="KIOSK-01",
                office_id=_OFFICE,
                office_name="Thử",
                intake_key=public_jwk(self.central.keys.intake),
                receipt_keys=[public_jwk(self.central.keys.receipt)],
                server_time=self.clock.now(),
            )
        )
        with self.central.engine.begin() as connection:
            connection.execute(
                insert(device).values(
                    kid=self.device.kid,
                    kiosk_id="KIOSK-01",
                    office_id=_OFFICE,
                    office_name="Thử",
                    public_key=public_jwk(key),
                    enrolled_at=self.clock.now(),
                )
            )

    def publish(self, *, withdrawn: bool = False) -> None:
        scopes = (ALL, scope_of_office(_OFFICE), scope_of_office("other"), scope_of_device(self.device.kid))
        news = News(
            self.chance.choice(scopes),
            self.chance.choice(_TOPICS),
            f"key-{self.chance.randrange(3)}",
            {"value": self.chance.randrange(1 << 30)},
            withdrawn=withdrawn,
        )
        with self.central.engine.begin() as connection:
            add_news(connection, self.clock.now(), [news])

    def read(self, fault: Fault) -> None:
        before = self.station.told.state()
        self.line.fault = fault
        engine = self.station.database._engine

        def die(*_: object) -> None:
            raise _KilledError

        if fault is Fault.KILLED:
            event.listen(engine, "commit", die)
        try:
            self.reader.pull(lambda: None)
        except (SyncError, _KilledError):
            pass
        finally:
            if fault is Fault.KILLED:
                event.remove(engine, "commit", die)
        after = self.station.told.state()
        if before is None or after is None:
            return
        if after.generation == before.generation:
            old, new = read_cursor(before.cursor), read_cursor(after.cursor)
            assert old is not None
            assert new is not None
            assert all(one <= other for one, other in zip(old.read, new.read, strict=True))
        assert after.generation >= before.generation
        assert after.as_of >= before.as_of
        if fault in (Fault.KILLED, Fault.BYTE_FLIPPED, Fault.REQUEST_LOST):
            assert after == before

    def forget(self) -> None:
        forget(self.central.engine, self.clock.now() - timedelta(seconds=30))

    def take_image(self) -> None:
        self.station.database.checkpoint()
        self.image = self.station.database.path.read_bytes()

    def restore_kiosk(self) -> None:
        if self.image is None:
            return
        self.station.close()
        path = self.station.database.path
        for name in ("kiosk.db-wal", "kiosk.db-shm"):
            path.with_name(name).unlink(missing_ok=True)
        path.write_bytes(self.image)
        self._open_kiosk()

    def restart_kiosk(self) -> None:
        self.station.close()
        self._open_kiosk()

    def take_backup(self) -> None:
        self.backup = take_backup(self.folder / "central")

    def restore_central(self) -> None:
        self.central.engine.dispose()
        put_back(self.folder / "central", self.backup)
        self._open_central()

    def the_kiosk_has_what_central_has(self) -> None:
        for _ in range(4):
            self.read(Fault.NONE)
        assert self.reader.problem is None
        scopes = {ALL: "all", scope_of_office(_OFFICE): "office", scope_of_device(self.device.kid): "device"}
        theirs: dict[tuple[str, str, str], int] = {}
        with self.central.engine.connect() as connection:
            query = select(feed_entry).where(feed_entry.c.scope.in_(scopes)).order_by(feed_entry.c.position)
            for row in connection.execute(query):
                place = (scopes[row.scope], row.topic, row.key)
                theirs.pop(place, None)
                if not row.withdrawn:
                    theirs[place] = row.position
        ours = {(each.scope, each.topic, each.key): each.position for each in self.station.told.entries()}
        assert ours == theirs

    def end(self) -> None:
        self.station.close()
        self.central.engine.dispose()
        shutil.rmtree(self.folder)


STEPS: list[tuple[str, Callable[[World], object]]] = [
    ("publish", lambda world: world.publish()),
    ("publish", lambda world: world.publish()),
    ("publish", lambda world: world.publish()),
    ("withdraw", lambda world: world.publish(withdrawn=True)),
    ("withdraw", lambda world: world.publish(withdrawn=True)),
    *((f"read, {fault.name}", lambda world, fault=fault: world.read(fault)) for fault in Fault),
    ("read", lambda world: world.read(Fault.NONE)),
    ("read", lambda world: world.read(Fault.NONE)),
    ("forget", lambda world: world.forget()),
    ("take an image", lambda world: world.take_image()),
    ("restore the kiosk", lambda world: world.restore_kiosk()),
    ("restart the kiosk", lambda world: world.restart_kiosk()),
    ("back central up", lambda world: world.take_backup()),
    ("restore central", lambda world: world.restore_central()),
]


@pytest.mark.histories
@pytest.mark.long
@pytest.mark.expects_log("the feed of central is not taken")
@settings(max_examples=settings().max_examples // 4)
@given(st.integers(0, 2**32))
def test_every_history_ends_with_what_central_has(seed: int) -> None:
    chance = random.Random(seed)
    history = [chance.randrange(len(STEPS)) for _ in range(chance.randrange(10, 41))]
    note(", ".join(STEPS[step][0] for step in history))
    world = World(chance)
    try:
        for step in history:
            STEPS[step][1](world)
            world.clock.advance(10)
        world.the_kiosk_has_what_central_has()
    finally:
        world.end()
