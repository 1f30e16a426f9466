"""Central's later words about acts, and the marks that they leave in the outbox."""

from __future__ import annotations

from uuid import uuid4

from central.embedded import EmbeddedCentral
from local_db.judged_acts import JudgedAct, mark_judged
from local_db.outbox import OutboxState
from tests.sync_parts import Station, sample_act


def keep(station: Station, told: JudgedAct) -> None:
    with station.database.write() as connection:
        mark_judged(connection, [told])


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
    told = JudgedAct(act.act_id, True, "kind-unknown")
    keep(enrolled, told)
    assert enrolled.outbox.get(act.act_id).state is OutboxState.PENDING
    exchange(enrolled, central)  # the receipt comes
    exchange(enrolled, central)  # nothing waits: the kiosk asks for news
    assert enrolled.outbox.get(act.act_id).state is OutboxState.QUARANTINED
    assert enrolled.judged.find(act.act_id) == told


def test_the_newest_word_counts(enrolled: Station, central: EmbeddedCentral) -> None:
    act = sample_act()
    enrolled.recorder.record(act)
    exchange(enrolled, central)
    keep(enrolled, JudgedAct(act.act_id, True, "kind-unknown"))
    assert enrolled.outbox.get(act.act_id).state is OutboxState.QUARANTINED
    keep(enrolled, JudgedAct(act.act_id, False))
    assert enrolled.outbox.get(act.act_id).state is OutboxState.SENT


def test_a_word_about_an_act_that_is_not_here_is_kept(enrolled: Station) -> None:
    stranger = JudgedAct(uuid4(), True, "kind-unknown", "Xin lập lại hồ sơ.")
    keep(enrolled, stranger)
    assert enrolled.judged.find(stranger.act_id) == stranger
