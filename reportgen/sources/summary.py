"""What a dataset holds, column by column: for `data check` and `data list`."""

from __future__ import annotations

from typing import Any

from reportgen.model.dataset import Dataset

Row = dict[str, Any]


def summary(dataset: Dataset) -> tuple[Row, ...]:
    """One row a series or table: span, count, state, standing, licence."""
    rows: list[Row] = []
    for source, series in dataset.series.items():
        span = (series.first_day.isoformat(), series.last_day.isoformat()) if len(series) else (None, None)
        rows.append(_row(source, series.frequency, span, len(series), "ok") | _rights(series.origin))
    for source, table in dataset.tables.items():
        known = [row.known.isoformat() for row in table.rows]
        span = (min(known), max(known)) if known else (None, None)
        rows.append(_row(source, "table", span, len(table.rows), "ok") | _rights(table.origin))
    rows.extend(_row(source, "", (None, None), 0, f"set aside: {why}") for source, why in dataset.quarantined.items())
    return tuple(sorted(rows, key=lambda row: str(row["source"])))


def _row(source: str, frequency: str, span: tuple[str | None, str | None], count: int, state: str) -> Row:
    first, last = span
    return {"source": source, "frequency": frequency, "first": first, "last": last, "count": count, "state": state}


def _rights(origin: Any) -> Row:
    return {
        "standing": str(origin.standing),
        "publisher": origin.publisher,
        "may_publish_levels": origin.may_publish_levels,
        "may_publish_series": origin.may_publish_series,
        "file": origin.file,
    }


def table_text(rows: tuple[Row, ...]) -> str:
    """The rows as lines for a person."""
    lines = [f"{'source':52} {'first':10} {'last':10} {'count':>6} {'standing':12} state"]
    lines += [
        f"{row['source']:52} {row['first'] or '':10} {row['last'] or '':10} {row['count']:>6} "
        f"{row.get('standing', ''):12} {row['state']}"
        for row in rows
    ]
    return "\n".join(lines)
