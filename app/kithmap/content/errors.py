"""Refusals of the contents. They carry data, never sentences; `kithmap.wording.refusals` says them in words."""


class ContentError(Exception):
    """A text that comes with the program, or that a service has added, cannot be used."""


class MissingContent(ContentError):
    """There is no such text, in no language that would do. Its argument is the name, such as "rena"."""


class DamagedContent(ContentError):
    """The file is there but is not as it has to be.

    `file` is its name without folders. `where` is a path inside it, such as "$.contact[0].number", or "" where the file
    cannot be taken apart at all; then `line` is the first line that does not fit, 0 when not even that is known.
    """

    def __init__(self, file: str, where: str = "", line: int = 0) -> None:
        super().__init__(file, where, line)
        self.file = file
        self.where = where
        self.line = line


class DamagedOwnContacts(DamagedContent):
    """The file with the service's own contacts is damaged; the contacts that come with the program are not."""
