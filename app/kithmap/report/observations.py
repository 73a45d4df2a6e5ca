"""What stands out, as it may stand on paper: the person looks at each observation and keeps those that are printed."""

from collections.abc import Iterator

from kithmap.insight.observation import Rule
from kithmap.insight.observations import first, observations
from kithmap.insight.population import Surface
from kithmap.model.document import Document
from kithmap.model.names import printable
from kithmap.report.print_choices import PrintChoices
from kithmap.wording.observation_texts import ObservationTexts, PaperObservation, known_relationships
from kithmap.wording.words import Words


def paper_observations(
    document: Document, redacted: Document, choices: PrintChoices, words: Words
) -> tuple[PaperObservation, ...]:
    """The observations there are for paper, strengths first, with names as the redacted document has them."""
    return tuple(_for_paper(document, redacted, choices, words))


def chosen_sentences(document: Document, redacted: Document, choices: PrintChoices, words: Words) -> tuple[str, ...]:
    """The observations that are printed: those the person kept."""
    texts = paper_observations(document, redacted, choices, words)
    return tuple(each.sentence for each in texts if choices.chosen_observations.issuperset(each.keys))


def _for_paper(
    document: Document, redacted: Document, choices: PrintChoices, words: Words
) -> Iterator[PaperObservation]:
    texts, relationships = ObservationTexts(words), known_relationships(words.translate)
    on_screen = observations(document, document.today, Surface.SCREEN, relationships)
    seen, seen_first = ({key for each in some for key in each.keys} for some in (on_screen, first(on_screen)))
    for each in observations(document, document.today, Surface.PAPER, relationships):
        if _is_for_paper(each.rule, choices):
            sentence = printable(texts.sentence(each, redacted))
            yield PaperObservation(each.keys, sentence, seen.issuperset(each.keys), seen_first.issuperset(each.keys))


def _is_for_paper(rule: Rule, choices: PrintChoices) -> bool:
    # That nobody is chosen for a hard moment is said where services follow, and nowhere else.
    return rule is not Rule.STARTED and (rule is not Rule.Q8 or "hard" in choices.sections)
