"""The handlers of all kinds. A kind that has none is a plain case: no term, nobody in second place."""

from __future__ import annotations

from collections.abc import Mapping

from central.cases.handler import Handler
from central.cases.kinds import (
    account_reset,
    care_dispute,
    case_supplement,
    case_withdrawal,
    contact_change,
    data_request,
    notice_preferences,
    payment_verification,
    petition_filed,
    petition_reopened,
    record_wish,
    registration_adult,
    registration_dependant,
    registration_foreigner,
    reminder_keep,
    service_filed,
)

HANDLERS: Mapping[str, Handler] = {
    module.HANDLER.kind: module.HANDLER
    for module in (
        registration_adult,
        registration_dependant,
        registration_foreigner,
        contact_change,
        service_filed,
        case_withdrawal,
        case_supplement,
        payment_verification,
        account_reset,
        data_request,
        record_wish,
        reminder_keep,
        notice_preferences,
        care_dispute,
        petition_filed,
        petition_reopened,
    )
}


def handler_of(kind: str) -> Handler:
    return HANDLERS.get(kind) or Handler(kind)
