"""What a PDF says of itself in XMP beside WeasyPrint's own: PDF/UA, and how its content came about.

PDF/A wants every schema it does not know declared in the file, all of them in one bag.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema with its one property: what PDF/A has to be told of it."""

    name: str
    address: str
    prefix: str
    property: str
    type: str
    category: str
    meaning: str


PDF_UA = Schema(
    "PDF/UA identification schema",
    "http://www.aiim.org/pdfua/ns/id/",
    "pdfuaid",
    "part",
    "Integer",
    "internal",
    "The part of ISO 14289 this file conforms to",
)
IPTC = Schema(
    "IPTC Extension schema",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "Iptc4xmpExt",
    "DigitalSourceType",
    "URI",
    "external",
    "How the content came about, after the vocabulary of IPTC",
)
_EXTENSION = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    "<pdfaExtension:schemas><rdf:Bag>{}</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


def descriptions(values: Sequence[tuple[Schema, str]]) -> bytes:
    """The properties with their values, and the declaration of their schemas."""
    return "".join((*_values(values), _EXTENSION.format("".join(_declared(schema) for schema, _ in values)))).encode()


def _values(values: Sequence[tuple[Schema, str]]) -> Iterator[str]:
    for schema, value in values:
        space, name = f'xmlns:{schema.prefix}="{schema.address}"', f"{schema.prefix}:{schema.property}"
        yield f'<rdf:Description rdf:about="" {space} {name}="{value}" />'


def _declared(schema: Schema) -> str:
    said = (("schema", schema.name), ("namespaceURI", schema.address), ("prefix", schema.prefix))
    told = (
        ("name", schema.property),
        ("valueType", schema.type),
        ("category", schema.category),
        ("description", schema.meaning),
    )
    words = "".join(f"<pdfaSchema:{name}>{text}</pdfaSchema:{name}>" for name, text in said)
    parts = "".join(f"<pdfaProperty:{name}>{text}</pdfaProperty:{name}>" for name, text in told)
    resource = '<rdf:li rdf:parseType="Resource">{}</rdf:li>'
    seq = f"<rdf:Seq>{resource.format(parts)}</rdf:Seq>"
    return resource.format(f"{words}<pdfaSchema:property>{seq}</pdfaSchema:property>")
