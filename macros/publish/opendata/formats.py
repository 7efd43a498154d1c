"""The kinds of files that the data is published in, by the ending of their names."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import splitext


@dataclass(frozen=True)
class Format:
    """What people call a kind of file, its media type (IANA), its name in the EU Publications Office's list of them."""

    name: str
    media_type: str
    authority: str


FORMATS = {
    ".json": Format("JSON", "application/json", "JSON"),
    ".csv": Format("CSV", "text/csv", "CSV"),
    ".ods": Format("OpenDocument", "application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    ".ttl": Format("Turtle", "text/turtle", "RDF_TURTLE"),
    ".jsonld": Format("JSON-LD", "application/ld+json", "JSON_LD"),
}


def word_of(path: str) -> str:
    """The word that tells what a file of the data holds, by its name: `fr/defis.csv` → `table-defis`."""
    name = path.rpartition("/")[2].replace("_", "-")
    if name.endswith(".csv"):
        return f"table-{name.removesuffix('.csv')}"
    return "file-ods" if name.endswith(".ods") else f"file-{name.replace('.', '-')}"


def format_of(path: str) -> Format:
    """The format of a file of the data, by its name (`fr/defis.csv`)."""
    return FORMATS[splitext(path)[1]]
