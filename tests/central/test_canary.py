"""Whatever way a person takes to central, what lies there and at the kiosk is sealed; the columns that can be
read are named here.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from central.embedded import EmbeddedCentral
from central.pages.frame import MENU
from central.store import schema
from kiosk.contract.mails import PaperMail
from kiosk.contract.staff import StaffRole
from kiosk.contract.wire import CodeChannel
from kiosk.sync.act import Act
from kiosk.sync.staff_grants import StaffGrantErrand
from local_db.drafts import Drafts
from local_db.staff_access import StaffAccess
from tests.acts import registration_payload
from tests.central.files.uploading import send_all
from tests.central.judging.test_judging import quarantine_of
from tests.central.pages.browser import Browser
from tests.central.pages.conftest import AUDITOR, OFFICER, SUPERVISOR, Staff
from tests.central.pages.test_oversight import failed_notice, post
from tests.central.test_packages import carry, export
from tests.end_to_end.canary import Canary, a_canary
from tests.manual_clock import ManualClock
from tests.sync_parts import Station, sample_act

STAFF_NAME = "ứhT ờưgN ộB náC"[::-1]
READABLE = {("staff_account", "name")}
"""Columns that hold words of a person: of staff, for those who run the commands on central's machine."""


def an_act(station: Station, found: Canary, *contents: bytes) -> Act:
    payload = registration_payload(found.number, full_name=found.name)
    contact = payload["contact"]
    assert isinstance(contact, dict)
    payload["contact"] = {**contact, "phone": found.phone, "address": found.street}
    act = replace(sample_act(found.number, payload), summary=f"{found.name} · {found.number}")
    files = tuple(station.attach(act.act_id, each, page) for page, each in enumerate(contents, start=1))
    act = replace(act, attachments=files)
    station.recorder.record(act)
    return act


def columns_with(engine: Engine, texts: tuple[str, ...]) -> set[tuple[str, str]]:
    found = set()
    with engine.connect() as connection:
        for table in schema.metadata.sorted_tables:
            for row in connection.execute(table.select()).mappings():
                found |= {
                    (table.name, str(name))
                    for name, value in row.items()
                    if any(each in str(value) for each in texts)
                }
    return found


def files_with(folder: Path, texts: tuple[str, ...]) -> list[str]:
    wanted = [form for each in texts for form in (each.encode(), each.encode("utf-16-le"))]
    files = [
        file for file in folder.rglob("*") if file.is_file() and file.name != "pg_internal.init"
    ]  # a cache
    assert files
    return [file.name for file in files if any(each in content_of(file) for each in wanted)]


def content_of(file: Path) -> bytes:
    """Nothing if it is gone meanwhile: a running database puts files beside others and takes them away."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""


def files_of_database(engine: Engine) -> Path | None:
    """Of PostgreSQL itself, its log of changes included; None: SQLite, in central's own folder."""
    if engine.dialect.name != "postgresql":
        return None
    with engine.connect() as connection:
        return Path(connection.execute(text("SHOW data_directory")).scalar_one())


def staff_go_through_their_pages(staff: Staff, found: Canary, case: str, quarantined: str) -> None:
    """Every page, and the person's data wherever it can be typed. Who it is tells only what was opened."""
    shown: dict[str, bool] = {}

    def look(browser: Browser, path: str) -> None:
        assert browser.open(path).status_code == 200, path
        shown[path] = any(each in browser.text for each in found.texts)

    officer, supervisor, auditor = (staff.signed_in(each) for each in (OFFICER, SUPERVISOR, AUDITOR))
    staff.browser().sign_in_as(found.number, found.name, found.phone)
    look(officer, f"/staff/cases/{case}")
    officer.send(officer.form("take"))
    officer.send(officer.form("return"), reason="document_missing", note=f"{found.name}, {found.phone}")
    look(officer, f"/staff/quarantine/{quarantined}")
    assert post(officer, f"/staff/quarantine/{quarantined}/content") == 200
    assert found.street in officer.text
    post(officer, f"/staff/quarantine/{quarantined}", "propose", answer="Mời lập lại hồ sơ.")
    for browser, entry in product((supervisor, auditor), MENU):
        look(browser, entry.path)
    supervisor.open("/staff/kiosks")
    post(supervisor, "/staff/kiosks/code", kiosk=found.name)
    for wanted in ({"number": found.number}, {"about": found.name}, {"about": found.number}):
        auditor.open("/staff/audit")
        post(auditor, "/staff/audit", **wanted)
    for each in staff.browsers:
        each.close()
    assert {path for path, is_shown in shown.items() if is_shown} == {f"/staff/cases/{case}"}


@pytest.mark.long
@pytest.mark.losses
def test_nothing_of_a_person_can_be_read_at_central_or_kiosk(
    station: Station,
    central: EmbeddedCentral,
    clock: ManualClock,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    found = a_canary()
    scan = f"a scan that says {found.name} {found.number}".encode()
    Drafts(station.database).put(found.number, f"{found.name} {found.phone}".encode(), clock.now())
    sent = an_act(station, found, scan)
    refused = replace(sample_act(), payload={found.name: found.street, "contact": {found.phone: found.email}})
    station.recorder.record(refused)
    send_all(station, central.url, clock)
    client = station.client(central.url)
    client.send_code(CodeChannel.EMAIL, found.email, "vi")
    pdf = b"%PDF-1.7\n" + found.name.encode() + b"\n%%EOF\n"
    client.mail_paper(
        PaperMail.model_construct(kind="estimate", address=found.new_email, language="vi", pdf=pdf)
    )
    central.central.staff.add("104207", STAFF_NAME, StaffRole.OFFICER, "00100")
    StaffGrantErrand(StaffAccess(station.database), station.credentials, client, clock.monotonic)()
    client.close()
    carried = an_act(station, replace(found, number="456789881101"[::-1]), scan)
    stick = tmp_path / "stick"
    stick.mkdir()
    carry(central, export(station, stick).path)
    assert found.name in central.find_stored_act(sent.act_id).model_dump_json()  # who has the key can read it
    assert central.find_stored_act(carried.act_id).attachments[0].stored
    assert [each.act_id for each in quarantine_of(central).entries()] == [refused.act_id]

    failed_notice(central, sent)
    numbers = [station.outbox.get(each.act_id).case_number for each in (sent, refused)]
    staff_go_through_their_pages(Staff(central, clock), found, *map(str, numbers))

    texts = (*found.texts, STAFF_NAME)
    assert columns_with(central.central.engine, texts) == READABLE
    mails = tmp_path / "central" / "mail"
    assert files_with(mails, (found.email, found.new_email))  # the demo's mailbox, in the place of a relay
    assert [name for name in files_with(tmp_path, found.texts) if not (mails / name).exists()] == []
    if (folder := files_of_database(central.central.engine)) is not None:
        assert files_with(folder, found.texts) == []
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert not any(each in logged for each in texts)
