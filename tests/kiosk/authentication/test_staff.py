"""Staff sign in against a real central's grants: what lets them in, what does not, and what stays counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from central.embedded import EmbeddedCentral
from central.staff.accounts import EVERY_OFFICE, StaffError
from kiosk.authentication.staff import SignInOutcome, StaffStanding
from kiosk.authentication.staff_roles import RIGHTS, StaffRight
from kiosk.contract.staff import MOST_STAFF, StaffGrants, StaffRole
from kiosk.sync.staff_grants import StaffGrantErrand, open_grants
from local_db.staff_access import StaffAccess, TryLimits
from tests.manual_clock import ManualClock
from tests.ready_made import central_folder, kiosk_database
from tests.staff_parts import NUMBER, OFFICE, Door, code_of, hire
from tests.sync_parts import Station, open_station

pytestmark = pytest.mark.usefixtures("quick_hashes")
DAY = 86_400.0
QUARTER = 15 * 60.0


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def central(tmp_path: Path, clock: ManualClock) -> Iterator[EmbeddedCentral]:
    server = EmbeddedCentral(central_folder(tmp_path / "central"), now=clock.now)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def station(tmp_path: Path, clock: ManualClock, central: EmbeddedCentral) -> Iterator[Station]:
    opened = open_station(kiosk_database(tmp_path / "kiosk" / "kiosk.db"), clock)
    opened.enrol(central.url, central.new_enrolment_code())
    yield opened
    opened.close()


@pytest.fixture
def door(station: Station, clock: ManualClock) -> Door:
    return Door(station, clock)


def test_number_pin_and_code_let_in_and_are_audited(door: Door, central: EmbeddedCentral) -> None:
    access = hire(central, StaffRole.SUPERVISOR)
    door.fetch(central)
    found = door.try_with(access)
    assert found.outcome is SignInOutcome.DONE
    assert found.member is not None
    assert (found.member.name, found.member.role) == ("Trần Văn Mẫu", StaffRole.SUPERVISOR)
    assert door.told == [("staff.signed_in", f"staff:{NUMBER}", "supervisor")]


def test_before_the_first_exchange_nobody_gets_in(door: Door, central: EmbeddedCentral) -> None:
    access = hire(central)
    assert door.try_with(access).outcome is SignInOutcome.NOBODY


def test_a_code_counts_once(door: Door, central: EmbeddedCentral, clock: ManualClock) -> None:
    access = hire(central)
    door.fetch(central)
    code = code_of(access, clock)
    assert door.try_with(access, code=code).member is not None
    assert door.try_with(access, code=code).outcome is SignInOutcome.WRONG
    assert door.told[-1] == ("staff.sign_in.failed", f"staff:{NUMBER}", "code-used")
    earlier = code_of(access, clock, ahead_seconds=-30)
    assert door.try_with(access, code=earlier).outcome is SignInOutcome.WRONG
    clock.advance(30)
    assert door.try_with(access).member is not None


def test_a_code_may_be_a_step_early_or_late_and_no_more(
    door: Door, central: EmbeddedCentral, clock: ManualClock
) -> None:
    access = hire(central)
    door.fetch(central)
    for seconds, comes_in in ((-60, False), (-30, True), (30, True), (60, False)):
        code = code_of(access, clock, ahead_seconds=seconds)
        assert (door.try_with(access, code=code).member is not None) is comes_in, seconds


@pytest.mark.parametrize("why", ["pin", "code", "unknown"])
def test_what_was_wrong_is_told_to_the_audit_log_alone(
    door: Door, central: EmbeddedCentral, why: str
) -> None:
    access = hire(central)
    door.fetch(central)
    wrong = "999999" if access.pin != "999999" else "999998"
    tries = {
        "pin": lambda: door.try_with(access, pin=wrong),
        "code": lambda: door.try_with(access, code="000000"),
        "unknown": lambda: door.sign_in_desk.sign_in("654321", access.pin, "000000"),
    }
    found = tries[why]()
    assert (found.outcome, found.member, found.tries_left) == (SignInOutcome.WRONG, None, 4)
    who = "unknown" if why == "unknown" else NUMBER
    assert door.told == [("staff.sign_in.failed", f"staff:{who}", why)]


def test_five_wrong_tries_lock_the_number_over_a_restart_for_a_quarter_of_an_hour(
    door: Door, central: EmbeddedCentral, clock: ManualClock, tmp_path: Path
) -> None:
    access = hire(central)
    door.fetch(central)
    outcomes = [door.try_with(access, code="000000").outcome for _ in range(5)]
    assert outcomes == [SignInOutcome.WRONG] * 4 + [SignInOutcome.LOCKED]
    assert door.told[-1] == ("staff.locked_out", f"staff:{NUMBER}", "ok")
    door.station.close()
    station = open_station(kiosk_database(tmp_path / "kiosk" / "kiosk.db"), clock)
    try:
        again = Door(station, clock)
        locked = again.try_with(access)
        assert (locked.outcome, locked.wait_seconds) == (SignInOutcome.LOCKED, QUARTER)
        clock.set_wall_clock(clock.now() + timedelta(hours=2))  # the wall clock opens nothing
        assert again.try_with(access).outcome is SignInOutcome.LOCKED
        clock.advance(QUARTER)
        assert again.try_with(access).member is not None
    finally:
        station.close()


def test_a_lock_hits_one_number_alone_and_success_forgets_the_failures(
    door: Door, central: EmbeddedCentral, clock: ManualClock
) -> None:
    access, other = hire(central), hire(central, account="100002")
    door.fetch(central)
    for _ in range(4):
        door.try_with(access, code="000000")
    assert door.try_with(access).member is not None
    clock.advance(30)
    for _ in range(4):
        assert door.try_with(access, code="000000").outcome is SignInOutcome.WRONG
    assert door.try_with(access, code="000000").outcome is SignInOutcome.LOCKED
    assert door.try_with(other).member is not None


def test_a_try_is_counted_before_it_is_checked(station: Station) -> None:
    access, limits = StaffAccess(station.database), TryLimits(most=3)
    for left in (2, 1, 0):
        assert access.begin_try(NUMBER, 0.0, limits) == 0.0  # and the power goes
        assert access.tries_left(NUMBER, limits) == left
    assert access.begin_try(NUMBER, 1.0, limits) == limits.lock_seconds - 1


def test_grants_end_by_counted_time_whatever_the_wall_clock_says(
    door: Door, central: EmbeddedCentral, clock: ManualClock
) -> None:
    access = hire(central)
    door.fetch(central)
    clock.advance(7 * DAY - 60)
    assert door.try_with(access).member is not None
    clock.advance(60)
    clock.set_wall_clock(clock.now() - timedelta(days=3))
    assert door.try_with(access).outcome is SignInOutcome.EXPIRED
    clock.set_wall_clock(clock.now() + timedelta(days=3))
    door.fetch(central)
    assert door.try_with(access).member is not None


def test_a_disabled_account_is_out_after_the_next_exchange(
    door: Door, central: EmbeddedCentral, clock: ManualClock
) -> None:
    access = hire(central)
    door.fetch(central)
    central.central.staff.disable(NUMBER)
    assert door.try_with(access).member is not None  # nobody has told the kiosk
    door.fetch(central)
    clock.advance(60)
    assert door.try_with(access).outcome is SignInOutcome.WRONG


def test_who_forgot_the_pin_gets_another_and_the_old_one_is_worth_nothing(
    door: Door, central: EmbeddedCentral, clock: ManualClock
) -> None:
    access = hire(central)
    new = central.central.staff.reset(NUMBER)
    door.fetch(central)
    assert door.try_with(access).outcome is SignInOutcome.WRONG
    assert door.try_with(new).member is not None


def test_only_the_own_office_is_let_in_and_who_comes_to_every_one(
    door: Door, central: EmbeddedCentral
) -> None:
    stranger = hire(central, account="100002", office="777")
    traveller = hire(central, StaffRole.TECHNICIAN, account="100003", office=EVERY_OFFICE)
    door.fetch(central)
    assert door.try_with(stranger).outcome is SignInOutcome.WRONG
    assert door.try_with(traveller).member is not None


class _Replayed:
    def __init__(self, answer: StaffGrants) -> None:
        self._answer = answer

    def staff_grants(self, known: str | None) -> StaffGrants | None:
        del known
        return self._answer


def test_an_older_set_that_is_played_again_brings_nobody_back(
    door: Door, central: EmbeddedCentral, clock: ManualClock
) -> None:
    access = hire(central)
    client = door.station.client(central.url)
    old = client.staff_grants(None)
    client.close()
    assert old is not None
    clock.advance(60)
    central.central.staff.disable(NUMBER)
    door.fetch(central)
    StaffGrantErrand(door.access, door.station.credentials, _Replayed(old), clock.monotonic)()
    assert door.try_with(access).outcome is SignInOutcome.WRONG


@pytest.mark.expects_log("is not signed by central for this device")
def test_the_set_of_another_kiosk_opens_nothing_here(
    door: Door, central: EmbeddedCentral, clock: ManualClock, tmp_path: Path
) -> None:
    access = hire(central)
    other = open_station(kiosk_database(tmp_path / "other" / "kiosk.db"), clock)
    other.enrol(central.url, central.new_enrolment_code("KIOSK-02"))
    client = other.client(central.url)
    foreign = client.staff_grants(None)
    client.close()
    other.close()
    assert foreign is not None
    StaffGrantErrand(door.access, door.station.credentials, _Replayed(foreign), clock.monotonic)()
    assert door.try_with(access).outcome is SignInOutcome.NOBODY


def test_what_is_kept_and_travels_shows_no_secret(door: Door, central: EmbeddedCentral) -> None:
    access = hire(central)
    door.fetch(central)
    kept = door.access.find_grants()
    assert kept is not None
    granted = open_grants(kept.signed, door.station.credentials)
    assert granted is not None
    told = granted.model_dump_json()
    for secret in (access.pin, access.code_secret, "argon2"):
        assert secret not in told


def test_a_whole_office_fits_into_one_set(
    door: Door, central: EmbeddedCentral, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts = central.central.staff
    monkeypatch.setattr(accounts, "_hasher", PasswordHasher(1, 8, 1))  # quick: a hundred
    for number in range(MOST_STAFF):
        accounts.add(f"{200_000 + number}", "Nguyễn Thị " + "Ư" * 68, StaffRole.OFFICER, OFFICE)
    with pytest.raises(StaffError, match="100 accounts at most"):
        hire(central)
    door.fetch(central)
    kept = door.access.find_grants()
    assert kept is not None
    granted = open_grants(kept.signed, door.station.credentials)
    assert granted is not None
    assert len(granted.grants) == MOST_STAFF


def test_technicians_read_how_many_may_sign_in_and_how_long(
    door: Door, central: EmbeddedCentral, clock: ManualClock
) -> None:
    assert door.sign_in_desk.standing() is None
    hire(central)
    door.fetch(central)
    clock.advance(6 * DAY)
    standing = door.sign_in_desk.standing()
    assert standing is not None
    assert (standing.members, standing.seconds_left) == (1, DAY)
    clock.advance(9 * DAY)
    assert door.sign_in_desk.standing() == StaffStanding(1, 0.0)


def test_every_role_has_rights_and_no_technician_reads_whose_act_it_is() -> None:
    assert set(RIGHTS) == set(StaffRole)
    assert StaffRight.LINES not in RIGHTS[StaffRole.TECHNICIAN]
    assert [role for role in StaffRole if StaffRight.NOTE in RIGHTS[role]] == [StaffRole.SUPERVISOR]
    assert [role for role in StaffRole if StaffRight.ENROL in RIGHTS[role]] == [StaffRole.TECHNICIAN]


def test_by_the_pin_alone_under_the_same_count_and_told_apart(door: Door, central: EmbeddedCentral) -> None:
    access = hire(central)
    door.fetch(central)
    desk = door.sign_in_desk
    wrong = desk.take_up(NUMBER, "000000")
    assert (wrong.outcome, wrong.tries_left) == (SignInOutcome.WRONG, 4)
    found = desk.take_up(NUMBER, access.pin)
    assert (found.outcome, found.member and found.member.account) == (SignInOutcome.DONE, NUMBER)
    assert door.access.tries_left(NUMBER, TryLimits()) == 5  # forgiven
    for _ in range(5):
        last = desk.take_up(NUMBER, "000000")
    assert last.outcome is SignInOutcome.LOCKED
    assert desk.take_up(NUMBER, access.pin).outcome is SignInOutcome.LOCKED  # also with the right one
    assert desk.take_up("100055", access.pin).outcome is SignInOutcome.WRONG
    whats = [what for what, _, outcome in door.told if outcome == "officer"]
    assert whats == ["staff.taken_up"]
