"""A tagged PDF: what is a heading, a paragraph, a table or a figure, so that the report can be read aloud.

While drawing, `Tags` brackets content with numbered marks and collects them in a tree of elements. Afterwards
`finished` adds that tree, the language and the title to the file, and takes out everything nobody asked for.
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from kithmap.layout.picture import Box
from kithmap.report.unseen import UnseenText

# Tables need to say which header cells are for a column and which for a row.
COLUMN_HEADER: Final = {"O": "Table", "Scope": "Column"}
ROW_HEADER: Final = {"O": "Table", "Scope": "Row"}


@dataclass(eq=False)
class Element:
    """One element of the structure. `marks` are (page, number) pairs of its drawn content, in reading order.

    `alternative` is read aloud instead of a figure; `box` is where the figure is on its page, in points, y down.
    """

    tag: str
    alternative: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list["Element"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    box: Box | None = None

    def add(self, tag: str, alternative: str = "", attributes: Mapping[str, str] | None = None) -> "Element":
        child = Element(tag, alternative, attributes or {})
        self.children.append(child)
        return child


class Tags:
    """Brackets content on a ReportLab canvas; knows the page it is on and the next free number there."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._page = 0
        self._next = 0

    def next_page(self) -> None:
        self._page += 1
        self._next = 0

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        self._canvas.addLiteral(f"/{element.tag} <</MCID {self._next}>> BDC")
        element.marks.append((self._page, self._next))
        self._next += 1
        yield
        self._canvas.addLiteral("EMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is decoration: rules, fills, page numbers, headings repeated on the next page."""
        self._canvas.addLiteral("/Artifact BMC")
        yield
        self._canvas.addLiteral("EMC")


def finished(drawn: bytes, root: Element, unseen: UnseenText, title: str, language: str) -> bytes:
    """The drawn PDF with its structure, language and title, and no other facts about who made it, where or when."""
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _add_structure(pdf, root)
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.Root.Lang = String(language)
        pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        _set_metadata(pdf, title)
        _clean_fonts(pdf)
        unseen.add_fonts(pdf)
        result = io.BytesIO()
        pdf.save(
            result, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True, deterministic_id=True
        )
        return result.getvalue()


def _add_structure(pdf: pikepdf.Pdf, root: Element) -> None:
    pages = [page.obj for page in pdf.pages]
    owners: list[dict[int, pikepdf.Object]] = [{} for _ in pages]
    height = float(pages[0].MediaBox[3])
    tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))

    def added(element: Element, parent: pikepdf.Object) -> pikepdf.Object:
        made = pdf.make_indirect(_described(element, parent, height))
        kids: list[pikepdf.Object] = [added(child, made) for child in element.children]
        for page, number in element.marks:
            owners[page][number] = made
            kids.append(Dictionary(Type=Name.MCR, Pg=pages[page], MCID=number))
        made.K = Array(kids)
        return made

    tree.K = Array([added(root, tree)])
    numbers = Array()
    for index, page in enumerate(pages):
        page.StructParents = index
        page.Tabs = Name.S
        numbers.append(index)
        numbers.append(pdf.make_indirect(Array([owners[index][number] for number in range(len(owners[index]))])))
    tree.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(pages)
    pdf.Root.StructTreeRoot = tree


def _described(element: Element, parent: pikepdf.Object, height: float) -> Dictionary:
    made = Dictionary(Type=Name.StructElem, S=Name(f"/{element.tag}"), P=parent)
    if element.alternative:
        made.Alt = String(element.alternative)
    if element.attributes:
        made.A = Dictionary({f"/{key}": Name(f"/{value}") for key, value in element.attributes.items()})
    if element.box is not None:
        made.A = Dictionary(O=Name.Layout, Placement=Name.Block, BBox=_bounding_box(element.box, height))
    return made


def _bounding_box(box: Box, height: float) -> Array:
    return Array([round(edge, 2) for edge in (box.left, height - box.bottom, box.right, height - box.top)])


def _set_metadata(pdf: pikepdf.Pdf, title: str) -> None:
    pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(title)))
    packet = _XMP.format(title=escape(title)).encode()
    pdf.Root.Metadata = pdf.make_stream(packet, Type=Name.Metadata, Subtype=Name.XML)


def _clean_fonts(pdf: pikepdf.Pdf) -> None:
    """Drop fonts named but not embedded, and say that unused codes mean nothing (not reported; ReportLab 5.1.0)."""
    for page in pdf.pages:
        fonts = page.obj.Resources.get("/Font", Dictionary())
        for key in list(fonts.keys()):
            if "/FontDescriptor" not in fonts[key]:
                del fonts[key]
            elif "/ToUnicode" in fonts[key]:
                codes = fonts[key].ToUnicode
                codes.write(codes.read_bytes().replace(b" <0000>", b" <FFFD>"))


_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
