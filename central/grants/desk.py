"""The parts of grants, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from central.accounts.desk import Accounts
from central.books.copies import BookCopies
from central.books.issuing import BookIssuing
from central.cases.filed import FiledCases
from central.connectors.protocols import CivilRegistry
from central.grants.audit import AuditLine, AuditWhat, GrantAudit
from central.grants.book_copies import GrantedCopies
from central.grants.challenges import Challenges
from central.grants.granting import Granting, Judges
from central.grants.inbox import Inboxes
from central.grants.kept import KeptReading
from central.grants.limits import GrantLimits
from central.grants.officer_codes import OfficerCodes
from central.grants.policy import load_policy
from central.grants.reading import GrantedReading
from central.grants.trust import TrustFolder
from central.http.problems import ProblemCode
from central.judging.stored_acts import StoredActs
from central.keys.central_keys import CentralKeys
from central.records.reading import Records
from central.settings import GrantSettings
from central.staff.accounts import StaffAccounts


@dataclass(frozen=True, slots=True)
class GrantDesk:
    granting: Granting
    reading: GrantedReading
    copies: GrantedCopies
    inboxes: Inboxes
    officers: OfficerCodes
    audit: GrantAudit

    def note_revoked(self, kid: str) -> None:
        """A device asked that is let in no more."""
        self.audit.note(AuditWhat.REFUSED, AuditLine(kid, None), ProblemCode.DEVICE_REVOKED.value)


def open_desk(
    engine: Engine,
    keys: CentralKeys,
    now: Callable[[], datetime],
    *,
    settings: GrantSettings,
    staff: StaffAccounts,
    records: Records,
    registry: CivilRegistry | None,
    accounts: Accounts,
    acts: StoredActs,
    books: BookIssuing,
    copies: BookCopies,
    inboxes: Inboxes,
    address: str | None,
) -> GrantDesk:
    """``registry``: None where there is none to ask; ``address``: as phones reach central. Raises PolicyError
    and TrustError.
    """
    audit = GrantAudit(engine, now)
    judges = Judges(
        challenges=Challenges(engine, now, settings),
        trust=TrustFolder(settings.csca_folder),
        policy=load_policy(settings.policy_file),
        officers=OfficerCodes(engine, staff, now),
        limits=GrantLimits(settings),
    )
    return GrantDesk(
        granting=Granting(engine, keys, now, settings=settings, judges=judges, audit=audit),
        reading=GrantedReading(
            engine,
            keys,
            now,
            records=records,
            accounts=accounts,
            filed=FiledCases(engine, keys.hashing),
            kept=KeptReading(engine, keys.hashing, acts),
            inboxes=inboxes,
            registry=registry,
            books=books,
            audit=audit,
        ),
        copies=GrantedCopies(engine, now, copies=copies, audit=audit, address=address),
        inboxes=inboxes,
        officers=judges.officers,
        audit=audit,
    )
