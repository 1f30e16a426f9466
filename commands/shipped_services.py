"""The services that ship, for commands that ask about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.tasks.services.registry import ServiceRegistry


def shipped_services() -> ServiceRegistry:
    """The shipped services, decided by the shipped figures and calendar."""
    from kiosk.benefits.parameters import shipped_book
    from kiosk.reference.reference_data import ReferenceData
    from kiosk.tasks.catalogue import load_catalogue
    from kiosk.tasks.services.registry import ServiceRegistry

    return ServiceRegistry(load_catalogue(), shipped_book(), ReferenceData().calendar)
