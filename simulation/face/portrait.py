"""The picture of a synthetic person that lies in the simulated chip (EF.DG2) or is printed on the card."""

from __future__ import annotations

import io
from functools import cache

import cv2
from PIL import Image as PillowImage

from simulation.face.person import SyntheticPerson, load_person

_WIDTH, _HEIGHT = 480, 640
_EYE_DISTANCE = 100.0
_TARGET_BYTES = 15_000  # what issuing states usually spend on a face


@cache
def reference_portrait(person: SyntheticPerson, media_type: str = "image/jp2") -> bytes:
    """A portrait of 480×640 px as ICAO 9303-9 frames it, encoded to at most about 15 kB.

    ``media_type``: ``image/jp2`` (JPEG 2000, the usual choice in DG2) or ``image/jpeg``.
    """
    placed = load_person(person).placed(_WIDTH, _HEIGHT, _EYE_DISTANCE, (_WIDTH / 2, 0.45 * _HEIGHT))
    picture = PillowImage.fromarray(cv2.cvtColor(placed.image, cv2.COLOR_BGR2RGB))
    if media_type == "image/jp2":
        return _encode(
            picture, "JPEG2000", quality_mode="rates", quality_layers=[_WIDTH * _HEIGHT * 3 / _TARGET_BYTES]
        )
    if media_type != "image/jpeg":
        raise ValueError(media_type)
    for quality in range(90, 10, -5):
        if len(data := _encode(picture, "JPEG", quality=quality)) <= _TARGET_BYTES:
            return data
    return _encode(picture, "JPEG", quality=10)


def _encode(picture: PillowImage.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, format=kind, **options)
    return stream.getvalue()
