"""Random histories of one kiosk and one central with a line that loses, repeats and delays.

Both ends are the real ones with their real databases; only HTTP is left out, so that hundreds of steps take
seconds.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import insert, text

from central.app import build_central, system_now
from central.devices import Device
from central.problems import ProblemError
from central.schema import device
from central.settings import CentralSettings
from kiosk.sync.client import public_jwk
from kiosk.sync.contract import EnrolmentGrant, Event, PushResponse
from kiosk.sync.delivery import Delivery, Exchange
from kiosk.sync.errors import SyncError, SyncErrorCode
from local_db.outbox import OutboxState
from tests.sync_parts import open_station, sample_act


class Fault(Enum):
    NONE = auto()
    REQUEST_LOST = auto()
    ANSWER_LOST = auto()
    BYTE_FLIPPED = auto()


class Line:
    """Carries a push to central's intake, or loses it on one of its ways."""

    def __init__(self, central_folder: Path) -> None:
        self.central = build_central(CentralSettings(data_dir=central_folder, demo=True))
        self.device: Device | None = None
        self.fault = Fault.NONE
        self.carried: list[tuple[UUID, list[Event]]] = []

    def push(self, stream_id: UUID, events: Sequence[Event]) -> PushResponse:
        assert self.device is not None
        sent = list(events)
        if self.fault is Fault.REQUEST_LOST:
            raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "lost")
        if self.fault is Fault.BYTE_FLIPPED:
            flipped = "B" if sent[0].sealed[50] == "A" else "A"
            sealed = sent[0].sealed[:50] + flipped + sent[0].sealed[51:]
            sent[0] = sent[0].model_copy(update={"sealed": sealed})
        self.carried.append((stream_id, sent))
        answer = self.central.intake.push(self.device, stream_id, sent)
        if self.fault is Fault.ANSWER_LOST:
            raise SyncError(SyncErrorCode.CENTRAL_UNREACHABLE, "lost")
        return answer

    def server_time(self) -> datetime:
        return self.central.now()


class OutboxProtocol(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="bhxh-model-"))
        self.line = Line(self.folder / "central")
        self.recorded: list[UUID] = []
        self.numbers: dict[UUID, str] = {}
        self._open_kiosk()

    @initialize()
    def enrol(self) -> None:
        device_key = self.station.credentials.device_key
        central = self.line.central
        self.station.credentials.store(
            EnrolmentGrant(
                kid=self.station.credentials.kid,
                kiosk_id="KIOSK-01",
                office_id="000",
                office_name="Thử",
                intake_key=public_jwk(central.keys.intake),
                receipt_keys=[public_jwk(central.keys.receipt)],
                server_time=system_now(),
            )
        )
        with central.engine.begin() as connection:
            connection.execute(
                insert(device).values(
                    kid=self.station.credentials.kid,
                    kiosk_id="KIOSK-01",
                    office_id="000",
                    office_name="Thử",
                    public_key=public_jwk(device_key),
                    enrolled_at=system_now(),
                )
            )
        self.line.device = Device(self.station.credentials.kid, "KIOSK-01", "000", "Thử", device_key)

    def _open_kiosk(self) -> None:
        self.station = open_station(self.folder / "kiosk" / "kiosk.db")
        self.delivery = Delivery(self.station.outbox, self.station.credentials, self.line)

    def _exchange(self, fault: Fault) -> Exchange | None:
        self.line.fault = fault
        try:
            done = self.delivery.exchange()
        except SyncError:
            return None
        for row in done.settled:
            assert row.case_number is not None
            assert self.numbers.setdefault(row.act_id, row.case_number) == row.case_number
        return done

    @rule(count=st.integers(1, 4))
    def record(self, count: int) -> None:
        for number in range(count):
            act = sample_act(payload={"number": number})
            self.station.recorder.record(act)
            self.recorded.append(act.act_id)

    @rule(fault=st.sampled_from(Fault))
    def exchange(self, fault: Fault) -> None:
        self._exchange(fault)

    @precondition(lambda self: self.line.carried)
    @rule(data=st.data())
    def an_old_request_arrives_again(self, data: st.DataObject) -> None:
        assert self.line.device is not None
        stream_id, events = data.draw(st.sampled_from(self.line.carried))
        self.line.central.intake.push(self.line.device, stream_id, events)

    @rule()
    def kiosk_restarts(self) -> None:
        self.station.close()
        self._open_kiosk()

    @rule(keep=st.integers(0, 3))
    def central_is_restored_from_a_backup(self, keep: int) -> None:
        """Central forgets all but the first acts. The kiosk still has every one of them."""
        with self.line.central.engine.begin() as connection:
            connection.execute(text("DELETE FROM event WHERE sequence > :keep"), {"keep": keep})
            last = connection.execute(
                text("SELECT sequence, chain FROM event ORDER BY sequence DESC LIMIT 1")
            ).first()
            if last is None:
                connection.execute(text("DELETE FROM stream"))
            else:
                connection.execute(
                    text("UPDATE stream SET last_sequence = :s, chain_head = :c"),
                    {"s": last.sequence, "c": last.chain},
                )
        self.numbers = {}  # acts that come again may get other numbers

    @invariant()
    def the_kiosk_has_every_act_once(self) -> None:
        rows = self.station.outbox.rows(10_000)
        assert Counter(row.act_id for row in rows) == Counter(self.recorded)

    @invariant()
    def central_has_no_act_twice_and_none_out_of_order(self) -> None:
        with self.line.central.engine.connect() as connection:
            stored = connection.execute(
                text("SELECT sequence, act_id, quarantine FROM event ORDER BY sequence")
            ).all()
        assert [row.sequence for row in stored] == list(range(1, len(stored) + 1))
        assert [UUID(row.act_id) for row in stored] == self.recorded[: len(stored)]
        assert {row.quarantine for row in stored} <= {None}

    def teardown(self) -> None:
        """Whatever happened, a line that works again empties the outbox in a bounded number of exchanges."""
        try:
            act = sample_act()
            self.station.recorder.record(act)
            self.recorded.append(act.act_id)
            for _ in range(len(self.recorded) + 5):
                if self.station.outbox.counts().pending == 0:
                    break
                self._exchange(Fault.NONE)
            assert {row.state for row in self.station.outbox.rows(10_000)} == {OutboxState.SENT}
            numbers = set()
            for act_id in self.recorded:
                try:
                    numbers.add(self.line.central.intake.get_act(act_id).case_number)
                except ProblemError as error:  # pragma: no cover - only on failure
                    raise AssertionError("an act is not at central") from error
            assert len(numbers) == len(self.recorded)
        finally:
            self.station.close()
            self.line.central.engine.dispose()
            shutil.rmtree(self.folder)


TestOutboxProtocol = OutboxProtocol.TestCase
TestOutboxProtocol.settings = settings(
    max_examples=12,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
