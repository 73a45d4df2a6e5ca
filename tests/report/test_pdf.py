"""The PDF as others find it: its text, its pages, its tags, and nothing that is not wanted in it."""

import io
import re
import shutil
import subprocess
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given, settings
from msgspec.structs import replace
from tests.report.making import DAY, FIFTY, NICKNAMES, a_document, pages_written, parts_of_report, pdf_of, some_fonts
from tests.strategies import documents

from kithmap.model.document import new_document
from kithmap.model.names import printable
from kithmap.report import styles
from kithmap.report.pdf import make_pdf
from kithmap.report.print_choices import PrintChoices

WHO_ONLY = replace(NICKNAMES, sections=frozenset({"who"}))
HOSTILE = [
    "<b>Bold</b>",
    "<img src='file:///etc/passwd'/>",
    '<a href="https://example.org">x</a>',
    "<para>&amp;&lt;</para>",
    "a\u202egnp.exe",
    "nul\x00nul",
    "L" * 5_000,
    "长" * 2_000,
    "(brackets) \\ ) Tj ET",
    "=SUM(A1:A9)",
    "🌻👩‍👩‍👧",
    "شروط <b>",
    "]]>",
    "{page} {name} %n",
    "\ufeffbom\ufeff",
]


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def written_names(pen):
    """What was written, with lines joined again."""
    return re.sub(r"\s+", "", "".join(line.text for line in pen.written))


def names_column(pen):
    """The names in the tables, joined as written: they stand at the left margin in the size of cells."""
    cells = (line.text for line in pen.written if line.size == styles.CELL.size and line.left == styles.MARGIN)
    return re.sub(r"\s+", "", "".join(cells))


def tree(element):
    """The structure as nested (tag, children)."""
    kids = element.get("/K", pikepdf.Array())
    return str(element.S)[1:], [tree(kid) for kid in kids if "/S" in kid]


def flat(node):
    return [node[0], *(tag for child in node[1] for tag in flat(child))]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_fifty_names_are_written_literally(paper):
    pen, _, _ = pages_written(a_document(FIFTY), replace(NICKNAMES, paper=paper))
    everything = written_names(pen)
    for name in FIFTY:
        assert re.sub(r"\s+", "", name) in everything


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed")
def test_fifty_names_are_found_in_the_file_by_another_program(tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf_of(a_document(FIFTY)))
    found = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    # The outlines of these tests set every script from the left, which no program takes for right-to-left text.
    from_right = re.compile(r"[\u0590-\u06ff]")
    columns = re.sub(r"\s+", "", found)
    missing = [name for name in FIFTY if not from_right.search(name) and name.split()[0] not in columns]
    assert missing == []


@pytest.mark.parametrize("names", ["initials", "nicknames"])
def test_hostile_names_are_text_and_nothing_else(names):
    document = a_document(
        HOSTILE, title=HOSTILE[1], belongs_to=HOSTILE[2], for_whom=HOSTILE[0], i_am=tuple(HOSTILE[:3])
    )
    choices = PrintChoices(names=names)
    with opened(pdf_of(document, choices)) as pdf:
        assert not {"/Names", "/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
        for page in pdf.pages:
            assert "/Annots" not in page.obj
            assert "/AA" not in page.obj
        keys = {str(key) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) for key in thing}
        assert not keys & {"/URI", "/JS", "/JavaScript", "/Launch", "/F", "/EmbeddedFiles"}
    if names == "nicknames":
        everything = names_column(pages_written(document, choices)[0])
        for name in HOSTILE:
            assert re.sub(r"\s+", "", printable(name)) in everything


@pytest.mark.parametrize("count", [0, 1, 12, 50])
@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("names", ["initials", "nicknames"])
def test_no_text_leaves_the_page_and_no_text_covers_other_text(count, paper, names):
    choices = PrintChoices(names=names, paper=paper)
    document = a_document(FIFTY[:count], tray=min(count, 2), belongs_to="R.", i_am=("a sister", "good with plants"))
    pen, pages, (width, height) = pages_written(document, choices)
    assert pages <= 1 + count // 4 + 2
    for line in pen.written:
        assert 24 <= line.left <= line.right <= width - 24, line
        assert 40 <= line.baseline <= height - 30, line
    boxes = [
        (w.page, w.left, w.baseline - 0.7 * w.size, w.right, w.baseline + 0.05 * w.size, w.text) for w in pen.written
    ]
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart = one[0] != other[0] or one[3] <= other[1] + 0.01 or other[3] <= one[1] + 0.01
            assert apart or one[4] <= other[2] + 0.01 or other[4] <= one[2] + 0.01, (one, other)


def test_every_page_carries_its_number_and_the_foot():
    pen, pages, _ = pages_written(a_document(FIFTY, belongs_to="R."))
    assert pages > 3
    for number in range(pages):
        words = [line.text for line in pen.written if line.page == number]
        assert f"Page {number + 1} of {pages}" in words
        assert "A picture of one day, not a test or an assessment. Belongs to R." in words


def test_rows_stay_whole_and_headings_come_again():
    pen, _, _ = pages_written(a_document([f"Person {i}" for i in range(50)]), WHO_ONLY)
    cells = [line for line in pen.written if line.size == styles.CELL.size]
    names = [line for line in cells if line.left == styles.MARGIN]
    assert len(names) == 50
    for name, after in pairwise(names):
        row = list(cells[cells.index(name) : cells.index(after)])
        assert {line.page for line in row} == {name.page}
        assert min(line.baseline for line in row) == name.baseline
    headings = {line.page for line in pen.written if line.text == "Kind"}
    assert {name.page for name in names} <= headings
    assert len(headings) > 2


@pytest.mark.parametrize("count", range(4, 40))
def test_no_heading_is_left_alone_at_the_foot_of_a_page(count):
    names = [f"Person {i} " + "of many words " * (i % 4) for i in range(count)]
    pen, _, _ = pages_written(a_document(names), replace(NICKNAMES, sections=frozenset({"who", "support"})))
    sizes = {styles.SECTION.size, styles.RING.size, styles.COLUMN.size}
    for line, after in pairwise(line for line in pen.written if line.size in sizes or line.size == styles.CELL.size):
        if line.size in sizes:
            assert after.page == line.page


def test_a_name_longer_than_a_page_goes_on_over_pages():
    pen, pages, _ = pages_written(a_document(["Ana", "x" * 5_000]))
    assert "x" * 5_000 in names_column(pen)
    assert pages < 30


@pytest.mark.parametrize(("paper", "size"), [("a4", (595.28, 841.89)), ("letter", (612, 792))])
def test_paper_sizes(paper, size):
    with opened(pdf_of(a_document(["Ana"]), PrintChoices(paper=paper))) as pdf:
        assert [float(edge) for edge in pdf.pages[0].MediaBox] == pytest.approx([0, 0, *size], abs=0.01)


def test_an_empty_map_is_one_friendly_page():
    pen, pages, _ = pages_written(new_document(DAY))
    assert pages == 1
    seen = " ".join(line.text for line in pen.written)
    assert "A quiet map is still yours." in seen
    assert "Who and what is here" not in seen
    assert "Listens" not in seen


def test_sections_can_be_left_out():
    document = a_document(["Ana"], i_am=("a sister",))
    for section, word in [("i_am", "I am  "), ("map", "My map"), ("who", "Closest"), ("support", "I get it from")]:
        without = replace(NICKNAMES, sections=NICKNAMES.sections - {section})
        everything, less = pages_written(document)[0], pages_written(document, without)[0]
        assert word in {line.text for line in everything.written}
        if section != "who":
            assert word not in {line.text for line in less.written}
        assert len(less.written) < len(everything.written)


def test_the_same_input_gives_the_same_bytes():
    document = a_document(FIFTY)
    assert pdf_of(document) == pdf_of(document)
    assert make_pdf(*parts_of_report(document, fonts=some_fonts())) == pdf_of(document)


def test_the_structure_can_be_read_aloud():
    with opened(pdf_of(a_document(FIFTY[:6]), replace(NICKNAMES, language="sl"))) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "sl"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        document = root.StructTreeRoot.K[0]
        tags = flat(tree(document))
        assert tags[:3] == ["Document", "H1", "P"]
        assert tags.count("H2") == 3
        assert tags.count("H3") == 3
        assert tags.count("Figure") == 1
        assert tags.count("Table") == 4
        figure = next(kid for kid in document.K if kid.S == "/Figure")
        assert "Closest: Ana" in str(figure.Alt)
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
        assert 0 < left < right < 596
        assert 0 < bottom < top < 842
        table = next(kid for kid in document.K if kid.S == "/Table")
        head, first = table.K[0], table.K[1]
        assert [str(cell.A.Scope) for cell in head.K] == ["/Column"] * 4
        assert [str(cell.S) for cell in first.K] == ["/TH", "/TD", "/TD", "/TD"]
        assert str(first.K[0].A.Scope) == "/Row"


def test_every_mark_has_its_element_and_all_else_is_an_artifact():
    with opened(pdf_of(a_document(FIFTY[:20]))) as pdf:
        parents = pdf.Root.StructTreeRoot.ParentTree.Nums
        for index, page in enumerate(pdf.pages):
            assert page.obj.StructParents == index
            owners = parents[2 * index + 1]
            depth, numbers = 0, []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and "/MCID" in operands[1]:
                    assert depth == 0
                    numbers.append(int(operands[1].MCID))
                if str(operator) in {"BDC", "BMC"}:
                    depth += 1
                elif str(operator) == "EMC":
                    depth -= 1
                elif str(operator) in {"Tj", "TJ", "f", "S", "B", "Do", "f*", "B*"}:
                    assert depth >= 1
            assert depth == 0
            assert numbers == list(range(len(owners)))
            for number, owner in enumerate(owners):
                assert any(mark.get("/MCID") == number and mark.Pg == page.obj for mark in owner.K)


def test_metadata_holds_the_title_and_nothing_else():
    with opened(pdf_of(a_document(["Ana"], title="Mine & <yours>", belongs_to="R."))) as pdf:
        assert {key: str(value) for key, value in pdf.trailer.Info.items()} == {"/Title": "Mine & <yours>"}
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "Mine &amp; &lt;yours&gt;" in packet
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Mine & <yours>"
            assert metadata["pdfuaid:part"] == "1"


def test_every_font_is_in_the_file_and_no_code_means_nul():
    with opened(pdf_of(a_document(FIFTY))) as pdf:
        for page in pdf.pages:
            for font in page.obj.Resources.Font.values():
                embedded = font.Subtype == "/Type3" or "/FontFile2" in font.FontDescriptor
                assert embedded
                assert b"<0000>" not in font.ToUnicode.read_bytes()


@settings(max_examples=25)
@given(document=documents())
def test_any_document_can_be_printed(document):
    for choices in (PrintChoices(), NICKNAMES):
        with opened(pdf_of(document, choices)) as pdf:
            assert len(pdf.pages) >= 1
