"""Names in what people write: found however they are spelled, and not found where they are ordinary words."""

import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from tests.report.making import WORDS

from kithmap.model.document import MAXIMUM_NAME, MAXIMUM_TEXT
from kithmap.model.names import initials
from kithmap.report.free_text import FreeText
from kithmap.report.name_words import name_words
from kithmap.report.names_in_text import Named, NamesInText

NAME_WORDS = name_words(WORDS)
FULL = "Zanzibara Quixotelle"


def replaced(text: str, shown: tuple[str, ...] = (), hidden: tuple[str, ...] = ()) -> str:
    on_paper = [Named(name, initials(name)) for name in shown]
    off_paper = [Named(name, "someone", is_hidden=True) for name in hidden]
    return NamesInText(on_paper + off_paper, NAME_WORDS)(text)


def without_group(text: str, name: str) -> str:
    group = Named(name, "a group", is_hidden=True, has_parts=False, is_noun=True)
    return NamesInText([group], NAME_WORDS)(text)


WHOLE = [
    FULL,
    "ZANZIBARA QUIXOTELLE",
    "zanzibara quixotelle",
    "Zanzibara\u00a0Quixotelle",
    "Zanzibara\u2009 Quixotelle",
    "Zanzibara\nQuixotelle",
    "Zanzibara\r\nQuixotelle",
    "Zanzibara\u2028Quixotelle",
    "Zanzibara-Quixotelle",
    "Zanzibara\u2011Quixotelle",
    "Zanzibara    Quixotelle",
    "Zanzibara\n\n\n\nQuixotelle",
    "Zanzi\u00adbara Quixo\u200btelle",
    "Zanzi\u200dbara \u2068Quixo\u2060telle",
    "Zanzibara\x00 Quixotelle",
    "ＺＡＮＺＩＢＡＲＡ Ｑｕｉｘｏｔｅｌｌｅ",
    "Żanzibárà Quïxotelle",
    unicodedata.normalize("NFD", "Żanzibárà Quïxotelle"),
    "Quixotelle, Zanzibara",
    "Quixotelle Zanzibara",
]
PARTS = ["ZanzibaraQuixotelle", "Zanzibara", "zanzibara", "Quixotelle", "Zanzibaras", "Zanzibaraga"]


@pytest.mark.parametrize("spelled", WHOLE + PARTS)
def test_a_name_is_found_however_it_is_spelled(spelled: str) -> None:
    assert replaced(f"Ask {spelled}, then rest.", shown=(FULL,)) == "Ask ZQ, then rest."
    assert replaced(f"Ask {spelled}, then rest.", hidden=(FULL,)) == "Ask someone, then rest."


@pytest.mark.parametrize("typed", WHOLE)
def test_a_name_is_found_however_the_entry_spells_it(typed: str) -> None:
    assert replaced(f"Ask {FULL}", hidden=(typed,)) == "Ask someone"


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Ana", "Ana's dog, Ana’s cat, Anas, ANA", "A's dog, A’s cat, A, A"),
        ("O'Brien", "O’Brien OʼBrien O`Brien OBrien", "O O O O"),
        ("Zoë O'Brien", "Ask OBrien, then Zoe or Zoë O’Brien", "Ask ZO, then ZO or ZO"),
        ("Mary-Ann", "Mary Ann, Maryann, Mary‐Ann", "M, M, M"),
        ("Annemarie", "Anne-Marie, Anne Marie, Anne-\nMarie", "A, A, A"),
        ("ZQ", "Ask Z.Q. or ZQ", "Ask ZQ. or ZQ"),
        ("Aunt Zoë", "Ask Zoe. Ask Aunt Zoë. An aunt of mine.", "Ask AZ. Ask AZ. An aunt of mine."),
        ("Sam from next door", "Sam says: next door is open.", "SD says: next door is open."),
        ("Dr Green", "Ask Green about the green tea. Dr Patel says", "Ask DG about the green tea. Dr Patel says"),
        ("Grandma (Elsie)", "Ring Elsie or Grandma on Sunday", "Ring G or G on Sunday"),
        ("Ana (work)", "Ask Ana (work) now", "Ask A now"),
        ("Mum's friend Bea", "Ask Mum and Bea", "Ask Mum and MB"),
        ("Jan van der Berg", "Ask Jan, then Berg", "Ask JB, then JB"),
        ("Kask", "Lähen Kaskiga, räägin kaskile; Kaskide juures", "Lähen K, räägin K; K juures"),
        ("Mart", "Lähen Mardiga, Tiidu juurde", "Lähen M, Tiidu juurde"),
        ("Peeter", "Lähen Peetriga", "Lähen P"),
        ("Irena", "z Ireno, o Ireni, Irenina", "z I, o I, I"),
        ("Maja", "z Majo, pri Maji", "z M, pri M"),
        ("Ana", "z Ano in Ani", "z A in A"),
        ("Peter", "s Petrom", "s P"),
        ("Марина", "с Мариной, о Марине", "с М, о М"),
        ("Анна", "с Анной, у Анны", "с А, у А"),
        ("Игорь", "для Игоря", "для И"),
        ("Işıl Yıldırım", "IŞIL YILDIRIM, Isil Yildirim", "IY, IY"),
        ("Łukasz", "Lukasz and Łukasz", "Ł and Ł"),
        ("Jürgen", "Jurgen, Juergen", "J, J"),
        ("王小明", "和王小明一起喝茶，小明也来", "和王一起喝茶，王也来"),
        ("田中太郎", "明日は田中 太郎さんと、田中さん、太郎", "明日は田さんと、田さん、田"),
        ("สมชาย ใจดี", "ไปกับสมชายพรุ่งนี้", "ไปกับสใพรุ่งนี้"),
        ("김민수", "내일 김민수와 민수야", "내일 김와 김야"),
        ("محمد", "سأذهب مع محـمد ومحمد", "سأذهب مع م م"),
        ("الحسيني", "للحسيني", "ا"),
        ("דויד", "אני הולך לדויד", "אני הולך ד"),
        ("ნინო", "ნინოსთან ერთად", "ნ ერთად"),
        ("Ana", "和Ana一起", "和A一起"),
        ("Ana 🌸", "Ask Ana 🌸 or Ana", "Ask A or A"),
        ("🐶", "Walk the 🐶.", "Walk the 🐶."),
        ("Zanzibara", "I rang Zanzibara Quixotelle today", "I rang Z today"),
        ("Zanzibara", "Zanzibara Quixotelle", "Z"),
        ("Mum", "my Mum, my sister", "my M, my sister"),
        ("Mark", "Räägin Markiga, Markile, Markita", "Räägin M, M, M"),
        ("Robin", "Robini sõber, helistan Robinile", "R sõber, helistan R"),
        ("Hope", "Hopele ja Hopega", "H ja H"),
        ("Marko", "z Markom, Markov", "z M, M"),
        ("Willa", "z Willo", "z W"),
        ("Joya", "z Joyo", "z J"),
        ("Tone", "s Tonetom, pri Tonetu", "s T, pri T"),
        ("Kask", "Kaskideta, Kaskigi, Kaskidelegi", "K, K, K"),
        ("Ülle", "Uelle, Ulle, ÜLLE", "Ü, Ü, Ü"),
        ("Åsa", "Aasa and Asa", "Å and Å"),
        ("Ægir", "Aegir", "Æ"),
        ("Juergen", "Jürgen, Ju\u0308rgen", "J, J"),
        ("Uelle Aaberg", "Ülle Åberg", "UA"),
        ("Ana Kask", "Ana1 or Ana² or 2Ana or @anakask93", "AK or AK or AK or @AK"),
        ("Kask", "the Kasks' house, Kasks’ dog", "the K's house, K’s dog"),
        ("Jürgen", "Jürgen´s dog", "J´s dog"),
        ("王小明", "和王 小明一起，王\u3000小明，王·小明", "和王一起，王，王"),
        ("김민수", "김 민수 만나기, 국민 수업", "김 만나기, 국민 수업"),
        ("สมชาย", "ไปกับสม ชาย", "ไปกับส"),
        ("Zanzibara Quixotelle", "Z. Quixotelle and Zanzibara Q. and Z.Q. or ZQ", "ZQ and ZQ. and ZQ. or ZQ"),
        ("my mum", "Mum or my mum, a mum of two", "MM or MM, a mum of two"),
    ],
)
def test_names_of_many_languages(name: str, text: str, shown: str) -> None:
    assert replaced(text, shown=(name,)) == shown


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Will", "I will ask. I am willing."),
        ("Hope", "I hope to sing. Hopefully it rains."),
        ("Mark", "I want to make my mark."),
        ("Mum", "I am a mum of two."),
        ("Tim", "Time for tea"),
        ("Al", "All is well, always"),
        ("Jo", "Join in"),
        ("Sam", "The same as before"),
        ("Marc", "In March or on Monday"),
        ("Monday choir", "Rest on Monday"),
        ("A", "A friend of mine"),
        ("I", "I am here"),
        ("Ana", "Banana, Diana"),
        ("...", "Wait... and see"),
        ("<3", "I have 3 cats"),
        ("Neve", "Never mind"),
        ("Thea", "Theatre on Saturday"),
        ("Jack", "Jacket and shoes"),
        ("Old Tom", "Old friends"),
        ("Mr Smith", "Mr Jones"),
        ("my best friend", "I do my best"),
        ("people from work", "See less of people at work"),
        ("Football Dave", "I like football"),
        ("Work", "It will work out, it worked"),
        ("Garden", "I would like to garden"),
        ("Gran", "Granted"),
        ("Mark", "I marked the longest day"),
        ("Art", "I draw art"),
        ("Ivan Tamm", "It is on"),
        ("Olga Kask", "It is OK"),
        ("Joe", "Ask Jo"),
        ("Aunt Zoë", "Aunt Mary has time"),
        ("The Who", "I know who helps"),
        ("Close", "I feel closest"),
        ("Grant", "Tell Grandad"),
        ("Stan", "I stand here"),
        ("Norm", "It is normal"),
    ],
)
def test_ordinary_words_stay(name: str, text: str) -> None:
    assert replaced(text, shown=(name,)) == text
    assert replaced(text, hidden=(name,)) == text


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Will", "Call Will. Will I ask?", "Call someone. Someone I ask?"),
        ("Hope", "Hope to sing", "Someone to sing"),
        ("will", "I will ask", "I someone ask"),
        ("Will", "call will on monday", "call someone on monday"),
        ("A", "Ask A for help", "Ask someone for help"),
        ("Hope", "WITH HOPE", "WITH someone"),
        ("Hope Smith", "Ask Hope", "Ask someone"),
        ("🐶", "Walk the 🐶.", "Walk someone."),
        ("July", "Ask July", "Ask someone"),
        ("Jack", "I rang jack", "I rang someone"),
        ("Zanzibara", "I know that zanzibara will help", "I know that someone will help"),
        ("Kask", "See Mrs Kask", "See someone"),
        ("Ana", "Ring my sister Ana today", "Ring someone today"),
        ("Choir", "Back to the Choir", "Back to someone"),
        ("Zanzibara", "Ask Zanzibara Quixotelle.", "Ask someone."),
        ("Anna Mark", "Markiga rääkida", "Someone rääkida"),
        (FULL, "Ask Z. Quixotelle", "Ask someone"),
        (FULL, "Ask Zanzibara Q.", "Ask someone."),
        ("Zanzibara", "Ask Zanzibara Q.", "Ask someone."),
        (FULL, "Ask ZQ or Z.Q. or Z. Q.", "Ask someone or someone. or someone."),
        ("AJ", "A.J. today. A. J. today", "Someone. today. Someone. today"),
        ("Joy", "Ask joy's mum", "Ask someone's mum"),
        ("Hope", "At hope´s house", "At someone´s house"),
        ("my mum", "I told mum, ask Mum", "I told someone, ask someone"),
        ("my boss", "Tell the boss", "Tell someone"),
        ("The neighbour", "Ask my neighbour", "Ask someone"),
        ("my sister", "Tell Sister and her sister", "Tell someone and someone"),
        ("Dad Tom", "I told Dad", "I told someone"),
        ("Grandma", "Visit (Grandma)", "Visit (someone)"),
    ],
)
def test_what_no_rule_can_decide_is_replaced(name: str, text: str, said: str) -> None:
    assert replaced(text, hidden=(name,)) == said


ACCENTS_ALONE = [
    chr(code) for code in range(0x10000) if regex.fullmatch(r" \p{M}+", unicodedata.normalize("NFKC", chr(code)))
]


@pytest.mark.parametrize("sign", [*ACCENTS_ALONE, *"'’‘‛`′‵ʹʻʼʽˈꞌ＇", "\u0301", " \u0301", "-\u0301"])
def test_accents_and_apostrophes_never_hide_a_name(sign: str) -> None:
    assert replaced(f"ask O{sign}Brien now", hidden=("Irma O'Brien",)) == "ask someone now"
    assert replaced(f"ask {sign}Irma O'Brien", hidden=("Irma O'Brien",)).endswith("someone")
    assert replaced(f"ask Irma{sign}s dog", hidden=("Irma",)) in {f"ask someone{sign}s dog", "ask someone dog"}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("Clinic", "On Monday I go to the clinic", "On Monday I go to a group"),
        ("Mosque", "I pray at the mosque", "I pray at a group"),
        ("Church", "I go to church", "I go to a group"),
        ("The choir", "Go to choir", "Go to a group"),
        ("The Owls", "Meet Owls", "Meet a group"),
        ("Narcotics Anonymous (NA)", "I go to NA or Narcotics Anonymous", "I go to a group or a group"),
        ("AA", "A.A. helps", "A group. helps"),
        ("Night Owls", "See Night    Owls, Night\n\n\n\nOwls, Night -- Owls", "See a group, a group, a group"),
        ("Narcotics Anonymous", "I go to NA", "I go to a group"),
        ("AA meetings", "I go to AA", "I go to a group"),
        ("Gym (Tuesdays)", "Rest on Tuesdays", "Rest on Tuesdays"),
        ("Walk", "I walked far", "I walked far"),
        ("IT", "Is it late?", "Is it late?"),
        ("A", "A friend has a dog", "A friend has a dog"),
    ],
)
def test_what_is_no_person_is_named_by_an_ordinary_word(name: str, text: str, said: str) -> None:
    assert without_group(text, name) == said


def test_relatives_with_one_family_name_are_told_apart() -> None:
    both = {"shown": ("Zoë O'Brien",), "hidden": ("Sean O'Brien",)}
    assert replaced("Call Zoë O'Brien, Sean O'Brien, Zoe and Sean", **both) == "Call ZO, someone, ZO and someone"


def test_of_two_with_one_name_the_one_on_paper_is_meant() -> None:
    assert replaced("Ask Ana", shown=("Ana",), hidden=("Ana",)) == "Ask A"
    assert replaced("Ask Ana", hidden=("Ana Kask",), shown=("Ana Lee",)) == "Ask AL"
    assert replaced("Ask Ana Kask", hidden=("Ana Kask",), shown=("Ana Lee",)) == "Ask someone"
    assert replaced("Ask Ana", shown=("Ana Lee", "Ana Kask")) == "Ask A"
    assert replaced("Ask Ana Lee and Ana", shown=("Ana", "Ana Lee")) == "Ask AL and A"


def test_two_names_side_by_side_are_two() -> None:
    """Each letter is said once, whatever belongs to the name after it."""
    assert replaced("Ask Mum Tom and B. Kask", shown=("Mum", "B"), hidden=("Tom", "Peeter Kask")) == (
        "Ask M someone and B. Someone"
    )


def test_parts_of_what_is_no_person_are_ordinary_words() -> None:
    garden = Named("Rose Garden", "RG", has_parts=False)
    assert NamesInText([garden], NAME_WORDS)("Garden with Rose in the Rose Garden") == "Garden with Rose in the RG"


def test_a_telephone_number_does_not_stay_without_its_name() -> None:
    texts = FreeText([Named("Tom", "T"), Named("Hope", "someone", is_hidden=True)], NAME_WORDS)
    assert texts.said("Hope: 07700 900123") == ""
    assert texts.said("Mail hope.smith@example.org to Hope") == ""
    assert texts.said("Tom: 07700 900123") == "T: 07700 900123"


def test_what_is_said_is_never_longer_than_a_document_holds() -> None:
    texts = FreeText([Named("Bo", "someone", is_hidden=True)], NAME_WORDS)
    assert len(texts.said("Bo x " * 20_000)) == MAXIMUM_TEXT
    assert len(texts.said("Bo x " * 2_000)) == MAXIMUM_NAME


def test_a_text_about_nobody_else_stays_out() -> None:
    texts = FreeText([Named("Tom", "T"), Named("Hope", "someone", is_hidden=True)], NAME_WORDS)
    assert texts.said("Hope!") == ""
    assert texts.said("Hope, Hope") == ""
    assert texts.said("with Hope") == "with someone"
    assert texts.said("Tom and Hope") == "T and someone"
    assert texts.said("") == ""
    assert texts.unless_hidden("Hope and me") == ""
    assert texts.unless_hidden("Tom and me") == "T and me"
    assert texts.names_hidden("For Hope")
    assert not texts.names_hidden("I hope so, Tom")


names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)


@given(st.lists(names, max_size=6), st.text(st.characters(codec="utf-8"), max_size=60))
def test_mentions_are_slices_in_order(known: list[str], text: str) -> None:
    found = NamesInText([Named(name, "x") for name in known], NAME_WORDS).mentions(text)
    ends = [0, *(each.end for each in found)]
    assert all(before <= each.start < each.end <= len(text) for before, each in zip(ends, found, strict=False))


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_with_nobody_to_name_a_text_stays(text: str) -> None:
    assert NamesInText([], NAME_WORDS)(text) == text


unusual = st.text(st.sampled_from("qxzjkwvQXZJKWVäõßçŁœאבגمحش王明김ไทน"), min_size=4, max_size=10)


@given(unusual, unusual, st.sampled_from([" ", "\n", ", ", "-", "  ", "’s "]))
def test_a_name_that_is_no_ordinary_word_is_never_left(first: str, second: str, gap: str) -> None:
    text = replaced(f"Tea with {first}{gap}{second} at noon", hidden=(f"{first} {second}", first, second))
    assert first.casefold() not in text.casefold().replace("someone", "").split()
    assert text.startswith("Tea with someone")
    assert text.endswith(" at noon")


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([f"Person{number} Somebody{number}" for number in range(5000)], "Person4999 and Somebody17 " * 2000),
        ([f"Ana Fam{number}" for number in range(500)], "Ana " * 25_000),
        ([f"Dr Fam{number}" for number in range(5000)], "Dr Who " * 14_000),
        (["明" * number for number in range(3, 200)], "明" * 100_000),
        (["a " * 4_999], "a " * 50_000),
        (["a" + "\u0301" * 9_999], "e" + "\u0301" * 99_999),
        (["🌸" * 10_000], "🌸" * 100_000),
        (["明王"], "明 " * 50_000),
        (["Ürgen Kask"], "ü " * 50_000),
        (["Zed Quill"], "Z. " * 30_000 + "Quill"),
    ],
)
@pytest.mark.timeout(30)
def test_the_time_does_not_explode(names: list[str], text: str) -> None:
    """Each of these took from half a minute to several before names were looked up in a tree."""
    known = NamesInText([Named(name, "x") for name in names], NAME_WORDS)
    assert isinstance(known(text), str)
