"""Texts of people inside the program's own sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from kithmap.ui.printing.print_dialog import PrintDialog
from kithmap.ui.widgets.elided_label import ElidedLabel
from kithmap.ui.widgets.text import filled, menu_text, plain_tooltip, shortened
from kithmap.ui.window.main_window import MainWindow
from kithmap.wording.words import Words, untranslated
from panel_world import settle, shown
from todays import edits


@given(st.text(), st.text())
def test_whatever_a_name_holds_the_other_places_are_filled_with_what_is_meant_for_them(one: str, other: str) -> None:
    assert filled("Tie {one} and {other}.", one=one, other=other) == f"Tie {one} and {other}."


def test_a_name_that_looks_like_a_place_is_a_name() -> None:
    assert filled("Mark {kind} for {name}", kind="Listens", name="{kind}") == "Mark Listens for {kind}"


@pytest.mark.parametrize("sentence", ["{", "}", "{}", "{0}", "{ name }", "{name.x}", "{other} }{", "{name!r}"])
def test_stray_braces_of_a_translation_are_harmless(sentence: str) -> None:
    assert filled(sentence, name="Ana") == sentence


@given(st.text(), st.integers(min_value=1, max_value=60))
def test_a_shortened_text_keeps_to_its_length_and_says_that_it_is_short(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most
    assert short == shortened(text, 10_000) or short.endswith("…")


def test_what_turns_text_round_is_not_shown() -> None:
    assert shortened("Ana\u202e\nMum") == "Ana Mum"


def test_a_name_with_an_ampersand_makes_no_shortcut_in_a_menu() -> None:
    assert menu_text("Mum & Dad") == "Mum && Dad"
    assert len(menu_text("x" * 50)) == 40


def test_tooltips_are_plain() -> None:
    assert plain_tooltip("Ana") == "Ana"
    assert plain_tooltip("<b>Ana") == "<qt>&lt;b&gt;Ana</qt>"
    assert plain_tooltip("R & B") == "<qt>R &amp; B</qt>"
    assert plain_tooltip("x" * 100) == f"<qt>{'x' * 100}</qt>"


def drawn(text: str, width: int, alignment: Qt.AlignmentFlag) -> list[bool]:
    """For each column of pixels of an eliding label, whether there is ink."""
    holder = QWidget()
    holder.setStyleSheet("* { font-size: 12px; }")
    label = ElidedLabel()
    label.setText(text)
    label.setAlignment(alignment | Qt.AlignmentFlag.AlignVCenter)
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(label)
    with shown(holder, width, 40):
        assert label.width() == width
        image = label.grab().toImage()
    ground = image.pixelColor(0, 0)
    return [any(image.pixelColor(x, y) != ground for y in range(image.height())) for x in range(image.width())]


def test_an_eliding_label_shows_the_beginning_wherever_it_is_aligned(qapp: QApplication) -> None:
    long = "Deleted " + "x" * 200
    left, right = (drawn(long, 120, side) for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight))
    assert any(left)
    # The same letters, at most the rest of a letter to the right.
    assert [left.index(True), right.index(True)] == pytest.approx([0, 5], abs=8)
    short = drawn("Ana", 120, Qt.AlignmentFlag.AlignRight)
    assert not any(short[:60])
    assert any(short[60:])


def test_an_eliding_label_keeps_the_whole_text_and_tells_it(qapp: QApplication) -> None:
    label = ElidedLabel()
    label.setText("Mum & <b>Dad")
    assert label.text() == "Mum & <b>Dad"
    assert label.toolTip() == "<qt>Mum &amp; &lt;b&gt;Dad</qt>"
    label.setText("")
    assert label.toolTip() == ""
    label.setText("x" * 10_000)
    assert label.minimumSizeHint().width() <= 60


def test_an_eliding_label_has_the_colours_and_letters_of_its_look(qapp: QApplication) -> None:
    holder = QWidget()
    holder.setStyleSheet('QLabel[look="quiet"] { color: #ff0000; } QWidget { background: #ffffff; }')
    layout = QHBoxLayout(holder)
    labels: list[QLabel] = [ElidedLabel(), QLabel()]
    for label in labels:
        label.setProperty("look", "quiet")
        label.setText("██")
        layout.addWidget(label)
    with shown(holder, 300, 60):
        pictures = [label.grab().toImage() for label in labels]
    assert all(picture.pixelColor(4, picture.height() // 2) == QColor("#ff0000") for picture in pictures)


def test_a_quiet_map_says_the_same_in_both_views(window: MainWindow) -> None:
    said = Words(untranslated).quiet_map
    assert said in [label.text() for label in window.list.findChildren(QLabel)]
    assert said in [label.text() for label in window.view.findChildren(QLabel)]


def test_the_status_line_begins_at_the_beginning_when_there_is_little_room(window: MainWindow) -> None:
    window.appearance.use(text_percent=200)
    message = window.timeline.message
    long = "Deleted Ana. Undo brings it back. " * 9
    message.setText(long)
    settle()
    assert message.text() == long
    assert message.toolTip() == plain_tooltip(long)
    assert message.width() < message.fontMetrics().horizontalAdvance(long)
    picture = message.grab().toImage()
    message.setText(long + "Another ending.")
    assert message.grab().toImage() == picture


def test_private_entries_are_promised_in_a_line_of_their_own(window: MainWindow) -> None:
    document = edits.describe(edits.add_entries(window.session.document, ["Ana"]), "e1", private=True)
    dialog = PrintDialog(document, Words(QCoreApplication.translate), "a4", lambda *_: (), window)
    (promise,) = (label.text() for label in dialog.findChildren(QLabel) if "never printed" in label.text())
    assert promise.splitlines() == [
        "Notes, how it is for you, and entries at a distance are never printed.",
        "1 private entry stays off the paper.",
    ]
