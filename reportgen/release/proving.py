"""The file a regulator asks for."""

from __future__ import annotations

from pathlib import Path

from reportgen import pipeline
from reportgen.config.places import Places
from reportgen.deliver.editions import find_edition, read_manifest
from reportgen.errors import UnknownReportError
from reportgen.model.edition import Manifest


def substantiate(name: str, places: Places, target: Path | None) -> Path:
    """Write the substantiation file of an edition. Raises UnknownReportError, ProblemsError, WorldError."""
    from reportgen.deliver.substantiation import substantiate as write

    folder = find_edition(name, places.out)
    manifest = read_manifest(folder)
    file = target or Path(f"substantiation-{manifest.report}-{manifest.edition}.zip")
    return write(folder, places.out, file, _made_of(manifest, places))


def _made_of(manifest: Manifest, places: Places) -> dict[str, bytes]:
    """The data and configuration an edition was built from; nothing where any of them has changed since."""
    from reportgen.config import report_file
    from reportgen.deliver import stamp

    try:
        config = pipeline.configuration(report_file(manifest.report, places.reports), places)
    except UnknownReportError:
        return {}
    return stamp.unchanged_inputs(places.out / manifest.report, manifest, data=places.data, config=config)
