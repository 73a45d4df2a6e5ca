"""Names in what people write: found however they are spelled, and not found where they are ordinary words."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.making import WORDS

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
        ("Mary-Ann", "Mary Ann, Maryann, Mary‐Ann", "M, M, M"),
        ("Aunt Zoë", "Ask Zoe. Ask Aunt Zoë. An aunt of mine.", "Ask AZ. Ask AZ. An aunt of mine."),
        ("Sam from next door", "Sam says: next door is open.", "SD says: next door is open."),
        ("Dr Green", "Ask Green about the green tea.", "Ask DG about the green tea."),
        ("Grandma (Elsie)", "Ring Elsie on Sunday", "Ring G on Sunday"),
        ("Kask", "Lähen Kaskiga, räägin kaskile; Kaskide juures", "Lähen K, räägin K; K juures"),
        ("Irena", "z Ireno, o Ireni, Irenina", "z I, o I, I"),
        ("Марина", "с Мариной, о Марине", "с М, о М"),
        ("王小明", "和王小明一起喝茶，小明也来", "和王一起喝茶，王也来"),
        ("田中太郎", "明日は田中 太郎さんと", "明日は田さんと"),
        ("สมชาย", "ไปกับสมชายพรุ่งนี้", "ไปกับสพรุ่งนี้"),
        ("김민수", "내일 김민수와 만나요", "내일 김와 만나요"),
        ("محمد", "سأذهب مع محمد ومحمد", "سأذهب مع م م"),
        ("דויד", "אני הולך לדויד", "אני הולך ד"),
        ("ნინო", "ნინოსთან ერთად", "ნ ერთად"),
        ("Ana", "和Ana一起", "和A一起"),
        ("Ana 🌸", "Ask Ana 🌸 or Ana", "Ask A or A"),
        ("🐶", "Walk the 🐶.", "Walk the 🐶."),
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
        ("🐶", "Walk the 🐶.", "Walk the someone."),
    ],
)
def test_what_no_rule_can_decide_is_replaced(name: str, text: str, said: str) -> None:
    assert replaced(text, hidden=(name,)) == said


def test_of_two_with_one_name_the_one_on_paper_is_meant() -> None:
    assert replaced("Ask Ana", shown=("Ana",), hidden=("Ana",)) == "Ask A"
    assert replaced("Ask Ana", hidden=("Ana Kask",), shown=("Ana Lee",)) == "Ask AL"
    assert replaced("Ask Ana Kask", hidden=("Ana Kask",), shown=("Ana Lee",)) == "Ask someone"
    assert replaced("Ask Ana", shown=("Ana Lee", "Ana Kask")) == "Ask A"
    assert replaced("Ask Ana Lee and Ana", shown=("Ana", "Ana Lee")) == "Ask AL and A"


def test_parts_of_what_is_no_person_are_ordinary_words() -> None:
    garden = Named("Rose Garden", "RG", has_parts=False)
    assert NamesInText([garden], NAME_WORDS)("Garden with Rose in the Rose Garden") == "Garden with Rose in the RG"


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


def test_five_thousand_names_are_no_hindrance() -> None:
    """Looked up, not tried one after the other: the time is that of the text alone."""
    many = NamesInText([Named(f"Person{number} Somebody{number}", "x") for number in range(5000)], NAME_WORDS)
    assert many("Person4999 and Somebody17 " * 2000).count("x") == 4000
