"""From page to page of a kiosk as a person turns them: what is touched, seen and timed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Slot
from PySide6.QtQuick import QQuickItem

from commands.demo.plays import Play
from commands.demo.transcript import Heartbeat, Transcript
from commands.demo.world import World
from kiosk.app import Kiosk
from simulation.form_filling import FormFilling
from simulation.touch import Touch, shown
from ui.app import KioskWindow
from ui.view_models.face_vm import FaceVm

PATIENCE = 60.0  # s
LINE_PATIENCE = 30.0  # s until what was recorded without a line has been sent
_LOADING = 180.0  # s until a kiosk on a busy machine has loaded everything
FORM = frozenset({"question", "code", "information"})  # screens of a form's pages
SCROLLING = 0.5  # s until a page has come to rest


@dataclass(frozen=True, slots=True)
class PlayedTask:
    """What one task led to. ``papers``: the printed files, by what they are."""

    task_id: str
    act_id: UUID
    papers: Mapping[str, Path]


class PageTurning(QObject):
    """Each page of a kiosk in a world of simulated devices is looked at once it has come to rest.

    ``line_down``: the line to central is down while a task is done, and comes back at its receipt.
    """

    def __init__(
        self,
        world: World,
        kiosk: Kiosk,
        window: KioskWindow,
        out: Path,
        *,
        line_down: bool = False,
        pictures: bool = True,
    ) -> None:
        super().__init__(window)
        self._world = world
        self._kiosk = kiosk
        self._window = window
        self._out = out
        self._line_down = line_down
        self._touch = Touch(window.window, reads=True)
        self._filling = FormFilling(self._touch)
        self._face: FaceVm = window.vm.view_model(FaceVm)
        self._keeps_pictures, self._pictures = pictures, 0
        self._several = False  # tasks, so that pictures have to say which one they are of
        self._shown = 0  # pages so far
        self._play: Play | None = None  # under way
        self._codes: set[str] = set()  # pages whose code was seen to be there
        self._tracking = ""  # the code on the last receipt that has one
        self.transcript = Transcript(Heartbeat())
        self.done: list[PlayedTask] = []
        self.results: list[str] = []  # what was calculated or shown, each with its paper
        window.vm.screenChanged.connect(self._on_screen)

    def close(self) -> None:
        """Measure no more. Before the window closes."""
        self.transcript.heartbeat.stop()
        self._window.vm.screenChanged.disconnect(self._on_screen)

    @property
    def scene(self) -> QQuickItem:
        """The root of everything on the screen."""
        return self._window.window.contentItem()

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Before the person comes."""
        self._touch.wait_until(condition, what, _LOADING)

    def _hold(self, name: str) -> None:
        """The button that uncovers, for as long as it takes to look."""
        with self._touch.holding("hold"):
            self._touch.let_run(SCROLLING)
            self._look(name)

    def _type(self, digits: str) -> None:
        for digit in digits:
            self._touch.tap(f"key{digit}")

    def _look_below(self, name: str) -> None:
        """Down to the end of the page."""
        while self._touch.find("scrollDown") is not None:
            self._touch.tap("scrollDown")
            self._touch.let_run(SCROLLING)
            self._look(name)

    def _printed(self) -> list[Path]:
        return sorted(self._world.printed_folder.glob("*.pdf"))

    @Slot()
    def _on_screen(self) -> None:
        self._shown += 1

    @property
    def _screen(self) -> str:
        return str(shown(self._window.vm, "screen"))

    @property
    def _place(self) -> str:
        """The name of the page: of the form's page where it is one, otherwise of the screen."""
        return self._kiosk.navigator.page.id if self._screen in FORM else self._screen

    def _press(self, name: str) -> None:
        """Tap what leads to another page, and see it come to rest."""
        self._act(lambda: self._touch.tap(name))

    def _act(self, action: Callable[[], None]) -> None:
        before = self._shown
        self.transcript.begin_step(self._place)
        action()
        self._arrive(before)

    def _arrive(self, before: int) -> None:
        """A further page is there and has come to rest: note the time, then look at it."""
        self._touch.wait_until(
            lambda: self._shown > before and self._stands(self._kiosk.navigator.screen),
            "the next page",
            PATIENCE,
        )
        self._end_step(self._place, new_page=True)
        self._look(self._place)

    def _end_step(self, name: str, *, new_page: bool = False) -> None:
        self.transcript.end_step(name, self._touch.take_effort(new_page=new_page), self._arrived_codes())

    def _arrived_codes(self) -> tuple[str, ...]:
        """Code pages of the form whose code is there now, and was not before."""
        navigator = self._kiosk.navigator
        if self._play is None or not (navigator.in_visit and navigator.in_journey):
            return ()
        proving = {page.id: page.channel for page in navigator.journey.form.pages if page.channel}
        arrived = {
            page_id
            for page_id, channel in proving.items()
            if channel in self._play.answers
            and self._world.find_code(self._play.address_of(channel)) is not None
        }
        new = tuple(sorted(arrived - self._codes))
        self._codes |= arrived
        return new

    def _stands(self, screen: str) -> bool:
        """The page is loaded and has come to rest."""
        page = self._touch.find("page")
        if page is None or self._screen != screen:
            return False
        name = screen.title().replace("_", "") + "Screen.qml"
        return bool(page.property("source").path().endswith(f"/{name}")) and page.opacity() == 1

    def _look(self, name: str) -> None:
        if not self._keeps_pictures:
            return
        self._pictures += 1
        task = f"{self.transcript.task}-" if self._several and self.transcript.task else ""
        self._touch.look(self._out / f"{self._pictures:02}-{task}{name}.png")
