"""How long a report takes, against a bare ReportLab PDF that holds as many plain lines of text.

Run: python -m tests.benchmarks.benchmark_report
"""

import io
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QFontDatabase, QGuiApplication
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from tests.report.making import FIFTY, NICKNAMES, a_document, pages_written, parts_of_report

from kithmap.report.fonts import Fonts
from kithmap.report.pdf import make_pdf
from kithmap.resources import resources_folder
from kithmap.ui.printing.outlines import text_outline

COUNTS = (12, 50, 200, 500)
ROUNDS = 3


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """Seconds of the quickest round."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def plain_lines(texts: list[str], folder: Path) -> bytes:
    """The baseline: the same lines of text, one below the other, in the same font."""
    if "Plain" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Plain", str(folder / "NotoSans-Regular.ttf")))
    result = io.BytesIO()
    canvas = Canvas(result, pageCompression=1, invariant=1)
    for number, text in enumerate(texts):
        if number % 50 == 0:
            if number:
                canvas.showPage()
            canvas.setFont("Plain", 11)
        canvas.drawString(54, 790 - 15 * (number % 50), text)
    canvas.save()
    return result.getvalue()


def main() -> None:
    """Print the table."""
    application = QGuiApplication.instance() or QGuiApplication(sys.argv)
    folder = resources_folder() / "fonts"
    for name in ("NotoSans-Regular", "NotoSans-Bold"):
        QFontDatabase.addApplicationFont(str(folder / f"{name}.ttf"))
    print("entries  pages  report ms  per entry ms  plain lines ms  ratio  bytes")
    for count in COUNTS:
        names = [name if i < 50 else f"{name} {i}" for i, name in ((i, FIFTY[i % 50]) for i in range(count))]
        document = a_document(names)
        made, picture, fonts = parts_of_report(document, NICKNAMES, Fonts(folder, text_outline))
        pen, pages, _ = pages_written(document, NICKNAMES, fonts)
        texts = [line.text for line in pen.written]
        # A new cache of outlines each time: the first report of a day is the one that is waited for.
        report = best_of(ROUNDS, lambda: make_pdf(made, picture, Fonts(folder, text_outline)))  # noqa: B023
        plain = best_of(ROUNDS, lambda: plain_lines(texts, folder))  # noqa: B023
        size = len(make_pdf(made, picture, fonts))
        print(
            f"{count:7}  {pages:5}  {report * 1000:9.0f}  {report * 1000 / count:12.2f}  "
            f"{plain * 1000:14.0f}  {report / plain:5.1f}  {size:,}"
        )
    del application


if __name__ == "__main__":
    main()
