"""The rows of a table, as CSV and for spreadsheets; what the table and its columns hold, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.publish.cells import as_csv
from macros.publish.opendata.tables import Table, Whole, translated_columns
from macros.words.language import Language, Words


def lines(table: Table, whole: Whole, code: str) -> Iterator[list[Any]]:
    """The names of a table's columns, then the values of its rows, in the language `code`.

    `whole` is the strategy's JSON file in that language alone.
    """
    translated = translated_columns(table)
    yield list(table.all_columns)
    for row in table.rows(whole):
        missing = [name for name in table.columns if name in translated and row[name] and code not in row[name]]
        values = [row[name] for name in table.columns]
        yield [*values, " ".join(missing)] if translated else values


def csv_file(table: Table, whole: Whole, code: str) -> str:
    """A table of the strategy in the language `code`, as CSV."""
    return as_csv([cell(value) for value in line] for line in lines(table, whole, code))


def table_words(language: Language, table: Table) -> Words:
    """What a table holds, in words."""
    return language.w(f"table-{table.name}".replace("_", "-"))


def column_words(language: Language, table: Table, column: str) -> Words:
    """What a column of a table holds, in words."""
    own, general = f"column-{table.name}-{column}".replace("_", "-"), f"column-{column}".replace("_", "-")
    if column in table.references:
        return language.w("column-reference", table=table.references[column])
    return language.w(own if own in language.words else general)


def cell(value: Any) -> str:
    """A value as a cell: a text without its language, a list with bars."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case dict():
            return next(iter(value.values()), "")
        case list():
            return " | ".join(map(cell, value))
    return str(value)
