"""What a person reads when something was refused: what happened, that nothing is lost, and what to do next.

One function for the window and the command line. No name of a person and no path is ever part of a sentence; the one
file name said is that of a file which was just made and has to be found again.
"""

from functools import singledispatch

from kithmap.content.errors import ContentError, DamagedContent, DamagedOwnContacts, MissingContent
from kithmap.model.errors import BrokenRule, EmptyName, ModelError, NoSuchEntry, NoSuchRing, NoSuchSmallStep
from kithmap.store.errors import (
    CannotRead,
    CannotWrite,
    ChangedOnDisk,
    DamagedMap,
    EmptyFile,
    EncodingFault,
    KeptAside,
    NameOfAMap,
    NewerVersion,
    NoMapThere,
    NotAMap,
    NotAPdf,
    NotConfirmed,
    OtherProtection,
    PassphraseNeeded,
    PdfExists,
    Reason,
    StoreError,
    TooCostly,
    TooLarge,
    WrongPassphrase,
)
from kithmap.wording.words import Translate, filled


@singledispatch
def sentence(error: StoreError | ModelError | ContentError, translate: Translate) -> str:  # noqa: ARG001 - chosen by its type
    """The refusal in the reader's language: two or three short sentences."""
    return translate(
        "Refusals", "That did not work. Nothing was changed. Please try again, or save your map under another name."
    )


@sentence.register
def _empty_file(_: EmptyFile, translate: Translate) -> str:
    return translate(
        "Refusals",
        "This file is empty: there is no map in it. Nothing was changed. Please look for another copy of your map.",
    )


@sentence.register
def _not_a_map(_: NotAMap, translate: Translate) -> str:
    return translate(
        "Refusals",
        "This file was not made by Kithmap. Nothing was changed. Please choose a file whose name ends in .kithmap.",
    )


@sentence.register
def _damaged(error: DamagedMap, translate: Translate) -> str:
    text = translate(
        "Refusals",
        "This map file is damaged, so it was not opened. Nothing was changed. "
        "Please try another copy of it. (The damage shows at: {where})",
    )
    return text.replace("{where}", error.where)


@sentence.register
def _newer_version(_: NewerVersion, translate: Translate) -> str:
    return translate(
        "Refusals",
        "This map was saved by a newer Kithmap, so it was not opened. Nothing was changed. "
        "Please open it with the newer version.",
    )


@sentence.register
def _passphrase_needed(_: PassphraseNeeded, translate: Translate) -> str:
    return translate(
        "Refusals",
        "This map is protected with a passphrase. Nothing was changed. Please open it in the window and type it there.",
    )


@sentence.register
def _wrong_passphrase(_: WrongPassphrase, translate: Translate) -> str:
    return translate(
        "Refusals",
        "This passphrase does not open the map. Nothing was changed. Please type it once more. "
        "If you are sure of it, the file may be damaged: try another copy.",
    )


@sentence.register
def _other_protection(_: OtherProtection, translate: Translate) -> str:
    return translate(
        "Refusals",
        "This file is protected with a key, not with a passphrase. Kithmap cannot open it. Nothing was changed. "
        "Please open it with the program that protected it.",
    )


@sentence.register
def _too_costly(_: TooCostly, translate: Translate) -> str:
    return translate(
        "Refusals",
        "Trying a passphrase on this file would need more memory than this program allows. "
        "No file of Kithmap is like that. Nothing was changed. Please try another copy of your map.",
    )


@sentence.register
def _kept_aside(error: KeptAside, translate: Translate) -> str:
    text = translate(
        "Refusals",
        "Another program is using this file, so it could not be replaced. "
        "It is as it was, and your work is safe beside it, as {name}. Please save again in a moment.",
    )
    return text.replace("{name}", error.kept_as.name)


@sentence.register
def _too_large(error: TooLarge, translate: Translate) -> str:
    text = translate(
        "Refusals",
        "This is more than one map file can hold ({limit} MB). Nothing was changed. Please choose another file, "
        "or shorten long notes.",
    )
    return text.replace("{limit}", str(error.limit // (1024 * 1024)))


@sentence.register
def _encoding_fault(_: EncodingFault, translate: Translate) -> str:
    return translate(
        "Refusals",
        "Your map could not be written in a way that opens again, so it was not saved. The file is as it was. "
        "Please undo the last change and save again.",
    )


@sentence.register
def _not_a_pdf(_: NotAPdf, translate: Translate) -> str:
    return translate(
        "Refusals",
        "The file with this name is not a PDF, so it was not replaced. It is as it was. "
        "Please choose another name for the PDF.",
    )


@sentence.register
def _name_of_a_map(_: NameOfAMap, translate: Translate) -> str:
    return translate(
        "Refusals",
        "A name that ends in .kithmap is for maps. Nothing was changed. Please choose a name for the PDF that ends in "
        ".pdf.",
    )


@sentence.register
def _pdf_exists(_: PdfExists, translate: Translate) -> str:
    return translate(
        "Refusals",
        "There is a PDF with this name already. It is as it was. "
        "Please choose another name, or add --overwrite to replace it.",
    )


@sentence.register
def _no_map_there(_: NoMapThere, translate: Translate) -> str:
    return translate(
        "Refusals",
        "The file with this name is not a map, so it was not replaced. Your map is still open here. "
        "Please save it under another name.",
    )


@sentence.register
def _changed_on_disk(_: ChangedOnDisk, translate: Translate) -> str:
    return translate(
        "Refusals",
        "Something else has changed this file, so it was not replaced. Your own map is as it was. "
        "Please choose another name to keep both.",
    )


@sentence.register
def _not_confirmed(_: NotConfirmed, translate: Translate) -> str:
    return translate(
        "Refusals",
        "Your map was written, but the disk did not confirm it. Your map is still open here. "
        "Please save a copy in another place too.",
    )


@sentence.register
def _cannot_read(error: CannotRead, translate: Translate) -> str:
    sentences = {
        Reason.MISSING: translate("Refusals", "There is no such file. It may have been moved or given another name."),
        Reason.NOT_A_FILE: translate("Refusals", "This is a folder or a device, not a map file."),
        Reason.NOT_ALLOWED: translate("Refusals", "This computer does not let you read this file."),
        Reason.TOO_MANY_OPEN: translate("Refusals", "Too many files are open on this computer. Please close some."),
        Reason.BAD_NAME: translate("Refusals", "No file can be reached under this name."),
    }
    happened = sentences.get(error.reason) or translate("Refusals", "The disk could not read this file.")
    next_step = translate("Refusals", "Nothing was changed. Please check the file, or choose another one.")
    return f"{happened} {next_step}"


@sentence.register
def _cannot_write(error: CannotWrite, translate: Translate) -> str:
    sentences = {
        Reason.MISSING: translate("Refusals", "The folder for this file is not there."),
        Reason.NOT_A_FILE: translate("Refusals", "A folder or a device has this name, so no file can be saved there."),
        Reason.NOT_ALLOWED: translate("Refusals", "This computer does not let you save in this place."),
        Reason.READ_ONLY: translate("Refusals", "This file or its disk can be read, but not changed."),
        Reason.FULL: translate("Refusals", "There is no room left in this place."),
        Reason.TOO_MANY_OPEN: translate("Refusals", "Too many files are open on this computer. Please close some."),
        Reason.BAD_NAME: translate("Refusals", "This name cannot be used for a file."),
    }
    happened = sentences.get(error.reason) or translate("Refusals", "The disk could not save this file.")
    next_step = translate(
        "Refusals", "Whatever was saved before is unchanged. Please save under another name or in another place."
    )
    return f"{happened} {next_step}"


@sentence.register
def _broken_rule(error: BrokenRule, translate: Translate) -> str:
    if error.rule.endswith("-too-long"):
        happened = translate("Refusals", "This text is longer than a map can hold.")
    elif error.rule == "too-many-entries":
        happened = translate("Refusals", "A map can hold 5,000 entries, and this would be more.")
    elif error.rule == "maps":
        happened = translate("Refusals", "One file can hold 1,000 dated maps, and this would be more.")
    elif error.rule == "too-many-own-kinds":
        happened = translate("Refusals", "All four places for your own kinds of support are used.")
    elif error.rule == "too-many-steps":
        happened = translate("Refusals", "Three small steps are under way already.")
    else:
        happened = translate("Refusals", "A map cannot hold this.")
    consoling = translate("Refusals", "Nothing was changed. Please try it another way.")
    return f"{happened} {consoling}"


@sentence.register
def _no_such_entry(_: NoSuchEntry, translate: Translate) -> str:
    return translate(
        "Refusals", "This entry is not on today's map any more. Nothing was changed. Please choose another one."
    )


@sentence.register
def _no_such_ring(_: NoSuchRing, translate: Translate) -> str:
    return translate("Refusals", "This map does not have that ring. Nothing was changed. Please choose another one.")


@sentence.register
def _no_such_small_step(_: NoSuchSmallStep, translate: Translate) -> str:
    return translate(
        "Refusals", "This small step is not in your map any more. Nothing was changed. Please choose another one."
    )


@sentence.register
def _empty_name(_: EmptyName, translate: Translate) -> str:
    return translate(
        "Refusals", "There is no name to see yet. Nothing was changed. Please type a name, a nickname or initials."
    )


@sentence.register
def _missing_content(_: MissingContent, translate: Translate) -> str:
    return translate(
        "Refusals",
        "A text that comes with Kithmap is not there. Your maps are not touched. Please install Kithmap again.",
    )


@sentence.register
def _damaged_content(error: DamagedContent, translate: Translate) -> str:
    text = translate(
        "Refusals",
        "A text that comes with Kithmap is damaged, so it was not used. Your maps are not touched. "
        "Please install Kithmap again. (The file is {file}; the damage shows at: {where})",
    )
    return filled(text, file=error.file, where=_place(error, translate))


@sentence.register
def _damaged_own_contacts(error: DamagedOwnContacts, translate: Translate) -> str:
    text = translate(
        "Refusals",
        "The file {file} with contacts of your service cannot be read, so they are not shown. "
        "The contacts of your country are still there. Please correct the file. (Look here: {where})",
    )
    return filled(text, file=error.file, where=_place(error, translate))


def _place(error: DamagedContent, translate: Translate) -> str:
    if error.line:
        return filled(translate("Refusals", "line {number}"), number=str(error.line))
    return error.where or translate("Refusals", "the whole file")
