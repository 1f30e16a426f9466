"""The inside of the face worker, a process of its own because dlib's network holds Python's lock.

Requests come over one pipe, answers go back over another; a frame lies in the one shared-memory slot while
its request is being answered. End of file on the request pipe (the kiosk went away) ends the process.
"""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from typing import TYPE_CHECKING, TypeAlias

from ekyc.face.analysis import FrameAnalysis, PortraitAnalysis
from ekyc.face.errors import FaceError
from ekyc.face.face_box import FaceBox
from ekyc.face.face_patch import FacePatch
from ekyc.face.limits import FaceLimits
from ekyc.face.matching import Embedding, MatcherInfo
from ekyc.face.models import ModelChoice
from ekyc.face.relief import Relief
from private_process import keep_private

if TYPE_CHECKING:
    from ekyc.face.analyser import Analyser

_NICENESS = 5  # the preview goes first when both want the processor


@dataclass(frozen=True, slots=True)
class AnalyseFrame:
    shape: tuple[int, ...]  # of the frame in the slot


@dataclass(frozen=True, slots=True)
class EmbedFace:
    shape: tuple[int, ...]
    box: FaceBox


@dataclass(frozen=True, slots=True)
class ReadPortrait:
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class MeasureRelief:
    straight: FacePatch = field(repr=False)
    turned: FacePatch = field(repr=False)
    to_left: bool


Request: TypeAlias = AnalyseFrame | EmbedFace | ReadPortrait | MeasureRelief
Answer: TypeAlias = MatcherInfo | FrameAnalysis | Embedding | PortraitAnalysis | Relief | FaceError


def run(
    requests: Connection,
    answers: Connection,
    slot_name: str,
    limits: FaceLimits,
    models: ModelChoice,
) -> None:
    """Entry of the process.

    The first answer is the MatcherInfo, or the FaceError that kept it from starting.
    """
    keep_private()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's; it closes the pipe
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    slot = SharedMemory(slot_name)
    try:
        _serve(requests, answers, slot, limits, models)
    except (EOFError, BrokenPipeError):
        return
    finally:
        slot.close()


def _serve(
    requests: Connection,
    answers: Connection,
    slot: SharedMemory,
    limits: FaceLimits,
    models: ModelChoice,
) -> None:
    import cv2

    cv2.setNumThreads(1)
    try:
        from ekyc.face.analyser import Analyser

        analyser = Analyser(limits, models.directory, models.network)
    except FaceError as error:
        answers.send(error)
        return
    answers.send(analyser.matcher_info)
    while True:
        answers.send(_answer(analyser, slot, requests.recv()))  # no name here holds on to a person


def _answer(analyser: Analyser, slot: SharedMemory, request: Request) -> Answer:
    import numpy as np

    try:
        match request:
            case AnalyseFrame(shape):
                return analyser.analyse(np.ndarray(shape, dtype=np.uint8, buffer=slot.buf))
            case EmbedFace(shape, box):
                return analyser.embed(np.ndarray(shape, dtype=np.uint8, buffer=slot.buf), box)
            case ReadPortrait(data):
                return analyser.read_portrait(data)
            case MeasureRelief(straight, turned, to_left):
                return analyser.relief(straight, turned, to_left)
    except FaceError as error:
        return error
