"""A site in a bucket, on a real local server: editions are never overwritten, the index comes last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from reportgen.deliver.site.bucket import BucketTarget, content_type
from reportgen.errors import GateError, UsageError, WorldError
from tests.deliver.site.shelf import BASE, Shelf, faults

boto3 = pytest.importorskip("boto3")
server = pytest.importorskip("moto.server")
WHERE = "s3://briefs/site"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "made-up")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    httpx.post(f"http://{host}:{port}/moto-api/reset")  # its memory outlives a server
    made = boto3.client("s3")
    made.create_bucket(Bucket="briefs")
    yield made
    running.stop()


def held(client: Any) -> dict[str, bytes]:
    pages = client.get_paginator("list_objects_v2").paginate(Bucket="briefs", Prefix="site/")
    keys = [row["Key"] for page in pages for row in page.get("Contents", ())]
    return {key[5:]: client.get_object(Bucket="briefs", Key=key)["Body"].read() for key in keys}


def test_a_bucket_holds_the_site_a_folder_would(tmp_path: Path, client: Any) -> None:
    shelf = Shelf(tmp_path)
    for name in ("2026-08-14", "2026-08-21"):
        shelf.publish(shelf.edition(name), site=WHERE, base=BASE)
        shelf.publish(shelf.edition(name), base=BASE)
    assert held(client) == shelf.files()
    assert faults(held(client), BASE) == []


def test_objects_say_what_they_are_and_how_long_they_keep(tmp_path: Path, client: Any) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(shelf.edition("2026-08-14"), site=WHERE)
    seen = {
        path: (head["ContentType"], "immutable" in head["CacheControl"])
        for path in ("index.html", "weekly/2026-08-14/index.html", "weekly/2026-08-14/report.pdf", "feed.xml")
        for head in [client.head_object(Bucket="briefs", Key=f"site/{path}")]
    }
    assert seen == {
        "index.html": ("text/html; charset=utf-8", False),
        "weekly/2026-08-14/index.html": ("text/html; charset=utf-8", False),
        "weekly/2026-08-14/report.pdf": ("application/pdf", True),
        "feed.xml": ("application/atom+xml", False),
    }
    assert content_type("search/2026/wasm.en.pagefind") == "application/octet-stream"


def test_editions_come_first_and_the_index_last(tmp_path: Path, client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(shelf.edition("2026-08-14"), site=WHERE)
    for cut in range(1, 60, 5):
        written: list[str] = []
        monkeypatch.setattr(BucketTarget, "_all", _until(cut, written))
        try:
            shelf.publish(shelf.edition("2026-08-21"), site=WHERE)
        except ConnectionError:
            found = held(client)
            found.pop("publishing.json")
            assert faults(found) == [], f"cut after {written[-1]}"
            continue
        break
    else:
        pytest.fail("the publish never came to its end")
    first = [path.rpartition("/")[2] for path in written]
    assert first.index("report.pdf") < first.index("index.html") < first.index("feed.xml")
    assert written.index("weekly/2026-08-21/index.html") < written.index("weekly/2026-08-14/index.html")


def _until(cut: int, written: list[str]) -> Any:
    def put_all(_: BucketTarget, put: Any, items: Any) -> None:
        for path, content in items:
            if len(written) == cut:
                raise ConnectionError
            put(path, content)
            written.append(path)

    return put_all


def test_pages_of_an_interrupted_run_are_made_anew_by_the_next(
    tmp_path: Path, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(shelf.edition("2026-08-14"), site=WHERE)
    with monkeypatch.context() as patch:
        patch.setattr(BucketTarget, "_put_index", lambda *_: (_ for _ in ()).throw(WorldError("cut")))
        with pytest.raises(WorldError):
            shelf.publish(shelf.edition("2026-08-21", headline="Never came to be"), site=WHERE)
    shelf.publish(shelf.edition("2026-08-28"), site=WHERE)
    pages = {path: text for path, text in held(client).items() if not path.startswith("weekly/2026-08-21/")}
    assert not [path for path, text in pages.items() if b"Never came to be" in text]
    assert "publishing.json" not in pages


def test_other_bytes_at_an_address_are_never_overwritten(tmp_path: Path, client: Any) -> None:
    shelf = Shelf(tmp_path)
    client.put_object(Bucket="briefs", Key="site/weekly/2026-08-14/report.pdf", Body=b"somebody else's")
    with pytest.raises(GateError, match="holds other bytes"):
        shelf.publish(shelf.edition("2026-08-14"), site=WHERE)
    assert held(client)["weekly/2026-08-14/report.pdf"] == b"somebody else's"
    assert "site.json" not in held(client)


def test_two_runs_at_once_do_not_forget_each_others_edition(
    tmp_path: Path, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    shelf.publish(shelf.edition("2026-08-14"), site=WHERE)
    deploy = BucketTarget.deploy

    def overtaken(self: BucketTarget, change: Any) -> None:
        monkeypatch.setattr(BucketTarget, "deploy", deploy)
        shelf.publish(shelf.edition("2026-08-28"), site=WHERE)
        deploy(self, change)

    monkeypatch.setattr(BucketTarget, "deploy", overtaken)
    with pytest.raises(WorldError, match="another run published meanwhile"):
        shelf.publish(shelf.edition("2026-08-21"), site=WHERE)
    shelf.publish(shelf.edition("2026-08-21"), site=WHERE)
    found = held(client)
    assert faults(found) == []
    assert all(day in found["weekly/index.html"].decode() for day in ("2026-08-14", "2026-08-21", "2026-08-28"))


def test_what_the_storage_refuses_is_told_in_words(
    tmp_path: Path, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    folder = shelf.edition("2026-08-14")
    with pytest.raises(WorldError, match="there is no such bucket"):
        shelf.publish(folder, site="s3://nobodys/site")
    with pytest.raises(UsageError, match="names no bucket"):
        shelf.publish(folder, site="s3://")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(WorldError, match="Could not connect"):
        shelf.publish(folder, site=WHERE)


def test_without_the_extra_the_way_to_it_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "boto3", None)
    shelf = Shelf(tmp_path)
    with pytest.raises(UsageError, match=r"pip install 'reportgen\[s3\]'"):
        shelf.publish(shelf.edition("2026-08-14"), site=WHERE)
