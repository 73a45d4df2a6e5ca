"""Words that tell a name from an ordinary word in what people write, in the languages of the reader and of English."""

from collections.abc import Callable

import msgspec

from kithmap.model.vocabulary import EntryKind
from kithmap.wording.words import Translate, Words, untranslated


class NameWords(msgspec.Struct, frozen=True):
    """Words in small letters.

    ordinary: words that are also first or family names: in small letters they are no name where names have capitals.
    titles: words that are a name for themselves, but not as a part of one: "Aunt Zoë".
    never: words that are no name by themselves, however they are written.
    before: words in front of an ordinary word, as in "a mum of two"; never in front of a name in small letters.
    """

    ordinary: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    before: frozenset[str]


def name_words(words: Words) -> NameWords:
    """Those of English and of the reader's language."""
    return NameWords(*(_in_both_languages(listed, words) for listed in (_ordinary, _titles, _never, _before)))


def instead_of(kind: EntryKind, words: Words) -> str:
    """What is said in a sentence in place of the name of somebody or something that is not on paper."""
    someone = words.translate("NameWords", "someone")
    return {
        EntryKind.GROUP: words.translate("NameWords", "a group"),
        EntryKind.PLACE: words.translate("NameWords", "a place"),
        EntryKind.ACTIVITY: words.translate("NameWords", "something"),
        EntryKind.FAITH: words.translate("NameWords", "something"),
        EntryKind.ANIMAL: words.translate("NameWords", "an animal"),
    }.get(kind, someone)


def _in_both_languages(listed: Callable[[Translate], str], words: Words) -> frozenset[str]:
    texts = (listed(translate) for translate in (untranslated, words.translate))
    return frozenset(word.strip().casefold() for text in texts for word in text.split(";"))


def _ordinary(translate: Translate) -> str:
    return translate(
        "NameWords",
        "a; abbot; amber; angel; april; aria; art; ash; august; autumn; baker; ball; banks; basil; bay; bell; best; "
        "bill; bird; bishop; black; blue; bob; bond; bonnie; bright; brook; brooks; brown; buddy; bush; butler; carol; "
        "carter; case; cash; chance; charity; chase; cherry; chuck; church; clay; clement; cliff; close; coach; cole; "
        "constance; cook; cooper; coral; cross; crystal; daisy; dale; dawn; day; dean; destiny; drew; duke; earl; "
        "ernest; eve; faith; farmer; fern; field; fields; fish; fisher; flora; ford; forest; fox; frank; friend; "
        "frost; gale; gardener; gene; ginger; glen; gold; golden; good; grace; grant; gray; green; grey; guy; hall; "
        "happy; hardy; harmony; harry; hazel; heath; heather; hill; hills; holly; home; honey; hope; house; hunter; "
        "iris; ivy; jack; jade; jay; jewel; jimmy; joy; judge; june; justice; king; kit; kitty; knight; lamb; lance; "
        "lane; law; light; lily; little; long; love; lucky; major; marina; mark; mason; may; mayor; melody; "
        "mercy; merry; miles; mill; mills; monk; moon; neat; nick; noble; norm; olive; opal; page; park; parks; "
        "parson; pastor; pat; patience; pearl; peg; penny; pepper; piper; pope; poppy; potter; power; price; prince; "
        "prudence; queen; rain; ray; read; reed; rich; rice; river; rivers; rob; robin; rocky; rose; rosemary; ruby; "
        "rusty; sage; sally; sandy; savannah; sharp; shepherd; short; silver; sky; skip; small; smart; smith; snow; "
        "sparrow; spring; star; stew; stone; storm; street; strong; sue; summer; sunny; swift; tailor; taylor; teal; "
        "temple; tiger; trinity; turner; van; verity; victor; viola; violet; wade; walker; ward; warren; waters; "
        "weaver; wells; white; will; willow; winter; wise; wolf; wood; woods; wren; young",
        "Words that are also first names or family names, in small letters, with semicolons between them. Not shown. "
        "Write as many as your language has.",
    )


def _titles(translate: Translate) -> str:
    return translate(
        "NameWords",
        "aunt; auntie; aunty; baby; boss; boyfriend; brother; carer; coach; colleague; counsellor; cousin; dad; daddy; "
        "daughter; doctor; dr; father; friend; girlfriend; gran; grandad; grandma; grandmother; grandpa; granny; "
        "husband; keyworker; lady; lord; ma; mam; mentor; midwife; miss; mother; mr; mrs; ms; mum; mummy; nan; nana; "
        "neighbour; nephew; niece; nurse; old; pa; partner; prof; professor; rev; saint; sir; sis; sister; son; st; "
        "teacher; therapist; uncle; wife",
        "Words in front of a name that say who somebody is, in small letters, with semicolons between them. Not shown. "
        "Write as many as your language has.",
    )


def _never(translate: Translate) -> str:
    return translate(
        "NameWords",
        "i; monday; tuesday; wednesday; thursday; friday; saturday; sunday; mondays; tuesdays; wednesdays; thursdays; "
        "fridays; saturdays; sundays; january; february; march; july; september; october; november; december; "
        "christmas; easter; and; or; the; of; from; at; in; on; with; for; my; next; door; to; is; it; me",
        "Words that are never a name by themselves: days, months, and the small words of names such as “Sam from next "
        "door”; in small letters, with semicolons between them. Not shown.",
    )


def _before(translate: Translate) -> str:
    return translate(
        "NameWords",
        "a; an; another; any; every; each; no; some; her; his; their; your; our; this; that; these; those",
        "Small words in front of an ordinary word, but not of a name: “a” in “a mum of two”; with semicolons between "
        "them. Not shown.",
    )
