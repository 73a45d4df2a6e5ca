"""The trainer's material on paper: the plan for one meeting, the handout, and a story to read together."""

from typing import Final

from kithmap.content.handout import Handout, Plan, PlanPart, Section
from kithmap.content.story import Story
from kithmap.layout.style import PAPER
from kithmap.report import styles
from kithmap.report.flow import Piece, lines_of
from kithmap.report.fonts import Fonts
from kithmap.report.pen import TextStyle
from kithmap.report.print_choices import Paper
from kithmap.report.printout import (
    LARGE,
    RULED,
    Printout,
    PrintoutStyle,
    new_printout,
    on_one_page,
    place_heading,
    place_title,
    place_writing,
)
from kithmap.report.tables import Row, TableColumns, place_table
from kithmap.wording.words import Words

_COLUMN: Final = TextStyle(size=11, bold=True, colour=PAPER.quiet_ink)
_TIME_WIDTH: Final = 84.0


def session_plan(plan: Plan, words: Words, paper: Paper, fonts: Fonts) -> Printout:
    """The plan for one meeting: a table of its parts with their times, then what to bring and to watch for."""

    def made(style: PrintoutStyle) -> Printout:
        printout = new_printout(styles.PAPER_SIZES[paper], fonts, plan.title, plan.language, plan.title, words)
        place_title(printout, style, plan.intro)
        columns = _columns(printout, plan, style)
        place_table(printout.flow, columns, _rows(plan, columns, fonts, style), printout.root)
        for section in plan.section:
            _place_section(printout, section, style)
        return printout

    return on_one_page(made)


def handout(text: Handout, words: Words, paper: Paper, fonts: Fonts, *, large: bool = False) -> Printout:
    def made(style: PrintoutStyle) -> Printout:
        printout = new_printout(styles.PAPER_SIZES[paper], fonts, text.title, text.language, text.title, words)
        place_title(printout, style, text.intro)
        for section in text.section:
            _place_section(printout, section, style)
        printout.flow.skip(8)
        for writing in text.writing:
            printout.flow.need(RULED)
            place_writing(printout, f"{writing.label}:", style)
            printout.flow.y += RULED
        return printout

    return made(LARGE) if large else on_one_page(made)


def story_handout(story: Story, words: Words, paper: Paper, fonts: Fonts, *, large: bool = False) -> Printout:
    """A story with its questions, said to be made up above the text and at the foot. Large print may take two pages."""

    def made(style: PrintoutStyle) -> Printout:
        printout = new_printout(styles.PAPER_SIZES[paper], fonts, story.title, story.language, story.notice, words)
        place_title(printout, style, story.notice)
        for text in story.paragraphs:
            printout.flow.paragraph(printout.root.add("P"), [Piece(text, style.text)])
            printout.flow.skip(style.text.size * 0.45)
        _place_section(printout, Section(story.questions_heading, story.questions), style)
        return printout

    return made(LARGE) if large else on_one_page(made)


def _place_section(printout: Printout, section: Section, style: PrintoutStyle) -> None:
    place_heading(printout, section.heading, style)
    printout.flow.points(printout.root, section.points, style.text, style.between, 1.9)


def _columns(printout: Printout, plan: Plan, style: PrintoutStyle) -> TableColumns:
    widths = (_TIME_WIDTH, printout.flow.frame.width - _TIME_WIDTH)
    return TableColumns(plan.columns, widths, heading_style=_COLUMN, size=style.text.size)


def _rows(plan: Plan, columns: TableColumns, fonts: Fonts, style: PrintoutStyle) -> list[Row]:
    def row(part: PlanPart, begin: int, end: int) -> Row:
        time = [Piece(f"{_clock(begin)}–{_clock(end)}", style.quiet)]
        what = [Piece(part.name, style.strong, "   "), Piece(part.text, style.text)]
        return lines_of(time, columns.text_width(0), fonts), lines_of(what, columns.text_width(1), fonts)

    return [row(part, begin, end) for part, (begin, end) in zip(plan.part, plan.times, strict=True)]


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
