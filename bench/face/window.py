"""The other side of ``interface``: a window with the kiosk's camera view, and the analysis beside it."""

from __future__ import annotations

import json
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from itertools import pairwise

from PySide6.QtCore import QEventLoop, QSizeF, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickWindow

from ekyc.face.camera import Camera
from ekyc.face.limits import load_limits
from ekyc.face.worker import FaceWorker
from simulation.face.camera import SyntheticCamera
from ui.camera_view import CameraView
from ui.preview import PreviewFeed

_WINDOW = (1080, 1920)
_VIEW = (1000, 1100)  # of the camera picture on the face page, portrait
_FRAME = (1280, 720)
_TICK_MS = 33
_WARM_UP = 3.0  # s; the synthetic camera renders its poses
_SECONDS = 8.0
_EMBED_EVERY = 5


@dataclass
class Smoothness:
    """Milliseconds between two ticks of the interface, between two pictures shown; analyses a second."""

    ticks: list[float] = field(default_factory=list)
    pictures: list[float] = field(default_factory=list)
    analyses: float = 0.0


def main() -> None:
    """Print the samples as JSON: without the analysis, and with it."""
    print(json.dumps([asdict(entry) for entry in _record()]))


class _Analysis:
    """What the face check's thread does, at its busiest: the newest frame, every fifth one embedded."""

    def __init__(self, camera: Camera, worker: FaceWorker) -> None:
        self._camera = camera
        self._worker = worker
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="analysis")
        self.done = 0

    def start(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._ending.set()
        self._thread.join()

    def _run(self) -> None:
        sequence = 0
        while not self._ending.is_set():
            frame = self._camera.wait_newer(sequence, 0.1)
            if frame is None:
                continue
            sequence = frame.sequence
            face = self._worker.analyse(frame.image).face
            self.done += 1
            if face is not None and self.done % _EMBED_EVERY == 0:
                self._worker.embed(frame.image, face.box)


def _record() -> list[Smoothness]:
    """A window with the running preview, first without and then with the analysis."""
    application = QGuiApplication(sys.argv[:1])
    window = QQuickWindow()
    window.resize(*_WINDOW)
    feed = PreviewFeed(window)
    view = CameraView(window.contentItem())
    view.setSize(QSizeF(*_VIEW))
    view.setProperty("feed", feed)
    feed.set_target(*_VIEW)
    window.show()
    camera = Camera(SyntheticCamera(width=_FRAME[0], height=_FRAME[1]))
    camera.subscribe(lambda frame: feed.push(frame.image))
    worker = FaceWorker(load_limits())
    worker.wait_ready()
    feed.open()
    camera.start()
    analysis = _Analysis(camera, worker)
    try:
        _run_for(_WARM_UP)
        idle = _watch(feed)
        analysis.start()
        _run_for(1.0)
        before, started = analysis.done, time.perf_counter()
        busy = _watch(feed)
        busy.analyses = (analysis.done - before) / (time.perf_counter() - started)
        analysis.end()
    finally:
        camera.stop()
        worker.stop()
        window.close()
        application.processEvents()
    return [idle, busy]


def _watch(feed: PreviewFeed) -> Smoothness:
    """Ticks of a timer in the interface's thread, as any animation or button would see it."""
    moments: list[float] = []
    timer = QTimer(interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: moments.append(time.perf_counter()))
    feed.restart()
    timer.start()
    _run_for(_SECONDS)
    timer.stop()
    return Smoothness(
        ticks=[(later - earlier) * 1000 for earlier, later in pairwise(moments)],
        pictures=[interval * 1000 for interval in feed.intervals],
    )


def _run_for(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()
