"""What a demo's central has around it: the issuer of the simulated cards, an invented country, the other
systems, which know the same people, a back office that decides by rules, and who carries text messages.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from commands.central_populate import DEMO_SEED

if TYPE_CHECKING:
    from central.connectors.sandbox import SandboxData
    from central.settings import (
        BackOfficeSettings,
        CentralSettings,
        ConnectorSettings,
        GrantSettings,
        TextMessageSettings,
    )


OFFICE = {"code": "00100", "name": "BHXH cơ sở Ba Đình"}  # of the demo's kiosk and staff


def surround(settings: CentralSettings, stack: ExitStack, on: date, people: int) -> CentralSettings:
    """Settings of a demo whose surroundings last as long as the stack; what was set stays as it is."""
    known = known_to_others(on, people)
    return settings.model_copy(
        update={
            "grants": trusting_simulated_cards(settings.grants, settings.data_dir / "csca"),
            "connectors": with_sandbox(settings.connectors, stack, known),
            "back_office": with_back_office(settings.back_office, stack, known),
            "text_messages": with_texts(settings.text_messages, stack, settings.text_dir),
        }
    )


DEMO_ACCOUNT = ("970436", "0123456789")  # that the person of the demo names


def known_to_others(on: date, people: int) -> SandboxData:
    """What the other systems know: the people who are in the demo's register too."""
    from central.connectors.sandbox import SandboxData
    from kiosk.reference.folding import fold
    from simulation.country import country
    from simulation.country.sought import sought
    from simulation.people import ADULT_WOMAN, SOUGHT

    families = chain(country(DEMO_SEED, people, on), sought(on))
    data = SandboxData.of(record for family in families for record in family)
    for person in SOUGHT:  # the population register has them right
        data.citizens[person.personal_number] = {
            "personal_number": person.personal_number,
            "full_name": person.full_name,
            "date_of_birth": person.date_of_birth.isoformat(),
            "sex": person.sex.value,
            "residence": person.residence,
            "alive": True,
        }
    bank_bin, number = DEMO_ACCOUNT
    holder = fold(ADULT_WOMAN.full_name).upper()
    data.holders[DEMO_ACCOUNT] = {"bank_bin": bank_bin, "number": number, "holder": holder}
    return data


def trusting_simulated_cards(grants: GrantSettings, folder: Path) -> GrantSettings:
    """With a folder that holds the certificate of the simulated issuer, where none is set."""
    if grants.csca_folder is not None:
        return grants
    trust_simulated_cards(folder)
    return grants.model_copy(update={"csca_folder": folder})


def trust_simulated_cards(folder: Path) -> None:
    """Put the certificate of the simulated issuer there."""
    from simulation.card.issuer import standing_issuer

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "simulated-csca.der").write_bytes(standing_issuer().csca_der)


def with_sandbox(connectors: ConnectorSettings, stack: ExitStack, known: SandboxData) -> ConnectorSettings:
    """With the address of systems that know these people, where none is set."""
    from central.connectors.sandbox import sandbox

    if connectors.url is not None:
        return connectors
    return connectors.model_copy(update={"url": stack.enter_context(sandbox(known)).url})


def with_back_office(
    back_office: BackOfficeSettings, stack: ExitStack, known: SandboxData
) -> BackOfficeSettings:
    """With the address of one that decides by rules and knows these people, where none is set."""
    from central.connectors.back_office_sandbox import DecidingOffice, back_office_sandbox

    if back_office.url is not None:
        return back_office
    office = DecidingOffice(register=known.citizens)
    return back_office.model_copy(update={"url": stack.enter_context(back_office_sandbox(office)).url})


def with_texts(texts: TextMessageSettings, stack: ExitStack, folder: Path) -> TextMessageSettings:
    """With the address of a carrier that keeps what it is given in this folder, where none is set."""
    from central.connectors.text_message_sandbox import KeepingCarrier, text_message_sandbox

    if texts.url is not None:
        return texts
    played = stack.enter_context(text_message_sandbox(KeepingCarrier(folder)))
    return texts.model_copy(update={"url": played.url})
