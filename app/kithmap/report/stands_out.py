"""What stands out, as it may stand on paper: the person looks at each remark and keeps those that are printed."""

from collections.abc import Iterator

from kithmap.insight.observation import Rule
from kithmap.insight.observations import first, observations
from kithmap.insight.population import Surface
from kithmap.model.document import Document
from kithmap.model.names import printable
from kithmap.report.redaction import PrintChoices
from kithmap.wording.observation_texts import PaperRemark, Remarks, known_relationships
from kithmap.wording.words import Words


def paper_remarks(
    document: Document, redacted: Document, choices: PrintChoices, words: Words
) -> tuple[PaperRemark, ...]:
    """The remarks there are for paper, strengths first, with names as the redacted document has them."""
    return tuple(_remarks(document, redacted, choices, words))


def kept_sentences(document: Document, redacted: Document, choices: PrintChoices, words: Words) -> tuple[str, ...]:
    """The remarks that are printed: those the person kept."""
    remarks = paper_remarks(document, redacted, choices, words)
    return tuple(each.sentence for each in remarks if choices.kept.issuperset(each.keys))


def _remarks(document: Document, redacted: Document, choices: PrintChoices, words: Words) -> Iterator[PaperRemark]:
    remarks, relationships = Remarks(words), known_relationships(words.translate)
    on_screen = observations(document, document.today, Surface.SCREEN, relationships)
    seen, seen_first = ({key for each in some for key in each.keys} for some in (on_screen, first(on_screen)))
    for each in observations(document, document.today, Surface.PAPER, relationships):
        if _is_for_paper(each.rule, choices):
            sentence = printable(remarks.sentence(each, redacted))
            yield PaperRemark(each.keys, sentence, seen.issuperset(each.keys), seen_first.issuperset(each.keys))


def _is_for_paper(rule: Rule, choices: PrintChoices) -> bool:
    # That nobody is chosen for a hard moment is said where services follow, and nowhere else.
    return rule is not Rule.STARTED and (rule is not Rule.Q8 or "hard" in choices.sections)
