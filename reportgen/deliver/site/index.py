"""What a site holds: `site.json`, from which every page can be made again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from reportgen.deliver.editions import order
from reportgen.errors import Problem, ProblemsError

FILE = "site.json"
FORMAT = 1
RESERVED = frozenset({"archive", "assets", "search"})


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correcting edition says of the one it corrects: figures as label, before, after."""

    corrects: str
    day: str
    reason: str
    figures: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """An edition on the site. `published` is the moment it first appeared, ISO 8601."""

    report: str
    edition: str
    as_of: date
    title: str
    headline: str
    standfirst: str
    author: str
    language: str
    digest: str
    published: str
    files: tuple[str, ...]
    correction: Correction | None = None

    @property
    def folder(self) -> str:
        """Its stable place below the site's root, with a slash at the end."""
        return f"{self.report}/{self.edition}/"

    @property
    def page(self) -> str:
        """The path of its page."""
        return f"{self.folder}index.html"

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of its files below the site's root."""
        return tuple(self.folder + name for name in self.files)


@dataclass(frozen=True)
class SiteIndex:
    """Everything a site holds. `pages` maps every page and asset to the key of what it was made from."""

    title: str = ""
    language: str = "en"
    base: str = ""
    editions: tuple[Published, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_report(self) -> Mapping[str, tuple[Published, ...]]:
        """The editions of each report, newest first."""
        found: dict[str, list[Published]] = {}
        for one in sorted(self.editions, key=lambda each: (each.report, order(each.edition)), reverse=True):
            found.setdefault(one.report, []).append(one)
        return {report: tuple(found[report]) for report in sorted(found)}

    @cached_property
    def by_date(self) -> tuple[Published, ...]:
        """All editions, newest first."""
        return tuple(sorted(self.editions, key=lambda one: (order(one.edition), one.report), reverse=True))

    @cached_property
    def _correcting(self) -> Mapping[tuple[str, str], Published]:
        ordered = sorted(self.editions, key=lambda one: order(one.edition))
        return {(one.report, one.correction.corrects): one for one in ordered if one.correction}

    def get(self, report: str, edition: str) -> Published | None:
        """One edition, None where the site has it not."""
        return self._by_name.get((report, edition))

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, str], Published]:
        return {(one.report, one.edition): one for one in self.editions}

    def corrected_by(self, one: Published) -> Published | None:
        """The edition that corrects this one, None where it stands."""
        return self._correcting.get((one.report, one.edition))

    def standing(self, report: str) -> tuple[Published, ...]:
        """A report's editions that no other corrects, newest first."""
        return tuple(one for one in self.by_report[report] if self.corrected_by(one) is None)

    def all_paths(self) -> set[str]:
        """Every path the site is made of."""
        return {path for one in self.editions for path in one.paths} | set(self.pages) | {FILE}

    def dumped(self) -> bytes:
        """The index as its file."""
        raw = {
            "format": FORMAT,
            "title": self.title,
            "language": self.language,
            "base": self.base,
            "editions": [{**asdict(one), "as_of": one.as_of.isoformat()} for one in self.by_date],
            "pages": {path: self.pages[path] for path in sorted(self.pages)},
        }
        return (json.dumps(raw, ensure_ascii=False, indent=1) + "\n").encode()


def loaded(content: bytes | None, where: str) -> SiteIndex:
    """The index of a site, empty for one not there yet. Raises ProblemsError for a file that is no index."""
    if content is None:
        return SiteIndex()
    place = f"{where}, {FILE}"
    try:
        raw = json.loads(content)
        form = raw["format"]
        editions = tuple(_published(one) for one in raw["editions"]) if form == FORMAT else ()
        index = SiteIndex(raw["title"], raw["language"], raw["base"], editions, raw["pages"])
    except (ValueError, KeyError, TypeError) as error:
        fault = Problem(place, f"is no index of a site: {error}.", "Restore it from a copy.")
        raise ProblemsError([fault]) from None
    if form != FORMAT:
        fault = Problem(place, f"has format {form}, this version reads {FORMAT}.", "Publish with a newer reportgen.")
        raise ProblemsError([fault])
    return index


def _published(raw: dict[str, Any]) -> Published:
    fixed = raw["correction"]
    correction = None if fixed is None else Correction(**{**fixed, "figures": tuple(map(tuple, fixed["figures"]))})
    return Published(
        **{**raw, "as_of": date.fromisoformat(raw["as_of"]), "files": tuple(raw["files"]), "correction": correction}
    )
