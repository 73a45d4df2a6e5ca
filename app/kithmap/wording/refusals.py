"""What a person reads when something was refused: what happened, that nothing is lost, and what to do next.

One function for the window and the command line. No name of a person and no path is ever part of a sentence; the one
file name said is that of a file which was just made and has to be found again.
"""

from collections.abc import Mapping

from kithmap.content.errors import ContentError, DamagedContent, DamagedOwnContacts, MissingContent
from kithmap.model.errors import BrokenRule, EmptyName, ModelError, NoSuchEntry, NoSuchMap, NoSuchRing, NoSuchSmallStep
from kithmap.store import errors as store_errors
from kithmap.store.errors import CannotRead, CannotWrite, Reason, StoreError
from kithmap.wording.words import Translate, filled


def sentence(error: StoreError | ModelError | ContentError, translate: Translate) -> str:
    """The refusal in the reader's language: two or three short sentences."""
    if isinstance(error, CannotRead):
        return _cannot_read(error, translate)
    if isinstance(error, CannotWrite):
        return _cannot_write(error, translate)
    if isinstance(error, BrokenRule):
        return _broken_rule(error, translate)
    text = _sentences(translate).get(type(error)) or translate(
        "Refusals", "That did not work. Nothing was changed. Please try again, or save your map under another name."
    )
    return filled(text, **_values(error, translate))


def _sentences(translate: Translate) -> Mapping[type[Exception], str]:
    return {
        store_errors.EmptyFile: translate(
            "Refusals",
            "This file is empty: there is no map in it. Nothing was changed. Please look for another copy of your map.",
        ),
        store_errors.NotAMap: translate(
            "Refusals",
            "This file was not made by Kithmap. Nothing was changed. Please choose a file whose name ends in .kithmap.",
        ),
        store_errors.DamagedMap: translate(
            "Refusals",
            "This map file is damaged, so it was not opened. Nothing was changed. "
            "Please try another copy of it. (The damage shows at: {where})",
        ),
        store_errors.NewerVersion: translate(
            "Refusals",
            "This map was saved by a newer Kithmap, so it was not opened. Nothing was changed. "
            "Please open it with the newer version.",
        ),
        store_errors.PassphraseNeeded: translate(
            "Refusals",
            "This map is protected with a passphrase. Nothing was changed. "
            "Please open it in the window and type it there.",
        ),
        store_errors.WrongPassphrase: translate(
            "Refusals",
            "This passphrase does not open the map. Nothing was changed. Please type it once more. "
            "If you are sure of it, the file may be damaged: try another copy.",
        ),
        store_errors.OtherProtection: translate(
            "Refusals",
            "This file is protected with a key, not with a passphrase. Kithmap cannot open it. Nothing was changed. "
            "Please open it with the program that protected it.",
        ),
        store_errors.TooCostly: translate(
            "Refusals",
            "Trying a passphrase on this file would need more memory than this program allows. "
            "No file of Kithmap is like that. Nothing was changed. Please try another copy of your map.",
        ),
        store_errors.KeptAside: translate(
            "Refusals",
            "Another program is using this file, so it could not be replaced. "
            "It is as it was, and your work is safe beside it, as {name}. Please save again in a moment.",
        ),
        store_errors.TooLarge: translate(
            "Refusals",
            "This is more than one map file can hold ({limit} MB). Nothing was changed. Please choose another file, "
            "or shorten long notes.",
        ),
        store_errors.EncodingFault: translate(
            "Refusals",
            "Your map could not be written in a way that opens again, so it was not saved. The file is as it was. "
            "Please undo the last change and save again.",
        ),
        store_errors.NotAPdf: translate(
            "Refusals",
            "The file with this name is not a PDF, so it was not replaced. It is as it was. "
            "Please choose another name for the PDF.",
        ),
        store_errors.NameOfAMap: translate(
            "Refusals",
            "A name that ends in .kithmap is for maps. Nothing was changed. "
            "Please choose a name for the PDF that ends in .pdf.",
        ),
        store_errors.PdfExists: translate(
            "Refusals",
            "There is a PDF with this name already. It is as it was. "
            "Please choose another name, or add --overwrite to replace it.",
        ),
        store_errors.NoMapThere: translate(
            "Refusals",
            "The file with this name is not a map, so it was not replaced. Your map is still open here. "
            "Please save it under another name.",
        ),
        store_errors.ChangedOnDisk: translate(
            "Refusals",
            "Something else has changed this file, so it was not replaced. Your own map is as it was. "
            "Please choose another name to keep both.",
        ),
        store_errors.NotConfirmed: translate(
            "Refusals",
            "Your map was written, but the disk did not confirm it. Your map is still open here. "
            "Please save a copy in another place too.",
        ),
        NoSuchEntry: translate(
            "Refusals", "This entry is not on today's map any more. Nothing was changed. Please choose another one."
        ),
        NoSuchMap: translate(
            "Refusals", "This dated map is not in your file any more. Nothing was changed. Please choose another one."
        ),
        NoSuchRing: translate(
            "Refusals", "This map does not have that ring. Nothing was changed. Please choose another one."
        ),
        NoSuchSmallStep: translate(
            "Refusals", "This small step is not in your map any more. Nothing was changed. Please choose another one."
        ),
        EmptyName: translate(
            "Refusals", "There is no name to see yet. Nothing was changed. Please type a name, a nickname or initials."
        ),
        MissingContent: translate(
            "Refusals",
            "A text that comes with Kithmap is not there. Your maps are not touched. Please install Kithmap again.",
        ),
        DamagedContent: translate(
            "Refusals",
            "A text that comes with Kithmap is damaged, so it was not used. Your maps are not touched. "
            "Please install Kithmap again. (The file is {file}; the damage shows at: {where})",
        ),
        DamagedOwnContacts: translate(
            "Refusals",
            "The file {file} with contacts of your service cannot be read, so they are not shown. "
            "The contacts of your country are still there. Please correct the file. (Look here: {where})",
        ),
    }


def _values(error: Exception, translate: Translate) -> dict[str, str]:
    if isinstance(error, store_errors.DamagedMap):
        return {"where": error.where}
    if isinstance(error, store_errors.KeptAside):
        return {"name": error.kept_as.name}
    if isinstance(error, store_errors.TooLarge):
        return {"limit": str(error.limit // (1024 * 1024))}
    if isinstance(error, DamagedContent):
        return {"file": error.file, "where": _place(error, translate)}
    return {}


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


def _place(error: DamagedContent, translate: Translate) -> str:
    if error.line:
        return filled(translate("Refusals", "line {number}"), number=str(error.line))
    return error.where or translate("Refusals", "the whole file")
