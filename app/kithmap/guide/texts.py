"""What the guided session says: short, plain, warm sentences that a tired person can read.

Every sentence has 20 words at most. The names of people, kinds of support and rings are filled in as they are.
"""

from kithmap.guide.answers import candidates
from kithmap.guide.progress import Progress
from kithmap.guide.prompts import HELPERS, Asked, Prompt
from kithmap.guide.prompts import PromptName as P
from kithmap.model import queries
from kithmap.model.document import Entry, SmallStep
from kithmap.model.names import printable
from kithmap.model.vocabulary import (
    Direction,
    EntryKind,
    GuideChoice,
    SessionLength,
    StepState,
)
from kithmap.wording.words import Translate, Words, filled


def length_name(length: SessionLength, translate: Translate) -> str:
    return {
        SessionLength.QUICK: translate("Guide", "Quick"),
        SessionLength.ON_MY_OWN: translate("Guide", "On my own"),
        SessionLength.WITH_SOMEONE: translate("Guide", "With someone"),
    }[length]


def length_hint(length: SessionLength, translate: Translate) -> str:
    return {
        SessionLength.QUICK: translate("Guide", "About 10 minutes: who matters, how close, and a look back."),
        SessionLength.ON_MY_OWN: translate("Guide", "20 to 30 minutes. Stop at any time and go on another day."),
        SessionLength.WITH_SOMEONE: translate(
            "Guide", "30 to 45 minutes, with a keyworker or someone you trust. The text is larger."
        ),
    }[length]


def step_title(step: int, translate: Translate) -> str:
    """The heading of a step, 0 to 8."""
    return (
        translate("Guide", "Before you start"),
        translate("Guide", "I am"),
        translate("Guide", "Who comes to mind?"),
        translate("Guide", "How close?"),
        translate("Guide", "What goes back and forth?"),
        translate("Guide", "How is it for you?"),
        translate("Guide", "What stands out"),
        translate("Guide", "Looking after connections"),
        translate("Guide", "Closing"),
    )[step]


def how_far(progress: Progress, translate: Translate) -> str:
    """ "Step 3 of 8"; nothing yet before the start."""
    if progress.place == 0:
        return ""
    text = translate("Guide", "Step {place} of {places}")
    return filled(text, place=str(progress.place), places=str(progress.places))


def question(asked: Asked, words: Words) -> str:
    said = {
        **_early_questions(asked, words.translate),
        **_questions_about_support(asked, words.translate),
        **_late_questions(asked, words.translate),
    }[asked.prompt.name]
    entry = _entry(asked)
    return filled(said, name=printable(entry.name) if entry else "", support=_support(asked, words))


def more(asked: Asked, words: Words) -> str:
    """What a prompt says below its question, in a few sentences; often nothing."""
    said = {**_early_notes(words), **_late_notes(asked, words)}.get(asked.prompt.name, "")
    return filled(said, step=_own_words(asked, words))


def paragraphs(asked: Asked, words: Words) -> tuple[str, ...]:
    """What `more` says, with each thing to keep in mind on its own."""
    name, translate, hiding = asked.prompt.name, words.translate, quick_hide(words.translate)
    if name in {P.PRIVACY, P.EARLY_PRIVACY}:
        return more(asked, words).removesuffix(" ".join(hiding)).rstrip(), *hiding
    lists = {P.PRIVACY_TIPS: privacy_tips, P.ASKING: asking}
    return tuple(filter(None, lists[name](translate) if name in lists else (more(asked, words),)))


def option(choice: GuideChoice, translate: Translate) -> str:
    return {
        GuideChoice.PRIVATE: translate("Guide", "Yes"),
        GuideChoice.NOT_SURE: translate("Guide", "Not sure"),
        GuideChoice.ONE_BY_ONE: translate("Guide", "Ask me one by one"),
        GuideChoice.FREELY: translate("Guide", "I will drag them myself"),
        GuideChoice.BY_PERSON: translate("Guide", "Person by person"),
        GuideChoice.BY_KIND: translate("Guide", "One kind of help at a time"),
    }[choice]


def face(feeling: int, translate: Translate) -> str:
    """The words of one of the five faces, 1 to 5."""
    return (
        translate("Guide", "very low"),
        translate("Guide", "low"),
        translate("Guide", "in between"),
        translate("Guide", "good"),
        translate("Guide", "very good"),
    )[feeling - 1]


def privacy_tips(translate: Translate) -> tuple[str, ...]:
    return (
        translate("Guide", "Sit where nobody can see the screen, or wait for a quiet time."),
        translate("Guide", "Use initials or nicknames."),
        translate("Guide", "Give the file a name that says little, and protect it with a passphrase."),
        translate("Guide", "Is there somebody here you are afraid of? Then another computer may be safer."),
        *quick_hide(translate),
    )


def quick_hide(translate: Translate) -> tuple[str, ...]:
    return (
        translate("Guide", "If somebody comes in, press Shift three times, or choose Quick hide at the top."),
        translate("Guide", "A plain page covers your map at once."),
        translate("Guide", "Quick hide erases nothing, and it does not stop programs that spy on a computer."),
        translate("Guide", "You can switch off the Shift key in the menu."),
    )


def asking(translate: Translate) -> tuple[str, ...]:
    return (
        translate("Guide", "Could you … on …? It's fine to say no."),
        translate("Guide", "I could use some help with …. Would you have time on …?"),
        translate("Guide", "Could we … together? Any day is good, and not now is fine too."),
    )


def for_worker(prompt: Prompt, translate: Translate) -> str:
    """What a worker may keep in mind at a prompt, or nothing. Shown on the screen, never printed."""
    name = prompt.name
    if name in HELPERS and name not in {P.REMEMBERED, P.OTHERS}:
        return translate("Guide", "One question at a time. No answer is fine too.")
    return _worker_notes(translate).get(name, "")


def worker_page(translate: Translate) -> tuple[str, ...]:
    return (
        translate("Guide", "Ask before you touch the mouse."),
        translate("Guide", "Say at the start what you may have to pass on, and to whom."),
        translate("Guide", "Let silence be."),
        translate("Guide", "Use their words, not yours."),
        translate("Guide", "Ask: what makes it a good fit there?"),
        translate("Guide", "Do not ask why somebody is missing, or why there are not more."),
        translate("Guide", "End on a strength."),
        translate("Guide", "Book the day to look at the map again."),
    )


def _entry(asked: Asked) -> Entry | None:
    return queries.entries_by_id(asked.document).get(asked.prompt.entry_id)


def _small_step(asked: Asked) -> SmallStep | None:
    return next((step for step in asked.document.steps if step.id == asked.prompt.about), None)


def _support(asked: Asked, words: Words) -> str:
    direction = {P.FROM_WHOM: Direction.GET, P.TO_WHOM: Direction.GIVE}.get(asked.prompt.name)
    return words.support_sentence(asked.prompt.kind, direction, asked.document) if direction else ""


def _own_words(asked: Asked, words: Words) -> str:
    step = _small_step(asked)
    return step.smallest or step.good or words.aim(step.aim) if step else ""


def _early_questions(asked: Asked, translate: Translate) -> dict[P, str]:
    return {
        P.WELCOME: translate("Guide", "This map is yours."),
        P.AGREE: translate("Guide", "A few things to agree on together"),
        P.PRIVATE_HERE: translate("Guide", "Is it private where you are?"),
        P.PRIVACY_TIPS: translate("Guide", "Some things that can help"),
        P.EARLY_PRIVACY: translate("Guide", "What stays private"),
        P.FEELING_BEFORE: translate("Guide", "How do you feel right now?"),
        P.I_AM: translate("Guide", "I am …"),
        P.LAST_TIME: translate("Guide", "Everyone from last time is here again."),
        P.WHO_COMES: translate("Guide", "Who or what is new in your life?")
        if queries.earlier_map(asked.document, asked.map_id) is not None
        else translate("Guide", "Who or what matters to you?"),
        P.AT_HOME: translate("Guide", "Anyone you live with?"),
        P.FAMILY: translate("Guide", "Anyone in your family?"),
        P.FRIENDS: translate("Guide", "Any friends, near or far?"),
        P.WORK: translate("Guide", "Anyone from work, learning or volunteering?"),
        P.LOCAL: translate("Guide", "Any neighbours, or places near you?"),
        P.GROUPS: translate("Guide", "Any groups, faith, or people online?"),
        P.PAID: translate("Guide", "Anyone who is paid to support you?"),
        P.ANIMALS: translate("Guide", "Any animals?"),
        P.PLACES: translate("Guide", "Any places you like, or things you like to do?"),
        P.REMEMBERED: translate("Guide", "Someone who has died and still matters to you?"),
        P.OTHERS: translate("Guide", "Anyone who doesn't fit with the others?"),
        P.ONE_THING: translate("Guide", "Would you like to start with one thing?"),
        P.RINGS: translate("Guide", "How close does each one feel?"),
        P.DRAG: translate("Guide", "Drag each one to where it fits."),
        P.MOVED: translate("Guide", "Has anyone moved nearer or further?"),
    }


def _questions_about_support(asked: Asked, translate: Translate) -> dict[P, str]:
    entry = _entry(asked)
    died = entry is not None and entry.kind is EntryKind.REMEMBERED
    who_fits = translate("Guide", "“{support}”: who fits?")
    return {
        P.HOW_CLOSE: translate("Guide", "Where does {name} fit?"),
        P.WHICH_WAY: translate("Guide", "How would you like to look at help and support?"),
        P.I_GET: translate("Guide", "What does {name} still give you?")
        if died
        else translate("Guide", "What do you get from {name}?"),
        P.I_GIVE: translate("Guide", "What do you give to {name}?"),
        P.FROM_WHOM: who_fits,
        P.TO_WHOM: who_fits,
        P.PRIVACY: translate("Guide", "The next questions are private."),
        P.HOW_IS_IT: translate("Guide", "How is it for you with {name}?"),
        P.QUIET_CARD: translate("Guide", "Thank you for noting this."),
    }


def _late_questions(asked: Asked, translate: Translate) -> dict[P, str]:
    first = not queries.steps_under_way(asked.document)
    return {
        P.STANDS_OUT: translate("Guide", "What stands out on your map?"),
        P.TO_TALK_ABOUT: translate("Guide", "What would you like to talk about?"),
        P.REVIEW: translate("Guide", "What became of this small step?"),
        P.REVIEW_NOTE: _note_question(asked, translate),
        P.AIM: translate("Guide", "What would you like to do?"),
        P.WITH_WHOM: translate("Guide", "Who is it about?"),
        P.GOOD: translate("Guide", "What would be good?"),
        P.SMALLEST: translate("Guide", "What is the smallest step?"),
        P.WHO_HELPS: translate("Guide", "Who could help you with it?"),
        P.WHEN: translate("Guide", "When would be a good time?"),
        P.ASKING: translate("Guide", "Some words for asking"),
        P.HOW_KNOWN: translate("Guide", "How will you know that it went well?"),
        P.IF_NOT: translate("Guide", "What if it doesn't work?"),
        P.NEW_STEP: translate("Guide", "Is there a connection you would like to look after?")
        if first
        else translate("Guide", "Would you like to add one more small step?"),
        P.REVIEW_DATE: translate("Guide", "When would you like to look at your map again?"),
        P.NOTICED: translate("Guide", "What did you notice?"),
        P.SURPRISED: translate("Guide", "What surprised you?"),
        P.TAKEAWAY: translate("Guide", "What is one thing to carry with you?"),
        P.FEELING_AFTER: translate("Guide", "How do you feel now?"),
        P.GENTLE: translate("Guide", "Be kind to yourself today."),
        P.TELL_SOMEONE: translate("Guide", "Would you like to tell someone today?"),
        P.FINISH: translate("Guide", "That was the last question. Thank you."),
    }


def _note_question(asked: Asked, translate: Translate) -> str:
    step = _small_step(asked)
    state = StepState.OPEN if step is None else asked.review.state if asked.review else step.state
    return {
        StepState.OPEN: translate("Guide", "How is it going?"),
        StepState.DONE: translate("Guide", "How was it?"),
        StepState.CHANGED: translate("Guide", "What was it before?"),
        StepState.DROPPED: translate("Guide", "Would you like to say more about it?"),
    }[state]


def _early_notes(words: Words) -> dict[P, str]:
    translate = words.translate
    leave_blank = translate("Guide", "Mark what fits. A blank line does not mean no.")
    everyone_it_fits = translate("Guide", "Tap everyone it fits, here or on the map. Then go on.")
    choose_a_face = translate("Guide", "Choose a face, or leave it.")
    return {
        P.WELCOME: translate(
            "Guide",
            "You choose what goes on it and who sees it. Nothing leaves this computer unless you send or print it. "
            "Nicknames are fine. Stop whenever you like.",
        ),
        P.AGREE: translate(
            "Guide",
            "Who holds the mouse? What stays between the two of you? What may have to be passed on, and to whom?",
        ),
        P.PRIVATE_HERE: translate("Guide", "Think about who can see the screen now, and who else uses this computer."),
        P.PRIVACY_TIPS: " ".join(privacy_tips(translate)),
        P.EARLY_PRIVACY: _private_and_hidden(
            translate("Guide", "You can mark anyone on your map as private. They never go on paper."), translate
        ),
        P.FEELING_BEFORE: choose_a_face,
        P.I_AM: translate(
            "Guide",
            "Finish this line up to three times. For example: a cousin, good with plants, learning to rest. "
            "Your lines stand in the middle of the map.",
        ),
        P.LAST_TIME: translate("Guide", "Have a look first. What is the same? What feels different?"),
        P.WHO_COMES: translate(
            "Guide", "Think about life now. Type a name, press Enter, then the next. Nicknames and initials are fine."
        ),
        P.FAMILY: translate("Guide", "The family you were born into, or the one you chose."),
        P.LOCAL: translate("Guide", "Perhaps somebody in a shop, a library or a park."),
        P.PAID: translate("Guide", "Perhaps a keyworker, a nurse, a doctor or a service."),
        P.OTHERS: translate("Guide", "Some people know nobody else here. They belong on your map as well."),
        P.ONE_THING: words.quiet_map,
        P.RINGS: translate(
            "Guide", "Fine to leave someone off. You can move anyone, any time. There is no right number."
        ),
        P.HOW_CLOSE: translate("Guide", "Choose a ring, or drag. Not sure? Leave it for now."),
        P.DRAG: translate("Guide", "Or click one, and then click where it goes. Go on when you are ready."),
        P.MOVED: translate("Guide", "Move anyone who is somewhere else now. Leave the others where they are."),
        P.WHICH_WAY: translate("Guide", "Some of it comes to you, and some of it you give."),
        P.I_GET: leave_blank,
        P.I_GIVE: leave_blank,
        P.FROM_WHOM: everyone_it_fits,
        P.TO_WHOM: everyone_it_fits,
        P.PRIVACY: _private_and_hidden(
            translate("Guide", "Your answers never go on paper. You can leave any of them blank."), translate
        ),
        P.HOW_IS_IT: translate("Guide", "Think of the last few weeks. Every line can stay blank."),
        P.QUIET_CARD: translate(
            "Guide",
            "Nobody has been told. You don't have to do anything now. You can keep this off the map and off paper.",
        ),
        P.FEELING_AFTER: choose_a_face,
    }


def _late_notes(asked: Asked, words: Words) -> dict[P, str]:
    translate = words.translate
    return {
        P.STANDS_OUT: translate("Guide", "Look at each line with your own eyes. Put away what doesn't fit.")
        if asked.dated_map.connections
        else words.quiet_map,
        P.TO_TALK_ABOUT: translate(
            "Guide", "Write a question or two for your next talk. They go on paper if you like."
        ),
        P.REVIEW: translate("Guide", "“{step}” Done, changed or dropped: each of these is fine."),
        P.REVIEW_NOTE: translate("Guide", "This can stay blank."),
        P.WITH_WHOM: translate("Guide", "Choose one, or nobody in particular."),
        P.GOOD: translate("Guide", "How would you like it to be?"),
        P.SMALLEST: translate("Guide", "Something you could do on a tired day."),
        P.WHO_HELPS: translate("Guide", "Nobody is a fine answer too."),
        P.WHEN: translate("Guide", "A day or a moment: on Sunday, after tea."),
        P.ASKING: " ".join(asking(translate)),
        P.HOW_KNOWN: translate("Guide", "For example: we talked, or I felt calmer."),
        P.IF_NOT: translate("Guide", "Another day, another way, another person. Or let it go: that is fine."),
        P.NEW_STEP: translate("Guide", "Choose one small thing, or go on without. Three at a time are plenty."),
        P.REVIEW_DATE: translate(
            "Guide", "Choose a day, or leave it open. It is kept in your map. No reminder will pop up."
        ),
        P.TAKEAWAY: translate("Guide", "A thought, a name, a small plan."),
        P.GENTLE: translate(
            "Guide",
            "Looking at connections can bring up hard feelings. Many people feel that. Feel your feet on the floor. "
            "Take three slow breaths. Your map can wait.",
        ),
        P.TELL_SOMEONE: _whom_to_tell(asked, translate),
        P.FINISH: translate(
            "Guide", "You can save your map, make a PDF, hide it or delete it. You can come back any time."
        ),
    }


def _whom_to_tell(asked: Asked, translate: Translate) -> str:
    if asked.prompt.name is P.TELL_SOMEONE and candidates(asked):
        return translate("Guide", "A short message is enough. You chose these for a hard moment.")
    return translate("Guide", "A short message is enough. The services listed here are there too.")


def _private_and_hidden(first: str, translate: Translate) -> str:
    return " ".join((first, *quick_hide(translate)))


def _worker_notes(translate: Translate) -> dict[P, str]:
    fits = translate("Guide", "Ask: what makes it a good fit there? Do not ask why there are not more.")
    their_words = translate("Guide", "Follow their words. A blank line does not mean no.")
    return {
        P.WELCOME: translate("Guide", "Ask before you touch the mouse. Let them read first."),
        P.AGREE: translate("Guide", "Say now what you may have to pass on, and to whom."),
        P.PRIVATE_HERE: translate("Guide", "Check who can see the screen, and who can hear you."),
        P.FEELING_BEFORE: translate("Guide", "Take the answer as it is."),
        P.I_AM: translate("Guide", "Write their words, not yours."),
        P.LAST_TIME: translate("Guide", "Ask: what is the same, what has moved, what comes next?"),
        P.WHO_COMES: translate("Guide", "Let silence be. Some names come late."),
        P.REMEMBERED: translate("Guide", "Go slowly here. Ask if they would like to say more."),
        P.OTHERS: translate("Guide", "Leave time for this one."),
        P.ONE_THING: translate("Guide", "One thing is a good start. Stay with it."),
        P.RINGS: fits,
        P.HOW_CLOSE: fits,
        P.DRAG: fits,
        P.MOVED: fits,
        P.I_GET: their_words,
        P.I_GIVE: their_words,
        P.FROM_WHOM: their_words,
        P.TO_WHOM: their_words,
        P.PRIVACY: translate("Guide", "They may want to answer alone. Offer to look away."),
        P.HOW_IS_IT: translate(
            "Guide",
            "Offer to look away. Ask nothing more unless they wish. "
            "If they do not feel safe: stay calm, ask what they need now, and keep to what you agreed.",
        ),
        P.STANDS_OUT: translate("Guide", "Begin with what is strong. Ask: does this fit?"),
        P.REVIEW: translate("Guide", "Dropped is fine. Ask what they found out."),
        P.NEW_STEP: translate("Guide", "Let them choose. Small is good."),
        P.REVIEW_DATE: translate("Guide", "Book the next meeting now."),
        P.GENTLE: translate("Guide", "Stay a while. Talk about something that is going well."),
        P.FINISH: translate("Guide", "End on a strength. Ask who may see the map."),
    }
