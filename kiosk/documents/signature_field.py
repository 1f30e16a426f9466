"""The slot for a digital signature in a PDF of ours: a field that a signing program finds and fills.

The typesetting engine makes none. It is added as an incremental update (ISO 32000-1, 7.5.6), so that what was
set stays byte for byte, with the appearance that PDF/A asks of every annotation (ISO 19005-2, 6.3.3) and the
place in the structure that PDF/UA asks of form fields (ISO 14289-1, 7.18.4). It reads the files of that
engine: a cross-reference table, and dictionaries that stand by themselves.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

from kiosk.errors import BugError

DECLARANT = "declarant"
_TOLD_OF_DECLARANT = "Chữ ký số của người kê khai"
_TRAILER = re.compile(
    rb"trailer\n<</Size (\d+)/Root (\d+) 0 R(/Info \d+ 0 R)?/ID\[\(([^)]*)\)\([^)]*\)\]>>\n"
    rb"startxref\n(\d+)\n%%EOF\s*$"
)
_PAGES = re.compile(rb"/Kids\[([0-9R ]*)\]")
_HEIGHT = re.compile(rb"/MediaBox\[0 0 [0-9.]+ ([0-9.]+)\]")
_PARENT_TREE = re.compile(rb"/ParentTree<</Nums\[([^\]]*)\]>>")
_NEXT_KEY = re.compile(rb"/ParentTreeNextKey (\d+)")
_TOP_ELEMENT = re.compile(rb"/K\[(\d+) 0 R\]")


class SignaturePlace(NamedTuple):
    """On which page, from 1; in points from its upper left corner. ``told``: what a screen reader says."""

    page: int
    x: float
    y: float
    width: float
    height: float
    name: str = DECLARANT
    told: str = _TOLD_OF_DECLARANT


def with_signature_fields(pdf: bytes, places: Sequence[SignaturePlace]) -> bytes:
    """The same document with an empty signature field at each place. Raises `BugError` for a file of another
    make.
    """
    return _Update(pdf).with_fields(places) if places else pdf


class _Update:
    """Objects that are written behind a file, in place of those of the same number and besides them."""

    def __init__(self, pdf: bytes) -> None:
        trailer = _TRAILER.search(pdf)
        if trailer is None:
            raise BugError("a PDF has no trailer as the typesetting engine writes it")
        self._pdf = pdf
        self._next, self._root, self._start = int(trailer[1]), int(trailer[2]), int(trailer[5])
        self._info, self._id = trailer[3] or b"", trailer[4]
        self._objects: dict[int, bytes] = {}

    def with_fields(self, places: Sequence[SignaturePlace]) -> bytes:
        pages = self._find(_PAGES, self._reference("Pages", self._get(self._root)))[1].split(b" 0 R")
        structure = self._reference("StructTreeRoot", self._get(self._root))
        top = int(self._find(_TOP_ELEMENT, structure)[1])
        fields: list[int] = []
        for number, place in enumerate(places, start=1):
            page = int(pages[place.page - 1])
            name = place.name if len(places) == 1 else f"{place.name}{number}"
            fields.append(self._add_field(name, place, page, structure, top))
        written = b" ".join(b"%d 0 R" % each for each in fields)
        self._extend(self._root, b"/AcroForm<</Fields[%s]>>" % written)
        return self._written()

    def _add_field(self, name: str, place: SignaturePlace, page: int, structure: int, top: int) -> int:
        look, field, element = self._reserve(), self._reserve(), self._reserve()
        size = b"%.2f %.2f" % (place.width, place.height)
        head = b"<</Type/XObject/Subtype/Form/BBox[0 0 %s]/Resources<<>>/Length 0>>" % size
        self._objects[look] = head + b"\nstream\n\nendstream"
        top_edge = float(self._find(_HEIGHT, page)[1]) - place.y
        rect = (place.x, top_edge - place.height, place.x + place.width, top_edge)
        key = self._note_in_structure(structure, element)
        self._objects[field] = (
            b"<</Type/Annot/Subtype/Widget/FT/Sig/T(%s)/TU<%s>/Rect[%.2f %.2f %.2f %.2f]/F 4/P %d 0 R"
            b"/StructParent %d/AP<</N %d 0 R>>>>"
        ) % (name.encode(), _utf_16(place.told), *rect, page, key, look)
        self._objects[element] = (
            b"<</Type/StructElem/S/Form/P %d 0 R/Pg %d 0 R/K<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>>>"
        ) % (top, page, page, field)
        self._append(page, b"/Annots[", b"%d 0 R" % field)
        self._append(top, b"/K[", b"%d 0 R" % element)
        return field

    def _note_in_structure(self, structure: int, element: int) -> int:
        """Which structure element a field belongs to. The key under which it is found."""
        tree, following = self._find(_PARENT_TREE, structure), self._find(_NEXT_KEY, structure)
        key = int(following[1])
        entry = b"/ParentTree<</Nums[%s %d %d 0 R]>>" % (tree[1], key, element)
        body = self._get(structure).replace(tree[0], entry)
        self._objects[structure] = body.replace(following[0], b"/ParentTreeNextKey %d" % (key + 1))
        return key

    def _append(self, number: int, opening: bytes, reference: bytes) -> None:
        """To an array of a dictionary; a new one where it has none."""
        body = self._get(number)
        begin = body.find(opening)
        if begin < 0:
            self._extend(number, opening + reference + b"]")
            return
        end = begin + len(opening)
        depth = 1
        while depth:
            depth += {b"[": 1, b"]": -1}.get(body[end : end + 1], 0)
            end += 1
        self._objects[number] = body[: end - 1] + b" " + reference + body[end - 1 :]

    def _extend(self, number: int, entry: bytes) -> None:
        body = self._get(number)
        if not body.endswith(b">>"):
            raise BugError("an object of a PDF is no dictionary")
        self._objects[number] = body[:-2] + entry + b">>"

    def _reserve(self) -> int:
        self._next += 1
        return self._next - 1

    def _get(self, number: int) -> bytes:
        if number not in self._objects:
            begin = self._offset(number) + len(b"%d 0 obj\n" % number)
            return self._pdf[begin : self._pdf.index(b"\nendobj", begin)]
        return self._objects[number]

    def _offset(self, number: int) -> int:
        table = self._pdf.index(b"\n", self._pdf.index(b"xref\n", self._start) + 5) + 1
        return int(self._pdf[table + 20 * number :][:10])

    def _find(self, pattern: re.Pattern[bytes], number: int) -> re.Match[bytes]:
        found = pattern.search(self._get(number))
        if found is None:
            raise BugError("an object of a PDF is not as the typesetting engine writes it")
        return found

    def _reference(self, key: str, body: bytes) -> int:
        found = re.search(rb"/%s (\d+) 0 R" % key.encode(), body)
        if found is None:
            raise BugError(f"a PDF has no {key}")
        return int(found[1])

    def _written(self) -> bytes:
        """Behind the file: the objects, where they stand, and where the rest is found."""
        out = bytearray(self._pdf if self._pdf.endswith(b"\n") else self._pdf + b"\n")
        table = bytearray(b"xref\n")
        for number in sorted(self._objects):
            table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, self._objects[number])
        start = len(out)
        of_this = hashlib.sha256(out).hexdigest()[:32].encode()
        trailer = b"<</Size %d/Root %d 0 R%s/ID[(%s)<%s>]/Prev %d>>" % (
            self._next, self._root, self._info, self._id, of_this, self._start,
        )  # fmt: skip
        out += table + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)
        return bytes(out)


def _utf_16(text: str) -> bytes:
    return (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper().encode()
