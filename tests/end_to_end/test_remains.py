"""When a visit is over nothing of the person is left: in memory, on screen, in files or in logs."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from commands.demo.plays import ALL, Play, load_plays
from commands.demo.world import World
from simulation.card.chip import SimulatedCard
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from simulation.people import ADULT_MAN, ADULT_WOMAN, SamplePerson
from tests.end_to_end.interrupted_kiosk import drafts_in, settle
from tests.end_to_end.played import visit_in
from tests.end_to_end.remains import find_in_memory, find_in_scene

# Written backwards, so that the text of this file, which pytest keeps, is not mistaken for a find.
NUMBER, NAME = "456789881100"[::-1], "nếY gnàoH ịhT uưL"[::-1]
HOME = "iộN àH ,hcạB cúrT gnờưhP ,ẻS mihC õgN ,89 ốS"[::-1]
PHONE, ADDRESS = "5634329190"[::-1], "nv.elpmaxe@neynaoh"[::-1]
NEW_ADDRESS = "nv.elpmaxe@iom.neyn"[::-1]
STREET, CARD_NUMBER = "naV oàĐ õgn 79 ốS"[::-1], "2199110130"[::-1]
CANARIES = (NUMBER, NAME, HOME, PHONE, ADDRESS, NEW_ADDRESS, STREET, CARD_NUMBER)
TYPED: Mapping[str, Mapping[str, str]] = {
    "contact.phone": {"text": PHONE},
    "contact.email": {"text": ADDRESS},
    "contact.address": {"province": "01", "commune": "00167", "street": STREET},
    "result.address": {"province": "01", "commune": "00167", "street": STREET},
    "card.number": {"text": CARD_NUMBER},
}


CHANGED = {"contact.email": {"text": NEW_ADDRESS}}  # an address of its own, so that its code is the newest


def a_person() -> SamplePerson:
    return replace(ADULT_WOMAN, personal_number=NUMBER, full_name=NAME, residence=HOME)


def marked_portrait() -> bytes:
    """A JPEG like no other in this process: with a comment of its own (segment COM)."""
    data = reference_portrait(SyntheticPerson.ASTRONAUT, "image/jpeg")
    comment = b"of the person who must be forgotten"
    return data[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + data[2:]


def take_the_person_away(world: World) -> None:
    """The simulation is the world outside: card, person and central are not the kiosk."""
    world.remove_card()
    world.card = SimulatedCard(ADULT_MAN, reference_portrait(SyntheticPerson.HOPPER))
    world.central.stop()


def telltale(play: Play) -> Play:
    """The same, with answers that are found wherever they are left."""
    typed = {**TYPED, **CHANGED} if play.task_id == "change_contact" else TYPED
    answers = {name: typed.get(name, usual) for name, usual in play.answers.items()}
    return play.model_copy(update={"answers": answers})


@pytest.mark.parametrize("name", ["register", ALL])
def test_after_a_whole_visit(
    screen: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    portrait = marked_portrait()
    plays = tuple(telltale(play) for play in load_plays(name))
    with visit_in(tmp_path, plays) as (world, kiosk, visit):
        world.card = SimulatedCard(a_person(), portrait)
        visit.play(plays)
        assert not kiosk.navigator.in_visit
        settle(kiosk)
        assert drafts_in(kiosk) == 0
        del plays
        logged = "\n".join(record.getMessage() for record in caplog.records)
        files = [file for file in (tmp_path / "kiosk").rglob("*") if file.is_file()]
        assert files
        for canary in CANARIES:
            assert canary not in logged
            assert not [file.name for file in files if canary.encode() in file.read_bytes()]
        assert find_in_scene(visit.scene, CANARIES) == []
        take_the_person_away(world)
        caplog.clear()
        gc.collect()
        assert find_in_memory(CANARIES, [portrait]) == []


def test_the_search_finds_what_is_there() -> None:
    picture = reference_portrait(SyntheticPerson.ASTRONAUT)
    kept = {"visit": [f"name: {NAME}", b"head" + picture]}
    found = find_in_memory(CANARIES, [picture])
    assert {line.split(" ")[0] for line in found} == {"text", "picture"}
    del kept
