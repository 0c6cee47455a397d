"""Fetched files, kept by the digest of their bytes, with a record of what came from where and when.

    fetched/<sha256>          the bytes, written once and never changed
    fetched/record.jsonl      one line a fetch, oldest first; the last line of a dataset is what is read

Nothing is ever overwritten, so an edition can be built again from the bytes it was built from.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from reportgen.errors import Problem, ProblemsError, WorldError

FOLDER = "fetched"
RECORD = "record.jsonl"


@dataclass(frozen=True, slots=True)
class Fetched:
    """One fetch: which dataset, from which address, at which moment (ISO 8601, UTC), and what came."""

    dataset: str
    provider: str
    url: str
    at: str
    sha256: str
    size: int

    @property
    def day(self) -> date:
        """The day it was fetched."""
        return date.fromisoformat(self.at[:10])


@dataclass(frozen=True, slots=True)
class Store:
    """The `fetched` folder beside a catalog."""

    folder: Path

    @classmethod
    def beside(cls, data: Path) -> Store:
        """The store of a data folder; it need not exist yet."""
        return cls(data / FOLDER)

    def latest(self) -> Mapping[str, Fetched]:
        """The newest fetch of each dataset. Raises ProblemsError where the record cannot be read."""
        path = self.folder / RECORD
        if not path.exists():
            return {}
        found: dict[str, Fetched] = {}
        for row, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                fetched = Fetched(**json.loads(line))
            except (ValueError, TypeError):
                what, mend = "is no line of the record.", "Remove it and fetch again."
                raise ProblemsError([Problem(f"{FOLDER}/{RECORD}", what, mend, row=row)]) from None
            found[fetched.dataset] = fetched
        return found

    def read(self, fetched: Fetched) -> bytes:
        """The bytes of a fetch. Raises ProblemsError where they are gone or were changed."""
        path = self.folder / fetched.sha256
        try:
            data = path.read_bytes()
        except OSError:
            what = "is named by the record and not there."
            raise ProblemsError([Problem(f"{FOLDER}/{path.name}", what, "Fetch again.")]) from None
        if sha256(data).hexdigest() != fetched.sha256:
            what = "was changed after it was fetched."
            raise ProblemsError([Problem(f"{FOLDER}/{path.name}", what, "Remove it and fetch again.")])
        return data

    def keep(self, fetched: Fetched, data: bytes) -> None:
        """Keep the bytes, then note the fetch. Raises WorldError where the disk refuses."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = self.folder / fetched.sha256
            if not path.exists():
                new = path.with_suffix(f".{os.getpid()}.new")
                new.write_bytes(data)
                new.replace(path)
            with (self.folder / RECORD).open("a", encoding="utf-8") as record:
                record.write(json.dumps(asdict(fetched), sort_keys=True) + "\n")
        except OSError as error:
            raise WorldError(f"{self.folder}: what was fetched cannot be kept: {error.strerror}.") from None
