"""What an act may say: nothing that is missing, absurd or of another time, told by the names of fields."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.judging.content_check import check_content
from central.keys.opening import UnusableError
from kiosk.contract.kinds import KINDS
from kiosk.contract.wire import ActContent
from simulation.passports import WORKER
from tests.acts import (
    SUBJECT,
    contact_change_payload,
    data_request_payload,
    dependant_payload,
    dispute_payload,
    foreigner_payload,
    petition_payload,
    preferences_payload,
    registration_payload,
    reopened_payload,
    reset_payload,
    service_payload,
    supplement_payload,
    verification_payload,
    wish_payload,
    withdrawal_payload,
)
from tests.central.hostile import HOSTILE_VALUES

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
PAYLOADS = {
    "registration.adult": registration_payload(),
    "registration.dependant": dependant_payload(),
    "registration.foreigner": foreigner_payload(),
    "contact.change": contact_change_payload(),
    "service.filed": service_payload(),
    "case.withdrawal": withdrawal_payload(),
    "case.supplement": supplement_payload(),
    "payment.verification": verification_payload(),
    "data.request": data_request_payload(),
    "record.wish": wish_payload(),
    "care.dispute": dispute_payload(),
    "notice.preferences": preferences_payload(),
    "account.reset": reset_payload(),
    "petition.filed": petition_payload(),
    "petition.reopened": reopened_payload(),
}
OF_NOBODY = petition_payload("")


HELP = {"account": "100007", "since": "2026-03-02T01:20:00Z", "until": "2026-03-02T01:22:00Z"}


def content(kind: str = "registration.adult", **changes: Any) -> ActContent:
    values = {
        "act_id": str(uuid4()),
        "kind": kind,
        "schema_version": KINDS[kind].version,
        "occurred_at": NOW.isoformat(),
        "subject_id": {"registration.foreigner": WORKER.subject, "petition.reopened": ""}.get(kind, SUBJECT),
        "payload": PAYLOADS[kind],
    } | changes
    return ActContent.model_validate_json(json.dumps(values))


def changed(at: str, value: Any, kind: str = "registration.adult") -> ActContent:
    """``at`` names a field by its path, with dots."""
    payload: Any = json.loads(json.dumps(PAYLOADS[kind]))
    *path, last = at.split(".")
    part = payload
    for name in path:
        part = part[int(name) if name.isdigit() else name]
    if value is DELETED:
        del part[last]
    else:
        part[last] = value
    return content(kind, payload=payload)


DELETED = object()


def problem_of(act: ActContent) -> tuple[str, str | None]:
    with pytest.raises(UnusableError) as caught:
        check_content(act, NOW)
    return caught.value.code.value, caught.value.detail


def test_only_a_petition_is_of_nobody_and_then_of_nobody_at_all() -> None:
    petition = "petition.filed"
    assert check_content(content(petition, subject_id="", payload=OF_NOBODY), NOW).payload.subject == ""
    assert problem_of(content(petition, payload=OF_NOBODY)) == ("content-invalid", "identity.subject")
    assert problem_of(content(petition, subject_id="")) == ("content-invalid", "identity.subject")
    for half in ("identity", "card", "face", "verification"):
        mixed = {**OF_NOBODY, half: PAYLOADS[petition][half]}
        assert problem_of(content(petition, subject_id="", payload=mixed))[0] == "content-invalid", half
    for kind in PAYLOADS.keys() - {petition, "petition.reopened"}:
        nobody = {**PAYLOADS[kind], **dict.fromkeys(("identity", "card", "face", "verification"))}
        assert problem_of(content(kind, subject_id="", payload=nobody))[0] == "content-invalid", kind


@pytest.mark.parametrize("kind", PAYLOADS)
def test_an_act_that_a_kiosk_makes_is_taken(kind: str) -> None:
    assert check_content(content(kind), NOW).kind.name == kind


@pytest.mark.parametrize(
    ("at", "value", "place"),
    [
        ("identity.full_name", DELETED, "identity.full_name"),
        ("identity.full_name", "  ", "identity.full_name"),
        ("contact", DELETED, "contact"),
        ("contact.phone", "0123", "contact.phone"),
        ("contact.email", "no address", "email"),
        ("identity.date_of_birth", "1900-01-01", "identity.date_of_birth"),
        ("identity.date_of_birth", "9999-12-31", "identity.date_of_birth"),
        ("identity.date_of_birth", "2031-01-01", "identity.date_of_birth"),
        ("identity.date_of_issue", "1998-01-01", "identity.date_of_issue"),
        ("identity.date_of_expiry", "2021-01-01", "identity.date_of_expiry"),
        ("identity.date_of_expiry", "9999-01-01", "identity.date_of_expiry"),
        ("consents.0.answered_at", "1900-01-01T00:00:00Z", "consents.0.answered_at"),
        ("face.distance", float("nan"), "face.distance"),
        ("face.match_limit", float("inf"), "face.match_limit"),
        ("face.attempts", 10**30, "face.attempts"),
        ("identity.residence", "a\0b", "identity.residence"),
        ("office_code", "", "office_code"),
        ("\u202eevil name", 1, "…"),
    ],
)
def test_what_is_missing_or_absurd_is_told_by_its_place(at: str, value: Any, place: str) -> None:
    code, detail = problem_of(changed(at, value))
    assert code == "content-invalid"
    assert detail is not None
    assert any(each.startswith(place.rpartition(".0.")[0] or place) for each in detail.split(", ")), detail


@pytest.mark.parametrize("value", [float("nan"), float("-inf"), 10**400, "\0", [[[[[[[[[[[[[1]]]]]]]]]]]]]])
def test_answers_hold_nothing_absurd(value: Any) -> None:
    try:
        act = changed("answers.facility", value, "service.filed")
    except ValueError:  # no JSON number that anybody can read: the act does not open at all
        return
    assert problem_of(act)[0] == "content-invalid"


@pytest.mark.parametrize("year", [1900, 2024, 2029, 9999])
def test_no_act_is_of_another_age(year: int) -> None:
    assert problem_of(content(occurred_at=f"{year}-03-02T01:30:00Z")) == ("content-invalid", "occurred_at")


@pytest.mark.parametrize("days", [-400, 400])
def test_a_kiosk_with_a_wrong_clock_is_heard(days: int) -> None:
    check_content(content(occurred_at=(NOW + timedelta(days=days)).isoformat()), NOW)


@pytest.mark.parametrize(
    ("changes", "detail"),
    [
        ({"schema_version": 9999}, "registration.adult 9999"),
        ({"kind": "account.closing", "schema_version": 2}, "account.closing 2"),
    ],
)
def test_what_is_not_known_here_is_named(changes: dict[str, Any], detail: str) -> None:
    values = content().model_dump(mode="json") | changes
    assert problem_of(ActContent.model_validate(values)) == ("kind-unknown", detail)


@given(data=st.data())
def test_whatever_stands_in_a_field_is_taken_or_refused_without_its_words(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(PAYLOADS)))
    payload = json.loads(json.dumps(PAYLOADS[kind]))
    name = data.draw(st.sampled_from(sorted(payload)))
    payload[name] = data.draw(HOSTILE_VALUES)
    try:
        act = content(kind, payload=payload)
    except ValueError:
        return
    detail = None
    try:
        check_content(act, NOW)
    except UnusableError as error:
        detail = error.detail or "no place"
    assert detail is None or len(detail) <= 200
    assert set(detail or "") <= set("abcdefghijklmnopqrstuvwxyz0123456789_.,… ")


def test_help_is_of_the_time_of_the_act_and_ends_after_it_begins() -> None:
    checked = content(helped=[HELP])
    assert checked.helped[0].account == "100007"
    check_content(checked, NOW)
    turned = {**HELP, "since": HELP["until"], "until": HELP["since"]}
    for wrong in (
        turned,
        {**HELP, "until": "2029-03-02T01:22:00Z"},
        {**HELP, "since": "1999-03-02T01:22:00Z"},
    ):
        with pytest.raises(UnusableError) as caught:
            check_content(content(helped=[HELP, wrong]), NOW)
        assert caught.value.detail == "helped"


def test_an_act_of_before_names_no_help() -> None:
    assert content().helped == ()
