"""Health cards: when the first facility is changed, who joins as a household (health law, Art. 12–26)."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.benefits.calculators.health_insurance import waiting_days
from kiosk.benefits.figures import shown
from kiosk.benefits.law import Law, Reason
from kiosk.benefits.months import Month
from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding
from kiosk.eligibility.facts import Facts, need
from kiosk.eligibility.rules.making import ask_staff, law_rule, no, not_yet

HEALTH_LAW = Law("BHYT", "Luật BHYT (sửa đổi bởi Luật 51/2024/QH15)", date(2025, 7, 1))
WINDOW_DAYS = 15  # of a quarter, Art. 26.1
# What each other group joins through; who is supported by the State may choose the household (Art. 13.5.e).
_OTHER_GROUPS = {"employer": "employer", "pensioner": "staff", "state_paid": "staff", "pupil": "school"}

NOT_IN_WINDOW = Reason(
    "not_in_window",
    (HEALTH_LAW.article(26, 1),),
    "Nơi khám chữa bệnh ban đầu chỉ đổi được trong 15 ngày đầu của mỗi quý.",
    "The first care facility can be changed only in the first 15 days of a quarter.",
)
CARD_NOT_VALID = Reason(
    "card_not_valid",
    (HEALTH_LAW.article(16, 3),),
    "Thẻ BHYT đã hết giá trị sử dụng.",
    "The health card is not valid any more.",
)
MANAGED_BY_FORCES = Reason(
    "managed_by_forces",
    (HEALTH_LAW.article(26, 4), HEALTH_LAW.article(17, 1, "đ")),
    "Thẻ BHYT do Bộ Quốc phòng, Bộ Công an quản lý có quy định riêng.",
    "Cards managed by the Ministries of Defence and of Public Security have rules of their own.",
)
SPECIALISED_FACILITY = Reason(
    "specialised_facility",
    (HEALTH_LAW.article(26, 1), HEALTH_LAW.article(26, 3)),
    "Cơ sở cấp chuyên sâu chỉ nhận đăng ký ban đầu trong trường hợp Bộ Y tế quy định; cán bộ xem xét.",
    "Specialised facilities are open to cases named by the Ministry of Health only; staff look at it.",
)
OTHER_HEALTH_GROUP = Reason(
    "other_health_group",
    (HEALTH_LAW.article(12), HEALTH_LAW.article(13, 5)),
    "Ông/bà thuộc nhóm tham gia BHYT khác, xếp trước nhóm hộ gia đình.",
    "You belong to another group of health insurance, which comes before the household.",
)


def _in_window(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    quarter = Month(facts.on.year, 3 * ((facts.on.month - 1) // 3) + 1)
    if (facts.on - quarter.first_day).days < WINDOW_DAYS:
        return ()
    return (not_yet(NOT_IN_WINDOW, (quarter + 3).first_day),)


def _card_valid(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    return () if need(facts.card_valid, "card_valid") else (no(CARD_NOT_VALID),)


def _managed_by_vss(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    managed_by_vss = need(facts.managed_by, "managed_by") == "vss"
    return () if managed_by_vss else (no(MANAGED_BY_FORCES),)


def _facility_open(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    specialised = need(facts.facility_level, "facility_level") == "specialised"
    return (ask_staff(SPECIALISED_FACILITY),) if specialised else ()


def _household_group(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    group = need(facts.health_group, "health_group")
    if group == "state_supported":
        work.warn(
            "state_supports",
            "Nhà nước hỗ trợ một phần mức đóng cho nhóm của ông/bà; tham gia theo nhóm đó có thể lợi hơn.",
            "The State pays a part for your group; joining as such may be cheaper.",
        )
    return (no(OTHER_HEALTH_GROUP, _OTHER_GROUPS[group]),) if group in _OTHER_GROUPS else ()


def _used_at_once(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """A first card, or one after a gap, holds only some days after it is paid (Art. 16.3.c)."""
    before = need(facts.health_insurance, "health_insurance")
    gap = (facts.on - need(facts.card_ended_on, "card_ended_on")).days if before == "ended" else 0
    days = waiting_days(before == "never", gap, work)
    if days:
        first = shown(facts.on + timedelta(days), "vi")
        work.warn(
            "card_waits",
            f"Thẻ dùng được sau {days} ngày kể từ ngày đóng đủ; nếu đóng hôm nay thì từ {first}.",
            f"The card holds {days} days after it is paid in full; if that is today, from {first} on.",
        )
    return ()


def _electronic_card(_facts: Facts, work: Workings) -> tuple[Finding, ...]:
    work.warn(
        "electronic_card",
        "Thẻ BHYT điện tử trên VssID, VNeID và thẻ Căn cước gắn chip dùng được ngay như thẻ giấy.",
        "The e-card in VssID or VNeID and the chip ID card serve at once like the paper card.",
    )
    return ()


RULES = (
    law_rule("health_card.in_window", ("on",), _in_window, NOT_IN_WINDOW),
    law_rule("health_card.valid", ("card_valid",), _card_valid, CARD_NOT_VALID),
    law_rule("health_card.managed_by_vss", ("managed_by",), _managed_by_vss, MANAGED_BY_FORCES),
    law_rule("health_card.facility_open", ("facility_level",), _facility_open, staff=(SPECIALISED_FACILITY,)),
    law_rule(
        "health_card.household_group", ("health_group",), _household_group, OTHER_HEALTH_GROUP, tells=True
    ),
    law_rule("health_card.used_at_once", ("health_insurance", "card_ended_on"), _used_at_once, tells=True),
    law_rule("health_card.electronic", (), _electronic_card, tells=True),
)
