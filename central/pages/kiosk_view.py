"""How one kiosk is, as rows of a page."""

from __future__ import annotations

from dataclasses import dataclass

from central.oversight.kiosk_desk import KioskDetail
from central.pages.evidence_view import as_moment
from central.pages.labels import word
from kiosk.contract.kiosk_state import DeviceState, KioskHealth

_DAY, _HOUR, _MINUTE = 86_400, 3600, 60
_TONES = {DeviceState.FAILS: "warn", DeviceState.OUT: "bad"}


@dataclass(frozen=True, slots=True)
class HealthRow:
    """``tone``: warn or bad, "" for what is as it should be."""

    label: str
    value: str
    tone: str = ""


def health_rows(shown: KioskDetail) -> list[HealthRow]:
    """None where the kiosk has told nothing of itself."""
    if shown.heard is None:
        return []
    health = shown.heard.health
    oldest = health.oldest_unsent_seconds
    waiting = f"{health.unsent_acts} hồ sơ, {health.unsent_files} tệp"
    feed = health.feed_age_seconds
    return [
        HealthRow("Báo lúc", as_moment(shown.heard.received_at)),
        HealthRow("Chạy từ", as_moment(health.started_at)),
        HealthRow("Phiên bản", health.version),
        HealthRow("Chờ gửi", waiting if oldest is None else f"{waiting}, lâu nhất {_age(oldest)}"),
        HealthRow("Dữ liệu tại máy", *_store(health)),
        HealthRow(
            "Ổ đĩa còn trống", f"{health.disk_free_percent}% ({health.disk_free_megabytes / 1024:.1f} GB)"
        ),
        HealthRow("Bảng và danh sách đọc cách đây", "chưa đọc" if feed is None else _age(feed)),
        *(
            HealthRow(
                word("kiosk_device", each.value), word("device_state", state.value), _TONES.get(state, "")
            )
            for each, state in health.devices.items()
        ),
        HealthRow("Hàng đợi in", word("printer_state", health.printer)),
        HealthRow("Lượt dùng trong 24 giờ", _visits(health)),
        HealthRow("Lỗi chương trình trong 24 giờ", str(health.faults), "warn" if health.faults else ""),
    ]


def _store(health: KioskHealth) -> tuple[str, str]:
    return ("nguyên vẹn", "") if health.store_whole else ("có phần hỏng hoặc mất, xem tại máy", "bad")


def _visits(health: KioskHealth) -> str:
    told = [f"{word('visit_end', reason)} {count}" for reason, count in health.visits.items() if count]
    return ", ".join(told) or "chưa có"


def _age(seconds: int) -> str:
    if seconds >= 2 * _DAY:
        return f"{seconds // _DAY} ngày"
    if seconds >= 2 * _HOUR:
        return f"{seconds // _HOUR} giờ"
    return f"{seconds // _MINUTE} phút"
