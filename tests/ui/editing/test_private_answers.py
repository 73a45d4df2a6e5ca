"""With someone beside one, private answers are shown when they are asked for, and nothing tells that there are any."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from finding import find
from kithmap.guide.prompts import Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model import queries
from kithmap.model.document import Document, Feeling
from kithmap.model.vocabulary import Direction, Energy, Feels, Lean, SessionLength, StepAim, SupportLevel
from kithmap.ui.guide.answers.cards import FaceAnswer
from kithmap.ui.guide.answers.feeling import FeelingAnswer
from kithmap.ui.guide.answers.observations import ObservationsAnswer
from kithmap.ui.guide.answers.text import TextAnswer
from kithmap.ui.guide.pages import LengthPage, ResumePage
from kithmap.ui.guide.panel import GuidePanel
from kithmap.ui.reflection.closing_dialog import ClosingDialog
from kithmap.ui.reflection.observations_page import ObservationsPage
from kithmap.ui.widgets.fold import Fold
from kithmap.ui.window.left_side import LeftPage
from kithmap.ui.window.main_window import MainWindow
from panel_world import DAY, sample, settle
from sheet_world import Ears, on_screen
from todays import edits, small_steps
from window_driver import Script

LEFT = Qt.MouseButton.LeftButton
CALM = "Thank you for noting this."
ANA, MUM, JOEL = "e1", "e2", "e3"
FELT = {ANA: Feeling(Feels.HARD, Energy.LOT, Lean.YES), MUM: Feeling(Feels.UNSAFE, Energy.SOME, Lean.NO)}


def blank() -> Document:
    """Ana, Mum, Joel and Dr Okafor on rings, with some support; nothing private is said of anybody."""
    document = edits.mark_support(sample(), (ANA, MUM, JOEL), "listen", Direction.GIVE, SupportLevel.SOME)
    document = edits.mark_support(document, (ANA, JOEL), "company", Direction.GET, SupportLevel.SOME)
    return small_steps.add(document, StepAim.KEEP, ANA)


def answered() -> Document:
    """The same, and it has been said alone how it is with Ana and with Mum."""
    document = blank()
    for entry, feeling in FELT.items():
        document = edits.describe(edits.feel(document, entry, feeling), entry, note="She shouted on Sunday.")
    return document


def shown(window: MainWindow, document: Document) -> None:
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.session.start_from(document)
    window.files.opened.emit()
    settle()


def click(button: QAbstractButton | None) -> None:
    assert button is not None
    assert button.isVisible(), button.text()
    QTest.mouseClick(button, LEFT)
    settle()


def begun(window: MainWindow, length: SessionLength = SessionLength.WITH_SOMEONE) -> GuidePanel:
    window.left.show_page(LeftPage.GUIDE)
    panel = window.left.guide
    assert panel is not None
    assert isinstance(panel.body, LengthPage)
    click(panel.body.cards[length])
    return panel


def gone_to(window: MainWindow, name: P, about: str = "") -> GuidePanel:
    """The guide at a prompt, by its own buttons."""
    panel = window.left.guide
    assert panel is not None
    for _ in range(80):
        if panel.prompt == Prompt(name, about):
            return panel
        click(panel.moves.next)
    raise AssertionError(name)


def asked_about(window: MainWindow, entry: str) -> FeelingAnswer:
    answer = gone_to(window, P.HOW_IS_IT, entry).answer
    assert isinstance(answer, FeelingAnswer)
    return answer


def chosen(answer: FeelingAnswer) -> list[str]:
    groups = (answer.feels, answer.energy, answer.lean)
    return [each.text() for group in groups for each in group.buttons.values() if each.isChecked()]


def feeling(window: MainWindow, entry: str) -> Feeling:
    return queries.connection(window.session.document.today, entry).feeling


def all_words(root: QWidget) -> list[tuple[object, ...]]:
    """Everything a screen and a screen reader have of it."""
    return [tuple(_words(each)) for each in (root, *root.findChildren(QWidget)) if each.isVisible()]


def _words(each: QWidget) -> Iterator[object]:
    yield from (type(each).__name__, each.toolTip(), each.accessibleName(), each.accessibleDescription())
    yield each.isEnabled()
    if isinstance(each, QAbstractButton):
        yield from (each.text(), each.isChecked())
    elif isinstance(each, QLabel | QLineEdit):
        yield each.text()
    elif isinstance(each, QPlainTextEdit):
        yield each.toPlainText()
    elif isinstance(each, QComboBox):
        yield from (each.currentText(), each.currentIndex())


def open_folds(window: MainWindow) -> None:
    for section in (window.person.feeling, window.person.notes):
        window.person.folds[section].open()


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    heard = Ears()
    monkeypatch.setattr("kithmap.ui.widgets.scrolling_dialog.QAccessible", heard)
    return heard


# Nothing shows by itself


@pytest.mark.slow
@pytest.mark.parametrize("is_new_map", [True, False])
def test_from_the_first_prompt_to_the_last_nothing_tells_what_was_answered_before(
    window: MainWindow, ears: Ears, is_new_map: bool
) -> None:
    """The same words, states and pictures as on a map on which nothing private was ever said.

    Less stands out, though, and whom to get in touch with is asked as ever: that somebody is not offered for it can
    have other reasons.
    """
    walks = []
    for document in (answered(), blank()):
        ears.heard.clear()
        shown(window, edits.start_dated_map(document, DAY) if is_new_map else document)
        open_folds(window)
        panel = begun(window)
        walk = []
        while window.left.page is LeftPage.GUIDE:
            open_folds(window)
            settle()
            if panel.prompt.name not in (P.STANDS_OUT, P.WITH_WHOM):
                pictures = [each.grab().toImage() for each in (panel.area, window.person)]
                walk.append((panel.prompt, all_words(window), pictures))
            click(panel.moves.next)
        walks.append((walk, tuple(ears.heard)))
    (with_answers, heard), (without, heard_without) = walks
    assert [prompt for prompt, *_ in with_answers] == [prompt for prompt, *_ in without]
    for (prompt, words, pictures), (_, other_words, other_pictures) in zip(with_answers, without, strict=True):
        assert words == other_words, prompt
        assert pictures == other_pictures, prompt
    assert [each for each in heard if each not in heard_without] == []


def test_alone_what_was_answered_before_stands_there(window: MainWindow) -> None:
    shown(window, edits.start_dated_map(answered(), DAY))
    begun(window, SessionLength.ON_MY_OWN)
    answer = asked_about(window, ANA)
    assert chosen(answer) == ["hard", "a lot of energy", "yes"]
    assert not answer.earlier.isVisible()
    open_folds(window)
    assert window.person.feeling.feels.currentText() == "hard"
    assert window.person.notes.note.toPlainText() == "She shouted on Sunday."
    asked_about(window, MUM)
    assert gone_to(window, P.QUIET_CARD, MUM).question.text() == CALM


# On purpose


def test_the_button_shows_what_was_answered_about_this_one_and_of_nobody_else(window: MainWindow) -> None:
    shown(window, answered())
    begun(window)
    for entry, words in ((ANA, 3), (JOEL, 0)):
        answer = asked_about(window, entry)
        assert chosen(answer) == []
        assert answer.earlier.text() == "Show what I answered before"
        assert window.focusWidget() is answer.feels.buttons[Feels.WARM], "Enter shows nothing unasked"
        click(answer.earlier)
        assert len(chosen(answer)) == words
        assert not answer.earlier.isVisible()
        assert answer.isAncestorOf(window.focusWidget())
    click(window.left.guide.moves.back)
    answer = asked_about(window, MUM)
    assert chosen(answer) == []
    click(window.left.guide.moves.back)
    answer = asked_about(window, ANA)
    assert len(chosen(answer)) == 3, "it was asked for"
    assert feeling(window, ANA) == FELT[ANA]


def test_what_is_answered_with_someone_is_shown_and_the_rest_stays_folded(window: MainWindow) -> None:
    shown(window, answered())
    begun(window)
    answer = asked_about(window, ANA)
    click(answer.energy.buttons[Energy.LITTLE])
    assert chosen(answer) == ["a little energy"]
    assert feeling(window, ANA) == Feeling(Feels.HARD, Energy.LITTLE, Lean.YES), "nothing is lost"
    assert answer.earlier.isVisible()
    click(answer.feels.buttons[Feels.HARD])
    assert answer.feels.buttons[Feels.HARD].isChecked(), "chosen now, whatever was there before"
    assert feeling(window, ANA).feels is Feels.HARD
    click(answer.lean.buttons[Lean.NO])
    assert not answer.earlier.isVisible(), "there is nothing earlier left"
    click(window.left.guide.moves.next)
    click(window.left.guide.moves.back)
    assert len(chosen(asked_about(window, ANA))) == 3


def test_undo_brings_no_earlier_answer_into_sight(window: MainWindow) -> None:
    shown(window, answered())
    begun(window)
    answer = asked_about(window, ANA)
    open_folds(window)
    click(answer.feels.buttons[Feels.WARM])
    assert window.person.feeling.feels.currentText() == "warm"
    window.commands.undo()
    assert feeling(window, ANA).feels is Feels.HARD
    assert chosen(answer) == []
    assert window.person.feeling.feels.currentText() == ""
    window.commands.redo()
    assert len(chosen(answer)) == 1


def test_beside_the_map_too_it_is_shown_when_it_is_asked_for(window: MainWindow) -> None:
    shown(window, answered())
    begun(window)
    asked_about(window, ANA)
    person = window.person
    for section in (person.feeling, person.notes):
        click(person.folds[section].header)
    assert [each.currentText() for each in (person.feeling.feels, person.feeling.energy)] == ["", ""]
    assert not person.notes.note.isVisible()
    assert person.notes.note.toPlainText() == ""
    click(person.feeling.earlier)
    assert person.feeling.feels.currentText() == "hard"
    click(person.notes.earlier)
    assert person.notes.note.toPlainText() == "She shouted on Sunday."
    QTest.keyClicks(person.notes.note, "! ")
    assert queries.entry(window.session.document, ANA).note == "She shouted on Sunday.! "
    window.selection.set((JOEL,))
    settle()
    assert not person.notes.note.isVisible()
    assert person.notes.earlier.isVisible()
    window.selection.set((ANA,))
    assert person.notes.note.toPlainText() == "She shouted on Sunday.! "


def test_asking_on_one_dated_map_shows_nothing_of_another(window: MainWindow) -> None:
    document = edits.start_dated_map(answered(), DAY)
    shown(window, edits.feel(document, ANA, Feeling(Feels.WARM)))
    begun(window)
    click(asked_about(window, ANA).earlier)
    open_folds(window)
    assert window.person.feeling.feels.currentText() == "warm"
    window.current_picture.look_at(window.session.document.maps[0].id)
    settle()
    assert window.person.feeling.feels.currentText() == ""
    click(window.person.feeling.earlier)
    assert window.person.feeling.feels.currentText() == "hard"


# The quiet card


def test_the_quiet_card_never_opens_by_itself_and_is_a_press_away(window: MainWindow, ears: Ears) -> None:
    shown(window, blank())
    panel = begun(window)
    answer = asked_about(window, ANA)
    assert answer.quiet_card is not None
    ears.heard.clear()
    click(answer.feels.buttons[Feels.UNSAFE])
    open_folds(window)
    settle()
    assert chosen(answer) == ["I don't feel safe"]
    for card in (answer.quiet_card, window.person.feeling.quiet_card):
        assert not card.words.isVisible()
        assert card.opener.isVisible()
    assert not any(CALM in each for each in ears.heard)
    click(panel.moves.next)
    assert panel.prompt == Prompt(P.HOW_IS_IT, MUM), "no prompt with the card"
    click(panel.moves.back)
    answer = asked_about(window, ANA)
    click(answer.quiet_card.opener)
    assert answer.quiet_card.words.isVisible()
    assert not window.person.feeling.quiet_card.words.isVisible()
    assert CALM in ears.heard[-1]
    assert answer.quiet_card.distance.hasFocus()
    click(answer.quiet_card.private)
    assert queries.entry(window.session.document, ANA).private
    assert answer.quiet_card.words.isVisible(), "it stays open while it is used"
    click(panel.moves.next)
    click(panel.moves.back)
    answer = asked_about(window, ANA)
    assert not answer.quiet_card.words.isVisible()
    click(answer.feels.clear)
    assert not answer.quiet_card.isVisible()


def test_skipping_the_step_leads_past_the_card_as_well(window: MainWindow) -> None:
    shown(window, answered())
    panel = begun(window)
    asked_about(window, MUM)
    click(panel.moves.skip_step)
    assert panel.prompt == Prompt(P.STANDS_OUT)


# Of oneself


def test_a_face_chosen_alone_is_folded_when_the_session_goes_on_with_someone(window: MainWindow) -> None:
    shown(window, blank())
    panel = begun(window, SessionLength.ON_MY_OWN)
    click(gone_to(window, P.FEELING_BEFORE).answer.cards[2])
    for _ in range(4):
        click(panel.moves.back)
    assert isinstance(panel.body, LengthPage)
    click(panel.body.cards[SessionLength.WITH_SOMEONE])
    answer = gone_to(window, P.FEELING_BEFORE).answer
    assert isinstance(answer, FaceAnswer)
    assert window.session.document.today.feeling_before == 2, "nothing is lost"
    assert not any(card.isChecked() for card in answer.cards.values())
    assert not answer.clear.isVisible()
    assert window.focusWidget() is answer.cards[5]
    click(answer.earlier)
    assert answer.cards[2].isChecked()
    click(answer.cards[5])
    window.commands.undo()
    assert answer.cards[2].isChecked(), "it was asked for"


def test_closing_words_written_alone_are_folded_and_new_ones_are_not(window: MainWindow) -> None:
    shown(window, edits.set_closing(blank(), noticed="I shrink when Mum calls."))
    begun(window)
    answer = gone_to(window, P.NOTICED).answer
    assert isinstance(answer, TextAnswer)
    assert not answer.field.isVisible()
    assert "shrink" not in str(all_words(window))
    assert window.focusWidget() is window.left.guide.moves.next, "Enter goes on and shows nothing"
    click(answer.earlier)
    assert window.focusWidget() is answer.field
    assert answer.field.property("plainText") == "I shrink when Mum calls."
    answer = gone_to(window, P.SURPRISED).answer
    assert isinstance(answer, TextAnswer)
    QTest.keyClicks(answer.field, "the choir")
    click(window.left.guide.moves.next)
    click(window.left.guide.moves.back)
    answer = window.left.guide.answer
    assert answer.field.isVisible()
    assert answer.field.property("plainText") == "the choir"


def test_the_closing_page_shows_them_when_it_is_asked(window: MainWindow) -> None:
    shown(window, blank())
    begun(window)
    document = edits.set_closing(window.session.document, takeaway="Ring Joel.")
    window.session.apply("alone", edits.set_feeling_after(document, 1))
    context = window._guide_context
    with on_screen(ClosingDialog(context, context.session.document.today, None)) as sheet:
        assert sheet.focusWidget() is sheet.fields[P.NOTICED].field
        assert "Ring Joel." not in str(all_words(sheet))
        assert not any(each.isChecked() for each in sheet.feeling.buttons.values())
        assert sheet.gentle is None
        click(sheet.earlier)
        assert sheet.feeling.buttons[1].isChecked()
        assert sheet.gentle.line.isVisible()
        click(sheet.fields[P.TAKEAWAY].earlier)
        assert sheet.fields[P.TAKEAWAY].field.toPlainText() == "Ring Joel."
        click(sheet.feeling.buttons[2])
        assert sheet.feeling.buttons[2].isChecked()
        assert not sheet.gentle.isVisible()


# What stands out

PRIVATE_LINES = (
    "You give to Ana and said it takes a lot.",
    "You worry about leaning on Ana.",
    "Some close connections",
)


def observations(page: ObservationsAnswer | ObservationsPage) -> str:
    return " ".join(card.sentence.accessibleName() for card in page.observations_list.cards)


@pytest.mark.parametrize("where", ["guide", "page"])
def test_lines_from_private_answers_are_said_when_they_are_asked_for(window: MainWindow, where: str) -> None:
    shown(window, edits.dismiss(answered(), f"Q5:{ANA}"))
    begun(window)
    page = gone_to(window, P.STANDS_OUT).answer
    if where == "page":
        window.actions_table["stands-out"].trigger()
        settle()
        page = window.left.currentWidget()
        find(page, Fold, "dismissed").open()
    if page.more.isVisible():
        click(page.more)
    assert page.observations_list.cards
    assert not any(line in str(all_words(window)) for line in PRIVATE_LINES)
    assert page.private.text() == "Show what stands out in my private answers"
    click(page.private)
    assert [line in observations(page) for line in PRIVATE_LINES] == [True, False, True], "one was put away"
    assert not page.private.isVisible()
    if where == "page":
        assert PRIVATE_LINES[1] in str(all_words(page.dismissed))


def test_alone_they_are_said(window: MainWindow) -> None:
    shown(window, answered())
    begun(window, SessionLength.ON_MY_OWN)
    page = gone_to(window, P.STANDS_OUT).answer
    click(page.more)
    assert all(line in observations(page) for line in PRIVATE_LINES)
    assert not page.private.isVisible()


# When it begins and ends


def test_taken_up_again_everything_is_folded(window: MainWindow, script: Script, tmp_path: Path) -> None:
    script.save_path = tmp_path / "mine.kithmap"
    shown(window, answered())
    panel = begun(window)
    answer = asked_about(window, ANA)
    click(answer.earlier)
    assert len(chosen(answer)) == 3
    click(panel.moves.stop)
    window.editing.feel(JOEL, Feeling(Feels.HARD))
    for again in (False, True):
        if again:
            window.files.open(script.save_path)
            settle()
        else:
            window.left.show_page(LeftPage.GUIDE)
        assert isinstance(panel.body, ResumePage)
        click(panel.body.go_on)
        assert panel.prompt == Prompt(P.HOW_IS_IT, ANA)
        assert not any("Joel" in each.toolTip() for each in window.top_bar.findChildren(QAbstractButton))
        assert chosen(panel.answer) == []
        click(panel.answer.earlier)
        click(panel.moves.stop)


def test_when_the_session_ends_what_was_folded_does_not_spring_open(window: MainWindow) -> None:
    shown(window, answered())
    panel = begun(window)
    asked_about(window, ANA)
    open_folds(window)
    gone_to(window, P.FINISH)
    window.selection.set((ANA,))
    click(panel.moves.next)
    assert not queries.is_with_someone(window.session.document)
    QApplication.processEvents()
    for section in (window.person.feeling, window.person.notes):
        assert not section.isVisible()
        click(window.person.folds[section].header)
    assert window.person.feeling.feels.currentText() == "hard"
    assert window.person.notes.note.toPlainText() == "She shouted on Sunday."
