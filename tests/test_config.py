from __future__ import annotations

from pathlib import Path

from reportgen.config import read_catalog


def test_the_embedded_catalog_is_read(data_folder: Path) -> None:
    catalog = read_catalog(data_folder)
    assert catalog.entities["rut"].name == "Russell 2000"
    assert catalog.datasets["us_equity_closes"].columns["sp_500"].header == "sp_500"
