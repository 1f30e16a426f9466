"""When a visit is over nothing of the person is left: in memory, on screen, in files or in logs."""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from commands.demo.plays import ALL, Play, load_plays
from commands.demo.world import World
from simulation.card.chip import SimulatedCard
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from simulation.people import ADULT_MAN
from tests.again import again
from tests.central.test_canary import columns_with
from tests.end_to_end.canary import a_canary, a_person, enter_in_register, marked_portrait, telltale
from tests.end_to_end.interrupted_kiosk import drafts_in, settle
from tests.end_to_end.played import kiosk_in, visit_in, world_in
from tests.end_to_end.remains import find_in_memory, find_in_scene
from tests.end_to_end.staff_round import StaffRound, hire, leave_work_for_staff

CANARIES = a_canary().texts


def take_the_person_away(world: World) -> None:
    """The simulation is the world outside: card, person and central are not the kiosk."""
    world.remove_card()
    world.card = SimulatedCard(ADULT_MAN, reference_portrait(SyntheticPerson.HOPPER))
    world.central.stop()


@pytest.mark.long
@pytest.mark.parametrize("tasks", [pytest.param("register", marks=pytest.mark.losses), again(ALL)])
def test_after_a_whole_visit(
    screen: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture, tasks: str
) -> None:
    portrait = marked_portrait()
    plays = tuple(telltale(play) for play in load_plays(tasks))
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


# Where a person may stand in words at central: in the register.
REGISTER = {("person", "personal_number"), ("person", "full_name"), ("person", "content")}
_PAGES = ("book", "care_history", "bank_account")


def unattended(play: Play) -> Play:
    """No officer looks at it meanwhile."""
    return play.model_copy(update={"officer": ()})


@pytest.mark.long
@pytest.mark.losses
def test_after_the_pages_of_the_record(
    screen: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read, fetched by a phone, disputed, and a case that wants something changed in it."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    plays = tuple(unattended(telltale(load_plays(name)[0])) for name in _PAGES)
    with visit_in(tmp_path, plays) as (world, kiosk, visit):
        engine = world.central.central.engine
        enter_in_register(engine)
        world.card = SimulatedCard(a_person(), marked_portrait())
        visit.play(plays)
        settle(kiosk)
        del plays
        shown = columns_with(engine, CANARIES)
        assert shown == REGISTER
        logged = "\n".join(record.getMessage() for record in caplog.records)
        files = [file for folder in ("kiosk", "temporary") for file in (tmp_path / folder).rglob("*")]
        for canary in CANARIES:
            assert canary not in logged
            for form in (canary.encode(), canary.encode("utf-16-le")):
                assert not [file.name for file in files if file.is_file() and form in file.read_bytes()]
        assert find_in_scene(visit.scene, CANARIES) == []
        take_the_person_away(world)
        caplog.clear()
        gc.collect()
        assert find_in_memory(CANARIES, []) == []


@pytest.mark.long
@pytest.mark.losses
def test_after_staff_have_gone_through_the_acts_of_a_person(
    screen: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Also after a note that says what none should."""
    plays = tuple(telltale(play) for play in load_plays("register"))
    with world_in(tmp_path, plays) as world:
        supervisor = hire(world)
        with kiosk_in(world) as (kiosk, visit):
            world.card = SimulatedCard(a_person(), marked_portrait())
            visit.play(plays)
            leave_work_for_staff(world, kiosk)
            round_ = StaffRound(visit, kiosk, world)
            round_.sign_in(supervisor)
            seen: list[str] = []
            round_.go_through(lambda: seen.extend(find_in_scene(visit.scene, CANARIES)))
            assert seen  # the note on the screen
            round_.leave()
            settle(kiosk)
            del plays
            logged = "\n".join(record.getMessage() for record in caplog.records)
            files = [file for file in (tmp_path / "kiosk").rglob("*") if file.is_file()]
            for canary in CANARIES:
                assert canary not in logged
                for form in (canary.encode(), canary.encode("utf-16-le")):
                    assert not [file.name for file in files if form in file.read_bytes()]
            assert find_in_scene(visit.scene, CANARIES) == []
            take_the_person_away(world)
            caplog.clear()
            gc.collect()
            assert find_in_memory(CANARIES, []) == []


@pytest.mark.long
def test_the_search_finds_what_is_there() -> None:
    picture = reference_portrait(SyntheticPerson.ASTRONAUT)
    kept = {"visit": [f"name: {a_canary().name}", b"head" + picture]}
    gc.freeze()  # as a window does with what stands from the beginning
    found = find_in_memory(CANARIES, [picture])
    assert {line.split(" ")[0] for line in found} == {"text", "picture"}
    assert gc.get_freeze_count() > 0
    gc.unfreeze()
    del kept
