"""Small steps to look after connections, in words: the same on the page of small steps and beside an entry."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from kithmap.model import queries
from kithmap.model.document import Document, SmallStep, StepReview
from kithmap.model.ids import EntryId
from kithmap.model.names import has_visible, printable
from kithmap.ui.widgets.formatting import day_in_words
from kithmap.ui.widgets.text import filled, shortened
from kithmap.wording.words import Words

translate = QCoreApplication.translate


def title(step: SmallStep, document: Document, words: Words) -> str:
    """What a small step is for, and with whom: "Ask for something: Ana"."""
    aim = words.aim(step.aim)
    if step.entry is not None:
        name = shortened(queries.entry(document, step.entry).name)
        aim = filled(translate("SmallSteps", "{aim}: {name}", "Ask for something: Ana"), aim=aim, name=name)
    return aim[:1].upper() + aim[1:]


def own_words(step: SmallStep) -> str:
    """The person's own words for it; "" while there are none."""
    said = (printable(step.smallest), printable(step.good))
    return next((text for text in said if has_visible(text)), "")


def reminder(document: Document, entry_id: EntryId, words: Words) -> str:
    """The small steps under way about an entry, a line each; "" when there are none."""
    return "\n".join(
        filled(translate("SmallSteps", "A small step: {step}"), step=_in_a_line(each, words))
        for each in queries.steps_under_way(document)
        if each.entry == entry_id
    )


def history(step: SmallStep, words: Words) -> Iterator[str]:
    """What was said of it at each visit, oldest first."""
    return (_visit(each, words) for each in step.reviews)


def _in_a_line(step: SmallStep, words: Words) -> str:
    said = own_words(step) or words.aim(step.aim)
    if not has_visible(printable(step.when)):
        return shortened(said, 120)
    line = translate("SmallSteps", "{step} ({when})", "ring her (on Sunday)")
    return filled(line, step=shortened(said, 120), when=shortened(step.when))


def _visit(review: StepReview, words: Words) -> str:
    said = translate("SmallSteps", "{day}: {state}", "3 May 2026: done")
    visit = filled(said, day=day_in_words(review.date), state=words.step_state(review.state))
    note = printable(review.note).strip()
    return f"{visit}. {note}" if note else visit
