from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import numpy as np
import pytest

from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.frame_source import Image
from ekyc.face.limits import FaceLimits
from ekyc.face.models import get_model_files
from ekyc.face.worker import FaceWorker, _Link
from ekyc.face.worker_process import Request
from simulation.face.head import HeadPose
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from simulation.face.scene import Scene, Stage
from tests.patience import PATIENCE, until


class Impatient(FaceWorker):
    """Gives a process that stands still little time, and one that works all the time it needs."""

    stands_still = False

    def _ask(self, request: Request, image: Image | None) -> object:
        self._call_deadline = 0.2 if self.stands_still else PATIENCE
        self.stands_still = False
        return super()._ask(request, image)

    def strike(self, blow: signal.Signals) -> None:
        """Send a signal to the process, and return once it has had its effect."""
        assert self.process_id is not None
        os.kill(self.process_id, blow)
        os.waitid(os.P_PID, self.process_id, os.WEXITED | os.WSTOPPED | os.WNOWAIT)
        self.stands_still = blow is signal.SIGSTOP


class Late(FaceWorker):
    """Its first processes are not ready in time."""

    late = 2

    def _launch(self) -> _Link:
        if self.late:
            self.late -= 1
            raise FaceError(FaceFault.WORKER_FAILED, "at its start")
        return super()._launch()


_FRAME = Stage(SyntheticPerson.DRAWN_A, 640, 480).render(Scene.PERSON, HeadPose())


@pytest.mark.expects_log("starting it again")
def test_starts_in_the_background_and_outlives_its_process(limits: FaceLimits) -> None:
    worker = Impatient(limits, ready_deadline=PATIENCE)
    worker.start()
    worker.start()
    worker.wait_ready()
    assert worker.ready_seconds is not None
    # One that is dead before it is asked is replaced without ado; one that hangs counts as a restart.
    for restarts, blow in ((0, None), (0, signal.SIGKILL), (1, signal.SIGSTOP)):
        before = worker.process_id
        assert before is not None
        if blow is not None:
            worker.strike(blow)
        assert worker.analyse(_FRAME).faces == 1
        assert worker.restarts == restarts
        assert (worker.process_id == before) is (blow is None)
    worker.stop()


@pytest.mark.expects_log("face worker did not start")
def test_a_start_that_took_too_long_is_tried_again(limits: FaceLimits) -> None:
    worker = Late(limits, ready_deadline=PATIENCE)
    worker.start()
    until(lambda: worker.ready_seconds is not None)
    assert worker.late == 0
    worker.stop()


def test_a_hostile_picture_is_an_answer_not_a_crash(worker: FaceWorker) -> None:
    process = worker.process_id
    for data, fault in ((b"", FaceFault.EMPTY_FILE), (b"\xff\xd8\xff" * 99, FaceFault.NOT_AN_IMAGE)):
        with pytest.raises(FaceError) as caught:
            worker.read_portrait(data)
        assert caught.value.fault is fault
    assert worker.process_id == process


def test_threads_take_turns(worker: FaceWorker) -> None:
    counts: list[int] = []
    wall = Stage(SyntheticPerson.DRAWN_A, 320, 240).render(Scene.NOBODY, HeadPose())

    def ask(image: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], faces: int) -> None:
        for _ in range(5):
            counts.append(worker.analyse(image).faces - faces)

    threads = [threading.Thread(target=ask, args=case) for case in ((_FRAME, 1), (wall, 0)) * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert counts == [0] * 20


def test_stopping_ends_a_running_call(limits: FaceLimits) -> None:
    worker = FaceWorker(limits)
    faults: list[FaceFault] = []

    def wait() -> None:
        try:
            worker.wait_ready()
        except FaceError as error:
            faults.append(error.fault)

    waiting = threading.Thread(target=wait)
    waiting.start()
    worker.stop()
    waiting.join(PATIENCE)
    assert faults == [FaceFault.WORKER_FAILED]
    worker.stop()
    with pytest.raises(FaceError) as caught:
        worker.analyse(_FRAME)
    assert caught.value.fault is FaceFault.WORKER_FAILED


def test_a_missing_model_is_named(limits: FaceLimits, tmp_path: Path) -> None:
    worker = FaceWorker(limits, model_directory=tmp_path)
    with pytest.raises(FaceError, match="shape_predictor_68_face_landmarks") as caught:
        worker.analyse(_FRAME)
    assert caught.value.fault is FaceFault.MODEL_MISSING
    worker.stop()


def test_a_damaged_model_is_named(limits: FaceLimits, tmp_path: Path) -> None:
    files = get_model_files()
    for path in (files.landmarks_5, files.landmarks_68, files.recognition):
        (tmp_path / path.name).symlink_to(path)
    damaged = tmp_path / files.sface.name
    shutil.copy(files.sface, damaged)
    with damaged.open("r+b") as stream:
        stream.seek(1_000_000)
        stream.write(b"\x00" * 64)
    worker = FaceWorker(limits, model_directory=tmp_path)
    with pytest.raises(FaceError, match=damaged.name) as caught:
        worker.wait_ready()
    assert caught.value.fault is FaceFault.MODEL_CORRUPT
    worker.stop()


def test_the_model_and_its_hash_are_known(worker: FaceWorker, limits: FaceLimits) -> None:
    info = worker.wait_ready()
    assert info.model_sha256 == limits.models.sface
    assert "sface" in info.name


def test_a_small_face_in_a_still_picture_is_not_comparable(worker: FaceWorker) -> None:
    import cv2

    from ekyc.face.picture import decode_picture

    small = cv2.resize(decode_picture(reference_portrait(SyntheticPerson.ASTRONAUT)), (120, 160))
    analysis = worker.read_portrait(cv2.imencode(".png", small)[1].tobytes())
    assert analysis.faces == 1
    assert analysis.embedding is None


_CHECK_ALONE = """
    import os, resource, sys, threading

    SEEN = []
    def hook(event, args):
        if event.startswith("socket."):
            SEEN.append(event)
        if event == "open" and ARMED and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR):
            SEEN.append((event, args[0]))
    ARMED = False

    if __name__ == "__main__":
        from ekyc.face.limits import load_limits
        from ekyc.face.worker import FaceWorker
        from ekyc.face_check import FaceCheck, FaceCheckConfig
        from simulation.face.portrait import reference_portrait
        from simulation.face.person import SyntheticPerson
        from tests.patience import PATIENCE
        from tests.stepped_camera import FrameClock, SteppedCamera, unpaced

        sys.addaudithook(hook)
        limits = load_limits()
        reference = reference_portrait(SyntheticPerson.ASTRONAUT)
        clock = FrameClock()
        source = unpaced(clock)
        camera, worker = SteppedCamera(source, clock), FaceWorker(limits, ready_deadline=PATIENCE)
        worker.wait_ready()
        ARMED = True
        for process in (0, worker.process_id):  # from here on not one byte may go to a file
            resource.prlimit(process, resource.RLIMIT_FSIZE, (0, 0))
        ended, asked, results = threading.Event(), set(), []

        def progress(step):
            if step.action is not None and step.action not in asked:
                asked.add(step.action)
                source.act(step.action)

        def done(result):
            results.append(result)
            ended.set()

        FaceCheck(camera, worker, reference, FaceCheckConfig(limits)).start(progress, done, done)
        assert ended.wait(PATIENCE)
        evidence = results[0]
        assert evidence.match.band.value == "match", evidence
        assert evidence.portrait_jpeg.startswith(b"\\xff\\xd8")
        descriptors = f"/proc/{worker.process_id}/fd"
        links = [os.readlink(f"{descriptors}/{number}") for number in os.listdir(descriptors)]
        assert not [link for link in links if link.startswith("socket:")], links
        assert worker.restarts == 0
        camera.stop()
        worker.stop()
        assert "dlib" not in sys.modules and "face_recognition" not in sys.modules
        assert "face_recognition_models" not in sys.modules and "PIL" in sys.modules
        assert SEEN == [], SEEN
        print("nothing left the memory")
"""


def test_a_check_loads_no_network_here_opens_no_socket_and_writes_no_file(tmp_path: Path) -> None:
    """The whole check in a process that may not write a byte to any file, its worker neither."""
    script = tmp_path / "check_alone.py"
    script.write_text(textwrap.dedent(_CHECK_ALONE))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    run = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, env=environment
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, "nothing left the memory\n", "")
