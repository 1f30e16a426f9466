"""A journey that a crash cut off: only the same card takes it up, not for long; nobody can read it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from central.embedded import EmbeddedCentral
from commands.demo.plays import load_play
from ekyc.card.reading import CardReading
from kiosk.app import Kiosk
from kiosk.ledger import Ledger
from kiosk.navigator import Navigator
from kiosk.places import EndReason
from kiosk.settings import Settings
from kiosk.tasks.catalogue import Catalogue
from kiosk.visit import identification
from local_db.keys import FileKeyProvider
from tests.end_to_end.interrupted_kiosk import (
    Applicant,
    another_picture,
    drafts_in,
    enrol_in,
    running_core,
    settings_in,
    settle,
)
from tests.end_to_end.plain_pages import plain_pages
from tests.kiosk.visits import REGISTRATION, proved_reading
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE
from tests.ready_made import central_folder

ROOT = Path(__file__).parents[2]
NOW = datetime.now(UTC)
PAGES = (
    "face_prepare",
    "face_check",
    "face_result",
    "page.phone",
    "page.email",
    "page.address",
    "page.phone_code",
    "page.email_code",
    "page.consent",
    "own_papers",
    "check_answers",
)
KEPT = ("place", "answers", "proofs", "act_id")
NOBODY = "http://127.0.0.1:9"  # the line is down


class KioskProcess:
    """A running kiosk that is told what the person does, until it is killed."""

    def __init__(self, folder: Path, url: str = NOBODY) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "error", "-m", "tests.end_to_end.interrupted_kiosk", str(folder), url],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, command: str) -> dict[str, Any]:
        """What the kiosk shows then."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(command, file=self._process.stdin, flush=True)
        line = self._process.stdout.readline()
        assert line, f"the kiosk ended at {command}"
        shown: dict[str, Any] = json.loads(line)
        return shown

    def kill(self) -> None:
        """As a power cut does: no program may tidy up."""
        self._process.kill()
        self._process.communicate(timeout=PATIENCE)


@contextmanager
def kiosk_process(folder: Path, url: str = NOBODY) -> Iterator[KioskProcess]:
    process = KioskProcess(folder, url)
    try:
        yield process
    finally:
        process.kill()


@pytest.fixture
def central(tmp_path: Path) -> Iterator[EmbeddedCentral]:
    """Knows the kiosk, and cannot be reached unless a test starts it."""
    central = EmbeddedCentral(central_folder(tmp_path / "central"))
    central.start()
    enrol_in(tmp_path, central)
    central.stop()
    yield central
    central.stop()


def take_up(process: KioskProcess) -> dict[str, Any]:
    """The person comes again with their card and shows the face again."""
    assert process.tell("identify")["screen"] == "resume"
    resumed = process.tell("resume")
    assert resumed["screen"] == "face_prepare"
    assert not resumed["face_shown"]
    return process.tell("show_face")


@pytest.mark.long
@pytest.mark.losses
def test_killed_at_every_page_and_taken_up_again(tmp_path: Path) -> None:
    with kiosk_process(tmp_path) as first:
        left = first.tell("identify")
    assert left["screen"] == PAGES[0]
    places = [left["place"]]
    while places[-1] != PAGES[-1]:
        with kiosk_process(tmp_path) as process:
            process.tell("identify")
            shown = process.tell("resume")
            if left["place"].startswith("face_"):  # the face is shown again from the beginning
                for _ in range(PAGES.index(left["place"])):
                    shown = process.tell("go_on")
            else:
                assert not shown["face_shown"]
                shown = process.tell("show_face")
                assert shown["face_shown"]
            assert {name: shown[name] for name in KEPT} == {name: left[name] for name in KEPT}
            left = process.tell("go_on")
            places.append(left["place"])
    assert tuple(places) == PAGES
    assert set(left["answers"]["values"]) == set(REGISTRATION)
    assert left["proofs"] == [["0901234567", "verified"], ["lan@example.vn", "verified"]]


@pytest.mark.parametrize("task_id", ["change_contact", "9.2"])
def test_every_page_of_the_other_tasks_is_taken_up_again(tmp_path: Path, task_id: str) -> None:
    play = load_play(task_id)
    clock, settings = ManualClock(play.at or NOW), settings_in(tmp_path, NOBODY)
    with running_core(settings, clock) as kiosk:
        applicant = Applicant(kiosk, answers=play.answers)
        applicant.identify(task_id)
        applicant.show_face()
        left = applicant.report()
    places = [left["place"]]
    while places[-1] != "check_answers":
        with running_core(settings, clock) as kiosk:
            applicant = Applicant(kiosk, answers=play.answers)
            applicant.identify()  # something else was chosen now
            assert kiosk.navigator.screen == "resume"
            kiosk.navigator.resume()
            applicant.show_face()
            shown = applicant.report()
            assert {name: shown[name] for name in KEPT} == {name: left[name] for name in KEPT}
            applicant.go_on()
            left = applicant.report()
            places.append(left["place"])
    assert set(left["answers"]["values"]) >= set(play.answers)


@pytest.mark.long
@pytest.mark.again
def test_killed_again_while_the_face_is_shown_again(tmp_path: Path) -> None:
    """The place is that of the form, not of what had to be repeated on the way there."""
    with kiosk_process(tmp_path) as process:
        process.tell("identify")
        process.tell("show_face")
        left = process.tell("go_on")
    for _ in range(2):
        with kiosk_process(tmp_path) as process:
            process.tell("identify")
            process.tell("resume")
            process.tell("go_on")
    with kiosk_process(tmp_path) as process:
        assert take_up(process)["place"] == left["place"] == "page.email"


@pytest.mark.long
def test_killed_between_the_act_and_its_receipt(tmp_path: Path, central: EmbeddedCentral) -> None:
    with kiosk_process(tmp_path) as process:
        process.tell("identify")
        process.tell("show_face")
        while process.tell("go_on")["place"] != "check_answers":
            pass
        recorded = process.tell("submit")
        assert recorded["recorded"]
        assert recorded["screen"] == "check_answers"  # no receipt was shown
    with kiosk_process(tmp_path) as process:  # and again, before the receipt stands
        process.tell("identify")
        assert process.tell("resume")["recorded"]
    central.start()
    sent = threading.Event()
    with running_core(settings_in(tmp_path, central.url)) as kiosk:
        kiosk.line.listen(lambda _state: None, lambda _act, _case: sent.set())
        applicant = Applicant(kiosk)
        applicant.identify()
        kiosk.navigator.resume()
        applicant.show_face()
        assert applicant.place == "receipt"
        shown = kiosk.navigator.journey.recorded
        assert shown is not None
        assert str(shown.act_id) == recorded["act_id"]
        assert kiosk.receipts.due(kiosk.navigator.visit) is not None
        assert kiosk.receipts.reference(kiosk.navigator.visit)
        assert [done.recorded.act_id for done in kiosk.navigator.visit.done] == [shown.act_id]
        assert kiosk.line.get().outbox.counts().pending == 0 or sent.wait(PATIENCE)
        settle(kiosk)
        assert drafts_in(kiosk) == 0
    with central.central.engine.connect() as connection:
        acts = connection.execute(text("SELECT act_id FROM event")).scalars().all()
    assert [str(UUID(act)) for act in acts] == [recorded["act_id"]]


# In this process: the same core, with a clock that can be moved


def left_at(
    folder: Path, place: str, *, clock: ManualClock | None = None, keep_minutes: float = 60.0
) -> None:
    """A kiosk that stops at a page without any end of the visit."""
    with running_core(settings_in(folder, NOBODY, keep_minutes), clock or ManualClock(NOW)) as kiosk:
        applicant = Applicant(kiosk)
        applicant.identify()
        applicant.go_to(place)


def offered(
    folder: Path,
    *,
    card: CardReading | None = None,
    clock: ManualClock | None = None,
    keep_minutes: float = 60.0,
    prepare: Callable[[Kiosk], None] = lambda _kiosk: None,
) -> bool:
    with running_core(settings_in(folder, NOBODY, keep_minutes), clock or ManualClock(NOW)) as kiosk:
        prepare(kiosk)
        Applicant(kiosk, card).identify()
        return kiosk.navigator.screen == "resume"


def kept_in(settings: Settings, clock: ManualClock) -> int:
    with running_core(settings, clock) as kiosk:
        settle(kiosk)
        return drafts_in(kiosk)


def test_only_the_very_card_is_offered_it(tmp_path: Path) -> None:
    left_at(tmp_path, "page.address")
    card = proved_reading()
    another_person = replace(card, identity=replace(card.identity, personal_number="079185012346"))
    assert not offered(tmp_path, card=another_person)
    assert offered(tmp_path, card=card)
    assert not offered(tmp_path, card=another_picture(card))


def test_a_card_with_the_same_number_put_on_in_the_visit_gets_a_key_of_its_own(tmp_path: Path) -> None:
    card = proved_reading()
    with running_core(settings_in(tmp_path, NOBODY), ManualClock(NOW)) as kiosk:
        applicant = Applicant(kiosk, card)
        applicant.identify()
        settle(kiosk)
        while applicant.navigator.screen != "card":
            applicant.navigator.back()
        person = applicant.navigator.visit.person
        identification.take_card(person, another_picture(card))
        identification.confirm_identity(person)
        applicant.navigator.next()
        applicant.navigator.next()
        assert applicant.place == "face_prepare"
    assert offered(tmp_path, card=another_picture(card))
    assert not offered(tmp_path, card=card)


@pytest.mark.parametrize(
    ("minutes", "found"), [(0, True), (59, True), (61, False), (24 * 60, False), (-1, False), (-600, False)]
)
def test_it_is_there_for_the_set_time_only(tmp_path: Path, minutes: int, found: bool) -> None:
    """A clock that was set back says nothing of how old a draft is."""
    left_at(tmp_path, "page.phone")
    later = ManualClock(NOW + timedelta(minutes=minutes))
    assert offered(tmp_path, clock=later) is found


@pytest.mark.parametrize("minutes", [61, -10])
def test_what_is_too_old_is_gone_from_the_file_without_anybody_asking(tmp_path: Path, minutes: int) -> None:
    left_at(tmp_path, "page.phone")
    settings = settings_in(tmp_path, NOBODY)
    assert kept_in(settings, ManualClock(NOW)) == 1
    assert kept_in(settings, ManualClock(NOW + timedelta(minutes=minutes))) == 0
    assert kept_in(settings, ManualClock(NOW)) == 0


def test_nothing_is_ever_kept_where_the_office_wants_that(tmp_path: Path) -> None:
    left_at(tmp_path, "page.email", keep_minutes=0)
    assert kept_in(settings_in(tmp_path, NOBODY), ManualClock(NOW)) == 0
    left_at(tmp_path, "page.email")  # and what was kept before the office decided so
    assert not offered(tmp_path, keep_minutes=0)
    assert kept_in(settings_in(tmp_path, NOBODY), ManualClock(NOW)) == 0


def with_another_version(kiosk: Kiosk) -> None:
    catalogue = kiosk.around.catalogue()
    tasks = [replace(task, form=replace(task.form, version="another")) for task in catalogue]
    kiosk.around.__dict__["_catalogue"] = Catalogue(catalogue.groups, tasks)


def test_it_is_never_taken_up_in_another_version_of_the_form(tmp_path: Path) -> None:
    left_at(tmp_path, "page.address")
    assert not offered(tmp_path, prepare=with_another_version)


def held_until(event: threading.Event) -> Callable[[object], None]:
    """Work that keeps the ledger's thread busy until then."""

    def hold(_ledger: object) -> None:
        assert event.wait(PATIENCE)

    return hold


def finish(applicant: Applicant) -> None:
    applicant.go_to("receipt")


def back_out(applicant: Applicant) -> None:
    while applicant.navigator.in_journey:
        applicant.navigator.back()


ENDS: dict[str, Callable[[Applicant], None]] = {
    "left": lambda applicant: applicant.navigator.end(EndReason.LEFT),
    "idle": lambda applicant: applicant.navigator.end(EndReason.IDLE),
    "finished": finish,
    "back": back_out,
}


@pytest.mark.parametrize("end", ENDS)
def test_every_normal_end_takes_it_away(tmp_path: Path, central: EmbeddedCentral, end: str) -> None:
    del central  # the kiosk is enrolled, and the line is down
    with running_core(settings_in(tmp_path, NOBODY)) as kiosk:
        applicant = Applicant(kiosk)
        applicant.identify()
        applicant.go_to("page.email")
        settle(kiosk)
        assert drafts_in(kiosk) == 1
        ENDS[end](applicant)
        settle(kiosk)
        assert drafts_in(kiosk) == 0


def test_what_is_given_up_is_not_offered_while_it_is_still_being_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = threading.Event()
    with running_core(settings_in(tmp_path, NOBODY)) as kiosk:
        applicant = Applicant(kiosk)
        applicant.identify()
        applicant.go_to("page.email")
        settle(kiosk)
        get = kiosk.line.get

        def ask() -> Ledger:
            asked.set()
            return get()

        monkeypatch.setattr(kiosk.line, "get", ask)
        kiosk.line.do(held_until(asked))
        kiosk.navigator.end(EndReason.LEFT)
        assert kiosk.drafts.find(applicant.card) is None


def ask_for_it(navigator: Navigator) -> None:
    navigator.ask_to_leave()
    navigator.end(EndReason.LEFT, keep_draft=True)


@pytest.mark.parametrize(
    "end",
    [ask_for_it, lambda navigator: navigator.end_after_fault("1a2b3c4d")],
    ids=["asked for", "after a bug"],
)
def test_it_stays_for_the_same_card_when_the_person_asks_for_that_and_after_a_bug(
    tmp_path: Path, end: Callable[[Navigator], None]
) -> None:
    with running_core(settings_in(tmp_path, NOBODY), ManualClock(NOW)) as kiosk:
        applicant = Applicant(kiosk)
        applicant.identify()
        applicant.go_to("page.email")
        end(kiosk.navigator)
        settle(kiosk)
        assert drafts_in(kiosk) == 1
    with running_core(settings_in(tmp_path, NOBODY), ManualClock(NOW)) as kiosk:
        Applicant(kiosk).identify()
        assert kiosk.navigator.screen == "resume"


def test_one_that_is_not_wanted_is_gone(tmp_path: Path) -> None:
    left_at(tmp_path, "page.address")
    with running_core(settings_in(tmp_path, NOBODY), ManualClock(NOW)) as kiosk:
        applicant = Applicant(kiosk)
        applicant.identify("change_contact")
        kiosk.navigator.start_anew()
        assert kiosk.navigator.task.id == "change_contact"
        assert not kiosk.navigator.journey.answers.has("contact.phone")
        kiosk.navigator.end(EndReason.LEFT)
        settle(kiosk)
        assert drafts_in(kiosk) == 0


def test_one_that_was_offered_and_not_answered_is_gone_with_the_visit(tmp_path: Path) -> None:
    left_at(tmp_path, "page.address")
    with running_core(settings_in(tmp_path, NOBODY), ManualClock(NOW)) as kiosk:
        Applicant(kiosk).identify()
        kiosk.navigator.end(EndReason.IDLE)
        settle(kiosk)
        assert drafts_in(kiosk) == 0


def test_without_the_card_nobody_reads_it(tmp_path: Path) -> None:
    """Not even with the database's key, not in the log, and not what stood there before."""
    with kiosk_process(tmp_path) as process:
        process.tell("identify")
        process.tell("show_face")
        while process.tell("go_on")["place"] != "check_answers":
            pass
    key = FileKeyProvider(tmp_path / "kiosk" / "database.key", production=False).get_database_key()
    plain = plain_pages(tmp_path / "kiosk" / "kiosk.db", key)
    assert b"CREATE TABLE draft" in plain  # this is what an attacker reads
    assert b"journey.begun.register" in plain
    identity = proved_reading().identity
    typed = [str(value) for parts in REGISTRATION.values() for value in parts.values() if len(str(value)) > 4]
    assert len(typed) >= 4
    for secret in (*typed, identity.subject, identity.full_name, "contact.phone", "page.consent"):
        assert secret.encode() not in plain, secret
        assert json.dumps(secret)[1:-1].encode() not in plain, secret
