"""What stands out, in words; and the words by which a relationship is understood.

The same for screen and paper. An observation is an offer, never a verdict: it weighs nothing and warns of nothing.
Names are said as the document that is handed in has them, so paper says initials where it shows initials.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, NamedTuple

from kithmap.insight.observation import Finding, Observation, Reply, Rule
from kithmap.insight.relationships import Relationships, phrases
from kithmap.model.document import Document
from kithmap.model.names import printable
from kithmap.model.queries import entries_by_id
from kithmap.model.vocabulary import Direction
from kithmap.wording.words import Translate, Words, filled, untranslated


class PaperObservation(NamedTuple):
    """What stands out, in the words in which it would stand on paper.

    `keys` are those of the observation. Without private entries other things may stand out: whoever has not asked for
    paper has not seen them. `is_on_screen` is False for those. `is_first`: the screen shows it without being asked.
    """

    keys: tuple[str, ...]
    sentence: str
    is_on_screen: bool
    is_first: bool


class ObservationTexts:
    def __init__(self, words: Words) -> None:
        self._words = words

    def tr(self, text: str, comment: str = "", n: int = -1) -> str:
        """Look up a sentence. (The tool that collects them sees the number of a plural in `tr`, not in `translate`.)"""
        return self._words.translate(type(self).__name__, text, comment, n)

    def sentence(self, observation: Observation, document: Document) -> str:
        """One to three short sentences. `document` has the names of its entries and of one's own kinds of support."""
        entries = entries_by_id(document)
        names = self.listed([printable(entries[each].name) for each in observation.entries])
        return filled(
            self._SENTENCES[observation.rule, observation.finding](self, observation),
            name=names,
            names=names,
            kinds=self.listed(self._kinds(observation, document)),
            all=str(observation.numbers[1]) if len(observation.numbers) > 1 else "",
        )

    @property
    def services_follow(self) -> str:
        """What leads from the observation that nobody is chosen for a hard moment to a list of services."""
        return self.tr("These services are there too:")

    def reply(self, reply: Reply) -> str:
        return {
            Reply.COVERED: self.tr("It is covered"),
            Reply.NOT_NEEDED: self.tr("Not needed now"),
            Reply.LIKE_MORE: self.tr("I would like more"),
        }[reply]

    def listed(self, texts: Sequence[str]) -> str:
        if len(texts) < 2:
            return "".join(texts)
        beginning = self.tr(", ", "between two names of a list, but not before the last").join(texts[:-1])
        return filled(self.tr("{names} and {last}", "Ana, Bea and Cem"), names=beginning, last=texts[-1])

    def _kinds(self, observation: Observation, document: Document) -> list[str]:
        """The kinds of support in quotation marks, called as everywhere; what is given, as the person says it."""
        quoted = self.tr("“{kind}”", "a kind of support, as it is called in the program")
        names = [
            self._words.support_sentence(kind, Direction.GIVE, document)
            if observation.rule is Rule.S4
            else self._words.support(kind, document)
            for kind in observation.kinds
        ]
        return [filled(quoted, kind=printable(name)) for name in names]

    def _several_ways(self, observation: Observation) -> str:
        return _for_so_many(
            observation,
            self.tr("{name} is there for you in several ways."),
            self.tr("{names} are there for you in several ways.", "two names"),
            self.tr("{names} are there for you in several ways.", "three names"),
        )

    def _besides_people(self, observation: Observation) -> str:
        return _for_so_many(
            observation,
            self.tr("{name} matters here as well."),
            self.tr("{names} matter here as well.", "two names"),
            self.tr("{names} matter here as well.", "three names or more"),
        )

    def _acquaintance(self, observation: Observation) -> str:
        pairs, _, circles = observation.numbers
        parts = [self.tr("%n of {all} possible pairs know each other.", "", pairs)]
        if circles > 1:
            parts.append(self.tr("There are %n circles of people who know each other.", "", circles))
        if observation.entries:
            knows_none = _for_so_many(
                observation,
                self.tr("{name} doesn't know the others here."),
                self.tr("{names} don't know the others here.", "two names"),
                self.tr("{names} don't know the others here.", "three names or more"),
            )
            parts.append(knows_none)
        return " ".join(parts)

    _SENTENCES: ClassVar[Mapping[tuple[Rule, Finding | None], Callable[["ObservationTexts", Observation], str]]] = {
        (Rule.STARTED, None): lambda self, _: self.tr("Your map is started. Add more if you'd like."),
        (Rule.S1, None): lambda self, _: self.tr("You marked {names} as important in your recovery."),
        (Rule.S2, None): _several_ways,
        (Rule.S3, None): lambda self, _: self.tr("More than one place to turn for: {kinds}."),
        (Rule.S4, None): lambda self, _: self.tr("You give a lot too: {kinds}."),
        (Rule.S5, None): lambda self, seen: self.tr("Your map reaches into %n parts of life.", "", seen.numbers[0]),
        (Rule.S6, None): _besides_people,
        (Rule.B1, Finding.BOTH_WAYS): lambda self, _: self.tr("Goes both ways: {names}."),
        (Rule.B1, Finding.TOWARDS_ME): lambda self, _: self.tr("Mostly towards you: {names}."),
        (Rule.B1, Finding.FROM_ME): lambda self, _: self.tr("Mostly from you: {names}."),
        (Rule.B1, Finding.NOT_MARKED): lambda self, _: self.tr("Not marked yet: {names}."),
        (Rule.B2, Finding.EVEN): lambda self, _: self.tr("About as much comes in as goes out."),
        (Rule.B2, Finding.MORE_OUT): lambda self, _: self.tr(
            "On this map, more goes out than comes in. How does that feel?"
        ),
        (Rule.B2, Finding.MORE_IN): lambda self, _: self.tr(
            "On this map, more comes in than goes out. That can be right for now."
        ),
        (Rule.B3, None): lambda self, seen: self.tr("%n of {all} go both ways.", "", seen.numbers[0]),
        (Rule.Q1, None): lambda self, _: self.tr(
            "Nobody is marked for {kinds} yet. Is it covered, not needed, or would you like more?"
        ),
        (Rule.Q2, None): lambda self, _: self.tr("{name} is marked for {kinds}. Would a second place to turn help?"),
        (Rule.Q3, None): lambda self, _: self.tr(
            "{name} is there for many things. Is there anything that could be shared out?"
        ),
        (Rule.Q4, None): lambda self, _: self.tr(
            "You give to {name} and said it takes a lot. What might make it lighter?"
        ),
        (Rule.Q5, None): lambda self, _: self.tr(
            "You worry about leaning on {name}. Would you like to talk with them, or find another place too?"
        ),
        (Rule.Q5, Finding.NOT_TO_TALK_WITH): lambda self, _: self.tr(
            "You worry about leaning on {name}. Would you like to find another place too?"
        ),
        (Rule.Q6, None): lambda self, _: self.tr(
            "Most support here comes from services. Is that what you want just now?"
        ),
        (Rule.Q7, None): lambda self, _: self.tr(
            "{name} is close, and you're not in touch much. Leave it, or reach out one day?"
        ),
        (Rule.Q8, None): lambda self, _: self.tr("You haven't chosen anyone for a hard moment."),
        (Rule.Q9, None): lambda self, _: self.tr(
            "Some close connections are mixed. That is common. Want to think about one?"
        ),
        (Rule.C1, Finding.NEW): lambda self, _: self.tr("New on the map: {names}."),
        (Rule.C1, Finding.NEARER): lambda self, _: self.tr("Moved nearer: {names}."),
        (Rule.C1, Finding.FURTHER): lambda self, _: self.tr("Moved further: {names}."),
        (Rule.C1, Finding.NO_LONGER_PLACED): lambda self, _: self.tr("No longer placed: {names}."),
        (Rule.C1, Finding.NEW_SUPPORT): lambda self, _: self.tr("New support with {name}: {kinds}."),
        (Rule.K1, None): _acquaintance,
    }


def known_relationships(*languages: Translate) -> Relationships:
    """The words by which a relationship is understood, in English and these languages: suggested ones and others."""
    children, former_partners = [], []
    for translate in (untranslated, *languages):
        children += [
            translate("Words", "child"),
            translate("Words", "grandchild"),
            *translate(
                "Relationships",
                "child; children; son; sons; daughter; daughters; step-child; stepchild; step-son; stepson; "
                "step-daughter; stepdaughter; grandchild; grandchildren; grandkid; grandkids; grandson; granddaughter; "
                "great-grandchild; great-grandson; great-granddaughter",
                "All words people may write for a child or grandchild of their own, with semicolons between them. "
                "Not shown. Write as many words and forms as your language has.",
            ).split(";"),
        ]
        former_partners += [
            translate("Words", "ex-partner"),
            *translate(
                "Relationships",
                "ex; ex-partner; ex-husband; ex-wife; ex-boyfriend; ex-girlfriend; ex-fiancé; ex-fiancée; ex-fiance; "
                "former partner; former husband; former wife; former boyfriend; former girlfriend",
                "All words people may write for a former partner, with semicolons between them. Not shown. "
                "Write as many words and forms as your language has.",
            ).split(";"),
        ]
    return Relationships(phrases(children), phrases(former_partners))


def _for_so_many(observation: Observation, one: str, two: str, more: str) -> str:
    """The sentence for one name, for two, or for more: languages bend the verb, and some have a dual."""
    return {1: one, 2: two}.get(len(observation.entries), more)
