"""What a demo's central has around it: the issuer of the simulated cards, an invented country, the other
systems, which know the same people, and a back office that decides by rules.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from commands.central_populate import DEMO_SEED

if TYPE_CHECKING:
    from central.settings import BackOfficeSettings, CentralSettings, ConnectorSettings, GrantSettings


def surround(settings: CentralSettings, stack: ExitStack, on: date, people: int) -> CentralSettings:
    """Settings of a demo whose surroundings last as long as the stack; what was set stays as it is."""
    return settings.model_copy(
        update={
            "grants": trusting_simulated_cards(settings.grants, settings.data_dir / "csca"),
            "connectors": with_sandbox(settings.connectors, stack, on, people),
            "back_office": with_back_office(settings.back_office, stack),
        }
    )


def trusting_simulated_cards(grants: GrantSettings, folder: Path) -> GrantSettings:
    """With a folder that holds the certificate of the simulated issuer, where none is set."""
    from simulation.card.issuer import standing_issuer

    if grants.csca_folder is not None:
        return grants
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "simulated-csca.der").write_bytes(standing_issuer().csca_der)
    return grants.model_copy(update={"csca_folder": folder})


def with_sandbox(connectors: ConnectorSettings, stack: ExitStack, on: date, people: int) -> ConnectorSettings:
    """With the address of systems that know this country, where none is set."""
    from central.connectors.sandbox import SandboxData, sandbox
    from simulation.country import country

    if connectors.url is not None:
        return connectors
    everybody = (record for family in country(DEMO_SEED, people, on) for record in family)
    served = stack.enter_context(sandbox(SandboxData.of(everybody)))
    return connectors.model_copy(update={"url": served.url})


def with_back_office(back_office: BackOfficeSettings, stack: ExitStack) -> BackOfficeSettings:
    """With the address of one that decides by rules, where none is set."""
    from central.connectors.back_office_sandbox import back_office_sandbox

    if back_office.url is not None:
        return back_office
    return back_office.model_copy(update={"url": stack.enter_context(back_office_sandbox()).url})
