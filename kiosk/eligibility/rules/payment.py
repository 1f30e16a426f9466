"""How and where a benefit is received, and by whom (L41 Art. 10.2, 82, 93, 114, 141.14)."""

from __future__ import annotations

from kiosk.benefits.law import L41, Reason
from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding
from kiosk.eligibility.facts import Facts, need, require
from kiosk.eligibility.rules.filing import (
    AUTHORISATION_OVER,
    AUTHORISED_LATER,
    against_authorisation,
    warn_until,
)
from kiosk.eligibility.rules.making import law_rule, no, not_yet

_PAID_AT_HOME_FROM = 80  # years, L41 Art. 10.2.đ

DRAWS_NOTHING = Reason(
    "draws_nothing",
    (L41.article(82, 1),),
    "Ông/bà không đang hưởng lương hưu, trợ cấp BHXH hằng tháng.",
    "You draw no pension or monthly allowance.",
)
SUSPENDED = Reason(
    "suspended",
    (L41.article(82, 1), L41.article(75)),
    "Đang tạm dừng hưởng: cách nhận tiền ghi luôn trong hồ sơ hưởng tiếp.",
    "The payment is suspended: how it is received is part of the request to resume it.",
)
ACCOUNT_OF_OTHER = Reason(
    "account_of_other",
    (L41.article(93, 1), L41.article(114, 1)),
    "Tài khoản phải đứng tên người hưởng, mở tại ngân hàng hoạt động tại Việt Nam.",
    "The account has to be the beneficiary's own, at a bank that operates in Vietnam.",
)
UNDER_80 = Reason(
    "under_80",
    (L41.article(10, 2, "đ"),),
    "Chi trả tại nơi cư trú dành cho người từ đủ 80 tuổi.",
    "Payment at home is for people of 80 years and more.",
)
NO_BENEFIT = Reason(
    "no_benefit",
    (L41.article(10, 2, "d"),),
    "Chưa có chế độ BHXH nào để ủy quyền nhận thay.",
    "There is no benefit that somebody else could receive.",
)
NOT_CERTIFIED = Reason(
    "not_certified",
    (L41.article(10, 2, "d"),),
    "Giấy ủy quyền phải được chứng thực.",
    "The authorisation has to be certified.",
)


def _draws_monthly(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    return _drawing(need(facts.receiving, "receiving"))


def _draws_or_waits(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Also for holders of a decision to wait for their age."""
    return () if facts.holder_of is not None else _drawing(need(facts.receiving, "receiving"))


def _drawing(receiving: str) -> tuple[Finding, ...]:
    if receiving == "suspended":
        return (no(SUSPENDED),)
    return (no(DRAWS_NOTHING),) if receiving == "none" else ()


def _way_is_open(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """To an account of one's own, in cash, or from 80 years on at home."""
    wish = need(facts.payment_wish, "payment_wish")
    if wish == "account" and need(facts.account_holder, "account_holder") == "other":
        return (no(ACCOUNT_OF_OTHER),)
    if wish == "at_home":
        birthday = need(facts.born, "born").turns(_PAID_AT_HOME_FROM)
        if facts.on < birthday:
            return (not_yet(UNDER_80, birthday),)
    return ()


def _benefit_to_receive(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """What is drawn monthly, or was decided and is still to be paid."""
    if facts.receiving in ("pension", "monthly_allowance") or facts.decision_exists:
        return ()
    if facts.receiving == "suspended":
        return (no(SUSPENDED),)
    require(facts, "receiving", "decision_exists")
    return (no(NO_BENEFIT),)


def _authorisation_holds(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    made = need(facts.authorised_on, "authorised_on")
    against = against_authorisation(made, facts.on)
    if not against:
        warn_until(made, work)
    return against


def _certified(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    certified = need(facts.authorisation_certified, "authorisation_certified")
    return () if certified else (no(NOT_CERTIFIED),)


RULES = (
    law_rule("payment.draws_monthly", ("receiving",), _draws_monthly, DRAWS_NOTHING, SUSPENDED),
    law_rule("payment.draws_or_waits", ("receiving", "holder_of"), _draws_or_waits, DRAWS_NOTHING, SUSPENDED),
    law_rule(
        "payment.way_is_open",
        ("payment_wish", "account_holder", "born"),
        _way_is_open,
        ACCOUNT_OF_OTHER,
        UNDER_80,
    ),
    law_rule(
        "payment.benefit_to_receive",
        ("receiving", "decision_exists"),
        _benefit_to_receive,
        NO_BENEFIT,
        SUSPENDED,
    ),
    law_rule(
        "payment.authorisation_holds",
        ("authorised_on",),
        _authorisation_holds,
        AUTHORISATION_OVER,
        AUTHORISED_LATER,
        tells=True,
    ),
    law_rule("payment.certified", ("authorisation_certified",), _certified, NOT_CERTIFIED),
)
