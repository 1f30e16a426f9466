"""``python -m simulation.card.train_mrz_reader``: train the reader of OCR-B characters, about a minute.

Lines of random characters are drawn, photographed small, soft, noisy and askew, and brought back to the
reader's size; their cells are the examples. Cells of blank paper and between two characters are examples of
"no glyph". The same seed gives the same weights on the same machine.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ekyc.card.mrz_glyphs import ALPHABET, CLASSES, HEIGHT, NO_GLYPH, PITCH, Samples, normalised
from simulation.card.mrz_picture import PLAIN_FACE, any_face, draw_line

_SEED = 20_260
_LINES = 7_000
_CHARACTERS = 30
_DRAWN_PITCH = 42
_HIDDEN = 96
_PASSES = 14
_BATCH = 256
_LEARNING_RATE = 2e-3
_DIGITS = 10
_SHARE_OF_OTHER_FACES = 0.65


def main() -> None:
    rng = np.random.default_rng(_SEED)
    patches, classes = examples(rng, _LINES)
    weights = train(rng, patches, classes)
    held_back, truth = examples(rng, 300)
    right = (_scores(weights, held_back).argmax(axis=1) == truth).mean()
    print(f"{len(classes)} examples; {100 * right:.2f} % of {len(truth)} held back examples are recognised")
    names = ("hidden_weights", "hidden_bias", "output_weights", "output_bias")
    with resources.as_file(resources.files("ekyc.card") / "data") as folder:
        stored = {name: value.astype(np.float16) for name, value in zip(names, weights, strict=True)}
        np.savez_compressed(Path(folder) / "ocr_b.npz", allow_pickle=False, **stored)


def examples(rng: np.random.Generator, lines: int) -> tuple[Samples, NDArray[np.int64]]:
    """Normalised patches (n, 280) and their classes (n,)."""
    patches: list[Samples] = []
    classes: list[int] = []
    for _ in range(lines):
        text = _random_text(rng)
        line = _seen(rng, text)
        for index, character in enumerate(text):
            patches.append(_cell(rng, line, index + 0.5))
            classes.append(ALPHABET.find(character) if character != " " else NO_GLYPH)
        for index in rng.integers(1, _CHARACTERS - 1, 5):
            between = index + float(rng.uniform(-0.15, 0.15))
            patches.append(_cell(rng, line, between))
            classes.append(NO_GLYPH)
        for index in rng.integers(1, _CHARACTERS - 1, 2):
            patches.append(
                _cell(rng, line, index + 0.5, drop=float(rng.choice((-1, 1)) * rng.uniform(7, 10)))
            )
            classes.append(NO_GLYPH)
    return normalised(np.stack(patches)), np.array(classes)


def _random_text(rng: np.random.Generator) -> str:
    """Digits and fillers twice as often as letters; now and then a gap, which is no glyph."""
    weights = np.array([3.0] * _DIGITS + [1.0] * 26 + [8.0, 1.0])
    drawn = rng.choice(list(ALPHABET + " "), _CHARACTERS, p=weights / weights.sum())
    return "".join(drawn)


def _seen(rng: np.random.Generator, text: str) -> Samples:
    """The line as a camera saw it, brought to the reader's pitch, paper around it."""
    ink = int(rng.integers(10, 110))
    paper = int(rng.integers(ink + 60, 256))
    face = any_face(rng) if rng.random() < _SHARE_OF_OTHER_FACES else PLAIN_FACE
    bare = draw_line(text, _DRAWN_PITCH, ink, paper, face)
    drawn = cv2.copyMakeBorder(bare, *(_DRAWN_PITCH,) * 4, cv2.BORDER_CONSTANT, value=(paper,))
    if rng.random() < 0.3:  # ink that has run, or print that has worn thin
        thicken = rng.random() < 0.6
        kernel = np.ones((3, 3), dtype=np.uint8)
        drawn = cv2.erode(drawn, kernel) if thicken else cv2.dilate(drawn, kernel)
    pitch = float(rng.uniform(5.5, 22))
    scale = pitch / _DRAWN_PITCH
    small = cv2.resize(drawn, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    blur = float(rng.uniform(0, 0.15 * pitch))
    soft = small.astype(np.float32)
    if blur > 0.25:
        soft = np.asarray(cv2.GaussianBlur(soft, (0, 0), blur), dtype=np.float32)
    light = float(rng.choice((1.0, rng.uniform(0.12, 1))))
    noise = rng.uniform(0.5, 0.06 * (paper - ink) * light + 1.5)
    noisy = soft * light + rng.normal(0, noise, soft.shape)
    seen = np.clip(np.round(noisy), 0, 255).astype(np.float32)
    return np.asarray(_brought_back(rng, seen, drawn.shape), dtype=np.float32)


def _brought_back(rng: np.random.Generator, small: NDArray[np.float32], drawn: tuple[int, ...]) -> Samples:
    rows, columns = drawn
    to_reader = PITCH / _DRAWN_PITCH
    width, height = round(columns * to_reader), round(rows * to_reader)
    across, down = small.shape[1] / width, small.shape[0] / height
    turn, shear = np.deg2rad(rng.uniform(-1, 1)), rng.uniform(-0.06, 0.06)
    matrix = np.array([[across, shear * across, 0], [np.sin(turn) * down * 0.2, down, 0]])
    matrix[:, 2] = np.array([small.shape[1], small.shape[0]]) / 2 - matrix[:, :2] @ [width / 2, height / 2]
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    return np.asarray(
        cv2.warpAffine(small, matrix, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    )


def _cell(rng: np.random.Generator, line: Samples, position: float, drop: float = 0.0) -> Samples:
    """The patch around ``position`` characters from the line's left end, off by a little either way."""
    column = (position + 1) * PITCH - PITCH / 2 + rng.uniform(-1.6, 1.6)
    row = line.shape[0] / 2 - HEIGHT / 2 + rng.uniform(-1.6, 1.6) + drop
    left = int(np.clip(round(column), 0, line.shape[1] - PITCH))
    top = int(np.clip(round(row), 0, line.shape[0] - HEIGHT))
    return line[top : top + HEIGHT, left : left + PITCH]


def train(
    rng: np.random.Generator, patches: Samples, classes: NDArray[np.int64]
) -> tuple[Samples, Samples, Samples, Samples]:
    """Adam on cross entropy with a falling rate."""
    inputs = HEIGHT * PITCH
    weights = [
        rng.normal(0, np.sqrt(2 / inputs), (inputs, _HIDDEN)).astype(np.float32),
        np.zeros(_HIDDEN, dtype=np.float32),
        rng.normal(0, np.sqrt(2 / _HIDDEN), (_HIDDEN, CLASSES)).astype(np.float32),
        np.zeros(CLASSES, dtype=np.float32),
    ]
    first = [np.zeros_like(weight) for weight in weights]
    second = [np.zeros_like(weight) for weight in weights]
    step, steps = 0, _PASSES * (len(classes) // _BATCH)
    for _ in range(_PASSES):
        order = rng.permutation(len(classes))
        for start in range(0, len(order) - _BATCH + 1, _BATCH):
            batch = order[start : start + _BATCH]
            step += 1
            rate = _LEARNING_RATE * (1 - step / (steps + 1))
            for index, gradient in enumerate(_gradients(weights, patches[batch], classes[batch])):
                first[index] = 0.9 * first[index] + 0.1 * gradient
                second[index] = 0.999 * second[index] + 0.001 * gradient**2
                mean, spread = first[index] / (1 - 0.9**step), second[index] / (1 - 0.999**step)
                weights[index] -= np.float32(rate) * mean / (np.sqrt(spread) + 1e-8)
    return weights[0], weights[1], weights[2], weights[3]


def _gradients(weights: list[Samples], patches: Samples, classes: NDArray[np.int64]) -> list[Samples]:
    hidden = np.maximum(patches @ weights[0] + weights[1], 0)
    scores = hidden @ weights[2] + weights[3]
    wrong = np.exp(scores - scores.max(axis=1, keepdims=True))
    wrong /= wrong.sum(axis=1, keepdims=True)
    wrong[np.arange(len(classes)), classes] -= 1
    wrong /= len(classes)
    back = (wrong @ weights[2].T) * (hidden > 0)
    return [patches.T @ back, back.sum(axis=0), hidden.T @ wrong, wrong.sum(axis=0)]


def _scores(weights: tuple[Samples, Samples, Samples, Samples], patches: Samples) -> Samples:
    return np.asarray(np.maximum(patches @ weights[0] + weights[1], 0) @ weights[2] + weights[3])


if __name__ == "__main__":
    main()
