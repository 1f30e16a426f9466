"""What becomes of acts after their receipts, on both databases."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
from sqlalchemy import Engine, event, text

from central.embedded import EmbeddedCentral
from central.http.problems import ProblemError
from central.judging.judge import Judge
from central.judging.quarantine import Quarantine, QuarantineError
from kiosk.contract import kinds
from kiosk.sync.act import Act
from local_db.outbox import OutboxState
from tests.acts import contact_change_payload
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act

OTHER_PERSON = "079085001234"


def send(station: Station, central: EmbeddedCentral, *acts: Act) -> None:
    """Record, push and hear what became of it."""
    for act in acts:
        station.recorder.record(act)
    exchange(station, central)
    central.wait_for_judging()
    exchange(station, central)


def exchange(station: Station, central: EmbeddedCentral) -> None:
    client = station.client(central.url)
    try:
        station.delivery(client).exchange()
    finally:
        client.close()


def unknown_act() -> Act:
    return dataclasses.replace(sample_act(), kind="account.closing")


def quarantine_of(central: EmbeddedCentral) -> Quarantine:
    parts = central.central
    return Quarantine(parts.engine, parts.keys, parts.now)


def with_a_new_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the next version of central will know."""
    known = kinds.KINDS["registration.adult"]
    later = dataclasses.replace(known, name="account.closing", once=False)
    monkeypatch.setattr(kinds, "KINDS", {**kinds.KINDS, later.name: later})


def test_the_same_asked_for_twice_is_one_case_with_two_numbers(
    central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    first, second, other = sample_act(), sample_act(), sample_act(OTHER_PERSON)
    send(new_station("KIOSK-01"), central, first)
    send(new_station("KIOSK-02"), central, second, other)
    stored = [central.find_stored_act(act.act_id) for act in (first, second, other)]
    assert [each.joined for each in stored] == [None, stored[0].case_number, None]
    assert len({each.case_number for each in stored}) == 3


def test_what_may_be_asked_for_again_is_a_case_each_time(station: Station, central: EmbeddedCentral) -> None:
    acts = [sample_act(payload=contact_change_payload(), kind="contact.change") for _ in range(2)]
    send(station, central, *acts)
    assert [central.find_stored_act(act.act_id).joined for act in acts] == [None, None]


def test_a_quarantined_act_is_seen_at_its_kiosk(station: Station, central: EmbeddedCentral) -> None:
    bad, good = unknown_act(), sample_act()
    send(station, central, bad, good)
    assert station.outbox.get(bad.act_id).state is OutboxState.QUARANTINED
    assert station.outbox.get(good.act_id).state is OutboxState.SENT
    judged = station.judged.find(bad.act_id)
    assert judged is not None
    assert judged.problem == "kind-unknown"
    assert station.judged.find(good.act_id) is None
    with pytest.raises(ProblemError):
        central.find_stored_act(bad.act_id)


def test_an_act_judged_again_by_a_newer_version_becomes_a_case(
    station: Station, central: EmbeddedCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = unknown_act()
    send(station, central, act)
    number = station.outbox.get(act.act_id).case_number
    quarantine = quarantine_of(central)
    with_a_new_kind(monkeypatch)
    assert quarantine.judge_again(quarantine.entries()) == 1
    central.wait_for_judging()
    exchange(station, central)
    assert quarantine.entries() == []
    assert station.outbox.get(act.act_id).state is OutboxState.SENT
    assert central.find_stored_act(act.act_id).case_number == number  # as the receipt says


def test_an_act_that_is_as_bad_as_before_stays(station: Station, central: EmbeddedCentral) -> None:
    act = unknown_act()
    send(station, central, act)
    quarantine = quarantine_of(central)
    quarantine.judge_again(quarantine.entries())
    central.wait_for_judging()
    exchange(station, central)
    assert [entry.act_id for entry in quarantine.entries()] == [act.act_id]
    assert station.outbox.get(act.act_id).state is OutboxState.QUARANTINED


def test_staff_read_an_act_in_quarantine_and_answer_it(station: Station, central: EmbeddedCentral) -> None:
    act = unknown_act()
    send(station, central, act)
    quarantine = quarantine_of(central)
    entry = quarantine.get(str(station.outbox.get(act.act_id).case_number).replace("-", ""))
    assert (entry.act_id, entry.kiosk_id, entry.problem) == (act.act_id, "KIOSK-01", "kind-unknown")
    assert quarantine.get(str(act.act_id)) == entry
    content = quarantine.read(entry)
    assert content is not None
    assert content.payload == act.payload
    quarantine.answer(entry, "Xin lập lại hồ sơ tại quầy số 3.")
    exchange(station, central)
    judged = station.judged.find(act.act_id)
    assert judged is not None
    assert (judged.quarantined, judged.answer) == (True, "Xin lập lại hồ sơ tại quầy số 3.")
    assert quarantine.entries() == []
    for again in (lambda: quarantine.get(str(act.act_id)), lambda: quarantine.answer(entry, "x")):
        with pytest.raises(QuarantineError) as caught:
            again()
        assert caught.value.code == "not_in_quarantine"


@pytest.mark.parametrize("answer", ["", "  ", "x" * 501])
def test_an_answer_says_something_short(station: Station, central: EmbeddedCentral, answer: str) -> None:
    send(station, central, unknown_act())
    quarantine = quarantine_of(central)
    with pytest.raises(QuarantineError) as caught:
        quarantine.answer(quarantine.entries()[0], answer)
    assert caught.value.code == "answer_invalid"


@pytest.mark.expects_log("judging act .* met a bug: ZeroDivisionError")
def test_an_act_that_meets_a_bug_holds_nobody_up(
    station: Station, central: EmbeddedCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = unknown_act(), sample_act()
    real = kinds.find_kind

    def find_kind(name: str, version: int) -> kinds.ActKind | None:
        if name == "account.closing":
            raise ZeroDivisionError
        return real(name, version)

    monkeypatch.setattr("central.judging.content_check.find_kind", find_kind)
    send(station, central, bad, good)
    assert [entry.problem for entry in quarantine_of(central).entries()] == ["judging-failed"]
    assert central.find_stored_act(good.act_id).sequence == 2


def test_a_clock_set_back_does_not_hide_news(
    station: Station, central: EmbeddedCentral, clock: ManualClock
) -> None:
    first, second = unknown_act(), unknown_act()
    send(station, central, first)
    clock.set_wall_clock(clock.now().replace(year=clock.now().year - 1))
    send(station, central, second)
    assert {row.state for row in station.outbox.rows()} == {OutboxState.QUARANTINED}


class KilledError(Exception):
    pass


def die_before_the_commit(engine: Engine, judge: Judge) -> None:
    def die(*_: object) -> None:
        raise KilledError

    event.listen(engine, "commit", die)
    try:
        with pytest.raises(KilledError):
            judge.judge_some()
    finally:
        event.remove(engine, "commit", die)


def test_a_judge_killed_at_the_last_moment_leaves_everything_as_it_was(
    station: Station, central: EmbeddedCentral
) -> None:
    central.central.judge_thread.stop()
    acts = [sample_act(), unknown_act()]
    for act in acts:
        station.recorder.record(act)
    exchange(station, central)
    parts = central.central
    die_before_the_commit(parts.engine, parts.judge)
    assert parts.judge.waiting() == 2
    with parts.engine.connect() as connection:
        for table in ("judgement", "act", "case_file", "feed_entry"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0  # noqa: S608
    assert parts.judge.judge_some() == 2
    assert central.find_stored_act(acts[0].act_id).sequence == 1


def test_what_no_process_came_to_judge_is_judged_after_a_restart(
    station: Station, central: EmbeddedCentral
) -> None:
    central.central.judge_thread.stop()
    act = sample_act()
    station.recorder.record(act)
    exchange(station, central)
    with pytest.raises(ProblemError) as caught:
        central.central.stored_acts.get(act.act_id)
    assert caught.value.problem.code == "act-waits"
    central.stop()
    central.start()
    assert central.find_stored_act(act.act_id).sequence == 1


def test_judges_at_work_together_judge_each_act_once(
    central: EmbeddedCentral, new_station: Callable[[str], Station]
) -> None:
    """The same person at four kiosks, four judges at once: one case, nobody waits in a ring."""
    central.central.judge_thread.stop()
    people = [f"0790850{number:05d}" for number in range(6)]
    acts: list[UUID] = []
    for number in range(4):
        station = new_station(f"KIOSK-{number}")
        for person in people[number:] + people[:number]:
            act = sample_act(person)
            station.recorder.record(act)
            acts.append(act.act_id)
        exchange(station, central)

    def work(_: int) -> int:
        return sum(iter(lambda: central.central.judge.judge_some(3), 0))

    with ThreadPoolExecutor(4) as pool:
        judged = list(pool.map(work, range(4)))
    assert sum(judged) == len(acts)
    stored = [central.find_stored_act(act_id) for act_id in acts]
    assert sum(each.joined is None for each in stored) == len(people)
