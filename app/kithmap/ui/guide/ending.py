"""Deleting a map at the end of a session, after asking."""

from PySide6.QtCore import QCoreApplication

from kithmap.model.document import new_document
from kithmap.session.services import SessionServices
from kithmap.store.map_file import MapFile
from kithmap.ui.files.files import Files


def delete_map(services: SessionServices, files: Files) -> bool:
    """Ask, and begin an empty map in the place of this one; False when the person keeps it.

    A file it was saved in stays where it is, and so do its earlier versions: deleting files is left to the person.
    """
    translate = QCoreApplication.translate
    if services.session.path is None:
        said = translate("Guide", "It was never saved. It cannot be brought back.")
    else:
        said = translate(
            "Guide",
            "The file you saved it in stays. You can delete the file in its folder. Earlier versions stay too. "
            "Help > What Kithmap leaves on this computer deletes them.",
        )
    if not files.questions.ask(translate("Guide", "Delete this map?"), said, translate("Guide", "Delete it")):
        return False
    files.wait_for_autosave()
    files.show(MapFile(new_document(services.session.today())), None)
    return True
