"""The kinds of questions: a closed set, one module each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kiosk.forms.kind import Kind
from kiosk.forms.kinds.choice import OneOf, SomeOf
from kiosk.forms.kinds.consent import Consent
from kiosk.forms.kinds.email import Email
from kiosk.forms.kinds.phone import Phone
from kiosk.forms.kinds.text import Text
from kiosk.forms.kinds.yes_no import YesNo

KINDS: Mapping[str, Kind[Any, Any]] = {
    kind.name: kind
    for kind in (
        Text(),
        Phone(),
        Email(),
        YesNo(),
        OneOf(),
        SomeOf(),
        Consent(),
    )
}
