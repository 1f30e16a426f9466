"""What a run of faults came to, as a table for people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass
class Verdict:
    """``witnessed``: acts whose receipts were shown. ``undetected``: acts or files that are altered and that
    nobody says so of. ``problems``: whatever else does not hold.
    """

    kills: int = 0
    worker_kills: int = 0
    postgresql_stops: int = 0
    connections: int = 0
    faults: int = 0  # of the line
    images: int = 0
    witnessed: int = 0
    lost: int = 0
    doubled: int = 0
    undetected: int = 0
    seconds: float = 0.0
    problems: list[str] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return self.lost == self.doubled == self.undetected == 0 and not self.problems


_COLUMNS = ("kills", "images", "witnessed", "lost", "doubled", "undetected", "seconds")


def table(verdicts: Mapping[str, Verdict]) -> str:
    """A row for each run; below it, what else was done and what does not hold."""
    lines = [f"{'':<12}" + "".join(f"{name:>11}" for name in _COLUMNS)]
    for name, verdict in verdicts.items():
        figures = [getattr(verdict, column) for column in _COLUMNS]
        lines.append(f"{name:<12}" + "".join(f"{figure:>11.0f}" for figure in figures))
    for name, verdict in verdicts.items():
        if verdict.connections:
            lines.append(
                f"{name}: also {verdict.worker_kills} kills of central's workers, "
                f"{verdict.postgresql_stops} hard stops of PostgreSQL, "
                f"{verdict.faults} faults on {verdict.connections} connections"
            )
        lines += [f"{name}: {problem}" for problem in verdict.problems]
    return "\n".join(lines)
