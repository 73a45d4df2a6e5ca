"""A crash must not leave an image of the memory, names and all, on the disk."""

import sys
from contextlib import suppress


def forbid_core_dumps() -> None:
    """For this process, where the system can be told so. Windows has reports of its own."""
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - POSIX only

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        # Collectors of core dumps that are fed through a pipe do not ask for that limit.
        import ctypes  # noqa: PLC0415

        make_undumpable = 4
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(make_undumpable, 0, 0, 0, 0)
