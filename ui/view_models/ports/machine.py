"""The line to central, the room on the disk, and what is broken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from types import TracebackType
    from uuid import UUID

    from kiosk.errors import KnownError
    from kiosk.self_watch.outages import OutageNotice
    from kiosk.tasks.catalogue import Availability
    from kiosk.tasks.task import Task
    from kiosk.visit.person import Assurance


class LineState(Protocol):
    @property
    def online(self) -> bool: ...
    @property
    def pending(self) -> int: ...


class LineStatus(Protocol):
    """The connection to central. Listeners are called from any thread, at once with the present state."""

    def listen(
        self,
        on_state: Callable[[LineState], None],
        on_sent: Callable[[UUID, str], None],
    ) -> None:
        """``on_sent`` gets the act's id and the case number once central's signed receipt was verified."""
        ...

    def when_failed(self, tell: Callable[[KnownError | None], None]) -> None:
        """Call ``tell``, from any thread, if acts cannot be kept at all: nobody can be served then. With None
        when they can again.
        """
        ...


class Room(Protocol):
    """Room on the disk."""

    def is_enough_to_begin(self) -> bool:
        """Whether a visit may begin. Does not block."""
        ...


class Offline(Protocol):
    """The limits of what may wait for central."""

    def is_open(self) -> bool:
        """Whether a visit may begin. Does not block."""
        ...


class FaultSink(Protocol):
    """Central is told of a bug when there is a line. *Blocking* for some milliseconds."""

    def bug(self, reference: str, kind: type[BaseException], trace: TracebackType | None) -> None: ...


class Outages(Protocol):
    """Devices that are out of service. ``on_change`` is called from any thread."""

    on_change: Callable[[], None]

    @property
    def notice(self) -> OutageNotice | None: ...
    def touch(self, task: Task, known: Assurance, now: Availability) -> Availability:
        """What is left of the availability of a task."""
        ...
