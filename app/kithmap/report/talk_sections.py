"""The later sections on pages: what stands out, looking after connections, for our talk, if things get hard."""

from collections.abc import Sequence
from typing import Final

from kithmap.layout.style import PAPER
from kithmap.report import styles
from kithmap.report.flow import INDENT, LEADING, Flow, Piece
from kithmap.report.sections import heading_height, place_heading
from kithmap.report.tagging import Element
from kithmap.report.talk import RULED_LINES, StepText, Talk

_LINE: Final = styles.BODY.size * LEADING
_BETWEEN: Final = 5.0
_AFTER_SECTION: Final = 14.0
# Room for handwriting.
_RULED: Final = 27.0


def place_observations(flow: Flow, talk: Talk, root: Element) -> None:
    if talk.observations:
        _place_start(flow, talk.observations_heading, root, 2 * _LINE)
        _place_list(flow, talk.observations, root)
        flow.skip(_AFTER_SECTION)


def place_looking_after(flow: Flow, talk: Talk, root: Element) -> None:
    if not talk.steps and not talk.review:
        return
    _place_start(flow, talk.steps_heading, root, 4 * _LINE)
    for step in talk.steps:
        _place_step(flow, step, root)
    if talk.review:
        flow.paragraph(root.add("P"), [Piece(talk.review, styles.BODY)])
    flow.skip(_AFTER_SECTION)


def place_talk(flow: Flow, talk: Talk, root: Element) -> None:
    _place_start(flow, talk.questions_heading, root, 3 * _RULED)
    _place_list(flow, talk.questions, root)
    for _ in range(RULED_LINES):
        if flow.room < _RULED:
            break
        flow.y += _RULED
        flow.rule(0.7, PAPER.rule)
    flow.skip(_AFTER_SECTION)


def place_hard(flow: Flow, talk: Talk, root: Element) -> None:
    if not talk.people and not talk.services:
        return
    _place_start(flow, talk.hard_heading, root, 4 * _LINE)
    if talk.people:
        flow.paragraph(root.add("P"), [Piece(talk.hard_note, styles.STRONG)])
        flow.y += 2
        _place_list(flow, talk.people, root)
        flow.y += _BETWEEN
    if talk.services:
        flow.need(3 * _LINE)
        if talk.services_note:
            flow.paragraph(root.add("P"), [Piece(talk.services_note, styles.QUIET)])
            flow.y += 2
        _place_list(flow, talk.services, root)
    flow.skip(_AFTER_SECTION)


def _place_start(flow: Flow, heading: str, root: Element, least: float) -> None:
    """A heading is never left alone at the foot of a page."""
    flow.need(heading_height() + least)
    place_heading(flow, heading, root)


def _place_list(flow: Flow, texts: Sequence[str], root: Element) -> None:
    if texts:
        flow.points(root, texts, styles.BODY, _BETWEEN, 1.8)


def _place_step(flow: Flow, step: StepText, root: Element) -> None:
    flow.need(min(3, 1 + len(step.lines)) * _LINE)
    flow.paragraph(root.add("H3"), [Piece(step.aim, styles.RING)])
    flow.y += 2
    for label, text in step.lines:
        pieces = [Piece(f"{label}:", styles.QUIET, " "), Piece(text, styles.BODY)]
        flow.paragraph(root.add("P"), pieces, left=INDENT)
        flow.y += 2
    flow.skip(8)
