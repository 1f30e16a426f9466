"""How soon the staff's queue of 50,000 acts stands and turns its pages, beside the bare select of a page."""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

from bench.queue_rows import ROWS, fill
from bench.table import Row, print_table, timed
from commands.settings_argument import FONTS_FOLDER
from kiosk.app import Kiosk
from kiosk.authentication.staff import StaffMember
from kiosk.clock import SystemClock
from kiosk.contract.staff import StaffRole
from kiosk.devices.hardware import Hardware
from kiosk.places import Place
from kiosk.settings import load_settings
from kiosk.staff_queue import QueueFilter
from local_db.durable_file import write_new_file
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from tests.ready_made import KEY
from ui.environment import prepare_environment

if TYPE_CHECKING:
    from bench.scene import Scene
    from ui.view_models.staff_queue_vm import StaffQueueVm

_TURNS = 40
_PAGE_SQL = (
    "SELECT act_id, stream_id, sequence, kind, occurred_at, state, case_number, received_at, summary"
    " FROM outbox ORDER BY stream_id DESC, sequence DESC LIMIT 7"
)


def main() -> None:
    prepare_environment()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from bench.scene import open_scene  # Qt, only now

    with tempfile.TemporaryDirectory(prefix="bhxh-bench-") as folder, _kiosk(Path(folder)) as kiosk:
        rows = list(_in_the_core(kiosk))
        with open_scene(kiosk) as scene:
            rows += _on_screen(kiosk, scene)
    bare = statistics.median(rows[0].samples)
    rows += [
        Row(f"{row.measure}: times the bare select", (statistics.median(row.samples) / bare,), "x")
        for row in rows[1:]
    ]
    print_table(f"The staff's queue of {ROWS} acts", rows)


@contextmanager
def _kiosk(folder: Path) -> Iterator[Kiosk]:
    data = folder / "kiosk"
    data.mkdir()
    write_new_file(data / "database.key", KEY.raw.hex().encode("ascii"))
    fill(data / "kiosk.db")
    settings = load_settings(
        folder / "none.toml",
        mode="development",
        data_folder=data,
        central={"url": "http://127.0.0.1:9"},
    )
    unused = Hardware(lambda: None, lambda: None, lambda: SyntheticCamera(SyntheticPerson.ASTRONAUT))
    kiosk = Kiosk(settings, unused, SystemClock(), FONTS_FOLDER)
    kiosk.line.start()
    kiosk.line.get().keeper.look()  # what the kiosk does at its start is over then
    kiosk.staff._member = StaffMember(
        "100001", "Trần Văn Mẫu", StaffRole.OFFICER
    )  # signing in is not measured
    try:
        yield kiosk
    finally:
        kiosk.close()


def _in_the_core(kiosk: Kiosk) -> Iterator[Row]:
    database = kiosk.line.get().database

    def bare() -> object:
        with database.read() as connection:
            return connection.execute(text(_PAGE_SQL)).all()

    yield timed("a page, bare select", bare, 50)
    yield timed("a page with reasons and sizes", lambda: kiosk.staff.queue(QueueFilter.ALL, None, 6), 50)
    yield timed("counts", kiosk.staff.counts, 20)


def _on_screen(kiosk: Kiosk, scene: Scene) -> Iterator[Row]:
    from ui.view_models.staff_queue_vm import StaffQueueVm

    navigator = kiosk.navigator
    page = scene.window.vm.view_model(StaffQueueVm)
    opened = []
    for _ in range(10):
        navigator.open_staff_room()
        kiosk.staff._member = StaffMember("100001", "Trần Văn Mẫu", StaffRole.OFFICER)
        navigator.go_in_staff_room(Place.STAFF_MENU)
        scene.rest()
        opened.append(_until_loaded(scene, page, lambda: navigator.go_in_staff_room(Place.STAFF_QUEUE)))
        scene.rest()
        navigator.leave_staff_room()
        scene.rest()
    yield Row("the screen opens (target 300)", tuple(opened[1:]), "ms")
    navigator.open_staff_room()
    kiosk.staff._member = StaffMember("100001", "Trần Văn Mẫu", StaffRole.OFFICER)
    navigator.go_in_staff_room(Place.STAFF_QUEUE)
    scene.rest()
    yield Row("an older page", tuple(_until_loaded(scene, page, page.older) for _ in range(_TURNS)), "ms")
    filters = (QueueFilter.WAITING, QueueFilter.RECEIVED, QueueFilter.ALL) * 5
    chosen = [_until_loaded(scene, page, partial(page.choose, each.value)) for each in filters]
    yield Row("another filter", tuple(chosen), "ms")


def _until_loaded(scene: Scene, page: StaffQueueVm, action: Callable[[], object]) -> float:
    """Milliseconds until the rows that were asked for have been drawn."""
    started = time.perf_counter()
    action()
    scene.touch.wait_until(lambda: not (page.property("isEmpty") or page.property("loading")), "the rows")
    scene.drawn_after(scene.window.window.update)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
