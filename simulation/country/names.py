"""Names of invented people, about as frequent as they are in the country."""

from __future__ import annotations

from random import Random
from typing import Literal

Sex = Literal["male", "female"]

_SURNAMES = {
    "Nguyễn": 382, "Trần": 121, "Lê": 95, "Phạm": 70, "Huỳnh": 26, "Hoàng": 25, "Phan": 45, "Vũ": 20,
    "Võ": 19, "Đặng": 21, "Bùi": 20, "Đỗ": 14, "Hồ": 13, "Ngô": 13, "Dương": 10, "Lý": 5, "Đinh": 8,
    "Trịnh": 7, "Mai": 6, "Đào": 6, "Cao": 5, "Lương": 5, "Hà": 5, "Tạ": 4, "Nông": 3, "Thạch": 2, "Sơn": 2,
}  # fmt: skip
_MIDDLE: dict[Sex, dict[str, int]] = {
    "male": {"Văn": 40, "Đức": 9, "Quang": 9, "Minh": 10, "Hữu": 7, "Xuân": 6, "Công": 5, "Thành": 6,
             "Quốc": 6, "Ngọc": 5, "Hoàng": 6, "Anh": 4, "Bá": 2, "Trọng": 3},
    "female": {"Thị": 55, "Ngọc": 9, "Thu": 7, "Thanh": 7, "Minh": 5, "Phương": 5, "Kim": 4, "Hồng": 4,
               "Bích": 3, "Thùy": 4, "Khánh": 3, "Mỹ": 3},
}  # fmt: skip
_GIVEN: dict[Sex, tuple[str, ...]] = {
    "male": (
        "An", "Bình", "Cường", "Dũng", "Duy", "Đạt", "Giang", "Hải", "Hiếu", "Hòa", "Hùng", "Huy", "Khánh",
        "Khoa", "Kiên", "Lâm", "Long", "Minh", "Nam", "Nghĩa", "Phong", "Phúc", "Quân", "Sơn", "Tài",
        "Thắng", "Thành", "Thịnh", "Tiến", "Toàn", "Trung", "Tú", "Tuấn", "Việt", "Vinh",
    ),
    "female": (
        "An", "Ánh", "Bích", "Châu", "Chi", "Dung", "Duyên", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Hồng",
        "Hương", "Lan", "Liên", "Linh", "Loan", "Mai", "My", "Nga", "Ngân", "Nhung", "Oanh", "Phương",
        "Quỳnh", "Thảo", "Thủy", "Trang", "Trinh", "Tuyết", "Uyên", "Vân", "Xuân", "Yến",
    ),
}  # fmt: skip
_FOREIGN = (
    "KIM JI WOO",
    "TANAKA HIROSHI",
    "LI WEI",
    "SMITH ANNA MARIE",
    "DUPONT LUC",
    "SHARMA RAVI",
    "PARK MIN SU",
)
_SPELT_OTHERWISE = (
    ("Thủy", "Thuỷ"), ("Hòa", "Hoà"), ("Thị", "Thi"), ("Văn", "Vân"), ("Huỳnh", "Hoàng"), ("Vũ", "Võ"),
    ("Quang", "Quan"), ("Phương", "Phượng"), ("Nguyễn", "Nguyên"), ("Minh", "Mình"), ("Trần", "Trân"),
)  # fmt: skip


def _drawn(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


def surname(rng: Random) -> str:
    return _drawn(rng, _SURNAMES)


def full_name(rng: Random, sex: Sex, of_family: str | None = None) -> str:
    given = rng.choice(_GIVEN[sex])
    middle = _drawn(rng, {name: weight for name, weight in _MIDDLE[sex].items() if name != given})
    second = rng.choice(_GIVEN[sex]) if rng.random() < 0.15 else None
    parts = [of_family or surname(rng), middle, second if second != given else None, given]
    return " ".join(part for part in parts if part)


def foreign_name(rng: Random) -> str:
    return rng.choice(_FOREIGN)


def misspelt(rng: Random, name: str) -> str:
    """As a clerk might have typed it: never the same."""
    for right, wrong in rng.sample(_SPELT_OTHERWISE, len(_SPELT_OTHERWISE)):
        if right in name.split():
            return " ".join(wrong if part == right else part for part in name.split())
    parts = name.split()
    return " ".join([*parts[:-2], parts[-1]]) if len(parts) > 2 else f"{name} A"
