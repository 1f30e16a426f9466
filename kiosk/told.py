"""What central's feed means for this kiosk: tables, lists and policy in use, notices, faults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from pydantic import ValidationError

from kiosk.audit import AuditEvent
from kiosk.clock import VIETNAM_TIME, Clock
from kiosk.contract.feed import Files, Notice, RevocationLists, Topic
from kiosk.errors import KnownError
from kiosk.law_tables import LawTables
from kiosk.packages import Fault, Packages
from kiosk.policy import Policy, PolicyError, policy_with
from kiosk.reference.checking import check
from kiosk.reference.reference_data import ReferenceData
from kiosk.settings import Settings

if TYPE_CHECKING:
    from kiosk.documents.paper_words import PaperWords
    from local_db.feed import FeedStore, KeptEntry


_AnyPackages: TypeAlias = (
    LawTables
    | Packages[ReferenceData]
    | Packages[Policy]
    | Packages[tuple[bytes, ...]]
    | Packages["PaperWords | None"]
)


class Told:
    """``load`` reads the store; ``adopt`` puts what holds today into use, between visits."""

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        tables: LawTables,
        reference: ReferenceData,
        note: Callable[[AuditEvent], None] = lambda _event: None,
    ) -> None:
        own = own_policy(settings)
        self._clock = clock
        self._note = note
        self.tables = tables
        self.lists = Packages(Topic.REFERENCE, reference, lambda entry: _load_lists(entry, settings))
        self.policies = Packages(Topic.POLICY, own, lambda entry: _load_policy(entry, own))
        self.revocations: Packages[tuple[bytes, ...]] = Packages(Topic.REVOCATIONS, (), _load_revocations)
        self.texts: Packages[PaperWords | None] = Packages(Topic.TEXTS, None, _load_texts)  # None: our own
        self._notices: tuple[tuple[date, Notice], ...] = ()

    @property
    def today(self) -> date:
        """In Vietnam."""
        return self._clock.now().astimezone(VIETNAM_TIME).date()

    def load(self, store: FeedStore) -> None:
        """What was received. Takes up to a second for a whole set of lists. Raises LocalDbError."""
        for topic, packages in self._all():
            packages.offer(store.entries(topic), self.today)
        self._notices = tuple(_notices(store.entries(Topic.NOTICES)))

    def adopt(self) -> None:
        """From now on use what holds today."""
        for topic, packages in self._all():
            if packages.adopt(self.today):
                self._note(AuditEvent(f"tables.adopted.{topic}", self._clock.now(), actor="kiosk"))

    def _all(self) -> tuple[tuple[str, _AnyPackages], ...]:
        return (
            (Topic.BENEFITS.value, self.tables),
            (Topic.REFERENCE.value, self.lists),
            (Topic.POLICY.value, self.policies),
            (Topic.REVOCATIONS.value, self.revocations),
            (Topic.TEXTS.value, self.texts),
        )

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Packages that are not used, and why."""
        return tuple(fault for _, packages in self._all() for fault in packages.faults)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Those for today."""
        today = self.today
        return tuple(
            each
            for begins, each in self._notices
            if begins <= today and (each.until is None or today <= each.until)
        )


def own_policy(settings: Settings) -> Policy:
    """What holds at this kiosk as long as central says nothing else."""
    return Policy(
        offline=settings.offline,
        retention=settings.retention,
        codes=settings.codes,
        shift=settings.shift,
        update=settings.update,
    )


def policy_of_today(settings: Settings, store: FeedStore, clock: Clock) -> Policy:
    """For who does not run the kiosk. Raises LocalDbError."""
    own, today = own_policy(settings), clock.now().astimezone(VIETNAM_TIME).date()
    policies = Packages(Topic.POLICY, own, lambda entry: _load_policy(entry, own))
    policies.offer(store.entries(Topic.POLICY), today)
    policies.adopt(today)
    return policies.current


def _load_lists(entry: KeptEntry, settings: Settings) -> ReferenceData:
    """Read and check every table: what is wrong in one would else be met in a visit. Raises KnownError."""
    try:
        files = Files.model_validate(entry.content).files
    except ValidationError:
        raise KnownError("reference_data_wrong", "What was sent is no set of tables.") from None
    data = ReferenceData(settings.reference_folder, files)
    for table in check(data):
        if table.faults:
            raise KnownError("reference_data_wrong", table.faults[0])
    return data


def _load_texts(entry: KeptEntry) -> PaperWords:
    """Raises KnownError."""
    from kiosk.documents.paper_words import read_words

    try:
        files = Files.model_validate(entry.content).files
    except ValidationError:
        raise KnownError("texts_wrong", "What was sent is no set of texts.") from None
    return read_words(files)


def _load_revocations(entry: KeptEntry) -> tuple[bytes, ...]:
    """Raises KnownError for what is no list; whose they are is found out by the certificates of the kiosk."""
    from ekyc.chip.trust_store import TrustStore
    from ekyc.errors import EkycError

    try:
        lists = tuple(RevocationLists.model_validate(entry.content).files.values())
        TrustStore().with_lists(lists)
    except (ValidationError, EkycError):
        raise KnownError("revocations_unreadable", "What was sent is no revocation list.") from None
    return lists


def _load_policy(entry: KeptEntry, own: Policy) -> Policy:
    """Raises PolicyError."""
    values = entry.content.get("values")
    if not isinstance(values, dict):
        raise PolicyError("What was sent is no policy.")
    return policy_with(values, own)


def _notices(entries: list[KeptEntry]) -> Iterator[tuple[date, Notice]]:
    """What is no notice for this version is passed over."""
    for entry in entries:
        try:
            yield entry.effective_from or date.min, Notice.model_validate(entry.content)
        except ValidationError:
            continue
