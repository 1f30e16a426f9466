"""Every kind of act: the payload that it carries, its version, and the prefix of its case numbers.

Shared with central, which checks what arrives against the very same models.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.contract.kinds.account_reset import AccountResetPayload, AccountResetPayload1
from kiosk.contract.kinds.care_dispute import CareDisputePayload
from kiosk.contract.kinds.case_supplement import CaseSupplementPayload
from kiosk.contract.kinds.case_withdrawal import CaseWithdrawalPayload
from kiosk.contract.kinds.contact_change import ContactChangePayload, ContactChangePayload2
from kiosk.contract.kinds.data_request import DataRequestPayload
from kiosk.contract.kinds.notice_preferences import NoticePreferencesPayload
from kiosk.contract.kinds.parts import ActPayload
from kiosk.contract.kinds.payment_verification import PaymentVerificationPayload
from kiosk.contract.kinds.petition_filed import PetitionPayload
from kiosk.contract.kinds.petition_reopened import ReopenedPayload
from kiosk.contract.kinds.record_wish import RecordWishPayload
from kiosk.contract.kinds.registration_adult import (
    RegistrationPayload,
    RegistrationPayload1,
    RegistrationPayload2,
    RegistrationPayload3,
    RegistrationPayload4,
    RegistrationPayload5,
)
from kiosk.contract.kinds.registration_dependant import DependantPayload, DependantPayload2
from kiosk.contract.kinds.registration_foreigner import ForeignerPayload, ForeignerPayload2
from kiosk.contract.kinds.reminder_keep import ReminderKeepPayload
from kiosk.contract.kinds.service_filed import ServicePayload, ServicePayload2
from kiosk.language import Bilingual


@dataclass(frozen=True, slots=True)
class ActKind:
    name: str  # dotted lower-case words
    version: int  # of the payload that kiosks of this version make
    payload: type[ActPayload]
    case_prefix: str  # of the numbers that central gives, e.g. "DK" in DK26-4417-0932-0123-2
    title: Bilingual  # for the queue of acts and for staff
    once: bool = False  # a person has one case of this kind: a second act joins the first
    unnamed: bool = False  # nobody has to say who they are
    chip_portrait: bool = False  # goes along: an officer compares it with the live picture
    former: Mapping[int, type[ActPayload]] = field(
        default_factory=dict
    )  # payloads of acts still on their way


KINDS: Mapping[str, ActKind] = {
    kind.name: kind
    for kind in (
        ActKind(
            name="registration.adult",
            version=6,
            payload=RegistrationPayload,
            former={
                1: RegistrationPayload1,
                2: RegistrationPayload2,
                3: RegistrationPayload3,
                4: RegistrationPayload4,
                5: RegistrationPayload5,
            },
            case_prefix="DK",  # đăng ký
            title=Bilingual(vi="Đăng ký tài khoản", en="Account registration"),
            once=True,
            chip_portrait=True,
        ),
        ActKind(
            name="registration.dependant",
            version=3,
            payload=DependantPayload,
            former={1: DependantPayload2, 2: DependantPayload2},  # 1 always with phone or e-mail
            case_prefix="TE",  # trẻ em
            title=Bilingual(vi="Đăng ký tài khoản cho con", en="Account registration of a child"),
            chip_portrait=True,
        ),
        ActKind(
            name="registration.foreigner",
            version=3,
            payload=ForeignerPayload,
            former={1: ForeignerPayload2, 2: ForeignerPayload2},  # 1 always with phone or e-mail
            case_prefix="NN",  # người nước ngoài
            title=Bilingual(
                vi="Đăng ký tài khoản của người nước ngoài", en="Account registration of a foreigner"
            ),
            once=True,
            chip_portrait=True,
        ),
        ActKind(
            name="contact.change",
            version=3,
            payload=ContactChangePayload,
            former={1: ContactChangePayload2, 2: ContactChangePayload2},  # 1 without statements
            case_prefix="TD",  # thay đổi
            title=Bilingual(vi="Thay đổi thông tin liên hệ", en="Change of contact data"),
            chip_portrait=True,
        ),
        ActKind(
            name="service.filed",
            version=3,
            payload=ServicePayload,
            former={1: ServicePayload2, 2: ServicePayload2},  # of 1 without statements
            case_prefix="HS",  # hồ sơ
            title=Bilingual(vi="Hồ sơ dịch vụ công", en="Public service application"),
        ),
        ActKind(
            name="case.withdrawal",
            version=1,
            payload=CaseWithdrawalPayload,
            case_prefix="RH",  # rút hồ sơ
            title=Bilingual(vi="Rút hồ sơ", en="Withdrawal of an application"),
        ),
        ActKind(
            name="case.supplement",
            version=1,
            payload=CaseSupplementPayload,
            case_prefix="BS",  # bổ sung
            title=Bilingual(vi="Bổ sung hồ sơ", en="Supplement to an application"),
        ),
        ActKind(
            name="payment.verification",
            version=1,
            payload=PaymentVerificationPayload,
            case_prefix="XM",  # xác minh
            title=Bilingual(vi="Xác minh hằng năm", en="Annual verification"),
        ),
        ActKind(
            name="account.reset",
            version=2,
            payload=AccountResetPayload,
            former={1: AccountResetPayload1},
            case_prefix="MK",  # mật khẩu
            title=Bilingual(vi="Cấp lại mật khẩu", en="New password"),
            chip_portrait=True,
        ),
        ActKind(
            name="data.request",
            version=1,
            payload=DataRequestPayload,
            case_prefix="DL",  # dữ liệu
            title=Bilingual(vi="Yêu cầu về dữ liệu cá nhân", en="Request about personal data"),
        ),
        ActKind(
            name="record.wish",
            version=1,
            payload=RecordWishPayload,
            case_prefix="TL",  # trích lục
            title=Bilingual(vi="Xin bản in hồ sơ của mình", en="Copy of one's own record"),
        ),
        ActKind(
            name="reminder.keep",
            version=1,
            payload=ReminderKeepPayload,
            case_prefix="NL",  # nhắc lịch
            title=Bilingual(vi="Giữ lời nhắc", en="Reminder that is kept"),
        ),
        ActKind(
            name="notice.preferences",
            version=1,
            payload=NoticePreferencesPayload,
            case_prefix="TB",  # thông báo
            title=Bilingual(vi="Chọn cách nhận thông báo", en="How notices are received"),
        ),
        ActKind(
            name="care.dispute",
            version=1,
            payload=CareDisputePayload,
            case_prefix="KB",  # khám bệnh
            title=Bilingual(vi="Báo lần khám không đúng", en="Treatment that is not the person's"),
        ),
        ActKind(
            name="petition.filed",
            version=1,
            payload=PetitionPayload,
            unnamed=True,
            case_prefix="PA",  # phản ánh
            title=Bilingual(vi="Phản ánh, kiến nghị", en="Feedback or petition"),
        ),
        ActKind(
            name="petition.reopened",
            version=1,
            payload=ReopenedPayload,
            unnamed=True,
            case_prefix="ML",  # mở lại
            title=Bilingual(vi="Đề nghị trả lời lại", en="Petition opened again"),
        ),
    )
}


def find_kind(name: str, version: int) -> ActKind | None:
    """The kind of an act that says it is of this name and version, with the payload of that version."""
    kind = KINDS.get(name)
    if kind is None or kind.version == version:
        return kind
    former = kind.former.get(version)
    return None if former is None else replace(kind, version=version, payload=former)
