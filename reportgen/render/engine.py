"""WeasyPrint, loaded at half the price on Linux: its search for system libraries starts compilers and linkers.

It asks the loader for each library under several names and falls back to `ctypes.util.find_library`, which runs
ldconfig and gcc, for those that only other systems have. Where the loader alone does not find what is needed,
the search is done after all.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


def load() -> None:
    """Have `weasyprint` among the loaded modules. Raises OSError where its libraries are not on this machine."""
    if sys.platform == "linux" and "weasyprint" not in sys.modules:
        with _by_the_loader_alone(), suppress(OSError):
            import weasyprint
    import weasyprint  # noqa: F401


@contextmanager
def _by_the_loader_alone() -> Iterator[None]:
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = search
