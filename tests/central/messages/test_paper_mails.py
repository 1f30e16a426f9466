"""Papers by e-mail as central sends them, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from central.embedded import EmbeddedCentral
from kiosk.contract.mails import MAX_CALENDAR_BYTES, PaperMail
from kiosk.contract.wire import MAX_PAPER_BYTES
from kiosk.sync.errors import CentralRefusedError
from tests.manual_clock import ManualClock
from tests.sync_parts import Station

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"


def paper(address: str = "thu@example.vn", language: str = "vi", pdf: bytes = PDF) -> PaperMail:
    return PaperMail.model_construct(kind="estimate", address=address, language=language, pdf=pdf)


def test_the_paper_arrives_as_it_was_made(station: Station, central: EmbeddedCentral) -> None:
    client = station.client(central.url)
    client.mail_paper(paper())
    client.mail_paper(paper("nga@example.vn", "en"))
    client.close()
    vietnamese, english = central.mails()
    assert (vietnamese.to, english.to) == ("thu@example.vn", "nga@example.vn")
    assert vietnamese.subject == "Bản dự tính ông/bà đã yêu cầu tại máy tự phục vụ"
    assert english.subject == "The estimate that you asked for at the kiosk"
    for mail in (vietnamese, english):
        (attached,) = mail.attachments
        assert (attached.name, attached.media_type, attached.content) == (
            "du-tinh.pdf",
            "application/pdf",
            PDF,
        )


def test_a_reminder_comes_with_its_calendar_file(station: Station, central: EmbeddedCentral) -> None:
    client = station.client(central.url)
    reminder = paper().model_copy(update={"kind": "reminder", "calendar": CALENDAR})
    client.mail_paper(reminder)
    for calendar in (None, b"<html>", CALENDAR + bytes(MAX_CALENDAR_BYTES)):
        with pytest.raises(CentralRefusedError) as caught:
            client.mail_paper(reminder.model_copy(update={"address": "nga@example.vn", "calendar": calendar}))
        assert caught.value.problem.status == 422
    with pytest.raises(CentralRefusedError):
        client.mail_paper(paper("nga@example.vn").model_copy(update={"calendar": CALENDAR}))
    client.close()
    (mail,) = central.mails()
    assert [(each.name, each.media_type) for each in mail.attachments] == [
        ("giay-nhac.pdf", "application/pdf"),
        ("loi-nhac.ics", "text/calendar"),
    ]
    assert mail.attachments[1].content == CALENDAR


@pytest.mark.parametrize("pdf", [b"", b"MZ\x90", b"<html>", PDF + bytes(MAX_PAPER_BYTES)])
def test_only_a_small_pdf_is_sent(station: Station, central: EmbeddedCentral, pdf: bytes) -> None:
    client = station.client(central.url)
    with pytest.raises(CentralRefusedError) as caught:
        client.mail_paper(paper(pdf=pdf))
    client.close()
    assert caught.value.problem.status == 422
    assert central.mails() == []


def test_a_repeat_under_its_key_sends_no_second_one(station: Station, central: EmbeddedCentral) -> None:
    client = station.client(central.url)
    assert client.mail_paper(paper(), "once") == client.mail_paper(paper(), "once")
    client.close()
    assert len(central.mails()) == 1


def test_the_limits_of_sending_hold(station: Station, central: EmbeddedCentral, clock: ManualClock) -> None:
    client = station.client(central.url)
    client.mail_paper(paper())
    with pytest.raises(CentralRefusedError) as caught:
        client.mail_paper(paper("THU@example.vn"))
    assert (caught.value.code, caught.value.problem.status) == ("sent-just-now", 429)
    assert caught.value.retry_after == pytest.approx(60)
    clock.advance(61)
    client.mail_paper(paper())
    client.close()
    assert len(central.mails()) == 2


def test_neither_paper_nor_address_is_in_the_database(
    station: Station, central: EmbeddedCentral, tmp_path: Path, database_url: str | None
) -> None:
    client = station.client(central.url)
    client.mail_paper(paper(), "once")
    client.close()
    if database_url is not None:
        return
    content = b"".join(each.read_bytes() for each in (tmp_path / "central").glob("central.db*"))
    assert b"sent_message" in content
    assert b"thu@example.vn" not in content
    assert PDF not in content


def test_the_models_say_what_they_refuse_without_saying_what_came() -> None:
    with pytest.raises(ValidationError) as caught:
        PaperMail.model_validate({"kind": "estimate", "address": "thu@example.vn", "pdf": "UFJJVkFURQ=="})
    assert "PRIVATE" not in str(caught.value)
    assert "UFJJ" not in str(caught.value)
