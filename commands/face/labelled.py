"""Labelled pictures for an evaluation: folders named by person, or a CSV of pairs."""

from __future__ import annotations

import csv
import io
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from commands.face.inputs import PICTURES
from ekyc.errors import EkycError
from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evaluation import Distances, pair_distances
from ekyc.face.matching import Embedding, distance
from ekyc.face.picture import read_file

_SAME = {"1": True, "true": True, "yes": True, "same": True}
_DIFFERENT = {"0": False, "false": False, "no": False, "different": False}
_TRUTH = _SAME | _DIFFERENT
_COLUMNS = ["path_a", "path_b", "same"]


@dataclass(frozen=True, slots=True)
class AcquiredPicture:
    """``checksum`` tells copies of one file apart from two pictures; None if the file could not be read."""

    checksum: str | None
    embedding: Embedding | None = field(repr=False)
    fault: str | None = None  # stable code, when there is no embedding


@dataclass(frozen=True, slots=True)
class LabelledDistances:
    genuine: Distances
    impostor: Distances
    skipped_pairs: int  # one picture of the pair gave no embedding
    copies: int  # pictures (folders) or pairs (CSV) left out because the files are the same
    persons: int | None  # unknown in a CSV of pairs


class LabelledSet(Protocol):
    @property
    def files(self) -> tuple[Path, ...]:
        """Each once."""
        ...

    @property
    def ignored_files(self) -> int:
        """Neither pictures by their name nor hidden."""
        ...

    def distances(self, pictures: list[AcquiredPicture]) -> LabelledDistances:
        """``pictures`` in the order of ``files``. Raises EkycError ``labels_contradict``."""
        ...


def read_labelled(path: Path) -> LabelledSet:
    """Raises EkycError: ``file_not_found``, ``invalid_pairs``, ``nothing_to_compare``, …"""
    try:
        return PersonFolders.of(path) if path.is_dir() else PairList.of(path)
    except OSError as error:
        raise FaceError(FaceFault.FILE_UNREADABLE) from error


@dataclass(frozen=True, slots=True)
class PersonFolders:
    files: tuple[Path, ...]
    persons: tuple[int, ...]  # of each file
    ignored_files: int

    @classmethod
    def of(cls, folder: Path) -> PersonFolders:
        files: list[Path] = []
        persons: list[int] = []
        ignored = 0
        for number, person in enumerate(
            sorted(entry for entry in folder.iterdir() if _visible_folder(entry))
        ):
            for file in sorted(entry for entry in person.iterdir() if not entry.name.startswith(".")):
                if file.suffix.lower() in PICTURES:
                    files.append(file)
                    persons.append(number)
                else:
                    ignored += 1
        if len(files) < 2:
            raise _nothing_to_compare()
        return cls(tuple(files), tuple(persons), ignored)

    def distances(self, pictures: list[AcquiredPicture]) -> LabelledDistances:
        usable: list[int] = []
        owners: dict[str, int] = {}
        copies = 0
        for number, picture in enumerate(pictures):
            if picture.checksum is not None and picture.checksum in owners:
                if owners[picture.checksum] != self.persons[number]:
                    raise _labels_contradict("one picture stands in the folders of two persons")
                copies += 1
                continue
            if picture.checksum is not None:
                owners[picture.checksum] = self.persons[number]
            if picture.embedding is not None:
                usable.append(number)
        found = [picture.embedding for picture in pictures if picture.embedding is not None]
        length = len(found[0]) if found else 1
        vectors = np.array([pictures[number].embedding for number in usable]).reshape(len(usable), length)
        persons = np.array([self.persons[number] for number in usable], dtype=np.int64)
        genuine, impostor = pair_distances(vectors, persons)
        distinct = len(pictures) - copies
        return LabelledDistances(
            genuine,
            impostor,
            skipped_pairs=_pairs(distinct) - _pairs(len(usable)),
            copies=copies,
            persons=len(set(self.persons)),
        )


@dataclass(frozen=True, slots=True)
class PairList:
    files: tuple[Path, ...]
    pairs: tuple[tuple[int, int, bool], ...]  # places of both pictures in ``files``, the same person?
    ignored_files: int = 0

    @classmethod
    def of(cls, path: Path) -> PairList:
        try:
            text = read_file(path).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise _invalid_pairs("it is not UTF-8 text") from error
        places: dict[Path, int] = {}
        labels: dict[tuple[int, int], bool] = {}
        for line, cells in enumerate(_rows(text), start=1):
            if not any(cells) or (line == 1 and [cell.lower() for cell in cells] == _COLUMNS):
                continue
            first_path, second_path, same = _pair_of(cells, line, path.parent)
            first = places.setdefault(first_path, len(places))
            second = places.setdefault(second_path, len(places))
            if first == second:
                raise _invalid_pairs(f"line {line} pairs a picture with itself")
            if labels.setdefault((min(first, second), max(first, second)), same) != same:
                raise _labels_contradict(f"line {line} contradicts an earlier one")
        if not labels:
            raise _nothing_to_compare()
        return cls(tuple(places), tuple((*pair, same) for pair, same in labels.items()))

    def distances(self, pictures: list[AcquiredPicture]) -> LabelledDistances:
        found: dict[bool, list[float]] = {True: [], False: []}
        skipped = copies = 0
        for first, second, same in self.pairs:
            a, b = pictures[first], pictures[second]
            if a.checksum is not None and a.checksum == b.checksum:
                if not same:
                    raise _labels_contradict("two copies of one picture are labelled as different people")
                copies += 1
            elif a.embedding is None or b.embedding is None:
                skipped += 1
            else:
                found[same].append(distance(a.embedding, b.embedding))
        return LabelledDistances(np.array(found[True]), np.array(found[False]), skipped, copies, None)


def _rows(text: str) -> list[list[str]]:
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text))]
    except csv.Error as error:
        raise _invalid_pairs("it is not CSV text") from error


def _pair_of(cells: list[str], line: int, folder: Path) -> tuple[Path, Path, bool]:
    if (
        len(cells) != 3
        or not cells[0]
        or not cells[1]
        or cells[2].lower() not in _TRUTH
        or "\0" in cells[0] + cells[1]
    ):
        raise _invalid_pairs(f"line {line} is not path_a,path_b,same")
    first, second = (Path(os.path.abspath(folder / cell)) for cell in cells[:2])
    return first, second, _TRUTH[cells[2].lower()]


def _visible_folder(path: Path) -> bool:
    return path.is_dir() and not path.name.startswith(".")


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _invalid_pairs(why: str) -> EkycError:
    return EkycError("invalid_pairs", f"The CSV of pairs cannot be used: {why}.")


def _labels_contradict(why: str) -> EkycError:
    return EkycError("labels_contradict", f"The labels contradict each other: {why}.")


def _nothing_to_compare() -> EkycError:
    return EkycError(
        "nothing_to_compare", "There are no two labelled pictures: give a folder for each person, or pairs."
    )


def file_fault(error: FaceError) -> str | None:
    """The code, if the fault is one of the picture and not of the machine; None otherwise."""
    return error.fault.value if error.fault in _OF_PICTURE else None


_OF_PICTURE = frozenset(
    {
        FaceFault.FILE_NOT_FOUND,
        FaceFault.FILE_UNREADABLE,
        FaceFault.EMPTY_FILE,
        FaceFault.NOT_AN_IMAGE,
        FaceFault.NOT_A_VIDEO,
        FaceFault.IMAGE_TOO_LARGE,
        FaceFault.NO_FACE,
        FaceFault.SEVERAL_FACES,
    }
)
