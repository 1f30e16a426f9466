"""A case with what its acts say: opened for one officer, and noted before anything is shown."""

from __future__ import annotations

import binascii
import hashlib
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from central.cases.desk import CaseDesk
from central.cases.refusals import refuse
from central.cases.views import WholeCase
from central.http.problems import ProblemCode, ProblemError
from central.judging.stored_acts import StoredActs
from central.keys.opening import UnusableError
from central.staff.looks import Looks
from kiosk.contract.attachments import CHIP_PORTRAIT
from kiosk.contract.records import ResultPaper
from kiosk.contract.wire import StoredAct


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """``unreadable``: acts that do not open any more."""

    whole: WholeCase
    acts: tuple[StoredAct, ...] = field(repr=False)
    unreadable: tuple[UUID, ...]


class CaseReading:
    """``way`` is how somebody looks: ``pages``, ``case show``. Everything raises ProblemError."""

    def __init__(self, desk: CaseDesk, acts: StoredActs, looks: Looks) -> None:
        self._desk = desk
        self._acts = acts
        self._looks = looks

    def open(self, account: str, name: str, way: str) -> OpenedCase:
        whole = self._desk.get(account, name)
        opened: list[StoredAct] = []
        unreadable: list[UUID] = []
        for act_id in whole.acts:
            self._looks.note(act_id, account, way)
            try:
                opened.append(self._acts.get(act_id))
            except (ProblemError, UnusableError):
                unreadable.append(act_id)
        return OpenedCase(whole, tuple(opened), tuple(unreadable))

    def portrait(self, account: str, name: str, act_id: UUID) -> bytes:
        """The live picture of an act of this case, as the kiosk made it."""
        return self._one(account, name, act_id, self._portrait)

    def chip_portrait(self, account: str, name: str, act_id: UUID) -> bytes:
        """The picture out of the chip, as the act vouches for it by its digest."""
        return self._one(account, name, act_id, self._chip_portrait)

    def scan(self, account: str, name: str, act_id: UUID, attachment_id: UUID) -> bytes:
        """A scan of an act of this case, as the kiosk made it."""
        return self._one(
            account, name, act_id, lambda act: self._acts.read_attachment(act.act_id, attachment_id)
        )

    def result(self, account: str, name: str, version: int) -> ResultPaper:
        """What a case came to, as the person reads it."""
        case_id = self._desk.get(account, name).case.case_id
        self._looks.note(case_id, account, "result")
        return self._desk.result(account, name, version)

    def _one(self, account: str, name: str, act_id: UUID, read: Callable[[StoredAct], bytes]) -> bytes:
        if act_id not in self._desk.get(account, name).acts:
            raise refuse(ProblemCode.CASE_UNKNOWN)
        self._looks.note(act_id, account, "picture")
        try:
            return read(self._acts.get(act_id))
        except UnusableError:
            raise refuse(ProblemCode.CASE_UNKNOWN) from None

    def _chip_portrait(self, act: StoredAct) -> bytes:
        card = act.content.payload.get("card")
        digest = card.get("portrait_sha256") if isinstance(card, dict) else None
        file = next((each for each in act.attachments if each.role == CHIP_PORTRAIT), None)
        if file is None:
            raise refuse(ProblemCode.CASE_UNKNOWN)
        content = self._acts.read_attachment(act.act_id, file.attachment_id)
        if hashlib.sha256(content).hexdigest() != digest:
            raise refuse(ProblemCode.CASE_UNKNOWN)
        return content

    @staticmethod
    def _portrait(act: StoredAct) -> bytes:
        face = act.content.payload.get("face")
        picture = face.get("portrait_jpeg") if isinstance(face, dict) else None
        try:
            found = b64decode(picture, validate=True) if isinstance(picture, str) else b""
        except binascii.Error:
            found = b""
        if not found:
            raise refuse(ProblemCode.CASE_UNKNOWN)
        return found
