"""What the State keeps about a person, as central releases it: wire models, strict and versioned.

A record holds facts, never totals: those are computed by whoever shows them (``kiosk.records``).
"""

from kiosk.contract.records.benefits import Benefit, BenefitKind, Rise, TimeUse
from kiosk.contract.records.cases import AccountStep, CaseResult, CaseStage, FiledCase
from kiosk.contract.records.contributions import (
    Contribution,
    Employer,
    Fund,
    Origin,
    Region,
)
from kiosk.contract.records.health import (
    CareDocument,
    CareEvent,
    CostLine,
    FacilityName,
    HealthCard,
    HealthParticipation,
)
from kiosk.contract.records.kept import MOST_KEPT, KeptData, Looked, LookedAt, StandingConsent
from kiosk.contract.records.notices import (
    InboxNotice,
    NoticeChannel,
    NoticeChoice,
    NoticePreferences,
    Notices,
    NoticeTopic,
    NoticeWords,
    Severity,
)
from kiosk.contract.records.parts import ManagedBy
from kiosk.contract.records.person import (
    PURPOSES,
    Account,
    AccountState,
    Alias,
    AliasKind,
    BankAccount,
    Differing,
    Found,
    FoundChild,
    KnownChild,
    Person,
    Purpose,
    Relation,
    Relative,
)
from kiosk.contract.records.record import (
    RECORD_VERSION,
    IssuedBook,
    PersonRecord,
    Release,
    ResultPaper,
    Section,
)

__all__ = [
    "MOST_KEPT",
    "PURPOSES",
    "RECORD_VERSION",
    "Account",
    "AccountState",
    "AccountStep",
    "Alias",
    "AliasKind",
    "BankAccount",
    "Benefit",
    "BenefitKind",
    "CareDocument",
    "CareEvent",
    "CaseResult",
    "CaseStage",
    "Contribution",
    "CostLine",
    "Differing",
    "Employer",
    "FacilityName",
    "FiledCase",
    "Found",
    "FoundChild",
    "Fund",
    "HealthCard",
    "HealthParticipation",
    "InboxNotice",
    "IssuedBook",
    "KeptData",
    "KnownChild",
    "Looked",
    "LookedAt",
    "ManagedBy",
    "NoticeChannel",
    "NoticeChoice",
    "NoticePreferences",
    "NoticeTopic",
    "NoticeWords",
    "Notices",
    "Origin",
    "Person",
    "PersonRecord",
    "Purpose",
    "Region",
    "Relation",
    "Relative",
    "Release",
    "ResultPaper",
    "Rise",
    "Section",
    "Severity",
    "StandingConsent",
    "TimeUse",
]
