"""Where invented people work."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from kiosk.contract.records import Employer
from simulation.country.places import Home, region_of

EmployerKind = Literal["company", "office", "school", "hospital", "household", "defence", "police"]

_FIRMS = (
    "May mặc",
    "Điện tử",
    "Thực phẩm",
    "Vận tải",
    "Xây dựng",
    "Thương mại",
    "Giày da",
    "Thủy sản",
    "Cơ khí",
)
_WORDS = ("An Phát", "Bình Minh", "Đại Thành", "Hoàng Gia", "Hưng Thịnh", "Kim Long", "Minh Quang", "Nam Sơn",
          "Phú Cường", "Tân Tiến", "Thiên Phúc", "Trường Sinh", "Việt Hưng", "Vĩnh Lộc")  # fmt: skip
_JOBS: dict[EmployerKind, tuple[str, ...]] = {
    "company": ("Công nhân may", "Công nhân lắp ráp", "Nhân viên kho", "Kế toán", "Kỹ thuật viên", "Lái xe"),
    "office": ("Chuyên viên", "Văn thư", "Cán sự"),
    "school": ("Giáo viên", "Giáo viên mầm non", "Nhân viên thư viện"),
    "hospital": ("Điều dưỡng", "Bác sĩ", "Kỹ thuật viên xét nghiệm"),
    "household": ("Chủ hộ kinh doanh",),
    "defence": ("Quân nhân chuyên nghiệp", "Sĩ quan"),
    "police": ("Sĩ quan nghiệp vụ", "Hạ sĩ quan"),
}
_MARKS: dict[EmployerKind, str] = {
    "company": "DN",
    "office": "HC",
    "school": "HC",
    "hospital": "HC",
    "household": "HK",
    "defence": "QN",
    "police": "CA",
}
_PER_PROVINCE = 60  # units of each kind that a large province has


@dataclass(frozen=True, slots=True)
class Job:
    employer: Employer
    kind: EmployerKind
    position: str

    @property
    def paid_by_state_scale(self) -> bool:
        return self.kind not in ("company", "household")

    @property
    def insured_against_unemployment(self) -> bool:
        """Civil servants and the armed forces are not; teachers and nurses are."""
        return self.kind in ("company", "school", "hospital")


def draw_job(rng: Random, home: Home, kind: EmployerKind = "company") -> Job:
    """The same unit always has the same code, name and region."""
    serial = rng.randrange(_PER_PROVINCE)
    unit = Random(f"{home.province}/{kind}/{serial}")
    region = region_of(home.province, rural=unit.random() < 0.3)
    code = f"{_MARKS[kind]}{home.province}{ {'school': 3, 'hospital': 6}.get(kind, 0) }{serial:03}A"
    employer = Employer(code=code, name=_name(unit, kind, serial), region=region)
    return Job(employer, kind, rng.choice(_JOBS[kind]))


def _name(rng: Random, kind: EmployerKind, serial: int) -> str:
    word = f"{rng.choice(_WORDS)} {serial + 1}"
    if kind == "company":
        form = rng.choice(("Công ty TNHH", "Công ty Cổ phần", "Công ty TNHH MTV"))
        return f"{form} {rng.choice(_FIRMS)} {word}"
    return {
        "office": f"Ủy ban nhân dân xã {word}",
        "school": f"Trường {rng.choice(('Tiểu học', 'Trung học cơ sở', 'Mầm non'))} {word}",
        "hospital": f"Trung tâm Y tế {word}",
        "household": f"Hộ kinh doanh {word}",
        "defence": f"Đơn vị quân đội {serial + 100}",
        "police": f"Đơn vị công an {serial + 100}",
    }[kind]


def dissolved(job: Job) -> Job:
    """The same unit after it has closed; it has a code of its own, so that others of the unit stay."""
    gone = job.employer.model_copy(update={"code": f"{job.employer.code}X", "dissolved": True})
    return Job(gone, job.kind, job.position)
