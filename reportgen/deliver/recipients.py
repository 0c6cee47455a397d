"""The list of readers: one CSV row each, checked so that one bad row stops nobody else's mail."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.errors import Problem, ProblemsError, UsageError

# Conservative on purpose: what every mail server accepts unquoted (RFC 5321, section 4.1.2, dot-string).
_ADDRESS = re.compile(
    r"(?P<local>[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*)"
    r"@(?P<domain>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One reader: address, name, the other columns of the row for the greeting."""

    email: str
    name: str
    fields: Mapping[str, str]
    row: int

    @property
    def domain(self) -> str:
        """The part after the @, in lower case."""
        return self.email.rpartition("@")[2].lower()


def read_recipients(path: Path) -> Iterator[Recipient | Problem]:
    """The rows of a list, one by one; a row that cannot be mailed comes as a Problem with its number.

    The file needs a column `email`; `name` and any others are free. Raises ProblemsError where the file
    cannot be read at all, UsageError where it does not exist.
    """
    try:
        handle = path.open(encoding="utf-8-sig", newline="")
    except FileNotFoundError:
        raise UsageError(f"{path}: no such file") from None
    except OSError as error:
        raise ProblemsError([Problem(str(path), f"cannot be read: {error.strerror}.")]) from None
    with handle:
        yield from _rows(handle, path)


def _rows(handle: Iterator[str], path: Path) -> Iterator[Recipient | Problem]:
    reader = csv.DictReader(handle, strict=True)
    seen: dict[str, int] = {}
    try:
        if "email" not in (reader.fieldnames or ()):
            problem = Problem(path.name, "has no column `email`.", "Name the columns in its first line.", row=1)
            raise ProblemsError([problem])
        for number, cells in enumerate(reader, 2):
            yield _checked(cells, number, path.name, seen)
    except UnicodeDecodeError:
        raise ProblemsError([Problem(path.name, "is not UTF-8.", "Save it as UTF-8.")]) from None
    except csv.Error as error:
        raise ProblemsError([Problem(path.name, f"is no CSV: {error}.", row=reader.line_num)]) from None


def _checked(cells: Mapping[str | None, object], row: int, where: str, seen: dict[str, int]) -> Recipient | Problem:
    texts = {str(key): str(value or "").strip(" ") for key, value in cells.items() if key is not None}
    if None in cells:
        return Problem(where, "has more cells than the first line names.", "Quote texts that hold a comma.", row=row)
    for column, text in texts.items():
        if _CONTROL.search(text):
            mend = "Remove it: it could forge a header."
            return Problem(where, "holds a line break or control character.", mend, row=row, key=column)
    email = texts.pop("email")
    if not _ADDRESS.fullmatch(email) or len(email) > 254 or len(email.rpartition("@")[0]) > 64:
        return Problem(where, f"{email[:80]!r} is no address mail can be sent to.", "Correct it.", row=row, key="email")
    if email.lower() in seen:
        return Problem(where, f"{email} stands in row {seen[email.lower()]} already.", "It is mailed once.", row=row)
    seen[email.lower()] = row
    return Recipient(email, texts.pop("name", ""), texts, row)
