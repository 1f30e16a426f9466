"""The arithmetic of the two field reports, against hand-made cases and against its own laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ekyc.face.attack_rates import RecordedSession, report_attacks
from ekyc.face.error_rates import ErrorRate
from ekyc.face.evaluation import Distances, equal_error_rate, evaluate, pair_distances, rates_at
from ekyc.face.evidence import LivenessOutcome

_PASSED, _FAILED, _NOT_DONE = LivenessOutcome.PASSED, LivenessOutcome.FAILED, LivenessOutcome.NOT_DONE
_distance = st.floats(0.0, 1.5, width=32)
_some = st.lists(_distance, min_size=1, max_size=40).map(np.array)
_any = st.lists(_distance, max_size=40).map(np.array)


@pytest.mark.parametrize(
    ("errors", "trials", "bound"),
    [(0, 240, 0.0125), (0, 1690, 3 / 1690), (0, 2, 1.0), (0, 0, 1.0), (1, 10, 0.3942), (5, 100, 0.1023)],
)
def test_upper_bounds_of_the_books(errors: int, trials: int, bound: float) -> None:
    assert ErrorRate(errors, trials).upper_bound == pytest.approx(bound, abs=1e-4)


def test_a_rate_without_trials_is_no_rate() -> None:
    assert ErrorRate(0, 0).rate is None
    with pytest.raises(ValueError, match="4 errors in 3 trials"):
        ErrorRate(4, 3)


@given(st.integers(1, 20_000), st.data())
def test_an_upper_bound_lies_above_the_rate_and_falls_with_more_trials(
    trials: int, data: st.DataObject
) -> None:
    errors = data.draw(st.integers(0, min(trials, 300)))
    rate = ErrorRate(errors, trials)
    assert rate.rate is not None
    assert rate.rate <= rate.upper_bound <= 1.0
    assert ErrorRate(errors, trials * 2).upper_bound <= rate.upper_bound
    if errors < trials and trials > 3:  # up to three trials the rule of three says 1, whatever comes
        assert ErrorRate(errors + 1, trials).upper_bound >= rate.upper_bound


@given(_any, _any, _distance, _distance)
def test_a_higher_threshold_trades_one_error_for_the_other(
    genuine: Distances, impostor: Distances, first: float, second: float
) -> None:
    low, high = sorted((first, second))
    strict, loose = rates_at(genuine, impostor, low), rates_at(genuine, impostor, high)
    assert strict.false_match.errors <= loose.false_match.errors
    assert strict.false_non_match.errors >= loose.false_non_match.errors
    assert (strict.false_match.trials, strict.false_non_match.trials) == (len(impostor), len(genuine))


@given(_some, _some)
def test_the_equal_error_rate_knows_only_the_order(genuine: Distances, impostor: Distances) -> None:
    plain = equal_error_rate(genuine, impostor)
    scaled = equal_error_rate(genuine * 4.0, impostor * 4.0)
    assert plain is not None
    assert scaled is not None
    assert 0.0 <= plain.rate <= 1.0
    assert scaled.rate == pytest.approx(plain.rate)
    rates = rates_at(genuine, impostor, plain.threshold)
    if plain.threshold > 0:
        assert (rates.false_match.rate or 0.0) + (rates.false_non_match.rate or 0.0) == pytest.approx(
            2 * plain.rate
        )


@given(_some, st.floats(0.01, 1.0))
def test_people_who_lie_apart_have_no_equal_errors(genuine: Distances, gap: float) -> None:
    found = equal_error_rate(genuine, genuine + float(genuine.max()) + gap)
    assert found is not None
    assert found.rate == 0.0
    assert found.threshold == pytest.approx(float(genuine.max()))


def test_equal_error_rate_of_a_case_counted_by_hand() -> None:
    found = equal_error_rate(np.array([0.1, 0.2, 0.3, 0.5]), np.array([0.4, 0.6, 0.7, 0.8]))
    assert found is not None
    assert (found.rate, found.threshold) == (0.25, 0.4)
    assert equal_error_rate(np.array([0.1]), np.array([])) is None


@given(_any, _any)
def test_the_bands_hold_every_pair_once(genuine: Distances, impostor: Distances) -> None:
    found = evaluate(genuine, impostor, 0.42, 0.60)
    for shares, count in ((found.genuine, len(genuine)), (found.impostor, len(impostor))):
        assert shares.match + shares.review + shares.no_match == count
    assert found.impostor.match == found.bands[0].false_match.errors
    assert found.genuine.no_match == found.bands[1].false_non_match.errors
    assert (found.genuine_pairs, found.impostor_pairs) == (len(genuine), len(impostor))


@given(st.lists(st.tuples(st.integers(0, 3), _distance), max_size=12))
def test_pairs_are_all_pairs(pictures: list[tuple[int, float]]) -> None:
    persons = np.array([person for person, _ in pictures], dtype=np.int64)
    embeddings = np.array([[value, 0.0] for _, value in pictures]).reshape(-1, 2)
    genuine, impostor = pair_distances(embeddings, persons)
    assert len(genuine) + len(impostor) == len(pictures) * (len(pictures) - 1) // 2
    sizes = [int(np.count_nonzero(persons == person)) for person in range(4)]
    assert len(genuine) == sum(size * (size - 1) // 2 for size in sizes)


def test_species_are_counted_apart_and_the_worst_is_named() -> None:
    attacks = [
        *[RecordedSession("print", _FAILED, ("flat_face",))] * 9,
        RecordedSession("print", _NOT_DONE, ("no_face",)),
        *[RecordedSession("screen", _PASSED)] * 2,
        *[RecordedSession("screen", _FAILED, ("wrong_direction",))] * 2,
    ]
    genuine = [
        *[RecordedSession("bright", _PASSED)] * 3,
        RecordedSession("dim", _FAILED, ("too_slow",)),
        RecordedSession("dim", _NOT_DONE, ("capture_timed_out",)),
    ]
    report = report_attacks(attacks, genuine)
    assert report.worst_species == "screen"
    assert report.attacks["print"].wrong == ErrorRate(0, 9)
    assert report.attacks["print"].non_response == ErrorRate(1, 10)
    assert report.attacks["print"].reasons == {"flat_face": 9, "no_face": 1}
    assert report.attacks["screen"].wrong.rate == 0.5
    assert report.genuine.wrong == ErrorRate(1, 4)
    assert report.genuine.non_response == ErrorRate(1, 5)
    assert report.genuine_by_condition["dim"].wrong == ErrorRate(1, 1)


def test_of_two_species_that_never_passed_the_less_tried_is_the_worst() -> None:
    attacks = [*[RecordedSession("print", _FAILED)] * 9, RecordedSession("mask", _FAILED)]
    assert report_attacks(attacks, []).worst_species == "mask"
    assert report_attacks([], []).worst_species is None


@given(st.lists(st.builds(RecordedSession, st.sampled_from("abc"), st.sampled_from(LivenessOutcome))))
def test_every_session_is_counted_once(sessions: list[RecordedSession]) -> None:
    report = report_attacks(sessions, sessions)
    assert sum(rates.sessions for rates in report.attacks.values()) == len(sessions)
    assert report.genuine.sessions == len(sessions)
    refused = sum(rates.wrong.errors for rates in report.genuine_by_condition.values())
    assert refused == report.genuine.wrong.errors
    assert all(
        rates.wrong.trials + rates.non_response.errors == rates.sessions for rates in report.attacks.values()
    )
