"""A draft opens for the card that it was sealed with and for nothing else; it fits one version of a form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from ekyc.card.reading import CardReading, IdentitySource, Portrait
from kiosk.contract.wire import Help
from kiosk.errors import BugError
from kiosk.sync.act import RecordedAct, new_act_id
from kiosk.visit.draft import Draft, DraftError, DraftKey, open_draft
from kiosk.visit.journey import Journey
from kiosk.visit.proofs import ChannelProof, ProofState
from tests.kiosk.visits import begin, catalogue, complete_registration, identified_visit, proved_reading
from tests.manual_clock import START

TYPED = ("0901234567", "lan@example.vn", "12 Đường Thử Nghiệm", "chưa xong")
FEW = settings(max_examples=15)  # a key takes some 50 ms to make, on purpose


def a_draft() -> Draft:
    visit = complete_registration()
    visit.journey.answers.type("contact.phone", {"text": "chưa xong"})
    proof = ChannelProof(
        "lan@example.vn", ProofState.VERIFIED, UUID("019a0000-0000-7000-8000-00000000000c"), START
    )
    visit.journey.proofs.put(proof)
    return Draft.of(visit.journey, "page.address", START)


def fresh_journey(task_id: str = "register") -> Journey:
    return begin(identified_visit(), task_id)


def other_cards() -> list[CardReading]:
    card = proved_reading()
    identity = card.identity
    assert card.portrait is not None
    return [
        replace(card, portrait=Portrait(b"another picture", card.portrait.media_type)),
        replace(card, portrait=None, source=IdentitySource.QR),
        replace(card, source=IdentitySource.QR),
        replace(card, identity=replace(identity, personal_number="079185012346")),
        replace(card, identity=replace(identity, full_name="Trần Thị Mẫu Đôn")),
        replace(card, identity=replace(identity, date_of_birth=date(1985, 3, 9))),
        replace(card, identity=replace(identity, date_of_issue=date(2024, 5, 4))),
        replace(card, identity=replace(identity, residence="Nơi khác")),
    ]


def test_everything_comes_back() -> None:
    draft = a_draft()
    opened = open_draft(DraftKey.make(proved_reading()).seal(draft), proved_reading())
    assert opened == draft
    journey = fresh_journey()
    opened.restore(journey)
    assert journey.answers.dump() == draft.answers
    assert journey.act_id == draft.act_id
    assert journey.proof_of("contact.email").state is ProofState.VERIFIED
    assert journey.proof_of("contact.email").verified_at == START
    assert journey.recorded is None


def test_help_before_the_crash_is_named_by_the_act_too() -> None:
    before = Help(account="100007", since=START, until=START + timedelta(minutes=1))
    after = Help(account="100008", since=START + timedelta(hours=1), until=START + timedelta(hours=2))
    draft = Draft.of(complete_registration().journey, "page.address", START, (before,))
    visit = identified_visit()
    opened = open_draft(DraftKey.make(proved_reading()).seal(draft), proved_reading())
    opened.restore(begin(visit, "register"))
    visit.helped.append(after)
    assert visit.help_of_journey() == (before, after)


def test_no_other_card_opens_it() -> None:
    sealed = DraftKey.make(proved_reading()).seal(a_draft())
    for card in other_cards():
        with pytest.raises(DraftError):
            open_draft(sealed, card)


def test_what_is_sealed_shows_nothing_and_is_never_the_same_twice() -> None:
    key, draft = DraftKey.make(proved_reading()), a_draft()
    first, second = key.seal(draft), key.seal(draft)
    assert first != second
    assert key.seal(draft)[:16] == key.salt
    assert DraftKey.make(proved_reading()).key != key.key  # another salt, another key
    for text in (*TYPED, "register", "contact.phone"):
        assert text.encode() not in first
    shown = f"{draft!r} {key!r}"
    assert not any(text in shown for text in (*TYPED, key.key.hex()))


texts = st.text(st.characters(codec="utf-8"), max_size=30)
json_values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@FEW
@given(answers=st.dictionaries(texts, json_values, max_size=5), place=texts, picture=st.binary())
def test_whatever_is_sealed_is_what_opens(answers: dict[str, JsonValue], place: str, picture: bytes) -> None:
    card = replace(proved_reading(), portrait=Portrait(picture, "image/jpeg"))
    draft = a_draft().model_copy(update={"answers": answers, "step_id": place})
    assert open_draft(DraftKey.make(card).seal(draft), card) == draft


SEALED = DraftKey.make(proved_reading()).seal(a_draft())


@FEW
@given(place=st.integers(0, len(SEALED) - 1), bit=st.integers(0, 7))
def test_no_changed_bit_passes(place: int, bit: int) -> None:
    changed = bytearray(SEALED)
    changed[place] ^= 1 << bit
    with pytest.raises(DraftError):
        open_draft(bytes(changed), proved_reading())


@FEW
@given(st.integers(0, len(SEALED) - 1) | st.sampled_from([0, 1, 15, 16, 17, 27, 28, 29, 43, 44]))
def test_no_cut_draft_opens(length: int) -> None:
    with pytest.raises(DraftError):
        open_draft(SEALED[:length], proved_reading())


@FEW
@given(st.binary(max_size=200))
def test_nothing_else_opens(noise: bytes) -> None:
    with pytest.raises(DraftError):
        open_draft(noise, proved_reading())


def test_it_fits_one_version_of_one_form_only() -> None:
    draft, form = a_draft(), catalogue().get("register").form
    assert draft.fits(form)
    assert not draft.fits(replace(form, version="2099-01-01"))
    assert not draft.fits(catalogue().get("9.2").form)
    for journey in (fresh_journey("9.2"), fresh_journey("change_contact")):
        with pytest.raises(BugError):
            draft.restore(journey)
        assert not journey.answers.has("contact.phone")


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"typed": {}, "values": {"no.such.question": "x"}},
        {"typed": {}, "values": {"contact.phone": {"not": "a number"}}},
    ],
)
def test_a_form_that_was_changed_without_a_new_version_does_not_fit(answers: dict[str, JsonValue]) -> None:
    """Its answers cannot be read: nobody is offered what would then fail."""
    draft = a_draft().model_copy(update={"answers": answers})
    assert not draft.fits(catalogue().get("register").form)


def test_that_the_act_was_recorded_is_looked_up_and_never_sealed() -> None:
    recorded = RecordedAct(new_act_id(), "registration.adult", START, 1)
    draft = a_draft().model_copy(update={"recorded": recorded})
    opened = open_draft(DraftKey.make(proved_reading()).seal(draft), proved_reading())
    assert opened.recorded is None
    journey = fresh_journey()
    draft.restore(journey)
    assert journey.recorded == recorded
