"""catalog.yaml: every fault is told at once, with file, line, key and remedy."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path
from textwrap import dedent, indent

import pytest

from reportgen.config import read_catalog
from reportgen.errors import ProblemsError

MINIMAL = """\
title: Minimal
datasets:
  closes:
    file: closes.csv
    date: date
    origin: {publisher: Exchange, title: Closes}
    columns:
      level: {unit: index_points}
entities:
  index: {kind: index, names: [Index], roles: {price: closes.level}}
"""


def complaints(folder: Path, text: str) -> list[str]:
    """What is said of a catalog."""
    file = folder / "catalog.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError) as caught:
        read_catalog(file)
    assert caught.value.exit_code == 1
    return str(caught.value).splitlines()


def test_the_embedded_catalog_is_read(data_folder: Path) -> None:
    catalog = read_catalog(data_folder)
    assert catalog.entities["rut"].name == "Russell 2000"
    assert catalog.entities["cpi"].the is False
    closes = catalog.datasets["us_equity_closes"]
    assert closes.columns["sp_500"].header == "sp_500"
    assert closes.columns["sp_500"].sign == "positive"
    assert closes.dense_from == date(2019, 12, 31)


def test_a_catalog_is_frozen(data_folder: Path) -> None:
    catalog = read_catalog(data_folder)
    with pytest.raises(FrozenInstanceError):
        catalog.title = "another"  # type: ignore[misc]


def test_an_unknown_key_is_told_with_what_it_might_be(tmp_path: Path) -> None:
    text = MINIMAL.replace("    date: date\n", "    date: date\n    frequencey: session\n")
    assert complaints(tmp_path, text) == [
        "catalog.yaml, row 6, datasets.closes.frequencey: is no key here. Did you mean frequency?"
    ]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    text = dedent("""\
        titel: Many faults
        datasets:
          closes:
            file: closes.csv
            frequency: dayly
            calender: XNYS
            release: {days_after: soon}
            origin: {publisher: Exchange}
            columns:
              level: {unit: points, scale: per cent}
              other: {unit: fraction, known_moves: [October], limits: [1, 0]}
        entities:
          index: {kind: index, names: []}
    """)
    assert complaints(tmp_path, text) == [
        "catalog.yaml, title: is missing. Add it.",
        "catalog.yaml, row 1, titel: is no key here. Did you mean title?",
        "catalog.yaml, row 5, datasets.closes.frequency: 'dayly' is not allowed. Did you mean daily?",
        "catalog.yaml, row 6, datasets.closes.calender: is no key here. Did you mean calendar?",
        (
            "catalog.yaml, row 7, datasets.closes.release.days_after: 'soon' does not fit: input "
            "should be a valid integer, "
            "unable to parse string as an integer."
        ),
        "catalog.yaml, row 8, datasets.closes.origin.title: is missing. Add it.",
        "catalog.yaml, row 10, datasets.closes.columns.level.unit: 'points' is not allowed. Did you mean index_points?",
        (
            "catalog.yaml, row 10, datasets.closes.columns.level.scale: 'per cent' is no scale; "
            "write a number or one of "
            "percent, basis_points, thousands, millions, billions, trillions."
        ),
        (
            "catalog.yaml, row 11, datasets.closes.columns.other.known_moves.0: 'October' is neither "
            "a day (2025-01-09) nor "
            "a month (2025-10)."
        ),
        (
            "catalog.yaml, row 13, entities.index.names: [] does not fit: list should have at least 1 item after "
            "validation, not 0."
        ),
    ]


def test_a_role_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    assert complaints(tmp_path, MINIMAL.replace("closes.level}", "closes.levle}")) == [
        "catalog.yaml, row 10, entities.index.roles.price: 'closes.levle' is not declared. Did you mean closes.level?"
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "level: {unit: index_points}",
            "level: {}",
            "row 8, datasets.closes.columns.level.unit: is missing. Say what the numbers are measured in.",
        ),
        (
            "level: {unit: index_points}",
            "level: text",
            (
                "row 8, datasets.closes.columns.level: a series holds numbers only. Give the dataset "
                "a `kind` to make it a "
                "table."
            ),
        ),
        (
            "level: {unit: index_points}",
            "level: {unit: fraction, compound: true}",
            "row 8, datasets.closes.columns.level: `compound` makes a level of returns. Declare `unit: index_points`.",
        ),
        (
            "    date: date\n",
            "    date: date\n    dense_from: 2020-01-01\n",
            "row 6, datasets.closes.dense_from: needs a calendar. Add `calendar: XNYS` or another exchange.",
        ),
        (
            "closes.csv",
            "../closes.csv",
            (
                "row 4, datasets.closes.file: '../closes.csv' leads out of the catalog's folder. Put the file, or a "
                "link to it, beside the catalog."
            ),
        ),
        (
            "    date: date\n",
            "    date: date\n    release: {column: relased}\n",
            "row 6, datasets.closes.release: 'relased' is no column of this dataset. Allowed: level.",
        ),
        (
            "    date: date\n",
            "    date: date\n    release: {days_after: 1, known: 2020-01-01}\n",
            "row 6, datasets.closes.release: days_after and known contradict each other. Keep one.",
        ),
        (
            "    date: date\n",
            '    date: date\n    release: {year_before: "02-30"}\n',
            (
                "row 6, datasets.closes.release.year_before: '02-30' is no day of every year; write "
                'it as "08-31", in '
                "quotes."
            ),
        ),
    ],
)
def test_what_does_not_fit_together_is_told(old: str, new: str, told: str, tmp_path: Path) -> None:
    assert complaints(tmp_path, MINIMAL.replace(old, new)) == [f"catalog.yaml, {told}"]


def test_a_key_that_stands_twice_is_told(tmp_path: Path) -> None:
    assert complaints(tmp_path, MINIMAL.replace("    date: date\n", "    date: date\n    date: day\n")) == [
        "catalog.yaml, row 6, datasets.closes.date: stands twice, first on row 5. Keep one."
    ]


def test_broken_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    [told] = complaints(tmp_path, MINIMAL.replace("[Index]", "[Index"))
    assert told.startswith("catalog.yaml, row 1")
    assert "is not valid YAML" in told


def test_a_key_that_is_a_list_is_told(tmp_path: Path) -> None:
    assert complaints(tmp_path, MINIMAL.replace("origin: {publisher:", "origin: {[publisher]:")) == [
        "catalog.yaml, row 6, datasets.closes.origin: has a list or mapping for a key. Write a word."
    ]


def test_an_alias_that_leads_into_itself_is_told(tmp_path: Path) -> None:
    told = complaints(tmp_path, MINIMAL.replace("names: [Index]", "names: &names [*names]"))
    assert told[0].startswith("catalog.yaml, row 10, entities.index.names")


def test_aliases_upon_aliases_cost_nothing(tmp_path: Path) -> None:
    bomb = "".join(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]\n" for level in range(1, 12))
    told = complaints(tmp_path, f"a0: &a0 [x]\n{bomb}{MINIMAL}")
    assert told[0] == "catalog.yaml, row 1, a0: is no key here. Allowed: calendars, datasets, entities, title."


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "just words\n"])
def test_a_file_that_is_no_catalog_is_told(text: str, tmp_path: Path) -> None:
    assert complaints(tmp_path, text) == ["catalog.yaml: holds no keys. Write `key: value` lines."]


def test_a_missing_catalog_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match=r"catalog.yaml: there is no such file"):
        read_catalog(tmp_path)


def test_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "catalog.yaml").write_bytes(MINIMAL.replace("Minimal", "Größe").encode("latin-1"))
    with pytest.raises(ProblemsError, match=r"catalog.yaml, row 1: is not UTF-8 text. Save it as UTF-8."):
        read_catalog(tmp_path)


def test_no_entity_reaches_out_of_its_id(tmp_path: Path) -> None:
    text = MINIMAL.replace("  index: {kind", "  small-cap: {kind")
    assert complaints(tmp_path, text) == [
        "catalog.yaml, row 10, entities.small-cap: 'small-cap' is no id. Use letters, digits and _ only."
    ]


def test_columns_may_be_dates_and_months(tmp_path: Path) -> None:
    columns = indent("as_of: date\nmonth: month\nwho: text\nsize: {unit: usd, scale: millions}\n", "      ")
    text = MINIMAL.replace("      level: {unit: index_points}\n", columns).replace("date: date\n", "kind: sizes\n")
    text = text.replace("kind: sizes\n", "kind: sizes\n    date: as_of\n").replace("closes.level", "closes")
    (tmp_path / "catalog.yaml").write_text(text, encoding="utf-8")
    found = read_catalog(tmp_path).datasets["closes"]
    assert [column.type for column in found.columns.values()] == ["date", "month", "text", "number"]
    assert found.columns["size"].scale == 1e6
