"""What this kiosk is made of and whom it believes: releases, issuers of cards, tables, each with its day."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ekyc.errors import EkycError
from kiosk.card_trust import COUNTRY
from kiosk.language import Bilingual
from kiosk.version import VERSION

if TYPE_CHECKING:
    from kiosk.ledger import Ledger
    from kiosk.settings import Settings
    from kiosk.told import Told

_SYSTEM = Path("/etc/os-release")
_MOST_FIGURES = 12


@dataclass(frozen=True, slots=True)
class Issuer:
    """A certificate of an authority that signs chips. ``holds``: today; ``ours``: of Vietnam."""

    name: str
    country: str
    since: date
    until: date
    holds: bool

    @property
    def ours(self) -> bool:
        return self.country == COUNTRY


@dataclass(frozen=True, slots=True)
class Revocations:
    """A list of what an authority has revoked. ``due``: the day by which there is a newer one."""

    issuer: str
    issued: date
    due: date | None
    entries: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class Package:
    """``topic`` as `kiosk.contract.feed.Topic`; ``number`` 0 and no moment: as it came with the program."""

    topic: str
    number: int
    received_at: datetime | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the law. ``outdated``: a newer one is due this year."""

    name: Bilingual
    since: date
    outdated: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """``parts``: name and version of what the program runs on. ``trust_fault``: why nobody is believed."""

    program: str
    parts: tuple[tuple[str, str], ...]
    edition: int
    edition_on: date
    packages: tuple[Package, ...]
    figures: tuple[Figure, ...]
    issuers: tuple[Issuer, ...]
    revocations: tuple[Revocations, ...]
    trust_fault: str = ""

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, default=str)


def find_versions(settings: Settings, told: Told, ledger: Ledger, now: datetime) -> Versions:
    """*Blocking.*"""
    book, today = told.tables.book, told.today
    issuers, lists, fault = _trust(settings.card.csca_folder, told.revocations.current, now)
    figures = sorted(book.in_force(today), key=lambda each: (each.valid_from, each.name), reverse=True)
    return Versions(
        program=VERSION,
        parts=_parts(),
        edition=book.edition.number,
        edition_on=book.edition.issued_on,
        packages=tuple(_packages(told, ledger)),
        figures=tuple(
            Figure(Bilingual(vi=each.vi, en=each.en), each.valid_from, each.outdated_on(today))
            for each in figures[:_MOST_FIGURES]
        ),
        issuers=issuers,
        revocations=lists,
        trust_fault=fault,
    )


def _parts() -> tuple[tuple[str, str], ...]:
    from ekyc.face.limits import load_limits

    try:
        lines = dict(line.split("=", 1) for line in _SYSTEM.read_text("utf-8").splitlines() if "=" in line)
    except OSError:
        lines = {}
    return (
        ("system", lines.get("PRETTY_NAME", platform.system()).strip('"')),
        ("kernel", platform.release()),
        ("python", platform.python_version()),
        ("face_limits", load_limits().version),
    )


def _packages(told: Told, ledger: Ledger) -> list[Package]:
    received: dict[tuple[str, int], datetime] = {
        (each.topic, each.number): each.received_at for each in ledger.told.entries()
    }
    in_use = (told.lists, told.policies, told.revocations, told.texts)
    return [Package(each.topic, each.number, received.get((each.topic, each.number))) for each in in_use]


def _trust(
    folder: Path | None, received: tuple[bytes, ...], now: datetime
) -> tuple[tuple[Issuer, ...], tuple[Revocations, ...], str]:
    from ekyc.chip.trust_store import TrustStore

    if folder is None or not folder.is_dir():
        return (), (), "no_folder"
    try:
        store = TrustStore.from_folder(folder).with_lists(received)
    except EkycError as error:
        return (), (), error.code
    issuers = [
        Issuer(
            one.subject_label,
            one.subject_country or "",
            one.not_before.date(),
            one.not_after.date(),
            one.valid_at(now),
        )
        for one in store.authorities
    ]
    issuers.sort(key=lambda each: (not each.ours, each.country, each.until))
    lists = [
        Revocations(
            one.label,
            one.issued.date(),
            None if one.next_due is None else one.next_due.date(),
            len(one.serials),
            one.is_overdue(now),
        )
        for one in store.revocation_lists
    ]
    return tuple(issuers), tuple(lists), ""
