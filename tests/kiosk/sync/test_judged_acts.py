"""Central's later words about acts, and the marks that they leave in the outbox."""

from __future__ import annotations

from uuid import uuid4

from central.embedded import EmbeddedCentral
from local_db.judged_acts import JudgedAct
from local_db.outbox import OutboxState
from tests.sync_parts import Station, sample_act


def exchange(station: Station, central: EmbeddedCentral) -> None:
    client = station.client(central.url)
    try:
        station.delivery(client).exchange()
    finally:
        client.close()


def test_a_word_that_comes_before_the_receipt_marks_the_act_when_that_has_come(
    enrolled: Station, central: EmbeddedCentral
) -> None:
    act = sample_act()
    enrolled.recorder.record(act)
    told = JudgedAct(act.act_id, 7, True, "kind-unknown")
    enrolled.judged.keep([told])
    assert enrolled.outbox.get(act.act_id).state is OutboxState.PENDING
    exchange(enrolled, central)  # the receipt comes
    exchange(enrolled, central)  # nothing waits: the kiosk asks for news
    assert enrolled.outbox.get(act.act_id).state is OutboxState.QUARANTINED
    assert enrolled.judged.find(act.act_id) == told


def test_the_newest_word_counts_and_the_position_only_grows(
    enrolled: Station, central: EmbeddedCentral
) -> None:
    act = sample_act()
    enrolled.recorder.record(act)
    exchange(enrolled, central)
    assert enrolled.judged.position() == 0
    enrolled.judged.keep([JudgedAct(act.act_id, 5, True, "kind-unknown")])
    assert enrolled.outbox.get(act.act_id).state is OutboxState.QUARANTINED
    enrolled.judged.keep([JudgedAct(act.act_id, 9, False)])
    assert enrolled.outbox.get(act.act_id).state is OutboxState.SENT
    assert enrolled.judged.position() == 9


def test_a_word_about_an_act_that_is_not_here_is_kept_and_not_asked_for_again(enrolled: Station) -> None:
    stranger = JudgedAct(uuid4(), 3, True, "kind-unknown", "Xin lập lại hồ sơ.")
    enrolled.judged.keep([stranger])
    assert enrolled.judged.position() == 3
    assert enrolled.judged.find(stranger.act_id) == stranger
