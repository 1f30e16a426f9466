"""Who may file, and what a person must or must not draw already: rules that many services share."""

from __future__ import annotations

from datetime import date

from kiosk.benefits.figures import shown
from kiosk.benefits.law import L41, Reason
from kiosk.benefits.months import add_months
from kiosk.benefits.workings import Workings
from kiosk.eligibility.answer import Finding
from kiosk.eligibility.facts import Facts, need
from kiosk.eligibility.rules.making import law_rule, no

AUTHORISATION_MONTHS = 12
END_OF_OLDER_AUTHORISATIONS = date(2026, 6, 30)  # L41 Art. 141.14

AUTHORISATION_OVER = Reason(
    "authorisation_over",
    (L41.article(10, 2, "d"),),
    "Giấy ủy quyền đã quá 12 tháng; cần giấy ủy quyền mới có chứng thực.",
    "The authorisation is older than 12 months; a new certified one is needed.",
)
AUTHORISATION_NEEDED = Reason(
    "authorisation_needed",
    (L41.article(10, 2, "d"),),
    "Người thân nộp thay cần giấy ủy quyền có chứng thực.",
    "A relative who files needs a certified authorisation.",
)
AUTHORISED_LATER = Reason(
    "authorised_later",
    (L41.article(10, 2, "d"),),
    "Ngày ủy quyền ở sau ngày nộp hồ sơ.",
    "The authorisation is dated after the day of filing.",
)
STILL_INSURED = Reason(
    "still_insured",
    (L41.article(64, 1), L41.article(98)),
    "Người đang đóng BHXH bắt buộc làm thủ tục qua nơi làm việc.",
    "Who is in compulsory insurance files through the employer.",
)
NO_PENSION_DRAWN = Reason(
    "no_pension_drawn",
    (L41.article(76, 1), L41.article(115, 1)),
    "Trường hợp này dành cho người đang hưởng lương hưu, trợ cấp BHXH hằng tháng.",
    "This is for people who draw a pension or a monthly allowance.",
)
PENSION_DRAWN = Reason(
    "pension_drawn",
    (L41.article(70, 1), L41.article(102, 1)),
    "Ông/bà đang hưởng lương hưu hoặc trợ cấp BHXH hằng tháng.",
    "You draw a pension or a monthly allowance already.",
)


def _authorisation_in_time(facts: Facts, work: Workings) -> tuple[Finding, ...]:
    """A certified authorisation to receive benefits holds for twelve months from its day: on that of filing,
    and best on that of the decision.
    """
    if facts.by != "authorised":
        return ()
    made = need(facts.authorised_on, "authorised_on")
    if against := against_authorisation(made, facts.on):
        return against
    if facts.due_on is None:
        warn_until(made, work)
    elif authorised_until(made) < facts.due_on:
        last, due = shown(authorised_until(made), "vi"), shown(facts.due_on, "vi")
        work.warn(
            "authorisation_ends_before_decision",
            f"Giấy ủy quyền chỉ có giá trị đến hết ngày {last}, trước ngày hẹn trả kết quả {due}. Vẫn nộp "
            "được hôm nay; để nhận kết quả và tiền, xin lập giấy ủy quyền mới có chứng thực.",
            f"The authorisation holds until {last} only, before the result is due on {due}. It can be filed "
            "today; to receive the result and the money, please have a new one certified.",
        )
    return ()


def warn_until(made: date, work: Workings) -> None:
    """Until when the authorisation holds."""
    last = shown(authorised_until(made), "vi")
    work.warn(
        "authorised_until",
        f"Giấy ủy quyền có hiệu lực đến hết ngày {last}.",
        f"The authorisation holds until the end of {last}.",
    )


def against_authorisation(made: date, on: date) -> tuple[Finding, ...]:
    """What speaks on the day ``on`` against an authorisation to receive that was made on ``made``."""
    if made > on:
        return (no(AUTHORISED_LATER),)
    return (no(AUTHORISATION_OVER),) if on > authorised_until(made) else ()


def authorised_until(made: date) -> date:
    """The last day of an authorisation to receive; those of the older law had no limit and end together."""
    last = add_months(made, AUTHORISATION_MONTHS)
    return max(last, END_OF_OLDER_AUTHORISATIONS) if made < L41.in_force else last


def _not_by_relative(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Who is neither the person concerned nor the guardian acts for them by a certified authorisation."""
    return (no(AUTHORISATION_NEEDED),) if facts.by == "relative" else ()


def _relative_after_death(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """A relative files in their own right once the person concerned has died: since when is asked."""
    if facts.by == "relative":
        need(facts.died_on, "died_on")
    return ()


def _not_in_compulsory(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Whoever is employed files through the employer; voluntary participants file themselves."""
    if facts.insured_now and facts.last_paid_scheme is None:
        need(facts.last_paid_scheme, "last_paid_scheme")
    compulsory = need(facts.insured_now, "insured_now") and facts.last_paid_scheme == "compulsory"
    return (no(STILL_INSURED),) if compulsory else ()


def _draws_a_pension(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Where that is what the wish is about it is asked."""
    return (no(NO_PENSION_DRAWN),) if need(facts.receiving, "receiving") == "none" else ()


def _draws_nothing(facts: Facts, _work: Workings) -> tuple[Finding, ...]:
    """Who is not said to draw anything does not."""
    return () if facts.receiving in (None, "none") else (no(PENSION_DRAWN),)


RULES = (
    law_rule(
        "authorisation_in_time",
        ("by", "authorised_on", "due_on"),
        _authorisation_in_time,
        AUTHORISATION_OVER,
        AUTHORISED_LATER,
        tells=True,
        tells_officers=True,
    ),
    law_rule("not_in_compulsory", ("insured_now", "last_paid_scheme"), _not_in_compulsory, STILL_INSURED),
    law_rule("relative_after_death", ("by", "died_on"), _relative_after_death),
    law_rule("draws_a_pension", ("receiving",), _draws_a_pension, NO_PENSION_DRAWN),
    law_rule("draws_nothing", ("receiving",), _draws_nothing, PENSION_DRAWN),
    law_rule("not_by_relative", ("by",), _not_by_relative, AUTHORISATION_NEEDED),
)
