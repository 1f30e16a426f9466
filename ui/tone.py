"""The one sound that is not a word: two rising notes, heard before the idle warning is spoken."""

from __future__ import annotations

import io
import wave
from functools import cache

import numpy as np

_SAMPLES = 22050  # a second
_NOTES = (660.0, 880.0)  # Hz; within what most older people still hear well
_LENGTH = 0.18  # s of each note
_FADE = 0.02  # s, so that no note begins or ends with a click
_LOUDNESS = 0.5


@cache
def alert_tone() -> bytes:
    """A WAV file: one channel, 16 bits."""
    times = np.arange(int(_LENGTH * _SAMPLES)) / _SAMPLES
    envelope = np.minimum(1.0, np.minimum(times, _LENGTH - times) / _FADE)
    notes = [np.sin(2 * np.pi * pitch * times) * envelope for pitch in _NOTES]
    samples = (np.concatenate(notes) * _LOUDNESS * np.iinfo(np.int16).max).astype("<i2")
    file = io.BytesIO()
    with wave.open(file, "wb") as tone:
        tone.setnchannels(1)
        tone.setsampwidth(2)
        tone.setframerate(_SAMPLES)
        tone.writeframes(samples.tobytes())
    return file.getvalue()
