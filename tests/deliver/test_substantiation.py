"""What a regulator asks for is in one file: copy, sources, people, uses, recipients, and how long it is kept."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.deliver import journal
from reportgen.deliver.approval import approve
from reportgen.deliver.editions import assemble, write
from reportgen.deliver.outbox import Outbox
from reportgen.deliver.retention import kept_until
from reportgen.deliver.substantiation import substantiate
from reportgen.errors import GateError
from reportgen.model.document import Person
from reportgen.model.edition import Artifact
from reportgen.model.report import CompanyTerms, ReportSpec

FACT = {
    "key": "rut.return.price@1w", "text": "−1.6%", "label": "price return", "start": "2026-08-14", "end": "2026-08-21",
    "as_of": "2026-08-21", "standing": "computed",
    "origins": [{"dataset": "closes", "publisher": "FTSE Russell", "title": "Closes", "file": "closes.csv",
                 "sha256": "ab", "retrieved": None, "licence": "theirs"}],
}  # fmt: skip
HOUSE = {
    "regime": "adviser",
    "rules": {"words.causal": {"severity": "off"}, "words.promissory": {"severity": "error"}},
    "findings": [{"where": "x", "rule": "balance.tilt", "severity": "warning", "what": "9 | 2", "mend": ""}],
    "balance": {},
    "exhibits": [{"section": "The week", "kind": "chart", "id": "rebased", "title": "Small caps fell",
                  "source": "FTSE Russell.", "facts": [], "datasets": ["closes"]}],
}  # fmt: skip


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=UTC)


def spec(**terms: object) -> ReportSpec:
    return ReportSpec(
        name="weekly",
        title="Weekly",
        frequency="weekly",
        roles={},
        sections=(),
        author=Person("Ada Byron"),
        reviewer=Person("Robin Hale"),
        terms=CompanyTerms("Example Research", **terms),  # type: ignore[arg-type]
        file="weekly.yaml",
    )


def built(out: Path) -> Path:
    parts = {"report.md": "Text", "facts.json": json.dumps([FACT]), "house.json": json.dumps(HOUSE)}
    edition = assemble(
        [Artifact(name, text.encode(), "text/plain") for name, text in parts.items()],
        report="weekly",
        edition="2026-08-21",
        as_of=date(2026, 8, 21),
        title="Weekly",
        inputs="i",
        config="c",
        code="k",
    )
    folder, _ = write(edition, out)
    return folder


def used(out: Path, event: str, day: str, folder: Path) -> None:
    digest = json.loads((folder / "manifest.json").read_text())["digest"]
    journal.record(
        out,
        event,  # type: ignore[arg-type]
        report="weekly",
        edition="2026-08-21",
        digest=digest,
        now=at(day),
    )


def opened(file: Path) -> tuple[str, dict[str, bytes]]:
    with zipfile.ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    return files["SUBSTANTIATION.md"].decode(), files


def test_it_names_people_uses_and_the_day_until_which_it_is_kept(tmp_path: Path) -> None:
    folder = built(tmp_path)
    approve(folder, tmp_path, spec(), by="Robin Hale", note="read twice", now=at("2026-12-30"))
    used(tmp_path, "published", "2026-12-31", folder)
    used(tmp_path, "sent", "2027-01-04", folder)
    sheet, _ = opened(substantiate(folder, tmp_path, tmp_path / "proof.zip"))
    assert "Prepared by Ada Byron; approved by Robin Hale at 2026-12-30T00:00:00+00:00. Note: read twice." in sheet
    assert "First used 2026-12-31T00:00:00+00:00, last used 2027-01-04T00:00:00+00:00." in sheet
    assert "Records are kept until 2032-12-31: 5 years after the end of the fiscal year of the last use." in sheet


def test_an_edition_nobody_approved_says_so(tmp_path: Path) -> None:
    sheet, files = opened(substantiate(built(tmp_path), tmp_path, tmp_path / "proof.zip"))
    assert "not approved in these bytes" in sheet
    assert "neither published nor sent" in sheet
    assert "Nobody by mail" in sheet
    assert files["recipients.csv"].decode() == "address,name,state,time,message_id,digest,reason\n"
    assert not (tmp_path / "outbox.sqlite").exists()


def test_every_figure_and_every_chart_has_its_source_there(tmp_path: Path) -> None:
    sheet, files = opened(substantiate(built(tmp_path), tmp_path, tmp_path / "proof.zip"))
    assert "−1.6% | price return | 2026-08-14 to 2026-08-21 | computed | closes | `rut.return.price@1w`" in sheet
    assert "chart rebased | Small caps fell | FTSE Russell. | closes" in sheet
    assert "- `closes`: FTSE Russell, Closes; file closes.csv, sha256 ab; retrieved not stated; theirs" in sheet
    assert files["edition/report.md"] == b"Text"


def test_the_rules_it_was_held_to_and_what_they_found_are_kept(tmp_path: Path) -> None:
    sheet, _ = opened(substantiate(built(tmp_path), tmp_path, tmp_path / "proof.zip"))
    assert "Regime adviser; 1 rules on, off: words.causal." in sheet
    assert "- warning, balance.tilt: 9 / 2" in sheet


def test_everybody_it_was_sent_to_is_listed_with_what_became_of_it(tmp_path: Path) -> None:
    folder = built(tmp_path)
    outbox = Outbox(tmp_path)
    for address in ("ann@one.example", "bob@two.example", "cyd@three.example"):
        outbox.queue("weekly", "2026-08-21", "d", address=address, name=address[:3].title())
    outbox.queue("other", "2026-08-21", "d", address="eve@four.example")
    ann, bob, _ = outbox.due("weekly", "2026-08-21", 0, 9)
    outbox.begin(ann, "<1@x>")
    outbox.sent(ann, at("2026-08-22"))
    outbox.failed(bob, "550 no such person")
    outbox.close()
    sheet, files = opened(substantiate(folder, tmp_path, tmp_path / "proof.zip"))
    rows = list(csv.DictReader(io.StringIO(files["recipients.csv"].decode())))
    assert [(row["address"], row["state"]) for row in rows] == [
        ("ann@one.example", "sent"),
        ("bob@two.example", "failed"),
        ("cyd@three.example", "queued"),
    ]
    assert rows[0]["message_id"] == "<1@x>"
    assert rows[0]["time"] == "2026-08-22T00:00:00+00:00"
    assert rows[1]["reason"] == "550 no such person"
    assert "By mail: 1 failed, 1 queued, 1 sent" in sheet


def test_what_it_was_made_of_lies_in_it_and_the_same_records_give_the_same_bytes(tmp_path: Path) -> None:
    folder, made_of = built(tmp_path), {"1-data/closes.csv": b"date,close"}
    first = substantiate(folder, tmp_path, tmp_path / "one.zip", made_of)
    second = substantiate(folder, tmp_path, tmp_path / "two.zip", made_of)
    assert first.read_bytes() == second.read_bytes()
    sheet, files = opened(first)
    assert files["inputs/1-data/closes.csv"] == b"date,close"
    assert "unchanged since" in sheet
    assert "by digest alone" in opened(substantiate(folder, tmp_path, tmp_path / "three.zip"))[0]


@pytest.mark.parametrize("name", ["Ada Byron", "ada  byron", "ADA BYRON "])
def test_two_persons_are_two_however_the_name_is_written(tmp_path: Path, name: str) -> None:
    from dataclasses import replace

    report = replace(spec(two_person=True), reviewer=Person(name))
    with pytest.raises(GateError, match="wants another person"):
        approve(built(tmp_path), tmp_path, report, by=name, note="", now=at("2026-08-22"))


@pytest.mark.parametrize(
    ("last_use", "year_end", "until"),
    [
        ("2026-08-21", "12-31", "2031-12-31"),
        ("2026-12-31", "12-31", "2031-12-31"),
        ("2027-01-01", "12-31", "2032-12-31"),
        ("2026-08-21", "06-30", "2032-06-30"),
        ("2026-06-30", "06-30", "2031-06-30"),
        ("2026-02-28", "02-29", "2031-03-01"),
    ],
)
def test_the_years_begin_with_the_end_of_the_fiscal_year(last_use: str, year_end: str, until: str) -> None:
    assert kept_until(date.fromisoformat(last_use), 5, year_end) == date.fromisoformat(until)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 10), st.sampled_from(["12-31", "06-30", "03-31"]))
def test_records_are_kept_at_least_so_many_years_and_less_than_one_more(last: date, years: int, end: str) -> None:
    days = (kept_until(last, years, end) - last).days
    assert 365 * years <= days <= 366 * (years + 1) + 1
