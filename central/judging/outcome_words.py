"""Why an act is in quarantine, in the words that staff at its kiosk read."""

from __future__ import annotations

from collections.abc import Mapping

from central.http.problems import ProblemCode
from kiosk.language import Bilingual

TITLES: Mapping[ProblemCode, Bilingual] = {
    ProblemCode.ENVELOPE_UNREADABLE: Bilingual(
        vi="Máy chủ không mở được hồ sơ.", en="Central cannot open the act."
    ),
    ProblemCode.ENVELOPE_KEY_UNKNOWN: Bilingual(
        vi="Máy chủ thiếu khóa để mở hồ sơ.", en="Central lacks the key that opens the act."
    ),
    ProblemCode.ENVELOPE_MISPLACED: Bilingual(
        vi="Hồ sơ không ở đúng chỗ của nó trong dòng hồ sơ của máy.",
        en="The act is not at the place that it was sealed for.",
    ),
    ProblemCode.CONTENT_INVALID: Bilingual(
        vi="Nội dung hồ sơ thiếu hoặc sai.", en="Something in the act is missing or wrong."
    ),
    ProblemCode.KIND_UNKNOWN: Bilingual(
        vi="Máy chủ chưa biết loại hồ sơ này.", en="Central does not know this kind of act yet."
    ),
    ProblemCode.KIND_MISSTATED: Bilingual(
        vi="Loại hồ sơ ghi bên ngoài khác bên trong.", en="The act is of another kind than was stated."
    ),
    ProblemCode.ACT_ID_REUSED: Bilingual(
        vi="Mã của hồ sơ đã dùng cho một hồ sơ khác.", en="Another act came under the same id before."
    ),
    ProblemCode.PROOF_CONTRADICTS: Bilingual(
        vi="Xác nhận thư điện tử hoặc số điện thoại không khớp với hồ sơ.",
        en="The proof of the e-mail address or phone does not fit the act.",
    ),
    ProblemCode.PROOF_SPENT: Bilingual(
        vi="Xác nhận thư điện tử hoặc số điện thoại đã dùng cho một hồ sơ khác.",
        en="The proof of the e-mail address or phone was used by another act.",
    ),
    ProblemCode.SIGNATURE_CONTRADICTS: Bilingual(
        vi="Chữ ký bằng Smart OTP không khớp với hồ sơ.",
        en="The signature by Smart OTP does not fit the act.",
    ),
    ProblemCode.ATTACHMENT_UNREADABLE: Bilingual(
        vi="Máy chủ không mở được giấy tờ kèm hồ sơ.", en="Central cannot open a file of the act."
    ),
    ProblemCode.JUDGING_FAILED: Bilingual(
        vi="Máy chủ gặp lỗi khi xem hồ sơ.", en="Central met a fault of its own with the act."
    ),
}
