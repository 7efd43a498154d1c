"""The tables of a language as one OpenDocument spreadsheet: a sheet that says what is in it, then a sheet each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from macros.publish.downloads import zipped
from macros.publish.opendata.published_site import PublishedSite
from macros.publish.opendata.rows import cell, column_words, lines, table_words
from macros.publish.opendata.tables import TABLES, Whole
from macros.words.language import Language

# The columns whose texts are long.
WIDE = (
    "en_bref", "simple", "officiel", "traduction_non_officielle", "definition", "texte", "pourquoi", "note", "imprime",
    "retenu",
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its columns, its rows."""

    name: str
    columns: list[str]
    rows: list[list[Any]]


def name_of(code: str) -> str:
    """The name of the spreadsheet of a language, which says its language once it is away from its folder."""
    return f"tables-{code}.ods"


def workbook(site: PublishedSite, whole: Whole, code: str, title: str, rights: str) -> bytes:
    """The spreadsheet; `whole` is the strategy's JSON file in that language alone. The same bytes each time."""
    language = site.languages[code]
    sheets = [_sheet(table.name, lines(table, whole, code)) for table in TABLES]
    names = {
        "language": language,
        "sheets": [_guide(language, title, rights), *sheets],
        "wide": (*WIDE, str(language.w("data-column-holds"))),
        "title": title,
        "rights": rights,
        "site_name": site.name,
        "updated": site.updated,
    }

    def render(name: str) -> bytes:
        text: str = site.site.templates.get_template(f"ods/{name}").render(names)
        return text.encode()

    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": render("content.xml"),
            "meta.xml": render("meta.xml"),
            "META-INF/manifest.xml": render("manifest.xml"),
        }
    )


def _sheet(name: str, found: Iterator[list[Any]]) -> Sheet:
    columns, *rows = found
    return Sheet(name, columns, [[_value(value) for value in row] for row in rows])


def _value(value: Any) -> Any:
    return value if isinstance(value, int) else cell(value)


def _guide(language: Language, title: str, rights: str) -> Sheet:
    """What the workbook is, whose it is, and what each column of each sheet holds."""
    rows = [["", "", title], ["", "", rights]]
    for table in TABLES:
        rows.append([table.name, "", table_words(language, table).plain])
        rows += [[table.name, column, column_words(language, table, column).plain] for column in table.all_columns]
    columns = [language.w(key).plain for key in ("data-sheet", "data-column", "data-column-holds")]
    return Sheet(language.w("data-guide").plain, columns, rows)
