"""The words of each form by which its layout is compared, in reading order."""

from __future__ import annotations

WORDS = {
    "tk1_ts": (
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "TỜ KHAI", "ĐĂNG KÝ, ĐIỀU CHỈNH",
        "Mã số BHXH:", "A. Đăng ký tham gia", "I. Thông tin chung",
        "[01].", "[02].", "Nam", "Nữ", "[03].", "[04].", "[05].", "[06].", "[07].", "[08].", "[09]",
        "[10].", "Bản điện", "Bản giấy", "[11] Địa chỉ", "[11.1].", "[11.2].", "[11.3].",
        "II. Thông tin bổ sung", "[12].", "[13].", "[14].", "[15].", "B. Điều chỉnh thông tin",
        "[16].", "[17].", "XÁC NHẬN CỦA ĐƠN VỊ", "(áp dụng đối với người lao động",
        "Tôi chịu trách nhiệm trước pháp luật", "về nội dung kê khai.",
        "Người kê khai", "(Ký, ghi rõ họ, tên)",
    ),
    "mau_so_2": (
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "TỜ KHAI",
        "THAM GIA, ĐIỀU CHỈNH",
        "Mã số bảo hiểm y tế:", "I. Đăng ký tham gia bảo hiểm y tế lần đầu",
        "[01].", "[02].", "[03].", "[04].", "[05].", "[06].", "[07].", "[08].", "[09].", "[10].",
        "[10.1].", "VssID", "Email", "[10.2].", "[10.2a].", "[10.2b].", "[10.2c].",
        "II. Điều chỉnh thông tin ghi trên thẻ", "[11].", "[12].", "NGƯỜI KÊ KHAI", "(Ký, ghi rõ họ, tên)",
    ),
}  # fmt: skip
