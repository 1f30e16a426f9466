"""A whole visit played through the real screens, offscreen, by a simulated person who needs no time to think.

Leaves in the folder: a screenshot of every screen, the receipt, a transcript with the seconds of every
step, and the act as central stored it.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem

from commands.demo.person import SimulatedPerson
from commands.demo.world import World
from commands.json_output import print_json
from kiosk.app import Kiosk
from simulation.touch import Touch, shown
from ui.app import KioskWindow, load_fonts
from ui.preview import PreviewFeed

PHONE = "0901234567"
ADDRESS = "minh.chau@example.vn"
PORTRAIT, LANDSCAPE = QSize(1080, 1920), QSize(1920, 1080)
_TICK_MS = 10


class Heartbeat(QObject):
    """Measures how long the interface was deaf: the longest wait between two turns of its event loop."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(now - self._last)
        self._last = now

    def restart(self) -> None:
        """Forget what was measured, for instance while screenshots were written."""
        self.gaps.clear()
        self._last = time.perf_counter()


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    seconds: float
    gap_ms: float  # longest wait between two turns of the event loop


@dataclass(slots=True)
class Transcript:
    """What happened when. Seconds are the program's own: screenshots are not counted."""

    heartbeat: Heartbeat
    steps: list[Step] = field(default_factory=list)
    _since: float = field(default_factory=time.perf_counter)

    def begin_step(self) -> None:
        self.heartbeat.restart()
        self._since = time.perf_counter()

    def end_step(self, name: str) -> None:
        seconds = time.perf_counter() - self._since
        gap = max(self.heartbeat.gaps, default=0.0)
        self.steps.append(Step(name, round(seconds, 3), round(gap * 1000, 1)))

    @property
    def total(self) -> float:
        return round(sum(step.seconds for step in self.steps), 3)

    def longest_gap_ms(self, part: str = "") -> float:
        """The longest time that the interface was deaf, in the steps whose name begins with ``part``."""
        return max((step.gap_ms for step in self.steps if step.name.startswith(part)), default=0.0)


class PlayedVisit:
    def __init__(
        self,
        world: World,
        window: KioskWindow,
        out: Path,
        *,
        line_down: bool = False,
        phone: str = PHONE,
        address: str = ADDRESS,
    ) -> None:
        self._world = world
        self._kiosk = window
        self._out = out
        self._line_down = line_down
        self._phone = phone
        self._address = address
        self._touch = Touch(window.window)
        self._pictures = 0
        self.transcript = Transcript(Heartbeat())
        self.preview_intervals: list[float] = []

    @property
    def scene(self) -> QQuickItem:
        """The root of everything on the screen."""
        return self._kiosk.window.contentItem()

    def wait_until(self, condition: Callable[[], bool], what: str) -> None:
        """Before the person comes."""
        self._touch.wait_until(condition, what, 60)

    def play(self, *, english: bool) -> None:
        self.transcript.begin_step()
        self._arrive("attract")
        if english:
            self._press("languageEn", "attract")
        self._press("begin", "home")
        self._press("home.register_account", "card")
        self.transcript.begin_step()
        self._world.insert_card()  # only now, or the page would be gone before it was seen
        self._arrive("identity")
        self._press("primary", "face_prepare")
        self._press("primary", "face_check")
        self._look_at_action()
        self._look_at_colours()
        self._wait_for_face_result()
        self._press("primary", "phone")
        for digit in self._phone:
            self._touch.tap(f"key{digit}")
        self._press("primary", "email")
        self._type(self._address)
        if self._line_down:
            self._world.central.stop()
        self._press("primary", "email_code")
        self._enter_code()
        self._press("primary", "consent")
        for purpose in ("registration", "population_check", "notices"):
            self._touch.tap(f"consent.{purpose}")
        self._press("primary", "check_answers")
        self._press("primary", "receipt")
        self._wait_for_receipt()
        self._press("primary", "goodbye")
        self._press("rest", "attract")

    def _arrive(self, screen: str) -> None:
        """The screen is there and has come to rest: note the time, then look at it."""
        self._touch.wait_until(lambda: self._shows(screen), f"the screen {screen}", 60)
        self.transcript.end_step(screen)
        self._look(screen)

    def _press(self, name: str, then: str) -> None:
        self.transcript.begin_step()
        self._touch.tap(name)
        self._arrive(then)

    def _wait_for(self, screen: str) -> None:
        self.transcript.begin_step()
        self._arrive(screen)

    @property
    def _preview(self) -> PreviewFeed:
        preview: PreviewFeed = shown(self._kiosk.vm, "face.preview")
        return preview

    def _look_at_action(self) -> None:
        preview = self._preview
        self.transcript.begin_step()
        preview.restart()
        self._touch.wait_until(lambda: shown(self._kiosk.vm, "face.action") != "", "a liveness action", 60)
        self.transcript.end_step("face_check: hold still")
        self.preview_intervals += preview.intervals
        self._look("face_action")

    def _look_at_colours(self) -> None:
        preview = self._preview
        self.transcript.begin_step()
        preview.restart()
        self._touch.wait_until(
            lambda: shown(self._kiosk.vm, "face.flashColour") != "" or not self._at_camera(),
            "coloured light, or the end of the check",
            60,
        )
        self.transcript.end_step("face_check: actions")
        self.preview_intervals += preview.intervals
        if self._at_camera():
            self._look("face_flash")

    def _at_camera(self) -> bool:
        return bool(shown(self._kiosk.vm, "screen") == "face_check")

    def _wait_for_face_result(self) -> None:
        preview = self._preview
        self.transcript.begin_step()
        preview.restart()
        self._touch.wait_until(lambda: not self._at_camera(), "a face result", 60)
        self.transcript.end_step("face_check: colours and match")
        self.preview_intervals += preview.intervals
        self._wait_for("face_result")

    def _type(self, text: str) -> None:
        self.transcript.begin_step()
        for character in text:
            self._touch.tap(f"key_text_{character}")
        self.transcript.end_step("email: typing")
        self._look("email_typed")

    def _enter_code(self) -> None:
        if self._line_down:  # the page says that the address will be confirmed later
            self._press("primary", "address")
            return
        self._touch.wait_until(self._code_has_come, "the mail with the code")
        for digit in self._world.read_code(self._address):
            self._touch.tap(f"key{digit}")
        self._wait_for("address")  # the sixth digit is enough

    def _code_has_come(self) -> bool:
        try:
            return bool(self._world.read_code(self._address))
        except LookupError:
            return False

    def _wait_for_receipt(self) -> None:
        self.transcript.begin_step()
        self._touch.wait_for("stateWaiting" if self._line_down else "stateSent")
        self.transcript.end_step("receipt: state")
        self._touch.tap("print")
        self._touch.wait_until(
            lambda: shown(self._kiosk.vm, "receipt.printing") == "done", "the printed receipt"
        )
        self._look("receipt_printed")
        if self._line_down:
            self._world.central.start()
            self._touch.wait_for("stateSent", 30)
            self._look("receipt_sent_later")

    def _shows(self, screen: str) -> bool:
        """The page is loaded and has come to rest."""
        page = self._touch.find("page")
        if page is None or shown(self._kiosk.vm, "screen") != screen:
            return False
        name = screen.title().replace("_", "") + "Screen.qml"
        return bool(page.property("source").path().endswith(f"/{name}")) and page.opacity() == 1

    def _look(self, name: str) -> None:
        self._pictures += 1
        self._touch.look(self._out / f"{self._pictures:02}-{name}.png")


def play_visit(out: Path, *, landscape: bool, english: bool, line_down: bool, as_json: bool) -> int:
    """Play one visit into ``out`` and print where everything is. Returns the exit code."""
    started = time.perf_counter()
    application = QGuiApplication.instance() or QGuiApplication(sys.argv[:1])
    load_fonts()
    world = World(out)
    world.start()
    kiosk = world.new_kiosk()
    window = KioskWindow(kiosk, size=LANDSCAPE if landscape else PORTRAIT)
    try:
        kiosk.start()
        SimulatedPerson(world, window)
        visit = PlayedVisit(world, window, out, line_down=line_down)
        visit.wait_until(lambda: kiosk.is_warm, "a kiosk that has loaded everything")
        visit.play(english=english)
        summary = _leave_results(out, world, kiosk, visit, time.perf_counter() - started)
        if as_json:
            print_json(summary)
        else:
            _tell(out, visit.transcript, summary)
    finally:
        window.close()
        kiosk.close()
        world.stop()
        application.processEvents()
    return 0


def _leave_results(
    out: Path, world: World, kiosk: Kiosk, visit: PlayedVisit, wall: float
) -> Mapping[str, object]:
    """Write act, receipt and transcript into the folder; the transcript is also the answer."""
    transcript, intervals = visit.transcript, visit.preview_intervals
    act_id = kiosk.line.get().outbox.rows()[0].act_id
    stored = world.central.stored_act(act_id)
    (out / "act.json").write_text(json.dumps(stored, ensure_ascii=False, indent=2), "utf-8")
    receipts = sorted((out / "printed").glob("*.pdf"))
    receipts[-1].replace(out / "receipt.pdf")
    summary = {
        "steps": [asdict(step) for step in transcript.steps],
        "visit_seconds": transcript.total,
        "wall_seconds_with_screenshots": round(wall, 3),
        "longest_interface_gap_ms": transcript.longest_gap_ms(),
        "face_gap_ms": transcript.longest_gap_ms("face_check: "),
        "preview_fps": round(len(intervals) / sum(intervals), 1),
        "case_number": stored["case_number"],
    }
    (out / "transcript.json").write_text(json.dumps(summary, ensure_ascii=False, indent=2), "utf-8")
    return summary


def _tell(out: Path, transcript: Transcript, summary: Mapping[str, object]) -> None:
    for step in transcript.steps:
        print(f"{step.seconds:8.3f} s  {step.name}")
    print(f"{transcript.total:8.3f} s  the whole visit, screenshots not counted")
    print(f"Central stored the act as {summary['case_number']}. Screenshots, receipt.pdf, act.json: {out}/")
