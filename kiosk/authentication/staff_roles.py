"""What each role of staff may do at a kiosk."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from kiosk.contract.staff import StaffRole


class StaffRight(StrEnum):
    ASSIST = "assist"  # do for a person what they cannot do alone, at their pages
    QUEUE = "queue"  # see which acts there are and how they stand
    LINES = "lines"  # and the masked line that says whose they are
    SEND = "send"  # have them sent now
    REVIEW = "review"  # open a case at central and decide on it
    NOTE = "note"  # write about one that is in quarantine
    MATTERS = "matters"  # read what needs somebody
    MACHINE = "machine"  # see the state of the machine, try its devices, clean its screen, restart it
    SERVICE = "service"  # measure its light, take its logs along
    ENROL = "enrol"  # enrol the kiosk anew


_EVERYBODY = frozenset({StaffRight.QUEUE, StaffRight.MATTERS})

RIGHTS: Mapping[StaffRole, frozenset[StaffRight]] = {
    StaffRole.OFFICER: _EVERYBODY | {StaffRight.ASSIST, StaffRight.LINES, StaffRight.SEND, StaffRight.REVIEW},
    StaffRole.SUPERVISOR: _EVERYBODY
    | {
        StaffRight.ASSIST,
        StaffRight.LINES,
        StaffRight.SEND,
        StaffRight.REVIEW,
        StaffRight.NOTE,
        StaffRight.MACHINE,
    },
    StaffRole.TECHNICIAN: _EVERYBODY
    | {StaffRight.SEND, StaffRight.MACHINE, StaffRight.SERVICE, StaffRight.ENROL},
    StaffRole.AUDITOR: _EVERYBODY | {StaffRight.LINES},
}
