"""The receipt that a person takes home, of whatever was asked for: one A5 page in both languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from kiosk.clock import VIETNAM_TIME, moment_text
from kiosk.documents.qr import qr_svg
from kiosk.documents.receipt_texts import ReceiptTexts, load_receipt_texts
from kiosk.documents.typesetting import Json, both, render
from kiosk.language import Bilingual


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One thing that the receipt states. ``repr`` shows no value."""

    label: Bilingual
    value: str = field(repr=False)
    second_line: str = field(default="", repr=False)  # in small type below the value


@dataclass(frozen=True, slots=True)
class ReceiptContent:
    """All that a receipt says, beside the words that every receipt has (``receipt.toml``).

    The kind of the act gives its name, the rows and the next steps; values are masked where they must be.
    ``case_number`` is central's, from its verified receipt: without one the act was not sent yet.
    """

    act_name: Bilingual
    reference: str  # the short number to read out
    qr_text: str  # nothing about the person
    made_at: datetime  # aware; when the act was made
    kiosk_id: str
    office_name: str
    hotline: str
    rows: tuple[ReceiptRow, ...] = ()
    next_steps: tuple[Bilingual, ...] = ()  # filled in; what every receipt says is added to them
    checks: tuple[Bilingual, ...] = ()  # what staff will look at again
    due_on: date | None = None
    due_confirmed: bool = True  # not while the holidays of the year are not settled
    case_number: str | None = None
    helped_by: str = ""  # numbers of staff who had the screen for the person
    texts: ReceiptTexts = field(default_factory=load_receipt_texts, repr=False)

    @property
    def sent(self) -> bool:
        return self.case_number is not None


def receipt_qr_text(act_id: UUID) -> str:
    """The act's id as a URN (RFC 9562, section 4), by which staff find the act. Nothing about the person."""
    return act_id.urn


def render_receipt(content: ReceiptContent, fonts_folder: Path) -> bytes:
    """The receipt as PDF/A and PDF/UA; the same content gives the same bytes. Raises PrintingError."""
    return render("receipt", receipt_data(content), fonts_folder, content.made_at)


def receipt_data(content: ReceiptContent) -> dict[str, Json]:
    """What the template ``receipt`` is given."""
    texts = content.texts
    values = {
        "hotline": content.hotline.replace(" ", "\u00a0"),
        "line_days": texts.get_line_terms(content.made_at.astimezone(VIETNAM_TIME).date()).working_days,
    }
    state = "sent" if content.sent else "recorded"
    general = texts.next_steps.get(state, ())
    steps = [*content.next_steps, *(step.filled(values) for step in general)]
    return {
        "title": both(texts.title),
        "authority": both(texts.authority),
        "office": content.office_name,
        "sent": content.sent,
        "state": both(texts.states[state]),
        "labels": {name: both(label) for name, label in texts.labels.items()},
        "reference": content.reference,
        "keep": both(texts.keep),
        "qr": qr_svg(content.qr_text),
        "qr_note": both(texts.qr_note),
        "qr_alt": texts.qr_alt.vi,
        "rows": [_row(row) for row in _rows(content)],
        "next_steps": [both(step) for step in steps],
        "checks": [both(check) for check in content.checks],
        "follow": both(texts.follow.filled(values)),
    }


def _rows(content: ReceiptContent) -> list[ReceiptRow]:
    """The kind's own rows between those that every receipt has."""
    labels = content.texts.labels
    rows = [
        ReceiptRow(labels["act"], content.act_name.vi, content.act_name.en),
        *content.rows,
        ReceiptRow(labels["made_at"], moment_text(content.made_at), _where(content)),
    ]
    if content.case_number is not None:
        rows.append(ReceiptRow(labels["case_number"], content.case_number))
    if content.due_on is not None:
        label = labels["due_on" if content.due_confirmed else "due_expected"]
        rows.append(ReceiptRow(label, content.due_on.strftime("%d/%m/%Y")))
    return rows


def _where(content: ReceiptContent) -> str:
    """At which kiosk, and with whose help: one line, because the page is full."""
    label = content.texts.labels["helped_by"]
    help_given = f" · {label.vi} / {label.en}: {content.helped_by}" if content.helped_by else ""
    return content.kiosk_id + help_given


def _row(row: ReceiptRow) -> dict[str, Json]:
    return {"label": both(row.label), "value": row.value, "second_line": row.second_line}
