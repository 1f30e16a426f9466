"""Which view-model serves a question: its kind says so, and most are served by the general one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.forms.context import Context
from kiosk.forms.kind import Typed
from kiosk.forms.kinds.document_scan import DocumentScan
from kiosk.forms.kinds.rows import Repeating
from kiosk.forms.question import Question
from ui.view_models.field_vm import FieldVm, Keeper
from ui.view_models.rows_field_vm import RowsFieldVm
from ui.view_models.scan_field_vm import ScanFieldVm

if TYPE_CHECKING:
    from ui.view_models.stage import Stage


def make_field(
    question: Question,
    keeper: Keeper,
    typed: Typed,
    context: Callable[[], Context],
    parent: QObject,
    *,
    stage: Stage,
) -> FieldVm:
    if isinstance(question.kind, Repeating):
        return RowsFieldVm(question, keeper, typed, context, parent)
    if isinstance(question.kind, DocumentScan):
        return ScanFieldVm(question, keeper, typed, context, parent, stage=stage)
    return FieldVm(question, keeper, typed, context, parent)
