"""catalog.yaml -> CatalogSpec."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from reportgen.config.coherence import incoherences
from reportgen.config.complaints import complaints
from reportgen.config.shapes import (
    CatalogShape,
    ColumnShape,
    DatasetShape,
    EntityShape,
    OriginShape,
    ProviderShape,
    ReleaseShape,
)
from reportgen.config.yamlfile import read_yaml
from reportgen.errors import ProblemsError
from reportgen.model.catalog import (
    CatalogSpec,
    ColumnSpec,
    DatasetSpec,
    LicenceSpec,
    OriginSpec,
    ProviderSpec,
    ReleaseSpec,
    Sign,
)
from reportgen.model.dataset import Entity, ProxyTolerance
from reportgen.model.units import Unit


def read(path: Path) -> CatalogSpec:
    """The catalog in a file. Raises ProblemsError with every fault found."""
    source = read_yaml(path)
    try:
        shape = CatalogShape.model_validate(source.values)
    except ValidationError as error:
        raise ProblemsError(complaints(error, source, CatalogShape)) from None
    if problems := incoherences(shape, source):
        raise ProblemsError(problems)
    return CatalogSpec(
        title=shape.title,
        file=path.name,
        digest=source.digest,
        datasets={name: _dataset(name, entry) for name, entry in shape.datasets.items()},
        entities={name: _entity(name, entry) for name, entry in shape.entities.items()},
        calendars=shape.calendars,
    )


def _dataset(name: str, shape: DatasetShape) -> DatasetSpec:
    monthly_by_calendar_day = shape.frequency == "monthly" and shape.calendar is None and shape.kind is None
    return DatasetSpec(
        id=name,
        file=shape.file or f"{name} (fetched)",
        format=shape.format or ("" if shape.provider else "csv"),
        provider=_provider(shape.provider) if shape.provider else None,
        columns={key: _column(key, column, shape) for key, column in shape.columns.items()},
        origin=_origin(shape.origin),
        kind=shape.kind,
        date_column=shape.date_column,
        frequency=shape.frequency,
        calendar=shape.calendar,
        dated=shape.dated or ("month_end" if monthly_by_calendar_day else "as_written"),
        first=shape.first,
        dense_from=shape.dense_from,
        release=_release(shape.release),
        exceptions=shape.exceptions,
        licence=LicenceSpec(**shape.licence.model_dump()),
        standing=shape.standing,
        stale_after_days=shape.stale_after_days,
        missing=tuple(shape.missing),
        unique=tuple(shape.unique),
        options=shape.options,
        note=shape.note,
    )


def _provider(shape: ProviderShape) -> ProviderSpec:
    return ProviderSpec(shape.name, shape.series, shape.first)


def _column(name: str, shape: ColumnShape, dataset: DatasetShape) -> ColumnSpec:
    unit = shape.unit or Unit.COUNT
    proxy = shape.proxy
    return ColumnSpec(
        id=name,
        header=shape.header or name,
        type=shape.type,
        unit=unit,
        scale=shape.scale,
        basis=shape.basis,
        sign=shape.sign or _usual_sign(unit, dataset),
        limits=shape.limits,
        max_move=shape.max_move,
        known_moves=tuple(shape.known_moves),
        known_holes=(*shape.known_holes, *dataset.known_holes),
        missing=tuple(shape.missing),
        required=shape.required,
        value=shape.value,
        compound=shape.compound,
        release=_release(shape.release) if shape.release else None,
        origin=_origin(shape.origin) if shape.origin else None,
        tolerance=shape.tolerance,
        proxy=ProxyTolerance(proxy.since, proxy.base, proxy.per_year) if proxy else None,
        note=shape.note or dataset.note,
    )


def _usual_sign(unit: Unit, dataset: DatasetShape) -> Sign:
    """Levels are positive; in a table, and in any other unit, nothing is assumed."""
    return "positive" if unit is Unit.INDEX_POINTS and dataset.kind is None else "any"


def _release(shape: ReleaseShape) -> ReleaseSpec:
    return ReleaseSpec(
        days_after=shape.days_after,
        days_after_period=shape.days_after_period,
        column=shape.column,
        known=shape.known,
        year_before=shape.year_before,
        by_year=shape.by_year,
        by=shape.by,
        cases={word: _release(case) for word, case in shape.cases.items()},
    )


def _origin(shape: OriginShape) -> OriginSpec:
    return OriginSpec(shape.publisher, shape.title, shape.url, shape.retrieved, shape.vintage)


def _entity(name: str, shape: EntityShape) -> Entity:
    return Entity(
        id=name,
        kind=shape.kind,
        names=tuple(shape.names),
        short=shape.short or shape.names[0],
        roles=shape.roles,
        the=shape.the,
        calendar=shape.calendar,
        not_names=tuple(shape.not_names),
        backtested_until=shape.backtested_until,
        notes=tuple(shape.notes),
        options=shape.options,
    )
