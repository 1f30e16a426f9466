"""What a run of faults came to, as a table for people."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.faults.judging import Found
from tests.faults.witness import Witnessed


@dataclass
class Verdict:
    """``times``: kills, images or whatever was done. ``witnessed``: acts whose receipts were shown.
    ``named``: gone by what no store can undo, and the kiosk says so. ``undetected``: acts or files that are
    altered or gone and that nobody says so of. ``problems``: whatever else does not hold.
    """

    times: int = 0
    witnessed: int = 0
    named: int = 0
    lost: int = 0
    doubled: int = 0
    undetected: int = 0
    seconds: float = 0.0
    worker_kills: int = 0
    postgresql_stops: int = 0
    connections: int = 0
    faults: int = 0  # of the line
    problems: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return self.lost == self.doubled == self.undetected == 0 and not self.problems

    def take(self, found: Found, witnessed: Sequence[Witnessed]) -> None:
        self.witnessed = len(witnessed)
        self.named, self.lost, self.doubled = len(found.named), len(found.lost), found.doubled
        self.undetected = len(found.altered | found.untold)
        self.problems += found.problems

    def __add__(self, other: Verdict) -> Verdict:
        return Verdict(**{name: value + asdict(other)[name] for name, value in asdict(self).items()})


class Record:
    """The verdicts of a run that is done in pieces: one JSON object a line, of any number of starts."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(self, name: str, verdict: Verdict) -> None:
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"fault": name} | asdict(verdict)) + "\n")

    def pieces(self, name: str) -> int:
        return sum(each == name for each, _ in self._read())

    def sums(self) -> dict[str, Verdict]:
        sums: dict[str, Verdict] = {}
        for name, verdict in self._read():
            sums[name] = sums.get(name, Verdict()) + verdict
        return sums

    def _read(self) -> list[tuple[str, Verdict]]:
        if not self._file.exists():
            return []
        lines = [json.loads(line) for line in self._file.read_text("utf-8").splitlines()]
        return [(line.pop("fault"), Verdict(**line)) for line in lines]


_COLUMNS = ("times", "witnessed", "named", "lost", "doubled", "undetected", "seconds")


def table(verdicts: Mapping[str, Verdict]) -> str:
    """A row for each fault; below it, what else was done and what does not hold."""
    lines = [f"{'':<26}" + "".join(f"{name:>11}" for name in _COLUMNS)]
    for name, verdict in verdicts.items():
        figures = [getattr(verdict, column) for column in _COLUMNS]
        lines.append(f"{name:<26}" + "".join(f"{figure:>11.0f}" for figure in figures))
    for name, verdict in verdicts.items():
        if verdict.connections:
            lines.append(
                f"{name}: also {verdict.worker_kills} kills of central's workers, "
                f"{verdict.postgresql_stops} hard stops of PostgreSQL, "
                f"{verdict.faults} faults on {verdict.connections} connections"
            )
        lines += [f"{name}: {problem}" for problem in verdict.problems]
    return "\n".join(lines)
