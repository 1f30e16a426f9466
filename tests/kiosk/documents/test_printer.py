"""Handing pages to CUPS (a stand-in for its two programs) and to a folder."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from kiosk.documents.errors import PrintingError
from kiosk.documents.printer import CupsPrinter, FolderPrinter, Paper, PrinterState

PDF = b"%PDF-1.4 \x00\xff page"
IDLE = "printer COUNTER is idle.  enabled since Mon Nov 23 08:00:00 2026"


def _program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)


@pytest.fixture
def cups(tmp_path: Path) -> Path:
    """A folder with programs that behave like those of CUPS: lp keeps what it got beside itself."""
    record = f'for each in "$@"; do echo "$each"; done > "{tmp_path}/arguments"; /bin/cat > "{tmp_path}/page"'
    _program(tmp_path, "lp", record)
    _program(tmp_path, "lpstat", f"echo '{IDLE}'; echo '\tAlerts: none'; echo $LC_ALL > '{tmp_path}/locale'")
    return tmp_path


def _code(printer: CupsPrinter | FolderPrinter) -> str:
    with pytest.raises(PrintingError) as caught:
        printer.print_pdf(PDF, "Receipt")
    return caught.value.code


def test_the_page_goes_through_a_pipe(cups: Path) -> None:
    CupsPrinter("COUNTER", media="A4", search_path=str(cups)).print_pdf(PDF, "Receipt 4D2P")
    assert (cups / "page").read_bytes() == PDF
    assert (cups / "arguments").read_text(encoding="utf-8").split("\n")[:-1] == [
        "-d", "COUNTER", "-t", "Receipt 4D2P", "-o", "media=A4", "-o", "print-scaling=fit",
    ]  # fmt: skip


def test_a_form_goes_onto_its_own_paper(cups: Path) -> None:
    CupsPrinter("COUNTER", search_path=str(cups)).print_pdf(PDF, "Form 4D2P", Paper.FORM)
    assert "media=A4" in (cups / "arguments").read_text(encoding="utf-8").split("\n")


def test_a_refused_job_is_named(cups: Path) -> None:
    _program(cups, "lp", "exit 1")
    assert _code(CupsPrinter("COUNTER", search_path=str(cups))) == "printer_refused"


def test_an_unknown_queue_is_named(cups: Path) -> None:
    _program(cups, "lp", "exit 1")
    _program(cups, "lpstat", "echo 'lpstat: Invalid destination name in list' >&2; exit 1")
    printer = CupsPrinter("COUNTER", search_path=str(cups))
    assert _code(printer) == "no_printer"
    assert printer.status().state is PrinterState.NOT_FOUND


def test_a_machine_without_cups_is_named(tmp_path: Path) -> None:
    printer = CupsPrinter("COUNTER", search_path=str(tmp_path))
    assert _code(printer) == "no_printer"
    assert printer.status().state is PrinterState.NOT_FOUND
    assert "cups-client" in printer.status().detail


def test_a_silent_printing_system_is_given_up(cups: Path) -> None:
    _program(cups, "lp", "exec /bin/sleep 30")
    with pytest.raises(PrintingError) as caught:
        CupsPrinter("COUNTER", timeout_seconds=0.2, search_path=str(cups)).print_pdf(PDF, "Receipt")
    assert caught.value.code == "printer_timeout"
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


@pytest.mark.parametrize("name", ["", "-oraw", "a b", "x;y", "á"])
def test_a_queue_name_cannot_be_an_option(name: str) -> None:
    with pytest.raises(PrintingError):
        CupsPrinter(name)


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (f"{IDLE}\n\tAlerts: none", PrinterState.READY),
        ("printer COUNTER now printing COUNTER-7.  enabled since Mon\n\tAlerts: none", PrinterState.READY),
        (f"{IDLE}\n\tAlerts: media-empty-error", PrinterState.NO_PAPER),
        ("printer COUNTER disabled since Mon Nov 23 -\n\tPaused\n\tAlerts: none", PrinterState.STOPPED),
    ],
)
def test_the_status_is_read_from_lpstat(cups: Path, answer: str, state: PrinterState) -> None:
    (cups / "answer").write_text(answer, encoding="utf-8")
    _program(cups, "lpstat", f"echo $LC_ALL > '{cups}/locale'; /bin/cat '{cups}/answer'")
    assert CupsPrinter("COUNTER", search_path=str(cups)).status().state is state
    assert (cups / "locale").read_text(encoding="utf-8") == "C\n"


def test_the_folder_gets_numbered_files_for_the_owner_only(tmp_path: Path) -> None:
    printer = FolderPrinter(tmp_path / "out")
    assert printer.status().state is PrinterState.READY
    printer.print_pdf(PDF, "Receipt")
    printer.print_pdf(PDF + b"2", "Receipt")
    files = sorted((tmp_path / "out").iterdir())
    assert [(file.name, file.read_bytes()) for file in files] == [
        ("receipt-0001.pdf", PDF),
        ("receipt-0002.pdf", PDF + b"2"),
    ]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    printer = FolderPrinter(tmp_path / "out")
    assert _code(printer) == "folder_not_writable"
    assert printer.status().state is PrinterState.STOPPED
