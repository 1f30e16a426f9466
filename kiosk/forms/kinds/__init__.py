"""The kinds of questions: a closed set, one module each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.forms.kind import Kind
from kiosk.forms.kinds.address import AddressKind
from kiosk.forms.kinds.bank_account import BankAccountKind
from kiosk.forms.kinds.choice import OneOf, SomeOf
from kiosk.forms.kinds.consent import Consent
from kiosk.forms.kinds.contribution_months import ContributionMonths
from kiosk.forms.kinds.date import Date
from kiosk.forms.kinds.declaration import Declaration
from kiosk.forms.kinds.document_scan import DocumentScan
from kiosk.forms.kinds.email import Email
from kiosk.forms.kinds.facility import FacilityKind
from kiosk.forms.kinds.insurance_number import InsuranceNumber
from kiosk.forms.kinds.money import Money
from kiosk.forms.kinds.month import Month, Period
from kiosk.forms.kinds.name import Name
from kiosk.forms.kinds.number import Number
from kiosk.forms.kinds.office import OfficeKind
from kiosk.forms.kinds.personal_number import PersonalNumberKind
from kiosk.forms.kinds.phone import Phone
from kiosk.forms.kinds.relatives import Relatives
from kiosk.forms.kinds.text import Text
from kiosk.forms.kinds.tracking_code import TrackingCode
from kiosk.forms.kinds.yes_no import YesNo

KINDS: Mapping[str, Kind[Any, Any]] = {
    kind.name: kind
    for kind in (
        Text(),
        Name(),
        PersonalNumberKind(),
        InsuranceNumber(),
        Phone(),
        Email(),
        Date(),
        Month(),
        Period(),
        Money(),
        Number(),
        YesNo(),
        OneOf(),
        SomeOf(),
        AddressKind(),
        OfficeKind(),
        FacilityKind(),
        BankAccountKind(),
        Relatives(),
        ContributionMonths(),
        TrackingCode(),
        DocumentScan(),
        Consent(),
        Declaration(),
    )
}
