"""What the tests of handouts and worksheets have in common: what a pen saw, and the rules of every sheet."""

import io

import pikepdf
from tests.report.making import RememberingPen

from kithmap.report.printout import draw_foot, printout_pdf

PAPERS = ("a4", "letter")


def written(sheet):
    """A pen that has seen every page of the sheet."""
    pen = RememberingPen(sheet.flow.fonts)
    for number, inks in enumerate(sheet.flow.pages):
        pen.page = number
        for ink in inks:
            ink.paint(pen)
        draw_foot(sheet, pen, number + 1, len(sheet.flow.pages))
    pen.written = [line for line in pen.written if line.text]
    return pen


def all_text(pen):
    """All words in the order they were written, with one space between them."""
    return " ".join(" ".join(line.text for line in pen.written).split())


def assert_nothing_is_clipped(sheet, pen):
    """All text is on the page, above the foot unless it is the foot, and covers no other text."""
    width, height = sheet.size
    foot = height - 42
    for line in pen.written:
        assert 36 <= line.left <= line.right <= width - 36, line
        assert line.baseline - 0.8 * line.size >= 36, line
        assert line.baseline <= foot - 20 or abs(line.baseline - foot) < 0.1, line
    boxes = [(w.page, w.left, w.baseline - 0.7 * w.size, w.right, w.baseline + 0.05 * w.size, w) for w in pen.written]
    for i, one in enumerate(boxes):
        for other in boxes[i + 1 :]:
            apart = one[0] != other[0] or one[3] <= other[1] + 0.01 or other[3] <= one[1] + 0.01
            assert apart or one[4] <= other[2] + 0.01 or other[4] <= one[2] + 0.01, (one, other)
    for x, y, radius in pen.circles:
        if radius < 6:
            assert 36 <= x - radius < x + radius <= width - 36
            assert 36 <= y - radius < y + radius <= foot - 12
    for (x1, y1), (x2, y2) in pen.lines:
        assert 36 <= min(x1, x2) <= max(x1, x2) <= width - 36
        assert 36 <= min(y1, y2) <= max(y1, y2) <= foot


def opened(sheet):
    return pikepdf.open(io.BytesIO(printout_pdf(sheet)))


def tags(pdf):
    """The tags of the structure in reading order."""
    found = []

    def walk(element):
        found.append(str(element.S)[1:])
        for kid in element.get("/K", pikepdf.Array()):
            if "/S" in kid:
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K[0])
    return found


def assert_can_be_read_aloud(sheet):
    """What PDF/UA asks for: language, title, every mark with its element, every font inside, no stray facts."""
    with opened(sheet) as pdf:
        root = pdf.Root
        assert str(root.Lang) == sheet.language
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert {key: str(value) for key, value in pdf.trailer.Info.items()} == {"/Title": sheet.title}
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == sheet.title
        assert tags(pdf)[:2] == ["Document", "H1"]
        parents = root.StructTreeRoot.ParentTree.Nums
        for index, page in enumerate(pdf.pages):
            assert [float(edge) for edge in page.MediaBox] == [0, 0, *(round(side, 4) for side in sheet.size)]
            _assert_marks(page, parents[2 * index + 1])
            for font in page.obj.Resources.Font.values():
                assert font.Subtype == "/Type3" or "/FontFile2" in font.FontDescriptor


def _assert_marks(page, owners):
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
            assert depth == 1
    assert depth == 0
    assert numbers == list(range(len(owners)))
    for number, owner in enumerate(owners):
        assert any(mark.get("/MCID") == number and mark.Pg == page.obj for mark in owner.K)
