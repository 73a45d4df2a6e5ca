"""Where fonts, icons, translations and examples are: the same rule in a checkout, an installed wheel and a bundle."""

from pathlib import Path


def resources_folder() -> Path:
    """The package's own `resources` folder if it has one, else the one of the repository it stands in."""
    package = Path(__file__).resolve().parent
    packed = package / "resources"
    return packed if packed.is_dir() else package.parent.parent / "resources"
