"""Papers by e-mail: what the kiosk would print, to the address that the person typed.

Central keeps neither the paper nor the address. The words around the paper are central's, so that whoever
steals the key of a kiosk cannot write letters in the name of the office.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from central.kiosks.devices import Device
from central.messages.mailbox import Attachment, Mail
from central.messages.outgoing import Outgoing
from kiosk.contract.mails import PaperMail, PaperMailed
from kiosk.language import Bilingual


@dataclass(frozen=True, slots=True)
class Letter:
    subject: Bilingual
    text: Bilingual
    file_name: str


LETTERS = {
    "estimate": Letter(
        subject=Bilingual(
            vi="Bản dự tính ông/bà đã yêu cầu tại máy tự phục vụ",
            en="The estimate that you asked for at the kiosk",
        ),
        text=Bilingual(
            vi=(
                "Bản dự tính của ông/bà ở trong tệp PDF gửi kèm.\n\n"
                "Đây là dự tính theo những gì đã nhập tại máy tự phục vụ,"
                " không thay quyết định của cơ quan BHXH.\n"
                "Địa chỉ này chỉ dùng để gửi thư này và không được lưu lại.\n"
                "Nếu ông/bà không yêu cầu, xin bỏ qua thư này.\n"
            ),
            en=(
                "Your estimate is in the PDF that comes with this mail.\n\n"
                "It rests on what was entered at the kiosk and takes the place of no decision"
                " of Vietnam Social Security.\n"
                "This address was used for this mail only and is not kept.\n"
                "If you did not ask for it, ignore this mail.\n"
            ),
        ),
        file_name="du-tinh.pdf",
    ),
    "result": Letter(
        subject=Bilingual(
            vi="Kết quả giải quyết hồ sơ của ông/bà",
            en="The result of your application",
        ),
        text=Bilingual(
            vi=(
                "Kết quả giải quyết hồ sơ của ông/bà ở trong tệp PDF gửi kèm.\n\n"
                "Ông/bà đã yêu cầu gửi tại máy tự phục vụ của cơ quan BHXH.\n"
                "Địa chỉ này chỉ dùng để gửi thư này và không được lưu lại.\n"
                "Nếu ông/bà không yêu cầu, xin xóa thư này.\n"
            ),
            en=(
                "The result of your application is in the PDF that comes with this mail.\n\n"
                "You asked for it at a kiosk of Vietnam Social Security.\n"
                "This address was used for this mail only and is not kept.\n"
                "If you did not ask for it, delete this mail.\n"
            ),
        ),
        file_name="ket-qua.pdf",
    ),
    "book": Letter(
        subject=Bilingual(
            vi="Sổ BHXH điện tử của ông/bà",
            en="Your electronic social insurance book",
        ),
        text=Bilingual(
            vi=(
                "Sổ BHXH điện tử của ông/bà ở trong tệp PDF gửi kèm, có chữ ký số của cơ quan BHXH.\n\n"
                "Ông/bà đã yêu cầu gửi tại máy tự phục vụ của cơ quan BHXH.\n"
                "Xin giữ nguyên tệp: sửa tệp thì chữ ký số không còn đúng.\n"
                "Địa chỉ này chỉ dùng để gửi thư này và không được lưu lại.\n"
                "Nếu ông/bà không yêu cầu, xin xóa thư này.\n"
            ),
            en=(
                "Your electronic social insurance book is in the PDF that comes with this mail, signed by"
                " Vietnam Social Security.\n\n"
                "You asked for it at a kiosk of Vietnam Social Security.\n"
                "Keep the file as it is: the signature does not fit one that was changed.\n"
                "This address was used for this mail only and is not kept.\n"
                "If you did not ask for it, delete this mail.\n"
            ),
        ),
        file_name="so-bhxh.pdf",
    ),
    "notices": Letter(
        subject=Bilingual(
            vi="Thông báo ông/bà đã xem tại máy tự phục vụ",
            en="The notices that you read at the kiosk",
        ),
        text=Bilingual(
            vi=(
                "Thông báo của ông/bà ở trong tệp PDF gửi kèm.\n\n"
                "Ông/bà đã yêu cầu gửi tại máy tự phục vụ của cơ quan BHXH.\n"
                "Địa chỉ này chỉ dùng để gửi thư này và không được lưu lại.\n"
                "Nếu ông/bà không yêu cầu, xin xóa thư này.\n"
            ),
            en=(
                "Your notices are in the PDF that comes with this mail.\n\n"
                "You asked for it at a kiosk of Vietnam Social Security.\n"
                "This address was used for this mail only and is not kept.\n"
                "If you did not ask for it, delete this mail.\n"
            ),
        ),
        file_name="thong-bao.pdf",
    ),
    "reminder": Letter(
        subject=Bilingual(
            vi="Lời nhắc ông/bà đã ghi tại máy tự phục vụ",
            en="The reminder that you noted at the kiosk",
        ),
        text=Bilingual(
            vi=(
                "Lời nhắc của ông/bà ở trong hai tệp gửi kèm: giấy nhắc (PDF) để in, và tệp lịch (.ics)."
                " Mở tệp lịch để thêm vào lịch của điện thoại hoặc máy tính.\n\n"
                "Nội dung do ông/bà tự ghi. Địa chỉ này chỉ dùng để gửi thư này và không được lưu lại.\n"
                "Nếu ông/bà không yêu cầu, xin xóa thư này và đừng mở tệp.\n"
            ),
            en=(
                "Your reminder is in the two files that come with this mail: a slip (PDF) to print, and a"
                " calendar file (.ics). Open the latter to add it to the calendar of your phone or"
                " computer.\n\n"
                "You wrote it yourself. This address was used for this mail only and is not kept.\n"
                "If you did not ask for it, delete this mail and open no file.\n"
            ),
        ),
        file_name="giay-nhac.pdf",
    ),
    "card": Letter(
        subject=Bilingual(
            vi="Thông tin thẻ BHYT của ông/bà",
            en="Your health insurance card",
        ),
        text=Bilingual(
            vi=(
                "Thông tin thẻ bảo hiểm y tế của ông/bà ở trong tệp PDF gửi kèm.\n\n"
                "Ông/bà đã yêu cầu gửi tại máy tự phục vụ của cơ quan BHXH. Bản này không phải thẻ.\n"
                "Địa chỉ này chỉ dùng để gửi thư này và không được lưu lại.\n"
                "Nếu ông/bà không yêu cầu, xin xóa thư này.\n"
            ),
            en=(
                "What the register has of your health card is in the PDF that comes with this mail.\n\n"
                "You asked for it at a kiosk of Vietnam Social Security. It is not the card.\n"
                "This address was used for this mail only and is not kept.\n"
                "If you did not ask for it, delete this mail.\n"
            ),
        ),
        file_name="the-bhyt.pdf",
    ),
}


class PaperMails:
    def __init__(self, outgoing: Outgoing, now: Callable[[], datetime]) -> None:
        self._outgoing = outgoing
        self._now = now

    def send(self, sender: Device, paper: PaperMail) -> PaperMailed:
        """Raises what `Outgoing.send` does."""
        letter, now = LETTERS[paper.kind], self._now()
        vietnamese = paper.language == "vi"
        mail = Mail(
            to=paper.address,
            subject=letter.subject.vi if vietnamese else letter.subject.en,
            text=letter.text.vi if vietnamese else letter.text.en,
            sent_at=now,
            attachments=(Attachment(letter.file_name, "application/pdf", paper.pdf), *_calendar(paper)),
        )
        self._outgoing.send(sender, mail)
        return PaperMailed(sent_at=now)


def _calendar(paper: PaperMail) -> tuple[Attachment, ...]:
    if paper.calendar is None:
        return ()
    return (Attachment("loi-nhac.ics", "text/calendar", paper.calendar),)
