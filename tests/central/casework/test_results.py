"""What cases came to, on paper: made by central, given by officers, told to the kiosk, kept sealed."""

from __future__ import annotations

import io
from pathlib import Path
from uuid import UUID

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select, update

from central.books.tables import issued_book
from central.cases.filed import FiledCases
from central.cases.paper_parts import pack, unpack
from central.cases.results import ResultSeals, find_result, newest_results
from central.casework.papers_anew import MOST_UPLOADED, MOST_UPLOADED_PAGES, drawn, paper_anew
from central.casework.record_copies import RecordCopies
from central.casework.result_making import ResultMaking
from central.embedded import EmbeddedCentral
from central.http.problems import ProblemCode, ProblemError
from central.keys.hashing import person_hash
from central.keys.opening import UnusableError
from central.records.loading import load
from central.store.case_tables import case_result
from central.store.notice_tables import notice
from central.store.schema import feed_entry
from central.verification.examining import examine
from central.verification.finding import Verdict
from commands.settings_argument import FONTS_FOLDER
from kiosk.contract.feed import CaseNews, CaseState, Topic
from kiosk.contract.wire import MAX_PAPER_BYTES
from simulation.country import country
from tests.acts import SUBJECT, service_payload, wish_payload
from tests.central.casework.test_notices import OFFICER, Failing, Office, drain
from tests.central.messages.test_address_proofs import ADDRESS
from tests.manual_clock import ManualClock
from tests.sync_parts import Station

NUMBER = "125/QĐ-BHXH"


class Making(Office):
    """An office whose papers are made when a test says so."""

    name = ""  # of who asks for their record

    def __init__(self, central: EmbeddedCentral, station: Station, clock: ManualClock, folder: Path) -> None:
        super().__init__(central, station, clock, folder)
        self.seals = ResultSeals(self.parts.keys)
        parts = self.parts
        copies = RecordCopies(
            parts.records,
            parts.books,
            hashing=parts.keys.hashing,
            fonts_folder=FONTS_FOLDER,
            hotline="1900 9068",
            now=clock.now,
        )
        self.making = ResultMaking(
            parts.engine, parts.stored_acts, self.seals, copies, fonts_folder=FONTS_FOLDER, now=clock.now
        )

    def filed(self, *steps: str, subject_id: str = SUBJECT, service: str = "9.16") -> UUID:
        """A service that no back office carries out, brought so far."""
        payload = {**service_payload(subject_id), "service": service}
        case_id = self.file("service.filed", payload, subject_id)
        self.decide(case_id, *steps)
        return case_id

    def news(self, case_id: UUID) -> list[CaseNews]:
        query = select(feed_entry.c.content).where(
            feed_entry.c.topic == Topic.CASES, feed_entry.c.key == str(case_id)
        )
        with self.parts.engine.connect() as connection:
            rows = connection.execute(query.order_by(feed_entry.c.position)).scalars()
            return [CaseNews.model_validate_json(row) for row in rows]

    def copies(self, case_id: UUID) -> list[str]:
        """How the mails with the copy of a record stand."""
        mine = (notice.c.about == case_id) & (notice.c.kind == "record.copy")
        with self.parts.engine.connect() as connection:
            return list(connection.execute(select(notice.c.state).where(mine)).scalars())

    def give(self, case_id: UUID, number: str = NUMBER) -> None:
        paper = paper_anew(number, paper_of("Quyết định"))
        case = self.parts.cases.get(OFFICER, str(case_id)).case
        self.parts.cases.change(OFFICER, str(case_id), "give_result", case.version, result=paper)


@pytest.fixture
def office(central: EmbeddedCentral, station: Station, clock: ManualClock, tmp_path: Path) -> Making:
    return Making(central, station, clock, tmp_path)


def paper_of(*words: str, side: int = 400) -> bytes:
    """A PDF with so many pages."""
    made = io.BytesIO()
    first, *others = (Image.new("RGB", (side, side), (20 * place, 90, 160)) for place, _ in enumerate(words))
    first.save(made, "PDF", save_all=True, append_images=others)
    return made.getvalue()


def text_of(pdf: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
        .replace("\u200b", "")
        .split()
    )


def test_what_is_settled_becomes_a_paper_that_says_so(office: Making) -> None:
    case_id = office.filed("take", "approve", "finish")
    before = office.news(case_id)[-1]
    assert (before.state, before.result) == (CaseState.DONE, None)
    assert office.making.make_one()
    assert not office.making.make_one()
    told = office.news(case_id)[-1]
    assert (told.state, told.version) == (before.state, before.version)
    (filed,) = FiledCases(office.parts.engine, office.parts.keys.hashing).of(SUBJECT)
    assert filed.result is not None
    assert filed.result.sha256 == told.result
    paper = office.parts.case_reading.result(OFFICER, str(case_id), before.version)
    assert paper.sha256 == told.result
    text = text_of(paper.pdf)
    number = office.parts.cases.get(OFFICER, str(case_id)).case.name
    for said in (
        "Thông báo kết quả giải quyết hồ sơ",
        f"Số {number}/TB",
        "Đã giải quyết xong",
        "Trợ cấp hằng tháng theo Quyết định 613",
        "Nguyễn Văn Thử",
        "bố cục riêng",
        "Căn cứ pháp lý",
    ):
        assert said in text, said
    assert SUBJECT not in text
    assert len(paper.pages) == len(PdfReader(io.BytesIO(paper.pdf)).pages)
    assert max(Image.open(io.BytesIO(paper.pages[0])).size) == 1754


def test_a_refusal_says_why_and_that_one_can_complain(office: Making) -> None:
    case_id = office.filed("take", "refuse")
    assert office.making.make_one()
    version = office.news(case_id)[-1].version
    text = text_of(office.parts.case_reading.result(OFFICER, str(case_id), version).pdf)
    assert "Không được giải quyết" in text
    assert "Lý do: Thông tin khác với dữ liệu" in text
    assert "quyền khiếu nại" in text
    assert office.news(case_id)[-1].reason is not None
    assert "Kết quả ông/bà nhận" not in text
    office.decide(case_id, "finish")
    assert not office.making.make_one()  # the end of what was refused is no other result
    assert office.news(case_id)[-1].result == office.news(case_id)[-2].result


def test_what_was_only_proposed_or_goes_on_has_none(office: Making) -> None:
    case_id = office.filed("take")
    case = office.parts.cases.get(OFFICER, str(case_id)).case
    office.parts.cases.change(OFFICER, str(case_id), "refuse", case.version, reason="data_differ")
    assert not office.making.make_one()
    assert office.parts.cases.get(OFFICER, str(case_id)).results == ()


def test_the_officers_paper_takes_its_place_and_the_person_is_told(office: Making) -> None:
    case_id = office.filed("take", "approve", "finish")
    office.making.make_one()
    notice_digest = office.news(case_id)[-1].result
    office.give(case_id)
    told = office.news(case_id)[-1]
    assert told.result not in (None, notice_digest)
    newest, first = office.parts.cases.get(OFFICER, str(case_id)).results
    assert (newest.number, newest.who, newest.is_made) == (NUMBER, OFFICER, True)
    assert first.number.endswith("/TB")
    with office.parts.engine.connect() as connection:
        mine = person_hash(office.parts.keys.hashing, SUBJECT)
        assert find_result(connection, mine, str(told.result)) is not None
        assert find_result(connection, mine, str(notice_digest)) is None  # it is the newest that counts
        queued = connection.execute(select(notice.c.kind).where(notice.c.about == case_id)).scalars().all()
    assert "case.result" in queued


def test_an_officers_paper_that_came_first_stays(office: Making) -> None:
    case_id = office.filed("take", "approve")
    office.give(case_id)
    office.decide(case_id, "finish")
    assert not office.making.make_one()
    assert [each.number for each in office.parts.cases.get(OFFICER, str(case_id)).results] == [NUMBER]


def test_what_cannot_be_made_is_tried_again_ever_later(
    office: Making, clock: ManualClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    case_id = office.filed("take", "refuse")

    def gone(act_id: UUID) -> None:
        del act_id
        raise UnusableError(ProblemCode.ENVELOPE_KEY_UNKNOWN)

    with monkeypatch.context() as patched:
        patched.setattr(type(office.parts.stored_acts), "get", lambda _acts, act_id: gone(act_id))
        for pause in (60, 120):
            assert office.making.make_one()
            assert not office.making.make_one()
            clock.advance(pause - 1)
            assert not office.making.make_one()
            clock.advance(1)
    assert "is not made" in caplog.text
    caplog.clear()
    assert office.making.make_one()
    assert office.news(case_id)[-1].result is not None


def test_a_paper_in_another_row_or_changed_does_not_open(office: Making) -> None:
    first, second = office.filed("take", "refuse"), office.filed("take", "refuse", subject_id="001099000029")
    while office.making.make_one():
        continue
    with office.parts.engine.begin() as connection:
        of_first, of_second = (
            connection.execute(select(case_result).where(case_result.c.case_id == each)).one()
            for each in (first, second)
        )
        moved = update(case_result).where(case_result.c.case_id == second)
        connection.execute(moved.values(sealed=of_first.sealed, sha256=of_first.sha256))
    with pytest.raises(ProblemError) as caught:
        office.parts.case_reading.result(OFFICER, str(second), of_second.version)
    assert caught.value.problem.code == "result-unreadable"
    flipped = of_first.sealed[:-1] + bytes([of_first.sealed[-1] ^ 1])
    with office.parts.engine.begin() as connection:
        connection.execute(update(case_result).where(case_result.c.case_id == first).values(sealed=flipped))
        (row,) = connection.execute(select(case_result).where(case_result.c.case_id == first)).all()
    with pytest.raises(UnusableError):
        office.seals.open(row)


def test_nothing_of_a_person_stands_in_the_table(office: Making) -> None:
    case_id = office.filed("take", "refuse")
    office.making.make_one()
    with office.parts.engine.connect() as connection:
        row = connection.execute(select(case_result)).one()
        (told,) = newest_results(connection, [case_id]).values()
    assert "sealed" not in told._mapping
    text = str(row._mapping) + row.sealed.decode("latin-1")
    for said in (SUBJECT, "Nguyễn Văn Thử", "%PDF"):
        assert said not in text


# what officers send


def test_an_upload_is_made_anew_of_its_pictures() -> None:
    hostile = paper_of("một", "hai").replace(b"%%EOF", b"% /JavaScript (app.alert(1))\n%%EOF")
    made = paper_anew(NUMBER, hostile)
    assert b"JavaScript" not in made.pdf
    assert len(made.pages) == len(PdfReader(io.BytesIO(made.pdf)).pages) == 2
    for page in made.pages:
        with Image.open(io.BytesIO(page)) as picture:
            assert picture.format == "JPEG"


def test_many_full_pages_become_small_enough() -> None:
    noise = Image.effect_noise((1100, 1500), 40).convert("RGB")
    made = io.BytesIO()
    noise.save(made, "PDF", save_all=True, append_images=[noise], quality=40)
    anew = paper_anew(NUMBER, made.getvalue())
    assert len(anew.pdf) <= MAX_PAPER_BYTES
    with Image.open(io.BytesIO(anew.pages[0])) as picture:
        assert max(picture.size) < 1754


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90",
        b"%PDF-1.7\n%%EOF",
        b"%PDF-" + b"\xff" * 5000,
        paper_of("một")[:200],
        b"%PDF-1.7\n" + bytes(MOST_UPLOADED),
        paper_of(*["trang"] * (MOST_UPLOADED_PAGES + 1), side=8),
    ],
)
def test_what_is_no_small_paper_is_refused(content: bytes) -> None:
    with pytest.raises(ProblemError) as caught:
        paper_anew(NUMBER, content)
    assert caught.value.problem.code == "paper-unusable"


def test_a_paper_with_a_password_is_refused() -> None:
    from pypdf import PdfWriter

    writer, made = PdfWriter(clone_from=io.BytesIO(paper_of("một"))), io.BytesIO()
    writer.encrypt("bí mật", algorithm="RC4-128")
    writer.write(made)
    with pytest.raises(ProblemError):
        paper_anew(NUMBER, made.getvalue())


@pytest.mark.parametrize("number", ["", " ", "<b>1</b>", "x" * 60, "1\n2"])
def test_a_paper_needs_its_number(office: Making, number: str) -> None:
    case_id = office.filed("take", "approve", "finish")
    with pytest.raises(ProblemError) as caught:
        office.give(case_id, number)
    assert caught.value.problem.code == "paper-number-needed"
    assert len(office.parts.cases.get(OFFICER, str(case_id)).results) == 1  # that which central makes


def test_packed_parts_come_apart_again_and_nothing_else_does() -> None:
    parts = [b"", b"a", bytes(70_000)]
    assert unpack(pack(parts)) == parts
    for cut in (b"\0", b"\0\0\0\5abc", pack(parts)[:-1]):
        with pytest.raises(ValueError, match="cut off"):
            unpack(cut)


def test_papers_of_our_own_may_have_more_pages_than_an_upload() -> None:
    assert len(drawn(paper_of(*["trang"] * (MOST_UPLOADED_PAGES + 1), side=8))) == MOST_UPLOADED_PAGES + 1


def test_pages_of_our_own_are_drawn_as_they_are() -> None:
    (page,) = drawn(paper_of("một"))
    with Image.open(io.BytesIO(page)) as picture:
        red, green, blue = map(int, np.asarray(picture.convert("RGB"))[10, 10])
    assert (abs(red) < 12, abs(green - 90) < 12, abs(blue - 160) < 12) == (True, True, True)


def _known(office: Making) -> str:
    """The number of somebody in the register."""
    register = [tuple(family) for family in country(1, 20, office.clock.now().date())]
    load(office.parts.engine, register, office.clock.now)
    everybody = [each for family in register for each in family]
    adult = next(each for each in everybody if each.person.personal_number is not None and each.contributions)
    office.name = adult.person.full_name
    return str(adult.person.personal_number)


def _wish(office: Making, number: str, *, by_mail: bool = False, copy: str = "contributions") -> UUID:
    """They ask for a copy of their record, and get it."""
    case_id = office.file("record.wish", wish_payload(number, by_mail=by_mail, copy=copy), number)
    office.decide(case_id, "take", "approve", "finish")
    return case_id


def test_who_wanted_a_copy_of_the_record_gets_it_as_the_result(office: Making) -> None:
    number, given = _known(office), {}
    for copy, words in (
        ("contributions", "Quá trình đóng"),
        ("insurance_card", "Thẻ bảo hiểm y tế"),
        ("book", "Sổ bảo hiểm xã hội điện tử"),
    ):
        case_id = _wish(office, number, copy=copy)
        assert office.making.make_one()
        version = office.news(case_id)[-1].version
        given[copy] = office.parts.case_reading.result(OFFICER, str(case_id), version).pdf
        assert {
            word for word in (office.name, words) if word.casefold() in text_of(given[copy]).casefold()
        } == {
            office.name,
            words,
        }
    assert office.box.mails() == []
    found = examine(given["book"], office.parts.books.trust(), office.clock.now())
    assert found.verdict is Verdict.VALID
    with office.parts.engine.connect() as connection:
        (issued,) = connection.execute(select(issued_book)).all()
    assert (issued.number, issued.case_id, issued.kid, issued.grant_id) == (found.book, case_id, None, None)


def test_a_copy_goes_by_mail_to_nobody_who_has_not_proved_an_address(office: Making) -> None:
    case_id = _wish(office, _known(office), by_mail=True)
    assert office.making.make_one()
    assert office.copies(case_id) == ["waiting"]
    drain(office.notifying().send_one)
    assert office.copies(case_id) == ["no_address"]
    assert office.box.mails() == []


def test_a_copy_goes_once_to_the_address_that_was_proved(
    office: Making, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    office.decide(office.register(), "take", "approve")
    adult = next(each for family in country(1, 20, office.clock.now().date()) for each in family)
    person = adult.person.model_copy(update={"personal_number": SUBJECT})
    alone = adult.model_copy(update={"person": person, "relatives": ()})
    load(office.parts.engine, [[alone]], office.clock.now)
    while office.making.make_one():
        pass
    office.clock.advance(1)
    case_id = office.file("record.wish", wish_payload(by_mail=True))
    office.decide(case_id, "take", "approve", "finish")
    with monkeypatch.context() as patch:
        patch.setattr("central.casework.result_making.drawn", _busy)
        assert office.making.make_one()
    assert office.box.mails() == []  # nothing leaves that is made once more
    assert "is not made" in caplog.text
    caplog.clear()
    office.clock.advance(120)
    assert office.making.make_one()
    drain(office.notifying(Failing()).send_one)
    assert office.copies(case_id) == ["waiting"]  # the paper is there, and is mailed when the relay is
    office.clock.advance(60)
    drain(office.notifying().send_one)
    assert office.copies(case_id) == ["sent"]
    (mail,) = [each for each in office.box.mails() if each.attachments]
    assert mail.to == ADDRESS
    assert mail.subject == "Bản in hồ sơ BHXH ông/bà đã yêu cầu"
    (paper,) = mail.attachments
    assert person.full_name in text_of(paper.content)


def _busy(_pdf: bytes) -> tuple[bytes, ...]:
    raise UnusableError(ProblemCode.BUSY)


def test_a_refused_wish_gives_no_record(office: Making) -> None:
    case_id = office.file("record.wish", wish_payload(by_mail=True))
    office.decide(case_id, "take", "refuse", "finish")
    assert office.making.make_one()
    version = office.parts.cases.get(OFFICER, str(case_id)).case.version
    assert "Tổng thời gian" not in text_of(
        office.parts.case_reading.result(OFFICER, str(case_id), version - 1).pdf
    )


def test_a_copy_of_a_record_that_nobody_has_waits(office: Making, caplog: pytest.LogCaptureFixture) -> None:
    case_id = office.file("record.wish", wish_payload())
    office.decide(case_id, "take", "approve", "finish")
    assert office.making.make_one()
    assert not office.making.make_one()
    assert [record.message for record in caplog.records if record.name.startswith("central")] == [
        f"the result of case {case_id} is not made: RecordError"
    ]
    caplog.clear()
