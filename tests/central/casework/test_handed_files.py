"""Scans of a case for the back office, over real HTTP: by the token of the request, while it has the case."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select

from central.casework.handed_files import content_size, file_token
from central.connectors.back_office import HandOverState
from central.connectors.back_office_sandbox import DecidingOffice, Rule
from central.embedded import EmbeddedCentral
from central.store.case_tables import refused_change
from kiosk.contract.attachments import SEGMENT_BYTES
from kiosk.contract.segments import new_key, seal_file
from kiosk.sync.act import Act
from tests.central.casework.test_hand_over import OFFICER, Approved, Watching
from tests.central.checked import passing
from tests.central.files.uploading import send_acts, send_all
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE
from tests.sync_parts import Station

SCAN, OTHER = b"\xff\xd8 page one " * 9000, b"\xff\xd8 page two"
WORKING = Rule(state=HandOverState.CARRIED_OUT, working=1)


@pytest.fixture
def approved(central: EmbeddedCentral, station: Station, clock: ManualClock) -> Approved:
    return Approved(central, station, clock)


@pytest.fixture
def line(central: EmbeddedCentral) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=central.url, timeout=PATIENCE) as client:
        yield client


def approve(approved: Approved, central: EmbeddedCentral, act: Act) -> None:
    central.wait_for_judging()
    approved.desk.change(OFFICER, str(act.act_id), "take", 1)
    points = passing(act.kind, "approve")
    approved.desk.change(OFFICER, str(act.act_id), "approve", 2, points=points)


def handed(approved: Approved, office: Watching) -> dict[str, str]:
    """What the back office is told of the files of the first act, by their roles: the way to each."""
    with approved.handing(office) as (handing, _):
        assert handing.hand_one()
    request = office.asked["request_id"]
    return {
        file["role"]: f"/v1/hand-overs/{request}/files/{file['attachment_id']}"
        for file in office.asked["acts"][0]["files"]
    }


def bearer(office: DecidingOffice) -> dict[str, str]:
    assert isinstance(office, Watching)
    return {"Authorization": f"Bearer {office.asked['files_token']}"}


def attempts(central: EmbeddedCentral) -> list[tuple[str, str, str]]:
    query = select(refused_change).order_by(refused_change.c.attempt_id)
    with central.central.engine.connect() as connection:
        return [(row.who, row.change, row.problem) for row in connection.execute(query)]


def test_the_back_office_reads_what_was_scanned_and_each_look_is_noted(
    approved: Approved, central: EmbeddedCentral, station: Station, clock: ManualClock, line: httpx.Client
) -> None:
    act, office = station.record_with(SCAN, OTHER), Watching([WORKING])
    send_all(station, central.url, clock)
    approve(approved, central, act)
    paths = handed(approved, office)
    told = {file["role"]: file for file in office.asked["acts"][0]["files"]}
    for role, content in (("paper.scan.1", SCAN), ("paper.scan.2", OTHER)):
        assert (told[role]["media_type"], told[role]["size"], told[role]["here"]) == (
            "image/jpeg",
            len(content),
            True,
        )
        answer = line.get(paths[role], headers=bearer(office))
        assert (answer.status_code, answer.content) == (200, content)
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["content-length"] == str(len(content))
        digest = b64encode(hashlib.sha256(content).digest()).decode()
        assert answer.headers["content-digest"] == f"sha-256=:{digest}:"
        assert answer.headers["content-disposition"] == "attachment"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
    looks = central.central.looks.newest(9)
    assert [(each.act_id, each.who, each.way) for each in looks] == [
        (act.act_id, "back_office", "hand-over")
    ] * 2
    assert attempts(central) == []


def test_without_the_token_of_this_very_request_nothing_is_read(
    approved: Approved, central: EmbeddedCentral, station: Station, clock: ManualClock, line: httpx.Client
) -> None:
    act, office = station.record_with(SCAN), Watching([WORKING])
    send_all(station, central.url, clock)
    approve(approved, central, act)
    path = handed(approved, office)["paper.scan.1"]
    good = office.asked["files_token"]
    other = file_token(central.central.keys.hashing, uuid4())
    wrong = ["", "Bearer", good, f"Basic {good}", f"Bearer {other}", f"Bearer {good}0", f"Bearer {good[:-1]}"]
    wrong += [f"Bearer  {good}", "Bearer \xe1\xbb\x9d"]
    for each in wrong:
        sent = {b"Authorization": each.encode("latin-1")} if each else {}
        answer = line.get(path, headers=sent)
        assert answer.status_code == 401, each
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["type"].endswith("back-office-only")
        assert SCAN[:20] not in answer.content
    assert attempts(central) == [("back_office", "fetch_file", "back-office-only")] * len(wrong)
    unknown = path.replace(office.asked["request_id"], str(uuid4()))
    assert line.get(unknown, headers=bearer(office)).status_code == 401  # is not told whether it exists
    assert len(attempts(central)) == len(wrong)
    assert central.central.looks.newest(9) == []


def test_a_file_of_another_case_or_of_none_is_not_read(
    approved: Approved, central: EmbeddedCentral, station: Station, clock: ManualClock, line: httpx.Client
) -> None:
    one, office = station.record_with(SCAN), Watching([WORKING])
    send_all(station, central.url, clock)
    approve(approved, central, one)
    path = handed(approved, office)["paper.scan.1"]
    mine = str(one.attachments[0].attachment_id)
    for other in (uuid4(), one.act_id):
        answer = line.get(path.replace(mine, str(other)), headers=bearer(office))
        assert (answer.status_code, answer.json()["retry"]) == (404, "never")
    assert line.get(path.replace(mine, "x"), headers=bearer(office)).status_code == 422


@pytest.mark.parametrize("answered", [True, False], ids=["answered", "given up"])
def test_the_token_ends_with_the_request(
    approved: Approved, central: EmbeddedCentral, station: Station, line: httpx.Client, *, answered: bool
) -> None:
    act, office = station.record_with(SCAN), Watching([WORKING])
    send_all(station, central.url, approved.clock)
    approve(approved, central, act)
    path = handed(approved, office)["paper.scan.1"]
    assert line.get(path, headers=bearer(office)).status_code == 200
    approved.clock.advance(60 if answered else 3 * 3600)
    never = Watching([Rule(state=HandOverState.CARRIED_OUT, working=99)])
    with approved.handing(office if answered else never) as (handing, _):
        assert handing.hand_one()
    answer = line.get(path, headers=bearer(office))
    assert answer.status_code == 404
    assert answer.json()["type"].endswith("hand-over-ended")
    assert attempts(central) == [("back_office", "fetch_file", "hand-over-ended")]


def test_a_scan_that_has_not_come_yet_is_asked_for_later(
    approved: Approved, central: EmbeddedCentral, station: Station, clock: ManualClock, line: httpx.Client
) -> None:
    act, office = station.record_with(SCAN), Watching([WORKING])
    send_acts(station, central.url)
    approve(approved, central, act)
    path = handed(approved, office)["paper.scan.1"]
    assert [file["here"] for file in office.asked["acts"][0]["files"]] == [False]
    answer = line.get(path, headers=bearer(office))
    assert (answer.status_code, answer.json()["retry"]) == (404, "later")
    send_all(station, central.url, clock)
    assert line.get(path, headers=bearer(office)).content == SCAN


@pytest.mark.parametrize(
    "size", [0, 1, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 3 * SEGMENT_BYTES]
)
def test_the_size_that_is_told_is_that_of_the_content(size: int) -> None:
    sealed = b"".join(seal_file(bytes(size), UUID(int=1), UUID(int=2), new_key()))
    assert content_size(len(sealed)) == size
