"""Pose, sharpness gate and loss of the chip's compression, on synthetic people whose truth is known."""

from __future__ import annotations

from itertools import product
from typing import cast

import cv2
import numpy as np

from bench.table import Row, share
from ekyc.face.analysis import FrameFace
from ekyc.face.evaluation import rates_at
from ekyc.face.evidence import Finding
from ekyc.face.frame_source import Image
from ekyc.face.landmarks import inter_eye_distance
from ekyc.face.limits import FaceLimits
from ekyc.face.matching import Embedding, distance
from ekyc.face.worker import FaceWorker
from simulation.face.head import HeadPose
from simulation.face.person import SyntheticPerson, load_person
from simulation.face.portrait import reference_portrait
from simulation.face.scene import Scene, Stage

_SIZE = (640, 480)
_NOISE = 2.2  # standard deviation in grey levels, of an ordinary camera
_SEED = 20260101
_YAWS = (-25, -20, -15, -10, -5, 5, 10, 15, 20, 25)
_FLIP = 60.0  # degrees off: not an error of measuring but a pose turned over
_BLURS = (2.0, 2.5, 3.0, 4.0)  # sigma in px at 90 px between the eyes
_GATE_POSES = tuple(HeadPose(yaw, pitch) for yaw, pitch in product((-8, 0, 8), (-6, 0, 6)))
_MATCH_POSES = tuple(HeadPose(yaw, pitch) for yaw, pitch in product((-12, -6, 0, 6, 12), (-8, 0, 8)))


def measure(worker: FaceWorker, limits: FaceLimits) -> list[Row]:
    random = np.random.default_rng(_SEED)
    stages = {person: Stage(person, *_SIZE) for person in SyntheticPerson}
    return [
        *_pose(worker, stages, random),
        *_sharpness(worker, stages, random),
        *_compression(worker, stages, random, limits),
    ]


def _pose(worker: FaceWorker, stages: dict[SyntheticPerson, Stage], random: np.random.Generator) -> list[Row]:
    """Against the person's own straight look, as the turns are judged."""
    errors: list[float] = []
    missed = 0
    for stage in stages.values():
        straight = _straight(worker, stage, random)
        for yaw in _YAWS:
            face = worker.analyse(_frame(stage, HeadPose(yaw), random)).face
            if face is None:
                missed += 1
            else:
                errors.append(abs(face.pose.yaw - straight.pose.yaw - yaw))
    return [
        Row("yaw error, relative (target 3)", tuple(errors), "°"),
        Row("poses turned over (target 0)", (float(sum(error > _FLIP for error in errors)),), "1"),
        Row("turned faces not found", (float(missed),), "1"),
    ]


def _sharpness(
    worker: FaceWorker, stages: dict[SyntheticPerson, Stage], random: np.random.Generator
) -> list[Row]:
    """Blurred as a lens out of focus does it, before the sensor adds its noise."""
    sharp: list[bool] = []
    blurred: dict[float, list[bool]] = {sigma: [] for sigma in _BLURS}
    for stage in stages.values():
        apart = inter_eye_distance(_straight(worker, stage, random).landmarks)
        for pose in _GATE_POSES:
            sharp.append(Finding.BLURRED in worker.analyse(_frame(stage, pose, random)).findings)
            for sigma in _BLURS:
                frame = _frame(stage, pose, random, blur=sigma * apart / 90.0)
                found = worker.analyse(frame)
                blurred[sigma].append(found.face is None or Finding.BLURRED in found.findings)
    rows = [
        share(f"blurred frame refused, sigma {sigma:g} (target 95)", refused)
        for sigma, refused in blurred.items()
    ]
    return [*rows, share("sharp frame let through (target 95)", [not refused for refused in sharp])]


def _compression(
    worker: FaceWorker,
    stages: dict[SyntheticPerson, Stage],
    random: np.random.Generator,
    limits: FaceLimits,
) -> list[Row]:
    """The chip's 15 kB JPEG 2000 against the same portrait without loss."""
    plain: list[float] = []
    chip: list[float] = []
    others: list[float] = []
    live = {person: _live(worker, stage, random) for person, stage in stages.items()}
    for person, own in live.items():
        lossless = _reference(worker, _lossless_portrait(person))
        compressed = _reference(worker, reference_portrait(person))
        plain += [distance(lossless, entry) for entry in own]
        chip += [distance(compressed, entry) for entry in own]
        others += [
            distance(compressed, entry) for other in live if other is not person for entry in live[other]
        ]
    genuine, lossless_genuine, impostor = np.array(chip), np.array(plain), np.array(others)
    at_match = rates_at(genuine, impostor, limits.matching.match_limit)
    before = rates_at(lossless_genuine, impostor, at_match.threshold).false_non_match.rate or 0.0
    after = at_match.false_non_match.rate or 0.0
    return [
        Row(
            f"loss of a 15 kB portrait, FNMR at {at_match.threshold:.2f} (target 1)",
            (100 * (after - before),),
            "points",
        ),
        Row("distance to the own 15 kB portrait", tuple(chip), "1"),
        Row("distance to others' portraits", tuple(others), "1"),
        Row(
            f"live faces not matched at {at_match.threshold:.2f}",
            (100 * (at_match.false_non_match.rate or 0),),
            "%",
        ),
    ]


def _straight(worker: FaceWorker, stage: Stage, random: np.random.Generator) -> FrameFace:
    face = worker.analyse(_frame(stage, HeadPose(), random)).face
    if face is None:
        raise RuntimeError("a synthetic person was not found")
    return face


def _live(worker: FaceWorker, stage: Stage, random: np.random.Generator) -> list[Embedding]:
    embeddings = []
    for pose in _MATCH_POSES:
        frame = _frame(stage, pose, random)
        face = worker.analyse(frame).face
        if face is not None:
            embeddings.append(worker.embed(frame, face.box))
    return embeddings


def _reference(worker: FaceWorker, data: bytes) -> Embedding:
    embedding = worker.read_portrait(data).embedding
    if embedding is None:
        raise RuntimeError("a synthetic portrait shows no face")
    return embedding


def _lossless_portrait(person: SyntheticPerson) -> bytes:
    """As ``reference_portrait`` frames it."""
    placed = load_person(person).placed(480, 640, 100.0, (240.0, 288.0))
    _, encoded = cv2.imencode(".png", placed.image)
    return encoded.tobytes()


def _frame(stage: Stage, pose: HeadPose, random: np.random.Generator, blur: float = 0.0) -> Image:
    picture = stage.render(Scene.PERSON, pose)
    if blur > 0:
        picture = cast("Image", cv2.GaussianBlur(picture, (0, 0), blur))
    noise = random.standard_normal(picture.shape, dtype=np.float32) * _NOISE
    return np.asarray(np.clip(picture + noise, 0, 255), dtype=np.uint8)
