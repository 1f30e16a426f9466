"""One case of the queue gone through: its evidence, the checklist point by point, and the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtQml import QmlElement

from kiosk.contract.reviews import AnsweredPoint, ReviewDecision
from kiosk.contract.staff import CODE_DIGITS
from kiosk.language import Language
from kiosk.places import Place
from ui.translation import let_break_after_groups
from ui.view_models.qml_types import QVariantList, QVariantMap, made_in_python
from ui.view_models.staff_room_vm import StaffRoomVm

if TYPE_CHECKING:
    from kiosk.contract.feed import Words
    from kiosk.contract.reviews import Review, ReviewChange, Reviewed, ReviewPoint
    from ui.view_models.background import Known
    from ui.view_models.stage import Stage

QML_IMPORT_NAME = "Kiosk.Core"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@made_in_python
class StaffReviewVm(StaffRoomVm):
    """``part`` says what is shown: code, evidence, point, decision or done. All of it is forgotten with the
    page.

    The evidence, and why the machine left it to staff, stand in Vietnamese in both languages of the screen:
    they are the words of central's own pages, where officers go on with the same case, and central has no
    others. What is asked and decided here, with the reasons that a person reads, follows the language.
    """

    changed = Signal()
    unhurried = True  # an officer reads and looks
    _review: Review | None = None
    _reviewed: Reviewed | None = None

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self._pictures: dict[str, str] = {}
        self._forget()

    def _forget(self) -> None:
        for address in self._pictures.values():
            self._stage.scans.drop(address)
        self._pictures = {}
        self._review = self._reviewed = None
        self._typed = ""
        self._part, self._point = "code", 0
        self._answers: dict[str, str] = {}
        self._change = self._reason = ""
        self._working = False
        self._fault = ""

    @Property(str, notify=changed)
    def part(self) -> str:
        return self._part

    @Property(str, notify=changed)
    def digits(self) -> str:
        return self._typed

    @Property(bool, notify=changed)
    def working(self) -> bool:
        """Central is asked."""
        return self._working

    @Property(str, notify=changed)
    def fault(self) -> str:
        return self._fault

    @Property(QVariantMap, notify=changed)
    def head(self) -> dict[str, object]:
        """What stands above: number, state, what the machine concluded, what is proposed."""
        review = self._review
        if review is None:
            return {}
        return {
            "number": let_break_after_groups(review.case_number),
            "state": review.state.value,
            "outcome": review.outcome.value,
            "tone": review.outcome.tone,
            "proposed": "" if review.proposed is None else self._in_words(review.proposed),
            "proposedBy": review.proposed_by or "",
        }

    @Property(QVariantList, notify=changed)
    def reasons(self) -> list[str]:
        """Why the machine left it to staff, in central's words."""
        return [] if self._review is None else list(self._review.reasons)

    @Property(str, notify=changed)
    def chipPortrait(self) -> str:
        return self._pictures.get("chip", "")

    @Property(str, notify=changed)
    def livePortrait(self) -> str:
        return self._pictures.get("live", "")

    @Property(QVariantList, notify=changed)
    def groups(self) -> list[dict[str, object]]:
        groups = () if self._review is None else self._review.groups
        return [
            {
                "title": self._in_words(group.title),
                "rows": [{"label": row.label, "value": row.value, "tone": row.tone} for row in group.rows],
            }
            for group in groups
        ]

    @Property(bool, notify=changed)
    def mayDecide(self) -> bool:
        return self._review is not None and bool(self._review.changes)

    @Property(int, notify=changed)
    def pointNumber(self) -> int:
        return self._point + 1

    @Property(int, notify=changed)
    def pointCount(self) -> int:
        return len(self._points)

    @Property(QVariantMap, notify=changed)
    def point(self) -> dict[str, object]:
        """The one that is asked now."""
        if self._part != "point":
            return {}
        point = self._points[self._point]
        return {
            "id": point.id,
            "text": self._in_words(point.text),
            "said": self._answers.get(point.id, ""),
            "answers": [
                {
                    "code": each.code,
                    "text": self._in_words(each.text),
                    "overrides": each.overrides,
                    "passes": each.passes,
                }
                for each in point.answers
            ],
        }

    @Property(QVariantList, notify=changed)
    def decisions(self) -> list[dict[str, object]]:
        """What can be decided; ``barred`` says why not: incomplete, against, or "" where it can be."""
        changes = () if self._review is None else self._review.changes
        return [
            {"name": each.name, "title": self._in_words(each.title), "barred": self._barred(each)}
            for each in changes
        ]

    @Property(str, notify=changed)
    def decision(self) -> str:
        return self._change

    @Property(QVariantList, notify=changed)
    def decisionReasons(self) -> list[dict[str, str]]:
        chosen = self._chosen
        reasons = () if chosen is None else chosen.reasons
        return [{"code": each.code, "text": self._in_words(each.text)} for each in reasons]

    @Property(str, notify=changed)
    def decisionReason(self) -> str:
        return self._reason

    @Property(bool, notify=changed)
    def decided(self) -> bool:
        """All that the decision takes has been chosen."""
        chosen = self._chosen
        return chosen is not None and not self._barred(chosen) and bool(self._reason or not chosen.reasons)

    @Property(bool, notify=changed)
    def takesTwo(self) -> bool:
        """An officer's eyes stand in the machine's place, and this would approve."""
        chosen = self._chosen
        return chosen is not None and chosen.checklist == "all" and self._overrides()

    @Property(QVariantList, notify=changed)
    def answered(self) -> list[dict[str, str]]:
        """The checklist so far, before the decision."""
        rows = []
        for point in self._points:
            said = next((each for each in point.answers if each.code == self._answers.get(point.id)), None)
            rows.append(
                {
                    "text": self._in_words(point.text),
                    "said": "" if said is None else self._in_words(said.text),
                    "tone": "" if said is None else "good" if said.passes else "bad",
                }
            )
        return rows

    @Property(QVariantMap, notify=changed)
    def outcome(self) -> dict[str, object]:
        reviewed = self._reviewed
        if reviewed is None:
            return {}
        return {
            "number": let_break_after_groups(reviewed.case_number),
            "state": reviewed.state.value,
            "waits": reviewed.waits,
        }

    def enter(self, screen: str) -> None:
        del screen
        self._forget()
        self._new_scope()
        self.changed.emit()

    def leave(self) -> None:
        super().leave()
        self._forget()

    def wipe(self) -> None:
        self._forget()
        super().wipe()

    @Slot(str)
    def typeDigit(self, digit: str) -> None:
        if self._working or not (digit.isascii() and digit.isdigit() and len(digit) == 1):
            return
        self._fault = ""
        self._typed += digit
        if len(self._typed) == CODE_DIGITS:
            self._open()
        self.changed.emit()

    @Slot()
    def eraseDigit(self) -> None:
        self._typed = self._typed[:-1]
        self.changed.emit()

    @Slot()
    def goOn(self) -> None:
        """From the evidence to the first point, from point to point, and behind the last to the decision."""
        if self._part == "evidence":
            self._part, self._point = ("point", 0) if self._points else ("decision", 0)
        elif self._part == "point":
            if self._point + 1 < len(self._points):
                self._point += 1
            else:
                self._part = "decision"
        self.changed.emit()

    @Slot()
    def goBack(self) -> None:
        """The way back through the parts, answers kept."""
        if self._part == "decision" and self._points:
            self._part = "point"
        elif self._part == "point" and self._point > 0:
            self._point -= 1
        else:
            self._part = "evidence"
        self.changed.emit()

    @Slot(str)
    def answer(self, code: str) -> None:
        self._answers[self._points[self._point].id] = code
        self.changed.emit()

    @Slot(str)
    def choose(self, change: str) -> None:
        self._change, self._reason, self._fault = change, "", ""
        self.changed.emit()

    @Slot(str)
    def chooseReason(self, reason: str) -> None:
        self._reason = reason
        self.changed.emit()

    @Slot()
    def decide(self) -> None:
        review, chosen = self._review, self._chosen
        if review is None or chosen is None or not self.decided or self._working:
            return
        decision = ReviewDecision(
            change=chosen.name,
            reason=self._reason or None,
            points=self._pointed if chosen.checklist else (),
        )
        member, desk = self._room.member, self._parts.reviews
        self._working, self._fault = True, ""
        self._scope.run(lambda: desk.decide(member, review, decision), self._on_reviewed, self._on_fault)
        self.changed.emit()

    @Slot()
    def finish(self) -> None:
        self._parts.navigator.go_in_staff_room(Place.STAFF_QUEUE)

    @property
    def _points(self) -> tuple[ReviewPoint, ...]:
        return () if self._review is None else self._review.points

    @property
    def _pointed(self) -> tuple[AnsweredPoint, ...]:
        return tuple(AnsweredPoint(point=point, answer=said) for point, said in self._answers.items())

    @property
    def _chosen(self) -> ReviewChange | None:
        changes = () if self._review is None else self._review.changes
        return next((each for each in changes if each.name == self._change), None)

    def _barred(self, change: ReviewChange) -> str:
        if change.checklist != "all":
            return ""
        if any(point.id not in self._answers for point in self._points):
            return "incomplete"
        answers = [(point, self._answers[point.id]) for point in self._points]
        passing = all(each.passes for point, said in answers for each in point.answers if each.code == said)
        return "" if passing else "against"

    def _overrides(self) -> bool:
        return any(
            each.overrides
            for point in self._points
            for each in point.answers
            if each.code == self._answers.get(point.id)
        )

    def _in_words(self, words: Words) -> str:
        return words.vi if self._stage.language() is Language.VIETNAMESE else words.en

    def _open(self) -> None:
        act_id, code = self._stage.staff_act, self._typed
        self._typed = ""
        if act_id is None:
            return
        member, desk = self._room.member, self._parts.reviews
        self._working = True
        self._scope.run(lambda: desk.open(member, act_id, code), self._on_review, self._on_fault)

    def _on_review(self, review: Review) -> None:
        self._working, self._review, self._part = False, review, "evidence"
        for name, content in (("chip", review.chip_portrait), ("live", review.portrait)):
            image = QImage() if content is None else QImage.fromData(content)
            if not image.isNull():
                self._pictures[name] = self._stage.scans.put(image)
        self.changed.emit()

    def _on_reviewed(self, reviewed: Reviewed) -> None:
        self._working, self._reviewed, self._part = False, reviewed, "done"
        self.changed.emit()

    def _on_fault(self, error: Known) -> None:
        self._working = False
        super()._on_fault(error)
