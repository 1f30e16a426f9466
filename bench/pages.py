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
from kiosk.devices.hardware import Hardware
from kiosk.language import Language
from kiosk.settings import load_settings
from kiosk.visit import identification
from simulation.face.camera import SyntheticCamera
from simulation.face.person import SyntheticPerson
from tests.kiosk.visits import proved_reading
from ui.environment import prepare_environment

if TYPE_CHECKING:
    from bench.scene import Scene

SEARCHED = ("nghi de", "doi so dien thoai", "luong huu", "bảo hiểm y tế")
_PAUSE_SECONDS = 0.05  # between two keys


def main() -> None:
    prepare_environment()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from bench.scene import open_scene  # Qt, only now

    with (
        tempfile.TemporaryDirectory() as folder,
        _running_kiosk(Path(folder)) as kiosk,
        open_scene(kiosk) as scene,
    ):
        pages = tuple(_page_changes(kiosk, scene))
        keys = tuple(_searched_keys(kiosk, scene))
    print_table(
        "Pages",
        [
            Row(f"page change, form of {QUESTIONS} questions (target 100)", pages, "ms"),
            Row("search on the home screen, a key (target 50)", keys, "ms"),
        ],
    )


@contextmanager
def _running_kiosk(folder: Path) -> Iterator[Kiosk]:
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


if __name__ == "__main__":
    main()
