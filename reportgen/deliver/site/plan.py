"""What must be written for a site to hold some more editions: new files, pages that changed, nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from reportgen.deliver.editions import MANIFEST
from reportgen.deliver.site import feeds, links, pages, search, wrapper
from reportgen.deliver.site.change import Change, Sealed, Session
from reportgen.deliver.site.frame import Frame
from reportgen.deliver.site.index import Published, SiteIndex
from reportgen.deliver.site.look import Look
from reportgen.deliver.site.reading import Candidate
from reportgen.errors import GateError, Problem, ProblemsError


@dataclass(frozen=True, slots=True)
class Settings:
    """What the desk decides: the look, the site's name, language and address, and Pagefind where it is installed."""

    look: Look
    title: str
    language: str
    base: str
    program: Path | None


@dataclass(slots=True)
class _Work:
    """The plan while it is made. `stale` are paths the live site lacks or an interrupted run may have spoiled."""

    old: SiteIndex
    frame: Frame
    session: Session
    candidates: Mapping[str, Candidate]
    stale: set[str]
    keys: dict[str, str] = field(default_factory=dict)
    written: dict[str, bytes] = field(default_factory=dict)

    def page(self, path: str, key: str, make: Callable[[], bytes]) -> None:
        """Make a page where what it is made from changed."""
        self.keys[path] = key
        if self.old.pages.get(path) != key or path in self.stale:
            self.written[path] = make()

    def asset(self, path: str, content: bytes) -> None:
        """Keep a file that is named by its content."""
        self.page(path, sha256(content).hexdigest(), lambda: content)

    def html(self, one: Published) -> str | None:
        """The edition's own page, from the desk where it is new, else from the site."""
        if "report.html" not in one.files:
            return None
        held = self.candidates.get(one.folder)
        if held is not None:
            return _sealed(held)[one.folder + "report.html"].read().decode()
        content = self.session.read(one.folder + "report.html")
        return None if content is None else content.decode()


def plan(
    old: SiteIndex, candidates: Sequence[Candidate], session: Session, settings: Settings, now: datetime
) -> tuple[SiteIndex, Change | None]:
    """The site with the editions added, and what must be written for it; None where nothing must.

    Raises GateError where the site holds other bytes of an edition, ProblemsError for files the site has lost and
    for links that lead nowhere.
    """
    index = _joined(old, candidates, settings)
    named = {one.published.folder: one for one in candidates}
    lost = session.missing(old.all_paths() if old.editions else set())
    _restorable(old, lost, named)
    work = _Work(old, Frame(index, settings.look, settings.program is not None), session, named, lost | session.dirty())
    _make(work, settings)
    index = replace(index, pages=work.keys)
    sealed = {
        path: file
        for one in candidates
        for path, file in _sealed(one).items()
        if old.get(one.published.report, one.published.edition) is None or path in lost
    }
    _check_links(work, index)
    removed = frozenset(set(old.pages) - set(work.keys))
    content = index.dumped()
    if not (sealed or work.written or removed) and content == old.dumped():
        return index, None
    new = {one.published.page for one in candidates}
    late = frozenset(path for path in work.written if not path.startswith(("assets/", "search/")) and path not in new)
    message = "Publish " + ", ".join(sorted(f"{one.published.report} {one.published.edition}" for one in candidates))
    return index, Change(sealed, work.written, removed, content, now, message, index.title, late)


def _joined(old: SiteIndex, candidates: Sequence[Candidate], settings: Settings) -> SiteIndex:
    """The index with the editions added. What is there keeps its date of publication."""
    added = []
    for one in candidates:
        fresh = one.published
        before = old.get(fresh.report, fresh.edition)
        if before is None:
            added.append(fresh)
        elif before.digest != fresh.digest:
            name = f"{fresh.report}/{fresh.edition}"
            raise GateError(
                f"the site holds other bytes of {name} (published {before.published[:10]}), and readers may rely on "
                f"them. Publish a correction instead: `reportgen correct {name} --reason TEXT`."
            )
    return SiteIndex(settings.title, settings.language, settings.base, (*old.editions, *added))


def _restorable(old: SiteIndex, lost: set[str], named: Mapping[str, Candidate]) -> None:
    """Refuse to go on where files of editions vanished that this run cannot put back."""
    gone = [one for one in old.by_date if one.folder not in named and not lost.isdisjoint(one.paths)]
    if gone:
        raise ProblemsError(
            [
                Problem(
                    f"{one.folder}{next(path for path in one.paths if path in lost).removeprefix(one.folder)}",
                    "was removed from the site by another hand.",
                    f"Name {one.report}/{one.edition} too: publishing it again puts the file back.",
                )
                for one in gone
            ]
        )


def _sealed(one: Candidate) -> Mapping[str, Sealed]:
    digests = {**one.manifest.files, MANIFEST: sha256((one.folder / MANIFEST).read_bytes()).hexdigest()}
    return {one.published.folder + name: Sealed(one.folder / name, digest) for name, digest in digests.items()}


def _make(work: _Work, settings: Settings) -> None:
    frame = work.frame
    for path in work.old.pages:
        if path.startswith("assets/") and path.endswith(".woff2"):
            work.keys[path] = work.old.pages[path]
    for path, content in frame.look.assets.items():
        work.asset(path, content)
    for one in frame.index.editions:
        _edition(work, one)
    for path, (key, make) in (*pages.listing_pages(frame).items(), *feeds.feed_pages(frame)):
        work.page(path, key, make)
    if settings.program is not None:
        for year in sorted({one.edition[:4] for one in frame.index.editions}):
            _search(work, year, settings.program)


def _edition(work: _Work, one: Published) -> None:
    fonts: Mapping[str, bytes] = {}

    def make() -> bytes:
        nonlocal fonts
        content, fonts = wrapper.page(work.frame, one, work.html(one))
        return content

    work.page(one.page, wrapper.key(work.frame, one), make)
    for path, content in fonts.items():
        work.asset(path, content)


def _search(work: _Work, year: str, program: Path) -> None:
    """The search of a year, made anew where its editions changed. Corrected editions are left out of it."""
    index = work.frame.index
    standing = {one.page: one for one in index.editions if one.edition[:4] == year and not index.corrected_by(one)}
    folder = f"search/{year}/"
    texts, language = folder + search.TEXTS, index.language.partition("-")[0]
    told = [(path, standing[path].digest, standing[path].headline) for path in sorted(standing)]
    key = sha256(json.dumps([told, language, program.stat().st_size]).encode()).hexdigest()
    before = {path: old for path, old in work.old.pages.items() if path.startswith(folder)}
    if before.get(texts) == key and work.stale.isdisjoint(before):
        work.keys.update(before)
        return
    known = search.loaded(work.session.read(texts))
    words = {path: known.get(path) or _text(work, one) for path, one in standing.items()}
    for path, content in search.bundle(folder, words, language, program).items() if words else ():
        work.asset(path, content)
        if path == texts:
            work.keys[path] = key


def _text(work: _Work, one: Published) -> search.Text:
    from reportgen.deliver.site.reading import words_of

    words = words_of(work.html(one) or "") or one.standfirst
    return search.Text(one.page, one.headline, one.title, one.edition[:10], words)


def _check_links(work: _Work, index: SiteIndex) -> None:
    """Raises ProblemsError with every link of the pages to be written that leads nowhere."""
    held = index.all_paths()

    @cache
    def there(path: str) -> bool:
        return path in held or work.session.read(path) is not None

    checked = {path: content for path, content in work.written.items() if _has_links(path)}
    for one in work.candidates.values():
        if (html := work.html(one.published)) is not None:
            checked[one.published.folder + "report.html"] = html.encode()
    if problems := links.broken(checked, there, index.base):
        raise ProblemsError(links.told(problems))


def _has_links(path: str) -> bool:
    return not path.startswith(("search/2", "search/1", "assets/"))
