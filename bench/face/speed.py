"""Analysis of a frame, embedding, start of the worker, memory, capture to decision, sockets."""

from __future__ import annotations

import os
import threading
import time
from functools import partial
from itertools import pairwise
from pathlib import Path

from bench.table import Row, timed
from ekyc.errors import EkycError
from ekyc.face.camera import Camera, CameraFrame
from ekyc.face.evidence import FaceEvidence, LivenessOutcome
from ekyc.face.limits import load_limits
from ekyc.face.worker import FaceWorker
from ekyc.face_check import FaceCheck, FaceCheckConfig
from simulation.face.camera import SyntheticCamera
from simulation.face.head import HeadPose
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from simulation.face.scene import Scene, Stage
from simulation.face.script import ScriptedPerson

_PERSON = SyntheticPerson.ASTRONAUT
_CHECKS = 3
_PATIENCE = 60.0  # s


def measure(worker: FaceWorker) -> list[Row]:
    return [
        Row("worker ready: process, models, hashes (target 2 s)", (worker.ready_seconds or 0.0,), "s"),
        *_analysis(worker),
        *_whole_checks(worker),
        Row("worker memory, RSS (target 260)", (_resident_megabytes(worker.process_id),), "MB"),
        Row("sockets open in the worker (target 0)", (_open_sockets(worker.process_id),), "1"),
    ]


def _analysis(worker: FaceWorker) -> list[Row]:
    rows = []
    for width, height in ((640, 480), (1280, 720)):
        image = Stage(_PERSON, width, height).render(Scene.PERSON, HeadPose())
        seconds = [worker.analyse(image).seconds * 1000 for _ in range(40)]
        target = " (target 35)" if width == 1280 else ""
        rows.append(Row(f"analysis of a {width}x{height} frame{target}", tuple(seconds), "ms"))
        rows.append(timed("the same, as asked from outside", partial(worker.analyse, image), 40))
    face = worker.analyse(image).face
    if face is None:
        raise RuntimeError("the synthetic person was not found")
    rows.append(timed("embedding, mirror-averaged", partial(worker.embed, image, face.box), 10))
    rows.append(timed("relief of one turned frame", partial(worker.relief, face.patch, face.patch, True), 20))
    portrait = reference_portrait(_PERSON)
    rows.append(timed("portrait of a chip: decode, find, embed", lambda: worker.read_portrait(portrait), 10))
    return rows


def _whole_checks(worker: FaceWorker) -> list[Row]:
    """Checks of a person who does at once what is asked, with the preview's frames counted meanwhile."""
    source = SyntheticCamera(_PERSON)
    source.prepare()
    camera = Camera(source)
    frames: list[float] = []
    camera.subscribe(lambda frame: _note(frames, frame))
    whole, decision = [], []
    for _ in range(_CHECKS):
        started = time.perf_counter()
        evidence = _check(worker, camera, source)
        whole.append(time.perf_counter() - started)
        decision.append(evidence.seconds["matching"])
    camera.stop()
    gaps = [(later - earlier) * 1000 for earlier, later in pairwise(frames)]
    return [
        Row("whole check, the person acts at once", tuple(whole), "s"),
        Row("last frame to decision (target 0.6)", tuple(decision), "s"),
        Row("camera frames a second meanwhile (target 28)", (1000 * len(gaps) / sum(gaps),), "1/s"),
    ]


def _check(worker: FaceWorker, camera: Camera, source: SyntheticCamera) -> FaceEvidence:
    ended = threading.Event()
    results: list[FaceEvidence | EkycError] = []
    person = ScriptedPerson(source)

    def on_end(result: FaceEvidence | EkycError) -> None:
        results.append(result)
        ended.set()

    check = FaceCheck(camera, worker, reference_portrait(_PERSON), FaceCheckConfig(load_limits()))
    check.start(person.hear, on_end, on_end)
    if not ended.wait(_PATIENCE) or not isinstance(results[0], FaceEvidence):
        raise RuntimeError(f"the face check did not end well: {results}")
    if results[0].liveness.outcome is not LivenessOutcome.PASSED:
        raise RuntimeError(f"the person was refused: {results[0].liveness.reasons}")
    return results[0]


def _note(frames: list[float], frame: CameraFrame) -> None:
    frames.append(frame.captured_at)


def _resident_megabytes(process_id: int | None) -> float:
    for line in Path(f"/proc/{process_id}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the worker is not running")


def _open_sockets(process_id: int | None) -> float:
    """After whole checks. Those of this process are counted as they open, by a test."""
    links = [os.readlink(entry) for entry in Path(f"/proc/{process_id}/fd").iterdir()]
    return float(sum(link.startswith("socket:") for link in links))
