"""The tables of a language as one OpenDocument spreadsheet: a sheet that says what is in it, then a sheet each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from macros.publish.downloads import zipped
from macros.publish.opendata.published_site import PublishedSite
from macros.publish.opendata.rows import Cell, column_words, table_words
from macros.publish.opendata.tables import TABLES
from macros.words.language import Language

# The columns whose texts are long.
WIDE = (
    "en_bref", "simple", "officiel", "traduction_non_officielle", "definition", "texte", "pourquoi", "note", "imprime",
    "retenu",
)  # fmt: skip


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its columns, the cells of its rows: what each is (`float`), and what it holds, as a text."""

    name: str
    columns: list[str]
    rows: list[list[tuple[str, str]]]


def name_of(code: str) -> str:
    """The name of the spreadsheet of a language, which says its language once it is away from its folder."""
    return f"tables-{code}.ods"


def workbook(site: PublishedSite, lines: Mapping[str, list[list[Cell]]], code: str, title: str, rights: str) -> bytes:
    """The spreadsheet of the lines of each table, their names first, in a language. The same bytes each time."""
    language = site.languages[code]
    sheets = [_sheet(name, *each) for name, each in lines.items()]
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


def _sheet(name: str, columns: list[Cell], *rows: list[Cell]) -> Sheet:
    return Sheet(name, list(map(str, columns)), [list(map(_typed, row)) for row in rows])


def _typed(value: Cell) -> tuple[str, str]:
    """What OpenDocument calls what a cell holds, and that: it writes numbers and yes or no as JSON does."""
    if isinstance(value, str):
        return "string" if value else "", value
    return ("boolean", str(value).lower()) if isinstance(value, bool) else ("float", str(value))


def _guide(language: Language, title: str, rights: str) -> Sheet:
    """What the workbook is, whose it is, and what each column of each sheet holds."""
    rows: list[list[Cell]] = [["", "", title], ["", "", rights]]
    for table in TABLES:
        rows.append([table.name, "", table_words(language, table).plain])
        rows += [[table.name, column, column_words(language, table, column).plain] for column in table.all_columns]
    columns: list[Cell] = [language.w(key).plain for key in ("data-sheet", "data-column", "data-column-holds")]
    return _sheet(language.w("data-guide").plain, columns, *rows)
