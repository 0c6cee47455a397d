"""Live datasets: fetched once, checked before they are kept, read without the network."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest

from reportgen.config import read_catalog
from reportgen.errors import ProblemsError, UsageError, WorldError
from reportgen.model.dataset import Dataset
from reportgen.sources import Fetched, Fetching, fetch, load

CATALOG = """
title: Live
datasets:
  ten:
    provider: {name: fred, series: DGS10, from: 2025-01-01}
    frequency: daily
    release: {days_after: 1}
    origin: {publisher: US Treasury, title: 10-year yield}
    columns:
      yield: {unit: fraction, scale: percent}
  spx:
    provider: {name: stooq, series: ^SPX}
    frequency: daily
    origin: {publisher: S&P Dow Jones Indices, title: S&P 500}
    columns:
      close: {unit: index_points, basis: price}
entities:
  ust10y: {kind: rate, names: [10-year yield], roles: {level: ten.yield}}
"""
YIELDS = b"observation_date,DGS10\n2025-01-02,4.57\n2025-01-03,4.60\n"
PRICES = b"Date,Open,High,Low,Close,Volume\n2025-01-02,1,2,3,5868.55,9\n2025-01-03,1,2,3,5942.47,9\n"
NOW = datetime(2026, 8, 22, 9, 30, tzinfo=UTC)
Answer = Callable[[httpx.Request], httpx.Response]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "catalog.yaml").write_text(CATALOG, encoding="utf-8")
    return tmp_path


def answers(**bodies: bytes) -> Answer:
    """Answer each host with its body, 503 where there is none."""

    def answer(request: httpx.Request) -> httpx.Response:
        body = bodies.get(request.url.host.split(".")[-2])
        return httpx.Response(503) if body is None else httpx.Response(200, content=body)

    return answer


def go(folder: Path, answer: Answer, *only: str, now: datetime = NOW) -> tuple[Fetched, ...]:
    return fetch(read_catalog(folder), folder, Fetching(now, httpx.MockTransport(answer)), only=only)


def read(folder: Path) -> Dataset:
    return load(read_catalog(folder), folder)


def test_before_the_first_fetch_the_catalog_says_what_to_do(folder: Path) -> None:
    assert [str(problem) for problem in read(folder).problems] == [
        "ten (fetched): is not there yet. Run `reportgen data fetch ten`.",
        "spx (fetched): is not there yet. Run `reportgen data fetch spx`.",
    ]


def test_what_was_fetched_is_read_and_its_origin_told(folder: Path) -> None:
    kept = go(folder, answers(stlouisfed=YIELDS, stooq=PRICES))
    assert [fetched.dataset for fetched in kept] == ["ten", "spx"]
    dataset = read(folder)
    assert dataset.problems == ()
    series = dataset.series["ten.yield"]
    assert series.value_on(date(2025, 1, 3)) == 0.046
    assert series.origin.url == "https://fred.stlouisfed.org/graph/fredgraph.csv?id=DGS10&cosd=2025-01-01"
    assert series.origin.retrieved == date(2026, 8, 22)
    assert series.origin.sha256 == kept[0].sha256
    assert dataset.series["spx.close"].origin.url == "https://stooq.com/q/d/l/?s=%5Espx&i=d"


def test_the_same_bytes_are_kept_once_and_every_fetch_is_noted(folder: Path) -> None:
    go(folder, answers(stlouisfed=YIELDS, stooq=PRICES))
    before = read(folder).digest
    go(folder, answers(stlouisfed=YIELDS, stooq=PRICES), "ten", now=datetime(2026, 8, 23, tzinfo=UTC))
    store = folder / "fetched"
    assert len((store / "record.jsonl").read_text().splitlines()) == 3
    assert len(list(store.iterdir())) == 3
    after = read(folder)
    assert after.series["ten.yield"].origin.retrieved == date(2026, 8, 23)
    assert after.digest != before


def test_a_build_never_touches_the_network(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go(folder, answers(stlouisfed=YIELDS, stooq=PRICES))

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr(httpx.Client, "send", refuse)
    assert len(read(folder).series) == 2


@pytest.mark.parametrize(
    ("body", "error", "told"),
    [
        (b"Exceeded the daily hits limit", WorldError, "answered 'Exceeded the daily hits limit' instead of data"),
        (b"<!DOCTYPE html><p>maintenance", WorldError, "instead of data. Try later."),
        (None, WorldError, "answered 503 Service Unavailable. Try later."),
        (b"", ProblemsError, "is empty"),
        (PRICES.replace(b"5942.47", b"59424.7"), ProblemsError, "row 3, close: jumps from 5868.55"),
    ],
)
def test_a_bad_answer_never_replaces_the_last_good_one(
    body: bytes | None, error: type[Exception], told: str, folder: Path
) -> None:
    go(folder, answers(stlouisfed=YIELDS, stooq=PRICES))
    newer = YIELDS + b"2025-01-06,4.62\n"
    with pytest.raises(error, match=told):
        go(folder, answers(stlouisfed=newer, **({"stooq": body} if body is not None else {})))
    dataset = read(folder)
    assert dataset.series["spx.close"].values[-1] == 5942.47
    assert dataset.series["ten.yield"].last_day == date(2025, 1, 6), "what came well is kept"


def test_an_unreachable_network_is_the_worlds_fault(folder: Path) -> None:
    def unreachable(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no route to host", request=request)

    with pytest.raises(WorldError, match=r"ten: .* cannot be reached: no route to host. Try later.") as caught:
        go(folder, unreachable)
    assert caught.value.exit_code == 3
    assert not (folder / "fetched").exists()


def test_a_name_that_is_no_live_dataset_is_wrong_usage(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"tenn: the catalog has no live dataset of that name. Did you mean ten\?"):
        go(folder, answers(), "tenn")


@pytest.mark.parametrize("address", ["feed.example/closes.csv", "https://feed.example:port", "file:///etc/passwd"])
def test_what_is_no_address_is_told(address: str, folder: Path) -> None:
    text = CATALOG.replace("name: fred, series: DGS10, from: 2025-01-01", f'name: web, series: "{address}"')
    (folder / "catalog.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"datasets.ten.provider.series: '.*' is no address. Write it as https://"):
        fetch(read_catalog(folder), folder, Fetching(NOW), only=["ten"])


def test_an_unknown_provider_is_told(folder: Path) -> None:
    text = CATALOG.replace("name: fred", "name: fread")
    (folder / "catalog.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"datasets.ten.provider.name: there is no provider 'fread'. Did you mean"):
        go(folder, answers(stooq=PRICES))
    assert "there is no provider 'fread'" in str(read(folder).problems[0])


def test_a_store_that_was_tampered_with_is_told(folder: Path) -> None:
    kept = go(folder, answers(stlouisfed=YIELDS, stooq=PRICES))
    (folder / "fetched" / kept[0].sha256).write_bytes(YIELDS.replace(b"4.60", b"4.10"))
    (folder / "fetched" / kept[1].sha256).unlink()
    told = [str(problem) for problem in read(folder).problems]
    assert told == [
        f"fetched/{kept[0].sha256}: was changed after it was fetched. Remove it and fetch again.",
        f"fetched/{kept[1].sha256}: is named by the record and not there. Fetch again.",
    ]
    (folder / "fetched" / "record.jsonl").write_text("half a li")
    assert str(read(folder).problems[0]) == (
        "fetched/record.jsonl, row 1: is no line of the record. Remove it and fetch again."
    )


def test_a_file_and_a_provider_exclude_each_other(folder: Path) -> None:
    text = CATALOG.replace("    frequency: daily\n", "    file: ten.csv\n    frequency: daily\n", 1)
    (folder / "catalog.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsError, match=r"datasets.ten: needs a `file` or a `provider`, one of them"):
        read_catalog(folder)


@pytest.fixture
def server() -> Iterator[str]:
    """A real HTTP server on this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = {"/moved?key=hidden": 302, "/closes.csv": 200}.get(self.path, 404)
            self.send_response(found)
            if found == 302:
                self.send_header("Location", "/closes.csv")
            self.end_headers()
            self.wfile.write(b"date,level\n2025-01-02,100\n2025-01-03,101\n" if found == 200 else b"")

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


def test_a_desks_own_feed_is_fetched_over_http(server: str, tmp_path: Path) -> None:
    text = f"""
title: Own feed
datasets:
  closes:
    provider: {{name: web, series: "{server}/moved?key=hidden"}}
    date: date
    frequency: daily
    origin: {{publisher: Desk, title: Closes}}
    columns:
      level: {{unit: index_points}}
"""
    (tmp_path / "catalog.yaml").write_text(text, encoding="utf-8")
    told: list[str] = []
    fetch(read_catalog(tmp_path), tmp_path, Fetching(NOW, progress=told.append))
    assert told == [f"closes: 41 bytes from {server}/closes.csv"]
    assert list(read(tmp_path).series["closes.level"].values) == [100, 101]
    (tmp_path / "catalog.yaml").write_text(text.replace("/moved", "/gone"), encoding="utf-8")
    with pytest.raises(WorldError, match="answered 404 Not Found") as caught:
        fetch(read_catalog(tmp_path), tmp_path, Fetching(NOW))
    assert "hidden" not in str(caught.value), "a key in an address is nobody's business"
    assert "hidden" not in (tmp_path / "fetched" / "record.jsonl").read_text(encoding="utf-8")
