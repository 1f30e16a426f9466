"""How soon the next page of a long form stands, and how soon the search answers a key: through the real scene."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.table import Row, print_table
from commands.settings_argument import FONTS_FOLDER
from kiosk.app import Kiosk
from kiosk.clock import SystemClock
from kiosk.devices import Hardware
from kiosk.forms.kind import Typed
from kiosk.language import Language
from kiosk.settings import load_settings
from kiosk.visit import identification
from tests.kiosk.visits import proved_reading
from ui.environment import prepare_environment

QUESTIONS, A_PAGE = 60, 2
SEARCHED = ("nghi de", "doi so dien thoai", "luong huu", "bảo hiểm y tế")
_LIMIT_SECONDS = 30.0
_ITEMS = "\n".join(
    f'[[form.page.question.options.items]]\nid = "item{n}"\nlabel = {{ vi = "Mục {n}", en = "Item {n}" }}'
    for n in range(4)
)
# Kind, what is typed, and what the form says about it.
KINDS: tuple[tuple[str, Typed, str], ...] = (
    ("text", {"text": "Nguyễn Văn Thử"}, ""),
    ("phone", {"text": "0901234567"}, ""),
    ("one_of", {"choice": "item1"}, _ITEMS),
    ("email", {"text": "ten@example.vn"}, ""),
    ("yes_no", {"choice": "yes"}, ""),
    ("some_of", {"chosen": ["item0", "item2"]}, _ITEMS),
)


def _long_form() -> str:
    """A task whose form asks 60 questions of several kinds; every sixth depends on the one before it."""
    words = 'vi = "Câu hỏi số {0} của tờ khai dài", en = "Question {0} of a long form"'
    parts = [
        'id = "long"\ngroup = "services"\nassurance = "card"\noffline = "works"\n'
        'name = { vi = "Tờ khai dài", en = "Long form" }\n'
        'summary = { vi = "Sáu mươi câu hỏi.", en = "Sixty questions." }\n'
        '[form]\nversion = "1"\n[form.group]\nall = { vi = "Kê khai", en = "Answers" }'
    ]
    for number in range(QUESTIONS):
        kind, _, options = KINDS[number % len(KINDS)]
        if number % A_PAGE == 0:
            title = words.format(number)
            parts.append(f'[[form.page]]\nid = "p{number}"\ngroup = "all"\ntitle = {{ {title} }}')
        parts.append(f'[[form.page.question]]\nid = "q{number}"\nkind = "{kind}"')
        parts.append(f"label = {{ {words.format(number)} }}")
        if kind == "some_of":
            parts.append(f'when = {{ question = "q{number - 1}", is = true }}')
        parts.append(options)
    return "\n".join(parts)


ANSWERS: Mapping[str, Typed] = {f"q{n}": KINDS[n % len(KINDS)][1] for n in range(QUESTIONS)}


@contextmanager
def _running_kiosk(folder: Path) -> Iterator[Kiosk]:
    (folder / "services").mkdir()
    (folder / "services" / "long.toml").write_text(_long_form(), "utf-8")
    settings = load_settings(
        folder / "none.toml",
        mode="development",
        data_folder=folder / "kiosk",
        services_folder=folder / "services",
        central={"url": "http://127.0.0.1:9"},
    )
    nothing = Hardware(lambda: None, lambda: None, lambda: None)
    kiosk = Kiosk(settings, nothing, SystemClock(), FONTS_FOLDER)
    kiosk.line.start()  # every page change leaves a sealed draft, as it does in an office
    kiosk.line.get()
    kiosk.drafts.start()
    try:
        yield kiosk
    finally:
        kiosk.close()


def main() -> None:
    prepare_environment()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QCoreApplication, QSize
    from PySide6.QtGui import QGuiApplication

    from simulation.touch import Touch
    from ui.app import KioskWindow, load_fonts
    from ui.view_models.question_vm import QuestionVm

    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    load_fonts()
    with tempfile.TemporaryDirectory() as folder, _running_kiosk(Path(folder)) as kiosk:
        window = KioskWindow(kiosk, size=QSize(1080, 1920))
        touch = Touch(window.window)
        frames = _Count()
        screens = _Count()
        window.window.frameSwapped.connect(frames.add)
        window.vm.screenChanged.connect(screens.add)

        def drawn_after(action: Callable[[], object], *, new_screen: bool = False) -> float:
            """Milliseconds from the touch until what it led to has been drawn."""
            started, screen = time.perf_counter(), screens.number
            action()
            while new_screen and screens.number == screen:
                _turn(started)
            frame = frames.number
            while frames.number == frame:
                _turn(started)
            return (time.perf_counter() - started) * 1000

        def rest() -> None:
            touch.let_run(0.4)  # the page has faded in, and takes touches again

        def next_page() -> float:
            navigator = kiosk.navigator
            for question in navigator.page.questions:
                navigator.journey.answers.type(question.id, ANSWERS[question.id])
            rest()
            return drawn_after(window.vm.view_model(QuestionVm).proceed, new_screen=True)

        try:
            navigator = kiosk.navigator
            navigator.begin(Language.VIETNAMESE)
            navigator.choose("long")
            identification.take_card(navigator.visit.person, proved_reading())
            navigator.next()
            identification.confirm_identity(navigator.visit.person)
            navigator.next()
            pages = tuple(next_page() for _ in range(QUESTIONS // A_PAGE - 1))

            navigator.leave_journey()
            navigator.go_home()
            navigator.open_search()
            rest()
            field = touch.wait_for("searchField")
            keys = []
            for words in SEARCHED:
                for length in range(1, len(words) + 1):
                    keys.append(drawn_after(lambda typed=words[:length]: field.setProperty("text", typed)))
                    touch.let_run(0.05)
        finally:
            window.close()
            QCoreApplication.processEvents()
    print_table(
        "Pages",
        [
            Row(f"page change, form of {QUESTIONS} questions (target 100)", pages, "ms"),
            Row("search on the home screen, a key (target 50)", tuple(keys), "ms"),
        ],
    )


class _Count:
    def __init__(self) -> None:
        self.number = 0

    def add(self) -> None:
        self.number += 1


def _turn(started: float) -> None:
    from PySide6.QtCore import QCoreApplication, QEventLoop

    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    if time.perf_counter() - started > _LIMIT_SECONDS:
        raise TimeoutError("nothing was drawn")


if __name__ == "__main__":
    main()
