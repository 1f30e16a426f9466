"""Those who would read records that are not theirs to read, each with what they have got hold of."""

from __future__ import annotations

import base64
import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from central.embedded import EmbeddedCentral
from ekyc.chip.lds import LdsFile
from kiosk.contract.grants import ChipEvidence, FaceCodes, Grant, VisitEvidence
from kiosk.sync.errors import SyncError
from kiosk.sync.records import open_record
from kiosk.visit.record_request import chip_evidence
from simulation.card.issuer import Issuer, standing_issuer
from simulation.card.quirks import Quirks
from simulation.people import ADULT_MAN, ADULT_WOMAN, EXPIRED_CARD
from tests.central.grants.conftest import Audited
from tests.grant_parts import WITHOUT_KEY, Desk, accepted, answer_of, card_of, code_of, uncertain
from tests.manual_clock import ManualClock
from tests.patience import PATIENCE

NewDesk = Callable[[str], Desk]


def at_once(count: int, work: Callable[[int], str]) -> list[str]:
    barrier, told = threading.Barrier(count, timeout=PATIENCE), [""] * count

    def run(number: int) -> None:
        barrier.wait()
        told[number] = work(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


# with a grant


def test_a_grant_is_read_once(desk: Desk, audited: Audited) -> None:
    granted = desk.ask()
    desk.read(granted)
    assert desk.reading_refusal(granted) == "grant-spent"
    assert audited()[1:] == [("read", None), ("reading_refused", "grant-spent")]


def test_of_two_at_once_one_reads(desk: Desk, audited: Audited) -> None:
    granted = desk.ask()
    told = at_once(6, lambda _: desk.reading_refusal(granted))
    assert told == ["grant-spent"] * 5 + ["granted"]
    assert [what for what, _ in audited()].count("read") == 1


def test_another_device_reads_nothing_by_it(desk: Desk, new_desk: NewDesk, audited: Audited) -> None:
    granted = desk.ask()
    assert new_desk("KIOSK-02").reading_refusal(granted) == "grant-of-another-device"
    desk.read(granted)  # and takes nothing from who has it
    assert ("reading_refused", "grant-of-another-device") in audited()


def test_it_reads_nobody_else(desk: Desk, audited: Audited) -> None:
    granted = desk.ask()
    assert desk.reading_refusal(granted, ADULT_MAN.personal_number) == "grant-of-another-person"
    assert audited()[-1] == ("reading_refused", "grant-of-another-person")


def test_a_made_up_grant_reads_nothing(desk: Desk, audited: Audited) -> None:
    granted = desk.ask().model_copy(update={"grant_id": uuid4()})
    assert desk.reading_refusal(granted) == "grant-unknown"
    assert audited()[-1] == ("reading_refused", "grant-unknown")


def test_an_answer_to_another_grant_or_device_is_not_taken(desk: Desk, new_desk: NewDesk) -> None:
    granted = desk.ask()
    sealed = desk.client.read_record(granted.grant_id, ADULT_WOMAN.personal_number)
    for grant_id, credentials in (
        (uuid4(), desk.station.credentials),
        (granted.grant_id, new_desk("KIOSK-02").station.credentials),
    ):
        with pytest.raises(SyncError, match="no record that central released"):
            open_record(sealed, grant_id, credentials)


# with a device


def test_a_revoked_device_gets_and_reads_nothing(
    desk: Desk, central: EmbeddedCentral, audited: Audited
) -> None:
    granted, request = desk.ask(), desk.request()
    central.central.devices.revoke("KIOSK-01")
    assert desk.reading_refusal(granted) == "device-revoked"
    assert code_of(lambda: desk.client.ask_for_grant(request)) == "device-revoked"
    assert code_of(desk.client.chip_challenge) == "device-revoked"
    assert audited()[1:] == [("refused", "device-revoked")] * 3


def test_a_stolen_key_alone_reads_nobody(desk: Desk) -> None:
    """Whoever has it knows numbers, and once read the files of a card that passed here."""
    card = card_of()
    asked = desk.client.chip_challenge()
    answer = answer_of(card, bytes(8))  # files, and a signature over something else
    chip = chip_evidence(asked.challenge_id, answer)
    assert desk.refusal_of(chip=chip) == "chip-proof-wrong"
    chip = desk.prove(card).model_copy(update={"signature": None})
    assert desk.refusal_of(chip=chip) == "chip-proof-missing"
    chip = desk.prove(card).model_copy(update={"dg15": None})
    assert desk.refusal_of(chip=chip) == "chip-proof-missing"
    assert desk.refusal_of(chip=desk.prove(card.forged_copy())) == "chip-proof-wrong"


@pytest.mark.parametrize("days", [-1, 1])
def test_the_clock_of_the_device_changes_nothing(
    desk: Desk, new_desk: NewDesk, clock: ManualClock, days: int
) -> None:
    """A kiosk whose clock is a day off signs by central's time, and its grants end by central's."""
    other = new_desk("KIOSK-02")
    own = ManualClock(clock.now() + timedelta(days=days))
    other.station.clock = own
    other.client.close()
    other.client = other.station.client(other.central.url)
    granted = other.ask()
    assert granted.expires_at == clock.now() + timedelta(seconds=300)
    own.set_wall_clock(clock.now() - timedelta(days=days))
    clock.advance(300)
    assert other.reading_refusal(granted) == "grant-expired"


# with time


def test_a_grant_ends(desk: Desk, clock: ManualClock, audited: Audited) -> None:
    granted = desk.ask()
    clock.advance(299)
    late = desk.ask()
    clock.advance(1)
    assert desk.reading_refusal(granted) == "grant-expired"
    assert desk.read(late).record.person.personal_number == ADULT_WOMAN.personal_number
    assert ("reading_refused", "grant-expired") in audited()


def test_setting_the_clock_of_central_back_brings_no_grant_back(desk: Desk, clock: ManualClock) -> None:
    begun, granted, other = clock.now(), desk.ask(), desk.ask()
    clock.advance(301)
    assert desk.reading_refusal(granted) == "grant-expired"
    clock.set_wall_clock(begun)
    assert desk.reading_refusal(granted) == "grant-spent"  # it was seen to have ended
    clock.set_wall_clock(begun - timedelta(days=1))
    assert desk.reading_refusal(other) == "grant-expired"  # nobody knows how old it is


def test_a_challenge_ends(desk: Desk, clock: ManualClock) -> None:
    request = desk.request()
    clock.advance(180)
    assert code_of(lambda: desk.client.ask_for_grant(request)) == "challenge-expired"
    request = desk.request()
    clock.set_wall_clock(clock.now() - timedelta(seconds=1))
    assert code_of(lambda: desk.client.ask_for_grant(request)) == "challenge-expired"


# with a proof that was seen on the way


def test_a_proof_counts_once(desk: Desk, audited: Audited) -> None:
    request = desk.request()
    desk.client.ask_for_grant(request)
    assert code_of(lambda: desk.client.ask_for_grant(request)) == "challenge-unknown"
    assert audited() == [("granted", None), ("refused", "challenge-unknown")]


def test_of_a_proof_sent_many_times_at_once_one_counts(desk: Desk) -> None:
    request = desk.request()
    told = at_once(6, lambda _: code_of(lambda: desk.client.ask_for_grant(request)))
    assert told == ["challenge-unknown"] * 5 + ["granted"]


def test_a_proof_that_failed_is_spent_too(desk: Desk) -> None:
    request = desk.request()
    wrong = request.model_copy(update={"number": ADULT_MAN.personal_number})
    assert code_of(lambda: desk.client.ask_for_grant(wrong)) == "number-of-another"
    assert code_of(lambda: desk.client.ask_for_grant(request)) == "challenge-unknown"


def test_the_challenge_of_another_device_is_none(desk: Desk, new_desk: NewDesk) -> None:
    request = desk.request()
    assert code_of(lambda: new_desk("KIOSK-02").client.ask_for_grant(request)) == "challenge-unknown"
    desk.client.ask_for_grant(request)  # and it is not spent by them


def test_a_later_challenge_ends_the_one_before(desk: Desk) -> None:
    request = desk.request()
    desk.client.chip_challenge()
    assert code_of(lambda: desk.client.ask_for_grant(request)) == "challenge-unknown"


# with a card


def test_the_card_of_one_person_opens_no_other_record(desk: Desk, audited: Audited) -> None:
    assert desk.refusal_of(number=ADULT_MAN.personal_number) == "number-of-another"
    assert audited() == [("refused", "number-of-another")]


def swapped(chip: ChipEvidence, other: ChipEvidence, *names: str) -> ChipEvidence:
    return chip.model_copy(update={name: getattr(other, name) for name in names})


@pytest.mark.parametrize("names", [("dg15", "signature"), ("dg1",), ("dg13",), ("dg14",)])
def test_a_file_of_another_card_is_found_out(desk: Desk, names: tuple[str, ...]) -> None:
    """The own chip's key in the place of the victim's, or the victim's name in the place of one's own."""
    asked = desk.client.chip_challenge()
    challenge = bytes.fromhex(asked.challenge)
    mine = chip_evidence(asked.challenge_id, answer_of(card_of(ADULT_MAN), challenge))
    theirs = chip_evidence(asked.challenge_id, answer_of(card_of(), challenge))
    assert desk.refusal_of(chip=swapped(theirs, mine, *names)) == "chip-data-invalid"


def test_a_card_of_ones_own_making_counts_nothing(desk: Desk, audited: Audited) -> None:
    unknown = Issuer.create(name="Simulated CSCA")
    assert desk.refusal_of(card_of(issuer=unknown)) == "issuer-not-trusted"
    assert audited() == [("refused", "issuer-not-trusted")]


def test_what_is_altered_or_no_file_at_all_is_refused(desk: Desk) -> None:
    chip = desk.prove(card_of())
    bad = bytearray(chip.sod)
    bad[-1] ^= 1
    for change in ({"sod": bytes(bad)}, {"sod": b"\x77\x02\x30\x00"}, {"dg1": b"\x61"}, {"dg1": b""}):
        fresh = {"challenge_id": desk.client.chip_challenge().challenge_id}
        encoded = {name: base64.b64encode(data) for name, data in change.items()}
        altered = ChipEvidence.model_validate({**chip.model_dump(), **_encoded(chip), **encoded, **fresh})
        assert desk.refusal_of(chip=altered) == "chip-data-invalid"


def _encoded(chip: ChipEvidence) -> dict[str, bytes]:
    found = {name: getattr(chip, name) for name in ("sod", "dg1", "dg13", "dg14", "dg15", "signature")}
    return {name: base64.b64encode(data) for name, data in found.items() if data is not None}


def test_a_signer_that_was_revoked_counts_nothing_from_then_on(desk: Desk, central: EmbeddedCentral) -> None:
    desk.ask()
    folder = central.central.settings.grants.csca_folder
    assert folder is not None
    (folder / "revoked.crl").write_bytes(standing_issuer().revocation_list(revoke_signer=True))
    assert desk.refusal_of() == "issuer-not-trusted"


def test_an_expired_card_takes_an_officer_whatever_the_kiosk_says(desk: Desk) -> None:
    assert desk.refusal_of(card_of(EXPIRED_CARD)) == "officer-needed"


def test_who_withholds_a_signed_file_needs_an_officer(desk: Desk) -> None:
    hidden = card_of(quirks=Quirks(missing_files=frozenset({LdsFile.DG13.file_id})))
    assert desk.refusal_of(hidden) == "officer-needed"


def test_a_card_without_a_key_of_its_own_takes_an_officer(desk: Desk) -> None:
    """Whoever copied its files shows the same: the machine alone releases nothing for it."""
    assert desk.refusal_of(card_of(quirks=WITHOUT_KEY)) == "officer-needed"


def test_no_chip_no_record(desk: Desk) -> None:
    without = desk.request().model_dump_json(exclude={"chip"}).encode("utf-8")
    told = code_of(lambda: desk.client._read(desk.client._send("POST", "/v1/grants", without, {}), Grant))
    assert told == "request-invalid"


# with a verdict that was changed

_FACE_FAILED = FaceCodes(liveness="failed", match="match")
_NO_MATCH = FaceCodes(liveness="passed", match="no_match")
_NOT_DONE = FaceCodes(liveness="not_done", match="match")
_UNSHARP = FaceCodes(liveness="passed", match="match", findings=("blurred",))


def with_card(**changes: str) -> VisitEvidence:
    whole = accepted()
    return whole.model_copy(update={"card": whole.card.model_copy(update=changes)})


@pytest.mark.parametrize(
    "evidence",
    [
        accepted(reasons=("face_no_match",)),
        accepted(outcome="staff_review"),
        accepted(outcome="retry"),
        accepted(outcome="retry", reasons=("face_quality",), face=_UNSHARP),
        accepted(face=None),
        accepted(face=_FACE_FAILED),
        accepted(face=_NO_MATCH),
        accepted(face=_NOT_DONE),
        accepted(face=_UNSHARP),
        accepted(outcome="staff_review", reasons=("card_expired",), face=_NO_MATCH),
        accepted(outcome="staff_review", reasons=("face_no_match",)),
        with_card(chip_genuine="no"),
        with_card(data_group_integrity="altered"),
        with_card(data_group_integrity="not_checked"),
        with_card(sod_signature="invalid"),
        with_card(sod_signature="not_checked"),
        with_card(issuer_trust="unknown"),
        with_card(issuer_trust="revoked"),
        with_card(print_versus_chip="different"),
        with_card(validity="expired"),
        with_card(validity="unknown"),
        with_card(access="none"),
    ],
    ids=lambda evidence: f"{evidence.outcome} {evidence.reasons}",
)
def test_a_verdict_that_was_changed_is_found_out(
    desk: Desk, audited: Audited, evidence: VisitEvidence
) -> None:
    assert desk.refusal_of(evidence=evidence) == "evidence-contradicts"
    assert audited() == [("refused", "evidence-contradicts")]


@pytest.mark.parametrize(
    "evidence",
    [
        accepted(outcome="sure"),
        accepted(outcome="staff_review", reasons=("because",)),
        accepted(face=FaceCodes(liveness="yes", match="match")),
        accepted(face=FaceCodes(liveness="passed", match="")),
        accepted(face=FaceCodes(liveness="passed", match="match", findings=("pretty",))),
        with_card(chip_genuine="maybe"),
        with_card(access="magic"),
    ],
)
def test_words_that_are_not_ours_are_refused(desk: Desk, evidence: VisitEvidence) -> None:
    assert desk.refusal_of(evidence=evidence) == "evidence-unknown"


def test_what_the_machine_left_open_takes_an_officer(desk: Desk, audited: Audited) -> None:
    assert desk.refusal_of(evidence=uncertain()) == "officer-needed"
    assert audited() == [("refused", "officer-needed")]
