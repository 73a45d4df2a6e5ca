"""Words that tell a name from an ordinary word in what people write, in the languages of the reader and of English."""

from collections.abc import Callable

import msgspec

from kithmap.model.vocabulary import EntryKind
from kithmap.wording.words import Translate, Words, untranslated


class NameWords(msgspec.Struct, frozen=True):
    """Words in small letters.

    ordinary: words that also name people, places or groups: in small letters they are no name where names have
        capitals.
    titles: words that say who somebody is: "Mum", "Aunt", "boss".
    never: words that are no part of a name, such as days, months and the "from" of "Sam from next door".
    before: words in front of an ordinary word or a title, as in "a mum of two", but not of a name.
    own: words that go with a name when it goes, and are no part of it: "the", "my".
    """

    ordinary: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    before: frozenset[str]
    own: frozenset[str]


def name_words(words: Words) -> NameWords:
    """Those of English and of the reader's language."""
    lists = (_ordinary, _titles, _never, _before, _own)
    return NameWords(*(_in_both_languages(listed, words) for listed in lists))


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
        "a; amber; angel; angle; april; aria; art; artist; ash; august; autumn; baker; ball; banks; basil; bay; bell; "
        "best; bill; bird; bishop; black; blue; boxing; bright; brook; brown; bush; butler; carter; case; cash; "
        "casino; chance; charity; chase; cherry; chess; choir; church; claim; classes; clay; cliff; clinic; clinical; "
        "close; closest; club; coach; coffee; college; cook; cooking; coral; core; course; cross; crystal; daisy; "
        "dale; dancing; data; dawn; day; dean; destiny; doctors; donate; drew; duke; earl; exercise; faith; family; "
        "farm; farmer; fern; field; fields; fish; fishing; football; forest; fox; frank; friends; frost; fun; gale; "
        "games; garden; gardener; gardening; gene; gentle; ginger; god; gold; golden; good; grace; grain; grant; "
        "gray; green; grey; group; guy; gym; hall; happy; hardy; harmony; heart; heath; heather; hill; hills; holly; "
        "home; honest; honey; hope; hospital; house; hunter; iris; ivy; jade; jewel; job; join; joy; june; justice; "
        "king; kit; kitty; knight; lamb; lance; lane; law; least; library; life; light; lily; line; links; little; "
        "long; love; lucky; main; major; marine; mark; mason; may; mayor; meetings; melody; mercy; merry; mile; "
        "miles; mill; mills; mine; monk; moon; mosque; music; musical; natural; nature; neat; neighbours; nine; "
        "noble; norm; normal; olive; opal; page; painting; park; parks; parson; pastor; pat; patience; pearl; peg; "
        "penny; people; pepper; petrol; piper; poetry; pool; pope; poppy; potter; power; prayer; price; prince; "
        "prudence; pub; queen; rain; ray; read; reading; reed; rest; rich; river; rivers; rob; robin; rocky; room; "
        "rose; rosemary; royal; ruby; running; rusty; sage; sandy; savannah; school; sea; see; seem; sewing; sharp; "
        "shepherd; shop; short; silver; singing; skin; skip; sky; sleep; small; smart; smith; snow; sparrow; sport; "
        "sports; spring; stand; star; stare; start; stew; stone; storm; street; strong; sue; summer; sun; sunny; "
        "support; swift; swimming; synagogue; tailor; tea; teal; team; template; temple; tiger; tone; trace; trinity; "
        "turner; university; valid; van; viola; violet; violin; volunteering; wade; walk; walker; walking; walks; "
        "ward; water; waters; weaver; wells; white; will; willow; winter; wise; wolf; wood; woods; work; worker; "
        "wren; yoga; young; youth; zoom",
        "Words that are also names of people, places, groups or what people do, in small letters, with semicolons "
        "between them. Not shown. Write as many as your language has.",
    )


def _titles(translate: Translate) -> str:
    return translate(
        "NameWords",
        "aunt; auntie; aunty; baby; big; boss; boyfriend; brother; carer; cat; colleague; counsellor; cousin; dad; "
        "daddy; daughter; doctor; dog; dr; ex; father; friend; girlfriend; gran; grandad; grandma; grandmother; "
        "grandpa; granny; husband; keyworker; lady; lord; ma; mam; manager; mate; mentor; midwife; miss; mother; mr; "
        "mrs; ms; mum; mummy; nan; nana; neighbour; nephew; niece; nurse; old; pa; partner; physio; prof; professor; "
        "psychologist; rev; saint; sir; sis; sister; son; sponsor; st; teacher; therapist; tutor; uncle; wife",
        "Words in front of a name that say who somebody is, in small letters, with semicolons between them. Not shown. "
        "Write as many as your language has.",
    )


def _never(translate: Translate) -> str:
    return translate(
        "NameWords",
        "i; monday; tuesday; wednesday; thursday; friday; saturday; sunday; mondays; tuesdays; wednesdays; thursdays; "
        "fridays; saturdays; sundays; january; february; march; july; september; october; november; december; "
        "christmas; easter; and; or; the; of; from; at; in; on; with; for; my; our; next; door; to; is; it; me; we; "
        "us; you; he; she; they; who; what; one; as; so; go; am; are; be; by; do; if; no; up; ok; tv; mr; mrs; ms; "
        "miss; dr; st; saint; sir; lord; rev; prof; old; big",
        "Words that are no part of a name by themselves: days, months, the small words of names such as “Sam from next "
        "door”, and “Mr” and the like; in small letters, with semicolons between them. Not shown.",
    )


def _before(translate: Translate) -> str:
    return translate(
        "NameWords",
        "a; an; another; any; every; each; no; some; this; that; these; those",
        "Small words in front of an ordinary word, but not of a name: “a” in “a mum of two”; with semicolons between "
        "them. Not shown.",
    )


def _own(translate: Translate) -> str:
    return translate(
        "NameWords",
        "her; his; my; our; the; their; your",
        "Small words that go when the name after them goes: “my Mum” becomes “someone”; with semicolons between them. "
        "Not shown.",
    )
