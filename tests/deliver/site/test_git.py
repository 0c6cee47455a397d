"""A site on a git branch: one commit, one push, one reference moved."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from reportgen.deliver.site.git import GitTarget
from reportgen.errors import UsageError, WorldError
from tests.deliver.site.shelf import BASE, Shelf, faults, tree


def git(*words: str, cwd: Path) -> str:
    who = ("-c", "user.name=T", "-c", "user.email=t@example.org")
    return subprocess.run(["git", *who, *words], cwd=cwd, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    git("init", "-q", "--bare", "repo.git", cwd=tmp_path)
    return tmp_path / "repo.git"


def checkout(bare: Path, branch: str, place: Path) -> dict[str, bytes]:
    git("clone", "-q", "--branch", branch, str(bare), str(place), cwd=bare.parent)
    return {path: content for path, content in tree(place).items() if not path.startswith(".git/")}


def test_a_branch_holds_the_site_a_folder_would(tmp_path: Path, bare: Path) -> None:
    shelf = Shelf(tmp_path)
    where = f"git+{bare.as_uri()}#pages"
    for name in ("2026-08-14", "2026-08-21"):
        shelf.publish(shelf.edition(name), site=where, base=BASE)
        shelf.publish(shelf.edition(name), base=BASE)
    found = checkout(bare, "pages", tmp_path / "seen")
    assert found.pop(".nojekyll") == b""
    assert found == shelf.files()
    assert faults(found, BASE) == []
    log = git("log", "--format=%an|%at|%s", "pages", cwd=bare).splitlines()
    assert log == [
        "Example Research|1787556600|Publish weekly 2026-08-21",
        "Example Research|1787556600|Publish weekly 2026-08-14",
    ]


def test_publishing_again_makes_no_commit(tmp_path: Path, bare: Path) -> None:
    shelf = Shelf(tmp_path)
    where = f"git+{bare.as_uri()}#pages"
    folder = shelf.edition("2026-08-14")
    assert shelf.publish(folder, site=where).changed
    assert not shelf.publish(folder, site=where).changed
    assert git("rev-list", "--count", "pages", cwd=bare).strip() == "1"


def test_the_same_edition_gives_the_same_commit(tmp_path: Path, bare: Path) -> None:
    shelf = Shelf(tmp_path)
    folder = shelf.edition("2026-08-14")
    for branch in ("one", "two"):
        shelf.publish(folder, site=f"git+{bare.as_uri()}#{branch}")
    assert git("rev-parse", "one", cwd=bare) == git("rev-parse", "two", cwd=bare)


def test_a_branch_of_source_code_is_left_alone(tmp_path: Path, bare: Path) -> None:
    work = tmp_path / "work"
    git("clone", "-q", str(bare), str(work), cwd=tmp_path)
    (work / "main.py").write_text("print()")
    git("add", ".", cwd=work)
    git("commit", "-q", "-m", "code", cwd=work)
    git("push", "-q", "origin", "HEAD:pages", cwd=work)
    with pytest.raises(UsageError, match=r"holds main\.py, which no publish put there"):
        Shelf(tmp_path).publish(Shelf(tmp_path).edition("2026-08-14"), site=f"git+{bare.as_uri()}#pages")


def test_a_push_that_is_refused_is_told_and_leaves_the_branch(
    tmp_path: Path, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    where = f"git+{bare.as_uri()}#pages"
    shelf.publish(shelf.edition("2026-08-14"), site=where)
    deploy = GitTarget.deploy

    def overtaken(self: GitTarget, change: object) -> None:
        monkeypatch.setattr(GitTarget, "deploy", deploy)
        shelf.publish(shelf.edition("2026-08-28"), site=where)
        deploy(self, change)  # type: ignore[arg-type]

    monkeypatch.setattr(GitTarget, "deploy", overtaken)
    with pytest.raises(WorldError, match="publish again"):
        shelf.publish(shelf.edition("2026-08-21"), site=where)
    shelf.publish(shelf.edition("2026-08-21"), site=where)
    found = checkout(bare, "pages", tmp_path / "seen")
    assert {"weekly/2026-08-14/report.pdf", "weekly/2026-08-21/report.pdf", "weekly/2026-08-28/report.pdf"} <= set(
        found
    )
    assert faults(found) == []


def test_a_repository_that_is_not_there_is_told_without_its_password(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    with pytest.raises(WorldError, match=r"does not exist|not appear to be a git repository"):
        shelf.publish(shelf.edition("2026-08-14"), site=f"git+{(tmp_path / 'none.git').as_uri()}#pages")
    hidden = "git+http://me:secret@127.0.0.1:9/x.git#pages"
    with pytest.raises(WorldError) as told:
        shelf.publish(shelf.edition("2026-08-14"), site=hidden)
    assert "secret" not in str(told.value)
    assert "secret" not in GitTarget(hidden).name
    assert "127.0.0.1:9" in str(told.value)
