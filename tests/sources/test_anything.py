"""Whatever stands in a file or a catalog, the answer is a dataset or problems, never a traceback."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.config import read_catalog
from reportgen.errors import ProblemsError
from tests.sources.desks import CATALOG, make_desk

LINES = st.lists(
    st.lists(st.text(alphabet='0123456789-.,"\n eEnNaAiIfF\x00\xa0\u2028Ω', max_size=8), min_size=1, max_size=4),
    max_size=8,
).map(lambda rows: "\n".join(",".join(cells) for cells in rows))


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(st.binary(max_size=200), LINES.map(str.encode)),
    st.booleans(),
    st.sampled_from(["csv", "yahoo", "fred", "shiller"]),
)
def test_any_bytes_in_a_file(body: bytes, headed: bool, reader: str) -> None:
    with TemporaryDirectory() as folder:
        desk = make_desk(Path(folder))
        desk.declare("    file: closes.csv\n", f"    file: closes.csv\n    format: {reader}\n")
        (desk.folder / "closes.csv").write_bytes(b"date,small,large\n" + body if headed else body)
        dataset = desk.load()
        assert dataset.problems or set(dataset.series) == {"closes.small", "closes.large", "rates.rate"}
        assert set(dataset.series) | set(dataset.quarantined) == {"closes.small", "closes.large", "rates.rate"}
        assert all(problem.what and str(problem).endswith((".", "?", "`.")) for problem in dataset.problems)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, len(CATALOG) - 1), st.integers(0, 12), st.text(alphabet="ab:{}[]-#&*!|>'\"%@\n \t19.", max_size=6)
)
def test_any_slip_in_a_catalog(at: int, length: int, slip: str) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "catalog.yaml"
        file.write_text(CATALOG[:at] + slip + CATALOG[at + length :], encoding="utf-8")
        try:
            read = read_catalog(file)
        except ProblemsError as error:
            told = error.problems
        else:
            told = ()
            assert read.datasets
        assert all(problem.what for problem in told)
