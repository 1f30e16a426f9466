"""What questions about places share: picking a province, then a commune in it."""

from __future__ import annotations

from kiosk.forms.context import Context
from kiosk.forms.kind import Choice, Typed, typed_text
from kiosk.language import Language
from kiosk.reference.addresses import Commune
from kiosk.reference.folding import matches

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
            Choice(each.code, each.full_name, _former_name(each, search, context))
            for each in addresses.search_communes(search, province, limit=None)
        )
    if not search.strip():
        return ()
    found = addresses.search_communes(search, limit=MOST_FOUND)
    return tuple(Choice(each.code, each.full_name, _whereabouts(each, search, context)) for each in found)


def _whereabouts(commune: Commune, search: str, context: Context) -> str:
    province = context.reference.addresses.get_province(commune.province_code).full_name
    return ", ".join(filter(None, (province, _former_name(commune, search, context))))


def _former_name(commune: Commune, search: str, context: Context) -> str:
    """The old commune by whose name it was found; "" where its own name was."""
    if not search.strip() or matches(search, commune.full_name):
        return ""
    names = context.reference.addresses.former_names(commune.code)
    found = next((name for name in names if matches(search, name)), "")
    before = "trước đây" if context.language is Language.VIETNAMESE else "formerly"
    return f"{before}: {found}" if found else ""


def name_of_commune(code: str, context: Context) -> str:
    """``Phường Trúc Bạch``; "" for one that is not known."""
    commune = context.reference.addresses.find_commune(code)
    return commune.full_name if commune else ""
