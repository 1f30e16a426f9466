"""Every document is PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1), as far as structure can be checked.

veraPDF, the reference checker, is a Java program that cannot be installed with the packages of the project;
the rules below are those that a page of ours could break. The clauses stand beside them.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

import pikepdf
import pytest

from commands.document_samples import (
    sample_activation_slip,
    sample_adjustment_slip,
    sample_book,
    sample_card,
    sample_contributions,
    sample_estimate,
    sample_guide,
    sample_kept,
    sample_notices,
    sample_payment_slip,
    sample_reminder,
    sample_result_notice,
)
from ekyc.verification import Reason
from kiosk.documents.activation_slip import render_activation_slip
from kiosk.documents.adjustment_slip import render_adjustment_slip
from kiosk.documents.book import render_book
from kiosk.documents.contributions import render_contributions
from kiosk.documents.estimate import render_estimate
from kiosk.documents.forms import FormFields, load_form, render_form
from kiosk.documents.guide import render_guide
from kiosk.documents.insurance_card import render_card
from kiosk.documents.kept import render_kept
from kiosk.documents.notices import render_notices
from kiosk.documents.payment_slip import render_slip
from kiosk.documents.receipt import render_receipt
from kiosk.documents.reminder import render_reminder
from kiosk.documents.result_notice import render_result_notice
from kiosk.documents.typesetting import TEMPLATES
from kiosk.language import Bilingual
from tests.kiosk.documents.receipts import FONTS, MADE_AT, registration_receipt

_FILLED = {
    "tk1_ts": FormFields(
        texts={
            "01": "Nguyễn Thị Thùy Dương",
            "08": "dia-chi-thu-dien-tu" * 6 + "@example.vn",
            "16": "x y\n" * 30,
        },
        ticks={"02": frozenset({"female"}), "10": frozenset({"paper"})},
        place="Tân Định",
        signed_on=date(2026, 11, 23),
        signer="Nguyễn Thị Thùy Dương",
    ),
    "request_14_hsb": FormFields(
        texts={"1": "NGUYỄN THỊ MINH CHÂU", "7": "dòng\n" * 40, "3": "Số 8 ngõ 20 " * 20},
        ticks={"8": frozenset({"account"}), "result": frozenset({"electronic", "paper"})},
        signer="Nguyễn Thị Minh Châu",
    ),
    "relatives_declaration": FormFields(
        texts={"declarant": "NGUYỄN THỊ MINH CHÂU", "relatives": "Trần Minh An (con, 01/05/2015)\n" * 30},
        ticks={"wish": frozenset({"monthly"}), "payment": frozenset({"cash"})},
        signer="Nguyễn Thị Minh Châu",
    ),
    "account_declaration": FormFields(
        texts={
            "holder": "LÒ THỊ MAI",
            "email": "dia-chi-thu-dien-tu" * 6 + "@example.vn",
            "papers": "x y\n" * 30,
        },
        ticks={"sex": frozenset({"male"})},
        signed_on=date(2026, 11, 23),
        signer="Lò Thị Mai",
    ),
    "mau_so_4": FormFields(
        texts={
            "head": "LÒ THỊ MAI",
            "members": "; ".join(["Lò Thị Mai (001185000011, 10/05/1985, Chủ hộ)"] * 30),
        },
        ticks={"result": frozenset({"electronic"})},
        signer="Lò Thị Mai",
    ),
    "mau_so_2": FormFields(texts={"01": "LÒ THỊ MAI 漢"}, ticks={"10.1": frozenset({"vssid", "email"})}),
}
_HOLD_TEXT = {"/P", "/H1", "/H2", "/H3", "/Lbl", "/LBody", "/TD", "/TH", "/Span", "/Link"}
_KNOWN_KINDS = {*_HOLD_TEXT, "/Document", "/Part", "/Div", "/L", "/LI", "/Table", "/TR", "/Figure"}
_KNOWN_KINDS |= {"/THead", "/TBody", "/Form"}  # ISO 32000-1, 14.8.4.3.4
_FORBIDDEN_ACTIONS = {
    "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/SetOCGState", "/Rendition",
    "/Trans", "/GoTo3DView", "/JavaScript",
}  # fmt: skip


@lru_cache
def _documents() -> dict[str, bytes]:
    """Each template, empty and full."""
    documents = {
        "receipt": render_receipt(registration_receipt(), FONTS),
        "receipt, crowded": render_receipt(
            registration_receipt("Công Tằng Tôn Nữ " * 20, case_number=None, reasons=tuple(Reason)), FONTS
        ),
    }
    whole = replace(sample_estimate(), made_at=MADE_AT)
    long = (replace(whole.steps[0], words=Bilingual(vi="Một câu dài. " * 40, en="A long one. " * 40)),) * 30
    documents["estimate"] = render_estimate(whole, FONTS)
    documents["estimate, of several pages"] = render_estimate(replace(whole, steps=long), FONTS)
    paid = replace(sample_contributions(), made_at=MADE_AT)
    nothing = replace(paid, totals=(), matters=(), health=(), workplaces=(), entries=())
    documents["contributions"] = render_contributions(nothing, FONTS)
    long_paid = replace(paid, workplaces=paid.workplaces * 30, entries=paid.entries * 40)
    documents["contributions, whole"] = render_contributions(long_paid, FONTS)
    guide = replace(sample_guide(), made_at=MADE_AT)
    documents["guide"] = render_guide(replace(guide, bring=(), counter=(), article=""), FONTS)
    documents["guide, whole"] = render_guide(guide, FONTS)
    kept = replace(sample_kept(), made_at=MADE_AT)
    documents["kept"] = render_kept(kept, FONTS)
    documents["kept, of several pages"] = render_kept(replace(kept, parts=kept.parts * 20), FONTS)
    told = replace(sample_notices(), made_at=MADE_AT)
    documents["notices"] = render_notices(replace(told, notices=told.notices[1:]), FONTS)
    documents["notices, of several pages"] = render_notices(replace(told, notices=told.notices * 12), FONTS)
    card = replace(sample_card(), made_at=MADE_AT)
    documents["insurance_card"] = render_card(card, FONTS)
    documents["insurance_card, none"] = render_card(replace(card, lines=(), earlier=(), qr_text=""), FONTS)
    notice = replace(sample_result_notice(), decided_at=MADE_AT)
    words = Bilingual(vi="Một câu thí dụ.", en="A sample sentence.")
    documents["result_notice"] = render_result_notice(notice, FONTS)
    documents["result_notice, of a refusal"] = render_result_notice(
        replace(notice, refused=True, reason=words, legal_basis=(), due_on=None, term_days=None), FONTS
    )
    slip = replace(sample_activation_slip(), made_at=MADE_AT)
    adjusted = replace(sample_adjustment_slip(), made_at=MADE_AT)
    documents["adjustment_slip"] = render_adjustment_slip(adjusted, FONTS)
    book = replace(sample_book(), made_at=MADE_AT)
    empty = replace(book.content, totals=(), stretches=(), settled=(), used=())
    documents["book"] = render_book(replace(book, content=empty), FONTS)
    many = replace(book.content, stretches=book.content.stretches * 40)
    documents["book, of several pages"] = render_book(replace(book, content=many), FONTS)
    documents["activation_slip"] = render_activation_slip(slip, FONTS)
    reminder = replace(sample_reminder(), made_at=MADE_AT)
    documents["reminder"] = render_reminder(replace(reminder, details=(), notes=(), article=""), FONTS)
    documents["reminder, whole"] = render_reminder(reminder, FONTS)
    code = replace(sample_payment_slip(), made_at=MADE_AT)
    documents["payment_slip"] = render_slip(code, FONTS)
    for name, fields in _FILLED.items():
        documents[name] = render_form(name, FormFields(), FONTS, MADE_AT)
        documents[f"{name}, filled in"] = render_form(name, fields, FONTS, MADE_AT)
    return documents


_ESTIMATES = ("estimate", "estimate, of several pages")
_CONTRIBUTIONS = ("contributions", "contributions, whole")
_KEPT = ("kept", "kept, of several pages")
_TOLD = ("notices", "notices, of several pages")
_BOOKS = ("book", "book, of several pages")
_CARDS = ("insurance_card", "insurance_card, none")
_GUIDES = ("guide", "guide, whole")
_NOTICES = ("result_notice", "result_notice, of a refusal")
_FORMS = [f"{name}{full}" for name in _FILLED for full in ("", ", filled in")]
_REMINDERS = ("reminder", "reminder, whole")
_SLIPS = ("activation_slip", "adjustment_slip", "payment_slip", "receipt", "receipt, crowded")
_OWN = (*_REMINDERS, *_TOLD, *_BOOKS, *_KEPT, *_CARDS, *_CONTRIBUTIONS)
NAMES = sorted([*_SLIPS, *_OWN, *_ESTIMATES, *_GUIDES, *_NOTICES, *_FORMS])


@pytest.fixture(params=NAMES)
def pdf(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(_documents()[request.param])) as opened:
        yield opened


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream of the file, direct ones included."""
    waiting: list[pikepdf.Object] = list(pdf.objects)
    while waiting:
        each = waiting.pop()
        if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            yield each
            waiting += [value for value in each.values() if not _is_indirect(value)]
        elif isinstance(each, pikepdf.Array):
            waiting += [value for value in each if not _is_indirect(value)]


def _is_indirect(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


def _elements(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The structure elements below this one, in reading order."""
    kids = element.get("/K")
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def test_every_template_is_checked() -> None:
    whole = {file.stem for file in TEMPLATES.glob("*.typ")} - {"common", "official"}
    assert {name.split(",")[0] for name in NAMES} == whole


def test_it_claims_both_standards(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "2"  # ISO 19005-2, 6.6.4
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"  # ISO 14289-1, 5
        title = metadata["dc:title"]
        assert title
        assert title == str(pdf.docinfo["/Title"])
        assert metadata["xmp:CreateDate"].startswith("2026-11-22T17:05:00")
    assert "/Filter" not in pdf.Root.Metadata  # 6.6.2.1


def test_nothing_forbidden_is_inside(pdf: pikepdf.Pdf) -> None:
    assert not pdf.is_encrypted  # 6.1.3
    assert "/ID" in pdf.trailer
    assert not {"/AA", "/OpenAction", "/OCProperties", "/Collection"} & set(pdf.Root.keys())
    assert set(pdf.Root.get("/AcroForm", pikepdf.Dictionary()).keys()) <= {"/Fields"}  # 6.4.1, 6.4.2
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    assert not {"/JavaScript", "/EmbeddedFiles", "/AlternatePresentations"} & set(names.keys())
    for each in _dictionaries(pdf):
        assert each.get("/Filter") not in ("/LZWDecode", "/Crypt")  # 6.1.7.2
        assert not ("/S" in each and str(each["/S"]) in _FORBIDDEN_ACTIONS)  # 6.5.1
        outside = {"/F", "/FFilter", "/FDecodeParms"} & set(each.keys())  # in an annotation /F are its flags
        assert not outside or each.get("/Type", "/Annot") == "/Annot"  # 6.1.7.1
        assert each.get("/Subtype") not in ("/PS", "/Movie", "/Sound", "/Screen", "/3D")
        assert "/TR" not in each  # 6.2.5
        assert "/Alternates" not in each  # 6.2.8
        assert not each.get("/Interpolate", False)


def test_a_field_looks_like_nothing_and_belongs_to_the_structure(pdf: pikepdf.Pdf) -> None:
    """Of a signature only, which is put there by another program."""
    fields = [each for page in pdf.pages for each in page.get("/Annots", pikepdf.Array())]
    assert fields == list(pdf.Root.get("/AcroForm", pikepdf.Dictionary()).get("/Fields", pikepdf.Array()))
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    held = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for field in fields:
        assert field.FT == "/Sig"
        assert "/V" not in field
        assert int(field.F) == 4  # printed, never hidden: ISO 19005-2, 6.3.2
        assert set(field.AP.keys()) == {"/N"}  # 6.3.3
        assert not {"/A", "/AA"} & set(field.keys())  # 6.4.1
        assert str(field.TU)  # ISO 14289-1, 7.18.4
        element = held[int(field.StructParent)]
        assert element.S == "/Form"
        assert element.K.Obj == field
        assert element in list(element.P.K)


def test_nothing_is_transparent(pdf: pikepdf.Pdf) -> None:
    for each in _dictionaries(pdf):
        assert each.get("/SMask", "/None") == "/None"
        assert each.get("/ca", 1) == 1
        assert each.get("/CA", 1) == 1
        assert each.get("/BM", "/Normal") in ("/Normal", "/Compatible")  # 6.2.10


def test_colours_mean_the_same_everywhere(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents  # 6.2.3
    assert intent.S == "/GTS_PDFA1"
    profile = intent.DestOutputProfile
    assert profile.read_bytes()[36:40] == b"acsp"  # ICC.1, 7.2.11: a profile
    assert profile.N == 3


def test_every_font_is_inside_and_can_be_read_back(pdf: pikepdf.Pdf) -> None:
    fonts = [each for each in _dictionaries(pdf) if each.get("/Type") == "/Font" and "/Subtype" in each]
    assert fonts
    for font in fonts:
        assert font.Subtype in ("/Type0", "/CIDFontType0", "/CIDFontType2")
        if font.Subtype == "/Type0":
            assert font.Encoding in ("/Identity-H", "/Identity-V")
            assert b"beginbf" in font.ToUnicode.read_bytes()  # 6.2.11.7.2
        if font.Subtype in ("/CIDFontType0", "/CIDFontType2"):
            descriptor = font.FontDescriptor
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())  # 6.2.11.4.1
            assert str(descriptor.FontName)[7] == "+"  # only the letters that are used
            assert any(
                name in str(descriptor.FontName) for name in ("BeVietnamPro", "NotoSans", "Liberation")
            )


def test_it_is_tagged_for_screen_readers(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    assert bool(root.MarkInfo.Marked)  # 6.7.2.2
    assert not root.MarkInfo.get("/Suspects", False)
    assert str(root.Lang) == "vi"
    assert bool(root.ViewerPreferences.DisplayDocTitle)  # ISO 14289-1, 7.1
    elements = list(_elements(root.StructTreeRoot))
    assert elements[0].S == "/Document"
    assert all("/StructParents" in page for page in pdf.pages)
    assert all(page.get("/Tabs", "/S") == "/S" for page in pdf.pages)
    assert "/ParentTree" in root.StructTreeRoot
    headings = [str(each.S) for each in elements if str(each.S) in ("/H1", "/H2", "/H3", "/H4", "/H5", "/H6")]
    assert headings
    assert headings[0] == "/H1"
    assert all(int(after[2]) <= int(before[2]) + 1 for before, after in pairwise(headings))


def test_every_piece_is_of_a_known_kind_and_text_stands_in_paragraphs(pdf: pikepdf.Pdf) -> None:
    """ISO 14289-1, 7.1: kinds beyond ISO 32000-1, 14.8.4, are mapped to one of it."""
    root = pdf.Root.StructTreeRoot
    mapped = {str(kind): str(known) for kind, known in root.get("/RoleMap", pikepdf.Dictionary()).items()}
    for element in _elements(root):
        kind = mapped.get(str(element.S), str(element.S))
        assert kind in _KNOWN_KINDS
        above = str(element.P.get("/S", "/Document"))
        parent = mapped.get(above, above)
        assert kind != "/Span" or parent in _HOLD_TEXT, f"{element.S} in {above}"


def test_pictures_say_what_they_are(pdf: pikepdf.Pdf) -> None:
    for element in _elements(pdf.Root.StructTreeRoot):
        if element.S in ("/Figure", "/Formula"):
            assert str(element.Alt).strip()  # ISO 14289-1, 7.3


def test_every_mark_on_a_page_is_content_or_decoration(pdf: pikepdf.Pdf) -> None:
    """ISO 14289-1, 7.1: nothing is drawn outside a marked piece, and each piece is known to the structure."""
    painting = {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh"}
    for page in pdf.pages:
        depth, marked = 0, 0
        for instruction in pikepdf.parse_content_stream(page):
            operands, name = instruction.operands, str(instruction.operator)
            if name in ("BDC", "BMC"):
                depth += 1
                assert depth == 1 or operands[0] == "/Span"
                marked += 1
                if operands[0] != "/Artifact":
                    assert "/MCID" in operands[1] or operands[0] == "/Span"
            elif name == "EMC":
                depth -= 1
            elif name in painting:
                assert depth > 0, name
        assert depth == 0
        assert marked


def test_the_receipt_reads_in_the_right_order_and_in_both_languages() -> None:
    with pikepdf.open(io.BytesIO(_documents()["receipt"])) as pdf:
        elements = list(_elements(pdf.Root.StructTreeRoot))
    kinds = [str(each.S) for each in elements]
    assert kinds.count("/Figure") == 1
    assert "/L" in kinds
    (figure,) = [each for each in elements if each.S == "/Figure"]
    assert str(figure.Alt) == "Mã QR của biên nhận"
    assert any(str(each.get("/Lang", "")) == "en" for each in elements)


def test_the_forms_are_those_that_are_listed() -> None:
    assert {file.stem for file in TEMPLATES.glob("*.toml")} == set(_FILLED)
    assert all(load_form(name).fields for name in _FILLED)


def _see_through(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Resources["/ExtGState"] = pikepdf.Dictionary({"/g": pikepdf.Dictionary({"/ca": 0.5})})


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/Threads"] = pikepdf.Array([pikepdf.Dictionary({"/S": pikepdf.Name("/JavaScript")})])


def _action(pdf: pikepdf.Pdf) -> None:
    pdf.Root["/OpenAction"] = pikepdf.Dictionary({"/S": pikepdf.Name("/GoTo")})


def _font_of_the_reader(pdf: pikepdf.Pdf) -> None:
    font = next(each for each in _dictionaries(pdf) if each.get("/Subtype") == "/CIDFontType2")
    del font.FontDescriptor["/FontFile2"]


def _letters_without_meaning(pdf: pikepdf.Pdf) -> None:
    del next(each for each in _dictionaries(pdf) if each.get("/Subtype") == "/Type0")["/ToUnicode"]


def _no_profile(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/OutputIntents"]


def _untagged_line(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(pdf.make_stream(b"0 0 m 9 9 l S"))


def _file_name_as_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences["/DisplayDocTitle"] = False


def _silent_picture(pdf: pikepdf.Pdf) -> None:
    del next(each for each in _elements(pdf.Root.StructTreeRoot) if each.S == "/Figure")["/Alt"]


@pytest.mark.parametrize(
    ("damage", "check"),
    [
        (_see_through, test_nothing_is_transparent),
        (_script, test_nothing_forbidden_is_inside),
        (_action, test_nothing_forbidden_is_inside),
        (_font_of_the_reader, test_every_font_is_inside_and_can_be_read_back),
        (_letters_without_meaning, test_every_font_is_inside_and_can_be_read_back),
        (_no_profile, test_colours_mean_the_same_everywhere),
        (_untagged_line, test_every_mark_on_a_page_is_content_or_decoration),
        (_file_name_as_title, test_it_is_tagged_for_screen_readers),
        (_silent_picture, test_pictures_say_what_they_are),
    ],
)
def test_the_checks_find_a_damaged_document(
    damage: Callable[[pikepdf.Pdf], None], check: Callable[[pikepdf.Pdf], None]
) -> None:
    with pikepdf.open(io.BytesIO(_documents()["receipt"])) as pdf:
        check(pdf)
        damage(pdf)
        with pytest.raises((AssertionError, AttributeError)):
            check(pdf)
