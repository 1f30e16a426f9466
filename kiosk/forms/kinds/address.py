"""An address of the two levels since 2025-07-01, or the text of an older one that cannot be placed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, Field, JsonValue

from kiosk.forms.context import Context
from kiosk.forms.kind import Choice, Kind, KindOptions, Typed, typed_text
from kiosk.forms.kinds.places import commune_choices, province_choices
from kiosk.forms.kinds.text import clean
from kiosk.forms.order import Order
from kiosk.forms.question import Question
from kiosk.reference.addresses import Address, Province

_MOST_STREET, _LEAST_TEXT, _MOST_TEXT = 200, 5, 300


def _whole(address: Address) -> Address:
    """Either a commune in its province, or a text and what is known of its province."""
    commune, province = address.commune, address.province
    if commune is not None and (province is None or commune.province_code != province.code):
        raise ValueError("the commune lies in another province")
    if (commune is None) != bool(address.text):
        raise ValueError("an address is either placed or a text")
    return address


class AddressOptions(KindOptions):
    street_needed: bool = True  # house number and street, or hamlet
    old_taken: bool = True  # whether the text of an address that cannot be placed is an answer
    street_most: int = Field(_MOST_STREET, ge=1, le=_MOST_STREET)  # characters


class AddressKind(Kind[Address, AddressOptions]):
    """Parts: ``street``, ``province`` and ``commune`` (codes), found by ``province_search`` and
    ``commune_search``; ``text``, an old address in a line, which counts while no commune is chosen. What
    it may have become stands first among the communes; ``anew`` is there when it is being replaced.
    """

    name = "address"
    parts = ("street", "province", "commune", "text", "anew", "province_search", "commune_search")
    searches = ("anew", "province_search", "commune_search")
    choice_parts = ("province", "commune")
    printed_parts = ("street", "commune", "province")
    options = AddressOptions
    value_type = Annotated[Address, AfterValidator(_whole)]
    order = Order.NONE

    def parse(self, typed: Typed, question: Question, context: Context) -> Address:
        options, addresses = self.options_of(question), context.reference.addresses
        province, commune = typed_text(typed, "province"), typed_text(typed, "commune")
        text = clean(typed_text(typed))
        if not commune and text and options.old_taken:
            return self._old(text, addresses.find_province(province))
        if not commune and not addresses.find_province(province):
            raise self.fault("province")
        found = addresses.find_commune(commune)
        if found is None or province not in ("", found.province_code):
            raise self.fault("commune")
        street = clean(typed_text(typed, "street"))
        if options.street_needed and not street:
            raise self.fault("street")
        if len(street) > options.street_most:
            raise self.fault("street_too_long", most=options.street_most)
        return addresses.address(street, commune)

    def _old(self, text: str, province: Province | None) -> Address:
        if len(text) < _LEAST_TEXT:
            raise self.fault("text_too_short")
        if len(text) > _MOST_TEXT:
            raise self.fault("text_too_long", most=_MOST_TEXT)
        return Address(text=text, province=province)

    def show(self, value: Address, question: Question, context: Context) -> str:
        del question, context
        return value.show()

    def mask(self, value: Address, question: Question, context: Context) -> str:
        """The province, which tells little."""
        del question, context
        return f"••••••, {value.province.full_name}" if value.province else "••••••"

    def type_out(self, value: Address, question: Question) -> Typed:
        del question
        if value.commune is None:
            known = {"province": value.province.code} if value.province else {}
            return {**known, "text": value.text}
        return {
            "street": value.street,
            "province": value.commune.province_code,
            "commune": value.commune.code,
        }

    def from_fact(self, fact: JsonValue, question: Question, context: Context) -> Typed:
        """From a line such as a card's residence, as far as it is certain; from an address as it is sent."""
        if isinstance(fact, str):
            return self.type_out(context.reference.address_reader.read_address(fact).address, question)
        try:
            return self.type_out(self.from_json(fact), question)
        except ValueError:
            return {}

    def print_parts(self, value: Address, question: Question, context: Context) -> Mapping[str, str]:
        """An address that cannot be placed stands whole where the street does."""
        del question, context
        if value.commune is None or value.province is None:
            return {"street": value.text, "commune": "", "province": ""}
        return {
            "street": value.street,
            "commune": value.commune.full_name,
            "province": value.province.full_name,
        }

    def choices(self, part: str, typed: Typed, question: Question, context: Context) -> tuple[Choice, ...]:
        del question
        if part == "province":
            return province_choices(typed, context)
        if part != "commune":
            return ()
        meant = _meant(typed, context)
        known = {each.value for each in meant}
        return (*meant, *(each for each in commune_choices(typed, context) if each.value not in known))


def _meant(typed: Typed, context: Context) -> tuple[Choice, ...]:
    """What an old address in ``text`` may have become, while nothing else is searched."""
    text = clean(typed_text(typed))
    if not text or typed_text(typed, "commune_search").strip():
        return ()
    found = context.reference.address_reader.read_address(text).suggestions
    return tuple(
        Choice(each.commune.code, each.commune.full_name, each.show())
        for each in found
        if each.commune is not None
    )
