"""Random histories of one kiosk and one central with a line that loses, repeats and delays.

Both ends are the real ones with their real databases and files; only HTTP is left out, so that hundreds of
steps take seconds.
"""

from __future__ import annotations

import contextlib
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch
from uuid import UUID

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from central.assembly import system_now
from central.http.problems import ProblemError
from kiosk.contract.wire import AttachedFile
from kiosk.sync.delivery import Exchange
from kiosk.sync.errors import SyncError
from kiosk.sync.worker import SyncPace
from local_db.outbox import OutboxState
from tests.central_backup import put_back, take_backup
from tests.kiosk.sync.direct_line import Fault, Line
from tests.ready_made import kiosk_database
from tests.sync_parts import open_station, sample_act

_FILE_BYTES = 20_000  # half of one, so that it comes in several parts
_PART_BYTES = 16_000


class _KilledError(Exception):
    pass


class World:
    """The kiosk, the central and what must be true of them."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="bhxh-model-"))
        self.line = Line(self.folder / "central")
        self.recorded: list[UUID] = []
        self.image: tuple[bytes, bytes, list[UUID]] | None = None
        self.with_files: dict[UUID, tuple[AttachedFile, ...]] = {}
        self.missed: set[UUID] = set()  # recorded, not in the image, and the note beside it was kept
        self.bad: set[UUID] = set()
        self.numbers: dict[str, UUID] = {}  # whom each number was promised that a kiosk has ever seen
        self._open_kiosk()
        self.line.enrol(self.station)
        self.backup = take_backup(self.folder / "central")

    def _open_kiosk(self) -> None:
        self.station = open_station(kiosk_database(self.folder / "kiosk" / "kiosk.db"))
        self.delivery = self.station.delivery(self.line)
        self.uploads = self.station.uploads(self.line, SyncPace(retry_base=0, retry_cap=0))

    def _start_kiosk(self) -> None:
        """As the program does at its start."""
        self._open_kiosk()
        self.station.outbox.note_missing(system_now())
        self.station.attachments.sweep(system_now())

    def record_with_files(self, number: int) -> None:
        act = self.station.record_with(
            *(bytes([number, each]) * _FILE_BYTES for each in range(1 + number % 2))
        )
        self.recorded.append(act.act_id)
        self.with_files[act.act_id] = act.attachments

    def send_part(self, fault: Fault) -> None:
        self.line.fault = fault
        self.uploads.step()

    def an_old_part_arrives_again(self, which: int) -> None:
        if self.line.parts:
            assert self.line.device is not None
            with contextlib.suppress(ProblemError):
                self.line.central.blobs.take_part(
                    self.line.device, *self.line.parts[which % len(self.line.parts)]
                )

    def central_loses_its_files(self) -> None:
        shutil.rmtree(self.line.central.settings.effective_blob_dir, ignore_errors=True)
        self.line.central.blobs.forget_lost()

    def exchange(self, fault: Fault) -> Exchange | None:
        self.line.fault = fault
        try:
            done = self.delivery.exchange()
        except SyncError:
            return None
        for row in done.settled:
            assert row.case_number is not None
            self._was_promised(row.case_number, row.act_id)
        return done

    def _was_promised(self, number: str, act_id: UUID) -> None:
        """Another act has it only where both sides were set back, and nobody has the first any more."""
        first = self.numbers.setdefault(number, act_id)
        if first != act_id:
            assert first not in self.recorded, "a number given twice"
            self.numbers[number] = act_id

    def record(self) -> None:
        act = sample_act()
        self.station.recorder.record(act)
        self.recorded.append(act.act_id)

    def record_what_cannot_be_worked_on(self) -> None:
        act = sample_act(payload={})
        self.station.recorder.record(act)
        self.recorded.append(act.act_id)
        self.bad.add(act.act_id)

    def judge(self, limit: int) -> None:
        self.line.central.judge.judge_some(limit)

    def a_judge_is_killed(self) -> None:
        """At the last moment: its transaction is taken back."""

        def die(*_: object) -> None:
            raise _KilledError

        event.listen(self.line.central.engine, "commit", die)
        try:
            self.line.central.judge.judge_some()
        except _KilledError:
            pass
        finally:
            event.remove(self.line.central.engine, "commit", die)

    def everything_is_judged(self) -> None:
        while self.line.central.judge.judge_some() > 0:
            pass

    def an_old_request_arrives_again(self, which: int) -> None:
        if self.line.carried:
            assert self.line.device is not None
            stream_id, events = self.line.carried[which % len(self.line.carried)]
            self.line.central.intake.push(self.line.device, stream_id, events)

    def kiosk_restarts(self) -> None:
        self.station.close()
        self._start_kiosk()

    def image_of_the_kiosk_is_taken(self) -> None:
        self.station.database.checkpoint()
        path = self.station.database.path
        self.image = (path.read_bytes(), self._shown(path).read_bytes(), list(self.recorded))
        shutil.rmtree(self._files_of_image, ignore_errors=True)
        if self._files.exists():
            shutil.copytree(self._files, self._files_of_image)

    @property
    def _files(self) -> Path:
        return self.station.attachments.files.folder

    @property
    def _files_of_image(self) -> Path:
        return self.folder / "files of the image"

    @staticmethod
    def _shown(path: Path) -> Path:
        return path.with_name(f"{path.name}.shown")

    def kiosk_is_restored_from_its_image(self, *, whole_disk: bool) -> None:
        """Acts that are neither in the image nor at central are gone; everything else must work on. Unless
        the whole disk was put back, each of them is named.
        """
        if self.image is None:
            return
        content, shown, recorded = self.image
        self.station.close()
        path = self.station.database.path
        for name in ("kiosk.db-wal", "kiosk.db-shm"):
            path.with_name(name).unlink(missing_ok=True)
        path.write_bytes(content)
        if whole_disk:
            self._shown(path).write_bytes(shown)
            self.missed = set()
            shutil.rmtree(self._files, ignore_errors=True)
            if self._files_of_image.exists():
                shutil.copytree(self._files_of_image, self._files)
        else:
            self.missed |= set(self.recorded)
        self.recorded = list(recorded)
        self._start_kiosk()

    def what_is_gone_is_named(self) -> None:
        named = {loss.act_id for loss in self.station.outbox.losses()}
        assert self.missed - set(self.recorded) <= named

    def what_central_has_is_not_called_lost(self) -> None:
        for loss in self.station.outbox.losses():
            if loss.act_id is None:
                continue
            try:
                self.line.central.stored_acts.get(loss.act_id)
            except ProblemError:
                continue
            assert loss.at_central

    def a_backup_of_central_is_taken(self) -> None:
        self.backup = take_backup(self.folder / "central")

    def central_is_restored_from_its_backup(self) -> None:
        """Central forgets what came after. The kiosk still has every act."""
        self.line.central.engine.dispose()
        put_back(self.folder / "central", self.backup)
        self.line.open_central()

    def the_kiosk_has_every_act_once(self) -> None:
        rows = self.station.outbox.rows(10_000)
        assert Counter(row.act_id for row in rows) == Counter(self.recorded)

    def central_has_streams_without_gaps_and_no_act_twice(self) -> None:
        with self.line.central.engine.connect() as connection:
            stored = connection.execute(
                text(
                    "SELECT stream_id, sequence, act_id, case_number FROM event ORDER BY stream_id, sequence"
                )
            ).all()
            problems = connection.execute(
                text("SELECT problem FROM judgement WHERE outcome = 'quarantined'")
            ).scalars()
            assert set(problems) <= {"content-invalid"}
        for stream_id in {row.stream_id for row in stored}:
            sequences = [row.sequence for row in stored if row.stream_id == stream_id]
            assert sequences == list(range(1, len(sequences) + 1))
        numbers: dict[str, str] = {}
        for row in stored:
            assert numbers.setdefault(row.case_number, row.act_id) == row.act_id, "a number given twice"

    def everything_comes_to_rest_at_central(self) -> None:
        """Whatever happened, a line that works again brings all over in a bounded number of exchanges."""
        for _ in range(3 * len(self.recorded) + 20):
            if self.exchange(Fault.NONE) == Exchange():  # nothing waits, and central lacks nothing
                break
        else:
            raise AssertionError("the exchange does not come to rest")
        self.what_central_has_is_not_called_lost()
        self.everything_is_judged()
        self.exchange(Fault.NONE)
        rows = {row.act_id: row for row in self.station.outbox.rows(10_000)}
        for act_id in self.recorded:
            bad = act_id in self.bad
            assert rows[act_id].state is (OutboxState.QUARANTINED if bad else OutboxState.SENT)
            judged = self.station.judged.find(act_id)
            assert (judged is not None and judged.quarantined) == bad
            if not bad:  # central honours what the kiosk's receipt says
                stored = self.line.central.stored_acts.get(act_id)
                assert stored.case_number == rows[act_id].case_number
        assert len({row.case_number for row in rows.values()}) == len(self.recorded)
        self.every_file_comes_to_rest_at_central()

    def every_file_comes_to_rest_at_central(self) -> None:
        self.line.fault = Fault.NONE
        for _ in range(20 * len(self.with_files) + 20):
            if self.uploads.step() is None and self.uploads.ask_what_is_missing() == 0:
                break
        else:
            raise AssertionError(f"the files do not come to rest: {self.uploads.problem}")
        self.everything_is_judged()
        for act_id in self.recorded:
            for file in self.with_files.get(act_id, ()):
                read = self.line.central.stored_acts.read_attachment(act_id, file.attachment_id)
                assert len(read) == 2 * _FILE_BYTES
        assert self.station.attachments.damaged() == []
        assert self.station.attachments.held() == []

    def end(self) -> None:
        self.station.close()
        self.line.central.engine.dispose()
        shutil.rmtree(self.folder)


STEPS: list[tuple[str, Callable[[World, int], object]]] = [
    ("record", lambda world, _: world.record()),
    ("record", lambda world, _: world.record()),
    ("record with files", lambda world, number: world.record_with_files(number)),
    ("send", lambda world, _: world.exchange(Fault.NONE)),
    ("send", lambda world, _: world.exchange(Fault.NONE)),
    ("send a part", lambda world, _: world.send_part(Fault.NONE)),
    ("send a part", lambda world, _: world.send_part(Fault.NONE)),
    ("send a part", lambda world, _: world.send_part(Fault.NONE)),
    ("lose a part", lambda world, _: world.send_part(Fault.REQUEST_LOST)),
    ("lose the answer to a part", lambda world, _: world.send_part(Fault.ANSWER_LOST)),
    ("flip a byte of a part", lambda world, _: world.send_part(Fault.BYTE_FLIPPED)),
    ("repeat an old part", lambda world, number: world.an_old_part_arrives_again(number)),
    ("central loses its files", lambda world, _: world.central_loses_its_files()),
    ("lose the request", lambda world, _: world.exchange(Fault.REQUEST_LOST)),
    ("lose the answer", lambda world, _: world.exchange(Fault.ANSWER_LOST)),
    ("flip a byte", lambda world, _: world.exchange(Fault.BYTE_FLIPPED)),
    ("repeat an old request", lambda world, number: world.an_old_request_arrives_again(number)),
    ("restart the kiosk", lambda world, _: world.kiosk_restarts()),
    ("take an image of the kiosk", lambda world, _: world.image_of_the_kiosk_is_taken()),
    ("take an image of the kiosk", lambda world, _: world.image_of_the_kiosk_is_taken()),
    ("restore the kiosk", lambda world, _: world.kiosk_is_restored_from_its_image(whole_disk=False)),
    ("restore its disk", lambda world, _: world.kiosk_is_restored_from_its_image(whole_disk=True)),
    ("record a bad act", lambda world, _: world.record_what_cannot_be_worked_on()),
    ("judge", lambda world, number: world.judge(number + 1)),
    ("judge", lambda world, number: world.judge(number + 1)),
    ("kill a judge", lambda world, _: world.a_judge_is_killed()),
    ("back central up", lambda world, _: world.a_backup_of_central_is_taken()),
    ("restore central", lambda world, _: world.central_is_restored_from_its_backup()),
]


@pytest.mark.histories
@pytest.mark.long
@settings(max_examples=settings().max_examples // 4)
@given(st.integers(0, 2**32))
def test_no_history_loses_or_doubles_an_act(seed: int) -> None:
    # Steps drawn by Hypothesis itself resemble one another too much to meet the rare orders in few examples.
    chance = random.Random(seed)
    history = [(chance.randrange(len(STEPS)), chance.randrange(4)) for _ in range(chance.randrange(10, 41))]
    note(", ".join(f"{STEPS[step][0]} ({number})" for step, number in history))
    with patch.multiple("kiosk.sync.upload", PART_BYTES=_PART_BYTES, _LEAST_PART_BYTES=_PART_BYTES // 4):
        _play(history)


def _play(history: list[tuple[int, int]]) -> None:
    world = World()
    try:
        for step, number in history:
            STEPS[step][1](world, number)
            world.the_kiosk_has_every_act_once()
            world.what_is_gone_is_named()
            world.central_has_streams_without_gaps_and_no_act_twice()
        world.everything_comes_to_rest_at_central()
    finally:
        world.end()


def test_an_act_that_was_moved_twice_counts_once() -> None:
    """The kiosk is restored twice from images in which the act waits for a place that central gave away."""
    world = World()
    try:
        world.record()
        world.exchange(Fault.NONE)
        world.image_of_the_kiosk_is_taken()
        world.record()
        world.exchange(Fault.NONE)
        world.kiosk_is_restored_from_its_image(whole_disk=True)
        world.record()
        world.image_of_the_kiosk_is_taken()
        world.everything_comes_to_rest_at_central()
        first = world.line.central.stored_acts.get(world.recorded[-1])
        world.kiosk_is_restored_from_its_image(whole_disk=True)
        world.everything_comes_to_rest_at_central()
        world.central_has_streams_without_gaps_and_no_act_twice()
        again = world.station.outbox.get(world.recorded[-1])
        assert again.stream_id != first.stream_id
        assert (again.state, again.case_number) == (OutboxState.SENT, first.case_number)
    finally:
        world.end()
