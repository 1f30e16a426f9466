"""A paper from the camera to central: sealed at once, shown from memory, and gone with the visit unless an
act has it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from central.embedded import EmbeddedCentral
from ekyc.papers.shot import encode
from kiosk.app import Kiosk
from kiosk.devices.hardware import Hardware
from kiosk.errors import KnownError
from kiosk.forms.kinds.document_scan import MOST_BYTES_OF_PAGE, ScannedPage
from kiosk.language import Language
from kiosk.places import EndReason
from kiosk.settings import Settings, load_settings
from kiosk.sync.act import RecordedAct
from kiosk.sync.enrolment import enrol
from kiosk.visit import identification
from local_db.attachments import AttachmentState
from simulation.paper import PaperCamera, paper_frame
from tests.kiosk.policies import POLICY
from tests.kiosk.sync.test_worker import Watcher
from tests.kiosk.visits import face_evidence, proved_reading
from tests.manual_clock import START, ManualClock
from tests.patience import PATIENCE
from tests.ready_made import central_folder
from ui.app import FONTS_FOLDER

SERVICES = Path(__file__).parent / "scanned"
TASK = "0.2"
PAGE = encode(paper_frame(1), MOST_BYTES_OF_PAGE)
OTHER_PAGE = encode(paper_frame(2), MOST_BYTES_OF_PAGE)
NewKiosk = Callable[..., Kiosk]


@pytest.fixture
def central(tmp_path: Path, clock: ManualClock) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(central_folder(tmp_path / "central"), now=clock.now)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def new_kiosk(tmp_path: Path, clock: ManualClock, central: EmbeddedCentral) -> Iterator[NewKiosk]:
    """Kiosks over one data folder, one after the other; the first is enrolled."""
    running: list[Kiosk] = []

    def make(**settings: object) -> Kiosk:
        for kiosk in running:
            stop(kiosk)
        running.clear()
        kiosk = Kiosk(_settings(tmp_path, central, **settings), _hardware(), clock, FONTS_FOLDER)
        running.append(kiosk)
        kiosk.line.start()
        kiosk.drafts.start()
        kiosk.scans.start()
        ledger = kiosk.line.get()
        if ledger.credentials.find_enrolment() is None:
            enrol(ledger.central, ledger.credentials, central.new_enrolment_code())
        settle(kiosk)
        Watcher(ledger.sync).wait(lambda state: state.online)  # not cut off while it connects
        return kiosk

    yield make
    for kiosk in running:
        stop(kiosk)


def _settings(folder: Path, central: EmbeddedCentral, **settings: object) -> Settings:
    return load_settings(
        folder / "none.toml",
        mode="development",
        data_folder=folder / "data",
        services_folder=SERVICES,
        central={"url": central.url, "poll_seconds": 0.2, "retry_cap_seconds": 0.2},
        **settings,
    )


def _hardware() -> Hardware:
    return Hardware(lambda: None, lambda: None, PaperCamera)


def stop(kiosk: Kiosk) -> None:
    """As a crash leaves it: nothing is ended in good order, except its threads."""
    kiosk.line.close()


def settle(kiosk: Kiosk) -> None:
    """Wait until the ledger's thread has done what it was asked."""
    done = threading.Event()
    kiosk.line.do(lambda _ledger: done.set())
    assert done.wait(PATIENCE)


def begin(kiosk: Kiosk) -> None:
    """Somebody whose card and face were accepted, on the first page of the form."""
    kiosk.navigator.begin(Language.VIETNAMESE)
    person = kiosk.navigator.visit.person
    identification.take_card(person, proved_reading())
    identification.confirm_identity(person)
    identification.agree_to_face(person, START)
    identification.take_face(person, face_evidence(), POLICY)
    kiosk.navigator.visit.note_owner()
    kiosk.navigator.choose(TASK)


def scan(kiosk: Kiosk, *jpegs: bytes) -> list[ScannedPage]:
    """As the page does it: each is kept and stands in the field."""
    visit = kiosk.navigator.visit
    pages = [kiosk.scans.keep(visit, jpeg) for jpeg in jpegs]
    visit.journey.answers.type("paper.scan", {"pages": [page.typed for page in pages]})
    return pages


def go_on(kiosk: Kiosk) -> None:
    navigator = kiosk.navigator
    faults = navigator.journey.answers.take_page(navigator.page, navigator.facts(), navigator.context())
    assert not faults, faults
    navigator.next()


def submit(kiosk: Kiosk) -> RecordedAct:
    go_on(kiosk)
    kiosk.navigator.journey.answers.type("paper.note", {"text": "không có gì"})
    go_on(kiosk)
    recorded = kiosk.submitter.submit(kiosk.navigator.visit)
    settle(kiosk)
    return recorded


def files(kiosk: Kiosk) -> set[str]:
    folder = kiosk.line.get().attachments.files.folder
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def wait_until_all_is_at_central(kiosk: Kiosk) -> None:
    ledger = kiosk.line.get()
    watcher = Watcher(ledger.sync)
    ledger.sync.wake()
    watcher.wait(
        lambda _state: ledger.outbox.pending_count() == 0 and ledger.attachments.backlog().count == 0
    )


def test_a_scan_travels_with_its_act_and_opens_at_central_alone(
    new_kiosk: NewKiosk, central: EmbeddedCentral
) -> None:
    kiosk = new_kiosk()
    begin(kiosk)
    pages = scan(kiosk, PAGE, OTHER_PAGE)
    assert files(kiosk) == {page.sha256 for page in pages}
    assert [kiosk.scans.picture(page) for page in pages] == [PAGE, OTHER_PAGE]
    recorded = submit(kiosk)
    assert kiosk.scans.picture(pages[0]) is None  # the person has the receipt: nothing to show again
    wait_until_all_is_at_central(kiosk)
    stored = central.find_stored_act(recorded.act_id)
    assert stored.content.payload["answers"] == {
        "paper.scan": {
            "to_staff": False,
            "pages": [
                {"attachment_id": str(page.attachment_id), "width": 1280, "height": 960} for page in pages
            ],
        },
        "paper.note": "không có gì",
    }
    assert [(each.role, each.media_type, each.stored) for each in stored.attachments] == [
        ("paper.scan.1", "image/jpeg", True),
        ("paper.scan.2", "image/jpeg", True),
    ]
    read = central.central.stored_acts.read_attachment
    assert [read(recorded.act_id, page.attachment_id) for page in pages] == [PAGE, OTHER_PAGE]
    assert len(files(kiosk)) == 2  # kept as long as the sealed act


def test_taken_anew_the_first_picture_goes_at_once(new_kiosk: NewKiosk, central: EmbeddedCentral) -> None:
    kiosk = new_kiosk()
    begin(kiosk)
    (first,) = scan(kiosk, PAGE)
    kiosk.scans.drop([first])
    (second,) = scan(kiosk, OTHER_PAGE)
    settle(kiosk)
    assert files(kiosk) == {second.sha256}
    assert kiosk.scans.picture(first) is None
    recorded = submit(kiosk)
    wait_until_all_is_at_central(kiosk)
    stored = central.find_stored_act(recorded.act_id)
    assert [each.attachment_id for each in stored.attachments] == [second.attachment_id]


def test_a_page_that_does_not_count_any_more_does_not_travel(
    new_kiosk: NewKiosk, central: EmbeddedCentral
) -> None:
    kiosk = new_kiosk()
    begin(kiosk)
    scan(kiosk, PAGE)
    kiosk.navigator.journey.answers.type("paper.scan", {"choice": "staff"})
    recorded = submit(kiosk)
    settle(kiosk)
    assert files(kiosk) == set()
    wait_until_all_is_at_central(kiosk)
    assert central.find_stored_act(recorded.act_id).attachments == []


@pytest.mark.parametrize("reason", list(EndReason))
def test_without_an_act_nothing_stays(new_kiosk: NewKiosk, reason: EndReason) -> None:
    kiosk = new_kiosk()
    begin(kiosk)
    (page,) = scan(kiosk, PAGE)
    go_on(kiosk)
    kiosk.navigator.end(reason)
    settle(kiosk)
    assert files(kiosk) == set()
    assert kiosk.scans.picture(page) is None
    assert kiosk.line.get().attachments.held() == []


def test_laid_aside_and_taken_up_in_the_same_visit(new_kiosk: NewKiosk, central: EmbeddedCentral) -> None:
    kiosk = new_kiosk()
    begin(kiosk)
    (page,) = scan(kiosk, PAGE)
    go_on(kiosk)
    kiosk.navigator.leave_journey()
    kiosk.navigator.choose(TASK)
    assert kiosk.scans.picture(page) == PAGE
    recorded = submit(kiosk)
    wait_until_all_is_at_central(kiosk)
    read = central.central.stored_acts.read_attachment
    central.wait_for_judging()
    assert read(recorded.act_id, page.attachment_id) == PAGE


def crash_and_come_again(kiosk: Kiosk, new_kiosk: NewKiosk) -> Kiosk:
    """The draft is written, the program dies, and the same card is shown to the next one."""
    settle(kiosk)
    again = new_kiosk()
    again.navigator.begin(Language.VIETNAMESE)
    visit = again.navigator.visit
    identification.take_card(visit.person, proved_reading())
    identification.confirm_identity(visit.person)
    visit.draft = again.drafts.find(proved_reading())
    return again


def resume(kiosk: Kiosk) -> None:
    person = kiosk.navigator.visit.person
    identification.agree_to_face(person, START)
    identification.take_face(person, face_evidence(), POLICY)
    kiosk.navigator.visit.note_owner()
    kiosk.navigator.resume()


def test_after_a_crash_the_same_card_brings_the_pages_back(
    new_kiosk: NewKiosk, central: EmbeddedCentral
) -> None:
    kiosk = new_kiosk()
    begin(kiosk)
    (page,) = scan(kiosk, PAGE)
    go_on(kiosk)
    again = crash_and_come_again(kiosk, new_kiosk)
    assert files(again) == {page.sha256}
    resume(again)
    assert again.navigator.step == "note"
    assert again.scans.picture(page) == PAGE
    again.navigator.journey.answers.type("paper.note", {"text": "sau sự cố"})
    go_on(again)
    recorded = again.submitter.submit(again.navigator.visit)
    wait_until_all_is_at_central(again)
    central.wait_for_judging()
    read = central.central.stored_acts.read_attachment
    assert read(recorded.act_id, page.attachment_id) == PAGE


@pytest.mark.expects_log("a page of a draft is gone")
@pytest.mark.parametrize("damage", ["gone", "flipped"])
def test_a_draft_whose_page_is_gone_asks_for_it_again(new_kiosk: NewKiosk, damage: str) -> None:
    kiosk = new_kiosk()
    begin(kiosk)
    (page,) = scan(kiosk, PAGE)
    go_on(kiosk)
    settle(kiosk)
    path = kiosk.line.get().attachments.files.path(page.sha256)
    content = bytearray(path.read_bytes())
    content[500] ^= 1
    path.write_bytes(content) if damage == "flipped" else path.unlink()
    again = crash_and_come_again(kiosk, new_kiosk)
    resume(again)
    assert again.navigator.step == "paper"


def test_a_draft_that_waits_keeps_its_pages_and_they_go_with_its_time(
    new_kiosk: NewKiosk, clock: ManualClock
) -> None:
    kiosk = new_kiosk()
    begin(kiosk)
    (page,) = scan(kiosk, PAGE)
    go_on(kiosk)
    kiosk.navigator.end(EndReason.LEFT, keep_draft=True)
    settle(kiosk)
    assert files(kiosk) == {page.sha256}
    assert kiosk.scans.picture(page) is None
    assert files(new_kiosk()) == {page.sha256}
    clock.advance(3601)
    assert files(new_kiosk()) == set()


def test_where_no_draft_is_kept_a_crash_leaves_no_page(new_kiosk: NewKiosk, clock: ManualClock) -> None:
    kiosk = new_kiosk()
    begin(kiosk)
    scan(kiosk, PAGE)
    clock.advance(1)
    assert files(new_kiosk(drafts={"keep_minutes": 0})) == set()


def test_an_act_has_so_much_and_no_more(new_kiosk: NewKiosk) -> None:
    kiosk = new_kiosk(attachments={"most_megabytes_of_act": 2})
    begin(kiosk)
    visit = kiosk.navigator.visit
    noise = np.random.default_rng(1).integers(0, 255, (1600, 2000, 3), np.uint8)
    assert kiosk.scans.most_bytes(visit) == 1_000_000  # the form asks for two pages
    kiosk.scans.keep(visit, encode(noise, 900_000))
    left = kiosk.scans.most_bytes(visit)
    assert 1_000_000 < left < 1_500_000  # what the first did not need
    kiosk.scans.keep(visit, encode(noise, left))
    while (left := _left(kiosk)) > 0:
        kiosk.scans.keep(visit, encode(noise, left))
    with pytest.raises(KnownError, match="attachments_full"):
        kiosk.scans.keep(visit, PAGE)
    kept = sum(each.size for each in kiosk.line.get().attachments.held())
    assert 1_000_000 < kept < 2_001_000


def _left(kiosk: Kiosk) -> int:
    try:
        return kiosk.scans.most_bytes(kiosk.navigator.visit)
    except KnownError:
        return 0


def test_on_a_full_disk_no_page_is_taken(new_kiosk: NewKiosk, monkeypatch: pytest.MonkeyPatch) -> None:
    kiosk = new_kiosk()
    begin(kiosk)
    monkeypatch.setattr(kiosk.room, "_measure", lambda _folder: 128 << 20)
    with pytest.raises(KnownError, match="disk_full"):
        kiosk.scans.keep(kiosk.navigator.visit, PAGE)
    assert files(kiosk) == set()


def test_a_visit_that_ends_while_a_page_is_kept_leaves_none(
    new_kiosk: NewKiosk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk = new_kiosk()
    begin(kiosk)
    visit = kiosk.navigator.visit
    keep = type(kiosk.line.get().attachments).keep

    def end_meanwhile(*arguments: object) -> object:
        kept = keep(*arguments)  # type: ignore[arg-type]
        kiosk.navigator.end(EndReason.IDLE)
        return kept

    monkeypatch.setattr(type(kiosk.line.get().attachments), "keep", end_meanwhile)
    with pytest.raises(KnownError, match="visit_over"):
        kiosk.scans.keep(visit, PAGE)
    settle(kiosk)
    assert files(kiosk) == set()


@pytest.mark.expects_log("a file of an act is not what was sealed")
def test_a_flipped_byte_is_told_and_the_act_goes_on(new_kiosk: NewKiosk, central: EmbeddedCentral) -> None:
    kiosk = new_kiosk()
    central.stop()
    begin(kiosk)
    (page,) = scan(kiosk, PAGE)
    recorded = submit(kiosk)
    ledger = kiosk.line.get()
    path = ledger.attachments.files.path(page.sha256)
    content = bytearray(path.read_bytes())
    content[-1] ^= 0x80
    path.write_bytes(content)
    assert not ledger.keeper.look()
    assert [(note.code, note.number) for note in kiosk.look_around() if note.code == "files_damaged"] == [
        ("files_damaged", 1)
    ]
    central.start()
    wait_until_all_is_at_central(kiosk)
    stored = central.find_stored_act(recorded.act_id)
    assert [each.stored for each in stored.attachments] == [False]
    assert ledger.attachments.find(page.attachment_id).state is AttachmentState.DAMAGED  # type: ignore[union-attr]
    assert ledger.keeper.settle_files(recorded.act_id, "an-nguyen") == 1
    assert "files_damaged" not in [note.code for note in kiosk.look_around()]
    assert ledger.audit.count("store.file.damaged", START) == 1
    assert ledger.audit.count("store.files.settled", START) == 1
