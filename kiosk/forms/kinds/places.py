"""What questions about places share: picking a province, then a commune in it."""

from __future__ import annotations

from kiosk.forms.context import Context
from kiosk.forms.kind import Choice, Typed, typed_text

MOST_FOUND = 50  # more is for a better search; what is chosen stands there always


def province_choices(typed: Typed, context: Context) -> tuple[Choice, ...]:
    """All provinces, or those that ``province_search`` finds."""
    found = context.reference.addresses.search_provinces(typed_text(typed, "province_search"))
    return tuple(Choice(each.code, each.full_name) for each in found)


def commune_choices(typed: Typed, context: Context) -> tuple[Choice, ...]:
    """The communes of the province that is chosen; before one is, what ``commune_search`` finds anywhere."""
    addresses = context.reference.addresses
    province, search = typed_text(typed, "province"), typed_text(typed, "commune_search")
    if province:
        return tuple(
            Choice(each.code, each.full_name)
            for each in addresses.search_communes(search, province, limit=None)
        )
    if not search.strip():
        return ()
    return tuple(
        Choice(each.code, each.full_name, addresses.get_province(each.province_code).full_name)
        for each in addresses.search_communes(search, limit=MOST_FOUND)
    )


def name_of_commune(code: str, context: Context) -> str:
    """``Phường Trúc Bạch``; "" for one that is not known."""
    commune = context.reference.addresses.find_commune(code)
    return commune.full_name if commune else ""
