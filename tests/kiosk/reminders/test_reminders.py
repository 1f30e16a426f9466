"""What answers become: entries, words, a calendar file that another library reads, and a code for phones."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import segno
import vobject
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from kiosk.clock import VIETNAM_TIME
from kiosk.language import Language, same
from kiosk.reminders.entry import Entry, Reminder, Repeat
from kiosk.reminders.ics import ZONE, calendar_file
from kiosk.reminders.phone_code import MOST_BYTES, code_text
from kiosk.reminders.ringing import rings_after
from kiosk.reminders.telling import tell
from kiosk.tasks.proving import read_proved
from tests.kiosk.reminders.making import ANSWERS, NOW, Mails, desk, noted, reminder

EVERY = sorted(ANSWERS)
EVENTS = ["visit", "card", "facility", "pension", "lump_sum", "limit", "own_timed"]


def read_back(reminder: Reminder, language: Language = Language.VIETNAMESE) -> vobject.base.Component:
    """By a library that has nothing to do with the one that wrote it."""
    return vobject.readOne(calendar_file(reminder, language, NOW).decode("utf-8"))


def alarms(event: vobject.base.Component) -> list[timedelta]:
    return sorted(each.trigger.value for each in event.valarm_list)


def test_an_appointment_is_read_by_other_calendars() -> None:
    calendar = read_back(reminder("visit"))
    event = calendar.vevent
    assert event.summary.value == "Đi khám"
    assert event.dtstart.value == datetime(2026, 12, 2, 8, 30, tzinfo=VIETNAM_TIME)
    assert event.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == [ZONE]
    assert event.location.value == "Bệnh viện huyện, khoa Mắt"
    assert event.description.value.startswith("Mang theo: Giấy hẹn, đơn thuốc\n")
    assert alarms(event) == [timedelta(days=-1), timedelta(hours=-2)]
    zone = calendar.vtimezone
    assert zone.tzid.value == ZONE
    assert zone.standard.tzoffsetto.value == "+0700"


def test_medicine_comes_every_day_at_its_hours_and_then_ends() -> None:
    events = read_back(reminder("medicine")).vevent_list
    assert [event.dtstart.value.hour for event in events] == [7, 20]
    for event in events:
        days = list(event.getrruleset(addRDate=True))
        assert len(days) == 30
        assert days[-1].date() == date(2026, 12, 25)
        assert alarms(event) == [timedelta(0)]


def test_a_stretch_of_days_has_its_last_day_and_rings_at_eight() -> None:
    event = read_back(reminder("facility")).vevent
    assert (event.dtstart.value, event.dtend.value) == (date(2027, 1, 1), date(2027, 1, 16))
    assert alarms(event) == [timedelta(hours=8), timedelta(days=11, hours=8)]
    assert "Điều 26 khoản 1" in event.description.value


def test_a_card_rings_30_10_and_3_days_before() -> None:
    event = read_back(reminder("card")).vevent
    midnight = datetime(2026, 12, 31, tzinfo=VIETNAM_TIME)
    rings = [midnight + each for each in alarms(event)]
    assert [each.strftime("%d/%m %H") for each in rings] == ["01/12 08", "21/12 08", "28/12 08"]


def test_what_repeats_without_end_has_a_rule_without_end() -> None:
    event = read_back(reminder("own")).vevent
    assert event.rrule.value == "FREQ=MONTHLY"
    assert event.summary.value == "Đóng tiền; điện, nước"


@pytest.mark.parametrize(
    ("what", "first", "last"),
    [
        ("pension", date(2027, 9, 11), date(2027, 9, 30)),
        ("lump_sum", date(2026, 12, 1), date(2026, 12, 1)),
        ("limit", date(2026, 12, 30), date(2026, 12, 30)),
        ("card", date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_dates_of_the_law_name_their_article_and_what_helps(what: str, first: date, last: date) -> None:
    found = reminder(what)
    (entry,) = found.entries
    assert (entry.on, entry.last_day) == (first, last)
    assert "Điều" in found.article
    assert found.leads_to or what == "limit"


@pytest.mark.parametrize("what", EVERY)
def test_the_same_answers_are_the_same_entry(what: str) -> None:
    one, other = reminder(what), reminder(what)
    uids = [one.uid(each) for each in one.entries]
    assert uids == [other.uid(each) for each in other.entries]
    assert len(set(uids)) == len(uids)


@pytest.mark.parametrize("what", EVERY)
@pytest.mark.parametrize("language", Language)
def test_every_code_is_read_and_carries_what_it_should(what: str, language: Language) -> None:
    visit = noted(what)
    visit.language = language
    text = desk().qr_text(visit)
    assert len(text.encode()) <= MOST_BYTES
    matrix = [[0 if dark else 255 for dark in row] for row in segno.make(text, error="m", micro=False).matrix]
    picture = Image.new("L", (len(matrix) + 8, len(matrix) + 8), 255)
    for y, row in enumerate(matrix):
        for x, value in enumerate(row):
            picture.putpixel((x + 4, y + 4), value)
    (read,) = zxingcpp.read_barcodes(picture.resize((picture.width * 4, picture.height * 4), 0))
    assert read.text == text
    if what in EVENTS:
        event = vobject.readOne(text).vevent
        assert event.uid.value == desk().reminder(visit).uid(desk().reminder(visit).entries[0])
        assert event.summary.value == desk().reminder(visit).title.text(language)
    else:
        assert not text.startswith("BEGIN")
        assert desk().reminder(visit).title.text(language) in text


def test_a_code_tells_the_instant_whatever_the_zone_of_the_phone() -> None:
    event = vobject.readOne(desk().qr_text(noted("visit"))).vevent
    assert event.dtstart.value == datetime(2026, 12, 2, 8, 30, tzinfo=VIETNAM_TIME)


def test_words_for_the_screen() -> None:
    lines = {each.label.vi: each.value.vi for each in tell(reminder("visit"))}
    assert lines == {
        "Lúc": "08:30, Thứ tư 02/12/2026",
        "Nơi": "Bệnh viện huyện, khoa Mắt",
        "Nhắc": "trước 1 ngày; trước 2 giờ",
    }
    medicine = {each.label.en: each.value.en for each in tell(reminder("medicine"))}
    assert medicine["Hours of the day"] == "07:00, 20:00"
    assert medicine["Repeats"] == "Every day"
    assert medicine["Until the end of"] == "Friday 25/12/2026"
    window = {each.label.vi: each.value.vi for each in tell(reminder("facility"))}
    assert window["Từ ngày đến ngày"] == "01/01/2027 đến 15/01/2027"
    assert window["Nhắc"] == "8 giờ sáng ngày đầu; 11 ngày sau đó"


def test_no_medicine_is_named_and_no_advice_given_by_us() -> None:
    told = " ".join(each.vi for each in reminder("medicine").notes)
    assert "hỏi bác sĩ hoặc dược sĩ" in told


def test_the_slip_and_the_mail_say_the_same(tmp_path: Path) -> None:
    mails = Mails()
    office, visit = desk(mails, tmp_path), noted("visit")
    office.print_slip(visit)
    (paper,) = tmp_path.glob("*.pdf")
    (page,) = PdfReader(paper).pages
    text = page.extract_text()
    for said in ("Đi khám", "08:30", "Bệnh viện huyện", "Giấy hẹn", "Doctor's appointment"):
        assert said in text
    visit.mailing.put("mail.address", "hoa@example.vn")
    office.mail(visit)
    ((address, pdf, calendar),) = mails.sent
    assert address == "hoa@example.vn"
    assert pdf.startswith(b"%PDF")
    assert vobject.readOne(calendar.decode()).vevent.summary.value == "Đi khám"


def test_the_tasks_are_proved_and_central_keeps_no_medicine() -> None:
    import kiosk.tasks

    folder = Path(kiosk.tasks.__file__).parent / "reminders"
    kept, noted = (read_proved(file) for file in sorted(folder.glob("*.toml")))
    assert {each.kind for each in noted.reminders} - {each.kind for each in kept.reminders} == {"doses"}
    assert kept.reminders[-1].when is None


@pytest.mark.parametrize(
    ("what", "rings"),
    [
        ("visit", ["01/12 08:30", "02/12 06:30"]),
        ("card", ["01/12 08:00", "21/12 08:00", "28/12 08:00"]),
        ("facility", ["01/01 08:00", "12/01 08:00"]),
        ("lump_sum", ["01/12 08:00"]),  # the week before has begun
        ("own", [f"04/{month:02} 08:00" for month in (12, *range(1, 12))]),
    ],
)
def test_what_central_keeps_rings_when_the_slip_says(what: str, rings: list[str]) -> None:
    found = rings_after(reminder(what), NOW, 12)
    assert [f"{each.astimezone(VIETNAM_TIME):%d/%m %H:%M}" for each in found] == rings


def test_what_is_past_rings_the_next_morning() -> None:
    entry = Entry(NOW.date() - timedelta(days=3), before=(timedelta(days=7),))
    (ring,) = rings_after(Reminder("moment", same("x"), (entry,)), NOW, 12)
    assert ring == datetime(2026, 11, 27, 8, tzinfo=VIETNAM_TIME)


TEXTS = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=60)


@given(
    TEXTS.map(str.strip).filter(bool),
    TEXTS.map(str.strip),
    st.datetimes(datetime(2026, 1, 1), datetime(2040, 1, 1)),  # noqa: DTZ001  (what hypothesis takes)
    st.sampled_from(Repeat),
)
def test_whatever_is_typed_comes_back_as_it_was(title: str, place: str, at: datetime, repeat: Repeat) -> None:
    at = at.replace(second=0, microsecond=0)
    entry = Entry(at.date(), at.time(), repeat=repeat, before=(timedelta(days=1),))
    found = Reminder("moment", same(title), (entry,), place)
    event = read_back(found).vevent
    assert event.summary.value == title
    assert event.dtstart.value == at.replace(tzinfo=VIETNAM_TIME)
    assert (event.location.value if place else "") == place
    code = code_text(found, tell(found), Language.VIETNAMESE, NOW)
    if code.startswith("BEGIN"):
        assert vobject.readOne(code).vevent.summary.value == title
