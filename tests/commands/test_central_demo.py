"""What a demo's central has around it: an issuer, a country, the other systems, an officer who can vouch."""

from __future__ import annotations

import re
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from urllib.request import urlopen

from joserfc.jwk import ECKey

from central.kiosks.devices import Device
from central.records.scope import Scope
from central.settings import (
    BackOfficeSettings,
    CentralSettings,
    ConnectorSettings,
    GrantSettings,
    TextMessageSettings,
)
from commands.central_demo import OFFICE, surround
from commands.central_staff import prepare_demo
from commands.demo.world import World
from ekyc.chip.trust_store import TrustStore
from kiosk.contract.grants import OfficerDecision
from kiosk.contract.records import Section
from kiosk.contract.staff import StaffRole
from simulation.people import ADULT_WOMAN, PEOPLE

ON = date(2026, 11, 20)


def test_the_demo_knows_the_people_of_the_simulated_cards(tmp_path: Path) -> None:
    world = World(tmp_path)
    try:
        world.start()
        central = world.central.central
        for person in PEOPLE:
            scope = Scope(person.personal_number, frozenset({Section.CONTRIBUTIONS}), "test", "test")
            assert central.records.read(scope).record.person.full_name == person.full_name
        assert central.connectors is not None
        citizen = central.connectors.find_citizen(ADULT_WOMAN.personal_number)
        assert citizen is not None
        assert citizen.full_name == ADULT_WOMAN.full_name
        assert TrustStore.from_folder(tmp_path / "csca").authorities
    finally:
        world.stop()


def test_the_page_of_staff_shows_the_code_to_vouch_with(tmp_path: Path) -> None:
    world = World(tmp_path)
    try:
        world.start()
        central = world.central.central
        officer = prepare_demo(central, OFFICE["code"])
        with urlopen(f"{world.central.url}/demo/staff") as page:  # noqa: S310 - of this very process
            shown = page.read().decode()
        signing_in, vouching = re.findall(r"<pre>(\d{6})</pre>", shown)
        assert signing_in != vouching
        device = Device("kid", "KIOSK-01", OFFICE["code"], OFFICE["name"], ECKey.generate_key("P-256"))
        decision = OfficerDecision(account=officer.access.account, code=vouching)
        roles = frozenset({StaffRole.OFFICER})
        assert central.grants.officers.find_fault(decision, device, roles) is None
    finally:
        world.stop()


def test_what_is_set_stays(tmp_path: Path) -> None:
    settings = CentralSettings(
        data_dir=tmp_path,
        demo=True,
        grants=GrantSettings(csca_folder=tmp_path / "own"),
        connectors=ConnectorSettings(url="https://registers.example.vn"),
        back_office=BackOfficeSettings(url="https://office.example.vn"),
        text_messages=TextMessageSettings(url="https://texts.example.vn"),
    )
    with ExitStack() as stack:
        assert surround(settings, stack, ON, people=1) == settings
        surrounded = surround(CentralSettings(data_dir=tmp_path, demo=True), stack, ON, people=1)
    assert surrounded.grants.csca_folder == tmp_path / "csca"
    assert (surrounded.connectors.url or "").startswith("http://127.0.0.1:")
    assert (surrounded.back_office.url or "").startswith("http://127.0.0.1:")
    assert (surrounded.text_messages.url or "").startswith("http://127.0.0.1:")
