"""QR codes and machine readable zones on seeded sets of bad camera frames: how many are read, how fast."""

from __future__ import annotations

import statistics
import time
from dataclasses import dataclass

import numpy as np
import zxingcpp

from ekyc.card.picture import Image
from ekyc.card.qr_decode import decode_qr
from simulation.card.degraded_qr import QR_CONDITIONS, QrCondition, degraded_qr

FRAMES_PER_CONDITION = 20

_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


@dataclass(frozen=True, slots=True)
class QrRow:
    """One condition: frames read by zxing-cpp alone and by the cascade, and the cascade's times."""

    condition: QrCondition
    plain: int
    cascade: int
    frames: int
    median_ms: float
    wrong: int  # frames from which something else was read than stands there


def measure_qr(condition: QrCondition, frames: int = FRAMES_PER_CONDITION) -> QrRow:
    plain = cascade = wrong = 0
    milliseconds = []
    for number in range(frames):
        frame, payload = degraded_qr(condition, number)
        plain += payload in _plain(frame)
        started = time.perf_counter()
        found = decode_qr(frame)
        milliseconds.append((time.perf_counter() - started) * 1000)
        cascade += payload in found
        wrong += any(other != payload for other in found)
    return QrRow(condition, plain, cascade, frames, statistics.median(milliseconds), wrong)


def _plain(frame: Image) -> tuple[bytes, ...]:
    codes = zxingcpp.read_barcodes(np.ascontiguousarray(frame), formats=_FORMATS)
    return tuple(bytes(code.bytes) for code in codes if code.valid)


def main() -> None:
    print(f"\nQR codes in camera frames, {FRAMES_PER_CONDITION} of each kind")
    print(f"{'condition':<34}{'zxing-cpp':>11}{'cascade':>9}{'median':>11}{'wrong':>7}")
    rows = [measure_qr(condition) for condition in QR_CONDITIONS]
    for row in rows:
        print(
            f"{row.condition.name:<34}{_percent(row.plain, row.frames):>11}"
            f"{_percent(row.cascade, row.frames):>9}"
            f"{row.median_ms:>8.1f} ms{row.wrong:>7}"
        )
    frames = sum(row.frames for row in rows)
    plain, cascade = sum(row.plain for row in rows), sum(row.cascade for row in rows)
    print(f"{'all':<34}{_percent(plain, frames):>11}{_percent(cascade, frames):>9}")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"
