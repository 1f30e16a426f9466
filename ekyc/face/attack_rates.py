"""How well liveness holds, from recorded sessions with known truth. Pure counting.

Terms of ISO/IEC 30107-3, and no claim to it: these are our own attacks on our own check. Error rates are over
the sessions that got an answer; those without one (no face, no good frame, nothing done) are counted beside
them as non-response, so that they flatter neither side. Species are never averaged: a mean would hide the one
that works.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ekyc.face.error_rates import ErrorRate
from ekyc.face.evidence import LivenessOutcome


@dataclass(frozen=True, slots=True)
class RecordedSession:
    """``kind`` is the species of an attack, or the condition (a light, a place) of a genuine session."""

    kind: str
    outcome: LivenessOutcome  # NOT_DONE: no answer
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionRates:
    """The sessions of one kind. ``wrong``: attacks that passed, or genuine people who were refused."""

    wrong: ErrorRate  # of the sessions that got an answer
    non_response: ErrorRate  # of all sessions
    reasons: Mapping[str, int]

    @property
    def sessions(self) -> int:
        return self.non_response.trials


@dataclass(frozen=True, slots=True)
class AttackReport:
    attacks: Mapping[str, SessionRates]  # species → APCER and APNRR
    genuine: SessionRates  # BPCER and BPNRR
    genuine_by_condition: Mapping[str, SessionRates]
    worst_species: str | None


def report_attacks(attacks: Sequence[RecordedSession], genuine: Sequence[RecordedSession]) -> AttackReport:
    """Rates of every species and of the genuine sessions; the worst species by rate, then by its bound."""
    by_species = {
        kind: _rates(sessions, LivenessOutcome.PASSED) for kind, sessions in _grouped(attacks).items()
    }
    return AttackReport(
        attacks=by_species,
        genuine=_rates(genuine, LivenessOutcome.FAILED),
        genuine_by_condition={
            kind: _rates(sessions, LivenessOutcome.FAILED) for kind, sessions in _grouped(genuine).items()
        },
        worst_species=max(by_species, key=lambda kind: _badness(by_species[kind].wrong), default=None),
    )


def _badness(wrong: ErrorRate) -> tuple[float, float]:
    """By rate; among equals (mostly: none seen) the species that was tried less is the less known danger."""
    return wrong.rate or 0.0, wrong.upper_bound


def _grouped(sessions: Sequence[RecordedSession]) -> dict[str, list[RecordedSession]]:
    groups: dict[str, list[RecordedSession]] = {}
    for session in sorted(sessions, key=lambda entry: entry.kind):
        groups.setdefault(session.kind, []).append(session)
    return groups


def _rates(sessions: Sequence[RecordedSession], wrong: LivenessOutcome) -> SessionRates:
    outcomes = Counter(session.outcome for session in sessions)
    silent = outcomes[LivenessOutcome.NOT_DONE]
    reasons = Counter(reason for session in sessions for reason in session.reasons)
    return SessionRates(
        wrong=ErrorRate(outcomes[wrong], len(sessions) - silent),
        non_response=ErrorRate(silent, len(sessions)),
        reasons=dict(reasons.most_common()),
    )
