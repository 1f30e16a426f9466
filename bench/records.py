"""Pages of a record of 540 months and ten employers: how soon each stands, how it scrolls, what it weighs."""

from __future__ import annotations

import os
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from bench.pages import running_kiosk
from bench.running_central import megabytes
from bench.table import Row, print_table
from kiosk.app import Kiosk
from kiosk.benefits.months import Month
from kiosk.contract.records import Employer, IssuedBook, PersonRecord, Region, Release, Section
from kiosk.language import Language
from kiosk.sync.act import new_act_id
from kiosk.visit import identification
from kiosk.visit.read_record import ReadRecord
from tests.kiosk.visits import face_evidence, proved_reading
from tests.ui.devices.records import ON, SIGNED_BOOK, bank_accounts, filed_cases, kept_data, treated_record
from ui.environment import prepare_environment

if TYPE_CHECKING:
    from bench.scene import Scene

_MONTHS, _EMPLOYERS, _ROUNDS = 540, 10, 8
_STEPS, _STEP = 120, 60  # frames, pixels
_TASKS = {
    "contributions": "history",
    "book": "electronic_book",
    "insurance_card": "health_card",
    "care": "care_history",
    "received": "benefits_received",
    "accounts": "bank_account",
    "kept": "my_data",
}


def main() -> None:
    prepare_environment()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from bench.scene import open_scene  # Qt, only now

    with (
        tempfile.TemporaryDirectory() as folder,
        running_kiosk(Path(folder)) as kiosk,
        open_scene(kiosk) as scene,
    ):
        _identify(kiosk)
        _read(kiosk, treated_record())
        for page, task in _TASKS.items():  # once, so that what every visit needs is loaded
            tuple(_opened(kiosk, scene, task, page, 1))
        _contributions(kiosk, scene)
        without = megabytes(psutil.Process())
        _read(kiosk, monthly_record())
        opened = {task: tuple(_opened(kiosk, scene, task, page, _ROUNDS)) for page, task in _TASKS.items()}
        workplaces, frames = _contributions(kiosk, scene)
        grown = megabytes(psutil.Process()) - without
    print_table(
        f"Pages of a record of {_MONTHS} months, each an entry, of {_EMPLOYERS} employers",
        [
            *(Row(f"{task}, opened (target 300)", times, "ms") for task, times in opened.items()),
            Row("its employers, opened", (workplaces,), "ms"),
            Row("scrolling over all years and employers, a frame", frames, "ms"),
            Row("the same in a second", (1000 * len(frames) / sum(frames),), "frames"),
            Row("memory, more than with a short record", (grown,), "MB"),
        ],
    )


def monthly_record() -> PersonRecord:
    """One entry a month, each with a wage of its own."""
    whole, last = treated_record(), Month.of(ON)
    entry = next(iter(whole.contributions or ()))
    entries = [
        entry.model_copy(
            update={
                "number": place + 1,
                "from_month": str(last + (place - _MONTHS + 1)),
                "to_month": str(last + (place - _MONTHS + 1)),
                "wage": 1_000_000 + 10_000 * place,
                "employer": Employer(
                    code=f"TA{place * _EMPLOYERS // _MONTHS:04}",
                    name=f"Công ty Dệt may Nguyễn Trãi {place * _EMPLOYERS // _MONTHS}",
                    region=Region.I,
                ),
                "paid": True,
                "replaces": None,
            }
        )
        for place in range(_MONTHS)
    ]
    return whole.model_copy(update={"contributions": tuple(entries), "time_used": ()})


def _identify(kiosk: Kiosk) -> None:
    kiosk.navigator.begin(Language.VIETNAMESE)
    person = kiosk.navigator.visit.person
    identification.take_card(person, proved_reading())
    identification.confirm_identity(person)
    identification.agree_to_face(person, kiosk.clock.now())
    identification.take_face(person, face_evidence(), kiosk.policy)


def _read(kiosk: Kiosk, record: PersonRecord) -> None:
    held = {"bank_accounts": bank_accounts(), "cases": filed_cases(), "kept": kept_data()}
    book = IssuedBook(number="ABCD-EFGH-JKMN-PQRS", pdf=b64encode(SIGNED_BOOK))
    release = Release(read_at=kiosk.clock.now(), record=record.model_copy(update=held), book=book)
    number = proved_reading().identity.subject
    kiosk.navigator.visit.read = ReadRecord(new_act_id(), number, frozenset(Section), release)


def _opened(kiosk: Kiosk, scene: Scene, task: str, page: str, rounds: int) -> Iterator[float]:
    """Again and again, from the home screen or from where the person has confirmed."""
    navigator = kiosk.navigator
    for _ in range(rounds):
        navigator.go_home()
        scene.rest()
        choose = partial(navigator.choose, task)
        uses = navigator.catalogue.find(task)
        if uses is not None and uses.record is not None and uses.record.confirm is not None:
            choose()
            scene.rest()
            navigator.journey.record_confirmed = True
            yield scene.drawn_after(navigator.next, new_screen=True)
        else:
            yield scene.drawn_after(choose, new_screen=True)
        if navigator.screen != page:
            raise RuntimeError(f"{task} led to {navigator.screen}")
        navigator.leave_journey()


def _contributions(kiosk: Kiosk, scene: Scene) -> tuple[float, tuple[float, ...]]:
    """With every year and every employer in the page: until these stand, and each frame of scrolling."""
    from ui.view_models.contributions_vm import ContributionsVm

    kiosk.navigator.go_home()
    kiosk.navigator.choose("history")
    scene.rest()
    scene.window.vm.view_model(ContributionsVm).showAllYears()
    section, area = scene.touch.wait_for("workplaces"), scene.touch.wait_for("scrollArea")
    scene.rest()
    opened = scene.drawn_after(partial(section.setProperty, "open", True))
    scene.rest()
    flick = area.property("contentItem").parentItem()
    room = int(flick.property("contentHeight") - flick.height())
    places = [_STEP * step % max(1, room) for step in range(1, _STEPS + 1)]
    return opened, tuple(scene.drawn_after(partial(flick.setProperty, "contentY", at)) for at in places)


if __name__ == "__main__":
    main()
