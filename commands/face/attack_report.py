"""``main.py face attack-report DIR``: how the liveness check did on recorded people and recorded attacks."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Mapping
from textwrap import wrap

from commands.face.examined import examine
from commands.face.inputs import FaceTools, face_tools
from commands.face.labelled import file_fault
from commands.face.recorded import FieldTest, RecordedFiles, read_field_test
from commands.face.reporting import rate_json, rate_text
from commands.json_output import print_json
from commands.progress import Progress
from ekyc.face.attack_rates import AttackReport, RecordedSession, SessionRates, report_attacks
from ekyc.face.errors import FaceError, FaceFault
from ekyc.face.evidence import LivenessOutcome
from ekyc.face.limits import FaceLimits

_WIDTH = 80
_STATEMENT = (
    "Self-tested against the attacks recorded here, by whoever recorded them. It is not a test under "
    "ISO/IEC 30107-3, claims no conformity with it, and says nothing about other attacks."
)
_NO_ANSWER = frozenset({FaceFault.NO_FACE, FaceFault.SEVERAL_FACES})


class _Examiner:
    """Runs every session through the same code as ``face check``; counts recordings that cannot be read."""

    def __init__(self, tools: FaceTools, fps: float, progress: Progress) -> None:
        self._tools = tools
        self._fps = fps
        self._progress = progress
        self.unreadable: Counter[str] = Counter()

    def examine_all(self, recordings: tuple[RecordedFiles, ...]) -> list[RecordedSession]:
        sessions = []
        for recorded in recordings:
            session = self._examine(recorded)
            if session is not None:
                sessions.append(session)
            self._progress.step()
        return sessions

    def _examine(self, recorded: RecordedFiles) -> RecordedSession | None:
        try:
            found = examine(recorded.files, self._fps, recorded.asked, self._tools)
        except FaceError as error:
            if error.fault in _NO_ANSWER:
                return RecordedSession(recorded.kind, LivenessOutcome.NOT_DONE, (error.code,))
            fault = file_fault(error)
            if fault is None:
                raise
            self.unreadable[fault] += 1
            return None
        return RecordedSession(recorded.kind, found.liveness.outcome, found.liveness.reasons)


def run(args: argparse.Namespace) -> int:
    started = time.monotonic()
    test = read_field_test(args.sessions)
    progress = Progress("sessions", len(test.attacks) + len(test.genuine), sys.stderr)
    with face_tools(args) as tools:
        examiner = _Examiner(tools, args.fps, progress)
        try:
            report = report_attacks(examiner.examine_all(test.attacks), examiner.examine_all(test.genuine))
        finally:
            progress.close()
    if args.json:
        answer = _report(test, report, examiner.unreadable, tools.limits)
        print_json({**answer, "seconds": round(time.monotonic() - started, 3)})
    else:
        print(_table(test, report, examiner.unreadable, tools.limits))
    return 0


def _report(
    test: FieldTest, report: AttackReport, unreadable: Counter[str], limits: FaceLimits
) -> dict[str, object]:
    return {
        "attacks": _kinds_json(report.attacks, "apcer", "apnrr"),
        "worst_species": report.worst_species,
        "genuine": _rates_json(report.genuine, "bpcer", "bpnrr"),
        "genuine_by_condition": _kinds_json(report.genuine_by_condition, "bpcer", "bpnrr"),
        "unreadable_recordings": dict(unreadable.most_common()),
        "sessions_without_a_known_request": _unasked(test),
        "limits_version": limits.version,
        "statement": _STATEMENT,
    }


def _kinds_json(kinds: Mapping[str, SessionRates], error: str, silence: str) -> dict[str, object]:
    return {kind: _rates_json(rates, error, silence) for kind, rates in kinds.items()}


def _rates_json(rates: SessionRates, error: str, silence: str) -> dict[str, object]:
    return {
        "sessions": rates.sessions,
        error: rate_json(rates.wrong),
        silence: rate_json(rates.non_response),
        "reasons": dict(rates.reasons),
    }


def _unasked(test: FieldTest) -> int:
    return sum(recorded.asked is None for recorded in (*test.attacks, *test.genuine))


def _table(test: FieldTest, report: AttackReport, unreadable: Counter[str], limits: FaceLimits) -> str:
    lines = [
        f"Liveness on recorded sessions, limits {limits.version}",
        f"{'attack species':<28}{'APCER, 95 % bound, errors':>26}{'non-response':>26}",
        *[_line(kind, rates) for kind, rates in report.attacks.items()],
        f"worst species: {report.worst_species or 'none recorded'}; species are never averaged",
        "",
        f"{'genuine':<28}{'BPCER, 95 % bound, errors':>26}{'non-response':>26}",
        *[_line(kind, rates) for kind, rates in report.genuine_by_condition.items() if kind],
        _line("all", report.genuine),
        "",
    ]
    if unreadable:
        lines.append("not counted: " + ", ".join(f"{count} {code}" for code, count in unreadable.items()))
    if unasked := _unasked(test):
        lines.append(f"{unasked} sessions do not say what was asked for: any turn counted as the right one")
    return "\n".join([*lines, *wrap(_STATEMENT, _WIDTH)])


def _line(kind: str, rates: SessionRates) -> str:
    return f"{kind:<28}{rate_text(rates.wrong):>26}{rate_text(rates.non_response):>26}"
