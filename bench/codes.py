"""QR codes and machine readable zones on seeded sets of bad camera frames: how many are read, how fast."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import zxingcpp

from ekyc.card.mrz import build_td1
from ekyc.card.mrz_image import read_mrz, read_passport_mrz
from ekyc.card.passport_mrz import build_td3
from ekyc.card.picture import Image
from ekyc.card.qr_decode import decode_qr
from simulation.card.degraded_mrz import MRZ_CONDITIONS, MRZ_SIZES, MrzCondition, degraded_mrz
from simulation.card.degraded_passport import PAGE_CONDITIONS, degraded_passport
from simulation.card.degraded_qr import QR_BESIDE_PORTRAITS, QR_CONDITIONS, QrCondition, degraded_qr

FRAMES_PER_CONDITION = 20

_FORMATS = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])


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


@dataclass(frozen=True, slots=True)
class MrzRow:
    """One condition: zones read, names among them that were certain, and what was read wrong."""

    condition: MrzCondition
    read: int
    named: int
    wrong: int  # the lines that give the keys
    wrong_names: int
    frames: int
    median_ms: float


@dataclass(frozen=True, slots=True)
class _ZoneRead:
    """``numbers``: the lines that give the keys; ``names``: the other one, where it was certain."""

    numbers: tuple[str, ...]
    names: str | None


def measure_mrz(condition: MrzCondition, frames: int = FRAMES_PER_CONDITION) -> MrzRow:
    def frame(number: int) -> tuple[Image, _ZoneRead]:
        seen, lines = degraded_mrz(condition, number)
        return seen, _ZoneRead(lines[:2], lines[2])

    def look(seen: Image) -> _ZoneRead | None:
        mrz = read_mrz(seen)
        if mrz is None:
            return None
        lines = build_td1(mrz)
        return _ZoneRead(lines[:2], lines[2] if mrz.primary_identifier else None)

    return _measure_zones(condition, frame, look, frames)


def measure_passports(condition: MrzCondition, frames: int = FRAMES_PER_CONDITION) -> MrzRow:
    def frame(number: int) -> tuple[Image, _ZoneRead]:
        seen, (upper, lower) = degraded_passport(condition, number)
        return seen, _ZoneRead((lower,), upper)

    def look(seen: Image) -> _ZoneRead | None:
        mrz = read_passport_mrz(seen)
        if mrz is None:
            return None
        upper, lower = build_td3(mrz)
        return _ZoneRead((lower,), upper if mrz.primary_identifier else None)

    return _measure_zones(condition, frame, look, frames)


def _measure_zones(
    condition: MrzCondition,
    frame: Callable[[int], tuple[Image, _ZoneRead]],
    look: Callable[[Image], _ZoneRead | None],
    frames: int,
) -> MrzRow:
    read = named = wrong = wrong_names = 0
    milliseconds = []
    for number in range(frames):
        seen, stands = frame(number)
        started = time.perf_counter()
        found = look(seen)
        milliseconds.append((time.perf_counter() - started) * 1000)
        if found is None:
            continue
        read += 1
        wrong += found.numbers != stands.numbers
        if found.names is not None:
            named += 1
            wrong_names += found.names != stands.names
    return MrzRow(condition, read, named, wrong, wrong_names, frames, statistics.median(milliseconds))


def main() -> None:
    _print_qr([measure_qr(condition) for condition in QR_CONDITIONS])
    _print_qr([measure_qr(condition) for condition in QR_BESIDE_PORTRAITS])
    _print_mrz("in camera frames", [measure_mrz(condition) for condition in MRZ_CONDITIONS])
    _print_mrz("of passports", [measure_passports(condition) for condition in PAGE_CONDITIONS])
    _print_mrz("by size", [measure_mrz(condition) for condition in MRZ_SIZES])


def _print_qr(rows: list[QrRow]) -> None:
    print(f"\nQR codes in camera frames, {FRAMES_PER_CONDITION} of each kind")
    print(f"{'condition':<34}{'zxing-cpp':>11}{'cascade':>9}{'median':>11}{'wrong':>7}")
    for row in rows:
        print(
            f"{row.condition.name:<34}{_percent(row.plain, row.frames):>11}"
            f"{_percent(row.cascade, row.frames):>9}{row.median_ms:>8.1f} ms{row.wrong:>7}"
        )
    frames = sum(row.frames for row in rows)
    plain, cascade = sum(row.plain for row in rows), sum(row.cascade for row in rows)
    wrong = sum(row.wrong for row in rows)
    print(f"{'all':<34}{_percent(plain, frames):>11}{_percent(cascade, frames):>9}{wrong:>18}")


def _print_mrz(set_name: str, rows: list[MrzRow]) -> None:
    print(f"\nMachine readable zones {set_name}, {FRAMES_PER_CONDITION} of each kind")
    print(f"{'condition':<34}{'read':>9}{'with names':>12}{'median':>11}{'wrong':>7}{'wrong names':>13}")
    for row in rows:
        print(
            f"{row.condition.name:<34}{_percent(row.read, row.frames):>9}"
            f"{_percent(row.named, row.frames):>12}{row.median_ms:>8.1f} ms"
            f"{row.wrong:>7}{row.wrong_names:>13}"
        )
    frames, read = sum(row.frames for row in rows), sum(row.read for row in rows)
    named, wrong = sum(row.named for row in rows), sum(row.wrong for row in rows)
    wrong_names = sum(row.wrong_names for row in rows)
    everything = f"{'all':<34}{_percent(read, frames):>9}{_percent(named, frames):>12}"
    print(f"{everything}{wrong:>18}{wrong_names:>13}")


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"
