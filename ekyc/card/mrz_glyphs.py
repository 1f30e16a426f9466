"""Which character of OCR-B stands in a small picture: a two-layer network in numpy.

The weights are our own (``data/ocr_b.npz``), trained from drawn characters by
``simulation/card/train_mrz_reader.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

PITCH = 14  # columns of a patch: one character's cell
HEIGHT = 20
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
NO_GLYPH = len(ALPHABET)  # the class of blank paper and of cells that lie between two characters
CLASSES = len(ALPHABET) + 1

_LEAST_DEVIATION = 2.0  # grey levels: what is flatter is paper, not faint print


@dataclass(frozen=True, slots=True)
class GlyphClassifier:
    """Weights: (280, hidden), (hidden,), (hidden, 38), (38,), float32."""

    hidden_weights: Samples
    hidden_bias: Samples
    output_weights: Samples
    output_bias: Samples

    def log_probabilities(self, patches: Samples) -> Samples:
        """(n, 38) natural logarithms for patches (n, 280) from :func:`normalised`."""
        hidden = np.maximum(patches @ self.hidden_weights + self.hidden_bias, 0)
        scores = hidden @ self.output_weights + self.output_bias
        scores -= scores.max(axis=1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
        return np.asarray(scores, dtype=np.float32)


def normalised(patches: Samples) -> Samples:
    """(n, 20, 14) grey levels to (n, 280) of mean 0 and deviation 1: light and contrast do not count."""
    flat = patches.reshape(len(patches), HEIGHT * PITCH)
    centred = flat - flat.mean(axis=1, keepdims=True)
    deviation = np.maximum(centred.std(axis=1, keepdims=True), _LEAST_DEVIATION)
    return np.asarray(centred / deviation, dtype=np.float32)


@cache
def trained_classifier() -> GlyphClassifier:
    path = resources.files("ekyc.card") / "data" / "ocr_b.npz"
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        names = ("hidden_weights", "hidden_bias", "output_weights", "output_bias")
        return GlyphClassifier(*(stored[name].astype(np.float32) for name in names))
