"""What the face commands take in: pictures, recordings, a running worker."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import cv2
from PIL import Image as PillowImage
from PIL import UnidentifiedImageError

from commands.interrupt import Interrupt, ctrl_c_not_inherited, held_ctrl_c
from ekyc.errors import EkycError
from ekyc.face.analysis import PortraitAnalysis
from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.frame_source import FrameSource, Image
from ekyc.face.image_sequence import ImageSequence
from ekyc.face.limits import DEFAULT_FILE, FaceLimits, MatcherKind, load_limits
from ekyc.face.models import NetworkFile
from ekyc.face.picture import MAX_FILE_BYTES, decode_picture, read_file, read_picture
from ekyc.face.video_file import VideoFile, frame_rate
from ekyc.face.worker import FaceWorker

PICTURES = frozenset({".jpg", ".jpeg", ".jp2", ".j2k", ".png", ".bmp", ".webp", ".tif", ".tiff"})
_STILL_KINDS = ("JPEG", "JPEG2000", "PNG", "BMP", "WEBP", "TIFF")
VIDEOS = frozenset({".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mjpeg", ".mpg", ".mpeg"})


@dataclass(frozen=True, slots=True)
class FaceTools:
    worker: FaceWorker
    limits: FaceLimits
    interrupt: Interrupt  # to be checked between two requests to the worker

    def start(self) -> None:
        """Load the models, once the inputs are known to be usable. Raises FaceError ``model_missing``, …"""
        with ctrl_c_not_inherited():
            self.worker.wait_ready()


@contextmanager
def face_tools(args: argparse.Namespace) -> Iterator[FaceTools]:
    """What every face command works with; Ctrl-C is held back meanwhile. Raises EkycError of the options."""
    kind, network = MatcherKind(args.matcher), _network(args)
    limits = load_limits(args.limits or DEFAULT_FILE, kind)
    worker = FaceWorker(limits, network=network)
    with held_ctrl_c() as interrupt:
        try:
            yield FaceTools(worker, limits, interrupt)
        finally:
            worker.stop()


class InterruptibleSource:
    """A frame source that ends with KeyboardInterrupt between two frames once Ctrl-C was pressed."""

    def __init__(self, source: FrameSource, interrupt: Interrupt) -> None:
        self._source = source
        self._interrupt = interrupt

    @property
    def name(self) -> str:
        return self._source.name

    @property
    def live(self) -> bool:
        return self._source.live

    def open(self) -> None:
        self._source.open()

    def read(self) -> Image | None:
        self._interrupt.check()
        return self._source.read()

    def close(self) -> None:
        self._source.close()


def _network(args: argparse.Namespace) -> NetworkFile | None:
    given = (args.network is not None, args.network_sha256 is not None)
    if given == (False, False) and args.matcher != MatcherKind.DLIB_FILE:
        return None
    if given != (True, True) or args.matcher == MatcherKind.DLIB:
        raise EkycError(
            "network_incomplete",
            "Another network needs --matcher dlib_file or sface, --network and --network-sha256 together.",
        )
    return NetworkFile(args.network, args.network_sha256.lower())


def read_whole_picture(path: Path, which: str) -> bytes:
    """The bytes of a whole picture. Every fault names the picture by its place, not by its name."""
    try:
        data = read_file(path)
        decode_picture(data)  # before the worker loads its models for nothing
    except FaceError as error:
        raise FaceError(error.fault, which) from error
    return data


def read_one_face(worker: FaceWorker, picture: bytes, which: str) -> PortraitAnalysis:
    """The one face of a picture. Raises FaceError ``no_face`` or ``several_faces``."""
    analysis = worker.read_portrait(picture)
    if analysis.faces != 1:
        raise FaceError(FaceFault.SEVERAL_FACES if analysis.faces else FaceFault.NO_FACE, which)
    return analysis


def open_recording(files: Sequence[Path], fps: float) -> tuple[FrameSource, float]:
    """A source and its rate. One file may be a video or a picture; several are pictures in their order."""
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")  # FFmpeg's remarks would stand beside the answer,
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_ERROR)  # and so would OpenCV's
    if len(files) == 1 and not _is_picture(files[0]):
        return VideoFile(files[0], paced=False), frame_rate(files[0])
    return ImageSequence(files, fps=fps, paced=False), fps


def _is_picture(path: Path) -> bool:
    """Raises FaceError of a file that is missing, empty, or a picture with too many pixels to decode."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return False
        read_picture(path)
    except FileNotFoundError as error:
        raise FaceError(FaceFault.FILE_NOT_FOUND) from error
    except OSError as error:
        raise FaceError(FaceFault.FILE_UNREADABLE) from error
    except FaceError as error:
        if error.fault is not FaceFault.NOT_AN_IMAGE or _begins_as_picture(path):
            raise  # a decoder of videos would show the half that is there
        return False
    return True


def _begins_as_picture(path: Path) -> bool:
    try:
        with PillowImage.open(path, formats=_STILL_KINDS):
            return True
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return False
