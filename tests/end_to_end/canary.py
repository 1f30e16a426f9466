"""A person who is found wherever something of them is left. Texts are written backwards, and made when they
are asked for, so that neither this file nor a name in it is mistaken for a find.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from sqlalchemy import Engine, text

from commands.demo.plays import Play
from kiosk.reference.folding import fold
from simulation.face.person import SyntheticPerson
from simulation.face.portrait import reference_portrait
from simulation.people import ADULT_WOMAN, SamplePerson


@dataclass(frozen=True, slots=True)
class Canary:
    """What is on the card and what is typed."""

    number: str
    name: str
    home: str
    phone: str
    email: str
    new_email: str
    street: str
    card_number: str
    account: str

    @property
    def texts(self) -> tuple[str, ...]:
        typed = (self.phone, self.email, self.new_email, self.street, self.card_number, self.account)
        return (self.number, self.name, self.home, *typed)


def a_canary() -> Canary:
    return Canary(
        number="456789881100"[::-1],
        name="nếY gnàoH ịhT uưL"[::-1],
        home="iộN àH ,hcạB cúrT gnờưhP ,ẻS mihC õgN ,89 ốS"[::-1],
        phone="5634329190"[::-1],
        email="nv.elpmaxe@neynaoh"[::-1],
        new_email="nv.elpmaxe@iom.neyn"[::-1],  # of its own, so that its code is the newest
        street="naV oàĐ õgn 79 ốS"[::-1],
        card_number="2199110130"[::-1],
        account="8073665590271"[::-1],
    )


def a_person() -> SamplePerson:
    found = a_canary()
    return replace(ADULT_WOMAN, personal_number=found.number, full_name=found.name, residence=found.home)


def portrait_comment() -> bytes:
    return b"nettogrof eb tsum ohw nosrep eht fo"[::-1]


def marked_portrait() -> bytes:
    """A JPEG like no other in this process: with a comment of its own (segment COM)."""
    data = reference_portrait(SyntheticPerson.ASTRONAUT, "image/jpeg")
    comment = portrait_comment()
    return data[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + data[2:]


def telltale(play: Play) -> Play:
    """The same, with answers that are found wherever they are left."""
    found = a_canary()
    email = found.new_email if play.task_id == "change_contact" else found.email
    place = {"province": "01", "commune": "00167", "street": found.street}
    typed = {
        "contact.phone": {"text": found.phone},
        "contact.email": {"text": email},
        "contact.address": place,
        "result.address": place,
        "card.number": {"text": found.card_number},
        "payment.account": {
            "bank": "970436",
            "number": found.account,
            "number_again": found.account,
            "holder": fold(found.name).upper(),
        },
    }
    answers = {name: typed.get(name, usual) for name, usual in play.answers.items()}
    if answers:  # who has none only looks
        # Where it is asked: no register knows them, and they know no number.
        answers["insured.known_number"] = {}
    return play.model_copy(update={"answers": answers})


_READ = text("SELECT content FROM person WHERE personal_number = :usual")
_NAME = text(
    "UPDATE person SET personal_number = :number, full_name = :name, content = :content"
    " WHERE personal_number = :usual"
)


def enter_in_register(engine: Engine) -> None:
    """With the record of the woman of the demo. The values are in no statement, which would be remembered."""
    found, usual = a_canary(), ADULT_WOMAN
    with engine.begin() as connection:
        stood = json.loads(connection.execute(_READ, {"usual": usual.personal_number}).scalar_one())
        stood |= {"personal_number": found.number, "full_name": found.name}
        row = {"number": found.number, "name": found.name, "content": json.dumps(stood, ensure_ascii=False)}
        connection.execute(_NAME, {**row, "usual": usual.personal_number})
