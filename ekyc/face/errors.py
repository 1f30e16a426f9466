"""What can go wrong in the world while a face is being looked at: cables, light, files, model files."""

from __future__ import annotations

from enum import StrEnum

from ekyc.errors import EkycError


class FaceFault(StrEnum):
    """Stable codes of the faults of a face check."""

    CAMERA_UNAVAILABLE = "camera_unavailable"
    CAMERA_LOST = "camera_lost"
    CAMERA_FROZEN = "camera_frozen"
    CAMERA_VIRTUAL = "camera_virtual"
    CAMERA_NOT_EXPECTED = "camera_not_expected"
    RECORDING_ENDED = "recording_ended"
    WORKER_FAILED = "worker_failed"
    MODEL_MISSING = "model_missing"
    MODEL_CORRUPT = "model_corrupt"
    NETWORK_UNEXPECTED = "network_unexpected"
    NETWORK_UNUSABLE = "network_unusable"
    TIME_OUT = "time_out"
    FILE_NOT_FOUND = "file_not_found"
    FILE_UNREADABLE = "file_unreadable"
    EMPTY_FILE = "empty_file"
    NOT_AN_IMAGE = "not_an_image"
    NOT_A_VIDEO = "not_a_video"
    IMAGE_TOO_LARGE = "image_too_large"
    NO_FACE = "no_face"
    SEVERAL_FACES = "several_faces"
    INVALID_LIMITS = "invalid_limits"
    UNSAFE_LIMITS = "unsafe_limits"


_SENTENCES = {
    FaceFault.CAMERA_UNAVAILABLE: "The camera cannot be opened: check its cable and the configured device.",
    FaceFault.CAMERA_LOST: "The camera sends no more pictures: check its cable.",
    FaceFault.CAMERA_FROZEN: "The camera keeps sending the same picture: unplug it and plug it in again.",
    FaceFault.CAMERA_VIRTUAL: "The camera is none: its pictures come from a program, not from a USB device.",
    FaceFault.CAMERA_NOT_EXPECTED: "Another camera is plugged in than the one that this kiosk is bound to.",
    FaceFault.RECORDING_ENDED: "The recording ended before the face check was finished.",
    FaceFault.WORKER_FAILED: "The face analysis stopped and could not be started again.",
    FaceFault.MODEL_MISSING: "A face model file is missing: install the packages of the kiosk again.",
    FaceFault.MODEL_CORRUPT: "A face model file is damaged: install the package that it belongs to again.",
    FaceFault.NETWORK_UNEXPECTED: "The configured face network is not the file that was approved.",
    FaceFault.NETWORK_UNUSABLE: "The configured face network cannot be loaded, or is not of its kind.",
    FaceFault.TIME_OUT: "Nobody stood before the camera in the time given.",
    FaceFault.FILE_NOT_FOUND: "There is no such file.",
    FaceFault.FILE_UNREADABLE: "The file cannot be read.",
    FaceFault.EMPTY_FILE: "The file is empty.",
    FaceFault.NOT_AN_IMAGE: "The file is not a whole picture of a known kind.",
    FaceFault.NOT_A_VIDEO: "The file is neither a picture nor a video that can be read.",
    FaceFault.IMAGE_TOO_LARGE: "The picture is larger than this program accepts.",
    FaceFault.NO_FACE: "No face was found.",
    FaceFault.SEVERAL_FACES: "More than one face was found.",
    FaceFault.INVALID_LIMITS: "The file of face limits lacks a value or holds one that cannot be used.",
    FaceFault.UNSAFE_LIMITS: "The face limits would accept faces of different people: lower match_limit.",
}


class FaceError(EkycError):
    """A fault of the face check. ``detail`` (a technical word, never about a person) is added in brackets."""

    def __init__(self, fault: FaceFault, detail: str = "") -> None:
        sentence = _SENTENCES[fault]
        super().__init__(fault.value, f"{sentence[:-1]} ({detail})." if detail else sentence)
        self.fault = fault
        self.detail = detail

    def __reduce__(self) -> tuple[type[FaceError], tuple[FaceFault, str]]:
        return type(self), (self.fault, self.detail)  # it crosses the border of the worker process
