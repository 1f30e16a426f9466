"""What conditions and prefilling may ask about the visit besides answers: a closed list, so that a form is
checked when it is loaded. The visit fills in the values; a fact that is not known is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from kiosk.contract.kinds.record_wish import COPIED
from kiosk.forms.order import Order
from kiosk.records.comparing import Field as Compared
from kiosk.records.notice_subjects import shipped_subjects


@dataclass(frozen=True, slots=True)
class Fact:
    order: Order
    meaning: str
    domain: tuple[JsonValue, ...] | None = None  # every value, where the set is closed


_SUBJECTS = tuple(shipped_subjects())
_COMPARED = tuple(each.value for each in Compared)

FACTS: Mapping[str, Fact] = {
    "today": Fact(Order.DATE, "the date of the visit in Vietnam"),
    "office.code": Fact(Order.TEXT, "code of the office that the kiosk stands in"),
    "office.name": Fact(Order.TEXT, "its name"),
    "person.personal_number": Fact(Order.TEXT, "12 digits, from the card"),
    "person.passport_number": Fact(Order.TEXT, "of who shows a passport"),
    "person.full_name": Fact(Order.TEXT, "from the card, with diacritics"),
    "person.date_of_birth": Fact(Order.DATE, "from the card"),
    "person.age": Fact(Order.NUMBER, "whole years today"),
    "person.sex": Fact(Order.CHOICE, "from the card", ("male", "female", "unspecified")),
    "person.nationality": Fact(Order.TEXT, "three letters (ICAO 9303-3)"),
    "person.ethnicity": Fact(Order.TEXT, "from the chip"),
    "person.residence": Fact(Order.TEXT, "from the card, one line"),
    "person.date_of_issue": Fact(Order.DATE, "of the card"),
    "person.card_source": Fact(Order.CHOICE, "where the identity was read", ("chip", "qr", "mrz", "typed")),
    "account.state": Fact(
        Order.CHOICE,
        "of the e-transaction account, where central has released a record in this visit",
        ("none", "pending", "active", "locked"),
    ),
    "codes.by_text": Fact(
        Order.YES_NO, "one-time codes are sent to phones, as the office's policy says", (True, False)
    ),
    "line.up": Fact(Order.YES_NO, "central can be asked now", (True, False)),
    "follow.by": Fact(Order.CHOICE, "for whom, where a page about one's own record led here", ("self",)),
    "finding.by_card": Fact(
        Order.YES_NO,
        "the register has a record of the personal number; left out where nobody asked",
        (True, False),
    ),
    "finding.found": Fact(Order.YES_NO, "it has one, by either number", (True, False)),
    "finding.differs": Fact(
        Order.CHOICES,
        "what the record has otherwise than the card",
        ("name", "date_of_birth", "sex", "personal_number"),
    ),
    "finding.several": Fact(Order.YES_NO, "the person has, or may have, more than one book", (True, False)),
    "finding.agrees": Fact(Order.YES_NO, "name and birthday are the same in all of them", (True, False)),
    "finding.number": Fact(Order.TEXT, "social insurance number of the record that was found"),
    "finding.books": Fact(Order.NUMBER, "how many books there are, as far as is known, where several"),
    "finding.others": Fact(Order.NONE, "numbers of the further ones, as far as they are told"),
    "paid_to.wish": Fact(
        Order.CHOICE, "what the person turned to do about an account of theirs", ("add", "use", "close")
    ),
    "paid_to.chosen": Fact(Order.TEXT, "the account that they turned to: bank and last digits"),
    "copy.wanted": Fact(
        Order.CHOICE, "what the person came to see while there is no line: its screen", COPIED
    ),
    "case.chosen": Fact(Order.TEXT, "number of the case that the person turned to, among their own"),
    "followed.code": Fact(Order.NONE, "tracking code of the petition whose answer the person has read"),
    "told.email": Fact(
        Order.CHOICES, "subjects of which the person is told by e-mail, where notices were read", _SUBJECTS
    ),
    "told.text": Fact(Order.CHOICES, "the same by text message", _SUBJECTS),
    "told.unreached": Fact(
        Order.CHOICES, "channels for which central has no address of the person", ("email", "text")
    ),
    "released.months": Fact(
        Order.NONE, "the stretch of missing months, of a record that was read in this visit"
    ),
    "released.employer": Fact(Order.TEXT, "that these are of, else the last one of that record"),
    "care.reference": Fact(Order.TEXT, "of the treatment that the person says is not theirs"),
    "care.day": Fact(Order.DATE, "on which it began"),
    "care.facility": Fact(Order.TEXT, "where it was"),
    "held.known": Fact(
        Order.YES_NO, "the record was read to be compared with the card; left out where not", (True,)
    ),
    "held.differs": Fact(Order.CHOICES, "what it has otherwise than the card", _COMPARED),
    "held.agrees": Fact(Order.CHOICES, "what it has as the card", _COMPARED),
    "held.name": Fact(Order.TEXT, "as the record has it, and so the next ones"),
    "held.date_of_birth": Fact(Order.TEXT, "in words, as far as it is known"),
    "held.sex": Fact(Order.CHOICE, "", ("male", "female")),
    "held.personal_number": Fact(Order.TEXT, "12 digits"),
    "held.ethnicity": Fact(Order.TEXT, ""),
    "held.nationality": Fact(Order.TEXT, "in words"),
    "held.card_ethnicity": Fact(Order.TEXT, "what the card says, where both are compared"),
    "held.card_nationality": Fact(Order.TEXT, "the same, in words"),
    "held.number": Fact(Order.TEXT, "social insurance number that is printed today"),
    "held.books": Fact(Order.NUMBER, "how many numbers of books count, where several"),
    "held.others": Fact(Order.NONE, "the further ones"),
    "gap.months": Fact(Order.NONE, "the stretch of missing or unpaid months that the person turned to"),
    "gap.kind": Fact(Order.CHOICE, "nobody has reported them, or an employer owes them", ("none", "unpaid")),
    "gap.employer": Fact(Order.TEXT, "that owes them, or the one beside them where there is only one"),
    "gap.dissolved": Fact(Order.YES_NO, "that employer is no more", (True, False)),
    "gap.before": Fact(Order.TEXT, "the last employer before them"),
    "gap.after": Fact(Order.TEXT, "the first one after them"),
    "record.how": Fact(Order.CHOICE, "how the record tells of contributions", ("stretches",)),
    "record.stretches_employer": Fact(Order.NONE, "paid months with wages of employers, or voluntary"),
    "record.stretches_state": Fact(Order.NONE, "paid months with wages set by the State"),
    "record.wage_kinds": Fact(Order.CHOICES, "which of both there are", ("employer", "state")),
    "record.wage": Fact(Order.NUMBER, "đồng, of the last paid month"),
    "record.joined": Fact(Order.MONTH, "the first paid month"),
    "record.known": Fact(Order.CHOICE, "contributions that count are known", ("yes",)),
    "record.years": Fact(Order.NUMBER, "whole years that count"),
    "record.months": Fact(Order.NUMBER, "months beside those"),
    "record.compulsory_years": Fact(Order.NUMBER, "whole years of compulsory insurance"),
    "record.compulsory_months": Fact(Order.NUMBER, "months beside those"),
    "record.voluntary_years": Fact(Order.NUMBER, "whole years of voluntary insurance"),
    "record.voluntary_months": Fact(Order.NUMBER, "months beside those"),
    "record.before_law": Fact(Order.YES_NO, "some of it was paid before July 2025", (True, False)),
    "record.last_month": Fact(Order.MONTH, "the last paid month"),
    "record.last_scheme": Fact(Order.CHOICE, "of that month", ("compulsory", "voluntary")),
    "record.paid": Fact(Order.NONE, "by fund the months that count, with their wages, for dated figures"),
    "record.supported": Fact(Order.YES_NO, "the State paid a part of voluntary months", (True, False)),
    "record.supported_months": Fact(Order.NUMBER, "how many those are"),
    "registry.number": Fact(Order.TEXT, "of the child whom the person chose, as the civil registry has it"),
    "registry.name": Fact(Order.TEXT, "of the same"),
    "registry.born": Fact(Order.DATE, "of the same"),
    "registry.found": Fact(Order.YES_NO, "our register has a record of this child", (True, False)),
    "registry.differs": Fact(
        Order.CHOICES,
        "what that has otherwise than the civil registry",
        ("name", "date_of_birth"),
    ),
    "registry.several": Fact(Order.YES_NO, "the child has, or may have, more than one number", (True, False)),
    "registry.account": Fact(
        Order.CHOICE, "of the child's e-transaction account", ("none", "pending", "active", "locked")
    ),
    "person.verdict": Fact(Order.CHOICE, "of card and face", ("accept", "staff_review")),
}
