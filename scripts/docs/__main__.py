"""`make docs`: write the parts of docs/ that are made from the code."""

from __future__ import annotations

from scripts.docs.parts import documents, filled

for document in documents():
    old = document.read_text(encoding="utf-8")
    new = filled(old)
    document.write_text(new, encoding="utf-8")
    print(f"{document.name}: {'as it was' if new == old else 'written anew'}")
