"""The staff room's core: rights at every call, what is audited, the queue by pages, sending, opening anew."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import update

from kiosk import staff_queue
from kiosk.authentication.staff import SignIn, SignInOutcome, StaffMember
from kiosk.authentication.staff_roles import RIGHTS, StaffRight
from kiosk.contract.feed import CaseState
from kiosk.contract.staff import StaffRole
from kiosk.errors import KnownError
from kiosk.ledger_desk import LedgerDesk
from kiosk.settings import load_settings
from kiosk.staff_queue import QueueEntry, QueueFilter, QueueState
from kiosk.staff_room import StaffRoom
from kiosk.visit.assistance import HELPING, Helper
from local_db.audit_log import AuditLog
from local_db.case_news import CaseWord, keep_case_news
from local_db.outbox import ActFault, ActUnfitError, OutboxState
from local_db.schema import outbox
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE
from tests.sync_parts import sample_act

ACT = UUID(int=7)
CALLS: dict[StaffRight, tuple[Callable[[StaffRoom], object], ...]] = {
    StaffRight.QUEUE: (
        lambda room: room.counts(),
        lambda room: room.queue(QueueFilter.ALL, None, 6),
        lambda room: room.act(ACT),
    ),
    StaffRight.ASSIST: (lambda room: room.helper(),),
    StaffRight.SEND: (lambda room: room.send_now(),),
    StaffRight.NOTE: (lambda room: room.write_note(ACT, "Đã gọi"),),
    StaffRight.MATTERS: (lambda room: room.matters(),),
    StaffRight.MACHINE: (lambda room: room.machine(), lambda room: room.restart_line()),
    StaffRight.ENROL: (lambda room: room.enrol("AAAA"),),
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[LedgerDesk]:
    """Of a kiosk that was never enrolled and has no line: it records nothing by itself."""
    settings = load_settings(
        tmp_path / "none.toml",
        mode="development",
        data_folder=tmp_path / "data",
        central={"url": "http://127.0.0.1:9", "timeout_seconds": 0.5, "retry_cap_seconds": 3600},
    )
    made = LedgerDesk(settings, ManualClock())
    made.start()
    made.get()
    yield made
    made.close()


@pytest.fixture
def room(desk: LedgerDesk) -> StaffRoom:
    return StaffRoom(desk, ManualClock(), look_around=tuple, examine=lambda _ledger: [])


def let_in(room: StaffRoom, role: StaffRole) -> StaffMember:
    """As signing in would."""
    room._member = StaffMember("100001", "Trần Văn Mẫu", role)
    return room._member


def actions(desk: LedgerDesk) -> list[str]:
    done = threading.Event()
    desk.do(lambda _ledger: done.set())
    assert done.wait(PATIENCE)
    entries = AuditLog(desk.get().database).entries()
    return [entry.action for entry in reversed(entries)]


@pytest.mark.parametrize("right", CALLS)
def test_who_may_not_is_refused_at_the_call_itself(room: StaffRoom, right: StaffRight) -> None:
    for call in CALLS[right]:
        with pytest.raises(KnownError, match="staff_not_allowed"):
            call(room)
        for role in StaffRole:
            if right not in RIGHTS[role]:
                let_in(room, role)
                with pytest.raises(KnownError, match="staff_not_allowed"):
                    call(room)
        room._member = None


def test_every_right_but_lines_and_reviews_guards_a_call() -> None:
    """Lines are left out where nobody may see them, reviews are `ReviewDesk`'s, service `ServiceDesk`'s."""
    assert set(CALLS) == set(StaffRight) - {StaffRight.LINES, StaffRight.REVIEW, StaffRight.SERVICE}


def test_leaving_signs_out_and_says_why(room: StaffRoom, desk: LedgerDesk) -> None:
    let_in(room, StaffRole.OFFICER)
    room.leave("idle")
    room.leave("left")
    assert room.member is None
    assert actions(desk) == ["staff.signed_out"]
    assert AuditLog(desk.get().database).entries()[0].outcome == "idle"


def test_who_goes_to_help_can_take_it_up_by_the_pin_and_who_leaves_otherwise_cannot(
    room: StaffRoom, desk: LedgerDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_shift() -> str | None:
        return room.on_shift

    member = let_in(room, StaffRole.OFFICER)
    assert on_shift() is None
    room.helper()
    room.leave(HELPING)
    assert on_shift() == member.account
    answers = iter([SignIn(SignInOutcome.WRONG, tries_left=4), SignIn(SignInOutcome.DONE, member)])
    monkeypatch.setattr(desk.get().staff, "take_up", lambda _account, _pin: next(answers))
    assert room.take_up("000000")[1] is None
    assert room.take_up("480273")[1] == Helper(member.account, member.name)
    assert room.member is None  # the room stays closed
    let_in(room, StaffRole.SUPERVISOR)
    room.leave("left")
    assert on_shift() is None
    with pytest.raises(KnownError):
        room.take_up("480273")


def test_a_sign_in_that_comes_after_the_room_was_left_counts_no_more(
    room: StaffRoom, desk: LedgerDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = StaffMember("100001", "Trần Văn Mẫu", StaffRole.OFFICER)

    def slow(_account: str, _pin: str, _code: str) -> SignIn:
        room.leave("idle")
        return SignIn(SignInOutcome.DONE, member)

    monkeypatch.setattr(type(desk.get().staff), "sign_in", lambda _self, *typed: slow(*typed))
    assert room.sign_in("100001", "1", "2").member is member
    assert room.member is None
    assert actions(desk) == ["staff.signed_out"]


def _enrol_alone(desk: LedgerDesk) -> None:
    """With keys of nobody: enough to record."""
    from joserfc.jwk import ECKey

    from kiosk.contract.wire import EnrolmentGrant
    from kiosk.sync.client import public_jwk

    ledger, key = desk.get(), public_jwk(ECKey.generate_key("P-256"))
    ledger.credentials.store(
        EnrolmentGrant(
            kid=ledger.credentials.kid,
            kiosk_id="KIOSK-07",
            office_id="00100",
            office_name="BHXH cơ sở Thử",
            intake_key=key,
            receipt_keys=[key],
            server_time=ManualClock().now(),
        )
    )


def _walk(room: StaffRoom, which: QueueFilter, limit: int) -> list[list[QueueEntry]]:
    pages, after = [], None
    while True:
        page = room.queue(which, after, limit)
        pages.append(list(page.entries))
        if page.following is None:
            return pages
        after = page.following


@pytest.mark.expects_log("an act is unreadable", "an act is missing")
def test_the_queue_shows_every_act_once_newest_first(room: StaffRoom, desk: LedgerDesk) -> None:
    _enrol_alone(desk)
    ledger = desk.get()
    recorded = [ledger.recorder.record(sample_act()).act_id for _ in range(14)]
    row = ledger.outbox.get(recorded[3])
    unfit = ActUnfitError(row.act_id, row.stream_id, row.sequence, ActFault.UNREADABLE)
    ledger.outbox.set_aside(unfit, ManualClock().now())
    ledger.outbox.note_places(row.stream_id, [99], ManualClock().now(), at_central=False)
    let_in(room, StaffRole.OFFICER)
    pages = _walk(room, QueueFilter.ALL, 6)
    assert [len(page) for page in pages] == [6, 6, 2]
    assert [entry.act_id for page in pages for entry in page] == recorded[::-1]
    assert [len(page) for page in _walk(room, QueueFilter.WAITING, 6)] == [6, 6, 1]
    assert _walk(room, QueueFilter.RECEIVED, 6) == [[]]
    (lost,) = _walk(room, QueueFilter.LOST, 6)
    assert [(entry.state, entry.reason) for entry in lost] == [
        (QueueState.LOST, "missing"),
        (QueueState.DAMAGED, "unreadable"),
    ]
    assert room.counts().lost == 2
    newest = pages[0][0]
    assert newest.line == "001••••••017"
    assert newest.size > 1000
    let_in(room, StaffRole.TECHNICIAN)
    assert {entry.line for page in _walk(room, QueueFilter.ALL, 6) for entry in page} == {""}


def test_those_that_nobody_has_decided_are_found_behind_all_that_are(
    room: StaffRoom, desk: LedgerDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _enrol_alone(desk)
    ledger, now = desk.get(), ManualClock().now()
    recorded = [ledger.recorder.record(sample_act()).act_id for _ in range(12)]
    decided = {CaseState.APPROVED: recorded[4:], CaseState.RETURNED: recorded[2:3]}
    with ledger.database.write() as connection:
        connection.execute(update(outbox).values(state=OutboxState.SENT.value, receipt="r", received_at=now))
        keep_case_news(
            connection,
            [
                CaseWord(act_id, state.value, 2, now, "Đã xem", "Seen")
                for state, act_ids in decided.items()
                for act_id in act_ids
            ],
        )
    monkeypatch.setattr(staff_queue, "_STRETCH", 3)
    let_in(room, StaffRole.OFFICER)
    assert room.counts().undecided == 3
    pages = _walk(room, QueueFilter.UNDECIDED, 2)
    assert [[entry.act_id for entry in page] for page in pages] == [[recorded[3], recorded[1]], [recorded[0]]]
    monkeypatch.setattr(staff_queue, "_MOST_STRETCHES", 1)  # so many are looked through for one page
    found = [entry.act_id for page in _walk(room, QueueFilter.UNDECIDED, 2) for entry in page]
    assert found == [recorded[3], recorded[1], recorded[0]]


def test_send_now_says_what_stands_against_it(room: StaffRoom, desk: LedgerDesk) -> None:
    _enrol_alone(desk)
    ledger = desk.get()
    act_id = ledger.recorder.record(sample_act()).act_id
    let_in(room, StaffRole.OFFICER)
    outcome = room.send_now()
    assert (outcome.sent, outcome.waiting, outcome.problem) == (0, 1, "central_unreachable")
    (entry,) = room.queue(QueueFilter.ALL, None, 6).entries
    assert (entry.act_id, entry.reason) == (act_id, "central_unreachable")
    assert entry.tries >= 1
    assert "staff.send_now" in actions(desk)


def test_a_look_at_an_act_is_audited_with_its_id(room: StaffRoom, desk: LedgerDesk) -> None:
    _enrol_alone(desk)
    act_id = desk.get().recorder.record(sample_act()).act_id
    let_in(room, StaffRole.AUDITOR)
    assert room.act(act_id) is not None
    assert room.act(ACT) is None
    entry = AuditLog(desk.get().database).entries()[0]
    assert (entry.action, entry.reference) == ("staff.act.seen", f"act={act_id}")


def test_a_note_has_words(room: StaffRoom, desk: LedgerDesk) -> None:
    let_in(room, StaffRole.SUPERVISOR)
    for text in ("", "   ", "x" * 501):
        with pytest.raises(ValueError, match="a note has words"):
            room.write_note(ACT, text)
    assert desk.get().act_notes.of(ACT) == []


def test_store_and_line_open_anew_with_all_that_is_in_them(room: StaffRoom, desk: LedgerDesk) -> None:
    _enrol_alone(desk)
    before = desk.get()
    act_id = before.recorder.record(sample_act()).act_id
    told = threading.Event()
    desk.listen(lambda _status: told.set(), lambda _act, _case: None)
    let_in(room, StaffRole.TECHNICIAN)
    told.clear()
    room.restart_line()
    assert desk.get() is not before
    assert desk.get().outbox.get(act_id).act_id == act_id
    assert told.wait(PATIENCE)  # whoever listened is told of the new line too
    assert actions(desk)[-1] == "staff.line.restarted"
