"""What is said when no font of this computer shows some characters."""

from PySide6.QtCore import QCoreApplication


def missing_glyphs_sentence(characters: tuple[str, ...]) -> str:
    """Which characters cannot be shown, and what that means on paper. The characters come with their code points."""
    shown = ", ".join(f"{each} (U+{ord(each[0]):04X})" for each in characters[:12])
    return QCoreApplication.translate(
        "Missing", "No font on this computer shows: {characters}. They print as empty boxes."
    ).replace("{characters}", shown)
