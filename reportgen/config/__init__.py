"""Configuration: YAML written by people -> frozen objects, with every problem reported at once.

pydantic is imported only when a file is read, so that naming the reports there are costs nothing.
"""

from __future__ import annotations

from pathlib import Path

from reportgen.model.catalog import CatalogSpec


def read_catalog(path: Path) -> CatalogSpec:
    """The catalog in that file (or in `catalog.yaml` of that folder).

    Raises ProblemsError with every fault of it: file, line, key, what is wrong, how to mend it.
    """
    from reportgen.config.catalog import read

    return read(path / "catalog.yaml" if path.is_dir() else path)
