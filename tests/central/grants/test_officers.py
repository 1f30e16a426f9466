"""An officer vouches for a person by a code that no kiosk can make."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pyotp
import pytest
from joserfc import jwe
from sqlalchemy import select

from central.embedded import EmbeddedCentral
from central.grants.officer_codes import CodeAccess
from central.grants.tables import grant_audit, officer_code
from central.staff.accounts import StaffError
from kiosk.contract.grants import ChipStrength, FaceCodes, OfficerDecision
from kiosk.contract.staff import StaffGrantSet, StaffRole, StaffSecrets
from tests.central.grants.conftest import Audited
from tests.central.grants.test_attacks import at_once, with_card
from tests.grant_parts import WITHOUT_KEY, Desk, accepted, card_of, code_of, uncertain
from tests.manual_clock import ManualClock
from tests.staff_parts import NUMBER, hire
from tests.staff_parts import code_of as sign_in_code
from tests.sync_parts import Station


@dataclass
class Officer:
    access: CodeAccess
    clock: ManualClock

    def decision(self, steps: int = 0, code: str | None = None) -> OfficerDecision:
        made = pyotp.TOTP(self.access.secret).at(int(self.clock.now().timestamp()) + 30 * steps)
        return OfficerDecision(account=self.access.account, code=code or made)


@pytest.fixture
def new_officer(central: EmbeddedCentral, clock: ManualClock) -> Callable[..., Officer]:
    def make(role: StaffRole = StaffRole.OFFICER, account: str = NUMBER, office: str = "00100") -> Officer:
        hire(central, role, account, office)
        return Officer(central.central.grants.officers.give(account), clock)

    return make


@pytest.fixture
def officer(new_officer: Callable[..., Officer]) -> Officer:
    return new_officer()


def test_an_officer_decides_where_the_machine_does_not(
    desk: Desk, central: EmbeddedCentral, officer: Officer
) -> None:
    granted = desk.ask(evidence=uncertain(officer.decision()))
    assert (granted.chip, granted.proved_by) == (ChipStrength.GENUINE, "chip_and_officer")
    with central.central.engine.connect() as connection:
        row = connection.execute(select(grant_audit)).one()
    assert (row.officer, row.proved_by) == (NUMBER, "chip_and_officer")


def test_of_a_card_that_can_be_copied_the_grant_says_so(desk: Desk, officer: Officer) -> None:
    granted = desk.ask(card_of(quirks=WITHOUT_KEY), evidence=accepted(officer=officer.decision()))
    assert (granted.chip, granted.proved_by) == (ChipStrength.COPYABLE, "copyable_chip_and_officer")
    desk.read(granted)


def test_a_code_that_is_not_needed_is_not_spent(desk: Desk, officer: Officer) -> None:
    decision = officer.decision()
    assert desk.ask(evidence=accepted(officer=decision)).proved_by == "chip_and_face"
    assert desk.ask(evidence=uncertain(decision)).proved_by == "chip_and_officer"


def test_a_code_counts_once(desk: Desk, officer: Officer, audited: Audited) -> None:
    decision = officer.decision()
    desk.ask(evidence=uncertain(decision))
    assert desk.refusal_of(evidence=uncertain(decision)) == "officer-refused"
    earlier = officer.decision(steps=-1)
    assert desk.refusal_of(evidence=uncertain(earlier)) == "officer-refused"
    assert audited()[1:] == [("refused", "officer-code-used")] * 2


def test_a_code_at_two_kiosks_at_once_counts_once(new_desk: Callable[[str], Desk], officer: Officer) -> None:
    desks = [new_desk(f"KIOSK-0{number}") for number in range(1, 4)]
    requests = [desk.request(evidence=uncertain(officer.decision())) for desk in desks]
    told = at_once(3, lambda number: code_of(lambda: desks[number].client.ask_for_grant(requests[number])))
    assert told == ["granted"] + ["officer-refused"] * 2


def test_no_officer_sets_aside_what_is_proved_wrong(desk: Desk, officer: Officer) -> None:
    wrong = with_card(chip_genuine="no").model_copy(
        update={
            "outcome": "staff_review",
            "reasons": ("chip_not_genuine",),
            "officer": officer.decision(),
        }
    )
    assert desk.refusal_of(evidence=wrong) == "evidence-insufficient"
    no_face = accepted(
        outcome="staff_review",
        reasons=("face_no_match",),
        face=FaceCodes(liveness="passed", match="no_match"),
        officer=officer.decision(),
    )
    assert desk.ask(evidence=no_face).proved_by == "chip_and_officer"  # that is theirs to see


def test_no_officer_makes_a_copy_genuine(desk: Desk, officer: Officer) -> None:
    copy = card_of().forged_copy()
    assert desk.refusal_of(copy, evidence=uncertain(officer.decision())) == "chip-proof-wrong"


@pytest.mark.parametrize(
    ("whose", "reason"),
    [
        ((StaffRole.OFFICER, "00200"), "officer-of-another-office"),
        ((StaffRole.SUPERVISOR, "00200"), "officer-of-another-office"),
        ((StaffRole.TECHNICIAN, "00100"), "officer-role"),
        ((StaffRole.AUDITOR, ""), "officer-role"),
    ],
)
def test_whose_word_does_not_count_here(
    desk: Desk,
    new_officer: Callable[..., Officer],
    audited: Audited,
    whose: tuple[StaffRole, str],
    reason: str,
) -> None:
    stranger = new_officer(whose[0], office=whose[1])
    assert desk.refusal_of(evidence=uncertain(stranger.decision())) == "officer-refused"
    assert audited() == [("refused", reason)]


def test_who_left_or_lost_the_phone_vouches_no_more(
    desk: Desk, central: EmbeddedCentral, officer: Officer, audited: Audited, clock: ManualClock
) -> None:
    clock.advance(1)
    central.central.staff.disable(NUMBER)
    assert desk.refusal_of(evidence=uncertain(officer.decision())) == "officer-refused"
    central.central.staff.reset(NUMBER)
    assert desk.refusal_of(evidence=uncertain(officer.decision())) == "officer-refused"
    again = Officer(central.central.grants.officers.give(NUMBER), clock)
    assert desk.ask(evidence=uncertain(again.decision())).proved_by == "chip_and_officer"
    assert audited() == [
        ("refused", "officer-disabled"),
        ("refused", "officer-code-ended"),
        ("granted", None),
    ]


def test_strangers_and_those_without_a_code_are_told_the_same(
    desk: Desk, central: EmbeddedCentral, officer: Officer, audited: Audited
) -> None:
    hire(central, account="100002")
    for account in ("999999", "100002"):
        decision = OfficerDecision(account=account, code="123456")
        assert desk.refusal_of(evidence=uncertain(decision)) == "officer-refused"
    assert audited() == [("refused", "officer-unknown")] * 2
    with pytest.raises(StaffError, match="no account"):
        central.central.grants.officers.give("999999")


def wrong_code(officer: Officer) -> OfficerDecision:
    right = {officer.decision(steps).code for steps in (-1, 0, 1)}
    return officer.decision(
        code=next(code for code in ("000000", "111111", "222222", "333333") if code not in right)
    )


def test_five_wrong_codes_lock_the_officer_for_a_quarter_of_an_hour(
    desk: Desk, officer: Officer, audited: Audited, clock: ManualClock
) -> None:
    for _ in range(5):
        assert desk.refusal_of(evidence=uncertain(wrong_code(officer))) == "officer-refused"
    assert desk.refusal_of(evidence=uncertain(officer.decision())) == "officer-refused"
    assert audited() == [("refused", "officer-code-wrong")] * 5 + [("refused", "officer-locked")]
    clock.advance(timedelta(minutes=15).total_seconds())
    assert desk.ask(evidence=uncertain(officer.decision())).proved_by == "chip_and_officer"


def test_the_codes_that_a_kiosk_could_make_count_nothing(
    desk: Desk, central: EmbeddedCentral, station: Station, clock: ManualClock, audited: Audited
) -> None:
    """A stolen kiosk key opens the secrets by which staff sign in there; none of them vouches for anybody."""
    access = hire(central)
    central.central.grants.officers.give(NUMBER)
    answer = desk.client.staff_grants(None)
    assert answer is not None
    payload = answer.signed.split(".")[1]
    granted = StaffGrantSet.model_validate_json(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    opened = jwe.decrypt_compact(
        granted.grants[0].sealed,
        desk.station.credentials.device_key,
        algorithms=["ECDH-ES+A256KW", "A256GCM"],
    )
    stolen = StaffSecrets.model_validate_json(opened.plaintext or b"")
    assert stolen.code_secret == access.code_secret
    decision = OfficerDecision(account=NUMBER, code=sign_in_code(access, clock))
    assert desk.refusal_of(evidence=uncertain(decision)) == "officer-refused"
    assert audited() == [("refused", "officer-code-wrong")]


def test_the_secret_is_in_no_column(central: EmbeddedCentral, officer: Officer) -> None:
    with central.central.engine.connect() as connection:
        row = connection.execute(select(officer_code)).one()
    assert officer.access.secret not in str(row)
    assert officer.access.secret not in repr(officer.access)
