"""How soon the next page of a long form stands, and how soon the search answers a key."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bench.long_form import A_PAGE, ANSWERS, QUESTIONS, TASK, long_form
from bench.table import Row, print_table
from commands.settings_argument import FONTS_FOLDER
from kiosk.app import Kiosk
from kiosk.clock import SystemClock
from kiosk.contract.records import Release, Section
from kiosk.devices.hardware import Hardware
from kiosk.language import Language
from kiosk.settings import load_settings
from kiosk.sync.act import new_act_id
from kiosk.visit import identification
from kiosk.visit.read_record import ReadRecord
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from tests.kiosk.visits import face_evidence, proved_reading
from tests.ui.devices.records import long_record
from ui.environment import prepare_environment

if TYPE_CHECKING:
    from bench.scene import Scene

SEARCHED = ("nghi de", "doi so dien thoai", "luong huu", "bảo hiểm y tế", "rut mot lan")  # tasks and answers
_YEARS, _ROUNDS = 45, 12
_PAUSE_SECONDS = 0.05  # between two keys


def main() -> None:
    prepare_environment()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from bench.scene import open_scene  # Qt, only now

    with (
        tempfile.TemporaryDirectory() as folder,
        running_kiosk(Path(folder)) as kiosk,
        open_scene(kiosk) as scene,
    ):
        pages = tuple(_page_changes(kiosk, scene))
        keys = tuple(_searched_keys(kiosk, scene))
        opened, years = zip(*_records(kiosk, scene), strict=True)
    print_table(
        "Pages",
        [
            Row(f"page change, form of {QUESTIONS} questions (target 100)", pages, "ms"),
            Row("search on the home screen, a key (target 50)", keys, "ms"),
            Row(f"record of {_YEARS} years of months, opened (target 300)", opened, "ms"),
            Row("its months of one year, opened", years, "ms"),
        ],
    )


@contextmanager
def running_kiosk(folder: Path) -> Iterator[Kiosk]:
    """With a database of its own: every page change leaves a sealed draft, as it does in an office."""
    services = folder / "services"
    services.mkdir()
    (services / f"{TASK}.toml").write_text(long_form(), "utf-8")
    settings = load_settings(
        folder / "none.toml",
        mode="development",
        data_folder=folder / "kiosk",
        services_folder=services,
        central={"url": "http://127.0.0.1:9"},
    )
    unused = Hardware(lambda: None, lambda: None, lambda: SyntheticCamera(SyntheticPerson.ASTRONAUT))
    kiosk = Kiosk(settings, unused, SystemClock(), FONTS_FOLDER)
    kiosk.line.start()
    kiosk.line.get()
    kiosk.drafts.start()
    try:
        yield kiosk
    finally:
        kiosk.close()


def _page_changes(kiosk: Kiosk, scene: Scene) -> Iterator[float]:
    from ui.view_models.question_vm import QuestionVm

    navigator = kiosk.navigator
    navigator.begin(Language.VIETNAMESE)
    navigator.choose(TASK)
    identification.take_card(navigator.visit.person, proved_reading())
    navigator.next()
    identification.confirm_identity(navigator.visit.person)
    navigator.next()
    page = scene.window.vm.view_model(QuestionVm)
    for _ in range(QUESTIONS // A_PAGE - 1):
        scene.rest()
        for question in navigator.page.questions:
            navigator.journey.answers.type(question.id, ANSWERS[question.id])
        yield scene.drawn_after(page.proceed, new_screen=True)


def _searched_keys(kiosk: Kiosk, scene: Scene) -> Iterator[float]:
    kiosk.navigator.leave_journey()
    kiosk.navigator.go_home()
    kiosk.navigator.open_search()
    scene.rest()
    field = scene.touch.wait_for("searchField")
    for words in SEARCHED:
        for length in range(1, len(words) + 1):
            yield scene.drawn_after(partial(field.setProperty, "text", words[:length]))
            scene.touch.let_run(_PAUSE_SECONDS)


def _records(kiosk: Kiosk, scene: Scene) -> Iterator[tuple[float, float]]:
    """Somebody who was identified, whose record is in the visit already, opens it again and again."""
    from ui.view_models.contributions_vm import ContributionsVm

    navigator, person = kiosk.navigator, kiosk.navigator.visit.person
    identification.agree_to_face(person, kiosk.clock.now())
    identification.take_face(person, face_evidence(), kiosk.policy)
    number = proved_reading().identity.subject
    release = Release(read_at=kiosk.clock.now(), record=long_record(_YEARS))
    navigator.visit.read = ReadRecord(new_act_id(), number, frozenset(Section), release)
    page = scene.window.vm.view_model(ContributionsVm)
    for _ in range(_ROUNDS):
        navigator.go_home()
        scene.rest()
        opened = scene.drawn_after(partial(navigator.choose, "history"), new_screen=True)
        scene.rest()
        yield opened, scene.drawn_after(partial(page.toggleYear, kiosk.clock.now().year - 2))
        navigator.leave_journey()


if __name__ == "__main__":
    main()
