"""What only shows when the parts of a catalog are put together: names that lead nowhere, keys that need others."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reportgen.config.complaints import did_you_mean
from reportgen.config.shapes import CatalogShape, DatasetShape, ReleaseShape
from reportgen.config.yamlfile import Location, YamlFile, dotted
from reportgen.errors import Problem

Fault = tuple[Location, str, str]
"""Where, what is wrong, how to mend it."""


def incoherences(shape: CatalogShape, source: YamlFile) -> list[Problem]:
    """Every such fault, in the order of the file."""
    problems = [
        Problem(source.path.name, what, mend, row=source.line(location), key=dotted(location))
        for location, what, mend in _faults(shape)
    ]
    return sorted(problems, key=lambda problem: problem.row or 0)


def _faults(shape: CatalogShape) -> Iterator[Fault]:
    yield from _entities(shape)
    for name, dataset in shape.datasets.items():
        for rule in (_series, _files, _releases, _needs):
            yield from ((("datasets", name, *at), what, mend) for at, what, mend in rule(dataset))


def _entities(shape: CatalogShape) -> Iterator[Fault]:
    """Ids that are none, and roles that point nowhere."""
    targets = _targets(shape)
    for name, entity in shape.entities.items():
        if not name.replace("_", "").isalnum() or not name[0].isalpha():
            yield ("entities", name), f"{name!r} is no id.", "Use letters, digits and _ only."
        for role, target in entity.roles.items():
            if target not in targets:
                yield ("entities", name, "roles", role), f"{target!r} is not declared.", did_you_mean(target, targets)


def _targets(shape: CatalogShape) -> list[str]:
    """What a role can point at: a table's id, or a series' dataset.column."""
    ids: list[str] = []
    for name, dataset in shape.datasets.items():
        ids += [name] if dataset.kind else [f"{name}.{column}" for column in dataset.columns]
    return ids


def _series(dataset: DatasetShape) -> Iterator[Fault]:
    """Series hold numbers and say what they are measured in."""
    if dataset.kind is not None:
        return
    for name, column in dataset.columns.items():
        if column.type != "number":
            yield (
                ("columns", name),
                "a series holds numbers only.",
                "Give the dataset a `kind` to make it a table.",
            )
        elif column.unit is None:
            yield ("columns", name, "unit"), "is missing.", "Say what the numbers are measured in."


def _files(dataset: DatasetShape) -> Iterator[Fault]:
    """A build's inputs are the catalog's folder, so nothing may lie outside it."""
    for key, name in (("file", dataset.file), ("exceptions", dataset.exceptions)):
        if name is not None and (Path(name).is_absolute() or ".." in Path(name).parts):
            what = f"{name!r} leads out of the catalog's folder."
            yield (key,), what, "Put the file, or a link to it, beside the catalog."


def _releases(dataset: DatasetShape) -> Iterator[Fault]:
    """Release rules name columns that exist."""
    for at, rule in _release_rules(dataset):
        for column in (rule.column, rule.by):
            if column is not None and column not in dataset.columns:
                yield at, f"{column!r} is no column of this dataset.", did_you_mean(column, dataset.columns)


def _release_rules(dataset: DatasetShape) -> Iterator[tuple[Location, ReleaseShape]]:
    yield ("release",), dataset.release
    for word, case in dataset.release.cases.items():
        yield ("release", "cases", word), case
    for name, column in dataset.columns.items():
        if column.release is not None:
            yield ("columns", name, "release"), column.release


def _needs(dataset: DatasetShape) -> Iterator[Fault]:
    """Keys that only mean something beside another."""
    for column in dataset.unique:
        if column not in dataset.columns:
            yield ("unique",), f"{column!r} is no column.", did_you_mean(column, dataset.columns)
    if dataset.calendar is None:
        mend = "Add `calendar: XNYS` or another exchange."
        if dataset.dense_from is not None:
            yield ("dense_from",), "needs a calendar.", mend
        if dataset.dated == "month_end_session":
            yield ("dated",), "needs a calendar.", mend
