"""The kiosk's end of the face worker: start it early, ask it, start it again when it dies.

Nothing here loads dlib: the process that shows the screens stays light, and a decoder that crashes on a
hostile portrait takes only the worker with it.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import TypeVar

import numpy as np

from ekyc.face import worker_process
from ekyc.face.analysis import FrameAnalysis, PortraitAnalysis
from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.face_box import FaceBox
from ekyc.face.face_patch import FacePatch
from ekyc.face.frame_source import LONGEST_SIDE, Image
from ekyc.face.limits import FaceLimits
from ekyc.face.matching import Embedding, MatcherInfo
from ekyc.face.models import ModelChoice, NetworkFile
from ekyc.face.relief import Relief
from ekyc.face.worker_process import Request

_LOG = logging.getLogger(__name__)
_STARTS = 3  # a machine that has just been switched on is busy
_SLOT_BYTES = LONGEST_SIDE * LONGEST_SIDE * 3


_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class _Link:
    """A running process and the ends of its two pipes."""

    process: BaseProcess
    requests: Connection
    answers: Connection
    info: MatcherInfo


class FaceWorker:
    """One worker process and its frame slot; calls from several threads take turns.

    ``network``: the file of another face network, of the kind that ``limits.matching`` is for.

    Every call starts the process if there is none. A process that dies or stays silent for ``call_deadline``
    seconds is replaced and asked once more; if that fails too, the call raises FaceError ``worker_failed``.
    """

    def __init__(
        self,
        limits: FaceLimits,
        *,
        model_directory: Path | None = None,
        network: NetworkFile | None = None,
        ready_deadline: float = 30.0,
        call_deadline: float = 10.0,
    ) -> None:
        self._limits = limits
        self._models = ModelChoice(model_directory, network)
        self._ready_deadline = ready_deadline
        self._call_deadline = call_deadline
        self._turn = threading.Lock()
        self._stopped = False
        self._process: BaseProcess | None = None
        self._link: _Link | None = None
        self._slot: SharedMemory | None = None
        self.restarts = 0
        self.ready_seconds: float | None = None

    def start(self) -> None:
        """Load the models in the background; returns at once. A fault shows in the first call."""
        threading.Thread(target=self._warm_up, name="face-worker-start", daemon=True).start()

    def wait_ready(self) -> MatcherInfo:
        """Block until the models are loaded. Raises FaceError ``model_missing``, ``model_corrupt``, …"""
        with self._turn:
            return self._running().info

    @property
    def process_id(self) -> int | None:
        process = self._process
        return process.pid if process is not None else None

    def analyse(self, image: Image) -> FrameAnalysis:
        """Analyse one live frame, at most ``LONGEST_SIDE`` pixels wide and high."""
        return self._call(FrameAnalysis, worker_process.AnalyseFrame(image.shape), image)

    def embed(self, image: Image, box: FaceBox) -> Embedding:
        """The face in ``box`` as a vector; two passes through the network, 30 ms or so (dlib's: 120)."""
        answer: Embedding = self._call(np.ndarray, worker_process.EmbedFace(image.shape, box), image)
        return answer

    def relief(self, straight: FacePatch, turned: FacePatch, to_left: bool) -> Relief:
        """How the face moved between two looks, 10 ms or so; see ``relief.relief_between``."""
        return self._call(Relief, worker_process.MeasureRelief(straight, turned, to_left), None)

    def read_portrait(self, data: bytes) -> PortraitAnalysis:
        """Decode and describe a still picture. Raises FaceError ``empty_file``, ``not_an_image``, …"""
        return self._call(PortraitAnalysis, worker_process.ReadPortrait(data), None)

    def stop(self) -> None:
        """End the process and free the slot; safe to call twice and while a call is running."""
        self._stopped = True
        while not self._turn.acquire(timeout=0.2):
            if (process := self._process) is not None:
                with contextlib.suppress(ValueError):  # closed by that call in this very moment
                    process.kill()  # the call that holds the turn now sees the end of its pipe
        try:
            self._end_process(grace=1.0)
            if self._slot is not None:
                self._slot.close()
                self._slot.unlink()
                self._slot = None
        finally:
            self._turn.release()

    def _warm_up(self) -> None:
        for _ in range(_STARTS):
            try:
                self.wait_ready()
            except FaceError as error:
                if self._stopped:
                    return
                _LOG.warning("face worker did not start: %s", error.code)
                if error.fault is not FaceFault.WORKER_FAILED:
                    return
            else:
                return

    def _call(self, kind: type[_Kind], request: Request, image: Image | None) -> _Kind:
        with self._turn:
            try:
                answer = self._ask(request, image)
            except (EOFError, OSError, TimeoutError):
                self._end_process(grace=0.0)
                self.restarts += 1
                _LOG.warning("face worker died or hung; starting it again")
                answer = self._ask_again(request, image)
        if not isinstance(answer, kind):
            raise TypeError(f"the face worker answered {type(answer).__name__} to {type(request).__name__}")
        return answer

    def _ask_again(self, request: Request, image: Image | None) -> object:
        try:
            return self._ask(request, image)
        except (EOFError, OSError, TimeoutError) as error:
            self._end_process(grace=0.0)
            raise FaceError(FaceFault.WORKER_FAILED) from error

    def _ask(self, request: Request, image: Image | None) -> object:
        link = self._running()
        if image is None or self._slot is None:
            link.requests.send(request)
            return _receive(link.answers, self._call_deadline)
        place: Image = np.ndarray(image.shape, dtype=np.uint8, buffer=self._slot.buf)
        place[:] = image
        try:
            link.requests.send(request)
            return _receive(link.answers, self._call_deadline)
        finally:
            place[:] = 0  # between two calls nobody is in the slot

    def _running(self) -> _Link:
        """The living process, started if need be; the turn is held."""
        if self._stopped:
            raise FaceError(FaceFault.WORKER_FAILED, "stopped")
        if self._link is not None and self._link.process.is_alive():
            return self._link
        self._end_process(grace=0.0)
        started = time.monotonic()
        self._link = self._launch()
        self.ready_seconds = time.monotonic() - started
        return self._link

    def _launch(self) -> _Link:
        if self._slot is None:
            self._slot = SharedMemory(create=True, size=_SLOT_BYTES)
        context = multiprocessing.get_context("spawn")
        child_requests, requests = context.Pipe(duplex=False)
        answers, child_answers = context.Pipe(duplex=False)
        process = context.Process(
            target=worker_process.run,
            args=(child_requests, child_answers, self._slot.name, self._limits, self._models),
            name="face-worker",
            daemon=True,
        )
        process.start()
        self._process = process
        child_requests.close()
        child_answers.close()
        try:
            info = _receive(answers, self._ready_deadline)
        except (EOFError, OSError, TimeoutError) as error:
            self._close(process, requests, answers, grace=0.0)
            raise FaceError(FaceFault.WORKER_FAILED, "at its start") from error
        except FaceError:
            self._close(process, requests, answers, grace=1.0)
            raise
        if not isinstance(info, MatcherInfo):
            raise TypeError("the face worker's first answer is not its matcher")
        return _Link(process, requests, answers, info)

    def _end_process(self, grace: float) -> None:
        link, self._link = self._link, None
        if link is not None:
            self._close(link.process, link.requests, link.answers, grace)

    def _close(self, process: BaseProcess, requests: Connection, answers: Connection, grace: float) -> None:
        requests.close()  # the worker reads the end of file and goes
        process.join(grace)
        if process.is_alive():
            process.kill()
            process.join()
        answers.close()
        self._process = None
        process.close()


def _receive(answers: Connection, deadline: float) -> object:
    if not answers.poll(deadline):
        raise TimeoutError
    answer: object = answers.recv()
    if isinstance(answer, FaceError):
        raise answer
    return answer
