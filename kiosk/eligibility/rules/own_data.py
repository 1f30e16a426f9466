"""The book and the data in it: what has changed, whose confirmation it needs, and books that become one."""

from __future__ import annotations

from kiosk.benefits.law import L41, Reason
from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding
from kiosk.eligibility.facts import Facts, months_reach, need
from kiosk.eligibility.rules.making import ask_staff, law_rule, no

_ALL_MONTHS = ("compulsory_months", "voluntary_months")
_DRAWING = ("pension", "monthly_allowance", "suspended")
_CONFIRMED_BY_UNIT = frozenset(("name", "date_of_birth"))  # form TK1-TS of Q366

NOTHING_CHANGED = Reason(
    "nothing_changed",
    (L41.article(29, 1),),
    "Không có thông tin nào thay đổi; sổ bị mất, hỏng thì cấp lại sổ không thay đổi thông tin.",
    "Nothing has changed; a lost or damaged book is issued again as it was.",
)
DATA_CHANGED = Reason(
    "data_changed",
    (L41.article(29, 1),),
    "Thông tin cá nhân đã thay đổi hoặc ghi sai: xin làm thủ tục điều chỉnh thông tin.",
    "Personal data are wrong or have changed: please have them corrected.",
)
DRAWS_BENEFIT = Reason(
    "draws_benefit",
    (L41.article(29, 1), L41.article(82, 1)),
    "Người đang hưởng hoặc tạm dừng hưởng lương hưu, trợ cấp hằng tháng sửa thông tin trong hồ sơ hưởng.",
    "For who draws a pension or allowance, or has it suspended, the data of the benefit are corrected.",
)
NO_BOOK = Reason(
    "no_book",
    (L41.article(25, 1),),
    "Chưa có thời gian đóng BHXH nên chưa có sổ BHXH.",
    "No contributions yet, so there is no book.",
)
ONE_BOOK = Reason(
    "one_book",
    (L41.article(25, 1),),
    "Chỉ gộp sổ khi có từ 2 sổ BHXH trở lên.",
    "Only two or more books can be merged.",
)
BOOKS_DIFFER = Reason(
    "books_differ",
    (L41.article(29, 1),),
    "Họ tên, ngày sinh trên các sổ khác nhau: cán bộ xem xét, có thể phải điều chỉnh thông tin trước.",
    "Name or date of birth differ between the books: staff look at it, maybe the data are corrected first.",
)
MERGED_AFTER_PENSION = Reason(
    "merged_after_pension",
    (L41.article(29, 1),),
    "Ông/bà đang hưởng lương hưu, trợ cấp: thời gian gộp thêm kéo theo điều chỉnh quyết định hưởng.",
    "You draw a pension or allowance: time that is added changes the decision on it.",
)


def _something_changed(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    return () if need(facts.change, "change") else (no(NOTHING_CHANGED),)


def _nothing_changed(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    return (no(DATA_CHANGED),) if need(facts.change, "change") else ()


def _no_benefit_drawn(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Who is not said to draw anything does not."""
    return (no(DRAWS_BENEFIT),) if facts.receiving in _DRAWING else ()


def _unit_confirms(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """Only a new name or date of birth of an employee; whether it is one has to be known then."""
    if _CONFIRMED_BY_UNIT.isdisjoint(need(facts.change, "change")):
        return ()
    if need(facts.in_compulsory_now, "in_compulsory_now"):
        work.warn(
            "unit_confirms",
            "Nơi làm việc của ông/bà xác nhận vào tờ khai TK1-TS trước khi nộp.",
            "Your employer confirms form TK1-TS before it is filed.",
        )
    return ()


def _has_book(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    return () if months_reach(facts, 1, *_ALL_MONTHS) else (no(NO_BOOK),)


def _books_to_merge(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    if need(facts.books, "books") < 2:
        return (no(ONE_BOOK),)
    work.warn(
        "months_paid_twice",
        "Nếu các sổ có tháng đóng trùng, tiền đóng trùng được hoàn trả.",
        "Where the books hold the same months, what was paid twice is paid back.",
    )
    return () if need(facts.books_agree, "books_agree") else (ask_staff(BOOKS_DIFFER),)


def _merged_before_pension(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Who is not said to draw anything does not."""
    return (ask_staff(MERGED_AFTER_PENSION),) if facts.receiving in _DRAWING else ()


RULES = (
    law_rule("own_data.something_changed", ("change",), _something_changed, NOTHING_CHANGED),
    law_rule("own_data.nothing_changed", ("change",), _nothing_changed, DATA_CHANGED),
    law_rule("own_data.no_benefit_drawn", ("receiving",), _no_benefit_drawn, DRAWS_BENEFIT),
    law_rule("own_data.unit_confirms", ("change", "in_compulsory_now"), _unit_confirms, tells=True),
    law_rule("own_data.has_book", _ALL_MONTHS, _has_book, NO_BOOK),
    law_rule(
        "own_data.books_to_merge",
        ("books", "books_agree"),
        _books_to_merge,
        ONE_BOOK,
        staff=(BOOKS_DIFFER,),
        tells=True,
    ),
    law_rule(
        "own_data.merged_before_pension",
        ("receiving",),
        _merged_before_pension,
        staff=(MERGED_AFTER_PENSION,),
    ),
)
